"""What the completions API sends, as far as it is read."""

from __future__ import annotations

from functools import cache
from typing import Any, NotRequired, TypedDict, Union

from ai_sdk_core.provider_utils import ResponseSchema, keep_unknown_fields

from .._errors import ProviderErrorStructure


@keep_unknown_fields
class CompletionUsage(TypedDict):
    """Token usage of a call. Unknown fields are kept, because all of it is handed to the user as `usage.raw`."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionChoice(TypedDict):
    """One of the completions; only one is ever asked for."""

    text: str
    finish_reason: str


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


class CompletionChunk(TypedDict):
    """One event of a streamed response."""

    id: str | None
    created: float | None
    model: str | None
    choices: list[CompletionChunkChoice]
    usage: CompletionUsage | None
    error: NotRequired[Any]
    """Set by servers that report an error inside a chunk of the usual form."""


COMPLETION_RESPONSE = ResponseSchema(CompletionResponse)
"""Validates responses."""


@cache
def completion_chunk_schema(error_structure: ProviderErrorStructure[Any]) -> ResponseSchema[Any]:
    """Make the schema of a stream's events, which are chunks or errors.

    Args:
        error_structure: What errors look like.

    Returns:
        The schema, always the same for the same errors: compiling it takes longer than a request does.
    """
    return ResponseSchema(Union[CompletionChunk, error_structure.error_type])  # noqa: UP007 - built at run time
