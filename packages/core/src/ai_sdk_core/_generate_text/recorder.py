"""The last stage of a text stream: records what passes, builds the steps, tells the callbacks."""

from __future__ import annotations

from typing import Any, TypeVar

from .._logger import log_warnings
from ..errors import AISDKError, NoOutputGeneratedError, StreamProviderError, get_error_message
from ..provider.language_model.stream_part import StreamError
from .content_collector import ContentCollector
from .events import ChunkEvent, EndEvent, ErrorEvent
from .output_coalescing import OutputCoalescer
from .parts import Batch, FinishStepPart, TextStreamPart
from .response_messages import to_response_messages
from .result import GenerateTextResult
from .run import RunState, TextRun
from .step import ModelInfo, RequestMetadata, ResponseMetadata, StepResult
from .step_output import parse_step_output
from .step_setup import StepSetup

ErrorT = TypeVar("ErrorT", bound=BaseException)


class Recorder:
    """Takes in the parts after all transforms, as the user will see them.

    Args:
        run: The generation.
    """

    def __init__(self, run: TextRun) -> None:
        self._run = run
        self._coalescer = OutputCoalescer(run.output) if run.output is not None else None
        self._collector = ContentCollector()
        self._request = RequestMetadata()
        self._warnings: list[Any] = []
        self._watched = run.listens("on_chunk")
        self.last_error: Any = None
        """The last error of the step that is open, or of the last one if it did not end well."""
        self._complete = False
        self._incomplete: NoOutputGeneratedError | None = None
        self._cut_short = False
        """Whether a transform ended the stream before there was a step: no result, and yet nothing went wrong."""
        self.state: RunState | None = None
        """Set when the generation has started."""
        self.setup: StepSetup | None = None
        """The step that is being streamed."""
        self.result: GenerateTextResult[Any] | None = None
        """Set at the end of a stream that gave at least one step."""
        self.failure: BaseException | None = None
        """Why there is no result."""

    def record_deltas(self, batch: Batch) -> int:
        """Take in the beginning of a batch, as far as there is nothing to do but to keep text; that stays as it is.

        Args:
            batch: Parts.

        Returns:
            How many parts were taken in; `record` takes the others.
        """
        return 0 if self._watched or self._coalescer is not None else self._collector.add_deltas(batch)

    async def record(self, batch: Batch) -> Batch:
        """Take in a batch.

        Args:
            batch: Parts, maybe with a retry boundary among them.

        Returns:
            The parts for the views.
        """
        out: Batch = []
        for part in batch:
            if part.type == "retry-boundary":
                self._begin_step(part.request, part.warnings)
                out.append(part)
            elif self._coalescer is None:
                await self._take(part, out)
            else:
                for coalesced in self._coalescer.feed(part):
                    await self._take(coalesced, out)
        return out

    async def _take(self, part: TextStreamPart, out: Batch) -> None:
        out.append(part)
        if self._watched and not self._was_reported(part):
            await self._run.notify("on_chunk", ChunkEvent(chunk=part))
        if part.type == "error":
            await self._take_error(part)
        elif part.type == "start-step":
            self._begin_step(part.request, part.warnings)
        elif part.type == "finish-step":
            await self._finish_step(part)
        elif part.type == "finish":
            self._complete = True
        else:
            fault = self._collector.add(part)
            if fault is not None:
                out.append(StreamError(error=fault))

    def _was_reported(self, part: Any) -> bool:
        return part.type == "error" and any(part.error is error for error in self._run.reported_errors)

    async def _take_error(self, part: StreamError) -> None:
        self.last_error = part.error
        if isinstance(part.error, NoOutputGeneratedError):
            self._incomplete = part.error
        if not self._was_reported(part):
            await self._run.notify("on_error", ErrorEvent(error=part.error))

    def _begin_step(self, request: RequestMetadata, warnings: list[Any]) -> None:
        self._collector = ContentCollector()
        self.last_error = None
        self._request = request
        self._warnings = warnings
        if self._coalescer is not None:
            self._coalescer.reset()

    async def _finish_step(self, part: FinishStepPart) -> None:
        run, state, setup = self._run, self.state, self.setup
        assert state is not None, "steps finish after the start"
        assert setup is not None, "steps finish after their setup"
        content = self._collector.content()
        messages = await to_response_messages(content, run.tools)
        response = part.response
        step = StepResult(
            call_id=run.call_id,
            step_number=len(state.steps),
            model=ModelInfo(provider=setup.model.provider, model_id=setup.model.model_id),
            content=content,
            finish_reason=part.finish_reason,
            raw_finish_reason=part.raw_finish_reason,
            usage=part.usage,
            performance=part.performance,
            warnings=self._warnings,
            request=self._request,
            response=ResponseMetadata(
                id=response.id,
                timestamp=response.timestamp,
                model_id=response.model_id,
                headers=response.headers,
                messages=messages,
            ),
            provider_metadata=part.provider_metadata,
            runtime_context=state.runtime_context,
            tools_context=state.tools_context,
            steering_messages=setup.steering_messages,
        )
        if part.finish_reason != "error":
            self.last_error = None
        run.open_step = None
        await run.notify("on_step_end", step)
        log_warnings(self._warnings, provider=setup.model.provider, model=setup.model.model_id)
        state.add_step(step, instructions=setup.instructions, messages=setup.messages)

    async def finish(self) -> None:
        """Conclude: the source has ended, with or without an answer."""
        run, state = self._run, self.state
        steps = state.steps if state is not None else []
        stopped = run.guard.reason
        if run.steering is not None:
            run.steering.end("error" if not steps or self._incomplete is not None else "finished")
        missing = self._incomplete or NoOutputGeneratedError(
            message="No output generated. Check the stream for errors.", cause=self.last_error
        )
        if stopped is None:
            await run.notify_step_error(self.last_error if self.last_error is not None else missing)
            if self._incomplete is not None:
                await run.notify_failure(self._incomplete)
        if state is None or not steps or self._incomplete is not None or stopped is not None:
            self.fail(stopped or missing)
            self._cut_short = stopped is None and self._incomplete is None and self.last_error is None
            return
        self.result = GenerateTextResult(
            steps=steps, initial_response_messages=state.initial_response_messages, complete=self._complete
        )
        await parse_step_output(self.result, run.output)
        await self._notify_end(state)

    def fail(self, error: BaseException) -> None:
        """Conclude without a result.

        Args:
            error: Why; finished steps are added to it.
        """
        self.failure = self.with_steps(error)

    def ending_error(self) -> BaseException | None:
        """Tell what a reader must be told who sees no error parts.

        Returns:
            The error that the generation ended in; `None` if it ended well.
        """
        error = self.last_error
        if self.failure is not None and not self._cut_short:
            cause = self.failure.__cause__
            error = cause if isinstance(cause, Exception) else self.failure
        if error is None:
            return None
        if isinstance(error, BaseException):
            return self.with_steps(error)
        return self.with_steps(StreamProviderError(message=get_error_message(error), data=error))

    def with_steps(self, error: ErrorT) -> ErrorT:
        """Make the finished steps reachable.

        Args:
            error: What the generation ended in.

        Returns:
            The same error.
        """
        if isinstance(error, AISDKError) and self.state is not None and self.state.steps:
            error.partial_results = self.state.steps
        return error

    async def _notify_end(self, state: RunState) -> None:
        if not self._run.listens("on_end") or self.result is None:
            return
        event = EndEvent(
            steps=state.steps,
            initial_response_messages=state.initial_response_messages,
            call_id=self._run.call_id,
            output=self.result.valid_output() if self._run.output is not None else None,
        )
        await self._run.notify("on_end", event)
