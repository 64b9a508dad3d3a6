"""From the prompt to the messages of a chat request."""

from __future__ import annotations

from typing import Any, TypeAlias

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import AssistantMessage, FilePart, Prompt, TextPart, ToolMessage, UserMessage
from ai_sdk_core.provider_utils import (
    chat_file_url,
    chat_prompt_tool_call,
    tool_result_text,
    top_level_media_type,
)

WireMessage: TypeAlias = dict[str, Any]
"""A message as the API takes it."""


def convert_prompt(prompt: Prompt) -> list[WireMessage]:
    """Convert a prompt.

    Args:
        prompt: The prompt.

    Returns:
        The messages.

    Raises:
        UnsupportedFunctionalityError: The API has no form for a part.
    """
    messages: list[WireMessage] = []
    for message in prompt:
        if message.role == "system":
            messages.append({"role": "system", "content": message.content})
        elif message.role == "user":
            messages.append(_convert_user_message(message))
        elif message.role == "assistant":
            messages.append(_convert_assistant_message(message))
        else:
            messages.extend(_convert_tool_message(message))
    return messages


def _convert_user_message(message: UserMessage) -> WireMessage:
    content = message.content
    if len(content) == 1 and content[0].type == "text":
        return {"role": "user", "content": content[0].text}
    return {"role": "user", "content": [_convert_part(part) for part in content]}


def _convert_part(part: TextPart | FilePart) -> dict[str, Any]:
    if part.type == "text":
        return {"type": "text", "text": part.text}
    data = part.data
    if data.type == "reference":
        raise UnsupportedFunctionalityError(functionality="file parts with provider references")
    if data.type == "text":
        raise UnsupportedFunctionalityError(functionality="text file parts")
    if top_level_media_type(part.media_type) != "image":
        raise UnsupportedFunctionalityError(functionality="Non-image file content parts")
    return {"type": "image_url", "image_url": {"url": chat_file_url(part, data)}}


def _convert_assistant_message(message: AssistantMessage) -> WireMessage:
    reasoning = "".join(part.text for part in message.content if part.type == "reasoning")
    calls = [chat_prompt_tool_call(part) for part in message.content if part.type == "tool-call"]
    return {
        "role": "assistant",
        "content": "".join(part.text for part in message.content if part.type == "text"),
        **({"reasoning": reasoning} if reasoning else {}),
        **({"tool_calls": calls} if calls else {}),
    }


def _convert_tool_message(message: ToolMessage) -> list[WireMessage]:
    return [
        {"role": "tool", "tool_call_id": part.tool_call_id, "content": tool_result_text(part.output)}
        for part in message.content
        if part.type == "tool-result"
    ]
