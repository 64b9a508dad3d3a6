"""The blocking twins: from scripts, threads, running loops and forked processes, and what is left when they end."""

import asyncio
import contextvars
import copy
import inspect
import os
import subprocess
import sys
import textwrap
import threading
import time

import ai_sdk_core
import pytest
from ai_sdk_core import Output, json_schema, sync, tool
from ai_sdk_core.errors import AISDKError, NoOutputGeneratedError, UnsupportedFunctionalityError
from ai_sdk_core.provider import StreamError, TextDelta, TextStart, ToolCall
from ai_sdk_core.testing import MockLanguageModel, generate_result, stream_of, stream_result, text_stream

CITY = json_schema({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})
CALLS = generate_result(
    ToolCall(tool_call_id="c1", tool_name="weather", input='{"city": "Oslo"}'), finish_reason="tool-calls"
)


def model_of(text="Hello world"):
    answer = generate_result(text)
    return MockLanguageModel(do_generate=answer, do_stream=lambda options: stream_of(answer))


def batched(*parts):
    """A model whose parts come in one network read."""
    answer = text_stream(*parts)
    inner = answer.stream

    async def together():
        yield [part async for batch in inner for part in batch]

    answer.stream = together()
    return MockLanguageModel(do_stream=answer)


def test_twins_have_the_same_names_and_arguments():
    for name in ("generate_text", "stream_text"):
        assert inspect.signature(getattr(sync, name)) == inspect.signature(getattr(ai_sdk_core, name))
        assert not inspect.iscoroutinefunction(getattr(sync, name))


def test_a_result_is_the_same():
    assert sync.generate_text(model=model_of(), prompt="x").text == "Hello world"


def test_views_are_plain_iterators():
    with sync.stream_text(model=model_of(), prompt="x") as stream:
        assert "".join(stream.text_stream) == "Hello world"
        assert [part.type for part in stream.stream][-1] == "finish"
        assert stream.result().text == "Hello world"


def test_a_stream_needs_no_block():
    assert "".join(sync.stream_text(model=model_of(), prompt="x").text_stream) == "Hello world"
    stream = sync.stream_text(model=model_of(), prompt="x")
    stream.consume()
    assert stream.result().text == "Hello world"


def test_partial_outputs_are_seen_growing_although_they_arrive_together():
    """One hop to the loop brings a whole batch; each value must still show the state of its own delta."""
    model = batched('{"elements": [{"a": 1', '}, {"a"', ": 2}]}")
    with sync.stream_text(model=model, prompt="x", output=Output.json()) as stream:
        seen = [copy.deepcopy(partial) for partial in stream.partial_output_stream]
    assert seen[0] == {"elements": [{"a": 1}]}
    assert seen[-1] == {"elements": [{"a": 1}, {"a": 2}]}
    assert len(seen) > 1


def test_elements_of_an_array():
    with sync.stream_text(model=model_of('{"elements": [1, 2, 3]}'), prompt="x", output=Output.array(int)) as stream:
        assert list(stream.element_stream) == [1, 2, 3]
        assert stream.result().output == [1, 2, 3]
    with (
        sync.stream_text(model=model_of(), prompt="x") as stream,
        pytest.raises(UnsupportedFunctionalityError, match="text mode"),
    ):
        _ = stream.element_stream


def test_errors_are_raised_in_the_thread_that_asked():
    with pytest.raises(ZeroDivisionError):
        sync.generate_text(model=MockLanguageModel(do_generate=ZeroDivisionError()), prompt="x")
    begun = [TextStart(id="1"), TextDelta(id="1", delta="Hel")]
    failing = MockLanguageModel(do_stream=stream_result([*begun, StreamError(error=LookupError("lost"))]))
    with sync.stream_text(model=failing, prompt="x") as stream:
        deltas = stream.text_stream
        assert next(deltas) == "Hel"
        with pytest.raises(LookupError, match="lost"):
            next(deltas)
    with pytest.raises(NoOutputGeneratedError):
        sync.stream_text(model=MockLanguageModel(do_stream=ZeroDivisionError()), prompt="x").result()


def test_leaving_the_block_ends_the_call():
    closed = threading.Event()
    answer = text_stream("a", "b", "c")
    inner = answer.stream

    async def watched():
        try:
            async for batch in inner:
                yield batch
        finally:
            closed.set()

    answer.stream = watched()
    with sync.stream_text(model=MockLanguageModel(do_stream=answer), prompt="x") as stream:
        for _ in stream.text_stream:
            break
        assert not closed.is_set()
    assert closed.is_set()
    with pytest.raises(AISDKError, match="closed before its end"):
        stream.result()


def test_it_works_inside_a_running_loop():
    """As in a notebook: the caller's loop is blocked, as it asked for, and not broken."""

    async def cell():
        text = sync.generate_text(model=model_of(), prompt="x").text
        with sync.stream_text(model=model_of(), prompt="x") as stream:
            streamed = "".join(stream.text_stream)
        await asyncio.sleep(0)
        return text, streamed

    assert asyncio.run(cell()) == ("Hello world", "Hello world")


