"""From results of tools that OpenAI ran, which stand in assistant messages, to input."""

from __future__ import annotations

from ai_sdk_core.provider import ToolResultOutput, ToolResultPart

from .input_context import InputState
from .input_files import own_options

_WEB_SEARCHES = ("web_search", "web_search_preview")


class OwnToolResultConverter:
    """Converts results of tools that OpenAI ran.

    Args:
        state: What was made of the prompt so far.
    """

    def __init__(self, state: InputState) -> None:
        self._state = state
        self._settings = state.settings

    def add(self, part: ToolResultPart) -> None:
        """Convert a result.

        Args:
            part: The result.

        Raises:
            TypeValidationError: The result is not what it should be.
        """
        # A denied call has no item at OpenAI, and a conversation has its results already.
        if _is_denied(part.output) or self._settings.has_conversation:
            return
        options = own_options(part.provider_options, self._settings.metadata_key)
        item_id = part.tool_call_id if options.get("itemId") is None else options["itemId"]
        kind = self._repeatable_kind(part.tool_name)
        if kind is not None and (kind == "shell" or not self._settings.stores):
            # The output of a shell has an id of its own, which is not known here: it is always sent in full.
            self._add_in_full(part, kind, item_id)
        elif self._settings.stores:
            self._state.refer_to(item_id)
        else:
            self._warn(part)

    def _repeatable_kind(self, tool_name: str) -> str | None:
        """Find out whether the API takes the results of a tool back."""
        if tool_name == self._settings.tool_search_name:
            return "tool_search"
        name = self._settings.tool_names.to_provider_tool_name(tool_name)
        if name in _WEB_SEARCHES:
            return "web_search"
        is_shell = name == "shell" and name in self._settings.own_tools
        return name if is_shell or name == "programmatic_tool_calling" else None

    def _add_in_full(self, part: ToolResultPart, kind: str, item_id: str) -> None:
        from .own_outputs import convert_repeated_output  # Imports what describes these tools.

        item = convert_repeated_output(part, kind, item_id)
        if item is not None:
            self._state.add(item)
        elif kind == "web_search":
            self._warn(part)

    def _warn(self, part: ToolResultPart) -> None:
        self._state.warn(f"Results for OpenAI tool {part.tool_name} are not sent to the API when store is false")


def _is_denied(output: ToolResultOutput) -> bool:
    if output.type == "json":
        return isinstance(output.value, dict) and output.value.get("type") == "execution-denied"
    return output.type == "execution-denied"
