"""Streams one step: the model call, with its retries, and then the tools."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from datetime import UTC, datetime
from functools import partial
from typing import Any

from .._usage import LanguageModelUsage
from ..errors import NoOutputGeneratedError
from ..provider.language_model.result import LanguageModelStreamResult
from ..provider.language_model.stream_part import LanguageModelStreamPart, ReasoningEnd, StreamError, TextEnd
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider_utils.generators import first_step
from .content import TypedToolCall
from .continuation import StepOutcome, update_deferred
from .model_stream import ModelStream, is_output
from .part_ids import PartIds
from .parts import (
    Batch,
    FinishStepPart,
    RetryBoundary,
    StartStepPart,
    SteeringMessagePart,
    StepResponse,
)
from .performance import ModelCallPerformance, step_performance
from .relay import Relay, Stage
from .run import RunState, TextRun
from .step import RequestMetadata, request_origin
from .step_setup import StepSetup, call_options, model_call_start_event, step_start_event
from .step_tools import StepTools
from .stream_retries import StreamRetries


class StreamedStep:
    """One step of a stream; iterate `batches()`, then look at `outcome`.

    Args:
        run: The generation.
        state: What it has come to; the recorder adds the finished step to it.
        setup: The step's setup.
        ids: Keeps the ids of blocks unique over all steps.
    """

    def __init__(self, run: TextRun, state: RunState, setup: StepSetup, ids: PartIds) -> None:
        self._run = run
        self._state = state
        self._setup = setup
        self._ids = ids
        self._started = run.now()
        self._retries = StreamRetries(run)
        self._tools = StepTools(run, setup)
        self._model_result: LanguageModelStreamResult
        self._model_stream: ModelStream
        self._open_blocks: dict[tuple[str, str], None] = {}
        self._start_sent = False
        self._boundary: Batch = []
        self._had_error = False
        self._had_output = False
        self._had_end = False
        self._finish_reason: UnifiedFinishReason = "other"
        self._calls: list[TypedToolCall] = []
        self._settled: set[str] = set()
        self._settled_here = 0
        self.reading = False
        """Whether the model's stream is being read: what breaks then is a broken stream."""
        self.outcome: StepOutcome | None = None
        """How the step ended; `None` if the model's stream broke off without giving anything."""

    async def batches(self) -> Stage:
        """Stream the step.

        Yields:
            Batches of parts; the finish-step part comes last and alone.

        Raises:
            BaseException: The model call failed, or the generation was stopped.
        """
        if self._setup.steering:
            yield [
                SteeringMessagePart(id=sent.id, message=sent.message, step_number=self._setup.number)
                for sent in self._setup.steering
            ]
        yield self._model_batches()
        if self._model_stream.end is not None and self._finish_reason in ("stop", "tool-calls"):
            async with aclosing(Relay(self._tools.stream_all())) as results:
                async for batch in results:
                    yield self._pass_on(batch)
        if self._model_stream.end is None and not self._had_error and not self._had_output:
            message = "No output generated. The model stream ended without a finish chunk."
            yield [StreamError(error=NoOutputGeneratedError(message=message))]
            return
        yield [self._finish_step()]
        self.outcome = self._settle()

    async def _model_batches(self) -> Stage:
        await self._call_model()
        while True:
            self._run.guard.set_deadline("First chunk", self._run.timeout.first_chunk)
            yield self._attempt_batches()
            self._run.guard.clear_deadline("First chunk")
            self._run.guard.clear_deadline("Chunk")
            if not self._retries.wanted:
                return
            yield self._close_open_blocks()
            try:
                await self._call_model()
            except Exception as error:
                yield self._pass_on([StreamError(error=error)])
                return
            self._forget_attempt()
            self._boundary = [RetryBoundary(request=self._request(), warnings=self._model_stream.warnings)]

    async def _call_model(self) -> None:
        """Open the model's stream, with retries; nothing has reached the user yet when one is made."""
        await self._run.guard.wait(lambda: self._run.retries(self._call_model_once))

    async def _call_model_once(self) -> None:
        run, setup = self._run, self._setup
        if run.open_step is None:
            event = step_start_event(run, self._state, setup)
            await run.notify("on_step_start", event)
            run.open_step = event
        call = model_call_start_event(run, setup)
        await run.notify("on_language_model_call_start", call)
        started = run.now()
        options = call_options(run, setup, include_raw_chunks=run.include("raw_chunks"))
        self._model_result = await run.call_model(call, lambda: setup.model.do_stream(options))
        request = self._model_result.request
        origin = request_origin(request.url) if request is not None else None
        self._model_stream = ModelStream(run, setup, origin, started)

    async def _attempt_batches(self) -> AsyncGenerator[Batch, None]:
        """Read one attempt to its end, or to the error that makes a new attempt necessary."""
        held: Batch = []
        guard = self._run.guard
        async with aclosing(self._model_result.stream) as stream:
            read: Callable[[], Awaitable[list[LanguageModelStreamPart]]] = partial(first_step, stream)
            while True:
                try:
                    self.reading = True
                    batch = await (guard.wait(read) if guard.active else read())
                    read = stream.__anext__
                    self.reading = False
                except StopAsyncIteration:
                    self.reading = False
                    break
                out = self._take_deltas(batch) or await self._take(batch, held)
                if out:
                    yield out
                if self._retries.wanted:
                    return
        if held and (out := await self._finish_batch(held)):
            yield out

    def _take_deltas(self, batch: list[LanguageModelStreamPart]) -> Batch | None:
        """The short way of nearly all batches of a long answer; `None` for a batch that has to go the long one."""
        if not self._had_output or self._retries.holds_back or not self._model_stream.take_deltas(batch):
            return None
        if self._run.timeout.chunk is not None or self._run.timeout.first_chunk is not None:
            self._watch_output(batch)  # type: ignore[arg-type]
        return self._ids.follow_all(batch)

    async def _take(self, batch: list[LanguageModelStreamPart], held: Batch) -> Batch:
        parts = await self._model_stream.translate(batch)
        self._watch_output(parts)
        if self._retries.holds_back:
            parts = await self._hold_back(parts, held)
        elif any(part.type == "error" for part in parts):
            await self._report_errors(parts)
        return await self._finish_batch(parts)

    async def _finish_batch(self, parts: Batch) -> Batch:
        out = self._pass_on(await self._tools.process(parts))
        if self._model_stream.began:
            out = [*self._boundary, *self._step_start(), *out]
            self._boundary = []
        return out

    async def _hold_back(self, parts: Batch, held: Batch) -> Batch:
        ready: Batch = []
        for part in parts:
            if part.type == "error":
                await self._report_errors([part])
                if self._retries.wanted:
                    return ready
                ready += [*held, part]
                held.clear()
            elif self._retries.holds(part, held):
                held.append(part)
            else:
                ready.append(part)
        if self._model_stream.end is not None:
            ready += held
            held.clear()
        return ready

    async def _report_errors(self, parts: Batch) -> None:
        for part in parts:
            if part.type == "error":
                self._run.guard.clear_deadline("First chunk")
                self._run.guard.clear_deadline("Chunk")
                self._run.reported_errors.append(part.error)
                await self._retries.report(part)

    def _watch_output(self, parts: Batch) -> None:
        timeout = self._run.timeout
        if (timeout.first_chunk is not None or timeout.chunk is not None) and any(map(is_output, parts)):
            self._run.guard.clear_deadline("First chunk")
            self._run.guard.set_deadline("Chunk", timeout.chunk)

    def _pass_on(self, parts: Batch) -> Batch:
        """Note what the step has to know about its parts, and give blocks their unique ids."""
        out: Batch = []
        ids = self._ids
        for part in parts:
            if part.type == "text-delta":
                if part.delta or part.provider_metadata is not None:
                    self._had_output = True
                    out.append(ids.follow(part, "text"))
            elif part.type == "reasoning-delta":
                self._had_output = True
                out.append(ids.follow(part, "reasoning"))
            else:
                out.append(self._note(part))
        end = self._model_stream.end
        if end is not None and not self._had_end:
            self._had_end = True
            self._finish_reason = end.finish_reason
        return out

    def _note(self, part: Any) -> Any:
        kind: str = part.type
        if kind in ("text-start", "reasoning-start"):
            part = self._ids.start(part, kind[:-6])
            self._open_blocks[kind[:-6], part.id] = None
        elif kind in ("text-end", "reasoning-end"):
            part = self._ids.follow(part, kind[:-4], ends=True)
            self._open_blocks.pop((kind[:-4], part.id), None)
        elif kind == "tool-call":
            self._calls.append(part)
        elif kind == "tool-error" or (kind == "tool-result" and not part.preliminary):
            if part.provider_executed:
                self._settled.add(part.tool_call_id)
            else:
                self._settled_here += 1
        elif kind == "tool-approval-response":
            self._settled_here += not part.approved
        elif kind == "error":
            self._had_error = True
            self._finish_reason = "error"
        if is_output(part):
            self._had_output = True
        return part

    def _step_start(self) -> Batch:
        if self._start_sent:
            return []
        self._start_sent = True
        return [StartStepPart(request=self._request(), warnings=self._model_stream.warnings)]

    def _close_open_blocks(self) -> Batch:
        makers = {"text": TextEnd, "reasoning": ReasoningEnd}
        closing: Batch = [makers[family](id=block_id) for family, block_id in self._open_blocks]
        self._open_blocks.clear()
        return closing

    def _forget_attempt(self) -> None:
        """A failed attempt leaves nothing behind that counts for the step."""
        self._retries.wanted = False
        self._tools.reset()
        self._ids.forget_open()
        self._calls.clear()
        self._settled.clear()
        self._settled_here = 0
        self._had_error = self._had_output = self._had_end = False
        self._finish_reason = "other"

    def _request(self) -> RequestMetadata:
        request = self._model_result.request
        return RequestMetadata(
            url=request_origin(request.url) if request is not None else None,
            body=request.body if request is not None and self._run.include("request_body") else None,
            messages=list(self._setup.messages) if self._run.include("request_messages") else None,
        )

    def _finish_step(self) -> FinishStepPart:
        stream = self._model_stream
        end = stream.end
        response = self._model_result.response
        return FinishStepPart(
            finish_reason=self._finish_reason,
            raw_finish_reason=end.raw_finish_reason if end is not None else None,
            usage=end.usage if end is not None else LanguageModelUsage(),
            performance=step_performance(
                end.performance if end is not None else ModelCallPerformance(),
                self._run.now() - self._started,
                self._tools.execution_times,
            ),
            provider_metadata=end.provider_metadata if end is not None else None,
            response=StepResponse(
                id=stream.response_id,
                timestamp=stream.response_timestamp or datetime.now(UTC),
                model_id=stream.response_model_id,
                headers=response.headers if response is not None else None,
            ),
        )

    def _settle(self) -> StepOutcome:
        update_deferred(self._state, self._setup.execution_tools, self._calls, self._settled)
        return StepOutcome(
            finish_reason=self._finish_reason,
            client_tool_calls=sum(not call.provider_executed for call in self._calls),
            settled_tool_calls=self._settled_here,
        )
