"""Smoothing: text in even pieces, everything else in its place."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from ai_sdk_core._generate_text.smooth_stream import Chunking, StreamTransformContext, smooth_stream
from ai_sdk_core.errors import InvalidArgumentError
from ai_sdk_core.provider.language_model.stream_part import (
    Ping,
    ReasoningDelta,
    ReasoningStart,
    TextDelta,
    TextEnd,
    TextStart,
)
from hypothesis import given
from hypothesis import strategies as st

CONTEXT = StreamTransformContext(tools=None, stop_stream=lambda: None)


class Sleeps:
    """Counts the pauses instead of taking them."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


class Source:
    """A stream that says whether it was closed."""

    def __init__(self, *batches: list[Any]) -> None:
        self.batches = batches
        self.closed = False

    async def stream(self) -> AsyncGenerator[list[Any], None]:
        try:
            for batch in self.batches:
                yield batch
        finally:
            self.closed = True


def text(delta: str, *, id: str = "1", **options: Any) -> TextDelta:  # noqa: A002
    return TextDelta(id=id, delta=delta, **options)


async def smooth(*batches: list[Any], **options: Any) -> list[list[Any]]:
    transform = smooth_stream(**{"sleep": Sleeps(), **options})(CONTEXT)
    return [batch async for batch in transform(Source(*batches).stream())]


async def pieces(*deltas: str, chunking: Chunking = "word") -> list[str]:
    batches = await smooth(*([text(delta)] for delta in deltas), chunking=chunking, delay=None)
    return [part.delta for batch in batches for part in batch]


async def test_words() -> None:
    assert await pieces("Hel", "lo,  wor", "ld! ", "x") == ["Hello,  ", "world! ", "x"]


async def test_lines() -> None:
    assert await pieces("a b\n", "\nc", "\nd", chunking="line") == ["a b\n", "\n", "c\n", "d"]


async def test_what_stands_before_a_match_comes_with_it() -> None:
    assert await pieces("a_b_c", chunking=re.compile("_")) == ["a_", "b_", "c"]
    assert await pieces("  a b", chunking="word") == ["  a ", "b"]


async def test_a_function() -> None:
    assert await pieces("abcde", chunking=lambda text: text[:2] if len(text) >= 2 else None) == ["ab", "cd", "e"]


@pytest.mark.parametrize(
    ("chunking", "message"),
    [
        (lambda text: "", "Chunking function must return a non-empty string."),
        (lambda text: "x", 'prefix of the buffer. Received: "x" which is not a prefix of buffer "abc"'),
        (re.compile("x*"), "Chunking RegExp must not match an empty string."),
    ],
)
async def test_a_detector_must_make_progress(chunking: Any, message: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        await pieces("abc", chunking=chunking)
    assert message in str(caught.value)


def test_unknown_chunking_is_refused_at_once() -> None:
    with pytest.raises(InvalidArgumentError, match="chunking must be"):
        smooth_stream(chunking="sentence")  # type: ignore[arg-type]


async def test_a_pause_follows_each_piece() -> None:
    """Each piece goes out before its pause; what follows without a piece goes out together."""
    sleeps = Sleeps()
    batches = await smooth([TextStart(id="1"), text("a b c"), TextEnd(id="1")], delay=0.5, sleep=sleeps)
    assert batches == [[TextStart(id="1"), text("a ")], [text("b ")], [text("c"), TextEnd(id="1")]]
    assert sleeps.seconds == [0.5, 0.5]


async def test_without_a_delay_a_batch_stays_a_batch() -> None:
    sleeps = Sleeps()
    assert len(await smooth([text("a b c ")], [TextEnd(id="1")], delay=None, sleep=sleeps)) == 2
    assert sleeps.seconds == []


async def test_other_parts_push_the_rest_out_first_but_pings_do_not() -> None:
    [batch] = await smooth([text("a"), Ping(), TextEnd(id="1")], delay=None)
    assert batch == [Ping(), text("a"), TextEnd(id="1")]


async def test_blocks_are_not_mixed() -> None:
    reasoning = ReasoningDelta(id="1", delta="r")
    [batch] = await smooth([text("a"), text("b", id="2"), reasoning, ReasoningStart(id="3")], delay=None)
    assert batch == [text("a"), text("b", id="2"), reasoning, ReasoningStart(id="3")]


async def test_metadata_stays_with_its_text() -> None:
    first, last = {"p": {"a": 1}}, {"p": {"signature": "s"}}
    deltas = [
        text("one two", provider_metadata=first),
        text(" three"),
        text("", provider_metadata=last),
        TextEnd(id="1"),
    ]
    [batch] = await smooth(deltas, delay=None)
    assert batch == [
        text("one ", provider_metadata=first),
        text("two", provider_metadata=first),
        text(" three"),
        text("", provider_metadata=last),
        TextEnd(id="1"),
    ]


@given(st.lists(st.lists(st.text(alphabet="ab \n", max_size=6), min_size=1, max_size=4), max_size=4))
async def test_no_text_is_lost_and_no_batch_is_empty(deltas: list[list[str]]) -> None:
    batches = await smooth(*([text(delta) for delta in batch] for batch in deltas))
    assert all(batches)
    assert "".join(part.delta for batch in batches for part in batch) == "".join(map("".join, deltas))


async def test_closing_closes_the_source() -> None:
    source = Source([text("a b ")], [text("c ")])
    batches = source.stream()  # Held on to, so that it is not the garbage collector that closes it.
    stream = smooth_stream(sleep=Sleeps())(CONTEXT)(batches)
    assert await anext(stream) == [text("a ")]
    await stream.aclose()
    assert source.closed


async def test_one_transform_serves_many_streams() -> None:
    make: Callable[[StreamTransformContext], Any] = smooth_stream(delay=None)
    first = make(CONTEXT)(Source([text("a")]).stream())
    second = make(CONTEXT)(Source([text("b")]).stream())
    assert [batch async for batch in first] == [[text("a")]]
    assert [batch async for batch in second] == [[text("b")]]
