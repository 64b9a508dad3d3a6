"""Streams of language models: parts as the gateway sends them."""

import itertools
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ai_sdk_core.errors import APICallError, JSONParseError, TypeValidationError
from ai_sdk_core.provider import (
    Finish,
    LanguageModelCallOptions,
    LanguageModelStreamPart,
    RawChunk,
    StreamError,
    TextDelta,
    TextEnd,
    UnknownPart,
    from_json,
    to_json,
)
from ai_sdk_gateway import GatewayRateLimitError, GatewayResponseError
from hypothesis import given
from hypothesis import strategies as st

Call = Callable[..., LanguageModelCallOptions]

PARTS: list[dict[str, Any]] = [
    {"type": "stream-start", "warnings": [{"type": "unsupported", "feature": "seed"}]},
    {"type": "response-metadata", "id": "r", "modelId": "m", "timestamp": "2025-01-01T00:00:00.000Z"},
    {"type": "reasoning-start", "id": "0"},
    {"type": "reasoning-delta", "id": "0", "delta": "Hm", "providerMetadata": {"a": {"signature": "s"}}},
    {"type": "reasoning-end", "id": "0"},
    {"type": "text-start", "id": "1"},
    {"type": "text-delta", "id": "1", "delta": "Hi"},
    {"type": "text-delta", "id": "1", "delta": " wörld 👋"},
    {"type": "text-end", "id": "1"},
    {"type": "tool-input-start", "id": "c", "toolName": "f", "providerExecuted": True},
    {"type": "tool-input-delta", "id": "c", "delta": "{}"},
    {"type": "tool-input-end", "id": "c"},
    {"type": "tool-call", "toolCallId": "c", "toolName": "f", "input": "{}"},
    {"type": "tool-result", "toolCallId": "c", "toolName": "f", "result": {"a": None}},
    {"type": "source", "sourceType": "url", "id": "s", "url": "https://a.test"},
    {"type": "file", "mediaType": "image/png", "data": {"type": "url", "url": "https://a.test/i.png"}},
    {"type": "custom", "kind": "x.y", "providerMetadata": {"x": {"y": 1}}},
    {"type": "ping"},
    {"type": "error", "error": {"message": "boom"}},
    {
        "type": "finish",
        "finishReason": {"unified": "stop"},
        "usage": {"inputTokens": {"total": 1}, "outputTokens": {"total": 2}, "raw": {"x": [1]}},
    },
]


async def read(wire: Any, options: LanguageModelCallOptions) -> list[Any]:
    result = await wire.provider()("openai/gpt-5").do_stream(options)
    return [part async for batch in result.stream for part in batch]


async def test_every_kind_of_part_arrives_as_the_codec_reads_it(wire: Any, call: Call) -> None:
    wire.stream(*PARTS, "[DONE]")
    parts = await read(wire, call())
    assert parts == [from_json(LanguageModelStreamPart, part) for part in PARTS]
    assert [to_json(part) for part in parts] == PARTS
    assert wire.request.headers["ai-language-model-streaming"] == "true"


async def test_one_read_gives_one_batch(wire: Any, call: Call) -> None:
    events = [{"type": "text-delta", "id": "1", "delta": letter} for letter in "abc"]
    wire.stream(b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events), "[DONE]")
    result = await wire.provider()("openai/gpt-5").do_stream(call())
    assert [[part.delta for part in batch] async for batch in result.stream] == [["a", "b", "c"]]


@pytest.mark.parametrize(
    "value", [{"type": "hologram", "x": 1}, {"error": {"message": "m"}}, [], "text", None, {"type": 5}]
)
async def test_a_part_of_a_new_kind_is_passed_on_as_it_came(wire: Any, call: Call, value: Any) -> None:
    wire.stream(json.dumps(value), PARTS[-1], "[DONE]")
    unknown, finish = await read(wire, call())
    assert unknown == UnknownPart(value=value)
    assert to_json(unknown) == value
    assert isinstance(finish, Finish)


async def test_a_part_of_a_known_kind_must_be_as_it_should_be(wire: Any, call: Call) -> None:
    wire.stream(PARTS[5], {"type": "text-delta", "id": "1", "delta": None}, PARTS[8])
    result = await wire.provider()("openai/gpt-5").do_stream(call())
    assert len(await anext(result.stream)) == 1
    with pytest.raises(TypeValidationError, match="delta"):
        await anext(result.stream)
    assert wire.bodies[0].is_closed


async def test_an_event_that_is_no_json_ends_the_stream(wire: Any, call: Call) -> None:
    wire.stream(PARTS[5], '{"x": NaN}', PARTS[8])
    with pytest.raises(JSONParseError, match="NaN"):
        await read(wire, call())


