"""From assistant messages to input: texts, reasoning, results of tools that OpenAI ran, and compacted conversations.

Where OpenAI keeps responses, their items are referred to by id, or left out if the request already continues a
conversation or a response. Otherwise they are sent again.
"""

from __future__ import annotations

from typing import Any, TypedDict

from ai_sdk_core.errors import InvalidArgumentError, TypeValidationError
from ai_sdk_core.provider import AssistantMessage, CustomPart, ReasoningPart, TextPart
from ai_sdk_core.provider_utils import ResponseSchema, to_json_text

from .input_context import InputState, WireItem
from .input_files import own_options
from .input_own_results import OwnToolResultConverter
from .input_tool_calls import ToolCallConverter

_COMPACTION = "openai.compaction"


class _ReasoningOptions(TypedDict):
    itemId: str | None
    reasoningEncryptedContent: str | None


_REASONING_OPTIONS = ResponseSchema(_ReasoningOptions)  # Not pydantic: every conversation with reasoning comes here.


class AssistantConverter:
    """Converts one assistant message.

    Args:
        state: What was made of the prompt so far.
    """

    def __init__(self, state: InputState) -> None:
        self._state = state
        self._settings = state.settings
        self._tool_calls = ToolCallConverter(state)
        self._tool_results = OwnToolResultConverter(state)
        self._sent_text_ids: set[str] = set()
        self._reasoning_items: dict[str, WireItem] = {}
        self._has_reasoning = False

    def add(self, message: AssistantMessage) -> None:
        """Convert a message.

        Args:
            message: The message. Files are left out: the API has no place for them.

        Raises:
            InvalidArgumentError: Options of a part are not valid.
            TypeValidationError: A call or result of a tool that OpenAI defines is not what it should be.
        """
        for part in message.content:
            if part.type == "text":
                self._add_text(part)
            elif part.type == "reasoning":
                self._has_reasoning = True
                self._add_reasoning(part)
            elif part.type == "tool-call":
                self._tool_calls.add(part)
            elif part.type == "tool-result":
                self._tool_results.add(part)
            elif part.type == "custom":
                self._add_custom(part)

    def _add_text(self, part: TextPart) -> None:
        options = own_options(part.provider_options, self._settings.metadata_key)
        item_id, phase = options.get("itemId"), options.get("phase")
        if self._settings.has_conversation and item_id is not None:
            return
        # The API refuses a stored message of a reasoning model without the reasoning that led to it. Where that was
        # removed from the history, the message is sent with its text.
        may_refer = not self._settings.is_reasoning_model or self._has_reasoning
        if self._settings.stores and item_id is not None and may_refer:
            if item_id not in self._sent_text_ids:
                self._sent_text_ids.add(item_id)
                self._state.refer_to(item_id)
            return
        message = {**self._settings.message_type, "role": "assistant", "content": part.text}
        self._state.add(message if phase is None else {**message, "phase": phase})

    # --- Reasoning ---

    def _add_reasoning(self, part: ReasoningPart) -> None:
        options = self._reasoning_options(part)
        item_id = options["itemId"]
        if item_id is None:
            self._add_reasoning_without_id(part, options["reasoningEncryptedContent"])
        elif self._settings.has_conversation or self._settings.has_previous_response:
            pass
        elif self._settings.stores:
            if item_id not in self._reasoning_items:
                self._reasoning_items[item_id] = {}
                self._state.refer_to(item_id)
        else:
            self._add_reasoning_in_full(part, item_id, options["reasoningEncryptedContent"])

    def _reasoning_options(self, part: ReasoningPart) -> _ReasoningOptions:
        options = own_options(part.provider_options, self._settings.metadata_key)
        try:
            return _REASONING_OPTIONS.validate(dict(options))
        except TypeValidationError as error:
            message = f"invalid {self._settings.metadata_key} provider options"
            raise InvalidArgumentError(argument="providerOptions", message=message) from error

    def _add_reasoning_without_id(self, part: ReasoningPart, encrypted_content: str | None) -> None:
        if encrypted_content is None:
            self._state.warn(
                f"Non-OpenAI reasoning parts are not supported. Skipping reasoning part: {_describe(part)}."
            )
            return
        self._state.add({"type": "reasoning", "encrypted_content": encrypted_content, "summary": _summary(part)})

    def _add_reasoning_in_full(self, part: ReasoningPart, item_id: str, encrypted_content: str | None) -> None:
        item = self._reasoning_items.get(item_id)
        if item is None:
            item = {"type": "reasoning", "id": item_id, "summary": _summary(part)}
            self._reasoning_items[item_id] = item
            self._state.add(item)
        elif part.text:
            item["summary"].extend(_summary(part))
        else:
            self._state.warn(
                "Cannot append empty reasoning part to existing reasoning sequence. "
                f"Skipping reasoning part: {_describe(part)}."
            )
        if encrypted_content is not None:
            item["encrypted_content"] = encrypted_content  # Only the last part of a streamed summary has it.

    # --- Compacted conversations ---

    def _add_custom(self, part: CustomPart) -> None:
        if part.kind != _COMPACTION:
            return
        options = own_options(part.provider_options, self._settings.metadata_key)
        item_id = options.get("itemId")
        if item_id is None or self._settings.has_conversation:
            return
        if self._settings.stores:
            self._state.refer_to(item_id)
            return
        item: WireItem = {"type": "compaction", "id": item_id}
        if options.get("encryptedContent") is not None:
            item["encrypted_content"] = options["encryptedContent"]
        self._state.add(item)


def _summary(part: ReasoningPart) -> list[dict[str, Any]]:
    return [{"type": "summary_text", "text": part.text}] if part.text else []


def _describe(part: ReasoningPart) -> str:
    description: dict[str, Any] = {"type": "reasoning", "text": part.text}
    if part.provider_options is not None:
        description["providerOptions"] = part.provider_options
    return to_json_text(description)
