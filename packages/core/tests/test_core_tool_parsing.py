"""Tool calls: parsed and validated, repaired by the user's function, refined, or marked as invalid."""

import asyncio

import pytest
from ai_sdk_core._abort import AbortController
from ai_sdk_core._generate_text.tool_call_parsing import parse_tool_call
from ai_sdk_core._tools import dynamic_tool, tool
from ai_sdk_core.errors import (
    InvalidToolInputError,
    JSONParseError,
    NoSuchToolError,
    ToolCallRepairError,
    TypeValidationError,
)
from ai_sdk_core.provider.language_model.content import ToolCall
from pydantic import BaseModel


class City(BaseModel):
    city: str = "Rome"


class Strict(BaseModel):
    number: int


TOOLS = {
    "weather": tool(input_schema=City, title="Weather", metadata={"from": "test"}),
    "strict": tool(input_schema=Strict),
    "dynamic": dynamic_tool(input_schema={"type": "object"}),
}


def call(name="weather", text='{"city": "Oslo"}', **fields):
    return ToolCall(tool_call_id="c1", tool_name=name, input=text, **fields)


async def test_a_valid_call_carries_the_typed_input_and_what_is_known_about_the_tool():
    metadata = {"p": {"signature": "x"}}
    parsed = await parse_tool_call(call(provider_metadata=metadata, provider_executed=True), tools=TOOLS)
    assert parsed.input == City(city="Oslo")
    assert parsed.schema_input == ({"city": "Oslo"},)
    assert (parsed.title, parsed.tool_metadata, parsed.dynamic) == ("Weather", {"from": "test"}, None)
    assert parsed.provider_metadata is metadata
    assert parsed.provider_executed is True
    assert (parsed.invalid, parsed.error) == (None, None)


@pytest.mark.parametrize("text", ["", "  \n"])
async def test_no_input_at_all_is_an_empty_object(text):
    """Many models write nothing when a tool has no parameters."""
    assert (await parse_tool_call(call(text=text), tools=TOOLS)).input == City(city="Rome")
    dynamic = call("mcp", text, provider_executed=True, dynamic=True)
    assert (await parse_tool_call(dynamic, tools=TOOLS)).input == {}


async def test_calls_of_dynamic_tools_are_dynamic():
    assert (await parse_tool_call(call("dynamic"), tools=TOOLS)).dynamic is True


@pytest.mark.parametrize("tools", [None, TOOLS])
async def test_a_tool_that_only_the_provider_knows_is_accepted_as_it_is(tools):
    parsed = await parse_tool_call(call("mcp", '{"a": 1}', provider_executed=True, dynamic=True), tools=tools)
    assert (parsed.input, parsed.dynamic, parsed.provider_executed, parsed.invalid) == ({"a": 1}, True, True, None)
    broken = await parse_tool_call(call("mcp", "{", provider_executed=True, dynamic=True), tools=tools)
    assert broken.invalid
    assert isinstance(broken.error, InvalidToolInputError)


@pytest.mark.parametrize(
    ("tools", "message"),
    [
        (None, "Model tried to call unavailable tool 'nope'. No tools are available."),
        (TOOLS, "Model tried to call unavailable tool 'nope'. Available tools: weather, strict, dynamic."),
        ({}, "Model tried to call unavailable tool 'nope'. Available tools: ."),
    ],
)
async def test_a_call_of_an_unknown_tool_is_invalid(tools, message):
    parsed = await parse_tool_call(call("nope"), tools=tools)
    assert (parsed.invalid, parsed.dynamic, parsed.input) == (True, True, {"city": "Oslo"})
    assert isinstance(parsed.error, NoSuchToolError)
    assert str(parsed.error) == message


@pytest.mark.parametrize(
    ("text", "kept", "cause"),
    [('{"number": "1"}', {"number": "1"}, TypeValidationError), ('{"number": ', '{"number": ', JSONParseError)],
)
async def test_an_input_that_does_not_fit_makes_the_call_invalid_and_is_kept(text, kept, cause):
    parsed = await parse_tool_call(call("strict", text), tools=TOOLS)
    assert (parsed.invalid, parsed.dynamic, parsed.input, parsed.schema_input) == (True, True, kept, None)
    assert isinstance(parsed.error, InvalidToolInputError)
    assert isinstance(parsed.error.cause, cause)
    assert parsed.error.tool_input == text


async def test_an_invalid_call_still_says_what_is_known_about_the_tool():
    parsed = await parse_tool_call(call("weather", "[]"), tools=TOOLS)
    assert (parsed.title, parsed.tool_metadata) == ("Weather", {"from": "test"})