async def test_forbidden_keys_are_refused(wire: Any, call: Call) -> None:
    wire.stream({"type": "finish", "__proto__": {"x": 1}})
    with pytest.raises(JSONParseError, match="forbidden"):
        await read(wire, call())


@pytest.mark.parametrize("wanted", [True, False])
async def test_raw_parts_come_only_to_who_asked_for_them(wire: Any, call: Call, wanted: bool) -> None:
    wire.stream({"type": "raw", "rawValue": {"a": 1}}, PARTS[-1], "[DONE]")
    parts = await read(wire, call(include_raw_chunks=wanted))
    assert [part for part in parts if isinstance(part, RawChunk)] == ([RawChunk(raw_value={"a": 1})] if wanted else [])
    assert wire.json["includeRawChunks"] is wanted


async def test_an_error_part_is_the_providers_error(wire: Any, call: Call) -> None:
    wire.stream({"type": "error", "error": {"message": "m", "type": "overloaded"}}, "[DONE]")
    assert await read(wire, call()) == [StreamError(error={"message": "m", "type": "overloaded"})]


def deltas(kind: str, *texts: str) -> list[bytes]:
    return [b'data: {"type": "%s", "id": "1", "delta": "%s"}\n\n' % (kind.encode(), text.encode()) for text in texts]


async def test_halves_of_a_character_are_joined(wire: Any, call: Call) -> None:
    wire.stream(*deltas("text-delta", "a\\ud83d", "\\udc4bb"), PARTS[8], "[DONE]")
    parts = await read(wire, call())
    assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["a", "👋b"]


async def test_what_follows_half_a_character_does_not_overtake_it(wire: Any, call: Call) -> None:
    wire.stream(*deltas("reasoning-delta", "a\\ud83d", "b"), "[DONE]")
    assert [part.delta for part in await read(wire, call())] == ["a", "\ufffdb"]


async def test_half_a_character_without_its_partner_is_replaced(wire: Any, call: Call) -> None:
    wire.stream(*deltas("text-delta", "\\ud83d"), {"type": "text-end", "id": "1"}, "[DONE]")
    assert await read(wire, call()) == [TextDelta(id="1", delta="\ufffd"), TextEnd(id="1")]


@given(text=st.text(max_size=20), cuts=st.lists(st.integers(0, 40), max_size=5))
async def test_text_arrives_whole_however_it_is_cut(text: str, cuts: list[int]) -> None:
    """JavaScript cuts between the halves of a character."""
    from ai_sdk_gateway._language_model_stream import GatewayStreamDecoder

    units = text.encode("utf-16-le")
    places = sorted({0, len(units), *(2 * cut for cut in cuts if 2 * cut < len(units))})
    decoder = GatewayStreamDecoder(include_raw_chunks=False)
    for start, end in itertools.pairwise(places):
        delta = units[start:end].decode("utf-16-le", "surrogatepass")
        decoder.chunk({"type": "text-delta", "id": "1", "delta": delta})
    decoder.chunk({"type": "text-end", "id": "1"})
    assert "".join(part.delta for part in decoder.parts if isinstance(part, TextDelta)) == text


async def test_a_refused_stream_raises_before_there_is_one(wire: Any, call: Call) -> None:
    wire.answer({"error": {"message": "slow down", "type": "rate_limit_exceeded"}}, status=429)
    with pytest.raises(GatewayRateLimitError, match="slow down"):
        await wire.provider()("openai/gpt-5").do_stream(call())


async def test_a_stream_without_a_body_is_an_error(wire: Any, call: Call) -> None:
    wire.answer("", status=204)
    with pytest.raises(GatewayResponseError):
        await wire.provider()("openai/gpt-5").do_stream(call())


async def test_a_stream_that_is_none_is_an_error_that_shows_it(wire: Any, call: Call) -> None:
    wire.stream(b"<html>Bad gateway</html>", content_type="text/html")
    with pytest.raises(APICallError, match=r"text/html.*<html>Bad gateway"):
        await read(wire, call())


async def test_a_connection_that_breaks_is_an_error_after_what_came(wire: Any, call: Call) -> None:
    wire.stream(PARTS[6], httpx.ReadError("gone"))
    result = await wire.provider()("openai/gpt-5").do_stream(call())
    assert await anext(result.stream) == [TextDelta(id="1", delta="Hi")]
    with pytest.raises(APICallError):
        await anext(result.stream)
    assert wire.bodies[0].is_closed


async def test_closing_a_stream_closes_the_connection(wire: Any, call: Call) -> None:
    body = wire.stream(PARTS[6], PARTS[6], "[DONE]")
    result = await wire.provider()("openai/gpt-5").do_stream(call())
    await anext(result.stream)
    await result.stream.aclose()
    assert body.is_closed
