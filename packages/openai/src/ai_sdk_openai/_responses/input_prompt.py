"""From the prompt to the input of a Responses request."""

from __future__ import annotations

from typing import Any, assert_never

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import CallWarning, Prompt, ProviderOptions, SystemMessage, UserMessage
from ai_sdk_core.provider_utils import parse_provider_options

from .input_assistant import AssistantConverter
from .input_context import InputSettings, InputState, WireItem, additional_tools_item
from .input_files import UserPartConverter, input_text, own_options
from .input_tool_results import ToolMessageConverter
from .parallel_calls import collect_parallel_results
from .text_format import text_format_to_wire


def convert_prompt(prompt: Prompt, settings: InputSettings, warnings: list[CallWarning]) -> list[WireItem]:
    """Convert a prompt.

    Args:
        prompt: The prompt.
        settings: What decides about the form of the input.
        warnings: Gets warnings.

    Returns:
        The items of the input.

    Raises:
        InvalidArgumentError: Options of a message or part are not valid.
        UnsupportedFunctionalityError: The API has no form for a part.
        NoSuchProviderReferenceError: A file was uploaded, but not to this provider.
        TypeValidationError: A call or result of a tool that OpenAI defines is not what it should be.
    """
    is_kept = settings.has_conversation or settings.has_previous_response
    state = InputState(
        settings=settings,
        warnings=warnings,
        parallel_results=collect_parallel_results(prompt, settings.metadata_key) if is_kept else {},
    )
    converter = _PromptConverter(state)
    for message in prompt:
        if message.role == "system":
            converter.add_system_message(message)
        elif message.role == "user":
            converter.add_user_message(message)
        elif message.role == "assistant":
            AssistantConverter(state).add(message)
        elif message.role == "tool":
            converter.tool_messages.add(message)
        else:
            assert_never(message)
    return state.items if settings.stores else _without_plain_reasoning(state)


def _without_plain_reasoning(state: InputState) -> list[WireItem]:
    """What OpenAI does not keep, it can only take back encrypted."""
    items = [
        item for item in state.items if item.get("type") != "reasoning" or item.get("encrypted_content") is not None
    ]
    if len(items) < len(state.items):
        state.warn(
            "Reasoning parts without encrypted content are not supported when store is false. Skipping reasoning parts."
        )
    return items


class _PromptConverter:
    def __init__(self, state: InputState) -> None:
        settings = state.settings
        self._state = state
        self._settings = settings
        self.tool_messages = ToolMessageConverter(state)
        self._user_parts = UserPartConverter(
            metadata_key=settings.metadata_key,
            file_id_prefixes=settings.file_id_prefixes,
            passes_any_file=settings.passes_any_file,
        )

    def add_user_message(self, message: UserMessage) -> None:
        content = [self._user_parts.convert(part, position) for position, part in enumerate(message.content)]
        self._state.add({**self._settings.message_type, "role": "user", "content": content})

    def add_system_message(self, message: SystemMessage) -> None:
        changes = _ChangesOfConfiguration(message, self._state)
        if changes.exist:
            changes.add()
            return
        mode = self._settings.system_message_mode
        if mode == "remove":
            self._state.warn("system messages are removed for this model")
            return
        content: Any = message.content
        key = self._settings.metadata_key
        if own_options(message.provider_options, key).get("promptCacheBreakpoint") is not None:
            content = [input_text(message.content, message.provider_options, key)]
        self._state.add({**self._settings.message_type, "role": mode, "content": content})


class _ChangesOfConfiguration:
    """Changes that a system message without text makes from its place on."""

    def __init__(self, message: SystemMessage, state: InputState) -> None:
        self._state = state
        self._content = message.content
        options = _system_message_options(message.provider_options, state.settings.metadata_key)
        self._effort = None if options is None else options.reasoning_effort_update
        self._text_format = None if options is None else options.text_format_update
        self._tools = None if options is None else options.additional_tools

    @property
    def exist(self) -> bool:
        return not (self._effort is None and self._text_format is None and self._tools is None)

    def add(self) -> None:
        self._check()
        update: WireItem = {}
        if self._effort is not None:
            update["reasoning"] = {"effort": self._effort}
        if self._text_format is not None:
            update["text"] = {"format": text_format_to_wire(self._text_format, self._state.warnings)}
        if update:
            self._state.add({"type": "configuration_update", **update})
        if self._tools:
            self._state.add(additional_tools_item(self._tools))

    def _check(self) -> None:
        has_update = self._effort is not None or self._text_format is not None
        if self._content:
            reason: str | None = f"Message-level {self._feature} requires empty system message content."
        else:
            reason = self._state.settings.unsupported_updates_reason if has_update else None
        if reason is not None:
            raise UnsupportedFunctionalityError(functionality=f"Message-level {self._feature}", message=reason)

    @property
    def _feature(self) -> str:
        if self._effort is not None:
            return "reasoningEffortUpdate"
        return "additionalTools" if self._text_format is None else "textFormatUpdate"


def _system_message_options(options: ProviderOptions | None, metadata_key: str) -> Any:
    if not options:
        return None
    from .options import OpenAISystemMessageOptions  # Imports pydantic.

    for provider in dict.fromkeys((metadata_key, "openai")):
        parsed = parse_provider_options(provider=provider, provider_options=options, model=OpenAISystemMessageOptions)
        if parsed is not None:
            return parsed
    return None
