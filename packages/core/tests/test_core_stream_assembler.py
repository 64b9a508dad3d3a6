"""Rules of the stream assembler: blocks open and close by themselves, split characters are joined."""

import itertools
from typing import Any

import pytest
from ai_sdk_core.provider.language_model.stream_part import TextDelta, TextEnd, TextStart
from ai_sdk_core.provider_utils.stream_assembler import ReasoningBlock, StreamAssembler, TextBlock
from ai_sdk_core.provider_utils.surrogates import SurrogateJoiner, replace_lone_surrogates
from ai_sdk_core.provider_utils.tool_calls import StreamingToolCallTracker
from hypothesis import given
from hypothesis import strategies as st


def new_assembler(parts: list[Any], **ids: str) -> StreamAssembler:
    return StreamAssembler(parts, StreamingToolCallTracker(parts), **ids)


def types(parts: list[Any]) -> list[str]:
    return [part.type for part in parts]


def call(name: str = "f") -> dict[str, Any]:
    return {"index": 0, "id": "a", "function": {"name": name, "arguments": "{}"}}


def test_text_opens_a_block_once() -> None:
    parts: list[Any] = []
    assembler = new_assembler(parts)
    assembler.add_text("a")
    assembler.add_text("b")
    assert parts == [TextStart(id="txt-0"), TextDelta(id="txt-0", delta="a"), TextDelta(id="txt-0", delta="b")]


def test_text_ends_reasoning_and_reasoning_does_not_end_text() -> None:
    parts: list[Any] = []
    assembler = new_assembler(parts)
    assembler.add_reasoning("r")
    assembler.add_text("t")
    assembler.add_reasoning("r")
    assert types(parts) == [
        "reasoning-start",
        "reasoning-delta",
        "reasoning-end",
        "text-start",
        "text-delta",
        "reasoning-start",
        "reasoning-delta",
    ]


def test_tool_calls_end_reasoning_but_not_text() -> None:
    parts: list[Any] = []
    assembler = new_assembler(parts)
    assembler.add_text("t")
    assembler.add_reasoning("r")
    assembler.add_tool_calls([])
    assert types(parts)[-1] == "reasoning-delta"
    assembler.add_tool_calls([call()])
    assert types(parts)[4:] == ["reasoning-end", "tool-input-start", "tool-input-delta"]


def test_the_end_closes_reasoning_then_text_then_tool_calls_and_nothing_twice() -> None:
    parts: list[Any] = []
    assembler = new_assembler(parts)
    assembler.add_tool_calls([call()])
    assembler.add_text("t")
    assembler.add_reasoning("r")
    parts.clear()
    assembler.end()
    assembler.end()
    assert types(parts) == ["reasoning-end", "text-end", "tool-input-end", "tool-call"]


def test_ids_are_the_callers() -> None:
    parts: list[Any] = []
    assembler = new_assembler(parts, text_id="0", reasoning_id="r-1")
    assembler.add_reasoning("r")
    assembler.add_text("t")
    assembler.reasoning.id = "r-2"
    assembler.add_reasoning("r")
    assert [part.id for part in parts] == ["r-1", "r-1", "r-1", "0", "0", "r-2", "r-2"]


@pytest.mark.parametrize("block_class", [TextBlock, ReasoningBlock])
def test_a_block_carries_metadata_at_its_start_and_end(block_class: type[TextBlock]) -> None:
    parts: list[Any] = []
    block = block_class(parts, "1")
    block.start({"p": {"a": 1}})
    block.start({"p": {"ignored": 1}})
    block.end({"p": {"b": 2}})
    block.end({"p": {"ignored": 1}})
    assert [part.provider_metadata for part in parts] == [{"p": {"a": 1}}, {"p": {"b": 2}}]


def test_an_empty_delta_is_passed_on() -> None:
    parts: list[Any] = []
    new_assembler(parts).add_text("")
    assert types(parts) == ["text-start", "text-delta"]


def test_half_a_character_waits_for_its_other_half() -> None:
    parts: list[Any] = []
    assembler = new_assembler(parts)
    assembler.add_text("a\ud83d")
    assert parts[-1] == TextDelta(id="txt-0", delta="a")
    assembler.add_text("\ude00b")
    assert parts[-1] == TextDelta(id="txt-0", delta="😀b")


def test_half_a_character_alone_opens_no_block_until_the_block_ends() -> None:
    parts: list[Any] = []
    assembler = new_assembler(parts)
    assembler.add_text("\ud83d")
    assert parts == []
    assembler.end()
    assert parts == [TextStart(id="txt-0"), TextDelta(id="txt-0", delta="\ufffd"), TextEnd(id="txt-0")]


def test_halves_of_text_and_reasoning_are_not_mixed_up() -> None:
    parts: list[Any] = []
    assembler = new_assembler(parts)
    assembler.add_text("\ud83d")
    assembler.add_reasoning("\ude00")
    assembler.add_text("\ude00")
    assert [part.delta for part in parts if hasattr(part, "delta")] == ["\ufffd", "😀"]


any_text = st.text(st.characters())
"""Includes lone surrogates."""


@given(any_text, st.lists(st.integers(0, 100), max_size=5))
def test_joined_text_equals_the_input_however_its_utf_16_is_cut(text: str, positions: list[int]) -> None:
    units = text.encode("utf-16-le", "surrogatepass")
    bounds = [0, *sorted(2 * (position % (len(units) // 2 + 1)) for position in positions), len(units)]
    deltas = [
        "".join(chr(int.from_bytes(units[at : at + 2], "little")) for at in range(start, end, 2))
        for start, end in itertools.pairwise(bounds)
    ]
    joiner = SurrogateJoiner()
    pieces = [*map(joiner.feed, deltas), joiner.flush()]
    assert "".join(pieces) == replace_lone_surrogates(text)
    assert all(piece.encode() is not None for piece in pieces)


@given(st.text())
def test_sound_text_is_left_alone(text: str) -> None:
    assert replace_lone_surrogates(text) == text


def test_lone_surrogates_become_replacement_characters_and_take_nothing_with_them() -> None:
    assert replace_lone_surrogates("a\ud83db\ude00c\ud83d") == "a\ufffdb\ufffdc\ufffd"
    assert replace_lone_surrogates("\ud83d\ude00") == "😀"
