"""From the prompt to the messages of a chat request."""

from __future__ import annotations

from typing import Any, TypeAlias, assert_never

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    AssistantMessage,
    CallWarning,
    FileDataData,
    FilePart,
    Message,
    OtherWarning,
    Prompt,
    ProviderOptions,
    SystemMessage,
    TextPart,
    ToolMessage,
    ToolResultOutput,
    ToolResultPart,
    UnsupportedWarning,
    UserContent,
    UserMessage,
)
from ai_sdk_core.provider_utils import (
    ParseSuccess,
    parse_provider_options,
    resolve_full_media_type,
    resolve_provider_reference,
    safe_parse_json,
    to_base64,
    to_data_url,
    to_json_text,
    tool_result_text,
    top_level_media_type,
)

from .._capabilities import SystemMessageMode

WireMessage: TypeAlias = dict[str, Any]
"""A message as the API takes it."""

WirePart: TypeAlias = dict[str, Any]
"""One part of a message's content."""

_PROVIDER = "openai"
_PDF = "application/pdf"
_AUDIO_FORMATS = {"audio/wav": "wav", "audio/mp3": "mp3", "audio/mpeg": "mp3"}


class MessageConverter:
    """Converts prompts.

    Args:
        system_message_mode: Under which role instructions are sent.
        warnings: Gets warnings.
    """

    def __init__(self, system_message_mode: SystemMessageMode, warnings: list[CallWarning]) -> None:
        self._system_message_mode = system_message_mode
        self._warnings = warnings

    def convert(self, prompt: Prompt) -> list[WireMessage]:
        """Convert a prompt.

        Args:
            prompt: The prompt.

        Returns:
            The messages.

        Raises:
            InvalidArgumentError: Options of a message are not valid.
            UnsupportedFunctionalityError: The API has no form for a part.
            NoSuchProviderReferenceError: A file was uploaded, but not to OpenAI.
        """
        return [wire for message in prompt for wire in self._convert_message(message)]

    def _convert_message(self, message: Message) -> list[WireMessage]:
        name = _name_of_speaker(message.provider_options)
        speaker = {} if name is None else {"name": name}
        if message.role == "system":
            return self._convert_system_message(message, speaker)
        if message.role == "user":
            return [{"role": "user", **speaker, "content": _user_content(message)}]
        if message.role == "assistant":
            return [{"role": "assistant", **speaker, **_assistant_fields(message)}]
        if message.role == "tool":
            if name is not None:
                self._warnings.append(UnsupportedWarning(feature="message name on tool messages"))
            return _convert_tool_message(message)
        assert_never(message)

    def _convert_system_message(self, message: SystemMessage, speaker: WireMessage) -> list[WireMessage]:
        if self._system_message_mode == "remove":
            self._warnings.append(OtherWarning(message="system messages are removed for this model"))
            return []
        content = _text_content(message.content, message.provider_options)
        return [{"role": self._system_message_mode, **speaker, "content": content}]


def _name_of_speaker(options: ProviderOptions | None) -> str | None:
    if not options or options.get(_PROVIDER) is None:
        return None
    from .options import OpenAIChatMessageOptions  # Imports pydantic.

    parsed = parse_provider_options(provider=_PROVIDER, provider_options=options, model=OpenAIChatMessageOptions)
    return None if parsed is None else parsed.name


# --- Prompt caching ---


def _own_options(options: ProviderOptions | None) -> Any:
    return (options or {}).get(_PROVIDER) or {}


def _breakpoint(options: ProviderOptions | None) -> WirePart:
    """The field that says that the prompt cache shall end here, or nothing."""
    breakpoint_option = _own_options(options).get("promptCacheBreakpoint")
    return {} if breakpoint_option is None else {"prompt_cache_breakpoint": breakpoint_option}


def _text_content(text: str, options: ProviderOptions | None) -> str | list[WirePart]:
    end_of_cache = _breakpoint(options)
    return [{"type": "text", "text": text, **end_of_cache}] if end_of_cache else text


# --- User messages ---


def _user_content(message: UserMessage) -> str | list[WirePart]:
    parts = message.content
    if len(parts) == 1 and isinstance(parts[0], TextPart):
        return _text_content(parts[0].text, parts[0].provider_options)
    return [
        {**_convert_user_part(part, position), **_breakpoint(part.provider_options)}
        for position, part in enumerate(parts)
    ]


