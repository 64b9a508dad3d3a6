"""What the completions API sends, as far as it is read.

Annotations are not postponed here: evaluated ones compile faster.
"""

from typing import Any, NotRequired, TypedDict

from ai_sdk_core.provider_utils import ResponseSchema

from .._errors import OpenAIErrorData


class CompletionUsage(TypedDict):
    """Token usage of a call."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionLogprobs(TypedDict):
    """The tokens that the model wrote, and how likely they were."""

    tokens: list[str]
    token_logprobs: list[float]
    top_logprobs: NotRequired[list[dict[str, float]] | None]


class CompletionChoice(TypedDict):
    """One of the completions; only one is ever asked for."""

    text: str
    finish_reason: str
    logprobs: CompletionLogprobs | None


class CompletionResponse(TypedDict):
    """The response to a call that is not streamed."""

    id: str | None
    created: float | None
    model: str | None
    choices: list[CompletionChoice]
    usage: CompletionUsage | None


class CompletionChunkChoice(TypedDict):
    """The part that a chunk adds to one of the completions."""

    text: str
    finish_reason: str | None
    index: int
    logprobs: CompletionLogprobs | None


class CompletionChunk(TypedDict):
    """One event of a streamed response."""

    id: str | None
    created: float | None
    model: str | None
    choices: list[CompletionChunkChoice]
    usage: CompletionUsage | None


COMPLETION_RESPONSE = ResponseSchema(CompletionResponse)
"""Validates responses."""

COMPLETION_CHUNK: ResponseSchema[Any] = ResponseSchema(CompletionChunk | OpenAIErrorData)
"""Validates events: chunks, or errors."""
