"""Rules of `StreamingToolCallTracker`: which call a delta belongs to, and what comes out."""

import itertools
import json
from typing import Any

import pytest
from ai_sdk_core.errors import InvalidResponseDataError
from ai_sdk_core.provider.language_model.content import ToolCall
from ai_sdk_core.provider.language_model.stream_part import ToolInputDelta, ToolInputEnd, ToolInputStart
from ai_sdk_core.provider_utils.tool_call_arguments import ToolCallArguments, starts_structured_value
from ai_sdk_core.provider_utils.tool_calls import StreamingToolCallTracker
from hypothesis import given
from hypothesis import strategies as st


def delta(arguments: Any = None, *, index: int | None = None, name: str | None = None, **extra: Any) -> dict[str, Any]:
    """A delta without the labels that are None, as sparse as servers send them."""
    function = {"name": name, "arguments": arguments}
    return {
        **({} if index is None else {"index": index}),
        "function": {key: value for key, value in function.items() if value is not None},
        **extra,
    }


def track(*deltas: dict[str, Any], **options: Any) -> list[Any]:
    parts: list[Any] = []
    numbers = itertools.count()
    options.setdefault("generate_id", lambda: f"generated-{next(numbers)}")
    tracker = StreamingToolCallTracker(parts, **options)
    for tool_call_delta in deltas:
        tracker.process_delta(tool_call_delta)
    tracker.flush()
    return parts


def calls(*deltas: dict[str, Any], **options: Any) -> list[tuple[str, str, str]]:
    return [
        (part.tool_call_id, part.tool_name, part.input)
        for part in track(*deltas, **options)
        if isinstance(part, ToolCall)
    ]


def test_a_call_is_announced_streamed_ended_and_given_whole() -> None:
    parts = track(delta("", index=0, id="a", name="f"), delta('{"x"', index=0), delta(":1}", index=0))
    assert parts == [
        ToolInputStart(id="a", tool_name="f"),
        ToolInputDelta(id="a", delta='{"x"'),
        ToolInputDelta(id="a", delta=":1}"),
        ToolInputEnd(id="a"),
        ToolCall(tool_call_id="a", tool_name="f", input='{"x":1}'),
    ]


def test_a_call_never_ends_before_the_stream_does() -> None:
    """`{}` parses, and yet more may follow."""
    parts: list[Any] = []
    tracker = StreamingToolCallTracker(parts)
    tracker.process_delta(delta("{}", index=0, id="a", name="f"))
    assert [part.type for part in parts] == ["tool-input-start", "tool-input-delta"]


def test_empty_first_arguments_give_no_delta_and_empty_later_ones_do() -> None:
    parts = track(delta("", index=0, id="a", name="f"), delta("", index=0))
    assert [part.type for part in parts] == ["tool-input-start", "tool-input-delta", "tool-input-end", "tool-call"]


