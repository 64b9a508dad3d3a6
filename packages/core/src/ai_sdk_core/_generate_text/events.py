"""What callbacks are told while a generation runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._prompt.call_settings import CallSettings
from .._prompt.messages import Instructions, ModelMessage
from .._tools import ToolSet
from .._usage import LanguageModelUsage
from .._value import Value
from ..provider.language_model.prompt import Prompt
from ..provider.language_model.tools import LanguageModelTool, ToolChoice
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import ProviderMetadata, ProviderOptions
from .content import ContentPart
from .parts import TextStreamPart
from .performance import ModelCallPerformance
from .result import StepsView
from .step import RequestMetadata, StepResult
from .timeout import Timeout


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StartEvent(Value):
    """A generation begins; for `on_start`."""

    call_id: str
    operation_id: str
    """`ai.generateText` or `ai.streamText`."""
    provider: str
    model_id: str
    instructions: Instructions | None
    messages: list[ModelMessage]
    tools: ToolSet | None
    tool_choice: Any
    active_tools: Sequence[str] | None
    tool_order: Sequence[str] | None
    settings: CallSettings
    max_retries: int
    timeout: Timeout
    headers: Mapping[str, str | None]
    provider_options: ProviderOptions | None
    output: Any
    runtime_context: Any
    tools_context: Any


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StepStartEvent(Value):
    """A step begins; for `on_step_start`."""

    call_id: str
    provider: str
    model_id: str
    step_number: int
    instructions: Instructions | None
    messages: list[ModelMessage]
    tools: ToolSet | None
    tool_choice: Any
    active_tools: Sequence[str] | None
    tool_order: Sequence[str] | None
    steps: list[StepResult]
    """The steps before this one."""
    provider_options: ProviderOptions | None
    output: Any
    runtime_context: Any
    tools_context: Any
    prompt_messages: Prompt
    """The prompt as the model receives it."""
    step_tools: list[LanguageModelTool] | None
    step_tool_choice: ToolChoice


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StepErrorEvent(StepStartEvent):
    """A step failed before it gave a result; for `on_step_error`."""

    error: Any


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ModelCallStartEvent(Value):
    """The model is about to be called; for `on_language_model_call_start`."""

    call_id: str
    provider: str
    model_id: str
    instructions: Instructions | None
    messages: list[ModelMessage]
    tools: list[LanguageModelTool] | None
    settings: CallSettings


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ModelCallEndEvent(Value):
    """The model has answered, no tool has run yet; for `on_language_model_call_end`."""

    call_id: str
    provider: str
    model_id: str
    finish_reason: UnifiedFinishReason
    usage: LanguageModelUsage
    content: list[ContentPart]
    response_id: str
    performance: ModelCallPerformance
    provider_metadata: ProviderMetadata | None = None
    request: RequestMetadata | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ChunkEvent(Value):
    """A part of the stream; for `on_chunk`."""

    chunk: TextStreamPart


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ErrorEvent(Value):
    """Something went wrong in the stream; for `on_error`."""

    error: Any


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class AbortEvent(Value):
    """The stream was aborted; for `on_abort`."""

    call_id: str
    steps: list[StepResult]
    reason: BaseException | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class EndEvent(StepsView):
    """A generation is complete; for `on_end`. Has all that the result has."""

    call_id: str
    output: Any = None
    """Streaming only: the structured output, `None` where it is not valid."""
