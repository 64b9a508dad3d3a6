"""Rules for decoding the chunks of a streamed chat answer."""

import itertools
import json
from typing import Any, TypedDict

import pytest
from ai_sdk_core.errors import InvalidResponseDataError, TypeValidationError
from ai_sdk_core.provider import (
    Finish,
    FinishReason,
    OtherWarning,
    StreamError,
    StreamStart,
    TextDelta,
    ToolCall,
    ToolInputDelta,
)
from ai_sdk_openai_compatible import ProviderErrorStructure, convert_usage
from ai_sdk_openai_compatible._chat.schemas import chat_chunk_schema
from ai_sdk_openai_compatible._chat.stream import ChatStreamDecoder
from ai_sdk_openai_compatible._errors import DEFAULT_ERROR_STRUCTURE
from hypothesis import given
from hypothesis import strategies as st

STOP: dict[str, Any] = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}


class Flat(TypedDict):
    message: str


def chunk(**delta: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}


def call(arguments: str | None = None, **fields: Any) -> dict[str, Any]:
    function = {"arguments": arguments, "name": fields.pop("name", None)}
    return {**fields, "function": {key: value for key, value in function.items() if value is not None}}


def decode(*chunks: Any, structure: ProviderErrorStructure[Any] = DEFAULT_ERROR_STRUCTURE, **options: Any) -> list[Any]:
    """Validate and decode chunks the way a stream does, and give all parts."""
    defaults: dict[str, Any] = {
        "warnings": [],
        "metadata_key": "p",
        "convert_usage": convert_usage,
        "metadata_extractor": None,
    }
    decoder = ChatStreamDecoder(**{**defaults, **options})
    schema = chat_chunk_schema(structure)
    decoder.start()
    for value in chunks:
        try:
            validated = schema.validate_json(json.dumps(value))
        except TypeValidationError as error:
            decoder.invalid(error)
        else:
            decoder.chunk(validated)
    decoder.finish()
    return decoder.parts


def types(*chunks: Any) -> list[str]:
    """Types of the parts between start and finish."""
    first, *between, last = [part.type for part in decode(*chunks)]
    assert (first, last) == ("stream-start", "finish")
    return between


def finish(*chunks: Any, **options: Any) -> Finish:
    part = decode(*chunks, **options)[-1]
    assert isinstance(part, Finish)
    return part


def test_the_stream_starts_with_the_warnings() -> None:
    warning = OtherWarning(message="w")
    assert decode(STOP, warnings=[warning])[0] == StreamStart(warnings=[warning])


class TestMetadata:
    def test_metadata_come_once_from_the_first_chunk_that_has_any(self) -> None:
        chunks = [{"id": "", "created": 0, "model": "", "choices": []}, {"id": "1", **chunk(content="a")}, STOP]
        _, first, second, *rest = decode(*chunks, {"id": "2", "choices": []})
        assert (first.type, first.id, second.type) == ("response-metadata", "1", "text-start")
        assert "response-metadata" not in {part.type for part in rest}

    def test_a_stream_without_metadata_has_none(self) -> None:
        assert types(STOP) == []