def test_threads_run_side_by_side_on_one_loop():
    """All wait for each other inside the model: one after the other they would wait for ever."""
    loops, all_here = set(), asyncio.Barrier(8)

    async def meet(options):
        loops.add(asyncio.get_running_loop())
        await all_here.wait()
        return generate_result("met")

    model = MockLanguageModel(do_generate=meet)
    results = []
    threads = [
        threading.Thread(target=lambda: results.append(sync.generate_text(model=model, prompt="x").text))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (results, len(loops)) == (["met"] * 8, 1)


def test_context_variables_of_the_caller_are_seen():
    variable = contextvars.ContextVar("variable", default="unset")
    seen = []
    variable.set("set")
    sync.generate_text(
        model=MockLanguageModel(do_generate=lambda options: seen.append(variable.get()) or generate_result("x")),
        prompt="x",
    )
    assert seen == ["set"]


def test_a_sync_tool_may_use_the_blocking_twins():
    """Sync tools run in worker threads, so they may block."""

    @tool
    def weather(city: str) -> str:
        """Ask another model."""
        return sync.generate_text(model=model_of("sunny"), prompt=city).text

    result = sync.generate_text(model=MockLanguageModel(do_generate=CALLS), prompt="x", tools={"weather": weather})
    assert result.tool_results[0].output == "sunny"


def test_a_blocking_call_on_the_own_loop_is_an_error_and_no_deadlock():
    @tool
    async def weather(city: str) -> str:
        """Blocks the loop that it runs on."""
        return sync.generate_text(model=model_of(), prompt=city).text

    result = sync.generate_text(model=MockLanguageModel(do_generate=CALLS), prompt="x", tools={"weather": weather})
    errors = [part.error for part in result.content if part.type == "tool-error"]
    assert "Await its async twin" in str(errors[0])


def test_code_that_wants_the_program_to_end_reaches_the_caller_and_does_not_take_the_loop_along():
    with pytest.raises(SystemExit):
        sync.generate_text(model=MockLanguageModel(do_generate=SystemExit(3)), prompt="x")
    assert sync.generate_text(model=model_of(), prompt="x").text == "Hello world"


# --- Processes ---


def run_program(program, *flags):
    """Run a program in a process of its own, with every warning an error."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", *flags, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
        env={**os.environ, "PYTHONASYNCIODEBUG": "0"},
    )
    return done.returncode, done.stdout, done.stderr


ASK = """
from ai_sdk_core import sync
from ai_sdk_core.testing import MockLanguageModel, generate_result, text_stream
model = MockLanguageModel(do_generate=generate_result("Hello"), do_stream=lambda options: text_stream("a", "b"))
def ask():
    return sync.generate_text(model=model, prompt="x").text
"""


def test_a_program_ends_in_silence():
    code, out, err = run_program(
        ASK + "print(ask()); print(list(sync.stream_text(model=model, prompt='x').text_stream))"
    )
    assert (code, out, err) == (0, "Hello\n['a', 'b']\n", "")


def test_a_program_that_ends_in_the_middle_of_a_stream_ends_in_silence():
    """What still runs is cancelled and cleans up before the interpreter goes."""
    program = """
    import asyncio
    from ai_sdk_core.testing import stream_result
    async def hang():
        try:
            yield [part async for batch in text_stream("a").stream for part in batch][:3]
            await asyncio.Event().wait()
        finally:
            print("closed")
    stream = sync.stream_text(model=MockLanguageModel(do_stream=type(text_stream())(stream=hang())), prompt="x")
    print(next(stream.text_stream))
    """
    code, out, err = run_program(ASK + textwrap.dedent(program))
    assert (code, out, err) == (0, "a\nclosed\n", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_a_forked_process_has_its_own_loop():
    program = """
    import os, sys, warnings
    warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of every fork with threads
    print(ask(), flush=True)
    child = os.fork()
    print(ask(), flush=True)
    if not child:
        sys.exit(7)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), ask())
    """
    code, out, err = run_program(ASK + textwrap.dedent(program))
    assert (code, err) == (0, "")
    assert (out.count("Hello"), out.count("7")) == (4, 1)  # both processes write, in any order


def test_interrupting_a_blocking_call_cancels_it():
    """Ctrl+C: the call ends, what it opened is closed, and the next one works."""
    program = """
    import asyncio, signal, threading
    signal.signal(signal.SIGINT, signal.default_int_handler)  # Programs in the background start without.
    async def hang(options):
        try:
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            await asyncio.Event().wait()
        finally:
            print("closed")
    try:
        sync.generate_text(model=MockLanguageModel(do_generate=hang), prompt="x")
    except KeyboardInterrupt:
        print("interrupted", ask())
    """
    code, out, err = run_program(ASK + textwrap.dedent(program))
    assert (code, out, err) == (0, "closed\ninterrupted Hello\n", "")


def test_importing_starts_nothing():
    code, out, err = run_program("import threading; import ai_sdk_core.sync; print(threading.active_count())")
    assert (code, out, err) == (0, "1\n", "")


def test_a_tool_that_hangs_does_not_keep_the_program_from_ending():
    started = time.monotonic()
    program = """
    import asyncio, threading
    async def stubborn(options):
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                print("no", flush=True)
                await asyncio.Event().wait()
    import ai_sdk_core._sync
    ai_sdk_core._sync.SECONDS_TO_STOP = 0.05
    call = lambda: sync.generate_text(model=MockLanguageModel(do_generate=stubborn), prompt="x")
    threading.Thread(target=call, daemon=True).start()
    while not model.do_generate.calls:
        ask()
    """
    code, out, _ = run_program(ASK + textwrap.dedent(program))
    assert (code, out) == (0, "no\n")
    assert time.monotonic() - started < 30
