"""From the API's answer to content, usage and finish reason."""

from __future__ import annotations

from ai_sdk_core.errors import InvalidResponseDataError
from ai_sdk_core.provider import (
    Content,
    FinishReason,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    Reasoning,
    ResponseMetadata,
    Text,
    Usage,
)
from ai_sdk_core.provider_utils import (
    chat_finish_reason,
    chat_tool_call,
    chat_usage,
    create_response_metadata,
    json_response_content,
    json_response_finish_reason,
)

from .schemas import ChatChunk, ChatMessage, ChatResponse, TokenUsage


def convert_usage(usage: TokenUsage | None) -> Usage:
    """Read token usage.

    Args:
        usage: The usage as it was sent, or None.

    Returns:
        The usage. Cached tokens and reasoning tokens are unknown where they are not told.
    """
    return chat_usage(usage, absent=None)


def response_metadata(response: ChatResponse | ChatChunk) -> ResponseMetadata:
    """Read id, model and time.

    Args:
        response: A response or a chunk.

    Returns:
        The metadata.
    """
    return create_response_metadata(response_id=response["id"], model=response["model"], created=response["created"])


def convert_response(
    response: ChatResponse, *, raw_response: object, json_tool_name: str | None
) -> LanguageModelGenerateResult:
    """Read a whole response.

    Args:
        response: The validated response.
        raw_response: The response as it was sent, for errors.
        json_tool_name: The tool that takes the answer, if there is one.

    Returns:
        The result, without request, headers and warnings.

    Raises:
        InvalidResponseDataError: There is no choice.
    """
    if not response["choices"]:
        raise InvalidResponseDataError(data=raw_response, message="Response did not contain any choices.")
    choice = response["choices"][0]
    content = _convert_message(choice["message"])
    finish_reason = FinishReason(unified=chat_finish_reason(choice["finish_reason"]), raw=choice["finish_reason"])
    if json_tool_name is not None:
        content = json_response_content(content, json_tool_name)
        finish_reason = json_response_finish_reason(finish_reason, content)
    metadata = response_metadata(response)
    return LanguageModelGenerateResult(
        content=content,
        finish_reason=finish_reason,
        usage=convert_usage(response["usage"]),
        response=LanguageModelResponse(id=metadata.id, timestamp=metadata.timestamp, model_id=metadata.model_id),
    )


def _convert_message(message: ChatMessage) -> list[Content]:
    content: list[Content] = []
    if message["reasoning"]:
        content.append(Reasoning(text=message["reasoning"]))
    if message["content"]:
        content.append(Text(text=message["content"]))
    content.extend(chat_tool_call(call) for call in message["tool_calls"] or ())
    return content
