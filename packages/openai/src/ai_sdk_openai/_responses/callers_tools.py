"""Calls of tools that the caller runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ai_sdk_core.provider import ToolCall
from ai_sdk_core.provider_utils import to_json_text

from .content_settings import ContentSettings, without_none
from .item_schemas import (
    ApplyPatchCall,
    ComputerAction,
    ComputerCall,
    CustomToolCall,
    DirectCaller,
    FunctionCall,
    LocalShellCall,
    ProgramCaller,
    ShellCall,
)


class CallersToolConverter:
    """Converts calls of tools that the caller runs.

    Args:
        settings: What decides about content.
    """

    def __init__(self, settings: ContentSettings) -> None:
        self._settings = settings

    def function_call(self, item: FunctionCall, *, is_async: bool | None = None) -> ToolCall:
        """Convert a call of a function.

        Args:
            item: The item.
            is_async: Whether the call was announced as one that the model does not wait for.

        Returns:
            The call.
        """
        facts = {
            "itemId": item["id"],
            "async": is_async if item["async"] is None else item["async"],
            "namespace": item["namespace"],
            "caller": None if item["caller"] is None else _caller(item["caller"]),
        }
        return ToolCall(
            tool_call_id=item["call_id"],
            tool_name=item["name"],
            input=item["arguments"],
            provider_metadata=self._settings.metadata(**without_none(facts)),
        )

    def custom_tool_call(self, item: CustomToolCall, *, is_async: bool | None = None) -> ToolCall:
        """Convert a call of a custom tool.

        Args:
            item: The item.
            is_async: Whether the call was announced as one that the model does not wait for.

        Returns:
            The call.
        """
        facts = {"itemId": item["id"], "async": is_async if item["async"] is None else item["async"]}
        return ToolCall(
            tool_call_id=item["call_id"],
            tool_name=self._settings.tool_name(item["name"]),
            input=to_json_text(item["input"]),
            provider_metadata=self._settings.metadata(**without_none(facts)),
        )

    def local_shell_call(self, item: LocalShellCall) -> ToolCall:
        """Convert a command for the caller's own shell.

        Args:
            item: The item.

        Returns:
            The call.
        """
        action = item["action"]
        tool_input = {
            "type": "exec",
            "command": action["command"],
            "timeoutMs": action.get("timeout_ms"),
            "user": action.get("user"),
            "workingDirectory": action.get("working_directory"),
            "env": action.get("env"),
        }
        return self._callers_call(item, "local_shell", {"action": without_none(tool_input)})

    def shell_call(self, item: ShellCall) -> ToolCall:
        """Convert commands for a shell.

        Args:
            item: The item.

        Returns:
            The call.
        """
        action = item["action"]
        tool_input = {
            "commands": action["commands"],
            "timeoutMs": action["timeout_ms"],
            "maxOutputLength": action["max_output_length"],
        }
        call = self._callers_call(item, "shell", {"action": without_none(tool_input)})
        call.provider_executed = True if self._settings.is_shell_provider_executed else None
        return call

    def apply_patch_call(self, item: ApplyPatchCall) -> ToolCall:
        """Convert a change of a file.

        Args:
            item: The item.

        Returns:
            The call.
        """
        tool_input = {"callId": item["call_id"], "operation": item["operation"]}
        return self._callers_call(item, "apply_patch", tool_input)

    def computer_call(self, item: ComputerCall, call_id: str) -> ToolCall:
        """Convert what is to be done with the computer.

        Args:
            item: The item.
            call_id: Id of the call.

        Returns:
            The call.
        """
        actions = item["actions"]
        if actions is None:
            actions = [] if item["action"] is None else [item["action"]]
        tool_input = {
            "actions": [_computer_action(action) for action in actions],
            "pendingSafetyChecks": [without_none(check) for check in item["pending_safety_checks"] or ()],
            "status": item["status"],
        }
        return ToolCall(
            tool_call_id=call_id,
            tool_name=self._settings.tool_name("computer"),
            input=to_json_text(tool_input),
            provider_metadata=self._settings.metadata(itemId=item["id"]),
        )

    def _callers_call(
        self, item: LocalShellCall | ShellCall | ApplyPatchCall, name: str, tool_input: Mapping[str, Any]
    ) -> ToolCall:
        return ToolCall(
            tool_call_id=item["call_id"],
            tool_name=self._settings.tool_name(name),
            input=to_json_text(tool_input),
            provider_metadata=self._settings.metadata(itemId=item["id"]),
        )


def _caller(caller: DirectCaller | ProgramCaller) -> dict[str, str]:
    if caller["type"] == "program":
        return {"type": "program", "callerId": caller["caller_id"]}
    return {"type": caller["type"]}


def _computer_action(action: ComputerAction) -> dict[str, Any]:
    renamed = {"scroll_x": "scrollX", "scroll_y": "scrollY"}
    return {renamed.get(name, name): value for name, value in action.items() if value is not None}
