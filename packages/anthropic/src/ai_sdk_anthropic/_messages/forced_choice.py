"""Choices of tools that the API is not told: what it could call otherwise is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ai_sdk_core.errors import InvalidArgumentError
from ai_sdk_core.provider import LanguageModelTool, ToolChoice
from ai_sdk_core.provider_utils import ToolNameMapping

from .prompt_context import WireBlock, WireMessage
from .tools import PreparedTools


def restrict_to_choice(
    tool_choice: ToolChoice | None,
    *,
    uses_json_tool: bool,
    prepared: PreparedTools,
    tools: Sequence[LanguageModelTool],
    tool_names: ToolNameMapping,
    inline_definitions: Sequence[tuple[str, WireBlock]],
    messages: Sequence[WireMessage],
    mcp_servers: Iterable[dict[str, Any]],
) -> None:
    """Make sure that only the tool of the user's choice is there, where the request itself does not say it.

    Args:
        tool_choice: The user's choice.
        uses_json_tool: Whether a tool was added for the answer, which must be callable too.
        prepared: The tools of the request.
        tools: The tools of the call.
        tool_names: Names of the tools.
        inline_definitions: Tools that the prompt adds, by the names of the user.
        messages: The messages of the request.
        mcp_servers: The MCP servers of the request; they are switched off.

    Raises:
        InvalidArgumentError: The prompt adds another tool.
    """
    if tool_choice is None or not _is_hidden(tool_choice, prepared, uses_json_tool=uses_json_tool):
        return
    for server in mcp_servers:
        configuration = server.get("tool_configuration") or {}
        kept = {name: value for name, value in configuration.items() if name == "allowed_tools"}
        server["tool_configuration"] = {**kept, "enabled": False}
    chosen = tool_choice.tool_name if tool_choice.type == "tool" else None
    wire_name = chosen
    if uses_json_tool and chosen is not None and not _is_function(chosen, tools):
        wire_name = tool_names.to_provider_tool_name(chosen)
    sent = {id(definition) for definition in _sent_definitions(messages)}
    for name, definition in inline_definitions:
        if id(definition) in sent and (
            chosen is None or definition.get("name") != wire_name or (uses_json_tool and name != chosen)
        ):
            raise _conflict(definition, chosen)


def _is_hidden(tool_choice: ToolChoice, prepared: PreparedTools, *, uses_json_tool: bool) -> bool:
    is_replaced = prepared.tool_choice is not None and prepared.tool_choice["type"] == "auto"
    if tool_choice.type == "tool":
        return uses_json_tool or is_replaced
    return tool_choice.type == "none" and uses_json_tool


def _is_function(name: str, tools: Sequence[LanguageModelTool]) -> bool:
    tool = next((tool for tool in tools if tool.name == name), None)
    return tool is not None and tool.type == "function"


def _sent_definitions(messages: Sequence[WireMessage]) -> Iterable[WireBlock]:
    for message in messages:
        for block in message["content"] if message["role"] == "system" else ():
            if block["type"] == "tool_addition" and block["tool"]["type"] == "tool_definition":
                yield block["tool"]["definition"]


def _conflict(definition: WireBlock, chosen: str | None) -> InvalidArgumentError:
    name = definition.get("name", definition.get("type"))
    choice = "tool choice 'none'" if chosen is None else f"named tool choice '{chosen}'"
    return InvalidArgumentError(
        argument="toolChoice",
        message=f"Inline tool '{name}' conflicts with {choice}. Inline definitions must respect the tool choice "
        "when forced tool use falls back or the JSON response tool is used.",
    )
