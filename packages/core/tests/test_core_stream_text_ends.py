"""However a generation ends - read out, left, closed, cancelled, forgotten - nothing of it stays behind."""

import asyncio
import gc
import tracemalloc
import types
import weakref
from itertools import count

import pytest
from ai_sdk_core import Steering, generate_text, is_step_count, json_schema, smooth_stream, stream_text, tool
from ai_sdk_core.errors import AISDKError, NoOutputGeneratedError
from ai_sdk_core.provider import ToolCall
from ai_sdk_core.testing import MockLanguageModel, generate_result, stream_of, text_stream

CITY = json_schema({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})
CALLS = generate_result(
    "One moment. ",
    *(ToolCall(tool_call_id=f"c{n}", tool_name="weather", input='{"city": "Oslo"}') for n in range(2)),
    finish_reason="tool-calls",
)


class Watched:
    """A model and a tool that wait wherever they can, and know how many of their calls are still open."""

    def __init__(self, *answers):
        self.open = 0
        self.begun = 0
        self.model = MockLanguageModel(do_generate=self.generate, do_stream=self.stream)
        self.answers = answers or (CALLS, generate_result("It is sunny."))
        self.tools = {"weather": tool(description="x", input_schema=CITY, execute=self.run_tool)}

    def next_answer(self):
        return self.answers[len(self.model.do_generate.calls) + len(self.model.do_stream.calls) - 1]

    async def generate(self, options):
        self.begun += 1
        self.open += 1
        try:
            await asyncio.sleep(0)
            return self.next_answer()
        finally:
            self.open -= 1

    async def stream(self, options):
        await asyncio.sleep(0)
        answer = stream_of(self.next_answer())
        answer.stream = self.watch(answer.stream)
        return answer

    async def watch(self, batches):
        self.begun += 1
        self.open += 1
        try:
            for batch in [batch async for batch in batches]:
                await asyncio.sleep(0)
                yield batch
        finally:
            await self.close()

    async def run_tool(self, value):
        self.begun += 1
        self.open += 1
        try:
            await asyncio.sleep(0)
            yield "looking"
            await asyncio.sleep(0)
            yield "sunny"
        finally:
            await self.close()

    async def close(self):
        try:
            await asyncio.sleep(0)  # closing takes a moment
        finally:
            self.open -= 1

    def options(self):
        async def waits(event):
            await asyncio.sleep(0)

        return {
            "model": self.model,
            "prompt": "x",
            "tools": self.tools,
            "stop_when": is_step_count(2),
            "prepare_step": waits,
            "on_start": waits,
            "on_step_end": waits,
            "on_tool_execution_end": waits,
        }


@types.coroutine
def cancelled_at(number, coroutine):
    """Run a coroutine and cancel its task where it waits for the n-th time; true if it waited that often."""
    waited, thrown, value = 0, None, None
    while True:
        try:
            future = coroutine.throw(thrown) if thrown is not None else coroutine.send(value)
        except StopIteration:
            return False
        except asyncio.CancelledError:
            asyncio.current_task().uncancel()
            return True
        thrown = value = None
        waited += 1
        if waited == number:
            asyncio.current_task().cancel()
        try:
            value = yield future
        except BaseException as error:
            thrown = error


async def whole(watched):
    return await generate_text(**watched.options())


async def drained(watched):
    async with stream_text(**watched.options()) as stream:
        return await stream


async def text_read(watched):
    """Without `async with`: cancelling the reader alone must end everything."""
    async for _ in stream_text(**watched.options()).text_stream:
        await asyncio.sleep(0)


@pytest.mark.parametrize("how", [whole, drained, text_read], ids=lambda how: how.__name__)
@pytest.mark.parametrize("guarded", [False, True], ids=["", "with limits"])
async def test_cancelling_at_any_await_leaves_nothing_behind(how, guarded):
    """For every n: cancel where the generation waits for the n-th time."""
    for number in count(1):
        watched = Watched()
        if guarded:
            options = {**watched.options(), "timeout": 60}
            watched.options = lambda options=options: options
        cancelled = await cancelled_at(number, how(watched))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gc.collect()
        for _ in range(5):  # a forgotten stream is closed by the loop
            await asyncio.sleep(0)
        assert watched.open == 0, number
        assert asyncio.all_tasks() == {asyncio.current_task()}, number
        if not cancelled:
            break
    assert number > 10
    assert watched.begun == 4


