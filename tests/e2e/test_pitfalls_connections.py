"""Connections, loops, threads, cancellation: what users of other SDKs complain about must not happen over real sockets.

`docs/pitfalls.md` says which complaint each test keeps away.
"""

import asyncio
import gc
import os
import subprocess
import sys
import textwrap
import threading
import types
from contextlib import aclosing, suppress
from itertools import count

import pytest
from ai_sdk_core import AbortController, Timeout, aclose_all, generate_text, is_step_count, stream_text, sync, tool
from ai_sdk_core.errors import AbortError, APICallError, OperationTimeoutError, RetryError
from ai_sdk_openai_compatible import create_openai_compatible
from ai_sdk_test_server import Cut, Delivery, ErrorReply, EventStreamReply, HoldPoint, Reply, TestServer, ToolCall

PATIENCE = 5.0
"""Seconds that the server may need to notice that a client has left."""


@tool
async def weather(city: str) -> str:
    """Look up the weather."""
    await asyncio.sleep(0)
    return f"sunny in {city}"


def model_at(server, **settings):
    return create_openai_compatible(name="here", base_url=server.base_url, **settings)("any")


@pytest.fixture
def server(ai_test_server):
    return ai_test_server


def held(text="one two three four", after=3):
    hold = HoldPoint(after_chunks=after)
    return Reply(text=text, delivery=Delivery(holds=[hold])), hold


async def until(condition):
    """Wait for what the server will notice in its own thread."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - there is no event for every condition
            await asyncio.sleep(0.001)


# --- Loops and threads (1, 2, 6) ---


def test_the_same_model_serves_three_event_loops_one_after_the_other(server):
    model = model_at(server)

    async def run():
        async with stream_text(model=model, prompt="Hi there") as stream:
            streamed = await stream
        return streamed.text == (await generate_text(model=model, prompt="Hi there")).text

    assert [asyncio.run(run()) for _ in range(3)] == [True] * 3
    server.block_until_idle()


def test_the_same_model_serves_two_threads_at_once(server):
    model, results = model_at(server), []
    meeting = threading.Barrier(2, timeout=20)

    async def run():
        async with stream_text(model=model, prompt="Hi") as stream:
            await anext(stream.text_stream)
            meeting.wait()  # both streams are open
            return (await stream).finish_reason

    threads = [threading.Thread(target=lambda: results.append(asyncio.run(run()))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert results == ["stop", "stop"]
    server.block_until_idle()


async def test_blocking_calls_work_inside_a_running_loop(server):
    model = model_at(server)
    assert sync.generate_text(model=model, prompt="Hi").text
    with sync.stream_text(model=model, prompt="Hi") as stream:
        assert "".join(stream.text_stream)
    assert (await generate_text(model=model, prompt="Hi")).text


def test_blocking_calls_share_a_connection_and_a_left_stream_is_hung_up(server):
    model = model_at(server)
    for _ in range(3):
        sync.generate_text(model=model, prompt="Hi")
    assert server.connections == 1
    reply, _ = held()
    server.script(reply)
    with sync.stream_text(model=model, prompt="Hi") as stream:
        next(stream.text_stream)
    server.block_for_disconnects()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_a_forked_process_does_not_use_its_parents_connections(server):
    program = f"""
    import os, sys, warnings
    from ai_sdk_core import sync
    from ai_sdk_openai_compatible import create_openai_compatible
    warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of every fork with threads
    model = create_openai_compatible(name="here", base_url={server.base_url!r})("any")
    def ask():
        return sync.generate_text(model=model, prompt="Hi").finish_reason
    first = ask()
    child = os.fork()
    for _ in range(5):
        assert ask() == first == "stop"
    if not child:
        sys.exit(7)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "7\n", "")
    assert server.connections == 2
    server.block_until_idle()


def test_a_blocking_program_ends_in_silence_and_hangs_up(server):
    """Connections that are kept alive, and streams that were left, are closed before the interpreter ends."""
    program = f"""
    from ai_sdk_core import sync
    from ai_sdk_openai_compatible import create_openai_compatible
    model = create_openai_compatible(name="here", base_url={server.base_url!r})("any")
    sync.generate_text(model=model, prompt="Hi")
    stream = sync.stream_text(model=model, prompt="Hi")
    next(stream.text_stream)
    """
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    server.block_until_idle()


async def test_all_providers_share_one_connection(server):
    for number in range(10):
        model = create_openai_compatible(name=f"provider-{number}", base_url=server.base_url)("any")
        await generate_text(model=model, prompt="Hi")
        async with stream_text(model=model, prompt="Hi") as stream:
            await stream
    assert server.connections == 1


# --- Leaving (3, 4) ---


