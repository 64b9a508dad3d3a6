"""Running tools: on the loop or in threads, with limits and timeouts, side by side, and nothing is left behind."""

import asyncio
import contextvars
import threading
from functools import partial

import anyio
import pytest
from ai_sdk_core._abort import AbortController
from ai_sdk_core._generate_text.content import TypedToolCall, TypedToolError, TypedToolResult
from ai_sdk_core._generate_text.timeout import Timeout
from ai_sdk_core._generate_text.tool_execution import (
    ToolEnvironment,
    execute_tool_call,
    prepare_tool_call_concurrency,
)
from ai_sdk_core._generate_text.tool_runner import ExecutedTool, FailedToolCall, ToolRunner, execute_tools
from ai_sdk_core._tools import dynamic_tool, tool
from ai_sdk_core.errors import InvalidArgumentError, OperationTimeoutError, TypeValidationError

VARIABLE = contextvars.ContextVar("VARIABLE", default="unset")


def make(execute, **options):
    return tool(input_schema={"type": "object"}, execute=execute, **options)


def call(name="t", call_id="c1", **fields):
    return TypedToolCall(tool_call_id=call_id, tool_name=name, input={"q": call_id}, **fields)


def environment(execute=None, **fields):
    tools = fields.pop("tools", None) or {"t": make(execute)}
    return ToolEnvironment(tools=tools, call_id="call-0", messages=["m"], **fields)


async def run(execute, **fields):
    """The output and the preliminary outputs of one call."""
    preliminary = []
    executed = await execute_tool_call(call(), environment(execute, **fields), preliminary.append)
    return executed.output, [result.output for result in preliminary]


def other_tasks():
    return asyncio.all_tasks() - {asyncio.current_task()}


async def forever():
    await asyncio.Event().wait()


# --- Functions of every kind ---


async def async_function(value):
    return (value["q"], threading.get_ident())


def sync_function(value):
    return (value["q"], threading.get_ident())


class AsyncObject:
    async def __call__(self, value):
        return await async_function(value)


@pytest.mark.parametrize(
    "execute", [async_function, partial(async_function), AsyncObject(), lambda v: async_function(v)]
)
async def test_async_functions_run_on_the_event_loop(execute):
    output, _ = await run(execute)
    assert output.output == ("c1", threading.get_ident())


async def test_sync_functions_run_in_a_worker_thread_unless_they_are_inline():
    (_, thread) = (await run(sync_function))[0].output
    assert thread != threading.get_ident()
    (_, thread) = (await run(None, tools={"t": make(sync_function, inline=True)}))[0].output
    assert thread == threading.get_ident()


async def test_a_sync_tool_does_not_freeze_the_loop():
    """The loop goes on while the tool waits for it."""
    released = threading.Event()
    asyncio.get_running_loop().call_soon(released.set)
    assert (await run(lambda value: released.wait(10)))[0].output is True


@pytest.mark.parametrize("inline", [True, False, None])
async def test_tools_see_the_context_variables_of_the_caller(inline):
    VARIABLE.set("mine")
    tools = {"t": make(lambda value: VARIABLE.get(), inline=inline)}
    assert (await run(None, tools=tools))[0].output == "mine"


async def test_a_decorated_function_gets_its_input_by_name():
    @tool
    def add(a: int, b: int = 2) -> int:
        return a + b

    typed = TypedToolCall(tool_call_id="c1", tool_name="add", input={"a": 1})
    executed = await execute_tool_call(typed, environment(tools={"add": add}), print)
    assert executed.output.output == 3


async def async_generator(value):
    for number in range(3):
        await asyncio.sleep(0)
        yield number


def sync_generator(value):
    yield from range(3)


class AsyncIterable:
    def __init__(self, value):
        self._numbers = iter(range(3))

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self._numbers)
        except StopIteration:
            raise StopAsyncIteration from None