@pytest.mark.parametrize("parts", range(0, 30, 3))
async def test_leaving_the_block_ends_the_call_and_the_tools(parts):
    watched = Watched()
    async with stream_text(**watched.options()) as stream:
        reader = stream.stream
        for _ in range(parts):
            await anext(reader, None)
    assert watched.open == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_an_exception_of_the_reader_passes_through_and_ends_the_call():
    watched = Watched()

    async def read():
        async with stream_text(**watched.options()) as stream:
            await anext(stream.text_stream)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await read()
    assert watched.open == 0


async def test_closing_twice_and_after_the_end_does_no_harm():
    watched = Watched()
    stream = stream_text(**watched.options())
    final = await stream
    await stream.aclose()
    await stream.aclose()
    assert await stream is final
    assert "".join([delta async for delta in stream.text_stream]) == "One moment. It is sunny."


async def test_a_stream_that_was_closed_says_so_and_keeps_its_steps():
    """Finished steps are on the error: they cost money and are nobody's to throw away."""
    watched = Watched()
    async with stream_text(**watched.options()) as stream:
        async for part in stream.stream:
            if part.type == "finish-step":
                break
        await anext(stream.stream)
    with pytest.raises(AISDKError, match="closed before its end") as raised:
        await stream
    assert [step.text for step in raised.value.partial_results] == ["One moment. "]


async def test_what_came_before_the_close_can_still_be_read():
    watched = Watched()
    async with stream_text(**watched.options()) as stream:
        first = await anext(stream.text_stream)
    reader = stream.text_stream
    assert await anext(reader) == first
    with pytest.raises(AISDKError, match="closed before its end"):
        await anext(reader)


async def test_a_stream_that_was_never_read_is_forgotten_in_silence():
    watched = Watched()
    stream_text(**watched.options())
    async with stream_text(**watched.options()):
        pass
    gc.collect()
    assert watched.model.do_stream.calls == []


async def test_a_forgotten_stream_is_closed():
    """`break` without `async with`, and nobody holds the stream any more."""
    watched = Watched()
    async for _ in stream_text(**watched.options()).text_stream:
        assert watched.open == 1
        break
    gc.collect()
    for _ in range(10):
        await asyncio.sleep(0)
    assert watched.open == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def left_in_a_variable(options, kept):
    stream = stream_text(**options)
    await anext(stream.text_stream)


async def broken_out_of(options, kept):
    async for _ in stream_text(**options).text_stream:
        break


async def kept_by_somebody(options, kept):
    kept.append(stream_text(**options))
    await anext(kept[0].text_stream)


async def only_a_view_kept(options, kept):
    kept.append(stream_text(**options).text_stream)
    await anext(kept[0])


@pytest.mark.parametrize("leave", [left_in_a_variable, broken_out_of, kept_by_somebody, only_a_view_kept])
def test_a_stream_that_is_left_over_ends_with_its_loop(leave, caplog):
    """`asyncio.run` closes what nobody closed; generators that got in each other's way would be in the log."""
    watched, kept = Watched(), []
    options = {**watched.options(), "transform": smooth_stream(delay=None)}
    asyncio.run(leave(options, kept), debug=False)
    gc.collect()
    assert (watched.open, caplog.records) == (0, [])


# --- Several readers ---


async def test_a_reader_that_waits_may_be_cancelled_alone():
    gate = asyncio.Event()
    answer = text_stream("Hello", " world")
    inner = answer.stream

    async def gated():
        async for batch in inner:
            yield batch
            if batch[0].type == "text-start":
                await gate.wait()

    answer.stream = gated()
    async with stream_text(model=MockLanguageModel(do_stream=answer), prompt="x") as stream:

        async def read():
            return "".join([delta async for delta in stream.text_stream])

        puller, waiter = asyncio.create_task(read()), asyncio.create_task(read())
        for _ in range(10):
            await asyncio.sleep(0)
        waiter.cancel()
        await asyncio.wait([waiter])
        gate.set()
        assert await puller == "Hello world"
    assert waiter.cancelled()