class TestWhichCall:
    def test_interleaved_calls_are_told_apart_by_index(self) -> None:
        assert calls(
            delta("{", index=0, id="a", name="f"),
            delta("[", index=1, id="b", name="g"),
            delta("}", index=0),
            delta("]", index=1),
        ) == [("a", "f", "{}"), ("b", "g", "[]")]

    def test_calls_without_index_are_told_apart_by_id(self) -> None:
        assert calls(
            delta("{", id="a", name="f"), delta("[", id="b", name="g"), delta("}", id="a"), delta("]", id="b")
        ) == [("a", "f", "{}"), ("b", "g", "[]")]

    def test_one_call_per_chunk_with_neither_index_nor_id(self) -> None:
        assert calls(delta('{"n":1}', name="f"), delta('{"n":2}', name="f")) == [
            ("generated-0", "f", '{"n":1}'),
            ("generated-1", "f", '{"n":2}'),
        ]

    def test_all_calls_at_index_0_are_told_apart_by_id(self) -> None:
        assert calls(
            delta('{"n":1}', index=0, id="a", name="f"),
            delta('{"n":2}', index=0, id="b", name="f"),
            delta('{"n":3}', index=0, id="c", name="g"),
        ) == [("a", "f", '{"n":1}'), ("b", "f", '{"n":2}'), ("c", "g", '{"n":3}')]

    def test_all_calls_at_index_0_without_id_are_told_apart_by_name_and_closed_arguments(self) -> None:
        assert calls(
            delta('{"n":1}', index=0, name="f"),
            delta('{"n":2}', index=0, name="g"),
            delta('{"n":3}', index=0, name="f"),
        ) == [("generated-0", "f", '{"n":1}'), ("generated-1", "g", '{"n":2}'), ("generated-2", "f", '{"n":3}')]

    def test_a_name_that_is_repeated_while_arguments_are_open_continues_the_call(self) -> None:
        assert calls(delta('{"n":', index=0, id="a", name="f"), delta("1}", index=0, id="a", name="f")) == [
            ("a", "f", '{"n":1}')
        ]

    def test_one_id_at_two_indices_makes_two_calls_with_different_ids(self) -> None:
        assert calls(
            delta('{"n":1}', index=0, id="a", name="f"),
            delta('{"n":2}', index=1, id="a", name="f"),
        ) == [("a", "f", '{"n":1}'), ("generated-0", "f", '{"n":2}')]

    def test_a_continuation_may_change_its_id(self) -> None:
        assert calls(delta('{"n":', index=0, id="a", name="f"), delta("1}", index=0, id="b")) == [("a", "f", '{"n":1}')]

    def test_a_continuation_may_lose_all_labels_if_one_call_is_open(self) -> None:
        assert calls(delta('{"n":', index=0, id="a", name="f"), delta("1}")) == [("a", "f", '{"n":1}')]

    def test_a_continuation_without_labels_goes_to_the_only_call_that_is_not_closed(self) -> None:
        assert calls(
            delta('{"n":1}', index=0, id="a", name="f"), delta('{"n":', index=1, id="b", name="f"), delta("2}")
        ) == [("a", "f", '{"n":1}'), ("b", "f", '{"n":2}')]

    def test_a_continuation_that_fits_two_open_calls_is_dropped(self) -> None:
        assert calls(delta("{", index=0, id="a", name="f"), delta("{", index=1, id="b", name="f"), delta("}")) == [
            ("a", "f", "{"),
            ("b", "f", "{"),
        ]

    def test_an_id_and_an_index_that_contradict_each_other_are_dropped(self) -> None:
        assert calls(
            delta("{", index=0, id="a", name="f"), delta("{", index=1, id="b", name="f"), delta("}", index=1, id="a")
        ) == [("a", "f", "{"), ("b", "f", "{")]

    def test_a_known_id_at_an_unknown_index_continues_its_call(self) -> None:
        assert calls(delta("{", index=0, id="a", name="f"), delta("}", index=7, id="a")) == [("a", "f", "{}")]

    def test_a_blank_name_continues_a_call_but_begins_none(self) -> None:
        assert calls(
            delta("{}", index=0, name=""), delta("{", index=0, id="a", name="f"), delta("}", index=0, name=" ")
        ) == [("a", "f", "{}")]

    def test_blank_ids_count_as_missing(self) -> None:
        assert calls(delta("{", index=0, id=" ", name="f"), delta("}", index=0, id="")) == [("generated-0", "f", "{}")]

    def test_an_unseen_id_with_a_name_and_no_arguments_begins_a_call_once_the_one_before_is_closed(self) -> None:
        assert calls(
            delta('{"n":1}', index=0, id="a", name="f"),
            delta("", index=0, id="b", name="f"),
            delta('{"n":2}', index=0, id="b"),
        ) == [("a", "f", '{"n":1}'), ("b", "f", '{"n":2}')]


class TestWholeCalls:
    def test_calls_come_in_the_order_of_their_index(self) -> None:
        assert [
            call[0] for call in calls(delta("{}", index=1, id="b", name="f"), delta("{}", index=0, id="a", name="f"))
        ] == [
            "a",
            "b",
        ]

    def test_without_an_index_everywhere_calls_keep_the_order_of_their_beginning(self) -> None:
        assert [call[0] for call in calls(delta("{}", index=1, id="b", name="f"), delta("{}", id="a", name="f"))] == [
            "b",
            "a",
        ]

    def test_arguments_that_come_as_an_object_become_json_text(self) -> None:
        assert calls(delta({"city": "Zürich"}, index=0, id="a", name="f")) == [("a", "f", '{"city":"Zürich"}')]

    def test_generated_ids_are_never_blank_and_never_repeat(self) -> None:
        deltas = [delta("{}", index=index, name="f") for index in range(3)]
        assert [call[0] for call in calls(*deltas, generate_id=lambda: " ")] == [
            "tool-call",
            "tool-call-1",
            "tool-call-2",
        ]

    def test_metadata_of_the_first_delta_is_metadata_of_the_call(self) -> None:
        (call,) = (
            part
            for part in track(
                delta("{", index=0, id="a", name="f", signature="s"),
                delta("}", index=0, signature="later"),
                extract_metadata=lambda tool_call: {"p": {"signature": tool_call["signature"]}},
            )
            if isinstance(part, ToolCall)
        )
        assert call.provider_metadata == {"p": {"signature": "s"}}

    def test_half_a_character_waits_for_its_other_half(self) -> None:
        parts = track(delta('{"a":"\ud83d', index=0, id="a", name="f"), delta("\ude00", index=0), delta('"}', index=0))
        assert [part.delta for part in parts if isinstance(part, ToolInputDelta)] == ['{"a":"', "😀", '"}']
        assert parts[-1].input == '{"a":"😀"}'

    def test_half_a_character_at_the_end_becomes_a_replacement_character(self) -> None:
        parts = track(delta("\ud83d", index=0, id="a", name="f"))
        assert [part.type for part in parts] == ["tool-input-start", "tool-input-delta", "tool-input-end", "tool-call"]
        assert parts[-1].input == "\ufffd"