class TestBlocks:
    def test_text_and_reasoning_alternate(self) -> None:
        assert types(
            chunk(reasoning_content="a"), chunk(content="b"), chunk(reasoning="c"), chunk(content="d"), STOP
        ) == [
            *["reasoning-start", "reasoning-delta", "reasoning-end"],
            *["text-start", "text-delta", "text-end"],
            *["reasoning-start", "reasoning-delta", "reasoning-end"],
            *["text-start", "text-delta", "text-end"],
        ]

    def test_reasoning_comes_before_text_of_the_same_chunk(self) -> None:
        parts = decode(chunk(content="t", reasoning_content="r"), STOP)
        assert [part.delta for part in parts if hasattr(part, "delta")] == ["r", "t"]

    def test_empty_deltas_are_dropped(self) -> None:
        empty: list[dict[str, Any]] = [
            {"role": "assistant", "content": ""},
            {"role": "", "reasoning": ""},
            {"refusal": ""},
            {"tool_calls": []},
        ]
        assert types(*(chunk(**delta) for delta in empty), STOP) == []

    def test_a_tool_call_ends_reasoning(self) -> None:
        tool_calls = [call("{}", index=0, id="1", name="f")]
        assert types(chunk(reasoning="r"), chunk(tool_calls=tool_calls), STOP)[2:4] == [
            "reasoning-end",
            "tool-input-start",
        ]

    def test_content_may_be_a_list_of_texts_and_thoughts(self) -> None:
        thinking = {"type": "thinking", "thinking": [{"type": "text", "text": "r"}]}
        parts = decode(chunk(content=[thinking, {"type": "text", "text": "t"}]), STOP)
        assert [(part.type, part.delta) for part in parts if hasattr(part, "delta")] == [
            ("reasoning-delta", "r"),
            ("text-delta", "t"),
        ]

    def test_a_refusal_continues_the_text_and_turns_the_stop_into_a_filter(self) -> None:
        last = {"choices": [{"index": 0, "delta": {"refusal": "!"}, "finish_reason": "stop"}]}
        parts = decode(chunk(content="a"), chunk(refusal="no"), last)
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["a", "no", "!"]
        assert parts[-1].finish_reason == FinishReason(unified="content-filter", raw="stop")

    def test_only_the_first_choice_counts(self) -> None:
        second = {"index": 1, "delta": {"content": "b"}, "finish_reason": None}
        parts = decode({"choices": [*chunk(content="a")["choices"], second]}, STOP)
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["a"]


class TestToolCalls:
    def test_deltas_wait_for_the_name(self) -> None:
        parts = decode(
            chunk(tool_calls=[call('{"a"', index=0)]),
            chunk(tool_calls=[call(index=0, id="1", extra_content={"google": {"thought_signature": "s"}})]),
            chunk(tool_calls=[call(":", index=0, id="2", name="f")]),
            chunk(tool_calls=[call("1}", index=0)]),
            STOP,
        )
        assert [part.delta for part in parts if isinstance(part, ToolInputDelta)] == ['{"a":', "1}"]
        (tool_call,) = (part for part in parts if isinstance(part, ToolCall))
        assert tool_call == ToolCall(
            tool_call_id="1", tool_name="f", input='{"a":1}', provider_metadata={"p": {"thoughtSignature": "s"}}
        )

    def test_a_call_that_never_gets_a_name_is_an_error(self) -> None:
        with pytest.raises(InvalidResponseDataError, match=r"Expected 'function\.name' to be a string"):
            decode(chunk(tool_calls=[call("{}", index=0, id="1")]), STOP)

    def test_servers_may_leave_out_the_index(self) -> None:
        parts = decode(chunk(tool_calls=[call("{}", id="1", name="f"), call("[]", id="2", name="g")]), STOP)
        assert [(part.tool_call_id, part.input) for part in parts if isinstance(part, ToolCall)] == [
            ("1", "{}"),
            ("2", "[]"),
        ]


class TestErrors:
    def test_an_error_event_is_passed_on_and_the_stream_goes_on(self) -> None:
        error = {"message": "m", "type": "t", "code": 1}
        parts = decode(chunk(content="a"), {"error": error}, chunk(content="b"))
        assert [part.error for part in parts if isinstance(part, StreamError)] == [error]
        assert parts[-1].finish_reason == FinishReason(unified="error")

    def test_an_error_inside_a_chunk_is_an_error(self) -> None:
        parts = decode({**chunk(content="a"), "error": "broken"})
        assert [part.type for part in parts] == ["stream-start", "error", "finish"]
        assert parts[1].error == "broken"

    def test_a_null_error_is_none(self) -> None:
        assert types({**chunk(content="a"), "error": None}, STOP) == ["text-start", "text-delta", "text-end"]

    def test_errors_of_another_shape_are_passed_on_whole(self) -> None:
        structure = ProviderErrorStructure(error_type=Flat, error_to_message=lambda error: error["message"])
        assert decode({"message": "m"}, structure=structure)[1] == StreamError(error={"message": "m"})

    def test_a_chunk_that_cannot_be_read_is_an_error_and_the_stream_goes_on(self) -> None:
        parts = decode({"choices": 1}, chunk(content="a"), STOP)
        assert isinstance(parts[1].error, TypeValidationError)
        assert parts[-1].finish_reason == FinishReason(unified="stop", raw="stop")

    def test_an_error_after_the_finish_reason_takes_it_back(self) -> None:
        part = finish(STOP, {"error": {"message": "m"}})
        assert part.finish_reason == FinishReason(unified="error")

    def test_a_stream_without_a_finish_reason_is_an_error(self) -> None:
        parts = decode(chunk(content="a"))
        assert [part.type for part in parts[-3:]] == ["text-end", "error", "finish"]
        assert str(parts[-2].error) == "Response stream ended without a finish reason."
        assert parts[-1].finish_reason == FinishReason(unified="error")


