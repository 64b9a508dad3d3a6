"""`stream_text`: the loop of steps, streamed."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

from typing_extensions import TypeVar, Unpack

from .._prompt.messages import InstructionsInput, MessageInput
from .._tools import ToolSet
from ..errors import AISDKError, get_error_message
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.stream_part import StreamError
from .continuation import should_continue
from .events import AbortEvent
from .initial_approvals import InitialApprovals
from .options import StreamTextOptions
from .output import Output
from .part_ids import PartIds
from .parts import AbortPart, Batch, FinishPart, StartPart
from .recorder import Recorder
from .relay import Relay, Stage
from .result import StepsView
from .run import RunState, TextRun
from .step_setup import set_up_step
from .stream_result import StreamTextResult
from .stream_step import StreamedStep
from .transforms import Batches, TransformedStream

OutputT = TypeVar("OutputT", default=str)
PartialT = TypeVar("PartialT", default=str)
ElementT = TypeVar("ElementT", default=Any)


def stream_text(
    *,
    model: LanguageModel | str,
    prompt: str | Sequence[MessageInput] | None = None,
    messages: Sequence[MessageInput] | None = None,
    instructions: InstructionsInput | None = None,
    tools: ToolSet | None = None,
    output: Output[OutputT, PartialT, ElementT] | None = None,
    **options: Unpack[StreamTextOptions],
) -> StreamTextResult[OutputT, PartialT, ElementT]:
    """Generate text and call tools with a language model, and stream what comes.

    Nothing happens before the stream is read. Read it inside `async with`, so that leaving early ends the call::

        async with stream_text(model=model, prompt="Why is the sky blue?") as stream:
            async for delta in stream.text_stream:
                print(delta, end="", flush=True)
        final = await stream

    Args:
        model: The model, or its name (`"groq:llama-3.3-70b-versatile"`, `"openai/gpt-5"`).
        prompt: What the user says, or messages.
        messages: The conversation so far; use either this or `prompt`.
        instructions: How the model should behave.
        tools: Tools that the model may call, by name.
        output: Asks for structured output, e.g. `Output.object(Recipe)`.
        **options: Further options, see `StreamTextOptions`.

    Returns:
        The stream. Awaiting it gives the same result that `generate_text` returns.

    Raises:
        InvalidArgumentError: A setting has an impossible value.
        NoSuchModelError: The model's name is not known.

    Source: the reference's `streamText`.
    """
    run = TextRun(
        operation_id="ai.streamText",
        model=model,
        prompt=prompt,
        messages=messages,
        instructions=instructions,
        tools=tools,
        output=output,
        options=options,
    )
    return stream_run(run)


def stream_run(run: TextRun) -> StreamTextResult[Any, Any, Any]:
    """Stream a generation that is set up.

    Args:
        run: The generation.

    Returns:
        The stream.
    """
    recorder = Recorder(run)
    return StreamTextResult(_pipeline(run, recorder), recorder, run.output)


async def _pipeline(run: TextRun, recorder: Recorder) -> AsyncGenerator[Batch, None]:
    source = Relay(_Loop(run, recorder).batches())
    transforms = run.options.get("transform")
    try:
        async with aclosing(source):
            batches: Batches = source
            if transforms is not None:
                sequence = [transforms] if callable(transforms) else transforms
                batches = Relay(TransformedStream(source, sequence, run.tools).batches())
            async with aclosing(batches):
                async for batch in batches:
                    taken = recorder.record_deltas(batch)
                    if taken < len(batch):
                        batch = [*batch[:taken], *await recorder.record(batch[taken:])]
                    if batch:
                        yield batch
        await recorder.finish()
    except BaseException as error:
        recorder.fail(error)
        if run.steering is not None:
            run.steering.end("error" if isinstance(error, Exception) else "aborted")
        if recorder.state is not None:
            await _tell_telemetry(run, recorder.state, error)
        raise


async def _tell_telemetry(run: TextRun, state: RunState, error: BaseException) -> None:
    """The stream broke, or nobody reads on: telemetry must not wait for an end that does not come."""
    if isinstance(error, Exception):
        await run.notify_failure(error)
    elif run.telemetry is not None:
        await run.telemetry.notify("on_abort", AbortEvent(call_id=run.call_id, steps=state.steps, reason=error))


class _Loop:
    """The steps of one generation, one after the other.

    Args:
        run: The generation.
        recorder: Builds the steps from what arrives at the end of the pipeline.
    """

    def __init__(self, run: TextRun, recorder: Recorder) -> None:
        self._run = run
        self._recorder = recorder
        self._step: StreamedStep | None = None

    async def batches(self) -> Stage:
        """Run the loop.

        Yields:
            Batches of parts.

        Raises:
            Exception: A model's stream broke; failures before a stream began are parts instead.
        """
        run = self._run
        opening: Batch = [StartPart()]
        try:
            run.guard.check()
            state = self._recorder.state = await run.start()
            yield opening
            opening = []
            yield InitialApprovals(run, state).stream()
            yield self._steps(state)
        except Exception as error:
            reason = run.guard.stop_reason()
            if reason is not None:
                yield [*opening, await self._abort(reason)]
            elif self._step is not None and self._step.reading:
                await run.notify_step_error(error)
                raise
            else:
                await run.notify_step_error(error)
                if self._recorder.state is not None:
                    await run.notify_failure(error)
                yield [*opening, StreamError(error=error)]

    async def _steps(self, state: RunState) -> Stage:
        run = self._run
        ids = PartIds(run.generate_id)
        while True:
            run.guard.set_deadline("Step", run.timeout.step)
            self._step = None
            setup = await run.guard.wait(lambda: set_up_step(run, state))
            self._recorder.setup = setup
            step = self._step = StreamedStep(run, state, setup, ids)
            number = len(state.steps)
            yield step.batches()
            run.guard.clear_deadline("Step")
            if step.outcome is None:
                return
            if len(state.steps) == number:
                raise AISDKError(message="A transform swallowed the finish-step part of a stream.")
            if not await should_continue(run, state, step.outcome):
                last = state.steps[-1]
                yield [
                    FinishPart(
                        finish_reason=last.finish_reason,
                        raw_finish_reason=last.raw_finish_reason,
                        total_usage=StepsView(steps=state.steps).usage,
                    )
                ]
                return

    async def _abort(self, reason: BaseException) -> AbortPart:
        run, state = self._run, self._recorder.state
        if run.steering is not None:
            run.steering.end("aborted")
        event = AbortEvent(call_id=run.call_id, steps=state.steps if state is not None else [], reason=reason)
        await run.notify("on_abort", event)
        return AbortPart(reason=get_error_message(reason))
