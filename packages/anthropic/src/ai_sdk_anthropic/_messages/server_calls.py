"""From calls of tools that the API ran to the blocks that the API wants back."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.provider import ToolCallPart

from .._tool_names import TOOL_SEARCHES
from .content import CODE_EXECUTION_SUBTOOLS, PROGRAM_TYPE
from .prompt_context import PromptContext, WireBlock

_SERVER_TOOLS = frozenset({"code_execution", "web_fetch", "web_search", *TOOL_SEARCHES})


def convert_mcp_call(part: ToolCallPart, server_name: object, context: PromptContext) -> WireBlock | None:
    """Convert a call of a tool of an MCP server.

    Args:
        part: The call.
        server_name: The server.
        context: What the converters share.

    Returns:
        The block; None, with a warning, if the server is not known.
    """
    if not isinstance(server_name, str):
        context.warn("mcp tool use server name is required and must be a string")
        return None
    return {
        "type": "mcp_tool_use",
        "id": part.tool_call_id,
        "name": part.tool_name,
        "input": part.input,
        "server_name": server_name,
    }


def convert_server_call(part: ToolCallPart, caller: WireBlock | None, context: PromptContext) -> WireBlock | None:
    """Convert a call of a tool that the API ran.

    Args:
        part: The call.
        caller: Who called the tool.
        context: What the converters share.

    Returns:
        The block; None, with a warning, if the API has no such tool.
    """
    named_input = _name_and_input(context.tool_names.to_provider_tool_name(part.tool_name), part.input)
    if named_input is None:
        context.warn(f"provider executed tool call for tool {part.tool_name} is not supported")
        return None
    name, value = named_input
    block = {"type": "server_tool_use", "id": part.tool_call_id, "name": name, "input": value}
    if caller is not None:
        block["caller"] = caller
    return block


def _name_and_input(name: str, value: Any) -> tuple[str, Any] | None:
    """Take back what makes one tool of code execution and its subtools."""
    kind = value.get("type") if name == "code_execution" and isinstance(value, dict) else None
    if kind == PROGRAM_TYPE or kind in CODE_EXECUTION_SUBTOOLS:
        without_type = {key: item for key, item in value.items() if key != "type"}
        return (name if kind == PROGRAM_TYPE else kind), without_type
    if name == "advisor":
        return name, {}
    return (name, value) if name in _SERVER_TOOLS else None
