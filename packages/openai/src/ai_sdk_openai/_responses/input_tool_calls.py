"""From the tool calls of assistant messages to input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ai_sdk_core.provider import ToolCallPart
from ai_sdk_core.provider_utils import to_json_text, tool_call_arguments_text

from .input_context import InputState, WireItem, without_none
from .input_files import own_options
from .parallel_calls import read_parallel_origin

_CALLS_OF_OWN_TOOLS = ("local_shell", "shell", "apply_patch", "computer")


class ToolCallConverter:
    """Converts tool calls.

    Args:
        state: What was made of the prompt so far.
    """

    def __init__(self, state: InputState) -> None:
        self._state = state
        self._settings = state.settings

    def add(self, part: ToolCallPart) -> None:
        """Convert a call.

        Args:
            part: The call.

        Raises:
            TypeValidationError: The call of a tool that OpenAI defines is not what it should be.
            JSONParseError: The input of a tool search is no JSON.
        """
        if self._add_parallel_call(part):
            return
        options = own_options(part.provider_options, self._settings.metadata_key)
        item_id = options.get("itemId")
        if (options.get("caller") or {}).get("type") == "program":
            self._state.calls_of_programs.add(part.tool_call_id)
        if self._settings.has_conversation and item_id is not None:
            return
        name = self._settings.tool_names.to_provider_tool_name(part.tool_name)
        if part.tool_name == self._settings.tool_search_name:
            self._add_or_refer(part, "tool_search", item_id)
        elif name == "programmatic_tool_calling":
            self._add_or_refer(part, name, item_id)
        elif not part.provider_executed or self._must_repeat_own_call(name, item_id):
            self._add_callers_call(part, name, item_id, options)

    def _add_parallel_call(self, part: ToolCallPart) -> bool:
        """Handle a part of a call that was taken apart, if it goes back as one."""
        origin = read_parallel_origin(part.provider_options, self._settings.metadata_key)
        group = None if origin is None else self._state.parallel_results.get(origin.tool_call_id)
        if origin is None or group is None or not group.origin.belongs_with(origin):
            return False
        if origin.tool_call_id not in self._state.sent_parallel_calls:
            self._state.sent_parallel_calls.add(origin.tool_call_id)
            if not self._settings.has_conversation:  # A conversation has the call; a chain of responses needs it again.
                self._state.add(
                    {
                        "type": "function_call",
                        "call_id": group.origin.tool_call_id,
                        "name": group.origin.tool_name,
                        "arguments": group.origin.input,
                    }
                )
        return True

    def _add_or_refer(self, part: ToolCallPart, name: str, item_id: str | None) -> None:
        if self._settings.stores and item_id is not None:
            self._state.refer_to(item_id)
        else:
            self._add_own_call(part, name, item_id)

    def _must_repeat_own_call(self, name: str, item_id: str | None) -> bool:
        """Tell whether a call that OpenAI ran is sent again: only shell calls that it did not keep."""
        if self._settings.stores:
            if item_id is not None:
                self._state.refer_to(item_id)
            return False
        return name == "shell" and name in self._settings.own_tools

    def _add_callers_call(self, part: ToolCallPart, name: str, item_id: str | None, options: Mapping[str, Any]) -> None:
        is_own = name in _CALLS_OF_OWN_TOOLS and name in self._settings.own_tools
        is_custom = name in self._settings.custom_tool_names
        # Function calls are always sent: the API pairs their results by call id, which a reference does not tell.
        if self._settings.stores and item_id is not None and (is_own or is_custom):
            if not self._settings.has_previous_response:
                self._state.refer_to(item_id)
        elif is_own:
            self._add_own_call(part, name, item_id)
        elif is_custom:
            self._state.add(_custom_call(part, name, item_id, options))
        else:
            self._state.add(_function_call(part, name, options))

    def _add_own_call(self, part: ToolCallPart, name: str, item_id: str | None) -> None:
        from .input_own_calls import convert_own_call  # Imports what describes these tools.

        self._state.add(convert_own_call(part, name, item_id))


def _function_call(part: ToolCallPart, name: str, options: Mapping[str, Any]) -> WireItem:
    return without_none(
        {
            "type": "function_call",
            "call_id": part.tool_call_id,
            "name": name,
            "arguments": tool_call_arguments_text(part.input),
            "async": options.get("async"),
            "namespace": options.get("namespace"),
            "caller": caller_to_wire(options.get("caller")),
        }
    )


def caller_to_wire(caller: Mapping[str, Any] | None) -> WireItem | None:
    """Write who called a tool.

    Args:
        caller: The caller, as metadata have it.

    Returns:
        The caller, as the API has it.
    """
    if caller is None:
        return None
    if caller["type"] == "program":
        return {"type": "program", "caller_id": caller["callerId"]}
    return dict(caller)


def _custom_call(part: ToolCallPart, name: str, item_id: str | None, options: Mapping[str, Any]) -> WireItem:
    return without_none(
        {
            "type": "custom_tool_call",
            "call_id": part.tool_call_id,
            "name": name,
            "input": part.input if isinstance(part.input, str) else to_json_text(part.input),
            "async": options.get("async"),
            "id": item_id,
        }
    )
