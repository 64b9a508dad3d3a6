"""What the chat completions API sends, as far as it is read."""

from __future__ import annotations

from functools import cache
from typing import Any, NotRequired, TypedDict, Union

from ai_sdk_core.provider_utils import ResponseSchema, keep_unknown_fields

from .._errors import ProviderErrorStructure


@keep_unknown_fields
class PromptTokensDetails(TypedDict, total=False):
    """What the prompt's tokens were."""

    cached_tokens: int | None


@keep_unknown_fields
class CompletionTokensDetails(TypedDict, total=False):
    """What the answer's tokens were."""

    reasoning_tokens: int | None
    accepted_prediction_tokens: int | None
    rejected_prediction_tokens: int | None


@keep_unknown_fields
class TokenUsage(TypedDict, total=False):
    """Token usage of a call. Unknown fields are kept, because all of it is handed to the user as `usage.raw`."""

    prompt_tokens: int | None
    completion_tokens: int | None
    total_tokens: int | None
    prompt_tokens_details: PromptTokensDetails | None
    completion_tokens_details: CompletionTokensDetails | None


@keep_unknown_fields
class ContentPart(TypedDict):
    """One part of content that is a list; servers of reasoning models send it."""

    type: str


class ThoughtSignature(TypedDict):
    """Google's `extra_content.google`."""

    thought_signature: str | None


class ExtraContent(TypedDict):
    """Google's addition to tool calls."""

    google: ThoughtSignature | None


class FunctionCall(TypedDict):
    """The tool and its arguments as JSON text."""

    name: str
    arguments: str


class MessageToolCall(TypedDict):
    """A whole tool call."""

    id: str | None
    function: FunctionCall
    extra_content: ExtraContent | None


class ChatMessage(TypedDict):
    """A whole answer."""

    content: str | list[ContentPart] | None
    refusal: NotRequired[Any]
    """Text; some servers send `false` and the like, which means nothing."""
    reasoning_content: str | None
    reasoning: str | None
    tool_calls: list[MessageToolCall] | None


class ChatChoice(TypedDict):
    """One of the answers; only one is ever asked for."""

    message: ChatMessage
    finish_reason: str | None


class ChatResponse(TypedDict):
    """The response to a call that is not streamed."""

    id: str | None
    created: float | None
    model: str | None
    choices: list[ChatChoice]
    usage: TokenUsage | None


class FunctionCallDelta(TypedDict, total=False):
    """Part of a tool's name and arguments."""

    name: str | None
    arguments: str | None


class ToolCallChunk(TypedDict):
    """Part of a tool call. Absent fields stay absent, so that an error shows what was sent."""

    index: NotRequired[int | None]
    id: NotRequired[str | None]
    function: FunctionCallDelta
    extra_content: NotRequired[ExtraContent | None]


class ChatDelta(TypedDict):
    """Part of an answer."""

    content: str | list[ContentPart] | None
    refusal: NotRequired[Any]
    reasoning_content: str | None
    reasoning: str | None
    tool_calls: list[ToolCallChunk] | None


class ChunkChoice(TypedDict):
    """The part that a chunk adds to one of the answers."""

    delta: ChatDelta | None
    finish_reason: str | None


class ChatChunk(TypedDict):
    """One event of a streamed response."""

    id: str | None
    created: float | None
    model: str | None
    choices: list[ChunkChoice]
    usage: TokenUsage | None
    error: NotRequired[Any]
    """Set by servers that report an error inside a chunk of the usual form."""


CHAT_RESPONSE = ResponseSchema(ChatResponse)
"""Validates responses."""


@cache
def chat_chunk_schema(error_structure: ProviderErrorStructure[Any]) -> ResponseSchema[Any]:
    """Make the schema of a stream's events, which are chunks or errors.

    Args:
        error_structure: What errors look like.

    Returns:
        The schema, always the same for the same errors: compiling it takes longer than a request does.
    """
    return ResponseSchema(Union[ChatChunk, error_structure.error_type])  # noqa: UP007 - built at run time
