"""The context that the user has for each tool."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._tools import Tool
from ..errors import TypeValidationContext


def validated_tool_context(tool_name: str, tool: Tool[Any, Any] | None, tools_context: Mapping[str, Any] | None) -> Any:
    """Look up a tool's context and check it.

    Args:
        tool_name: The tool's name.
        tool: The tool; `None` checks nothing.
        tools_context: What the user passed, by tool name.

    Returns:
        The context, as the tool's `context_schema` gives it; `None` if there is none.

    Raises:
        TypeValidationError: The context does not fit the schema.
    """
    context = tools_context.get(tool_name) if tools_context is not None else None
    if tool is None or tool.context_schema is None:
        return context
    return tool.context_schema.validate(
        context, context=TypeValidationContext(field="tool context", entity_name=tool_name)
    )