@pytest.mark.parametrize("inline", [True, None])
@pytest.mark.parametrize("execute", [async_generator, sync_generator, AsyncIterable])
async def test_generators_give_preliminary_results_and_the_last_value_is_the_result(execute, inline):
    output, preliminary = await run(None, tools={"t": make(execute, inline=inline)})
    assert (output.output, preliminary) == (2, [0, 1, 2])


@pytest.mark.parametrize("inline", [True, None])
async def test_a_generator_that_yields_nothing_gives_nothing(inline):
    def empty(value):
        yield from ()

    output, preliminary = await run(None, tools={"t": make(empty, inline=inline)})
    assert (output.output, preliminary) == (None, [])


async def test_a_generator_that_fails_midway_is_an_error_after_its_preliminary_results():
    async def execute(value):
        yield 1
        raise ValueError("broken")

    output, preliminary = await run(execute)
    assert preliminary == [1]
    assert (type(output), str(output.error)) == (TypedToolError, "broken")


async def test_options_say_what_the_call_is_about():
    seen = []

    async def execute(value, options):
        seen.append(options)

    await run(execute, tools_context={"t": {"user": 1}})
    [options] = seen
    assert (options.tool_call_id, options.messages, options.context) == ("c1", ["m"], {"user": 1})
    assert not options.abort_signal.aborted


async def test_a_list_is_a_result_and_no_stream():
    output, preliminary = await run(lambda value: [1, 2])
    assert (output.output, preliminary) == ([1, 2], [])


# --- Outputs and events ---


async def test_a_result_carries_what_belongs_to_the_call():
    typed = call(provider_metadata={"p": {}}, tool_metadata={"m": 1}, title="T")
    executed = await execute_tool_call(typed, environment(async_function), print)
    assert executed.tool_call is typed
    assert executed.output == TypedToolResult(
        tool_call_id="c1",
        tool_name="t",
        input={"q": "c1"},
        output=("c1", threading.get_ident()),
        dynamic=False,
        provider_metadata={"p": {}},
        tool_metadata={"m": 1},
    )


async def test_preliminary_results_are_marked_and_carry_all_of_the_call():
    seen = []
    typed = call(title="T", tool_metadata={"m": 1}, dynamic=True)
    await execute_tool_call(typed, environment(sync_generator), seen.append)
    assert seen[0] == TypedToolResult(
        tool_call_id="c1",
        tool_name="t",
        input={"q": "c1"},
        output=0,
        preliminary=True,
        title="T",
        tool_metadata={"m": 1},
        dynamic=True,
    )


async def test_outputs_of_dynamic_tools_are_dynamic():
    tools = {"t": dynamic_tool(input_schema={}, execute=lambda value: 1)}
    assert (await run(None, tools=tools))[0].dynamic is True
    failing = {"t": dynamic_tool(input_schema={}, execute=lambda value: 1 / 0)}
    assert (await run(None, tools=failing))[0].dynamic is True


@pytest.mark.parametrize("inline", [True, False])
async def test_what_a_tool_raises_is_its_output(inline):
    def execute(value):
        raise KeyError("x")

    output, _ = await run(None, tools={"t": make(execute, inline=inline)})
    assert isinstance(output, TypedToolError)
    assert isinstance(output.error, KeyError)
    assert output.dynamic is False


@pytest.mark.parametrize("tools", [None, {}, {"other": make(async_function)}, {"t": tool(input_schema={})}])
async def test_there_is_nothing_to_run_without_a_function(tools):
    bare = ToolEnvironment(tools=tools, call_id="c", messages=[])
    assert await execute_tool_call(call(), bare, print) is None
    async with ToolRunner(bare) as runner:
        assert runner.start(call()) is False
        assert not runner.active


