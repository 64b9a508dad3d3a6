"""Agents: settings and calls, preparation, stopping, errors, sessions, agents as tools."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest
from ai_sdk_core import (
    AbortController,
    Agent,
    AgentCall,
    AgentSession,
    Output,
    PreparedCall,
    Timeout,
    ToolExecutionOptions,
    ToolLoopAgent,
    agent_tool,
    generate_text,
    is_step_count,
    smooth_stream,
    tool,
)
from ai_sdk_core.errors import AbortError, InvalidPromptError, OperationTimeoutError, TypeValidationError
from ai_sdk_core.provider import StreamError, ToolCall
from ai_sdk_core.testing import MockLanguageModel, generate_result, stream_result, text_stream


@tool
def weather(city: str) -> str:
    """Tell the weather."""
    return f"Sunny in {city}"


def calling(name: str = "weather", arguments: str = '{"city": "Lisbon"}', call_id: str = "c") -> Any:
    call = ToolCall(tool_call_id=call_id, tool_name=name, input=arguments)
    return generate_result(call, finish_reason="tool-calls")


def saying(*texts: str) -> MockLanguageModel:
    return MockLanguageModel(
        do_generate=[generate_result(text) for text in texts], do_stream=lambda _options: text_stream(*texts)
    )


# --- Settings and calls ---


async def test_a_call_has_the_settings_of_the_agent():
    model = saying("hi")
    agent = ToolLoopAgent(
        model=model,
        id="travel",
        instructions="Be kind.",
        tools={"weather": weather},
        temperature=0.5,
        headers={"x-a": "1", "user-agent": "mine"},
        provider_options={"p": {"a": 1}},
    )

    result = await agent.generate(prompt="Hi")

    (call,) = model.do_generate.calls
    assert result.text == "hi"
    assert [message.role for message in call.prompt] == ["system", "user"]
    assert (call.temperature, call.provider_options) == (0.5, {"p": {"a": 1}})
    assert [tool.name for tool in call.tools or []] == ["weather"]
    headers = call.headers or {}
    assert (headers["x-a"], (headers["user-agent"] or "").split("/0.")[0]) == (
        "1",
        "mine ai-sdk-agent/tool-loop ai-sdk-core",
    )
    assert (agent.id, agent.version, agent.tools) == ("travel", "agent-v1", {"weather": weather})
    assert isinstance(agent, Agent)


async def test_an_agent_streams():
    agent = ToolLoopAgent(model=saying("a b", " c"), instructions="Be kind.")

    async with await agent.stream(prompt="Hi", transform=smooth_stream(delay=None)) as stream:
        assert [delta async for delta in stream.text_stream] == ["a ", "b ", "c"]
        assert (await stream).text == "a b c"


async def test_an_agent_can_be_called_at_the_same_time():
    agent = ToolLoopAgent(model=MockLanguageModel(do_generate=lambda options: generate_result(said(options))))

    results = await asyncio.gather(*(agent.generate(prompt=f"{number}") for number in range(3)))

    assert [result.text for result in results] == ["0", "1", "2"]


def said(options: Any) -> str:
    return options.prompt[-1].content[0].text


async def test_an_agent_without_a_prompt_is_an_error():
    with pytest.raises(InvalidPromptError):
        await ToolLoopAgent(model=saying("hi")).generate()


async def test_output_is_typed():
    agent = ToolLoopAgent(model=saying('{"a": 1}'), output=Output.json())

    assert (await agent.generate(prompt="Hi")).output == {"a": 1}


async def test_tools_run_in_a_loop():
    model = MockLanguageModel(do_generate=[calling(), calling(call_id="d"), generate_result("Sunny.")])

    result = await ToolLoopAgent(model=model, tools={"weather": weather}).generate(prompt="Hi")

    assert (len(result.steps), result.text) == (3, "Sunny.")


async def test_contexts_can_be_given_with_a_call():
    """A tool finds what it depends on, without globals."""

    @dataclass
    class Database:
        name: str

    seen: list[Any] = []

    @tool
    def look(options: ToolExecutionOptions[Database]) -> str:
        """Look into the database."""
        seen.append(options.context.name)
        return "found"

    agent = ToolLoopAgent(
        model=MockLanguageModel(do_generate=lambda _options: calling("look", "{}")),
        tools={"look": look},
        tools_context={"look": Database("default")},
        stop_when=is_step_count(1),
    )
    await agent.generate(prompt="Hi")
    result = await agent.generate(prompt="Hi", tools_context={"look": Database("mine")}, runtime_context={"user": 1})

    assert seen == ["default", "mine"]
    assert result.final_step.runtime_context == {"user": 1}


# --- Stopping ---


async def test_an_agent_stops_after_twenty_steps_and_says_so(caplog):
    model = MockLanguageModel(do_generate=lambda _options: calling())

    result = await ToolLoopAgent(model=model, tools={"weather": weather}).generate(prompt="Hi")

    assert len(result.steps) == 20
    assert "default stop_when condition, is_step_count(20)" in caplog.text
    assert "mock-provider / mock-model-id" in caplog.text


async def test_an_agent_that_is_done_at_the_limit_logs_nothing(caplog):
    model = MockLanguageModel(do_generate=[*(calling() for _ in range(19)), generate_result("done")])

    result = await ToolLoopAgent(model=model, tools={"weather": weather}).generate(prompt="Hi")

    assert (len(result.steps), caplog.text) == (20, "")


async def test_a_stop_condition_of_ones_own_logs_nothing(caplog):
    model = MockLanguageModel(do_generate=lambda _options: calling())
    agent = ToolLoopAgent(model=model, tools={"weather": weather}, stop_when=[is_step_count(2)])

    assert len((await agent.generate(prompt="Hi")).steps) == 2
    assert caplog.text == ""


# --- Preparing calls ---


@dataclass
class Level:
    level: int


async def test_calls_are_prepared_by_their_options():
    model = saying("hi")

    def prepare(call: AgentCall) -> AgentCall:
        assert call["prompt"] == "Hi"
        return {**call, "temperature": call["options"].level / 10, "instructions": "Prepared."}

    agent = ToolLoopAgent(model=model, instructions="I", call_options_schema=Level, prepare_call=prepare)

    await agent.generate(prompt="Hi", options={"level": 3})  # type: ignore[arg-type]

    assert model.do_generate.calls[0].temperature == 0.3
    assert model.do_generate.calls[0].prompt[0].content == "Prepared."


async def test_options_that_do_not_fit_are_refused():
    agent = ToolLoopAgent(model=saying("hi"), call_options_schema=Level)

    for call in (agent.generate, agent.stream):
        with pytest.raises(TypeValidationError, match="options"):
            await call(prompt="Hi", options={"level": "a"})  # type: ignore[arg-type]


async def test_preparation_may_change_nothing_or_leave_things_out():
    model = saying("hi")

    async def leave_out(call: AgentCall) -> PreparedCall:
        return {"model": call["model"], "prompt": "Other"}

    await ToolLoopAgent(model=model, temperature=0.5, prepare_call=lambda call: None).generate(prompt="Hi")
    await ToolLoopAgent(model=model, temperature=0.5, prepare_call=leave_out).generate(prompt="Hi")

    first, second = model.do_generate.calls
    assert (first.temperature, said(first)) == (0.5, "Hi")
    assert (second.temperature, said(second)) == (None, "Other")


async def test_the_settings_stay_as_they_are():
    model = saying("hi")
    prepare = lambda call: {**call, "temperature": 1.0} if call["options"] else call  # noqa: E731
    agent = ToolLoopAgent(model=model, temperature=0.5, prepare_call=prepare)

    await agent.generate(prompt="Hi", options=True)
    await agent.generate(prompt="Hi")

    assert [call.temperature for call in model.do_generate.calls] == [1.0, 0.5]


async def test_a_time_limit_of_the_call_wins():
    async def hang(options: Any) -> Any:
        await asyncio.Event().wait()

    agent = ToolLoopAgent(model=MockLanguageModel(do_generate=hang), timeout=1000)

    with pytest.raises(OperationTimeoutError):
        await agent.generate(prompt="Hi", timeout=Timeout(total=0.001))


# --- Callbacks ---


async def test_callbacks_of_settings_and_call_are_both_called():
    order: list[str] = []

    def broken(event: Any) -> None:
        order.append("settings")
        raise ValueError("ignored")

    agent = ToolLoopAgent(model=saying("hi"), on_start=broken, on_step_end=lambda event: order.append("own"))
    await agent.generate(prompt="Hi", on_start=lambda event: order.append("call"))
    async with await agent.stream(prompt="Hi", on_end=lambda event: order.append(event.text)) as stream:
        await stream.consume()

    assert order == ["settings", "call", "own", "settings", "own", "hi"]


async def test_errors_of_generate_are_reported_before_they_are_raised():
    events: list[Any] = []
    error = ValueError("no")
    agent = ToolLoopAgent(model=MockLanguageModel(do_generate=error), on_error=events.append)

    with pytest.raises(ValueError, match="no"):
        await agent.generate(prompt="Hi")

    assert [event.error for event in events] == [error]


async def test_errors_of_a_stream_are_reported():
    events: list[Any] = []
    agent = ToolLoopAgent(model=MockLanguageModel(do_stream=ValueError("no")), on_error=events.append)

    async with await agent.stream(prompt="Hi") as stream:
        await stream.consume()

    assert [str(event.error) for event in events] == ["no"]


async def test_a_stream_can_be_retried_by_its_error_callback():
    """The answer of `on_error` counts."""
    model = MockLanguageModel(do_stream=[stream_result([StreamError(error="odd")]), text_stream("ok")])
    agent = ToolLoopAgent(model=model, stream_retries=0, on_error=lambda event: {"retry": True})

    async with await agent.stream(prompt="Hi") as stream:
        assert (await stream).text == "ok"


@pytest.mark.parametrize(
    "error", [AbortError(), OperationTimeoutError(label="x", timeout=1), None], ids=["abort", "timeout", "cause"]
)
async def test_aborts_are_not_reported_as_errors(error):
    events: list[Any] = []
    if error is None:
        error = ValueError("wrapped")
        error.__cause__ = AbortError()
    agent = ToolLoopAgent(model=MockLanguageModel(do_generate=error), on_error=events.append)

    with pytest.raises(type(error)):
        await agent.generate(prompt="Hi")

    assert events == []


async def test_an_error_that_follows_from_an_abort_is_not_reported():
    events: list[Any] = []
    controller = AbortController()

    def fail(options: Any) -> Any:
        controller.abort()
        raise ValueError("closed")

    agent = ToolLoopAgent(model=MockLanguageModel(do_generate=fail), on_error=events.append)

    with pytest.raises((ValueError, AbortError)):
        await agent.generate(prompt="Hi", abort_signal=controller.signal)

    assert events == []


async def test_what_only_streams_have_is_left_out_of_generate():
    chunks: list[Any] = []
    agent = ToolLoopAgent(model=saying("hi"), on_chunk=chunks.append, transform=smooth_stream(delay=None))

    await agent.generate(prompt="Hi")
    async with await agent.stream(prompt="Hi") as stream:
        await stream.consume()

    assert chunks


# --- Sessions ---


async def test_a_session_remembers_what_was_said():
    model = MockLanguageModel(do_generate=lambda options: generate_result(f"{len(options.prompt)}"))
    session = AgentSession(ToolLoopAgent(model=model))

    texts = [(await session.generate(text)).text for text in ("one", "two", "three")]

    assert texts == ["1", "3", "5"]
    assert [message.role for message in session.messages] == ["user", "assistant"] * 3


async def test_a_streamed_turn_joins_when_it_was_read():
    session = AgentSession(ToolLoopAgent(model=saying("hi")))

    async with await session.stream("one") as stream:
        await anext(stream.text_stream)
    assert session.messages == []

    async with await session.stream("one") as stream:
        await stream.consume()
    assert [message.role for message in session.messages] == ["user", "assistant"]


async def test_a_failed_turn_leaves_no_trace():
    model = MockLanguageModel(do_generate=[ValueError("no"), generate_result("hi")])
    session = AgentSession(ToolLoopAgent(model=model), runtime_context={"turns": 0})

    with pytest.raises(ValueError, match="no"):
        await session.generate("one")
    assert (session.messages, session.runtime_context) == ([], {"turns": 0})
    assert (await session.generate("one")).text == "hi"


async def test_a_session_keeps_the_context_as_steps_leave_it():
    agent = ToolLoopAgent(
        model=saying("hi"),
        prepare_step=lambda step: {"runtime_context": {"turns": step.runtime_context["turns"] + 1}},
    )
    session = AgentSession(agent, runtime_context={"turns": 0})

    for _ in range(3):
        await session.generate("Hi")

    assert session.runtime_context == {"turns": 3}


async def test_a_session_goes_on_from_stored_messages_and_tells_the_users_callback():
    ends: list[Any] = []
    first = AgentSession(ToolLoopAgent(model=saying("hi")))
    await first.generate("one")
    model = saying("again")
    second = AgentSession(ToolLoopAgent(model=model), messages=first.messages)

    await second.generate("two", on_end=ends.append)

    assert [message.role for message in model.do_generate.calls[0].prompt] == ["user", "assistant", "user"]
    assert ends[0].text == "again"
    assert len(first.messages) == 2


# --- Agents as tools ---


async def test_an_agent_is_a_tool_of_another():
    inner_model = MockLanguageModel(do_generate=lambda options: generate_result(f"Facts about {said(options)}"))
    researcher = ToolLoopAgent(model=inner_model)
    outer = MockLanguageModel(do_generate=[calling("research", '{"task": "Lisbon"}'), generate_result("Done.")])
    writer = ToolLoopAgent(model=outer, tools={"research": agent_tool(researcher, description="Finds facts.")})

    result = await writer.generate(prompt="Hi")

    assert result.tool_results[0].output == "Facts about Lisbon"
    described = (outer.do_generate.calls[0].tools or [])[0]
    assert described.type == "function"
    assert (described.description, described.input_schema["required"]) == ("Finds facts.", ["task"])


async def test_the_context_of_the_tool_is_the_context_of_the_agent():
    seen: list[Any] = []
    inner = ToolLoopAgent(model=saying("ok"), on_start=lambda event: seen.append(event.runtime_context))

    await generate_text(
        model=MockLanguageModel(do_generate=calling("ask", '{"task": "x"}')),
        prompt="Hi",
        tools={"ask": agent_tool(inner, description="Asks.")},
        tools_context={"ask": {"user": 1}},
    )

    assert seen == [{"user": 1}]


async def test_an_agent_that_is_a_tool_stops_with_the_generation():
    started = asyncio.Event()
    stopped: list[str] = []

    async def hang(options: Any) -> Any:
        started.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            stopped.append("inner model")
            raise

    inner = ToolLoopAgent(model=MockLanguageModel(do_generate=hang))
    outer = ToolLoopAgent(
        model=MockLanguageModel(do_generate=calling("ask", '{"task": "x"}')),
        tools={"ask": agent_tool(inner, description="Asks.")},
    )
    before = asyncio.all_tasks()
    task = asyncio.create_task(outer.generate(prompt="Hi"))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert stopped == ["inner model"]
    assert asyncio.all_tasks() == before


async def test_an_agent_that_is_a_tool_obeys_the_signal_of_the_tool():
    """Tools of the inner agent that run in threads have nothing else to look at."""
    inner_model = saying("never")
    ask: Any = agent_tool(ToolLoopAgent(model=inner_model), description="Asks.")
    controller = AbortController()
    controller.abort()
    options = ToolExecutionOptions(tool_call_id="c", messages=[], context=None, abort_signal=controller.signal)

    with pytest.raises(AbortError):
        await ask.execute({"task": "x"}, options)
    assert inner_model.do_generate.calls == []


async def test_what_an_agent_raises_is_the_error_of_the_tool():
    inner = ToolLoopAgent(model=MockLanguageModel(do_generate=ValueError("no")))

    result = await generate_text(
        model=MockLanguageModel(do_generate=calling("ask", '{"task": "x"}')),
        prompt="Hi",
        tools={"ask": agent_tool(inner, description="Asks.")},
    )

    error = result.content[-1]
    assert error.type == "tool-error"
    assert str(error.error) == "no"
