"""Limits and abort signals, for both functions.

The event loop's clock jumps ahead when there is nothing to do but wait, so that an hour takes no time.
"""

import asyncio
import functools
import inspect
import selectors
import threading

import pytest
from ai_sdk_core import AbortController, Timeout, generate_text, is_step_count, json_schema, stream_text, tool
from ai_sdk_core.errors import AbortError, APICallError, NoOutputGeneratedError, OperationTimeoutError
from ai_sdk_core.provider import TextDelta, TextStart, ToolCall, ToolInputDelta
from ai_sdk_core.testing import MockLanguageModel, generate_result, stream_of, text_stream

CITY = json_schema({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})
CALL = ToolCall(tool_call_id="c1", tool_name="weather", input='{"city": "Oslo"}')
CALLS = generate_result(CALL, finish_reason="tool-calls")
HOUR = 3600.0


class JumpingLoop(asyncio.SelectorEventLoop):
    """A loop for which time passes only while it waits, and then at once."""

    def __init__(self):
        super().__init__(_JumpingSelector(self))
        self.jumped = 0.0

    def time(self):
        return self.jumped


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self, loop):
        super().__init__()
        self._jumping_loop = loop

    def select(self, timeout=None):
        ready = super().select(0 if timeout is not None else None)
        if not ready and timeout:
            self._jumping_loop.jumped += timeout
        return ready


def jumping(test):
    """Run an async test on a loop of its own whose clock jumps."""

    @functools.wraps(test)
    def run(*args, **kwargs):
        with asyncio.Runner(loop_factory=JumpingLoop) as runner:
            runner.run(test(*args, **kwargs))

    del run.__wrapped__  # or pytest-asyncio would take it for its own
    run.__signature__ = inspect.signature(test)
    return run


def now():
    return asyncio.get_running_loop().time()


async def by_stream(**options):
    async with stream_text(**options) as stream:
        return await stream


both = pytest.mark.parametrize("generate", [generate_text, by_stream], ids=["generate_text", "stream_text"])


class SlowModel(MockLanguageModel):
    """Takes its time before it answers, and notes when it was cancelled."""

    def __init__(self, *answers, seconds=HOUR, slow_from=0):
        super().__init__(do_generate=self.generate, do_stream=self.stream)
        self.answers, self.seconds, self.slow_from = answers, seconds, slow_from
        self.cancelled = 0

    async def answer(self):
        index = len(self.do_generate.calls) + len(self.do_stream.calls) - 1
        if index >= self.slow_from:
            try:
                await asyncio.sleep(self.seconds)
            except asyncio.CancelledError:
                self.cancelled += 1
                raise
        return self.answers[min(index, len(self.answers) - 1)]

    async def generate(self, options):
        return await self.answer()

    async def stream(self, options):
        return stream_of(await self.answer())


def paced(*parts, seconds=1.0):
    """A stream with a pause before every delta."""
    answer = text_stream(*parts) if all(isinstance(part, str) for part in parts) else parts[0]
    inner = answer.stream

    async def slowly():
        async for batch in inner:
            if batch[0].type.endswith("-delta"):
                await asyncio.sleep(seconds)
            yield batch

    answer.stream = slowly()
    return answer


def weather_that_takes(seconds):
    cancelled = []

    async def execute(value):
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            cancelled.append(value["city"])
            raise
        return "sunny"

    return tool(description="x", input_schema=CITY, execute=execute), cancelled


# --- Timeouts ---


@both
@jumping
async def test_the_total_limit_ends_a_model_call(generate):
    model = SlowModel(generate_result("x"))
    with pytest.raises(OperationTimeoutError, match="aborted due to timeout") as raised:
        await generate(model=model, prompt="x", timeout=5)
    assert (now(), model.cancelled) == (5.0, 1)
    assert (raised.value.label, raised.value.timeout) == ("Total", 5)


@both
@jumping
async def test_the_total_limit_covers_all_steps_and_keeps_those_that_are_finished(generate):
    model = SlowModel(CALLS, generate_result("x"), seconds=3)
    weather, _ = weather_that_takes(1)
    with pytest.raises(OperationTimeoutError) as raised:
        await generate(
            model=model, prompt="x", tools={"weather": weather}, stop_when=is_step_count(5), timeout=Timeout(total=6)
        )
    assert now() == 6.0
    assert [step.tool_results[0].output for step in raised.value.partial_results] == ["sunny"]