async def test_events_surround_the_execution_and_the_time_is_the_tools_own():
    log = []
    ticks = iter([10.0, 12.5])

    async def execute(value):
        log.append("execute")
        return 1

    async def on_start(event):
        log.append(("start", event.call_id, event.tool_call.tool_call_id, event.messages, event.tool_context))

    async def on_end(event):
        log.append(("end", event.tool_output.output, event.tool_execution_time))

    async def telemetry(event, run_tool):
        log.append(("telemetry", event.tool_call.tool_name))
        await run_tool()
        log.append("telemetry end")

    executed = await execute_tool_call(
        call(),
        environment(
            execute,
            on_start=on_start,
            on_end=on_end,
            telemetry=telemetry,
            tools_context={"t": 5},
            now=lambda: next(ticks),
        ),
        print,
    )
    assert executed.execution_time == 2.5
    assert log == [
        ("start", "call-0", "c1", ["m"], 5),
        ("telemetry", "t"),
        "execute",
        "telemetry end",
        ("end", 1, 2.5),
    ]


async def test_the_end_event_tells_the_error_of_a_tool():
    seen = []

    async def on_end(event):
        seen.append(event.tool_output)

    output, _ = await run(lambda value: 1 / 0, on_end=on_end)
    assert seen == [output]
    assert isinstance(output.error, ZeroDivisionError)


async def test_the_context_is_validated_before_anything_is_told():
    started = []

    async def on_start(event):
        started.append(event)

    tools = {"t": make(async_function, context_schema=int)}
    with pytest.raises(TypeValidationError, match=r"Type validation failed for tool context \(t\): Value: \"x\"."):
        await run(None, tools=tools, tools_context={"t": "x"}, on_start=on_start)
    assert started == []


# --- Timeouts, aborts, cancellation ---


@pytest.mark.parametrize("timeout", [Timeout(tool=0.001), Timeout(tool=100, tools={"t": 0.001})])
async def test_a_timeout_cancels_the_tool_and_is_its_error(timeout):
    ended = []

    async def execute(value, options):
        try:
            await forever()
        finally:
            ended.append(options.abort_signal.reason)

    output, _ = await run(execute, timeout=timeout)
    assert isinstance(output.error, OperationTimeoutError)
    assert isinstance(output.error, TimeoutError)
    assert (output.error.name, str(output.error)) == ("TimeoutError", "The operation was aborted due to timeout")
    assert output.error.timeout == 0.001
    assert ended == [output.error]
    assert not other_tasks()


async def test_a_timeout_of_another_tool_does_not_count():
    async def execute(value):
        for _ in range(5):
            await asyncio.sleep(0)
        return "done"

    output, _ = await run(execute, timeout=Timeout(tools={"other": 0}))
    assert output.output == "done"


async def test_a_tool_that_ends_in_spite_of_the_timeout_keeps_its_result():
    async def execute(value):
        try:
            await forever()
        except asyncio.CancelledError:
            return "saved"

    output, _ = await run(execute, timeout=Timeout(tool=0.001))
    assert output.output == "saved"


async def test_nobody_waits_for_a_worker_thread_after_an_abort_but_it_learns_of_it():
    controller = AbortController()
    leave, left = threading.Event(), threading.Event()
    reasons = []

    def execute(value, options):
        options.abort_signal.add_callback(reasons.append)
        controller.abort(ValueError("enough"))
        leave.wait(10)
        left.set()

    output, _ = await run(execute, abort_signal=controller.signal)
    assert not left.is_set()
    leave.set()
    assert await asyncio.to_thread(left.wait, 10)
    assert reasons == [output.error]


async def test_a_worker_thread_that_is_too_slow_is_not_waited_for():
    leave = threading.Event()
    output, _ = await run(lambda value: leave.wait(10), timeout=Timeout(tool=0.001))
    assert isinstance(output.error, TimeoutError)
    assert not leave.is_set()
    leave.set()


async def test_an_abort_cancels_the_tool_with_its_reason():
    controller = AbortController()
    asyncio.get_running_loop().call_soon(controller.abort, ValueError("enough"))
    output, _ = await run(lambda value: forever(), abort_signal=controller.signal)
    assert isinstance(output.error, ValueError)
    assert not other_tasks()


async def test_a_tool_that_aborts_everything_keeps_its_own_result():
    controller = AbortController()

    async def execute(value):
        controller.abort()
        return "last words"

    output, _ = await run(execute, abort_signal=controller.signal)
    assert output.output == "last words"