async def test_a_repair_function_sees_everything_and_its_call_is_used():
    seen = []

    async def repair(options):
        seen.append(options)
        return ToolCall(tool_call_id="c2", tool_name="strict", input='{"number": 7}')

    messages = ["m"]
    parsed = await parse_tool_call(
        call("strict", "{}"), tools=TOOLS, repair_tool_call=repair, instructions="be nice", messages=messages
    )
    assert (parsed.input, parsed.tool_call_id, parsed.invalid) == (Strict(number=7), "c2", None)
    [options] = seen
    assert isinstance(options.error, InvalidToolInputError)
    assert (options.tools, options.instructions, options.messages) == (TOOLS, "be nice", messages)
    assert options.tool_call.input == "{}"
    assert options.input_schema("strict")["required"] == ["number"]


async def test_a_sync_repair_function_may_name_another_tool():
    def repair(options):
        assert isinstance(options.error, NoSuchToolError)
        return call("weather", '{"city": "Bern"}')

    parsed = await parse_tool_call(call("wheather"), tools=TOOLS, repair_tool_call=repair)
    assert (parsed.tool_name, parsed.input) == ("weather", City(city="Bern"))


@pytest.mark.parametrize("repaired", [None, call("strict", "[]")])
async def test_a_repair_that_does_not_help_leaves_the_call_invalid(repaired):
    parsed = await parse_tool_call(call("strict", "{}"), tools=TOOLS, repair_tool_call=lambda options: repaired)
    assert parsed.invalid
    assert parsed.error.tool_input == ("{}" if repaired is None else "[]")
    assert parsed.input == {}


async def test_a_repair_function_that_fails_is_reported_with_the_first_error():
    def repair(options):
        raise ValueError("no idea")

    parsed = await parse_tool_call(call("strict", "{}"), tools=TOOLS, repair_tool_call=repair)
    assert isinstance(parsed.error, ToolCallRepairError)
    assert str(parsed.error) == "Error repairing tool call: ValueError: no idea"
    assert isinstance(parsed.error.original_error, InvalidToolInputError)


async def test_valid_calls_are_not_repaired_and_without_tools_nothing_is():
    def repair(options):
        raise AssertionError

    assert not (await parse_tool_call(call(), tools=TOOLS, repair_tool_call=repair)).invalid
    assert isinstance((await parse_tool_call(call(), tools=None, repair_tool_call=repair)).error, NoSuchToolError)


@pytest.mark.parametrize("asynchronous", [True, False])
async def test_refinement_changes_the_input_and_keeps_what_the_model_wrote(asynchronous):
    async def later(city):
        return City(city=city.city.upper())

    def now(city):
        return City(city=city.city.upper())

    refinements = {"weather": later if asynchronous else now, "strict": lambda value: None}
    parsed = await parse_tool_call(call(), tools=TOOLS, refine_tool_input=refinements)
    assert parsed.input == City(city="OSLO")
    assert parsed.schema_input == ({"city": "Oslo"},)


async def test_a_refinement_that_fails_makes_the_call_invalid_and_is_not_repaired():
    def refine(value):
        raise LookupError("unknown city")

    def repair(options):
        raise AssertionError

    parsed = await parse_tool_call(call(), tools=TOOLS, refine_tool_input={"weather": refine}, repair_tool_call=repair)
    assert parsed.invalid
    assert isinstance(parsed.error, LookupError)
    assert parsed.input == {"city": "Oslo"}


async def test_repaired_calls_are_refined_as_well():
    parsed = await parse_tool_call(
        call("wheather"),
        tools=TOOLS,
        refine_tool_input={"weather": lambda city: City(city=city.city * 2)},
        repair_tool_call=lambda options: call("weather", '{"city": "a"}'),
    )
    assert parsed.input == City(city="aa")


async def test_an_abort_stops_a_repair_and_is_raised():
    controller = AbortController()
    ended = []

    async def repair(options):
        assert options.abort_signal is controller.signal
        asyncio.get_running_loop().call_soon(controller.abort, ValueError("stop"))
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    with pytest.raises(ValueError, match="stop"):
        await parse_tool_call(
            call("strict", "{}"), tools=TOOLS, repair_tool_call=repair, abort_signal=controller.signal
        )
    assert ended == [True]


async def test_after_an_abort_no_repair_begins():
    controller = AbortController()
    controller.abort(ValueError("stop"))
    with pytest.raises(ValueError, match="stop"):
        await parse_tool_call(
            call("strict", "{}"),
            tools=TOOLS,
            repair_tool_call=lambda options: pytest.fail("called"),
            abort_signal=controller.signal,
        )


async def test_cancellation_during_a_repair_passes_through():
    async def repair(options):
        await asyncio.Event().wait()

    task = asyncio.ensure_future(parse_tool_call(call("strict", "{}"), tools=TOOLS, repair_tool_call=repair))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("name", ["__class__", "constructor", "keys", "get"])
async def test_names_of_attributes_are_no_tools(name):
    assert (await parse_tool_call(call(name), tools=TOOLS)).invalid
