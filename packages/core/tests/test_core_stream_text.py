"""`stream_text`: its parts, its views, its result, and how it tells of errors."""

import asyncio
import copy
import logging
from itertools import pairwise

import pytest
from ai_sdk_core import Output, generate_text, is_step_count, json_schema, smooth_stream, stream_text, tool
from ai_sdk_core.errors import (
    AISDKError,
    APICallError,
    InvalidPromptError,
    NoObjectGeneratedError,
    NoOutputGeneratedError,
    StreamProviderError,
    ToolChoiceViolationError,
    TypeValidationError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    Finish,
    FinishReason,
    OtherWarning,
    Ping,
    RawChunk,
    Reasoning,
    ReasoningDelta,
    ReasoningEnd,
    ReasoningStart,
    StreamError,
    StreamStart,
    TextDelta,
    TextEnd,
    TextStart,
    ToolCall,
)
from ai_sdk_core.testing import (
    MockLanguageModel,
    generate_result,
    simulate_stream,
    stream_of,
    stream_result,
    text_stream,
    usage,
)
from pydantic import BaseModel

CITY = json_schema({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})
CALL = ToolCall(tool_call_id="c1", tool_name="weather", input='{"city": "Oslo"}')


class Recipe(BaseModel):
    name: str
    steps: list[str]


@tool
async def weather(city: str) -> str:
    """Look up the weather."""
    return f"sunny in {city}"


def model_of(*answers):
    return MockLanguageModel(
        do_stream=[stream_of(answer) if hasattr(answer, "content") else answer for answer in answers]
    )


def finish(reason="stop"):
    return Finish(usage=usage(), finish_reason=FinishReason(unified=reason, raw=reason))


def breaking(*parts):
    """A model that says something and then goes on as told."""
    return MockLanguageModel(do_stream=stream_result([StreamStart(warnings=[]), *parts]))


TEXT = [TextStart(id="1"), TextDelta(id="1", delta="Hel"), TextDelta(id="1", delta="lo")]


async def kinds(stream):
    return [part.type async for part in stream.stream]


def refusal(message="no", status=401):
    return APICallError(message=message, url="https://e.com", request_body_values={}, status_code=status)


async def until_error(items):
    """What an iterator gave before it raised, and what it raised."""
    received = []
    try:
        async for item in items:
            received.append(item)  # noqa: PERF401 - a comprehension would lose what came before the error
    except Exception as error:
        return received, error
    return received, None


# --- Parts and views ---


async def test_nothing_happens_before_somebody_reads():
    model = model_of(generate_result("x"))
    async with stream_text(model=model, prompt="Hi"):
        assert model.do_stream.calls == []


async def test_the_parts_of_an_answer_come_in_order():
    answer = generate_result(Reasoning(text="hm"), "Hello", CALL, finish_reason="tool-calls")
    model = model_of(answer, generate_result("Bye"))
    async with stream_text(model=model, prompt="Hi", tools={"weather": weather}, stop_when=is_step_count(2)) as stream:
        assert await kinds(stream) == [
            "start", "start-step",
            "reasoning-start", "reasoning-delta", "reasoning-end",
            "text-start", "text-delta", "text-delta", "text-end",
            "tool-input-start", *["tool-input-delta"] * 4, "tool-input-end", "tool-call", "tool-result", "finish-step",
            "start-step", "text-start", "text-delta", "text-end", "finish-step", "finish",
        ]  # fmt: skip


async def test_views_may_be_read_one_after_the_other_and_together():
    async with stream_text(model=model_of(generate_result("Hello world")), prompt="Hi") as stream:
        first = "".join([delta async for delta in stream.text_stream])
        again = "".join([delta async for delta in stream.text_stream])
        final = await stream
        parts = await kinds(stream)
    assert first == again == final.text == "Hello world"
    assert parts[-1] == "finish"

    answer = stream_of(generate_result("Hello world"))
    parts = [part async for batch in answer.stream for part in batch]
    answer.stream = simulate_stream(parts, before_each=lambda: asyncio.sleep(0))  # the readers have to wait
    async with stream_text(model=model_of(answer), prompt="Hi") as stream:

        async def read():
            return "".join([delta async for delta in stream.text_stream])

        async with asyncio.timeout(20):
            texts = await asyncio.gather(read(), read(), read())
        assert texts == ["Hello world"] * 3
        assert await stream is await stream