class TestFinish:
    def test_the_last_finish_reason_and_usage_count(self) -> None:
        length = {"choices": [{"index": 0, "delta": None, "finish_reason": "length"}], "usage": {"prompt_tokens": 1}}
        part = finish(STOP, length, {"choices": [], "usage": {"prompt_tokens": 2, "x": 1}}, {"choices": []})
        assert part.finish_reason == FinishReason(unified="length", raw="length")
        assert part.usage.raw == {"prompt_tokens": 2, "x": 1}

    def test_predictions_are_reported(self) -> None:
        details = {"accepted_prediction_tokens": 1, "rejected_prediction_tokens": 2}
        part = finish(STOP, {"choices": [], "usage": {"completion_tokens_details": details}})
        assert part.provider_metadata == {"p": {"acceptedPredictionTokens": 1, "rejectedPredictionTokens": 2}}


deltas = st.fixed_dictionaries(
    {},
    optional={
        "content": st.none()
        | st.text(max_size=4)
        | st.lists(st.fixed_dictionaries({"type": st.sampled_from(["text", "x"])})),
        "reasoning": st.none() | st.text(max_size=4),
        "reasoning_content": st.none() | st.text(max_size=4),
        "refusal": st.none() | st.booleans() | st.text(max_size=2),
        "tool_calls": st.none()
        | st.lists(
            st.builds(
                call,
                st.none() | st.sampled_from(["", "{", "}", '"']),
                index=st.none() | st.integers(0, 2),
                id=st.none() | st.sampled_from(["", "a", "b"]),
                name=st.none() | st.sampled_from(["", "f", "g"]),
            ),
            max_size=2,
        ),
        "role": st.sampled_from(["assistant", "", "user", None]),
    },
)
wire_chunks: st.SearchStrategy[Any] = st.builds(lambda delta: chunk(**delta), deltas) | st.sampled_from(
    [STOP, {"choices": []}, {"x": 1}, 1, None]
)


@given(st.lists(wire_chunks, max_size=8))
def test_whatever_a_server_sends_blocks_are_well_formed_or_the_documented_error_is_raised(chunks: list[Any]) -> None:
    try:
        parts = decode(*chunks)
    except InvalidResponseDataError:
        return
    assert [part.type for part in parts].count("finish") == 1
    open_blocks: set[tuple[str, str]] = set()
    for part in parts:
        kind, _, step = part.type.rpartition("-")
        if step == "start" and kind != "stream":
            assert (kind, part.id) not in open_blocks
            open_blocks.add((kind, part.id))
        elif step == "delta":
            assert (kind, part.id) in open_blocks
        elif step == "end":
            open_blocks.remove((kind, part.id))
    assert not open_blocks


@given(st.text(), st.lists(st.integers(0, 1000), max_size=6), st.booleans())
def test_text_arrives_whole_however_its_utf_16_is_cut(text: str, positions: list[int], is_reasoning: bool) -> None:
    units = text.encode("utf-16-le")
    bounds = [0, *sorted(2 * (position % (len(units) // 2 + 1)) for position in positions), len(units)]
    pieces = [
        "".join(chr(int.from_bytes(units[at : at + 2], "little")) for at in range(start, end, 2))
        for start, end in itertools.pairwise(bounds)
    ]
    name = "reasoning" if is_reasoning else "content"
    parts = decode(*(chunk(**{name: piece}) for piece in pieces), STOP)
    received = [part.delta for part in parts if part.type == ("reasoning-delta" if is_reasoning else "text-delta")]
    assert "".join(received) == text
    for delta in received:
        delta.encode()
