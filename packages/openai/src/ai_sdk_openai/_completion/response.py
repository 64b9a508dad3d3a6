"""From the API's answer to content, usage and finish reason."""

from __future__ import annotations

from typing import cast

from ai_sdk_core.errors import InvalidResponseDataError
from ai_sdk_core.provider import (
    FinishReason,
    InputTokens,
    JSONObject,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    OutputTokens,
    ProviderMetadata,
    ResponseMetadata,
    Text,
    Usage,
)
from ai_sdk_core.provider_utils import create_response_metadata

from .._chat.response import map_finish_reason
from .schemas import CompletionChunk, CompletionLogprobs, CompletionResponse, CompletionUsage


def convert_usage(usage: CompletionUsage | None) -> Usage:
    """Read token usage.

    Args:
        usage: The usage as the API sent it, or None.

    Returns:
        The usage.
    """
    if usage is None:
        return Usage()
    prompt, completion = usage["prompt_tokens"], usage["completion_tokens"]
    return Usage(
        input_tokens=InputTokens(total=prompt, no_cache=prompt),
        output_tokens=OutputTokens(total=completion, text=completion),
        raw=cast("JSONObject", usage),
    )


def response_metadata(response: CompletionResponse | CompletionChunk) -> ResponseMetadata:
    """Read id, model and time.

    Args:
        response: A response or a chunk.

    Returns:
        The metadata.
    """
    return create_response_metadata(response_id=response["id"], model=response["model"], created=response["created"])


def build_provider_metadata(logprobs: CompletionLogprobs | None) -> ProviderMetadata:
    """Put together the metadata of an answer.

    Args:
        logprobs: The log probabilities.

    Returns:
        The metadata.
    """
    return {"openai": {} if logprobs is None else {"logprobs": cast("JSONObject", logprobs)}}


def convert_response(response: CompletionResponse) -> LanguageModelGenerateResult:
    """Read a whole response.

    Args:
        response: The validated response.

    Returns:
        The result, without request, headers and warnings.

    Raises:
        InvalidResponseDataError: There is no choice.
    """
    if not response["choices"]:
        raise InvalidResponseDataError(data=response, message="Response did not contain any choices.")
    choice = response["choices"][0]
    metadata = response_metadata(response)
    return LanguageModelGenerateResult(
        content=[Text(text=choice["text"])],
        finish_reason=FinishReason(unified=map_finish_reason(choice["finish_reason"]), raw=choice["finish_reason"]),
        usage=convert_usage(response["usage"]),
        provider_metadata=build_provider_metadata(choice["logprobs"]),
        response=LanguageModelResponse(id=metadata.id, timestamp=metadata.timestamp, model_id=metadata.model_id),
    )
