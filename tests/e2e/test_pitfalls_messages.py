"""Streams and messages keep what the model said, whatever the server makes of it.

`docs/pitfalls.md` says which complaint each test keeps away.
"""

import json
from pathlib import Path

import pytest
from ai_sdk_core import StreamTextOptions, TextOptions, generate_text, is_step_count, stream_text, tool
from ai_sdk_core.provider import (
    Finish,
    FinishReason,
    Reasoning,
    ReasoningDelta,
    ReasoningEnd,
    ReasoningStart,
    TextDelta,
    TextEnd,
    TextStart,
    ToolCall,
)
from ai_sdk_core.testing import MockLanguageModel, generate_result, stream_result, text_stream, usage
from ai_sdk_openai_compatible import create_openai_compatible
from ai_sdk_test_server import EventStreamReply, Reply, Usage

TESTS_OF_THE_LOOP = sorted(
    path
    for pattern in ("test_core_generate_text*.py", "test_core_stream_text*.py", "test_core_tool_*.py")
    for path in (Path(__file__).parents[2] / "packages" / "core" / "tests").glob(pattern)
)


@tool
async def weather(city: str) -> str:
    """Look up the weather."""
    return f"sunny in {city}"


@pytest.fixture
def server(ai_test_server):
    return ai_test_server


def model_at(server, **settings):
    return create_openai_compatible(name="here", base_url=server.base_url, **settings)("any")


def delta(finish_reason=None, **fields):
    return {"id": "1", "choices": [{"index": 0, "delta": fields, "finish_reason": finish_reason}]}


def call_delta(arguments, **fields):
    function = {"arguments": arguments, **({"name": "weather"} if "id" in fields else {})}
    return delta(tool_calls=[{**fields, "type": "function", "function": function}])


OSLO, ROME = '{"city": "Oslo"}', '{"city": "Rome"}'


@pytest.mark.parametrize(
    "events",
    [
        [
            call_delta('{"city": ', index=0, id="a"),
            call_delta('{"city": ', index=1, id="b"),
            call_delta('"Rome"}', index=1),
            call_delta('"Oslo"}', index=0),
        ],
        [call_delta(OSLO, index=0, id="a"), call_delta(ROME, index=1, id="b")],
    ],
    ids=["interleaved", "one call per chunk"],
)
async def test_parallel_tool_calls_are_kept_apart(server, events):
    server.script(EventStreamReply(events=[*events, delta("tool_calls")]), Reply(text="done"))
    async with stream_text(
        model=model_at(server), prompt="x", tools={"weather": weather}, stop_when=is_step_count(2)
    ) as stream:
        result = await stream
    assert {made.tool_call_id: made.output for made in result.tool_results} == {
        "a": "sunny in Oslo",
        "b": "sunny in Rome",
    }


async def test_text_before_a_tool_call_does_not_end_the_loop(server):
    calls = [delta(content="Let me look."), call_delta(OSLO, index=0, id="a"), delta("tool_calls")]
    server.script(EventStreamReply(events=calls), Reply(text="It is sunny."))
    async with stream_text(
        model=model_at(server), prompt="x", tools={"weather": weather}, stop_when=is_step_count(2)
    ) as stream:
        assert "".join([text async for text in stream.text_stream]) == "Let me look.It is sunny."
        assert len((await stream).steps) == 2


async def test_usage_comes_with_streams_too(server):
    tokens = Usage(prompt_tokens=10, completion_tokens=5, cached_tokens=4, reasoning_tokens=2)
    server.script(Reply(text="x", usage=tokens), Reply(text="x", usage=tokens))
    model = model_at(server, include_usage=True)
    async with stream_text(model=model, prompt="x") as stream:
        streamed = (await stream).usage
    whole = (await generate_text(model=model, prompt="x")).usage
    assert server.requests[0].json["stream_options"] == {"include_usage": True}
    for counted in (streamed, whole):
        assert (counted.input_tokens, counted.output_tokens, counted.total_tokens) == (10, 5, 15)
        assert counted.input_token_details.cache_read_tokens == 4
        assert counted.output_token_details.reasoning_tokens == 2


