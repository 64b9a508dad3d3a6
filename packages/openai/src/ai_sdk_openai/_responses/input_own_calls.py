"""From calls of tools that OpenAI defines to input."""

from __future__ import annotations

from ai_sdk_core.provider import ToolCallPart

from .._tool_types import (
    APPLY_PATCH_INPUT,
    COMPUTER_INPUT,
    LOCAL_SHELL_INPUT,
    PROGRAM_INPUT,
    SHELL_INPUT,
    TOOL_SEARCH_INPUT,
)
from .input_context import WireItem, without_none


def convert_own_call(part: ToolCallPart, name: str, item_id: str | None) -> WireItem:
    """Convert a call.

    Args:
        part: The call.
        name: The name of the tool on the wire.
        item_id: The id of the item that the call was.

    Returns:
        The item.

    Raises:
        TypeValidationError: The call is not what it should be.
        JSONParseError: The input of a tool search is no JSON.
    """
    return _CONVERTERS[name](part, item_id)


def _tool_search_call(part: ToolCallPart, item_id: str | None) -> WireItem:
    is_text = isinstance(part.input, str)
    search = TOOL_SEARCH_INPUT.validate_json(part.input) if is_text else TOOL_SEARCH_INPUT.validate(part.input)
    call_id = search.get("call_id")
    item: WireItem = {
        "type": "tool_search_call",
        "id": part.tool_call_id if item_id is None else item_id,
        "execution": "server" if call_id is None else "client",
        "call_id": call_id,
        "status": "completed",
    }
    return {**item, "arguments": search["arguments"]} if "arguments" in search else item


def _program(part: ToolCallPart, item_id: str | None) -> WireItem:
    program = PROGRAM_INPUT.validate(part.input)
    return {
        "type": "program",
        "id": part.tool_call_id if item_id is None else item_id,
        "call_id": part.tool_call_id,
        "code": program["code"],
        "fingerprint": program["fingerprint"],
    }


def _local_shell_call(part: ToolCallPart, item_id: str | None) -> WireItem:
    action = LOCAL_SHELL_INPUT.validate(part.input)["action"]
    wire_action = {
        "type": "exec",
        "command": action["command"],
        "timeout_ms": action.get("timeoutMs"),
        "user": action.get("user"),
        "working_directory": action.get("workingDirectory"),
        "env": action.get("env"),
    }
    return {
        **_identity("local_shell_call", part.tool_call_id, item_id),
        "action": without_none(wire_action),
    }


def _shell_call(part: ToolCallPart, item_id: str | None) -> WireItem:
    action = SHELL_INPUT.validate(part.input)["action"]
    wire_action = {
        "commands": action["commands"],
        "timeout_ms": action.get("timeoutMs"),
        "max_output_length": action.get("maxOutputLength"),
    }
    return {
        **_identity("shell_call", part.tool_call_id, item_id),
        "status": "completed",
        "action": without_none(wire_action),
    }


def _apply_patch_call(part: ToolCallPart, item_id: str | None) -> WireItem:
    patch = APPLY_PATCH_INPUT.validate(part.input)
    return {
        **_identity("apply_patch_call", patch["callId"], item_id),
        "status": "completed",
        "operation": patch["operation"],
    }


def _computer_call(part: ToolCallPart, item_id: str | None) -> WireItem:
    call = COMPUTER_INPUT.validate(part.input)
    return {
        **_identity("computer_call", part.tool_call_id, item_id),
        "status": call["status"],
        "actions": [_computer_action(dict(action)) for action in call["actions"]],
        "pending_safety_checks": call["pendingSafetyChecks"],
    }


def _computer_action(action: WireItem) -> WireItem:
    renamed = {"scrollX": "scroll_x", "scrollY": "scroll_y"}
    return {renamed.get(name, name): value for name, value in action.items()}


def _identity(item_type: str, call_id: str, item_id: str | None) -> WireItem:
    return without_none({"type": item_type, "call_id": call_id, "id": item_id})


_CONVERTERS = {
    "apply_patch": _apply_patch_call,
    "computer": _computer_call,
    "local_shell": _local_shell_call,
    "programmatic_tool_calling": _program,
    "shell": _shell_call,
    "tool_search": _tool_search_call,
}
