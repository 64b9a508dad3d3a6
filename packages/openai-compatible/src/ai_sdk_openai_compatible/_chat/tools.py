"""From tools and tool choice to the fields of a chat request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ai_sdk_core.provider import CallWarning, LanguageModelTool, ToolChoice, UnsupportedWarning
from ai_sdk_core.provider_utils import chat_function_tool, chat_tool_choice


def prepare_tools(
    tools: Sequence[LanguageModelTool] | None, tool_choice: ToolChoice | None, warnings: list[CallWarning]
) -> dict[str, Any]:
    """Convert tools and tool choice.

    Args:
        tools: The tools. Those that a provider defines are left out with a warning.
        tool_choice: Which tools may or must be called; means nothing without tools.
        warnings: The list that warnings are added to.

    Returns:
        The fields `tools` and `tool_choice`, each only if it says something.
    """
    if not tools:
        return {}
    converted = []
    for tool in tools:
        if tool.type == "provider":
            warnings.append(UnsupportedWarning(feature=f"provider-defined tool {tool.id}"))
        else:
            converted.append(chat_function_tool(tool))
    if tool_choice is None:
        return {"tools": converted}
    return {"tools": converted, "tool_choice": chat_tool_choice(tool_choice)}
