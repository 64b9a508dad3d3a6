"""`stream_object`: objects while they are being written."""

import asyncio
import copy
from itertools import pairwise

import pytest
from ai_sdk_core import AbortController, Telemetry, as_schema, json_schema, stream_object
from ai_sdk_core._generate_object.deltas import ArrayDeltas, EnumDeltas, JsonDeltas
from ai_sdk_core.errors import (
    AbortError,
    APICallError,
    InvalidArgumentError,
    NoObjectGeneratedError,
    StreamProviderError,
    TypeValidationError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import Finish, FinishReason, StreamError, TextDelta, TextStart
from ai_sdk_core.testing import MockLanguageModel, stream_result, text_stream, usage
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel


class City(BaseModel):
    name: str


FINISH = Finish(finish_reason=FinishReason(unified="stop"), usage=usage())
NAMED = json_schema({"type": "object", "properties": {"name": {"type": "string"}}})


def model_of(*deltas):
    return MockLanguageModel(do_stream=lambda options: text_stream(*deltas))


async def test_partial_objects_and_then_the_whole():
    async with stream_object(model=model_of('{"na', 'me": "Os', 'lo"}'), schema=City, prompt="x") as stream:
        partials = [copy.deepcopy(partial) async for partial in stream.partial_object_stream]
        result = await stream
    assert partials == [{}, {"name": "Os"}, {"name": "Oslo"}]
    assert result.object == City(name="Oslo")
    assert result.finish_reason == "stop"


async def test_views_start_at_the_beginning_and_may_be_read_one_after_the_other():
    stream = stream_object(model=model_of('{"name":', ' "Oslo"}'), schema=City, prompt="x")
    assert [text async for text in stream.text_stream] == ['{"name":', ' "Oslo"}']
    assert [part.type async for part in stream.stream] == ["object", "text-delta", "object", "text-delta", "finish"]
    assert len([partial async for partial in stream.partial_object_stream]) == 2
    assert (await stream).object.name == "Oslo"


async def test_an_array_grows_by_complete_elements():
    deltas = ('{"elements": [', '{"name": "A"}', ', {"name": "B"', "}]}")
    stream = stream_object(model=model_of(*deltas), schema=City, output="array", prompt="x")
    assert [city.name async for city in stream.element_stream] == ["A", "B"]
    assert [[city.name for city in partial] async for partial in stream.partial_object_stream] == [
        [],
        ["A"],
        ["A", "B"],
    ]
    assert "".join([text async for text in stream.text_stream]) == '[{"name":"A"},{"name":"B"}]'
    assert (await stream).object == [City(name="A"), City(name="B")]


async def test_an_invalid_element_ends_the_growth_and_the_result_says_so():
    deltas = ('{"elements":[{"name":1}', ',{"name":"B"}]}')
    stream = stream_object(model=model_of(*deltas), schema=City, output="array", prompt="x")
    assert [partial async for partial in stream.partial_object_stream] == [[]]
    result = await stream
    with pytest.raises(NoObjectGeneratedError) as raised:
        _ = result.object
    assert isinstance(raised.value.cause, TypeValidationError)
    assert result.usage.total_tokens is not None


async def test_a_choice_is_given_as_soon_as_it_is_clear():
    deltas = ('{"result":"', "su", "nn", 'y"}')
    stream = stream_object(model=model_of(*deltas), enum=["sunny", "rainy"], output="enum", prompt="x")
    assert [choice async for choice in stream.partial_object_stream] == ["sunny"]
    assert (await stream).object == "sunny"


async def test_any_json():
    stream = stream_object(model=model_of("[1,", "2]"), output="no-schema", prompt="x")
    assert [copy.copy(value) async for value in stream.partial_object_stream] == [[1], [1, 2]]
    assert (await stream).object == [1, 2]


@pytest.mark.parametrize("arguments", [{"schema": City}, {"output": "no-schema"}])
async def test_only_arrays_have_elements(arguments):
    stream = stream_object(model=model_of("{}"), prompt="x", **arguments)
    with pytest.raises(UnsupportedFunctionalityError, match="element streams in"):
        _ = stream.element_stream


async def test_wrong_arguments_are_refused_at_once():
    with pytest.raises(InvalidArgumentError, match="A schema is required"):
        stream_object(model=model_of(), prompt="x")


async def test_nothing_happens_before_the_stream_is_read():
    model = model_of("{}")
    async with stream_object(model=model, schema=City, prompt="x"):
        pass
    assert model.do_stream.calls == []


async def test_a_text_can_be_repaired():
    stream = stream_object(
        model=model_of('{"name": "Os'), schema=City, prompt="x", repair_text=lambda options: options.text + 'lo"}'
    )
    assert (await stream).object == City(name="Oslo")


async def test_the_end_is_told_with_the_object_or_the_error():
    told = []
    await stream_object(model=model_of('{"name": "A"}'), schema=City, prompt="x", on_end=told.append)
    await stream_object(model=model_of("{}"), schema=City, prompt="x", on_end=told.append)
    good, bad = told
    assert (good.object, good.error) == (City(name="A"), None)
    assert bad.object is None
    assert isinstance(bad.error, NoObjectGeneratedError)


def refused():
    return APICallError(message="no", url="x", request_body_values={}, status_code=400)


async def test_an_error_before_the_stream_is_told_and_raised():
    told = []
    error = refused()
    stream = stream_object(model=MockLanguageModel(do_stream=error), schema=City, prompt="x", on_error=told.append)
    with pytest.raises(APICallError) as raised:
        await stream
    assert raised.value is error
    assert [event.error for event in told] == [error]
    with pytest.raises(APICallError):
        await anext(stream.partial_object_stream)
    assert [part.type async for part in stream.stream] == ["error"]


async def test_an_error_in_the_stream_leaves_no_object():
    told = []
    parts = (TextStart(id="1"), TextDelta(id="1", delta='{"name": "A"}'), StreamError(error={"message": "overloaded"}))
    model = MockLanguageModel(do_stream=stream_result([*parts, FINISH]))
    stream = stream_object(model=model, schema=City, prompt="x", on_end=told.append)
    with pytest.raises(StreamProviderError, match="overloaded"):
        await stream
    assert [part.finish_reason async for part in stream.stream if part.type == "finish"] == ["error"]
    assert told[0].finish_reason == "error"
    assert told[0].object is None


class Waiting(MockLanguageModel):
    """Streams the beginning of an object, and then nothing."""

    def __init__(self):
        super().__init__(do_stream=self.answer)
        self.open = 0

    async def answer(self, options):
        answer = text_stream("{")
        answer.stream = self.stream()
        return answer

    async def stream(self):
        self.open += 1
        try:
            yield [TextStart(id="1"), TextDelta(id="1", delta='{"name": "O')]
            await asyncio.get_running_loop().create_future()
        finally:
            self.open -= 1


async def test_leaving_the_block_ends_the_call():
    model = Waiting()
    async with stream_object(model=model, schema=City, prompt="x") as stream:
        async for _partial in stream.partial_object_stream:
            assert model.open == 1
            break
    assert model.open == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_cancelling_ends_the_call():
    model = Waiting()

    async def wait():
        return await stream_object(model=model, schema=City, prompt="x")

    task = asyncio.create_task(wait())
    for _ in range(10):
        await asyncio.sleep(0)
    assert model.open == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert model.open == 0


async def test_a_signal_ends_the_call():
    controller = AbortController()
    model = Waiting()
    stream = stream_object(model=model, schema=City, prompt="x", abort_signal=controller.signal)
    partials = stream.partial_object_stream
    await anext(partials)
    controller.abort()
    with pytest.raises(AbortError):
        await stream
    assert model.open == 0


async def test_telemetry_is_told_about_an_object():
    names = []

    class Recorder(Telemetry):
        def on_start(self, event, info):
            names.append(event.operation_id)

        def on_object_step_start(self, event, info):
            names.append("step start")

        def on_object_step_end(self, event, info):
            names.append("step end")

        def on_end(self, event, info):
            names.append(f"end {event.object}")

    await stream_object(
        model=model_of('{"name": "A"}'), schema=NAMED, prompt="x", telemetry={"integrations": Recorder()}
    )
    assert names == ["ai.streamObject", "step start", "step end", "end {'name': 'A'}"]


# --- The parsers alone ---


def cut(text, places):
    positions = sorted({0, *(place % (len(text) + 1) for place in places), len(text)})
    return [text[start:end] for start, end in pairwise(positions)]


def feed(parser, pieces):
    deltas = [delta for piece in pieces if (delta := parser.feed(piece)) is not None]
    return deltas, "".join(delta.text for delta in deltas) + parser.close()


@given(st.lists(st.integers(0, 1000), max_size=12))
def test_however_a_text_is_cut_nothing_of_it_is_lost(places):
    text = '{"a": [1, {"b": "c"}], "d": null} '
    deltas, told = feed(JsonDeltas(), cut(text, places))
    assert told == text
    assert deltas[-1].object == {"a": [1, {"b": "c"}], "d": None}


@given(st.lists(st.integers(0, 1000), max_size=12), st.integers(0, 3))
def test_however_an_array_is_cut_its_text_is_the_array(places, count):
    elements = ",".join(f'{{"name": "n{n}"}}' for n in range(count))
    text = f' {{ "elements" : [ {elements} ] }} '
    deltas, told = feed(ArrayDeltas(NAMED), cut(text, places))
    assert told == "[" + ",".join(f'{{"name":"n{n}"}}' for n in range(count)) + "]"
    lengths = [len(delta.object) for delta in deltas]
    assert lengths == sorted(set(lengths))
    assert lengths[-1] == count


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (['{"result":"', "foo", 'bar"}'], ["foo", "foobar"]),
        (['{"result":"foob'], ["foob"]),
        (['{"result":"zz"}'], []),
        (['{"result":""}'], []),
        (['["foo"]'], []),
        (['{"result":1}'], []),
    ],
)
def test_a_choice_that_is_not_clear_is_given_as_it_is_written(pieces, expected):
    deltas, told = feed(EnumDeltas(["foobar", "foobaz", "foo"]), pieces)
    assert [delta.object for delta in deltas] == expected
    assert told == "".join(pieces)


def test_the_text_of_an_array_with_an_invalid_element_is_not_closed_as_if_it_were_complete():
    deltas, told = feed(ArrayDeltas(as_schema(City)), ['{"elements": [{"name": "A"}, ', '{"name": 1}, {"name": "C"}]}'])
    assert [delta.object for delta in deltas] == [[]]
    assert told == "["


def test_each_state_of_an_array_is_a_list_of_its_own():
    parser = ArrayDeltas(NAMED)
    first = parser.feed('{"elements": [{"name": "A"}, ')
    second = parser.feed('{"name": "B"}]}')
    assert len(first.object) < len(second.object) == 2
    assert first.object is not second.object
