"""What the API sends, as far as it is read."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ai_sdk_core.provider_utils import ResponseSchema

from .._errors import GroqErrorData


class PromptTokensDetails(TypedDict, total=False):
    """What the prompt's tokens were."""

    cached_tokens: int | None


class CompletionTokensDetails(TypedDict, total=False):
    """What the answer's tokens were."""

    reasoning_tokens: int | None


class TokenUsage(TypedDict, total=False):
    """Token usage of a call."""

    prompt_tokens: int | None
    completion_tokens: int | None
    total_tokens: int | None
    prompt_tokens_details: PromptTokensDetails | None
    completion_tokens_details: CompletionTokensDetails | None


class FunctionCall(TypedDict):
    """The tool and its arguments as JSON text."""

    name: str
    arguments: str


class MessageToolCall(TypedDict):
    """A whole tool call."""

    id: str | None
    type: Literal["function"]
    function: FunctionCall


class ChatMessage(TypedDict):
    """A whole answer."""

    content: str | None
    reasoning: str | None
    tool_calls: list[MessageToolCall] | None


class ChatChoice(TypedDict):
    """One of the answers; only one is ever asked for."""

    index: int
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

    index: int
    id: NotRequired[str | None]
    type: NotRequired[Literal["function"]]
    function: FunctionCallDelta


class ChatDelta(TypedDict):
    """Part of an answer."""

    content: str | None
    reasoning: str | None
    tool_calls: list[ToolCallChunk] | None


class ChunkChoice(TypedDict):
    """The part that a chunk adds to one of the answers."""

    index: int
    delta: ChatDelta | None
    finish_reason: str | None


class GroqFacts(TypedDict):
    """What Groq adds to a chunk: usage stands here and not where others have it."""

    usage: TokenUsage | None


class ChatChunk(TypedDict):
    """One event of a streamed response."""

    id: str | None
    created: float | None
    model: str | None
    choices: list[ChunkChoice]
    x_groq: GroqFacts | None


CHAT_RESPONSE = ResponseSchema(ChatResponse)
"""Validates responses."""

CHAT_CHUNK: ResponseSchema[ChatChunk | GroqErrorData] = ResponseSchema(ChatChunk | GroqErrorData)
"""Validates the events of a stream: chunks, or errors."""
