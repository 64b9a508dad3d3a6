"""Tools and tool choice in the form that models receive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from ..errors import InvalidArgumentError
from ..provider.language_model.tools import FunctionTool, LanguageModelTool, ProviderTool, ToolChoice

if TYPE_CHECKING:
    from .._tools import Tool, ToolSet

ToolChoiceInput: TypeAlias = Literal["auto", "none", "required"] | ToolChoice | Mapping[str, Any]
"""`"auto"`, `"none"`, `"required"`, or `{"type": "tool", "tool_name": ...}` for a tool that must be called."""


async def prepare_tools(
    tools: ToolSet | None,
    *,
    tool_order: Sequence[str] | None = None,
    tools_context: Mapping[str, Any] | None = None,
) -> list[LanguageModelTool] | None:
    """Write tools down for the model.

    Args:
        tools: The tools that the model may call, by name.
        tool_order: Names of tools that come first; the others follow in alphabetical order. Without it, the order of
            `tools` is kept.
        tools_context: A value for each tool, for descriptions that are functions.

    Returns:
        The tools; `None` if there are none.

    Raises:
        InvalidArgumentError: The input schema of a tool cannot be expressed in JSON Schema.
    """
    if not tools:
        return None
    context = tools_context or {}
    return [_prepare_tool(name, tools[name], context.get(name)) for name in _order(tools, tool_order)]


def prepare_tool_choice(tool_choice: ToolChoiceInput | None) -> ToolChoice:
    """Bring a tool choice into the specification's form.

    Args:
        tool_choice: The choice; `None` is `auto`.

    Returns:
        The choice.

    Raises:
        InvalidArgumentError: There is no such choice.
    """
    if tool_choice is None:
        return ToolChoice(type="auto")
    if isinstance(tool_choice, ToolChoice):
        return tool_choice
    if isinstance(tool_choice, str):
        if tool_choice in ("auto", "none", "required"):
            return ToolChoice(type=tool_choice)
    elif isinstance(tool_choice, Mapping):
        name = tool_choice.get("tool_name", tool_choice.get("toolName"))
        if isinstance(name, str):
            return ToolChoice(type="tool", tool_name=name)
        if tool_choice.get("type") in ("auto", "none", "required"):
            return ToolChoice(type=tool_choice["type"])
    raise InvalidArgumentError(
        parameter="tool_choice",
        value=tool_choice,
        message='tool_choice must be "auto", "none", "required" or {"type": "tool", "tool_name": ...}',
    )


def _order(tools: ToolSet, tool_order: Sequence[str] | None) -> list[str]:
    if tool_order is None:
        return list(tools)
    first = [name for name in dict.fromkeys(tool_order) if name in tools]
    return [*first, *sorted(tools.keys() - set(first))]


def _prepare_tool(name: str, tool: Tool[Any, Any], context: Any) -> LanguageModelTool:
    if tool.type == "provider":
        return ProviderTool(id=tool.id or "", name=name, args=dict(tool.args or {}))
    return FunctionTool(
        name=name,
        description=_description(tool, context),
        input_schema=cast("dict[str, Any]", tool.input_schema.json_schema),
        input_examples=None if tool.input_examples is None else list(tool.input_examples),
        strict=tool.strict,
        provider_options=tool.provider_options,
    )


def _description(tool: Tool[Any, Any], context: Any) -> str | None:
    if tool.description is None or isinstance(tool.description, str):
        return tool.description
    from ..provider_utils.tool import ToolDescriptionOptions

    return tool.description(ToolDescriptionOptions(context=context))