async def test_a_tool_that_waits_for_something_cancelled_has_failed():
    """Only this tool: nobody has cancelled the generation."""

    async def execute(value):
        future = asyncio.get_running_loop().create_future()
        future.cancel()
        await future

    output, _ = await run(execute)
    assert isinstance(output.error, asyncio.CancelledError)


@pytest.mark.parametrize("steps", range(6))
@pytest.mark.parametrize("kind", ["async", "generator", "thread", "thread generator"])
async def test_cancelling_at_any_moment_ends_the_tool_and_leaves_no_task(kind, steps):
    leave = threading.Event()
    begun, ended = [], []

    async def coroutine(value):
        begun.append(1)
        try:
            await forever()
        finally:
            ended.append(1)

    async def generator(value):
        begun.append(1)
        try:
            while True:
                await asyncio.sleep(0)
                yield 1
        finally:
            ended.append(1)

    def thread(value, options):
        options.abort_signal.add_callback(lambda reason: leave.set())
        leave.wait(10)

    def thread_generator(value):
        try:
            while not leave.is_set():
                yield 1
        finally:
            leave.set()

    functions = {"async": coroutine, "generator": generator, "thread": thread, "thread generator": thread_generator}
    task = asyncio.ensure_future(execute_tool_call(call(), environment(functions[kind]), lambda result: None))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    leave.set()
    assert begun == ended
    assert not other_tasks()


async def test_a_sync_generator_stops_at_its_next_value_when_nobody_waits():
    closed = threading.Event()
    started = asyncio.Event()

    def execute(value):
        try:
            while True:
                yield 1
        finally:
            closed.set()

    def on_preliminary(result):
        assert not task.done()
        started.set()

    task = asyncio.ensure_future(execute_tool_call(call(), environment(execute), on_preliminary))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(closed.wait, 10)


async def test_a_worker_thread_learns_that_its_call_was_cancelled():
    started, left = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def execute(value, options):
        stop = threading.Event()
        options.abort_signal.add_callback(lambda reason: stop.set())
        loop.call_soon_threadsafe(started.set)
        if stop.wait(10):
            left.set()

    task = asyncio.ensure_future(execute_tool_call(call(), environment(execute), print))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(left.wait, 10)


async def test_a_cancel_scope_of_anyio_does_not_wait_for_a_worker_thread_either():
    started, leave, left = asyncio.Event(), threading.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def execute(value):
        loop.call_soon_threadsafe(started.set)
        leave.wait(10)
        left.set()

    async with anyio.create_task_group() as group:
        group.start_soon(execute_tool_call, call(), environment(execute), print)
        await started.wait()
        group.cancel_scope.cancel()
    assert not left.is_set()
    leave.set()
    assert await asyncio.to_thread(left.wait, 10)


async def test_values_that_were_on_their_way_when_the_call_ended_are_dropped():
    seen = []
    started = asyncio.Event()
    proceed, sent = threading.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def execute(value):
        loop.call_soon_threadsafe(started.set)
        proceed.wait(10)
        yield 1
        sent.set()

    task = asyncio.ensure_future(execute_tool_call(call(), environment(execute), seen.append))
    await started.wait()
    task.cancel()
    proceed.set()
    sent.wait(10)  # Blocks the loop on purpose: the value is now queued behind the cancellation.
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0)
    assert seen == []


@pytest.mark.parametrize("steps", [2, None])
async def test_streams_that_a_tool_returns_are_closed(steps):
    closed = []

    class Stream(AsyncIterable):
        async def __anext__(self):
            if steps is not None:
                await forever()
            return await super().__anext__()

        async def aclose(self):
            closed.append(True)

    task = asyncio.ensure_future(
        execute_tool_call(call(), environment(Stream, tools={"t": make(Stream, inline=True)}), repr)
    )
    if steps is not None:
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    else:
        assert (await task).output.output == 2
    assert closed == [True]


