"""From the prompt to the messages of a chat request."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    AssistantMessage,
    ContentOutput,
    CustomToolContent,
    FileDataData,
    FileDataUrl,
    FilePart,
    JSONObject,
    Prompt,
    ProviderOptions,
    TextPart,
    ToolCallPart,
    ToolContentPart,
    ToolMessage,
    ToolResultOutput,
    UserMessage,
)
from ai_sdk_core.provider_utils import (
    chat_file_url,
    chat_prompt_tool_call,
    resolve_full_media_type,
    resolve_provider_reference,
    to_base64,
    to_bytes,
    to_data_url,
    tool_result_text,
    top_level_media_type,
)

WireMessage: TypeAlias = dict[str, Any]
"""A message as the API takes it."""

WirePart: TypeAlias = dict[str, Any]
"""One part of a message's content."""

_AUDIO_FORMATS: dict[str, Literal["wav", "mp3"]] = {"audio/wav": "wav", "audio/mp3": "mp3", "audio/mpeg": "mp3"}


class MessageConverter:
    """Converts prompts.

    Args:
        provider: The provider's name, under which it knows uploaded files.
        metadata_key: The key under which thought signatures of earlier answers are kept.
        supports_multi_part_tool_content: Whether tool results may have several parts; if not, they become JSON.
    """

    def __init__(self, *, provider: str, metadata_key: str, supports_multi_part_tool_content: bool = False) -> None:
        self._provider = provider
        self._metadata_key = metadata_key
        self._supports_multi_part_tool_content = supports_multi_part_tool_content

    def convert(self, prompt: Prompt) -> list[WireMessage]:
        """Convert a prompt.

        Args:
            prompt: The prompt.

        Returns:
            The messages. Options under `openaiCompatible` of a message or part become fields of its wire form.

        Raises:
            UnsupportedFunctionalityError: The API has no form for a part.
            NoSuchProviderReferenceError: A file was uploaded, but not to this provider.
        """
        messages: list[WireMessage] = []
        for message in prompt:
            if message.role == "system":
                messages.append(
                    {"role": "system", "content": message.content, **_extra_fields(message.provider_options)}
                )
            elif message.role == "user":
                messages.append(self._convert_user_message(message))
            elif message.role == "assistant":
                messages.append(self._convert_assistant_message(message))
            else:
                messages.extend(self._convert_tool_message(message))
        return messages

    def _convert_user_message(self, message: UserMessage) -> WireMessage:
        content = message.content
        if len(content) == 1 and content[0].type == "text":
            return {"role": "user", "content": content[0].text, **_extra_fields(content[0].provider_options)}
        parts = [self._convert_part(part) for part in content]
        return {"role": "user", "content": parts, **_extra_fields(message.provider_options)}

    def _convert_assistant_message(self, message: AssistantMessage) -> WireMessage:
        text = "".join(part.text for part in message.content if part.type == "text")
        reasoning = "".join(part.text for part in message.content if part.type == "reasoning")
        calls = [self._convert_tool_call(part) for part in message.content if part.type == "tool-call"]
        return {
            "role": "assistant",
            "content": text or None if calls else text,
            **({"reasoning_content": reasoning} if reasoning else {}),
            **({"tool_calls": calls} if calls else {}),
            **_extra_fields(message.provider_options),
        }

    def _convert_tool_call(self, part: ToolCallPart) -> dict[str, Any]:
        call: dict[str, Any] = {
            **chat_prompt_tool_call(part),
            **_extra_fields(part.provider_options),
        }
        signature = self._find_thought_signature(part.provider_options or {})
        if signature:
            call["extra_content"] = {"google": {"thought_signature": str(signature)}}
        return call

    def _find_thought_signature(self, options: ProviderOptions) -> object:
        signature = (options.get(self._metadata_key) or {}).get("thoughtSignature")
        return (options.get("google") or {}).get("thoughtSignature") if signature is None else signature

    def _convert_tool_message(self, message: ToolMessage) -> list[WireMessage]:
        return [
            {
                "role": "tool",
                "tool_call_id": part.tool_call_id,
                "content": self._convert_tool_output(part.output),
                **_extra_fields(part.provider_options),
            }
            for part in message.content
            if part.type == "tool-result"
        ]

    def _convert_tool_output(self, output: ToolResultOutput) -> str | list[WirePart]:
        if self._supports_multi_part_tool_content and isinstance(output, ContentOutput):
            return [self._convert_tool_content(part) for part in output.value]
        return tool_result_text(output)

    def _convert_tool_content(self, part: ToolContentPart) -> WirePart:
        if isinstance(part, CustomToolContent):
            raise UnsupportedFunctionalityError(functionality="custom tool content parts")
        return self._convert_part(part)

    def _convert_part(self, part: TextPart | FilePart) -> WirePart:
        converted = {"type": "text", "text": part.text} if part.type == "text" else self._convert_file(part)
        return {**converted, **_extra_fields(part.provider_options)}

    def _convert_file(self, part: FilePart) -> WirePart:
        data = part.data
        if data.type == "reference":
            return {"type": "file", "file": {"file_id": resolve_provider_reference(data.reference, self._provider)}}
        kind = top_level_media_type(part.media_type)
        if data.type == "text":
            if kind != "text":
                raise UnsupportedFunctionalityError(functionality="text file parts")
            return {"type": "text", "text": data.text}
        return _convert_file_contents(part, data, kind)


def _extra_fields(options: ProviderOptions | None) -> JSONObject:
    return {} if options is None else options.get("openaiCompatible") or {}


def _convert_file_contents(part: FilePart, data: FileDataData | FileDataUrl, kind: str) -> WirePart:
    if kind == "image":
        return {"type": "image_url", "image_url": {"url": chat_file_url(part, data)}}
    if kind == "video":
        return {"type": "video_url", "video_url": {"url": chat_file_url(part, data)}}
    if kind == "audio":
        return _convert_audio(part, data)
    if kind == "application":
        return _convert_document(part, data)
    if kind == "text":
        return {"type": "text", "text": _to_text(data)}
    raise UnsupportedFunctionalityError(functionality=f"file part media type {part.media_type}")


def _to_text(data: FileDataData | FileDataUrl) -> str:
    return data.url if data.type == "url" else to_bytes(data.data).decode("utf-8-sig", "replace")


def _convert_audio(part: FilePart, data: FileDataData | FileDataUrl) -> WirePart:
    if data.type == "url":
        raise UnsupportedFunctionalityError(functionality="audio file parts with URLs")
    media_type = resolve_full_media_type(part)
    if media_type not in _AUDIO_FORMATS:
        raise UnsupportedFunctionalityError(functionality=f"audio media type {media_type}")
    audio = {"data": to_base64(data.data), "format": _AUDIO_FORMATS[media_type]}
    return {"type": "input_audio", "input_audio": audio}


def _convert_document(part: FilePart, data: FileDataData | FileDataUrl) -> WirePart:
    if data.type == "url":
        raise UnsupportedFunctionalityError(functionality="PDF file parts with URLs")
    media_type = resolve_full_media_type(part)
    if media_type != "application/pdf":
        raise UnsupportedFunctionalityError(functionality=f"file part media type {media_type}")
    filename = "document.pdf" if part.filename is None else part.filename
    return {"type": "file", "file": {"filename": filename, "file_data": to_data_url(data.data, media_type)}}