def _convert_user_part(part: UserContent, position: int) -> WirePart:
    if isinstance(part, TextPart):
        return {"type": "text", "text": part.text}
    if part.data.type == "reference":
        file_id = resolve_provider_reference(part.data.reference, _PROVIDER)
        return {"type": "file", "file": {"file_id": file_id}}
    if part.data.type == "text":
        raise UnsupportedFunctionalityError(functionality="text file parts")
    kind = top_level_media_type(part.media_type)
    if kind == "image":
        return _convert_image(part)
    return _convert_audio(part) if kind == "audio" else _convert_pdf(part, position)


def _convert_image(part: FilePart) -> WirePart:
    url = part.data.url if part.data.type == "url" else to_data_url(_inline(part).data, resolve_full_media_type(part))
    detail = _own_options(part.provider_options).get("imageDetail")
    return {"type": "image_url", "image_url": {"url": url} if detail is None else {"url": url, "detail": detail}}


def _convert_audio(part: FilePart) -> WirePart:
    if part.data.type == "url":
        raise UnsupportedFunctionalityError(functionality="audio file parts with URLs")
    media_type = resolve_full_media_type(part)
    if media_type not in _AUDIO_FORMATS:
        raise UnsupportedFunctionalityError(functionality=f"audio content parts with media type {media_type}")
    audio = {"data": to_base64(_inline(part).data), "format": _AUDIO_FORMATS[media_type]}
    return {"type": "input_audio", "input_audio": audio}


def _convert_pdf(part: FilePart, position: int) -> WirePart:
    media_type = resolve_full_media_type(part)
    if media_type != _PDF:
        raise UnsupportedFunctionalityError(functionality=f"file part media type {media_type}")
    if part.data.type == "url":
        raise UnsupportedFunctionalityError(functionality="PDF file parts with URLs")
    return {
        "type": "file",
        "file": {
            "filename": f"part-{position}.pdf" if part.filename is None else part.filename,
            "file_data": to_data_url(_inline(part).data, _PDF),
        },
    }


def _inline(part: FilePart) -> FileDataData:
    assert isinstance(part.data, FileDataData)  # The other forms were handled before.
    return part.data


# --- Assistant messages ---


def _assistant_fields(message: AssistantMessage) -> WireMessage:
    texts = [part for part in message.content if part.type == "text"]
    calls = [
        {
            "id": part.tool_call_id,
            "type": "function",
            "function": {"name": part.tool_name, "arguments": _arguments_text(part.input)},
        }
        for part in message.content
        if part.type == "tool-call"
    ]
    content: str | list[WirePart] | None = "".join(part.text for part in texts)
    if any(_breakpoint(part.provider_options) for part in texts):
        content = [{"type": "text", "text": part.text, **_breakpoint(part.provider_options)} for part in texts]
    return {"content": content or None, "tool_calls": calls} if calls else {"content": content}


def _arguments_text(arguments: object) -> str:
    """Arguments must be an object: what a model wrote instead would make the API refuse the conversation."""
    if isinstance(arguments, str):
        parsed = safe_parse_json(arguments)
        return arguments if isinstance(parsed, ParseSuccess) and isinstance(parsed.value, dict) else "{}"
    return to_json_text(arguments if isinstance(arguments, dict) else {})


# --- Tool messages ---


def _convert_tool_message(message: ToolMessage) -> list[WireMessage]:
    return [
        {"role": "tool", "tool_call_id": part.tool_call_id, "content": _tool_content(part)}
        for part in message.content
        if isinstance(part, ToolResultPart)
    ]


def _tool_content(part: ToolResultPart) -> str | list[WirePart]:
    text = _result_text(part.output)
    end_of_cache = _result_breakpoint(part)
    return [{"type": "text", "text": text, **end_of_cache}] if end_of_cache else text


def _result_text(output: ToolResultOutput) -> str:
    if output.type == "error-text" or output.type == "error-json":
        return to_json_text({"error": output.value})
    return tool_result_text(output)


def _result_breakpoint(part: ToolResultPart) -> WirePart:
    output = part.output
    sources = (
        [item.provider_options for item in output.value] if output.type == "content" else [output.provider_options]
    )
    breakpoints = (_breakpoint(options) for options in [*sources, part.provider_options])
    return next((end_of_cache for end_of_cache in breakpoints if end_of_cache), {})