@both
@jumping
async def test_the_step_limit_starts_anew_with_each_step(generate):
    weather, _ = weather_that_takes(1)
    options = {"prompt": "x", "tools": {"weather": weather}, "stop_when": is_step_count(3)}
    model = SlowModel(CALLS, CALLS, generate_result("x"), seconds=3)
    assert (await generate(model=model, timeout=Timeout(step=5), **options)).text == "x"
    assert now() == 11.0
    with pytest.raises(OperationTimeoutError, match="Step timeout of 2000ms"):
        await generate(model=SlowModel(CALLS, seconds=3), timeout=Timeout(step=2), **options)


@both
@jumping
async def test_the_step_limit_covers_the_tools(generate):
    weather, cancelled = weather_that_takes(HOUR)
    model = MockLanguageModel(do_generate=CALLS, do_stream=stream_of(CALLS))
    with pytest.raises(OperationTimeoutError, match="Step"):
        await generate(model=model, prompt="x", tools={"weather": weather}, timeout=Timeout(step=5))
    assert (now(), cancelled) == (5.0, ["Oslo"])
    assert asyncio.all_tasks() == {asyncio.current_task()}


@both
@jumping
async def test_a_slow_tool_is_an_error_for_the_model_and_not_the_end(generate):
    slow, cancelled = weather_that_takes(HOUR)
    answers = [CALLS, generate_result("never mind")]
    model = MockLanguageModel(do_generate=answers, do_stream=[stream_of(answer) for answer in answers])
    result = await generate(
        model=model,
        prompt="x",
        tools={"weather": slow},
        stop_when=is_step_count(2),
        timeout=Timeout(tool=HOUR * 2, tools={"weather": 2}),
    )
    errors = [part.error for part in result.steps[0].content if part.type == "tool-error"]
    assert (result.text, now(), cancelled) == ("never mind", 2.0, ["Oslo"])
    assert isinstance(errors[0], TimeoutError)


@both
@jumping
async def test_prepare_step_and_downloads_are_limited_too(generate):
    async def slow(options):
        await asyncio.sleep(HOUR)

    model = MockLanguageModel()
    with pytest.raises(OperationTimeoutError, match="Step"):
        await generate(model=model, prompt="x", prepare_step=slow, timeout=Timeout(step=5))
    assert now() == 5.0


@jumping
async def test_the_first_chunk_limit_ends_a_stream_that_never_begins():
    """Pings and metadata are no output: a server that only keeps the connection alive is as good as dead."""
    answer = paced("x", "y", seconds=30)
    async with stream_text(
        model=MockLanguageModel(do_stream=answer), prompt="x", timeout=Timeout(first_chunk=25)
    ) as stream:
        with pytest.raises(OperationTimeoutError, match="First chunk timeout of 25000ms"):
            await stream
    assert now() == 25.0


@jumping
async def test_the_first_chunk_limit_is_over_with_the_first_output():
    model = MockLanguageModel(do_stream=paced("x", "y", seconds=10))
    async with stream_text(model=model, prompt="x", timeout=Timeout(first_chunk=11)) as stream:
        assert (await stream).text == "xy"
    assert now() == 20.0


@jumping
async def test_the_chunk_limit_counts_between_pieces_of_output():
    model = MockLanguageModel(do_stream=[paced(*"x" * 20, seconds=2), paced(*"xyz", seconds=4)])
    async with stream_text(model=model, prompt="x", timeout=Timeout(chunk=3)) as stream:
        assert (await stream).text == "x" * 20
    async with stream_text(model=model, prompt="x", timeout=Timeout(chunk=3)) as stream:
        deltas = stream.text_stream
        assert await anext(deltas) == "x"
        with pytest.raises(OperationTimeoutError, match="Chunk timeout of 3000ms"):
            await anext(deltas)
    assert now() == 40 + 4 + 3