async def test_the_timer_of_a_timeout_ends_with_the_call(monkeypatch):
    loop = asyncio.get_running_loop()
    handles = []
    call_later = loop.call_later

    def recording(*arguments):
        handles.append(call_later(*arguments))
        return handles[-1]

    monkeypatch.setattr(loop, "call_later", recording)
    await run(async_function, timeout=Timeout(tool=1000))
    assert [handle.cancelled() for handle in handles] == [True]


# --- Several calls ---


def staged(order, log):
    """A tool whose calls end in the given order of ids, however they were started."""
    turns = {call_id: asyncio.Event() for call_id in order}
    turns[order[0]].set()

    async def execute(value):
        call_id = value["q"]
        log.append(f"start {call_id}")
        await turns[call_id].wait()
        following = order[order.index(call_id) + 1 :]
        if following:
            turns[following[0]].set()
        return call_id

    return execute


async def test_all_calls_run_at_once_and_results_come_in_the_order_of_the_calls():
    log = []
    calls = [call(call_id=name) for name in "abc"]
    executed = await execute_tools(calls, environment(staged("cab", log)))
    assert [item.output.output for item in executed] == ["a", "b", "c"]
    assert log == ["start a", "start b", "start c"]
    assert not other_tasks()


async def test_one_tool_that_fails_does_not_lose_the_others():
    async def execute(value):
        await asyncio.sleep(0)
        if value["q"] == "b":
            raise ValueError("broken")
        return value["q"]

    executed = await execute_tools([call(call_id=name) for name in "abc"], environment(execute))
    assert [item.output.type for item in executed] == ["tool-result", "tool-error", "tool-result"]


async def test_calls_without_a_function_are_skipped():
    calls = [call("nope", "a"), call(call_id="b")]
    executed = await execute_tools(calls, environment(async_function))
    assert [item.tool_call.tool_call_id for item in executed] == ["b"]
    assert await execute_tools([], environment(async_function)) == []


@pytest.mark.parametrize("limit", [1, 2, 3, 10, None])
async def test_no_more_calls_run_at_once_than_the_limit_allows(limit):
    running = 0
    most = 0

    async def execute(value):
        nonlocal running, most
        running += 1
        most = max(most, running)
        for _ in range(3):
            await asyncio.sleep(0)
        running -= 1
        return value["q"]

    executed = await execute_tools([call(call_id=str(n)) for n in range(5)], environment(execute), concurrency=limit)
    assert most == min(5, limit or 5)
    assert [item.output.output for item in executed] == ["0", "1", "2", "3", "4"]


async def test_calls_start_in_order_when_there_is_a_limit():
    log = []
    await execute_tools([call(call_id=name) for name in "abc"], environment(staged("abc", log)), concurrency=1)
    assert log == ["start a", "start b", "start c"]


async def test_a_call_that_cannot_be_run_ends_the_others_and_is_raised():
    log = []

    async def execute(value):
        try:
            await forever()
        finally:
            log.append("cancelled")

    tools = {"t": make(execute), "bad": make(execute, context_schema=int)}
    with pytest.raises(TypeValidationError):
        await execute_tools([call(), call("bad", "c2")], environment(tools=tools))
    assert log == ["cancelled"]
    assert not other_tasks()


async def test_after_an_abort_calls_that_wait_for_their_turn_do_not_start():
    controller = AbortController()
    log = []

    async def execute(value):
        log.append(value["q"])
        controller.abort(ValueError("stop"))

    with pytest.raises(ValueError, match="stop"):
        await execute_tools(
            [call(call_id="a"), call(call_id="b")], environment(execute, abort_signal=controller.signal), concurrency=1
        )
    assert log == ["a"]


@pytest.mark.parametrize("limit", [1, None])
@pytest.mark.parametrize("steps", range(6))
async def test_cancelling_several_calls_ends_them_all(steps, limit):
    begun, ended = [], []

    async def execute(value):
        begun.append(value["q"])
        try:
            await forever()
        finally:
            await asyncio.sleep(0)
            ended.append(value["q"])

    calls = [call(call_id=name) for name in "abc"]
    task = asyncio.ensure_future(execute_tools(calls, environment(execute), concurrency=limit))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sorted(begun) == sorted(ended)
    assert not other_tasks()


