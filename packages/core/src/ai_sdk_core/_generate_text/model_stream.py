"""Turns the parts that a model streams into the parts that users see: tool calls parsed, files ready, usage summed.

Deltas pass through as they are; only tool calls, files and the end of the call need more than a look.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .._prompt.stream_errors import normalize_stream_error
from .._usage import LanguageModelUsage, usage_from_model
from .._value import Value
from ..errors import ToolCallNotFoundForApprovalError, ToolChoiceViolationError, get_error_message
from ..provider.language_model.content import File, ReasoningFile, ToolApprovalRequest, ToolCall, ToolResult
from ..provider.language_model.stream_part import (
    Finish,
    LanguageModelStreamPart,
    RawChunk,
    ResponseMetadata,
    StreamError,
    StreamStart,
    ToolInputStart,
)
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import CallWarning, ProviderMetadata
from .content import (
    FileOutput,
    ReasoningFileOutput,
    ToolApprovalRequestOutput,
    TypedToolCall,
    TypedToolError,
    TypedToolResult,
)
from .content_collector import ContentCollector
from .convert_content import resolve_generated_file
from .events import ModelCallEndEvent
from .parts import Batch, ToolInputStartPart
from .performance import ModelCallPerformance, call_performance
from .run import TextRun
from .step import RequestMetadata
from .step_setup import StepSetup
from .tool_call_parsing import parse_tool_call
from .tool_choice import violates_tool_choice

_OUTPUT_DELTAS = frozenset({"text-delta", "reasoning-delta", "tool-input-delta"})
_OUTPUT_PIECES = frozenset({"file", "reasoning-file", "tool-call"})
_TOOL_INPUT = frozenset({"tool-input-start", "tool-input-delta", "tool-input-end"})


def is_output(part: Any) -> bool:
    """Whether a part holds something that the model generated.

    Args:
        part: A part of either stream.

    Returns:
        True for text, reasoning, tool input and files; not for empty deltas.
    """
    kind = part.type
    return (kind in _OUTPUT_DELTAS and bool(part.delta)) or kind in _OUTPUT_PIECES


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ModelCallEnd(Value):
    """How a model call ended."""

    finish_reason: UnifiedFinishReason
    raw_finish_reason: str | None
    usage: LanguageModelUsage
    provider_metadata: ProviderMetadata | None
    performance: ModelCallPerformance


class ModelStream:
    """Translates the stream of one model call, batch by batch.

    Args:
        run: The generation.
        step: The step that the call belongs to.
        request_url: Origin of the request, for events.
        started: When the call was made, by the run's clock.
    """

    def __init__(self, run: TextRun, step: StepSetup, request_url: str | None, started: float) -> None:
        self._run = run
        self._step = step
        self._request_url = request_url
        self._started = started
        self._first_output: float | None = None
        self._last_output = 0.0
        self._gaps: list[float] = []
        self._tool_calls: dict[str, TypedToolCall] = {}
        # With tool choice `none` a tool call is a violation: nothing of it may reach tools or callbacks before the end.
        self._withhold_tools = step.tool_choice.type == "none"
        self._content = ContentCollector() if run.listens("on_language_model_call_end") else None
        self._raw_content = ContentCollector() if step.tool_choice.type != "auto" else None
        self.warnings: list[CallWarning] = []
        self.response_id = run.generate_id()
        self.response_timestamp: datetime | None = None
        self.response_model_id = step.model.model_id
        self.began = False
        """Whether the model gave more than its warnings."""
        self.end: ModelCallEnd | None = None
        """Set once the model said that it is done."""
        self._slow: dict[str, Callable[[Any, Batch], Awaitable[None]]] = {
            "tool-call": self._tool_call,
            "tool-result": self._tool_result,
            "tool-approval-request": self._approval_request,
            "tool-input-start": self._tool_input_start,
            "file": self._file,
            "reasoning-file": self._file,
            "finish": self._finish,
            "error": self._error,
            "raw": self._raw,
            "stream-start": self._stream_start,
            "response-metadata": self._response_metadata,
        }

    async def translate(self, batch: list[LanguageModelStreamPart]) -> Batch:
        """Translate what one network read brought.

        Args:
            batch: Parts of the model's stream.

        Returns:
            Parts of the user's stream; may be empty.
        """
        slow = self._slow
        parts: Batch = []
        outputs = 0
        collected = 0
        for part in batch:
            if part.type == "text-delta" or part.type == "reasoning-delta":
                parts.append(part)
                outputs += bool(part.delta)
            else:
                kind = part.type
                self.began = self.began or kind != "stream-start"
                outputs += is_output(part)
                if kind in slow:
                    await slow[kind](part, parts)
                elif not (self._withhold_tools and kind in _TOOL_INPUT):
                    parts.append(part)  # type: ignore[arg-type]
            if self._raw_content is not None:
                self._raw_content.add(part)  # type: ignore[arg-type]
            if self._content is not None:
                for translated in parts[collected:]:
                    self._content.add(translated)
                collected = len(parts)
        if outputs:
            self.began = True
            self._note_outputs(outputs)
        return parts

    def take_deltas(self, batch: list[LanguageModelStreamPart]) -> bool:
        """Take in a batch that needs no translation.

        Args:
            batch: Parts of the model's stream.

        Returns:
            False if it holds anything but text and reasoning, or if somebody collects what the model gives; then
            nothing was taken.
        """
        if self._content is not None or self._raw_content is not None:
            return False
        for part in batch:
            if (part.type != "text-delta" and part.type != "reasoning-delta") or not part.delta:
                return False
        self._note_outputs(len(batch))
        return True

    def _note_outputs(self, count: int) -> None:
        now = self._run.now()
        if self._first_output is None:
            self._first_output = now - self._started
            count -= 1
            self._last_output = now
        if count:
            self._gaps.append(now - self._last_output)
            self._last_output = now
        if count > 1:
            self._gaps += [0.0] * (count - 1)

    async def _stream_start(self, part: StreamStart, parts: Batch) -> None:
        self.warnings = part.warnings

    async def _error(self, part: StreamError, parts: Batch) -> None:
        parts.append(StreamError(error=normalize_stream_error(part.error)))

    async def _raw(self, part: RawChunk, parts: Batch) -> None:
        if self._run.include("raw_chunks"):
            parts.append(part)

    async def _response_metadata(self, part: ResponseMetadata, parts: Batch) -> None:
        self.response_id = part.id or self.response_id
        self.response_timestamp = part.timestamp or self.response_timestamp
        self.response_model_id = part.model_id or self.response_model_id

    async def _tool_input_start(self, part: ToolInputStart, parts: Batch) -> None:
        if self._withhold_tools:
            return
        tool = (self._step.model_tools or {}).get(part.tool_name)
        parts.append(
            ToolInputStartPart(
                id=part.id,
                tool_name=part.tool_name,
                input_encoding=part.input_encoding,
                provider_executed=part.provider_executed,
                dynamic=part.dynamic if part.dynamic is not None else tool is not None and tool.type == "dynamic",
                title=tool.title if tool is not None else None,
                tool_metadata=tool.metadata if tool is not None else None,
                provider_metadata=part.provider_metadata,
            )
        )

    async def _file(self, part: File | ReasoningFile, parts: Batch) -> None:
        file = await resolve_generated_file(part, download=self._run.options.get("download"))
        make = FileOutput if part.type == "file" else ReasoningFileOutput
        parts.append(make(file=file, provider_metadata=part.provider_metadata))

    async def _tool_call(self, part: ToolCall, parts: Batch) -> None:
        try:
            call = await parse_tool_call(
                part,
                tools=self._step.model_tools,
                repair_tool_call=None if self._withhold_tools else self._run.options.get("repair_tool_call"),
                refine_tool_input=None if self._withhold_tools else self._run.options.get("refine_tool_input"),
                instructions=self._step.instructions,
                messages=self._step.messages,
                abort_signal=self._run.guard.signal,
            )
        except Exception as error:
            self._run.guard.check()
            parts.append(StreamError(error=error))
            return
        self._tool_calls[call.tool_call_id] = call
        if self._withhold_tools:
            if self._content is not None:
                self._content.add(call)
            return
        parts.append(call)
        if call.invalid and not call.provider_executed:
            parts.append(
                TypedToolError(
                    tool_call_id=call.tool_call_id,
                    tool_name=call.tool_name,
                    input=call.input,
                    error=get_error_message(call.error),
                    dynamic=True,
                    title=call.title,
                    tool_metadata=call.tool_metadata,
                )
            )

    async def _tool_result(self, part: ToolResult, parts: Batch) -> None:
        if self._withhold_tools:
            return
        call = self._tool_calls.get(part.tool_call_id)
        shared: dict[str, Any] = {
            "tool_call_id": part.tool_call_id,
            "tool_name": part.tool_name,
            "input": call.input if call is not None else None,
            "provider_executed": True,
            "dynamic": part.dynamic,
            "provider_metadata": part.provider_metadata,
            "tool_metadata": call.tool_metadata if call is not None else None,
        }
        if part.is_error:
            parts.append(TypedToolError(error=part.result, **shared))
        else:
            parts.append(TypedToolResult(output=part.result, **shared))

    async def _approval_request(self, part: ToolApprovalRequest, parts: Batch) -> None:
        if self._withhold_tools:
            return
        call = self._tool_calls.get(part.tool_call_id)
        if call is None:
            error = ToolCallNotFoundForApprovalError(tool_call_id=part.tool_call_id, approval_id=part.approval_id)
            parts.append(StreamError(error=error))
            return
        parts.append(ToolApprovalRequestOutput(approval_id=part.approval_id, tool_call=call))

    async def _finish(self, part: Finish, parts: Batch) -> None:
        usage = usage_from_model(part.usage)
        reason = part.finish_reason.unified
        performance = call_performance(usage, self._run.now() - self._started, self._first_output, self._gaps)
        await self._notify_end(part, usage, performance)
        violated = violates_tool_choice(self._step.tool_choice, self._tool_calls.values(), reason)
        self.end = ModelCallEnd(
            finish_reason="error" if violated else reason,
            raw_finish_reason=part.finish_reason.raw,
            usage=usage,
            provider_metadata=part.provider_metadata,
            performance=performance,
        )
        if violated:
            parts.append(StreamError(error=self._violation(reason)))

    async def _notify_end(self, part: Finish, usage: LanguageModelUsage, performance: ModelCallPerformance) -> None:
        if self._content is None:
            return
        event = ModelCallEndEvent(
            call_id=self._run.call_id,
            provider=self._step.model.provider,
            model_id=self.response_model_id,
            finish_reason=part.finish_reason.unified,
            usage=usage,
            content=self._content.content(),
            response_id=self.response_id,
            performance=performance,
            provider_metadata=part.provider_metadata,
            request=RequestMetadata(url=self._request_url) if self._request_url is not None else None,
        )
        await self._run.notify("on_language_model_call_end", event)

    def _violation(self, reason: str) -> ToolChoiceViolationError:
        return ToolChoiceViolationError(
            tool_choice=self._step.tool_choice,
            finish_reason=reason,
            provider=self._step.model.provider,
            model_id=self._step.model.model_id,
            content=self._raw_content.content() if self._raw_content is not None else [],
        )
