"""From the API's answer to content, usage and finish reason."""

from __future__ import annotations

from typing import Any, cast

from ai_sdk_core.errors import InvalidResponseDataError
from ai_sdk_core.provider import (
    Content,
    FinishReason,
    InputTokens,
    JSONObject,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    OutputTokens,
    ProviderMetadata,
    ResponseMetadata,
    Text,
    ToolCall,
    UnifiedFinishReason,
    UrlSource,
    Usage,
)
from ai_sdk_core.provider_utils import IdGenerator, create_response_metadata

from .schemas import ChatAnnotation, ChatChunk, ChatLogprobs, ChatMessage, ChatResponse, ChatUsage, TokenLogprob

_FINISH_REASONS: dict[str, UnifiedFinishReason] = {
    "stop": "stop",
    "length": "length",
    "content_filter": "content-filter",
    "function_call": "tool-calls",
    "tool_calls": "tool-calls",
}


def convert_usage(usage: ChatUsage | None) -> Usage:
    """Read token usage: cached tokens are part of the prompt's, reasoning is part of the answer's.

    Args:
        usage: The usage as the API sent it, or None.

    Returns:
        The usage.
    """
    if usage is None:
        return Usage()
    prompt, completion = usage.get("prompt_tokens") or 0, usage.get("completion_tokens") or 0
    prompt_details = usage.get("prompt_tokens_details") or {}
    cache_read = prompt_details.get("cached_tokens") or 0
    cache_write = prompt_details.get("cache_write_tokens")
    reasoning = (usage.get("completion_tokens_details") or {}).get("reasoning_tokens") or 0
    return Usage(
        input_tokens=InputTokens(
            total=prompt,
            no_cache=prompt - cache_read - (cache_write or 0),
            cache_read=cache_read,
            cache_write=cache_write,
        ),
        output_tokens=OutputTokens(total=completion, text=max(0, completion - reasoning), reasoning=reasoning),
        raw=cast("JSONObject", usage),
    )


def map_finish_reason(finish_reason: str | None, *, has_refusal: bool = False) -> UnifiedFinishReason:
    """Translate why the model stopped.

    Args:
        finish_reason: OpenAI's word for it.
        has_refusal: Whether the model refused, which the API calls a normal stop.

    Returns:
        The word that all providers share; `other` for what is not known.
    """
    unified = _FINISH_REASONS.get(finish_reason or "", "other")
    return "content-filter" if has_refusal and unified == "stop" else unified


def response_metadata(response: ChatResponse | ChatChunk) -> ResponseMetadata:
    """Read id, model and time.

    Args:
        response: A response or a chunk.

    Returns:
        The metadata. Time 0 counts as unknown: Azure sends it as a placeholder.
    """
    return create_response_metadata(
        response_id=response["id"], model=response["model"], created=response["created"] or None
    )


def joined_logprobs(logprobs: ChatLogprobs | None) -> list[TokenLogprob] | None:
    """Read log probabilities, in the order of the text: of the answer, then of the refusal.

    Args:
        logprobs: The log probabilities of a choice.

    Returns:
        The log probabilities; None if there are none.
    """
    if logprobs is None or (logprobs["content"] is None and logprobs["refusal"] is None):
        return None
    return [*(logprobs["content"] or ()), *(logprobs["refusal"] or ())]


def convert_annotation(annotation: ChatAnnotation, generate_id: IdGenerator) -> UrlSource:
    """Convert a source of the text.

    Args:
        annotation: The annotation.
        generate_id: Makes the id of the source.

    Returns:
        The source.
    """
    citation = annotation["url_citation"]
    return UrlSource(id=generate_id(), url=citation["url"], title=citation["title"])


def build_provider_metadata(usage: ChatUsage | None, logprobs: list[TokenLogprob] | None) -> ProviderMetadata:
    """Put together the metadata of an answer.

    Args:
        usage: The usage as the API sent it.
        logprobs: The log probabilities.

    Returns:
        The metadata.
    """
    details = (usage or {}).get("completion_tokens_details") or {}
    facts: dict[str, Any] = {
        "acceptedPredictionTokens": details.get("accepted_prediction_tokens"),
        "rejectedPredictionTokens": details.get("rejected_prediction_tokens"),
        "logprobs": logprobs,
    }
    return {"openai": {name: value for name, value in facts.items() if value is not None}}


def convert_response(
    response: ChatResponse, *, raw_response: object, generate_id: IdGenerator
) -> LanguageModelGenerateResult:
    """Read a whole response.

    Args:
        response: The validated response.
        raw_response: The response as it came, for errors.
        generate_id: Makes ids of sources, and of tool calls that come without one.

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
        content=_convert_message(choice["message"], generate_id),
        finish_reason=FinishReason(
            unified=map_finish_reason(finish_reason, has_refusal=bool(choice["message"]["refusal"])),
            raw=finish_reason,
        ),
        usage=convert_usage(response["usage"]),
        provider_metadata=build_provider_metadata(response["usage"], joined_logprobs(choice["logprobs"])),
        response=LanguageModelResponse(id=metadata.id, timestamp=metadata.timestamp, model_id=metadata.model_id),
    )


def _convert_message(message: ChatMessage, generate_id: IdGenerator) -> list[Content]:
    audio = message["audio"]
    text = message["content"] or (None if audio is None else audio["transcript"])
    # A refusal comes instead of an answer, or after it.
    content: list[Content] = [Text(text=part) for part in (text, message["refusal"]) if part]
    content.extend(
        ToolCall(
            tool_call_id=call["id"] or generate_id(),
            tool_name=call["function"]["name"],
            input=call["function"]["arguments"],
        )
        for call in message["tool_calls"] or ()
    )
    content.extend(convert_annotation(annotation, generate_id) for annotation in message["annotations"] or ())
    return content
