"""What the messages API sends, as far as it is read: whole answers, and the events of a stream."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from ai_sdk_core.provider_utils import ResponseSchema, keep_unknown_fields

from .._errors import StreamErrorEvent
from .blocks import ContentBlock, ToolUseBlock
from .citations import AnthropicCitation


class OutputTokensDetails(TypedDict):
    """What the answer's tokens were."""

    thinking_tokens: NotRequired[int | None]


class UsageIteration(TypedDict):
    """Usage of one of the runs that led to the answer."""

    type: Literal["compaction", "message", "advisor_message", "fallback_message"]
    model: NotRequired[str | None]
    input_tokens: int
    output_tokens: int
    cache_creation_input_tokens: NotRequired[int | None]
    cache_read_input_tokens: NotRequired[int | None]


@keep_unknown_fields
class MessageUsage(TypedDict):
    """Usage of a whole answer. Unknown fields are kept, because all of it is handed to the user."""

    service_tier: NotRequired[str | None]
    input_tokens: int
    output_tokens: int
    output_tokens_details: NotRequired[OutputTokensDetails | None]
    cache_creation_input_tokens: NotRequired[int | None]
    cache_read_input_tokens: NotRequired[int | None]
    iterations: NotRequired[list[UsageIteration] | None]


@keep_unknown_fields
class StartUsage(TypedDict):
    """What is known about usage when an answer begins."""

    service_tier: NotRequired[str | None]
    input_tokens: int
    cache_creation_input_tokens: NotRequired[int | None]
    cache_read_input_tokens: NotRequired[int | None]


@keep_unknown_fields
class DeltaUsage(TypedDict):
    """What is known about usage later."""

    service_tier: NotRequired[str | None]
    input_tokens: NotRequired[int | None]
    output_tokens: int
    output_tokens_details: NotRequired[OutputTokensDetails | None]
    cache_creation_input_tokens: NotRequired[int | None]
    cache_read_input_tokens: NotRequired[int | None]
    iterations: NotRequired[list[UsageIteration] | None]


class StopDetails(TypedDict):
    """Why a request was refused."""

    type: str
    category: str | None
    explanation: str | None
    recommended_model: str | None


class InputTransformation(TypedDict):
    """A part of the prompt that was changed."""

    type: str
    path: str
    reason: str


class SafeguardVerdict(TypedDict):
    """What a safeguard says about one tool call."""

    type: str
    outcome: NotRequired[str | None]
    explanation: NotRequired[str | None]


class SafeguardStatus(TypedDict):
    """What a safeguard found."""

    type: str
    tool_uses: NotRequired[dict[str, SafeguardVerdict] | None]


class SafeguardResult(TypedDict):
    """The outcome of a safeguard."""

    type: str
    status: SafeguardStatus


class ContainerSkill(TypedDict):
    """A skill in a container."""

    type: Literal["anthropic", "custom"]
    skill_id: str
    version: str


class Container(TypedDict):
    """The container that programs ran in."""

    expires_at: str
    id: str
    skills: list[ContainerSkill] | None


class ClearedToolUses(TypedDict):
    """Tool calls were removed from the context."""

    type: Literal["clear_tool_uses_20250919"]
    cleared_tool_uses: int
    cleared_input_tokens: int


class ClearedThinking(TypedDict):
    """Reasoning was removed from the context."""

    type: Literal["clear_thinking_20251015"]
    cleared_thinking_turns: int
    cleared_input_tokens: int


class Compacted(TypedDict):
    """The context was summarised."""

    type: Literal["compact_20260112"]


class ContextManagement(TypedDict):
    """What was done to the context."""

    applied_edits: list[ClearedToolUses | ClearedThinking | Compacted]


class MessageResponse(TypedDict):
    """A whole answer."""

    type: Literal["message"]
    id: str | None
    model: str | None
    content: list[ContentBlock]
    stop_reason: str | None
    stop_sequence: str | None
    service_tier: str | None
    stop_details: StopDetails | None
    input_transformations: list[InputTransformation] | None
    safeguard_results: list[SafeguardResult] | None
    usage: MessageUsage
    container: Container | None
    context_management: ContextManagement | None


# --- Events ---


class StartedMessage(TypedDict):
    """What is known about an answer when it begins."""

    id: str | None
    model: str | None
    service_tier: str | None
    usage: StartUsage
    content: list[ToolUseBlock] | None
    """Calls that were made before; a program of the model waited for them."""
    stop_reason: str | None
    input_transformations: list[InputTransformation] | None
    container: Container | None


class MessageStart(TypedDict):
    """An answer begins."""

    type: Literal["message_start"]
    message: StartedMessage


class ContentBlockStart(TypedDict):
    """A block begins; results of tools come whole."""

    type: Literal["content_block_start"]
    index: int
    content_block: ContentBlock


class InputJsonDelta(TypedDict):
    """More of the input of a tool call."""

    type: Literal["input_json_delta"]
    partial_json: str


class TextDelta(TypedDict):
    """More text."""

    type: Literal["text_delta"]
    text: str


class ThinkingDelta(TypedDict):
    """More reasoning."""

    type: Literal["thinking_delta"]
    thinking: str


class SignatureDelta(TypedDict):
    """The signature of reasoning."""

    type: Literal["signature_delta"]
    signature: str


class CompactionDelta(TypedDict):
    """A summary."""

    type: Literal["compaction_delta"]
    content: str | None


class CitationsDelta(TypedDict):
    """A citation of a text."""

    type: Literal["citations_delta"]
    citation: AnthropicCitation


class ContentBlockDelta(TypedDict):
    """More of a block."""

    type: Literal["content_block_delta"]
    index: int
    delta: TextDelta | InputJsonDelta | ThinkingDelta | SignatureDelta | CompactionDelta | CitationsDelta


class ContentBlockStop(TypedDict):
    """A block ends."""

    type: Literal["content_block_stop"]
    index: int


class ErrorEvent(TypedDict):
    """Something went wrong."""

    type: Literal["error"]
    error: StreamErrorEvent


class StopDelta(TypedDict):
    """Why the answer ends."""

    stop_reason: str | None
    stop_sequence: str | None
    stop_details: StopDetails | None
    safeguard_results: list[SafeguardResult] | None
    container: Container | None


class MessageDelta(TypedDict):
    """What becomes known at the end of an answer."""

    type: Literal["message_delta"]
    delta: StopDelta
    usage: DeltaUsage
    input_transformations: list[InputTransformation] | None
    context_management: ContextManagement | None


class MessageStop(TypedDict):
    """An answer ends."""

    type: Literal["message_stop"]


class Ping(TypedDict):
    """The connection is alive."""

    type: Literal["ping"]


StreamEvent: TypeAlias = (
    ContentBlockDelta
    | ContentBlockStart
    | ContentBlockStop
    | MessageStart
    | MessageDelta
    | MessageStop
    | Ping
    | ErrorEvent
)
"""One event of a stream."""

MESSAGE_RESPONSE = ResponseSchema(MessageResponse)
"""Validates whole answers."""

STREAM_EVENT: ResponseSchema[Any] = ResponseSchema(StreamEvent)
"""Validates events."""
