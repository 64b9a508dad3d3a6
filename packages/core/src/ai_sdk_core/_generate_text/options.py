"""Options that `generate_text` and `stream_text` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from .._abort import AbortSignal
from .._callbacks import Callback
from .._prompt.download import DownloadFunction
from .._telemetry.options import TelemetryOptions
from ..provider.language_model.call_options import ReasoningEffort
from ..provider.shared import ProviderOptions
from .active_tools import ActiveTools, ToolOrder
from .approval import ToolApprovalConfiguration
from .events import (
    AbortEvent,
    ChunkEvent,
    EndEvent,
    ErrorEvent,
    ModelCallEndEvent,
    ModelCallStartEvent,
    StartEvent,
    StepErrorEvent,
    StepStartEvent,
)
from .prepare_step import PrepareStepFunction
from .smooth_stream import StreamTransform
from .steering import Steering
from .step import StepResult
from .stop_condition import StopCondition
from .timeout import Timeout
from .tool_call_parsing import ToolCallRepairFunction, ToolInputRefinement
from .tool_callers import ToolCallers
from .tool_execution import ToolExecutionEndEvent, ToolExecutionStartEvent


class Include(TypedDict, total=False):
    """Large payloads that results keep only on request."""

    request_body: bool
    """`step.request.body`."""
    request_messages: bool
    """`step.request.messages`."""
    response_body: bool
    """`step.response.body`, `generate_text` only."""
    raw_chunks: bool
    """`raw` parts in the stream, `stream_text` only."""


class TextOptions(TypedDict, total=False):
    """Options of `generate_text` and `stream_text`."""

    allow_system_in_messages: bool
    """Accept system messages among `messages`; off by default, because messages often come from users."""
    tool_choice: Any
    """`"auto"` (default), `"none"`, `"required"` or `{"type": "tool", "tool_name": ...}`."""
    stop_when: StopCondition | Sequence[StopCondition]
    """When to stop although tools gave results; default `is_step_count(1)`."""

    max_output_tokens: int
    temperature: float
    top_p: float
    top_k: float
    presence_penalty: float
    frequency_penalty: float
    stop_sequences: Sequence[str]
    seed: int
    reasoning: ReasoningEffort
    """How much the model reasons; default `provider-default`."""

    max_retries: int
    """How often a failed model call is repeated; default 2, 0 switches retries off."""
    abort_signal: AbortSignal
    """Stops the generation from elsewhere; cancelling the task works as well."""
    timeout: float | Timeout
    """Seconds for the whole generation, or a `Timeout`."""
    headers: Mapping[str, str | None]
    """Further HTTP headers for the model calls."""
    provider_options: ProviderOptions
    """Options for one provider each: `{"openai": {"store": False}}`."""

    prepare_step: PrepareStepFunction
    """Called before each step; may change model, messages, tools and settings for it."""
    active_tools: ActiveTools
    """Names of the tools that the model may see; default all."""
    tool_order: ToolOrder
    """Names of tools that are sent first, in this order."""
    tool_call_concurrency: int
    """How many tools run at the same time; default all."""
    tool_approval: ToolApprovalConfiguration
    """Which tool calls need whose approval."""
    tool_approval_secret: str | bytes
    """Signs approval requests, so that forged approvals are refused."""
    tool_callers: ToolCallers
    """Which tools may be called by which other tools (experimental)."""
    repair_tool_call: ToolCallRepairFunction
    """Called with a tool call that does not parse; may return a better one."""
    refine_tool_input: Mapping[str, ToolInputRefinement]
    """Functions by tool name that change a parsed input before it is used."""
    runtime_context: Any
    """Any value that travels through `prepare_step`, approvals and events."""
    tools_context: Mapping[str, Any]
    """A value for each tool, by name; the tool finds it in its options."""
    steering: Steering
    """Messages that join a running generation (experimental)."""
    download: DownloadFunction
    """Replaces the download of files that the model does not fetch itself."""
    include: Include
    """Large payloads to keep in the results."""
    telemetry: TelemetryOptions
    """What telemetry may know about the call."""

    on_start: Callback[StartEvent]
    on_step_start: Callback[StepStartEvent]
    on_language_model_call_start: Callback[ModelCallStartEvent]
    on_language_model_call_end: Callback[ModelCallEndEvent]
    on_tool_execution_start: Callback[ToolExecutionStartEvent]
    on_tool_execution_end: Callback[ToolExecutionEndEvent]
    on_step_end: Callback[StepResult]
    on_step_error: Callback[StepErrorEvent]
    on_end: Callback[EndEvent]


class StreamTextOptions(TextOptions, total=False):
    """Options of `stream_text`."""

    transform: StreamTransform | Sequence[StreamTransform]
    """Changes the parts on their way to the user, e.g. `smooth_stream()`."""
    stream_retries: int
    """How often a stream that fails after it began is started anew; default 0. Tool calls wait until it ended well."""
    on_chunk: Callback[ChunkEvent]
    on_error: Callback[ErrorEvent]
    """Told about errors in the stream; with `stream_retries` it may return `{"retry": True}` for one more attempt."""
    on_abort: Callback[AbortEvent]