class TestRefusals:
    def test_a_call_needs_a_name(self) -> None:
        wire_delta = delta("{}", index=0, id="a")
        with pytest.raises(InvalidResponseDataError, match=r"^Expected 'function.name' to be a string\.$") as caught:
            track(wire_delta)
        assert caught.value.data == wire_delta

    @pytest.mark.parametrize(
        ("validation", "call_type", "is_accepted"),
        [
            ("none", "custom", True),
            ("none", None, True),
            ("if-present", "custom", False),
            ("if-present", None, True),
            ("required", None, False),
            ("required", "custom", False),
            ("required", "function", True),
        ],
    )
    def test_the_type_of_a_new_call_is_checked_as_asked(
        self, validation: str, call_type: str | None, is_accepted: bool
    ) -> None:
        wire_delta = delta("{}", index=0, id="a", name="f", type=call_type)
        if is_accepted:
            assert len(calls(wire_delta, type_validation=validation)) == 1
        else:
            with pytest.raises(InvalidResponseDataError, match=r"^Expected 'function' type\.$"):
                track(wire_delta, type_validation=validation)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
structured_values = st.lists(json_values, max_size=3) | st.dictionaries(st.text(), json_values, max_size=3)


def cut(text: str, positions: list[int]) -> list[str]:
    bounds = [0, *sorted(position % (len(text) + 1) for position in positions), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(bounds)]


@given(structured_values, st.lists(st.integers(0, 1000), max_size=6), st.booleans())
def test_arguments_are_complete_exactly_when_the_last_bracket_has_come(
    value: Any, positions: list[int], is_ascii: bool
) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii)
    arguments = ToolCallArguments()
    received = ""
    for piece in cut(text, positions):
        arguments.append(piece)
        received += piece
        assert arguments.has_complete_structured_value is (received == text)
    assert arguments.text == text


@pytest.mark.parametrize("text", ["", "  ", "1", '"a"', "true", "{]", "{]}", "[1}]", "{"])
def test_what_is_no_closed_object_or_array_is_never_complete(text: str) -> None:
    arguments = ToolCallArguments()
    arguments.append(text)
    assert not arguments.has_complete_structured_value


def test_arguments_stay_complete_when_more_follows() -> None:
    arguments = ToolCallArguments()
    arguments.append("{}")
    arguments.append(" junk }")
    assert arguments.has_complete_structured_value


@pytest.mark.parametrize(
    ("arguments", "expected"), [(None, False), ("", False), (" {", True), ("[", True), ('"', False), ("1", False)]
)
def test_a_structured_value_starts_with_a_bracket(arguments: str | None, expected: bool) -> None:
    assert starts_structured_value(arguments) is expected


@given(st.lists(structured_values, min_size=1, max_size=3), st.lists(st.integers(0, 1000), max_size=6), st.randoms())
def test_inputs_arrive_whole_however_they_are_cut_and_interleaved(
    inputs: list[Any], positions: list[int], random: Any
) -> None:
    texts = [json.dumps(value, ensure_ascii=False) for value in inputs]
    queues = [
        [delta(piece, index=index, id=f"call-{index}", name="f") if first else delta(piece, index=index)
         for first, piece in zip(itertools.chain([True], itertools.repeat(False)), cut(text, positions), strict=False)]
        for index, text in enumerate(texts)
    ]  # fmt: skip
    deltas = []
    while any(queues):
        deltas.append(random.choice([queue for queue in queues if queue]).pop(0))
    parts = track(*deltas)
    assert [part.input for part in parts if isinstance(part, ToolCall)] == texts
    for index, text in enumerate(texts):
        streamed = [part.delta for part in parts if isinstance(part, ToolInputDelta) and part.id == f"call-{index}"]
        assert "".join(streamed) == text


labels = st.fixed_dictionaries(
    {},
    optional={
        "index": st.none() | st.integers(0, 2),
        "id": st.none() | st.sampled_from(["", " ", "a", "b"]),
        "type": st.none() | st.sampled_from(["function", "custom"]),
        "function": st.none()
        | st.fixed_dictionaries(
            {},
            optional={
                "name": st.none() | st.sampled_from(["", "f", "g"]),
                "arguments": st.none() | st.sampled_from(["", "{", "}", '{"a":1}', '"', "\\", "\ud83d", "\ude00", "1"]),
            },
        ),
    },
)


@given(st.lists(labels, max_size=12), st.sampled_from(["none", "if-present", "required"]))
def test_whatever_the_deltas_say_each_call_is_well_formed_or_the_documented_error_is_raised(
    deltas: list[dict[str, Any]], validation: str
) -> None:
    try:
        parts = track(*deltas, type_validation=validation)
    except InvalidResponseDataError:
        return
    started = [part.id for part in parts if isinstance(part, ToolInputStart)]
    assert len(started) == len(set(started))
    for call_id in started:
        own = [part for part in parts if getattr(part, "id", None) == call_id]
        assert own[0].type == "tool-input-start"
        assert own[-1].type == "tool-input-end"
        (call,) = (part for part in parts if isinstance(part, ToolCall) and part.tool_call_id == call_id)
        assert call.input == "".join(part.delta for part in own if isinstance(part, ToolInputDelta))
        call.input.encode()