async def test_the_prompt_reaches_the_model_and_raw_chunks_come_on_request_only():
    model = MockLanguageModel(
        do_stream=lambda options: stream_result([RawChunk(raw_value={"a": 1}), Ping(), *TEXT, finish()])
    )
    async with stream_text(model=model, prompt="Hi", temperature=0.5) as stream:
        assert "raw" not in await kinds(stream)
    async with stream_text(model=model, prompt="Hi", include={"raw_chunks": True}) as stream:
        assert "raw" in await kinds(stream)
    assert [options.include_raw_chunks for options in model.do_stream.calls] == [False, True]
    assert model.do_stream.calls[0].temperature == 0.5


async def test_text_keeps_its_metadata_and_empty_deltas_are_dropped():
    signed = {"p": {"signature": "s"}}
    model = breaking(
        ReasoningStart(id="r"),
        ReasoningDelta(id="r", delta="", provider_metadata=signed),
        ReasoningEnd(id="r"),
        TextStart(id="t"),
        TextDelta(id="t", delta=""),
        TextDelta(id="t", delta="x"),
        TextEnd(id="t", provider_metadata={"p": {"n": 1}}),
        finish(),
    )
    async with stream_text(model=model, prompt="x") as stream:
        assert [delta async for delta in stream.text_stream] == ["x"]
        final = await stream
    assert final.reasoning[0].text == ""
    assert final.content[0].provider_metadata == signed
    assert final.content[1].provider_metadata == {"p": {"n": 1}}


async def test_blocks_keep_different_ids_over_all_steps():
    model = MockLanguageModel(
        do_stream=[stream_of(generate_result("a", CALL, finish_reason="tool-calls")), stream_of(generate_result("b"))]
    )
    async with stream_text(model=model, prompt="x", tools={"weather": weather}, stop_when=is_step_count(2)) as stream:
        ids = [part.id async for part in stream.stream if part.type == "text-start"]
    assert len(set(ids)) == 2


async def test_preliminary_results_are_streamed_and_the_last_one_counts():
    @tool
    async def search(city: str):
        """Search."""
        yield "looking"
        yield "found"

    answer = generate_result(
        ToolCall(tool_call_id="c1", tool_name="search", input='{"city": "Oslo"}'), finish_reason="tool-calls"
    )
    async with stream_text(model=model_of(answer), prompt="x", tools={"search": search}) as stream:
        results = [part async for part in stream.stream if part.type == "tool-result"]
        final = await stream
    assert [(part.output, part.preliminary) for part in results] == [
        ("looking", True),
        ("found", True),
        ("found", None),
    ]
    assert [result.output for result in final.tool_results] == ["found"]


async def test_results_come_as_tools_end():
    order = asyncio.Event()

    @tool
    async def slow() -> str:
        """Waits for the fast one."""
        await order.wait()
        return "slow"

    @tool
    async def fast() -> str:
        """Does not wait."""
        return "fast"

    calls = [ToolCall(tool_call_id=name, tool_name=name, input="{}") for name in ("slow", "fast")]
    async with stream_text(
        model=model_of(generate_result(*calls, finish_reason="tool-calls")),
        prompt="x",
        tools={"slow": slow, "fast": fast},
    ) as stream:
        results = []
        async for part in stream.stream:
            if part.type == "tool-result":
                results.append(part.output)
                order.set()
    assert results == ["fast", "slow"]


# --- Structured output ---


async def test_an_object_is_seen_growing_and_typed_at_the_end():
    text = '{"name": "Soup", "steps": ["boil", "eat"]}'
    async with stream_text(model=model_of(generate_result(text)), prompt="x", output=Output.object(Recipe)) as stream:
        partials = [copy.deepcopy(partial) async for partial in stream.partial_output_stream]
        final = await stream
    assert final.output == Recipe(name="Soup", steps=["boil", "eat"])
    assert partials[-1] == {"name": "Soup", "steps": ["boil", "eat"]}
    assert {"name": "So"} in partials
    assert all(earlier != later for earlier, later in pairwise(partials))