async def test_cancelling_the_reader_that_pulls_ends_the_stream_for_all():
    watched, hanging = Watched(), asyncio.Event()

    async def hang(event):
        hanging.set()
        await asyncio.Event().wait()

    stream = stream_text(**{**watched.options(), "on_step_end": hang})
    readers = [asyncio.create_task(stream.consume()) for _ in range(3)]
    await hanging.wait()
    readers[0].cancel()
    results = await asyncio.gather(*readers, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError)
    assert ["closed before its end" in str(result) for result in results[1:]] == [True, True]


async def test_closing_wakes_those_who_wait():
    never = asyncio.Event()

    async def hang(options):
        await never.wait()

    stream = stream_text(model=MockLanguageModel(do_stream=hang), prompt="x")
    readers = [asyncio.create_task(stream.consume()) for _ in range(3)]
    for _ in range(5):
        await asyncio.sleep(0)
    await stream.aclose()
    results = await asyncio.gather(*readers, return_exceptions=True)
    assert ["closed before its end" in str(result) for result in results] == [True] * 3


async def test_cancelling_a_generation_tells_its_steering_messages():
    async def hang(options):
        await asyncio.Event().wait()

    for run in (generate_text, lambda **options: stream_text(**options).consume()):
        steering = Steering()
        ticket = steering.queue("And tomorrow?")
        model = MockLanguageModel(do_generate=hang, do_stream=hang)
        task = asyncio.create_task(run(model=model, prompt="x", steering=steering))
        for _ in range(5):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert ticket.outcome.reason == "aborted"


async def test_a_tool_that_cancels_itself_is_a_tool_error_and_no_end():
    @tool
    async def weather(city: str) -> str:
        """Waits for something that was cancelled."""
        future = asyncio.get_running_loop().create_future()
        future.cancel()
        return await future

    watched = Watched()
    watched.tools = {"weather": weather}
    assert (await drained(watched)).text == "It is sunny."


async def test_an_error_while_closing_does_not_hide_that_the_answer_is_there():
    answer = text_stream("x")
    inner = answer.stream

    async def breaks_at_the_end():
        async for batch in inner:
            yield batch
        raise ConnectionResetError

    answer.stream = breaks_at_the_end()
    async with stream_text(model=MockLanguageModel(do_stream=answer), prompt="x") as stream:
        assert await anext(stream.text_stream) == "x"
        with pytest.raises(ConnectionResetError):
            await stream.consume()


# --- Memory ---


async def test_two_thousand_streams_leave_nothing_in_memory():
    model = MockLanguageModel(do_stream=lambda options: text_stream("Hello", " world"))
    model.do_stream.calls = type("Forgetful", (list,), {"append": lambda self, item: None})()

    async def run(number):
        for index in range(number):
            stream = stream_text(model=model, prompt="x", timeout=60)
            if index % 3 == 0:
                await stream
            else:
                async with stream:
                    await anext(stream.text_stream)
            await asyncio.sleep(0)  # the loop throws used timers away in its own time

    await run(50)
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        await run(2000)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 2000 * 20, f"{grown} bytes after 2,000 streams"


async def test_results_do_not_hold_the_stream_and_a_read_stream_needs_no_garbage_collector():
    gc.disable()
    try:
        stream = stream_text(model=MockLanguageModel(do_stream=text_stream("x")), prompt="x")
        watched = weakref.ref(stream)
        result = await stream
        del stream
        assert watched() is None
        assert result.text == "x"
    finally:
        gc.enable()


async def test_no_output_is_no_result():
    with pytest.raises(NoOutputGeneratedError):
        await stream_text(model=MockLanguageModel(do_stream=ZeroDivisionError()), prompt="x")