@jumping
async def test_tool_input_is_output_for_the_chunk_limit():
    deltas = stream_of(CALLS, delta_size=1)
    model = MockLanguageModel(do_stream=paced(deltas, seconds=2))
    async with stream_text(model=model, prompt="x", timeout=Timeout(chunk=3, first_chunk=20)) as stream:
        parts = [part async for part in stream.stream]
    assert len([part for part in parts if isinstance(part, ToolInputDelta)]) == len(CALL.input)
    assert parts[-1].type == "finish"


@jumping
async def test_limits_do_not_run_while_the_reader_thinks():
    """Nothing is read ahead, so a slow reader is not the model's fault; only the total and the step go on."""
    model = MockLanguageModel(do_stream=text_stream("x", "y", "z"))
    async with stream_text(model=model, prompt="x", timeout=Timeout(first_chunk=10, total=HOUR)) as stream:
        async for _ in stream.text_stream:
            await asyncio.sleep(60)
        assert (await stream).text == "xyz"


@jumping
async def test_a_limit_that_passed_is_told_as_an_abort():
    aborts = []
    async with stream_text(
        model=SlowModel(generate_result("x")), prompt="x", timeout=5, on_abort=aborts.append
    ) as stream:
        parts = [part async for part in stream.stream]
        with pytest.raises(OperationTimeoutError):
            await anext(stream.text_stream)
    assert [part.type for part in parts] == ["start", "abort"]
    assert "timeout" in parts[-1].reason
    assert [type(event.reason) for event in aborts] == [OperationTimeoutError]


@jumping
async def test_generate_text_says_that_it_has_no_chunks(caplog):
    model = SlowModel(generate_result("x"), seconds=5)
    assert (await generate_text(model=model, prompt="x", timeout=Timeout(chunk=1, first_chunk=1))).text == "x"
    assert [record.getMessage().partition("(")[0].count("timeout.") for record in caplog.records] == [1, 1]


@both
@jumping
async def test_retries_wait_as_long_as_they_are_told_and_the_limit_goes_on(generate):
    busy = APICallError(
        message="busy",
        url="https://e.com",
        request_body_values={},
        status_code=429,
        response_headers={"retry-after": "20"},
    )
    model = MockLanguageModel(
        do_generate=[busy, generate_result("x")], do_stream=[busy, stream_of(generate_result("x"))]
    )
    assert (await generate(model=model, prompt="x")).text == "x"
    assert now() == 20.0
    model = MockLanguageModel(do_generate=busy, do_stream=busy)
    with pytest.raises(OperationTimeoutError):
        await generate(model=model, prompt="x", timeout=5)
    assert now() == 25.0


