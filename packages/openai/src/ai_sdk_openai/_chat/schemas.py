"""What the chat completions API sends, as far as it is read.

Annotations are not postponed here: evaluated ones compile faster.
"""

from typing import Any, Literal, NotRequired, TypedDict

from ai_sdk_core.provider_utils import ResponseSchema

from .._errors import OpenAIErrorData


class PromptTokensDetails(TypedDict, total=False):
    """What the prompt's tokens were."""

    cached_tokens: int | None
    cache_write_tokens: int | None


class CompletionTokensDetails(TypedDict, total=False):
    """What the answer's tokens were."""

    reasoning_tokens: int | None
    accepted_prediction_tokens: int | None
    rejected_prediction_tokens: int | None


class ChatUsage(TypedDict, total=False):
    """Token usage of a call."""

    prompt_tokens: int | None
    completion_tokens: int | None
    total_tokens: int | None
    prompt_tokens_details: PromptTokensDetails | None
    completion_tokens_details: CompletionTokensDetails | None


class TokenAlternative(TypedDict):
    """A token that the model might have written."""

    token: str
    logprob: float


class TokenLogprob(TypedDict):
    """A token that the model wrote, and how likely it was."""

    token: str
    logprob: float
    top_logprobs: list[TokenAlternative]


class ChatLogprobs(TypedDict):
    """Log probabilities of an answer, or of a refusal."""

    content: list[TokenLogprob] | None
    refusal: list[TokenLogprob] | None


class UrlCitation(TypedDict):
    """A web page that the text is based on."""

    start_index: int
    end_index: int
    url: str
    title: str


class ChatAnnotation(TypedDict):
    """A source of the text."""

    type: Literal["url_citation"]
    url_citation: UrlCitation


class FunctionCall(TypedDict):
    """The tool and its arguments as JSON text."""

    name: str
    arguments: str


class MessageToolCall(TypedDict):
    """A whole tool call."""

    id: str | None
    type: Literal["function"]
    function: FunctionCall


class ChatAudio(TypedDict):
    """A spoken answer."""

    transcript: str | None


class ChatMessage(TypedDict):
    """A whole answer."""

    content: str | None
    refusal: str | None
    audio: ChatAudio | None
    tool_calls: list[MessageToolCall] | None
    annotations: list[ChatAnnotation] | None


class ChatChoice(TypedDict):
    """One of the answers; only one is ever asked for."""

    message: ChatMessage
    index: int
    logprobs: ChatLogprobs | None
    finish_reason: str | None


class ChatResponse(TypedDict):
    """The response to a call that is not streamed."""

    id: str | None
    created: float | None
    model: str | None
    choices: list[ChatChoice]
    usage: ChatUsage | None


class FunctionCallDelta(TypedDict, total=False):
    """Part of a tool's name and arguments."""

    name: str | None
    arguments: str | None


class ToolCallDelta(TypedDict):
    """Part of a tool call. Absent fields stay absent, so that an error shows what was sent."""

    index: int
    id: NotRequired[str | None]
    type: NotRequired[Literal["function"] | None]
    function: FunctionCallDelta


class ChatDelta(TypedDict):
    """Part of an answer."""

    content: str | None
    refusal: str | None
    tool_calls: list[ToolCallDelta] | None
    annotations: list[ChatAnnotation] | None


class ChunkChoice(TypedDict):
    """The part that a chunk adds to one of the answers."""

    delta: ChatDelta | None
    logprobs: ChatLogprobs | None
    finish_reason: str | None
    index: int


class ChatChunk(TypedDict):
    """One event of a streamed response."""

    id: str | None
    created: float | None
    model: str | None
    choices: list[ChunkChoice]
    usage: ChatUsage | None


CHAT_RESPONSE = ResponseSchema(ChatResponse)
"""Validates responses."""

CHAT_CHUNK: ResponseSchema[Any] = ResponseSchema(ChatChunk | OpenAIErrorData)
"""Validates events: chunks, or errors."""