@pytest.mark.parametrize("how", ["break", "kept"])
@pytest.mark.parametrize("arrived", ["whole", "half"])
def test_a_stream_that_is_left_over_ends_with_its_loop_in_silence(server, how, arrived, caplog):
    """Also in the middle of a body, with all the generators of the HTTP client below."""

    async def leave(kept):
        stream = stream_text(model=model_at(server), prompt="Hi")
        kept.extend([stream] * (how == "kept"))
        async for _ in stream.text_stream:
            break

    for _ in range(20):  # the loop closes what it knows in an order of its own
        if arrived == "half":
            server.script(held()[0])
        asyncio.run(leave([]), debug=False)
        gc.collect()
    server.block_until_idle()
    assert caplog.records == []


async def broken_out_of(stream):
    async with stream:
        async for _ in stream.text_stream:
            break


async def closed(stream):
    await anext(stream.text_stream)
    await stream.aclose()


async def failed_in(stream):
    async with stream:
        await anext(stream.text_stream)
        raise LookupError


async def cancelled(stream):
    reading = asyncio.create_task(stream.consume())
    await anext(stream.text_stream)
    reading.cancel()
    await asyncio.wait([reading])


async def closed_a_view_of(stream):
    async with stream, aclosing(stream.text_stream) as deltas:
        await anext(deltas)


async def forgotten(stream):
    await anext(stream.text_stream)
    del stream
    gc.collect()


@pytest.mark.parametrize("leave", [broken_out_of, closed, failed_in, cancelled, closed_a_view_of, forgotten])
async def test_however_a_stream_is_left_the_server_sees_it_and_no_task_stays(server, leave):
    reply, hold = held()
    server.script(reply)
    with suppress(LookupError):
        await leave(stream_text(model=model_at(server), prompt="Hi"))
    await server.wait_for_disconnects()
    await until(lambda: server.open_connections == 0)
    await until(lambda: len(asyncio.all_tasks()) == 1)  # the loop closes what was forgotten, in a round of its own
    hold.release()


@pytest.mark.parametrize("after_chunks", [None, 0, 2])
async def test_cancelling_a_call_hangs_up_wherever_the_server_is(server, after_chunks):
    hold = HoldPoint() if after_chunks is None else HoldPoint(after_chunks=after_chunks)
    server.script(Reply(text="one two three", delivery=Delivery(holds=[hold])))
    task = asyncio.create_task(stream_text(model=model_at(server), prompt="Hi").consume())
    await hold.wait_until_reached()
    task.cancel()
    await asyncio.wait([task])
    await server.wait_for_disconnects()
    assert task.cancelled()


async def test_an_abort_signal_hangs_up(server):
    reply, hold = held()
    server.script(reply)
    controller = AbortController()
    async with stream_text(model=model_at(server), prompt="Hi", abort_signal=controller.signal) as stream:
        await anext(stream.text_stream)
        controller.abort()
        with pytest.raises(AbortError):
            await stream
    await server.wait_for_disconnects()
    hold.release()


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


async def whole(options):
    return await generate_text(**options)


async def drained(options):
    async with stream_text(**options) as stream:
        return await stream


async def text_read(options):
    async for _ in stream_text(**options).text_stream:
        pass


@pytest.mark.parametrize("how", [whole, drained, text_read], ids=lambda how: how.__name__)
async def test_cancelling_at_any_await_leaves_no_task_and_no_connection_but_idle_ones(server, how):
    """A tool loop of two calls, cancelled where it waits for the n-th time, for every n: a response that nobody closed
    would keep its connection, and connections would pile up."""
    slowly = Delivery(write_size=60)
    for number in count(1):
        server.script(
            Reply(tool_calls=[ToolCall(name="weather", arguments={"city": "Oslo"})], delivery=slowly),
            Reply(text="It is sunny.", delivery=slowly),
        )
        options = {
            "model": model_at(server),
            "prompt": "Weather?",
            "tools": {"weather": weather},
            "stop_when": is_step_count(2),
            "timeout": 60,
        }
        was_cancelled = await cancelled_at(number, how(options))
        gc.collect()
        for _ in range(5):  # a forgotten stream is closed by the loop
            await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}, number
        await until(lambda: server.open_connections <= 1)
        if not was_cancelled:
            break
        await generate_until_empty(server)
    assert number > 8
    await aclose_all()
    await server.wait_until_idle()


async def generate_until_empty(server):
    """Use up what the cancelled loop left of the script; the pool must still be fit for it."""
    while server.replies_left:
        await generate_text(model=model_at(server), prompt="Hi")


async def test_a_consumer_that_leaves_does_not_disturb_the_others(server):
    model = model_at(server)

    async def one(number):
        async with stream_text(model=model, prompt=f"Hello number {number}") as stream:
            if number % 2:
                return await anext(stream.text_stream)
            return (await stream).text

    texts = await asyncio.gather(*(one(number) for number in range(40)))
    assert all(f"number {number}" in text for number, text in enumerate(texts) if not number % 2)


# --- Servers that hang (5) ---


