"""Parts of a text stream as users see them.

Deltas, sources, custom content, raw chunks and errors are the specification's own objects, passed through untouched;
what is defined here is what the loop adds to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from .._prompt.messages import UserModelMessage
from .._usage import LanguageModelUsage
from .._value import Value
from ..provider.json_value import JSONObject
from ..provider.language_model.content import CustomContent, DocumentSource, UrlSource
from ..provider.language_model.stream_part import (
    Ping,
    RawChunk,
    ReasoningDelta,
    ReasoningEnd,
    ReasoningStart,
    StreamError,
    TextDelta,
    TextEnd,
    TextStart,
    ToolInputDelta,
    ToolInputEnd,
)
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import CallWarning, ProviderMetadata
from .content import (
    FileOutput,
    ReasoningFileOutput,
    ToolApprovalRequestOutput,
    ToolApprovalResponseOutput,
    TypedToolCall,
    TypedToolError,
    TypedToolResult,
)
from .performance import StepPerformance
from .step import RequestMetadata


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StartPart(Value):
    """The first part of every stream."""

    type: Literal["start"] = "start"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StartStepPart(Value):
    """A step begins to give output."""

    request: RequestMetadata
    warnings: list[CallWarning]
    type: Literal["start-step"] = "start-step"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StepResponse(Value):
    """What is known about the response when a streamed step ends."""

    id: str
    timestamp: datetime
    model_id: str
    headers: dict[str, str] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FinishStepPart(Value):
    """A step is complete, its tools included."""

    response: StepResponse
    usage: LanguageModelUsage
    performance: StepPerformance
    finish_reason: UnifiedFinishReason
    raw_finish_reason: str | None
    provider_metadata: ProviderMetadata | None
    type: Literal["finish-step"] = "finish-step"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FinishPart(Value):
    """The last part of a stream that came to its end."""

    finish_reason: UnifiedFinishReason
    raw_finish_reason: str | None
    total_usage: LanguageModelUsage
    type: Literal["finish"] = "finish"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class AbortPart(Value):
    """The stream was aborted, by the abort signal or a timeout."""

    reason: str | None = None
    type: Literal["abort"] = "abort"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolInputStartPart(Value):
    """The arguments of a tool call begin; `id` is the tool call's id."""

    id: str
    tool_name: str
    input_encoding: Literal["json", "text"] | None = None
    provider_executed: bool | None = None
    dynamic: bool = False
    title: str | None = None
    tool_metadata: JSONObject | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["tool-input-start"] = "tool-input-start"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolOutputDenied(Value):
    """A tool did not run because its call was denied."""

    tool_call_id: str
    tool_name: str
    provider_executed: bool | None = None
    dynamic: bool | None = None
    type: Literal["tool-output-denied"] = "tool-output-denied"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SteeringMessagePart(Value):
    """A steering message was given to the model with the step that follows."""

    id: str
    message: UserModelMessage
    step_number: int
    type: Literal["steering-message"] = "steering-message"


TextStreamPart: TypeAlias = (
    StartPart
    | StartStepPart
    | TextStart
    | TextDelta
    | TextEnd
    | ReasoningStart
    | ReasoningDelta
    | ReasoningEnd
    | ToolInputStartPart
    | ToolInputDelta
    | ToolInputEnd
    | TypedToolCall
    | TypedToolResult
    | TypedToolError
    | ToolOutputDenied
    | ToolApprovalRequestOutput
    | ToolApprovalResponseOutput
    | UrlSource
    | DocumentSource
    | CustomContent
    | FileOutput
    | ReasoningFileOutput
    | SteeringMessagePart
    | FinishStepPart
    | FinishPart
    | AbortPart
    | StreamError
    | Ping
    | RawChunk
)
"""One part of a text stream."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RetryBoundary(Value):
    """Marks, inside the pipeline, that a failed attempt is over and the same step starts anew; users never see it."""

    request: RequestMetadata
    warnings: list[CallWarning]
    type: Literal["retry-boundary"] = "retry-boundary"


InternalPart: TypeAlias = TextStreamPart | RetryBoundary
"""What travels between the stages of the pipeline."""

Batch: TypeAlias = list[InternalPart]
"""What one network read brought, on its way through the pipeline."""
