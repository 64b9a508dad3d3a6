"""The interface of telemetry integrations.

An integration overrides the methods for what it wants to know::

    class Timings(Telemetry):
        async def on_step_end(self, event, info):
            histogram.record(event.performance.step_time, {"function": info.function_id})

    register_telemetry(Timings())

Methods may be sync or async. What they raise is logged and breaks nothing. Events are copies: what the call's
`telemetry` settings exclude is not in them, and neither are credentials.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .._generate_text.events import (
        AbortEvent,
        ModelCallEndEvent,
        ModelCallStartEvent,
        StepErrorEvent,
        StepStartEvent,
    )
    from .._generate_text.step import StepResult
    from .._generate_text.tool_execution import ToolExecutionEndEvent, ToolExecutionStartEvent


@dataclass(slots=True, kw_only=True, frozen=True)
class TelemetryInfo:
    """What belongs to every event of a call."""

    function_id: str | None = None
    """Names the place in the program that makes the call."""
    record_inputs: bool = True
    """Whether events hold what goes into models and tools."""
    record_outputs: bool = True
    """Whether events hold what comes out of models and tools."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """What the program wants to find again."""
    version: str
    """Version of `ai-sdk-core`."""


@dataclass(slots=True, kw_only=True)
class TelemetryErrorEvent:
    """A call failed; for `Telemetry.on_error`."""

    call_id: str
    error: Any


class Telemetry:
    """Base class of integrations: does nothing.

    All events of a call have the same `call_id`. `on_end`, `on_error` or `on_abort` is the last one.

    Source: the reference's `Telemetry`.
    """

    def on_start(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """A call of any function begins.

        Args:
            event: The start event of the function; `operation_id` says which one: `ai.generateText`, `ai.embed`, ...
            info: What belongs to every event of the call.
        """

    def on_step_start(self, event: StepStartEvent, info: TelemetryInfo) -> Awaitable[None] | None:
        """A step of a generation begins.

        Args:
            event: The step.
            info: What belongs to every event of the call.
        """

    def on_language_model_call_start(self, event: ModelCallStartEvent, info: TelemetryInfo) -> Awaitable[None] | None:
        """A language model is about to be called.

        Args:
            event: The call.
            info: What belongs to every event of the call.
        """

    def on_language_model_call_end(self, event: ModelCallEndEvent, info: TelemetryInfo) -> Awaitable[None] | None:
        """A language model has answered; no tool has run yet.

        Args:
            event: The answer.
            info: What belongs to every event of the call.
        """

    def on_tool_execution_start(self, event: ToolExecutionStartEvent, info: TelemetryInfo) -> Awaitable[None] | None:
        """A tool is about to run.

        Args:
            event: The tool call.
            info: What belongs to every event of the call.
        """

    def on_tool_execution_end(self, event: ToolExecutionEndEvent, info: TelemetryInfo) -> Awaitable[None] | None:
        """A tool has run, or failed.

        Args:
            event: The tool call and what came of it.
            info: What belongs to every event of the call.
        """

    def on_step_end(self, event: StepResult, info: TelemetryInfo) -> Awaitable[None] | None:
        """A step is complete.

        Args:
            event: The step.
            info: What belongs to every event of the call.
        """

    def on_step_error(self, event: StepErrorEvent, info: TelemetryInfo) -> Awaitable[None] | None:
        """A step failed before it gave a result.

        Args:
            event: The step and the error.
            info: What belongs to every event of the call.
        """

    def on_object_step_start(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """The model call of `generate_object` or `stream_object` begins.

        Args:
            event: The step.
            info: What belongs to every event of the call.
        """

    def on_object_step_end(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """The model call of `generate_object` or `stream_object` has given its text, which is not parsed yet.

        Args:
            event: The step.
            info: What belongs to every event of the call.
        """

    def on_embed_start(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """An embedding model is about to be called; `embed_many` may call it several times.

        Args:
            event: The model call.
            info: What belongs to every event of the call.
        """

    def on_embed_end(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """An embedding model has answered.

        Args:
            event: The model call and its vectors.
            info: What belongs to every event of the call.
        """

    def on_rerank_start(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """A reranking model is about to be called.

        Args:
            event: The model call.
            info: What belongs to every event of the call.
        """

    def on_rerank_end(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """A reranking model has answered.

        Args:
            event: The model call and its ranking.
            info: What belongs to every event of the call.
        """

    def on_stream_transcription_start(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """A streamed transcription begins (experimental).

        Args:
            event: The call.
            info: What belongs to every event of the call.
        """

    def on_stream_transcription_end(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """A streamed transcription is complete (experimental).

        Args:
            event: The transcript.
            info: What belongs to every event of the call.
        """

    def on_end(self, event: Any, info: TelemetryInfo) -> Awaitable[None] | None:
        """A call of any function is complete.

        Args:
            event: The end event of the function.
            info: What belongs to every event of the call.
        """

    def on_abort(self, event: AbortEvent, info: TelemetryInfo) -> Awaitable[None] | None:
        """A streamed generation was stopped before its end: by its signal, by a time limit, or because nobody reads on.

        Args:
            event: The steps that were complete, and why it was stopped.
            info: What belongs to every event of the call.
        """

    def on_error(self, event: TelemetryErrorEvent, info: TelemetryInfo) -> Awaitable[None] | None:
        """A call failed for good.

        Args:
            event: The error.
            info: What belongs to every event of the call.
        """

    async def execute_language_model_call(
        self, event: ModelCallStartEvent, info: TelemetryInfo, execute: Callable[[], Awaitable[None]]
    ) -> None:
        """Stand around a call of a language model, so that requests which it makes belong to it.

        For a stream this is the request, not the reading: no context is held while a stream is read.

        Args:
            event: The call.
            info: What belongs to every event of the call.
            execute: Makes the call; must be awaited once.
        """
        await execute()

    async def execute_tool(
        self, event: ToolExecutionStartEvent, info: TelemetryInfo, execute: Callable[[], Awaitable[None]]
    ) -> None:
        """Stand around the run of a tool, so that calls which it makes belong to it.

        Args:
            event: The tool call.
            info: What belongs to every event of the call.
            execute: Runs the tool; must be awaited once.
        """
        await execute()