async def test_elements_come_as_soon_as_they_are_complete_and_invalid_ones_not_at_all():
    async with stream_text(
        model=model_of(generate_result('{"elements": [1, "two", 3, 4]}')), prompt="x", output=Output.array(int)
    ) as stream:
        assert [element async for element in stream.element_stream] == [1, 3, 4]
        final = await stream
    with pytest.raises(NoObjectGeneratedError):
        _ = final.output


async def test_too_many_elements_are_an_error_after_those_that_are_allowed():
    async with stream_text(
        model=model_of(generate_result('{"elements": [1, 2, 3]}')), prompt="x", output=Output.array(int, max_items=2)
    ) as stream:
        elements = stream.element_stream
        assert [await anext(elements), await anext(elements)] == [1, 2]
        with pytest.raises(TypeValidationError, match="at most 2"):
            await anext(elements)


async def test_a_choice_and_a_json_value_are_streamed():
    async with stream_text(
        model=model_of(generate_result('{"result": "sunny"}')), prompt="x", output=Output.choice(["sunny", "rainy"])
    ) as stream:
        assert [partial async for partial in stream.partial_output_stream] == ["sunny"]
    async with stream_text(model=model_of(generate_result("[1, 2]")), prompt="x", output=Output.json()) as stream:
        assert (await stream).output == [1, 2]


async def test_only_arrays_have_elements():
    async with stream_text(model=model_of(), prompt="x", output=Output.object(Recipe)) as stream:
        with pytest.raises(UnsupportedFunctionalityError, match="element streams in object mode"):
            _ = stream.element_stream


async def test_output_that_does_not_fit_is_an_error_when_it_is_asked_for():
    async with stream_text(
        model=model_of(generate_result('{"name": 1}')), prompt="x", output=Output.object(Recipe)
    ) as stream:
        final = await stream
    assert final.text == '{"name": 1}'
    with pytest.raises(NoObjectGeneratedError) as raised:
        _ = final.output
    assert (raised.value.text, len(raised.value.partial_results)) == ('{"name": 1}', 1)


# --- Errors ---


@pytest.mark.parametrize("view", ["text_stream", "partial_output_stream", "element_stream"])
async def test_a_stream_that_ends_in_an_error_part_raises_it_after_what_came_before(view):
    """Who reads only the text must not take half an answer for a whole one."""
    error = refusal("overloaded", 529)
    model = breaking(
        TextStart(id="1"),
        TextDelta(id="1", delta='{"elements": [1, 2'),
        StreamError(error=error),
        finish("error"),
    )
    async with stream_text(model=model, prompt="x", output=Output.array(int)) as stream:
        received, raised = await until_error(getattr(stream, view))
        final = await stream
    assert raised is error
    assert received
    assert (final.finish_reason, len(raised.partial_results)) == ("error", 1)


async def test_an_error_that_the_model_recovers_from_is_a_part_and_nothing_more():
    model = breaking(StreamError(error=refusal()), *TEXT, TextEnd(id="1"), finish("stop"))
    async with stream_text(model=model, prompt="x") as stream:
        assert "".join([delta async for delta in stream.text_stream]) == "Hello"
        assert (await stream).finish_reason == "stop"
        assert "error" in await kinds(stream)


async def test_error_objects_of_providers_become_exceptions():
    model = breaking(StreamError(error={"error": {"message": "Overloaded", "code": 529}}), finish("error"))
    async with stream_text(model=model, prompt="x") as stream:
        with pytest.raises(StreamProviderError, match="Overloaded") as raised:
            await anext(stream.text_stream)
        errors = [part.error async for part in stream.stream if part.type == "error"]
    assert errors == [raised.value]
    assert raised.value.status_code == 529


async def test_error_values_that_say_nothing_are_raised_as_what_they_are():
    model = breaking(StreamError(error="it broke"), finish("error"))
    async with stream_text(model=model, prompt="x") as stream:
        with pytest.raises(StreamProviderError, match="it broke"):
            await anext(stream.text_stream)


async def test_a_refused_call_is_an_error_part_and_the_cause_when_it_is_awaited():
    error, told = refusal(), []
    async with stream_text(
        model=MockLanguageModel(do_stream=error), prompt="x", on_error=told.append, on_step_error=told.append
    ) as stream:
        parts = [part async for part in stream.stream]
        with pytest.raises(NoOutputGeneratedError) as raised:
            await stream
        with pytest.raises(APICallError) as from_text:
            await anext(stream.text_stream)
    assert [part.type for part in parts] == ["start", "error"]
    assert (raised.value.__cause__, from_text.value, parts[1].error) == (error, error, error)
    assert [event.error for event in told] == [error, error]


