"""From tools and tool choice to the fields of a chat request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ai_sdk_core.provider import CallWarning, FunctionTool, LanguageModelTool, ToolChoice, UnsupportedWarning

from .._json_schema import normalize_json_schema


def prepare_tools(
    tools: Sequence[LanguageModelTool] | None, tool_choice: ToolChoice | None, warnings: list[CallWarning]
) -> dict[str, Any]:
    """Convert tools and tool choice.

    Args:
        tools: The tools. Those that OpenAI defines are left out with a warning: the Responses API has them.
        tool_choice: Which tools may or must be called; means nothing without tools.
        warnings: Gets warnings.

    Returns:
        The fields `tools` and `tool_choice`, each only if it says something.

    Raises:
        UnsupportedFunctionalityError: OpenAI cannot take the schema of a tool.
    """
    if not tools:
        return {}
    converted = []
    for tool in tools:
        if isinstance(tool, FunctionTool):
            converted.append({"type": "function", "function": _convert_function(tool, warnings)})
        else:
            warnings.append(UnsupportedWarning(feature=f"tool type: {tool.type}"))
    if tool_choice is None:
        return {"tools": converted}
    return {"tools": converted, "tool_choice": _convert_choice(tool_choice)}


def _convert_function(tool: FunctionTool, warnings: list[CallWarning]) -> dict[str, Any]:
    return {
        "name": tool.name,
        **({} if tool.description is None else {"description": tool.description}),
        "parameters": normalize_json_schema(tool.input_schema, warnings),
        **({} if tool.strict is None else {"strict": tool.strict}),
    }


def _convert_choice(choice: ToolChoice) -> str | dict[str, Any]:
    if choice.type == "tool":
        return {"type": "function", "function": {"name": choice.tool_name}}
    return choice.type