async def test_a_second_cancellation_does_not_leave_the_tools_alone():
    leave = asyncio.Event()
    ended = []

    async def execute(value):
        try:
            await forever()
        finally:
            await leave.wait()
            ended.append(1)

    task = asyncio.ensure_future(execute_tools([call()], environment(execute)))
    for _ in range(5):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not task.done()
    leave.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == [1]
    assert not other_tasks()


async def test_closing_a_runner_can_be_cancelled_but_not_cut_short():
    leave = asyncio.Event()

    async def execute(value):
        try:
            await forever()
        finally:
            await leave.wait()

    runner = ToolRunner(environment(execute))
    runner.start(call())
    await asyncio.sleep(0)
    closing = asyncio.ensure_future(runner.aclose())
    await asyncio.sleep(0)
    closing.cancel()
    await asyncio.sleep(0)
    assert not closing.done()
    leave.set()
    with pytest.raises(asyncio.CancelledError):
        await closing
    assert not other_tasks()


async def test_a_runner_delivers_what_comes_while_calls_are_still_arriving():
    turns = {"a": asyncio.Event(), "b": asyncio.Event()}

    async def execute(value):
        yield f"begin {value['q']}"
        await turns[value["q"]].wait()
        yield f"end {value['q']}"

    async with ToolRunner(environment(execute)) as runner:
        assert not runner.active
        await runner.wait()
        assert runner.start(call(call_id="a"))
        await runner.wait()
        assert [item.output for item in runner.take_ready()] == ["begin a"]
        assert runner.take_ready() == []
        assert runner.start(call(call_id="b"))
        turns["b"].set()
        done = []
        while not done:
            await runner.wait()
            done = [item for item in runner.take_ready() if isinstance(item, ExecutedTool)]
        assert [item.output.output for item in done] == ["end b"]
        assert runner.active
        turns["a"].set()
        while runner.active:
            await runner.wait()
            done += [item for item in runner.take_ready() if isinstance(item, ExecutedTool)]
        assert [item.output.output for item in done] == ["end b", "end a"]
    assert not other_tasks()


async def test_a_runner_delivers_calls_that_cannot_be_run():
    tools = {"t": make(async_function, context_schema=int)}
    async with ToolRunner(environment(tools=tools)) as runner:
        runner.start(call())
        await runner.wait()
        [item] = runner.take_ready()
    assert isinstance(item, FailedToolCall)
    assert isinstance(item.error, TypeValidationError)


async def test_waiting_for_a_runner_can_be_cancelled_without_harm_to_the_calls():
    release = asyncio.Event()

    async def execute(value):
        await release.wait()
        return 1

    async with ToolRunner(environment(execute)) as runner:
        runner.start(call())
        waiter = asyncio.ensure_future(runner.wait())
        await asyncio.sleep(0)
        waiter.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiter
        release.set()
        await runner.wait()
        [item] = runner.take_ready()
    assert item.output.output == 1


async def test_a_closed_runner_has_nothing_to_give():
    async with ToolRunner(environment(sync_generator)) as runner:
        runner.start(call())
        await runner.wait()
    assert not runner.active
    assert runner.take_ready() == []


@pytest.mark.parametrize("limit", [None, 1, 7])
def test_limits_from_one_are_fine(limit):
    assert prepare_tool_call_concurrency(limit) == limit


@pytest.mark.parametrize(
    ("limit", "message"),
    [(0, "must be >= 1"), (-2, "must be >= 1"), (1.5, "must be an integer"), (True, "must be an integer")],
)
def test_other_limits_are_refused(limit, message):
    with pytest.raises(InvalidArgumentError, match=f"tool_call_concurrency {message}"):
        prepare_tool_call_concurrency(limit)