async def test_a_wrong_prompt_is_told_in_the_same_way():
    async with stream_text(model=MockLanguageModel(), messages=[]) as stream:
        with pytest.raises(InvalidPromptError, match="must not be empty"):
            await anext(stream.text_stream)


async def test_a_connection_that_breaks_is_raised_everywhere_with_the_finished_steps():
    """In the second step, after some text: the first step is on the error."""
    cut = refusal("connection lost", None)
    first = stream_of(generate_result(CALL, finish_reason="tool-calls"))
    model = MockLanguageModel(do_stream=[first, stream_result([StreamStart(warnings=[]), *TEXT, cut])])
    async with stream_text(model=model, prompt="x", tools={"weather": weather}, stop_when=is_step_count(3)) as stream:
        received, raised = await until_error(stream.text_stream)
        with pytest.raises(APICallError):
            await kinds(stream)
        with pytest.raises(APICallError):
            await stream
        with pytest.raises(APICallError):
            await stream.consume()
    assert "".join(received) == "Hello"
    assert [step.tool_results[0].output for step in raised.partial_results] == ["sunny in Oslo"]


async def test_a_refusal_in_a_later_step_is_raised_to_readers_of_the_text():
    first = stream_of(generate_result("One. ", CALL, finish_reason="tool-calls"))
    error = refusal()
    async with stream_text(
        model=MockLanguageModel(do_stream=[first, error]),
        prompt="x",
        tools={"weather": weather},
        stop_when=is_step_count(3),
    ) as stream:
        received, raised = await until_error(stream.text_stream)
        final = await stream
    assert ("".join(received), raised) == ("One. ", error)
    assert len(final.steps) == len(raised.partial_results) == 1


@pytest.mark.parametrize("parts", [[], [TextStart(id="1"), TextEnd(id="1")]])
async def test_a_stream_that_ends_without_anything_is_an_error(parts):
    async with stream_text(model=breaking(*parts), prompt="x") as stream:
        with pytest.raises(NoOutputGeneratedError, match="without a finish chunk"):
            await stream
        with pytest.raises(NoOutputGeneratedError):
            await anext(stream.text_stream)


async def test_text_of_a_stream_without_an_end_is_kept():
    async with stream_text(model=breaking(*TEXT), prompt="x") as stream:
        final = await stream
    assert (final.text, final.finish_reason) == ("Hello", "other")


async def test_a_delta_without_its_block_is_an_error_part():
    async with stream_text(model=breaking(TextDelta(id="9", delta="x"), finish()), prompt="x") as stream:
        errors = [part.error async for part in stream.stream if part.type == "error"]
    assert errors == ["text part 9 not found"]


@pytest.mark.parametrize("choice", ["none", "required", {"type": "tool", "tool_name": "other"}])
async def test_an_answer_that_breaks_the_tool_choice_is_an_error_and_runs_no_tool(choice):
    ran = []
    tools = {name: tool(description="x", input_schema=CITY, execute=ran.append) for name in ("weather", "other")}
    content = ["text"] if choice == "required" else [CALL]
    async with stream_text(
        model=model_of(generate_result(*content)), prompt="x", tools=tools, tool_choice=choice
    ) as stream:
        with pytest.raises(ToolChoiceViolationError):
            async for _ in stream.text_stream:
                pass
        shown = await kinds(stream)
    assert ran == []
    assert choice != "none" or not [kind for kind in shown if kind.startswith("tool")]


# --- Callbacks, log ---


async def test_callbacks_are_told_in_the_order_of_what_happens():
    told = []

    def note(name):
        return lambda event: told.append(name)

    names = [
        "on_start", "on_step_start", "on_language_model_call_start", "on_language_model_call_end",
        "on_tool_execution_start", "on_tool_execution_end", "on_step_end", "on_end", "on_error", "on_abort",
    ]  # fmt: skip
    async with stream_text(
        model=model_of(generate_result(CALL, finish_reason="tool-calls"), generate_result("x")),
        prompt="x",
        tools={"weather": weather},
        stop_when=is_step_count(2),
        **{name: note(name) for name in names},
    ) as stream:
        await stream
    model_call = ["on_step_start", "on_language_model_call_start", "on_language_model_call_end"]
    tools = ["on_tool_execution_start", "on_tool_execution_end"]
    assert told == ["on_start", *model_call, *tools, "on_step_end", *model_call, "on_step_end", "on_end"]