@pytest.mark.parametrize("after_chunks", [None, 0, 1])
async def test_a_server_that_never_begins_to_answer_is_given_up(server, after_chunks):
    """Not one byte, headers only, or a role without text: the limit counts what the model says, not bytes."""
    hold = HoldPoint() if after_chunks is None else HoldPoint(after_chunks=after_chunks)
    server.script(Reply(text="late", delivery=Delivery(holds=[hold])))
    limit = Timeout(step=0.05) if after_chunks is None else Timeout(first_chunk=0.05)
    async with stream_text(model=model_at(server), prompt="Hi", timeout=limit) as stream:
        with pytest.raises(OperationTimeoutError):
            await stream
    await server.wait_for_disconnects()
    hold.release()


async def test_a_server_that_stops_in_the_middle_is_given_up(server):
    reply, hold = held()
    server.script(reply)
    async with stream_text(model=model_at(server), prompt="Hi", timeout=Timeout(chunk=0.05)) as stream:
        with pytest.raises(OperationTimeoutError, match="Chunk"):
            async for _ in stream.text_stream:
                pass
    await server.wait_for_disconnects()
    hold.release()


async def test_keep_alive_comments_are_no_output(server):
    """A proxy that only keeps the connection alive does not keep a dead stream alive."""
    pings = dict.fromkeys(range(2), b": keep-alive\n\n")
    hold = HoldPoint(after_chunks=1)
    server.script(Reply(text="late", delivery=Delivery(inserts=pings, holds=[hold])))
    async with stream_text(model=model_at(server), prompt="Hi", timeout=Timeout(first_chunk=0.05)) as stream:
        with pytest.raises(OperationTimeoutError, match="First chunk"):
            await stream
    hold.release()


# --- Retries (7, 8) ---


async def test_retries_are_made_in_one_place_and_every_attempt_is_told(server):
    server.script(*[ErrorReply(status=429, message="slow down", retry_after=0)] * 9)
    with pytest.raises(RetryError, match="Failed after 3 attempts") as raised:
        await generate_text(model=model_at(server), prompt="Hi")
    assert len(server.requests) == 3
    assert [error.status_code for error in raised.value.errors] == [429] * 3
    attempts = []
    async with stream_text(
        model=model_at(server), prompt="Hi", max_retries=1, on_language_model_call_start=attempts.append
    ) as stream:
        with pytest.raises(RetryError, match="Failed after 2 attempts"):
            await anext(stream.text_stream)
    assert (len(server.requests), len(attempts)) == (5, 2)


@pytest.mark.parametrize("how", ["close", "reset"])
async def test_a_stream_that_was_cut_is_not_repeated_behind_the_readers_back(server, how):
    """Text would come twice, and half a tool call would be run."""
    server.script(Reply(text="one two three", delivery=Delivery(cut=Cut(after_chunks=3, how=how))), Reply(text="again"))
    async with stream_text(model=model_at(server), prompt="Hi") as stream:
        deltas = stream.text_stream
        assert await anext(deltas) == "one"
        with pytest.raises(APICallError) as raised:
            async for _ in deltas:
                pass
    assert len(server.requests) == 1
    assert raised.value.is_retryable


async def test_half_a_tool_call_is_not_run(server):
    ran = []

    @tool
    def delete(path: str) -> None:
        """Delete a file."""
        ran.append(path)

    cut = Delivery(cut=Cut(after_chunks=3, how="end"))
    server.script(Reply(tool_calls=[ToolCall(name="delete", arguments=['{"path": "/', 'tmp/x"}'])], delivery=cut))
    async with stream_text(model=model_at(server), prompt="Hi", tools={"delete": delete}) as stream:
        await stream.consume()
        assert "error" in [part.type async for part in stream.stream]
    assert ran == []


async def test_a_refusal_comes_before_any_part_of_an_answer(server):
    server.script(ErrorReply(status=401, message="wrong key"))
    async with stream_text(model=model_at(server), prompt="Hi") as stream:
        assert [part.type async for part in stream.stream] == ["start", "error"]


# --- Memory (22) ---


async def test_streams_over_the_network_leave_nothing_in_memory():
    """The same answer each time: the JSON parser keeps some of the texts that it has seen, up to a limit."""
    answer = EventStreamReply(
        events=[
            {"id": "1", "choices": [{"index": 0, "delta": {"role": "assistant", "content": "Hello"}}]},
            {"id": "1", "choices": [{"index": 0, "delta": {"content": " world"}, "finish_reason": "stop"}]},
        ]
    )
    with TestServer(rules=[lambda request: answer], max_recorded_requests=1) as server:
        model = model_at(server)

        async def run(number):
            for index in range(number):
                async with stream_text(model=model, prompt="Hi", timeout=60) as stream:
                    if index % 10:
                        await stream
                    else:
                        await anext(stream.text_stream)
            gc.collect()
            return sys.getallocatedblocks()

        await run(100)
        before = await run(100)
        grown = await run(2000) - before
        await aclose_all()
    assert grown < 200, f"{grown} blocks of memory after 2,000 streams"