@both
@jumping
async def test_cancelling_from_outside_is_no_timeout(generate):
    task = asyncio.create_task(generate(model=SlowModel(generate_result("x")), prompt="x", timeout=HOUR))
    await asyncio.sleep(1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert now() == 1.0


@both
@jumping
async def test_a_timeout_of_the_caller_is_the_callers(generate):
    with pytest.raises(TimeoutError) as raised:
        async with asyncio.timeout(2):
            await generate(model=SlowModel(generate_result("x")), prompt="x", timeout=HOUR)
    assert not isinstance(raised.value, OperationTimeoutError)


@both
@jumping
async def test_a_timeout_error_of_the_model_is_the_models(generate):
    model = MockLanguageModel(do_generate=TimeoutError("the model's"), do_stream=TimeoutError("the model's"))
    with pytest.raises((TimeoutError, NoOutputGeneratedError)) as raised:
        await generate(model=model, prompt="x", timeout=HOUR)
    cause = raised.value if isinstance(raised.value, TimeoutError) else raised.value.__cause__
    assert str(cause) == "the model's"


# --- Abort signals ---


def aborted_after(seconds, reason=None):
    controller = AbortController()
    asyncio.get_running_loop().call_later(seconds, controller.abort, reason)
    return controller.signal


@both
@jumping
async def test_a_signal_that_fired_before_ends_everything_at_once(generate):
    controller = AbortController()
    controller.abort()
    model = MockLanguageModel()
    with pytest.raises(AbortError):
        await generate(model=model, prompt="x", abort_signal=controller.signal)
    assert model.do_generate.calls == model.do_stream.calls == []


@both
@jumping
async def test_a_signal_ends_a_model_call(generate):
    model = SlowModel(generate_result("x"))
    with pytest.raises(AbortError, match="enough"):
        await generate(model=model, prompt="x", abort_signal=aborted_after(2, "enough"))
    assert (now(), model.cancelled) == (2.0, 1)


@both
@jumping
async def test_a_signal_ends_tools_which_see_it(generate):
    slow, cancelled = weather_that_takes(HOUR)
    model = MockLanguageModel(do_generate=CALLS, do_stream=stream_of(CALLS))
    with pytest.raises(AbortError):
        await generate(model=model, prompt="x", tools={"weather": slow}, abort_signal=aborted_after(2))
    assert (now(), cancelled) == (2.0, ["Oslo"])
    assert asyncio.all_tasks() == {asyncio.current_task()}


@both
@jumping
async def test_a_signal_between_steps_keeps_the_finished_ones(generate):
    controller = AbortController()
    weather, _ = weather_that_takes(0)
    answers = [CALLS, generate_result("x")]
    model = MockLanguageModel(do_generate=answers, do_stream=[stream_of(answer) for answer in answers])
    with pytest.raises(AbortError) as raised:
        await generate(
            model=model,
            prompt="x",
            tools={"weather": weather},
            stop_when=is_step_count(2),
            abort_signal=controller.signal,
            on_step_end=lambda step: controller.abort(),
        )
    assert len(raised.value.partial_results) == 1
    assert len(model.do_generate.calls) + len(model.do_stream.calls) == 1


@both
@jumping
async def test_the_reason_of_a_signal_is_what_is_raised(generate):
    with pytest.raises(KeyError, match="user left"):
        await generate(
            model=SlowModel(generate_result("x")), prompt="x", abort_signal=aborted_after(1, KeyError("user left"))
        )


@both
@jumping
async def test_a_signal_may_fire_in_another_thread(generate):
    controller = AbortController()
    started = asyncio.Event()

    async def hang(options):
        started.set()
        await asyncio.Event().wait()

    model = MockLanguageModel(do_generate=hang, do_stream=hang)
    task = asyncio.create_task(generate(model=model, prompt="x", abort_signal=controller.signal))
    await started.wait()
    thread = threading.Thread(target=controller.abort)
    thread.start()
    with pytest.raises(AbortError):
        await task
    thread.join()


@jumping
async def test_an_aborted_stream_tells_what_was_there():
    aborts = []
    async with stream_text(
        model=MockLanguageModel(do_stream=paced("Hel", "lo", "!", seconds=1)),
        prompt="x",
        abort_signal=aborted_after(1.5),
        on_abort=aborts.append,
    ) as stream:
        parts = [part async for part in stream.stream]
        with pytest.raises(AbortError):
            _ = [delta async for delta in stream.text_stream]
    assert [part.type for part in parts] == ["start", "start-step", "text-start", "text-delta", "abort"]
    assert parts[-1].reason == "AbortError: This operation was aborted"
    assert (len(aborts), aborts[0].steps) == (1, [])


@jumping
async def test_a_signal_after_the_end_changes_nothing():
    controller = AbortController()
    async with stream_text(
        model=MockLanguageModel(do_stream=text_stream("x")), prompt="x", abort_signal=controller.signal
    ) as stream:
        await stream.consume()
        controller.abort()
        assert (await stream).text == "x"


@jumping
async def test_a_model_that_notices_the_signal_itself_is_an_abort_too():
    controller = AbortController()

    async def notices():
        yield [TextStart(id="1"), TextDelta(id="1", delta="x")]
        controller.abort()
        raise AbortError

    answer = text_stream()
    answer.stream = notices()
    async with stream_text(
        model=MockLanguageModel(do_stream=answer), prompt="x", abort_signal=controller.signal
    ) as stream:
        assert [part.type async for part in stream.stream][-1] == "abort"


@both
@jumping
async def test_many_generations_share_a_signal_without_leaving_callbacks(generate):
    controller = AbortController()
    for _ in range(20):
        model = MockLanguageModel(do_generate=generate_result("x"), do_stream=stream_of(generate_result("x")))
        await generate(model=model, prompt="x", abort_signal=controller.signal, timeout=HOUR)
    assert controller.signal._states[0]._callbacks == {}