async def test_every_part_is_shown_to_on_chunk_before_the_reader_sees_it():
    seen = []

    async def on_chunk(event):
        seen.append(event.chunk)

    async with stream_text(model=model_of(generate_result("Hello")), prompt="x", on_chunk=on_chunk) as stream:
        async for part in stream.stream:
            assert any(part is shown for shown in seen)
    assert (seen[0].type, seen[-1].type) == ("start", "finish")


async def test_on_end_is_told_the_result_before_it_is_there():
    ends = []
    async with stream_text(
        model=model_of(generate_result('{"elements": [1]}')), prompt="x", output=Output.array(int), on_end=ends.append
    ) as stream:
        final = await stream
    assert (ends[0].output, ends[0].text, ends[0].usage) == ([1], final.text, final.usage)


async def test_warnings_come_with_the_step_and_in_the_log_once(caplog):
    answer = generate_result("x")
    answer.warnings = [OtherWarning(message="careful")]
    with caplog.at_level(logging.WARNING, "ai_sdk_core"):
        async with stream_text(model=model_of(answer), prompt="x") as stream:
            starts = [part async for part in stream.stream if part.type == "start-step"]
            assert (await stream).warnings == answer.warnings
    assert starts[0].warnings == answer.warnings
    assert [record.getMessage() for record in caplog.records] == ["mock-provider / mock-model-id: careful"]


# --- Transforms ---


async def test_a_transform_changes_what_everybody_sees():
    def shout(context):
        async def transform(batches):
            async for batch in batches:
                for part in batch:
                    if part.type == "text-delta":
                        part.delta = part.delta.upper()
                yield batch

        return transform

    async with stream_text(model=model_of(generate_result("Hello")), prompt="x", transform=shout) as stream:
        assert "".join([delta async for delta in stream.text_stream]) == "HELLO"
        assert (await stream).text == "HELLO"


async def test_transforms_apply_in_order():
    def tag(letter):
        def make(context):
            async def transform(batches):
                async for batch in batches:
                    for part in batch:
                        if part.type == "text-delta":
                            part.delta += letter
                    yield batch

            return transform

        return make

    async with stream_text(
        model=MockLanguageModel(do_stream=text_stream("x")), prompt="x", transform=[tag("1"), tag("2")]
    ) as stream:
        assert (await stream).text == "x12"


async def test_smoothing_cuts_between_words_and_loses_nothing():
    async with stream_text(
        model=model_of(generate_result("Hello dear world")), prompt="x", transform=smooth_stream(delay=None)
    ) as stream:
        assert [delta async for delta in stream.text_stream] == ["Hello ", "dear ", "world"]


async def test_a_transform_may_end_the_stream_early():
    def stop_at_comma(context):
        async def transform(batches):
            async for batch in batches:
                yield batch
                if any("," in getattr(part, "delta", "") for part in batch):
                    context.stop_stream()
                    return

        return transform

    closed = asyncio.Event()
    answer = text_stream("a,", "b,", "c")
    inner = answer.stream

    async def watched():
        try:
            async for batch in inner:
                yield batch
        finally:
            closed.set()

    answer.stream = watched()
    async with stream_text(model=MockLanguageModel(do_stream=answer), prompt="x", transform=stop_at_comma) as stream:
        assert [delta async for delta in stream.text_stream] == ["a,"]
        assert closed.is_set()
        with pytest.raises(NoOutputGeneratedError):
            await stream


async def test_a_transform_that_swallows_the_end_of_a_step_is_an_error_and_no_endless_loop():
    def swallow(context):
        async def transform(batches):
            async for batch in batches:
                yield [part for part in batch if part.type != "finish-step"]

        return transform

    model = model_of(*[generate_result(CALL, finish_reason="tool-calls")] * 3)
    async with stream_text(
        model=model, prompt="x", tools={"weather": weather}, stop_when=is_step_count(3), transform=swallow
    ) as stream:
        with pytest.raises(AISDKError, match="swallowed the finish-step"):
            async for _ in stream.text_stream:
                pass
    assert len(model.do_stream.calls) == 1


