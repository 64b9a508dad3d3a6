"""Rules for reading a chat response."""

from datetime import UTC, datetime
from typing import Any

import pytest
from ai_sdk_core.errors import InvalidResponseDataError, TypeValidationError
from ai_sdk_core.provider import (
    FinishReason,
    InputTokens,
    LanguageModelGenerateResult,
    OutputTokens,
    Reasoning,
    Text,
    ToolCall,
    Usage,
)
from ai_sdk_openai_compatible import (
    OpenAICompatibleChatConfig,
    OpenAICompatibleChatLanguageModel,
    convert_usage,
    map_finish_reason,
)


def read(message: dict[str, Any], **response: Any) -> LanguageModelGenerateResult:
    config = OpenAICompatibleChatConfig(provider="p.chat", url=lambda *, path, model_id: path)
    choice = {"index": 0, "message": message, "finish_reason": response.pop("finish_reason", "stop")}
    return OpenAICompatibleChatLanguageModel("m", config).convert_response({"choices": [choice], **response})


def content(**message: Any) -> list[Any]:
    return list(read({"role": "assistant", **message}).content)


def tool_call(**fields: Any) -> dict[str, Any]:
    return {"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}, **fields}


class TestContent:
    @pytest.mark.parametrize("empty", [{}, {"content": None}, {"content": ""}, {"content": []}, {"reasoning": ""}])
    def test_nothing_is_no_content(self, empty: dict[str, Any]) -> None:
        assert content(**empty) == []

    def test_reasoning_comes_before_text_before_refusal_before_tool_calls(self) -> None:
        assert content(content="t", reasoning_content="r", refusal="no", tool_calls=[tool_call()]) == [
            Reasoning(text="r"),
            Text(text="t"),
            Text(text="no"),
            ToolCall(tool_call_id="1", tool_name="f", input="{}"),
        ]

    def test_reasoning_has_two_names_and_reasoning_content_counts(self) -> None:
        assert content(reasoning="b") == [Reasoning(text="b")]
        assert content(reasoning_content="a", reasoning="b") == [Reasoning(text="a")]
        assert content(reasoning_content="", reasoning="b") == []

    def test_content_may_be_a_list_of_texts_and_thoughts(self) -> None:
        thinking = [{"type": "text", "text": "a"}, {"type": "reference"}, None, {"type": "text", "text": "b"}]
        assert content(
            content=[
                {"type": "thinking", "thinking": thinking},
                {"type": "text", "text": "t"},
                {"type": "text", "text": ""},
                {"type": "text"},
                {"type": "thinking", "thinking": []},
                {"type": "other", "text": "x"},
            ]
        ) == [Reasoning(text="ab"), Text(text="t")]

    @pytest.mark.parametrize("refusal", [None, "", False, 0, {}])
    def test_a_refusal_that_is_no_text_means_nothing(self, refusal: object) -> None:
        result = read({"content": "t", "refusal": refusal})
        assert result.content == [Text(text="t")]
        assert result.finish_reason.unified == "stop"

    @pytest.mark.parametrize("missing", [None, ""])
    def test_a_tool_call_without_id_gets_one(self, missing: str | None) -> None:
        first, second = content(tool_calls=[tool_call(id=missing), tool_call(id=missing)])
        assert first.tool_call_id
        assert first.tool_call_id != second.tool_call_id

    def test_thought_signatures_are_kept(self) -> None:
        signed = tool_call(extra_content={"google": {"thought_signature": "s"}})
        empty: list[Any] = [None, {}, {"google": None}, {"google": {}}]
        unsigned = [tool_call(extra_content=extra) for extra in empty]
        first, *others = content(tool_calls=[signed, *unsigned])
        assert first.provider_metadata == {"p": {"thoughtSignature": "s"}}
        assert [other.provider_metadata for other in others] == [None] * 4


class TestFacts:
    def test_id_model_and_time_are_passed_on(self) -> None:
        response = read({}, id="1", model="m-1", created=1_700_000_000).response
        assert response is not None
        assert (response.id, response.model_id) == ("1", "m-1")
        assert response.timestamp == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)

    @pytest.mark.parametrize("created", [None, 0, 1e300, -1e300])
    def test_an_impossible_time_is_unknown(self, created: float | None) -> None:
        response = read({}, created=created).response
        assert response is not None
        assert response.timestamp is None

    @pytest.mark.parametrize(
        ("raw", "unified"),
        [
            ("stop", "stop"),
            ("length", "length"),
            ("content_filter", "content-filter"),
            ("tool_calls", "tool-calls"),
            ("function_call", "tool-calls"),
            ("insufficient_system_resource", "other"),
            (None, "other"),
        ],
    )
    def test_finish_reasons_are_translated(self, raw: str | None, unified: Any) -> None:
        assert read({}, finish_reason=raw).finish_reason == FinishReason(unified=unified, raw=raw)

    def test_a_refusal_turns_a_stop_into_a_filter_and_nothing_else(self) -> None:
        assert read({"refusal": "no"}).finish_reason.unified == "content-filter"
        assert map_finish_reason("length", has_refusal=True) == "length"

    def test_predictions_are_reported(self) -> None:
        details = {"accepted_prediction_tokens": 0, "rejected_prediction_tokens": 2}
        result = read({}, usage={"completion_tokens_details": details})
        assert result.provider_metadata == {"p": {"acceptedPredictionTokens": 0, "rejectedPredictionTokens": 2}}
        assert read({}).provider_metadata == {"p": {}}


class TestUsage:
    def test_cached_tokens_are_part_of_the_prompt_and_reasoning_of_the_answer(self) -> None:
        wire: Any = {
            "prompt_tokens": 10,
            "completion_tokens": 20,
            "prompt_tokens_details": {"cached_tokens": 4},
            "completion_tokens_details": {"reasoning_tokens": 15},
            "cost": 0.5,
        }
        usage = read({}, usage=wire).usage
        assert usage.input_tokens == InputTokens(total=10, no_cache=6, cache_read=4)
        assert usage.output_tokens == OutputTokens(total=20, text=5, reasoning=15)
        assert usage.raw == wire

    def test_text_tokens_are_never_negative(self) -> None:
        usage = convert_usage({"completion_tokens": 1, "completion_tokens_details": {"reasoning_tokens": 5}})
        assert usage.output_tokens.text == 0

    def test_missing_numbers_are_zero_and_missing_usage_is_unknown(self) -> None:
        assert read({}, usage={}).usage == Usage(
            input_tokens=InputTokens(total=0, no_cache=0, cache_read=0),
            output_tokens=OutputTokens(total=0, text=0, reasoning=0),
            raw={},
        )
        assert read({}, usage=None).usage == Usage()


class TestRefusals:
    def test_a_response_without_choices_is_an_error(self) -> None:
        config = OpenAICompatibleChatConfig(provider="p.chat", url=lambda *, path, model_id: path)
        with pytest.raises(InvalidResponseDataError, match="did not contain any choices"):
            OpenAICompatibleChatLanguageModel("m", config).convert_response({"choices": []})

    @pytest.mark.parametrize("message", [{"content": 1}, {"tool_calls": [tool_call(function={"name": "f"})]}])
    def test_a_response_of_another_shape_is_an_error(self, message: dict[str, Any]) -> None:
        with pytest.raises(TypeValidationError):
            read(message)
