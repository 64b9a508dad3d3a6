"""Results of tools that OpenAI defines, as items of the input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider import JsonOutput, ToolResultPart

from .._tool_types import (
    APPLY_PATCH_OUTPUT,
    COMPUTER_OUTPUT,
    LOCAL_SHELL_OUTPUT,
    PROGRAM_OUTPUT,
    SHELL_OUTPUT,
    TOOL_SEARCH_OUTPUT,
    WEB_SEARCH_OUTPUT,
    ShellCommandOutput,
)
from .input_context import WireItem, without_none

_Convert: TypeAlias = Callable[[Any, str, str], WireItem | None]
"""Makes an item from a result, the id of the call, and the id of the item."""


def convert_output(part: ToolResultPart, output: JsonOutput, name: str) -> WireItem:
    """Convert a result that the caller gives.

    Args:
        part: The result.
        output: Its output.
        name: The name of the tool on the wire: one of `CALLERS_TOOLS`.

    Returns:
        The item.

    Raises:
        TypeValidationError: The result is not what it should be.
    """
    return CALLERS_TOOLS[name](output.value, part.tool_call_id)


def convert_repeated_output(part: ToolResultPart, name: str, item_id: str) -> WireItem | None:
    """Convert a result that came from OpenAI and is sent back.

    Args:
        part: The result.
        name: The name of the tool on the wire: one of `REPEATABLE`.
        item_id: The id of the item.

    Returns:
        The item; None if the result cannot be sent back.

    Raises:
        TypeValidationError: The result is not what it should be.
    """
    if not isinstance(part.output, JsonOutput):
        return None
    return REPEATABLE[name](part.output.value, part.tool_call_id, item_id)


# --- Results that the caller gives ---


def _tool_search_output(value: object, call_id: str) -> WireItem:
    return {
        "type": "tool_search_output",
        "execution": "client",
        "call_id": call_id,
        "status": "completed",
        "tools": TOOL_SEARCH_OUTPUT.validate(value)["tools"],
    }


def _local_shell_output(value: object, call_id: str) -> WireItem:
    output = LOCAL_SHELL_OUTPUT.validate(value)["output"]
    return {"type": "local_shell_call_output", "call_id": call_id, "output": output}


def _shell_output(value: object, call_id: str) -> WireItem:
    result = SHELL_OUTPUT.validate(value)
    return without_none(
        {
            "type": "shell_call_output",
            "call_id": call_id,
            "max_output_length": result.get("maxOutputLength"),
            "output": [_command_output(output) for output in result["output"]],
        }
    )


def _command_output(output: ShellCommandOutput) -> WireItem:
    outcome = output["outcome"]
    return {
        "stdout": output["stdout"],
        "stderr": output["stderr"],
        "outcome": {"type": "timeout"}
        if outcome["type"] == "timeout"
        else {"type": "exit", "exit_code": outcome["exitCode"]},
    }


def _apply_patch_output(value: object, call_id: str) -> WireItem:
    result = APPLY_PATCH_OUTPUT.validate(value)
    item = {
        "type": "apply_patch_call_output",
        "call_id": call_id,
        "status": result["status"],
        "output": result.get("output"),
    }
    return without_none(item)


def _computer_output(value: object, call_id: str) -> WireItem:
    result = COMPUTER_OUTPUT.validate(value)
    screenshot = result["output"]
    item = {
        "type": "computer_call_output",
        "call_id": call_id,
        "output": without_none(
            {
                "type": "computer_screenshot",
                "image_url": screenshot.get("imageUrl"),
                "file_id": screenshot.get("fileId"),
                "detail": screenshot.get("detail"),
            }
        ),
        "acknowledged_safety_checks": result.get("acknowledgedSafetyChecks"),
    }
    return without_none(item)


CALLERS_TOOLS: dict[str, Callable[[object, str], WireItem]] = {
    "apply_patch": _apply_patch_output,
    "computer": _computer_output,
    "local_shell": _local_shell_output,
    "shell": _shell_output,
    "tool_search": _tool_search_output,
}
"""Tools whose results have items of their own."""

# --- Results that came from OpenAI ---


def _repeated_web_search(value: object, call_id: str, item_id: str) -> WireItem | None:
    try:
        search = WEB_SEARCH_OUTPUT.validate(value)
    except TypeValidationError:
        return None
    action = search.get("action")
    if action is None:
        return None
    if action["type"] == "search":
        wire_action = without_none(
            {
                "type": "search",
                "query": action.get("query"),
                "queries": action.get("queries"),
                "sources": search.get("sources"),
            }
        )
    elif action["type"] == "openPage":
        wire_action = {**action, "type": "open_page"}
    else:
        wire_action = {**action, "type": "find_in_page"}
    return {"type": "web_search_call", "id": item_id, "status": "completed", "action": wire_action}


def _repeated_tool_search(value: object, call_id: str, item_id: str) -> WireItem:
    return {
        "type": "tool_search_output",
        "id": item_id,
        "execution": "server",
        "call_id": None,
        "status": "completed",
        "tools": TOOL_SEARCH_OUTPUT.validate(value)["tools"],
    }


def _repeated_program(value: object, call_id: str, item_id: str) -> WireItem:
    result = PROGRAM_OUTPUT.validate(value)
    return {
        "type": "program_output",
        "id": item_id,
        "call_id": call_id,
        "result": result["result"],
        "status": result["status"],
    }


def _repeated_shell(value: object, call_id: str, item_id: str) -> WireItem:
    return _shell_output(value, call_id)


REPEATABLE: dict[str, _Convert] = {
    "programmatic_tool_calling": _repeated_program,
    "shell": _repeated_shell,
    "tool_search": _repeated_tool_search,
    "web_search": _repeated_web_search,
}
"""Tools whose results the API takes back."""