# --- Starting anew ---


def overloaded():
    return StreamError(error={"message": "Overloaded"})


async def test_a_stream_that_fails_is_started_anew_and_only_the_good_attempt_counts():
    told = []
    failed = stream_result([StreamStart(warnings=[]), *TEXT, overloaded(), finish("error")])
    model = MockLanguageModel(do_stream=[failed, text_stream("Bye")])
    async with stream_text(model=model, prompt="x", stream_retries=1, on_error=told.append) as stream:
        parts = [part async for part in stream.stream]
        final = await stream
    assert (final.text, final.finish_reason, len(final.steps)) == ("Bye", "stop", 1)
    assert [part.type for part in parts if part.type in ("text-start", "text-end")] == [
        "text-start", "text-end", "text-start", "text-end",
    ]  # fmt: skip
    assert len({part.id for part in parts if part.type == "text-start"}) == 2
    assert [str(event.error) for event in told] == ["Overloaded"]


async def test_no_tool_runs_before_its_attempt_ended_well():
    """A tool that ran cannot be unrun, so a failed attempt must not have run it."""
    ran = []
    weather_tool = tool(description="x", input_schema=CITY, execute=lambda value: ran.append(value["city"]))
    failed = stream_result([StreamStart(warnings=[]), CALL, overloaded(), finish("error")])
    again = ToolCall(tool_call_id="c2", tool_name="weather", input='{"city": "Rome"}')
    good = stream_of(generate_result(again, finish_reason="tool-calls"))
    async with stream_text(
        model=MockLanguageModel(do_stream=[failed, good]),
        prompt="x",
        tools={"weather": weather_tool},
        stream_retries=1,
    ) as stream:
        shown = [part.tool_call_id async for part in stream.stream if part.type == "tool-call"]
        final = await stream
    assert ran == ["Rome"]
    assert shown == [call.tool_call_id for call in final.tool_calls] == ["c2"]


async def test_attempts_are_counted():
    def failed():
        return stream_result([StreamStart(warnings=[]), *TEXT, overloaded(), finish("error")])

    model = MockLanguageModel(do_stream=[failed(), failed(), failed()])
    async with stream_text(model=model, prompt="x", stream_retries=2) as stream:
        with pytest.raises(StreamProviderError, match="Overloaded"):
            async for _ in stream.text_stream:
                pass
        assert (await stream).finish_reason == "error"
    assert len(model.do_stream.calls) == 3


async def test_without_the_option_nothing_is_started_anew():
    model = breaking(*TEXT, overloaded(), finish("error"))
    async with stream_text(model=model, prompt="x", on_error=lambda event: {"retry": True}) as stream:
        await stream.consume()
    assert len(model.do_stream.calls) == 1


async def test_on_error_may_ask_for_one_more_attempt():
    failed = stream_result([StreamStart(warnings=[]), *TEXT, overloaded(), finish("error")])
    model = MockLanguageModel(do_stream=[failed, text_stream("Bye")])

    async def on_error(event):
        return {"retry": True}

    async with stream_text(model=model, prompt="x", stream_retries=0, on_error=on_error) as stream:
        assert (await stream).text == "Bye"


async def test_partial_output_starts_anew_with_the_attempt():
    begun = [TextStart(id="1"), TextDelta(id="1", delta='{"elements": [9, 9')]
    failed = stream_result([StreamStart(warnings=[]), *begun, overloaded(), finish("error")])
    model = MockLanguageModel(do_stream=[failed, text_stream('{"elements": [1, 2]}')])
    async with stream_text(model=model, prompt="x", stream_retries=1, output=Output.array(int)) as stream:
        partials = [list(partial) async for partial in stream.partial_output_stream]
        assert (await stream).output == [1, 2]
    assert partials[-1] == [1, 2]


async def test_a_call_is_repeated_as_in_generate_text_before_anything_came():
    again = APICallError(
        message="busy",
        url="https://e.com",
        request_body_values={},
        status_code=429,
        response_headers={"retry-after-ms": "0"},
    )
    model = MockLanguageModel(do_stream=[again, again, text_stream("x")])
    async with stream_text(model=model, prompt="x") as stream:
        assert (await stream).text == "x"
    assert (await generate_text(model=MockLanguageModel(do_generate=[again, generate_result("x")]), prompt="x")).text