async def test_odd_fields_of_a_server_do_not_matter(server):
    events = [
        {"id": None, "choices": [], "model": None},
        {"choices": [{"index": 0, "delta": {"role": "assistant", "content": None, "tool_calls": None}, "extra": 1}]},
        {"choices": [{"delta": {"content": ""}}]},
        {"choices": [{"delta": {"content": "Hello"}}], "usage": None},
        {"choices": [{"delta": {}, "finish_reason": "the end"}]},
    ]
    server.script(EventStreamReply(events=events))
    async with stream_text(model=model_at(server), prompt="x") as stream:
        result = await stream
    assert (result.text, result.finish_reason, result.raw_finish_reason) == ("Hello", "other", "the end")


async def test_half_a_character_waits_for_its_other_half(server):
    def raw(text):
        return f'data: {{"id": "1", "choices": [{{"index": 0, "delta": {{"content": "{text}"}}}}]}}\n\n'.encode()

    grin = json.dumps("😀")[1:-1]
    server.script(EventStreamReply(events=[raw(grin[:6]), raw(grin[6:]), raw(grin[:6]), delta("stop")]))
    async with stream_text(model=model_at(server), prompt="x") as stream:
        text = "".join([piece async for piece in stream.text_stream])
    assert text == "😀\ufffd"


async def test_signatures_of_reasoning_go_back_to_the_model_byte_for_byte():
    """Also those without text, in both functions, and over a tool call in between."""
    metadata = {"p": {"signature": "s==", "nested": {"n": None}}}
    call = ToolCall(tool_call_id="c1", tool_name="weather", input=OSLO, provider_metadata={"p": {"thought": "t"}})
    whole = generate_result(
        Reasoning(text="", provider_metadata=metadata), Reasoning(text="hm", provider_metadata=metadata), call
    )
    whole.finish_reason = FinishReason(unified="tool-calls", raw=None)
    streamed = stream_result(
        [
            ReasoningStart(id="1", provider_metadata={"p": {"signature": "early"}}),
            ReasoningEnd(id="1", provider_metadata=metadata),
            ReasoningStart(id="2"),
            ReasoningDelta(id="2", delta="hm"),
            ReasoningDelta(id="2", delta="", provider_metadata=metadata),
            ReasoningEnd(id="2"),
            call,
            Finish(usage=usage(), finish_reason=FinishReason(unified="tool-calls", raw=None)),
        ]
    )
    model = MockLanguageModel(do_generate=[whole, generate_result("x")], do_stream=[streamed, text_stream("x")])
    options = {"model": model, "prompt": "x", "tools": {"weather": weather}, "stop_when": is_step_count(2)}
    await generate_text(**options)
    async with stream_text(**options) as stream:
        await stream
    for second in (model.do_generate.calls[1], model.do_stream.calls[1]):
        first, other, made = second.prompt[1].content
        assert [first.text, other.text] == ["", "hm"]
        assert first.provider_options == other.provider_options == metadata
        assert made.provider_options == {"p": {"thought": "t"}}


async def test_text_keeps_what_the_provider_attached_to_it():
    metadata = {"p": {"itemId": "msg_1"}}
    parts = [
        TextStart(id="1", provider_metadata=metadata),
        TextDelta(id="1", delta="a"),
        TextEnd(id="1"),
        Finish(usage=usage(), finish_reason=FinishReason(unified="stop", raw=None)),
    ]
    async with stream_text(model=MockLanguageModel(do_stream=stream_result(parts)), prompt="x") as stream:
        message = (await stream).response_messages[0]
    assert message.content[0].provider_options == metadata


@pytest.mark.parametrize("name", sorted(TextOptions.__annotations__.keys() | StreamTextOptions.__annotations__.keys()))
def test_every_option_is_used_by_a_test_of_the_loop(name):
    """An option that nothing looks at would not be noticed otherwise."""
    texts = [path.read_text(encoding="utf-8") for path in TESTS_OF_THE_LOOP]
    assert any(f"{name}=" in text or f'"{name}"' in text for text in texts)
