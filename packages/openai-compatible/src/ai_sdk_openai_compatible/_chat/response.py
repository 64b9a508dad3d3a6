"""From the API's answer to content, usage and finish reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ai_sdk_core.errors import InvalidResponseDataError
from ai_sdk_core.provider import (
    Content,
    FinishReason,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    ProviderMetadata,
    Reasoning,
    ResponseMetadata,
    Text,
    ToolCall,
    UnifiedFinishReason,
    Usage,
)
from ai_sdk_core.provider_utils import chat_finish_reason, chat_tool_call, chat_usage, create_response_metadata

from .schemas import (
    ChatChunk,
    ChatMessage,
    ChatResponse,
    CompletionTokensDetails,
    ContentPart,
    ExtraContent,
    MessageToolCall,
    TokenUsage,
)

ConvertUsage: TypeAlias = Callable[[TokenUsage | None], Usage]
"""Reads token usage; for providers that count differently."""


def convert_usage(usage: TokenUsage | None) -> Usage:
    """Read token usage as OpenAI counts it: cached tokens are part of the prompt's, reasoning is part of the answer's.

    Args:
        usage: The usage as the provider sent it, or None.

    Returns:
        The usage; numbers are None if the provider sent nothing, and 0 if it left one out.
    """
    return chat_usage(usage, absent=0)


def map_finish_reason(finish_reason: str | None, *, has_refusal: bool = False) -> UnifiedFinishReason:
    """Translate why the model stopped.

    Args:
        finish_reason: The provider's word for it.
        has_refusal: Whether the model refused, which the API calls a normal stop.

    Returns:
        The word that all providers share; `other` for what is not known.
    """
    return chat_finish_reason(finish_reason, has_refusal=has_refusal)


def response_metadata(response: ChatResponse | ChatChunk) -> ResponseMetadata:
    """Read id, model and time.

    Args:
        response: A response or a chunk.

    Returns:
        The metadata. Time 0 counts as unknown: servers send it as a placeholder.
    """
    return create_response_metadata(
        response_id=response["id"], model=response["model"], created=response["created"] or None
    )


def convert_content(content: str | list[ContentPart] | None) -> list[Text | Reasoning]:
    """Read content, which is a text, or a list of texts and thoughts.

    Args:
        content: The content as the provider sent it.

    Returns:
        Text and reasoning in their order, without empty ones and without parts of unknown types.
    """
    if not content:
        return []
    if isinstance(content, str):
        return [Text(text=content)]
    converted = (_convert_content_part(part) for part in content)
    return [part for part in converted if part is not None and part.text]


def _convert_content_part(part: Any) -> Text | Reasoning | None:
    text, thinking = part.get("text"), part.get("thinking")
    if part["type"] == "text" and isinstance(text, str):
        return Text(text=text)
    if part["type"] == "thinking" and isinstance(thinking, list):
        return Reasoning(text="".join(_thought_texts(thinking)))
    return None


def _thought_texts(thinking: list[Any]) -> list[str]:
    return [
        thought["text"]
        for thought in thinking
        if isinstance(thought, dict) and thought.get("type") == "text" and isinstance(thought.get("text"), str)
    ]


def thought_signature_metadata(extra_content: ExtraContent | None, metadata_key: str) -> ProviderMetadata | None:
    """Read the thought signature of a tool call, which Google wants back with the call's result.

    Args:
        extra_content: The `extra_content` of a tool call.
        metadata_key: The key for provider metadata.

    Returns:
        Metadata with the signature, or None.
    """
    google = extra_content and extra_content["google"]
    signature = google and google["thought_signature"]
    return {metadata_key: {"thoughtSignature": signature}} if signature else None


def build_provider_metadata(
    metadata_key: str, extracted: ProviderMetadata | None, usage: TokenUsage | None
) -> ProviderMetadata:
    """Put together the metadata of an answer.

    Args:
        metadata_key: The key for provider metadata.
        extracted: What the metadata extractor found.
        usage: The usage as the provider sent it.

    Returns:
        The metadata, with the tokens of accepted and rejected predictions where they are reported.
    """
    details: CompletionTokensDetails = (usage or {}).get("completion_tokens_details") or {}
    metadata: ProviderMetadata = {metadata_key: {}, **(extracted or {})}
    predictions = {
        "acceptedPredictionTokens": details.get("accepted_prediction_tokens"),
        "rejectedPredictionTokens": details.get("rejected_prediction_tokens"),
    }
    reported = {name: tokens for name, tokens in predictions.items() if tokens is not None}
    if reported:
        metadata[metadata_key] = {**metadata[metadata_key], **reported}
    return metadata


def convert_response(
    response: ChatResponse,
    *,
    raw_response: object,
    metadata_key: str,
    extracted_metadata: ProviderMetadata | None,
    convert_usage: ConvertUsage,
) -> LanguageModelGenerateResult:
    """Read a whole response.

    Args:
        response: The validated response.
        raw_response: The response as the provider sent it.
        metadata_key: The key for provider metadata.
        extracted_metadata: What the metadata extractor found.
        convert_usage: Reads the usage.

    Returns:
        The result, without request, headers and warnings.

    Raises:
        InvalidResponseDataError: There is no choice.
    """
    if not response["choices"]:
        raise InvalidResponseDataError(data=raw_response, message="Response did not contain any choices.")
    choice = response["choices"][0]
    metadata = response_metadata(response)
    finish_reason = choice["finish_reason"]
    return LanguageModelGenerateResult(
        content=_convert_message(choice["message"], metadata_key),
        finish_reason=FinishReason(
            unified=map_finish_reason(finish_reason, has_refusal=_refusal(choice["message"]) is not None),
            raw=finish_reason,
        ),
        usage=convert_usage(response["usage"]),
        provider_metadata=build_provider_metadata(metadata_key, extracted_metadata, response["usage"]),
        response=LanguageModelResponse(id=metadata.id, timestamp=metadata.timestamp, model_id=metadata.model_id),
    )


def _convert_message(message: ChatMessage, metadata_key: str) -> list[Content]:
    content: list[Content] = []
    reasoning = message["reasoning_content"]
    if reasoning is None:
        reasoning = message["reasoning"]
    if reasoning:
        content.append(Reasoning(text=reasoning))
    content.extend(convert_content(message["content"]))
    refusal = _refusal(message)
    if refusal is not None:
        content.append(Text(text=refusal))  # instead of content, or after it
    content.extend(_convert_tool_call(call, metadata_key) for call in message["tool_calls"] or ())
    return content


def _refusal(message: ChatMessage) -> str | None:
    refusal = message.get("refusal")
    return refusal if isinstance(refusal, str) and refusal else None


def _convert_tool_call(call: MessageToolCall, metadata_key: str) -> ToolCall:
    return chat_tool_call(call, thought_signature_metadata(call["extra_content"], metadata_key))
