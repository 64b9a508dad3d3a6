"""Tools are told how their calls come about."""

import pytest
from ai_sdk_core._abort import AbortController
from ai_sdk_core._generate_text.content import TypedToolCall
from ai_sdk_core._generate_text.tool_input_callbacks import ToolInputCallbacks
from ai_sdk_core._tools import tool
from ai_sdk_core.errors import TypeValidationError

SIGNAL = AbortController().signal


def listener(log, **options):
    async def on_input_start(options):
        log.append(("start", options))

    def on_input_delta(delta, options):
        log.append((delta, options))

    async def on_input_available(value, options):
        log.append((value, options))

    return tool(
        input_schema={},
        on_input_start=on_input_start,
        on_input_delta=on_input_delta,
        on_input_available=on_input_available,
        **options,
    )


def callbacks(tools, tools_context=None):
    return ToolInputCallbacks(tools, messages=["m"], tools_context=tools_context, abort_signal=SIGNAL)


def call(name="t", **fields):
    return TypedToolCall(tool_call_id="c1", tool_name=name, input={"a": 1}, **fields)


async def test_a_tool_hears_of_start_deltas_and_the_whole_input():
    log = []
    told = callbacks({"t": listener(log)}, {"t": 5})
    assert told.listened
    await told.start("c1", "t")
    await told.delta("c1", '{"a"')
    await told.delta("c1", ":1}")
    await told.available(call())
    assert [entry[0] for entry in log] == ["start", '{"a"', ":1}", {"a": 1}]
    for _, options in log:
        assert (options.tool_call_id, options.messages, options.context) == ("c1", ["m"], 5)
        assert options.abort_signal is SIGNAL


async def test_functions_may_leave_out_the_options():
    log = []
    told = callbacks(
        {
            "t": tool(
                input_schema={},
                on_input_start=lambda: log.append("start"),
                on_input_delta=log.append,
                on_input_available=lambda value: log.append(value),
            )
        }
    )
    await told.start("c1", "t")
    await told.delta("c1", "x")
    await told.available(call())
    assert log == ["start", "x", {"a": 1}]


async def test_invalid_calls_are_of_no_interest_to_a_tool():
    log = []
    await callbacks({"t": listener(log)}).available(call(invalid=True))
    assert log == []


async def test_nobody_hears_of_unknown_tools_and_calls():
    log = []
    told = callbacks({"t": listener(log)})
    await told.start("c1", "nope")
    await told.delta("c1", "x")
    await told.delta("c2", "x")
    await told.available(call("nope"))
    assert log == []
    silent = callbacks({"t": tool(input_schema={})})
    assert not silent.listened
    assert not callbacks(None).listened
    await silent.start("c1", "t")
    await silent.delta("c1", "x")
    await silent.available(call())


@pytest.mark.parametrize("end", ["available", "reset"])
async def test_a_call_that_is_over_gets_no_more_deltas(end):
    log = []
    told = callbacks({"t": listener(log)})
    await told.start("c1", "t")
    if end == "reset":
        told.reset()
    else:
        await told.available(call())
    log.clear()
    await told.delta("c1", "x")
    assert log == []


async def test_the_context_is_validated_once_per_call():
    validated = []

    class Schema:
        def validate(self, value, context=None):
            validated.append(value)
            return value + 1

    log = []
    listening = listener(log)
    listening.context_schema = Schema()
    told = callbacks({"t": listening}, {"t": 1})
    await told.start("c1", "t")
    await told.delta("c1", "x")
    await told.available(call())
    await told.start("c2", "t")
    assert validated == [1, 1]
    assert {options.context for _, options in log} == {2}


async def test_an_invalid_context_is_an_error():
    with pytest.raises(TypeValidationError):
        await callbacks({"t": listener([], context_schema=int)}, {"t": "x"}).start("c1", "t")
