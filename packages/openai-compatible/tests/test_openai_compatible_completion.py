"""Rules of completion models."""

from collections.abc import Callable
from typing import Any

import pytest
from ai_sdk_core.errors import (
    InvalidArgumentError,
    InvalidPromptError,
    InvalidResponseDataError,
    JSONParseError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    AssistantMessage,
    DeprecatedWarning,
    FileDataUrl,
    FilePart,
    Finish,
    FinishReason,
    FunctionTool,
    InputTokens,
    JsonResponseFormat,
    LanguageModelCallOptions,
    OutputTokens,
    ReasoningPart,
    StreamError,
    SystemMessage,
    Text,
    TextPart,
    ToolCallPart,
    ToolChoice,
    ToolMessage,
    UnsupportedWarning,
    Usage,
    UserMessage,
)
from ai_sdk_openai_compatible._completion.request import build_completion_request, to_completion_prompt
from syrupy.assertion import SnapshotAssertion

Call = Callable[..., LanguageModelCallOptions]

USAGE: dict[str, Any] = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3, "extra": 4}


def chunk(text: str, finish_reason: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"choices": [{"text": text, "index": 0, "finish_reason": finish_reason}], **fields}


class TestRequest:
    def test_every_setting_has_its_field(self, call: Call, snapshot: SnapshotAssertion) -> None:
        request = build_completion_request(
            call(
                max_output_tokens=10,
                temperature=0.0,
                top_p=0.5,
                frequency_penalty=0.25,
                presence_penalty=-0.25,
                stop_sequences=["END"],
                seed=7,
                provider_options={
                    "testProvider": {"echo": True, "logitBias": {"1": -100}, "suffix": "s", "user": "u", "x": [1]}
                },
            ),
            model_id="m",
            provider_name="test-provider",
        )
        assert request.body == snapshot
        assert request.warnings == []

    def test_what_a_completion_cannot_do_gives_warnings(self, call: Call) -> None:
        options = call(
            top_k=1,
            tools=[FunctionTool(name="f", input_schema={})],
            tool_choice=ToolChoice(type="auto"),
            response_format=JsonResponseFormat(),
            provider_options={"test-provider": {}},
        )
        request = build_completion_request(options, model_id="m", provider_name="test-provider")
        assert request.body == {"model": "m", "prompt": "user:\nHello\n\nassistant:\n", "stop": ["\nuser:"]}
        assert request.warnings == [
            DeprecatedWarning(setting="providerOptions key 'test-provider'", message="Use 'testProvider' instead."),
            UnsupportedWarning(feature="topK"),
            UnsupportedWarning(feature="tools"),
            UnsupportedWarning(feature="toolChoice"),
            UnsupportedWarning(feature="responseFormat", details="JSON response format is not supported."),
        ]

    def test_options_are_strict(self, call: Call) -> None:
        options = call(provider_options={"testProvider": {"echo": "yes"}})
        with pytest.raises(InvalidArgumentError, match="invalid testProvider provider options"):
            build_completion_request(options, model_id="m", provider_name="test-provider")


class TestPrompt:
    def test_a_conversation_is_one_text_that_ends_where_the_assistant_speaks(self) -> None:
        file = FilePart(media_type="image/png", data=FileDataUrl(url="https://x.test/a.png"))
        assert to_completion_prompt(
            [
                SystemMessage(content="Be brief."),
                UserMessage(content=[TextPart(text="a"), file, TextPart(text="b")]),
                AssistantMessage(content=[ReasoningPart(text="hm"), TextPart(text="c")]),
                UserMessage(content=[TextPart(text="d")]),
            ]
        ) == ("Be brief.\n\nuser:\nab\n\nassistant:\nc\n\nuser:\nd\n\nassistant:\n")

    def test_a_late_system_message_is_refused(self) -> None:
        with pytest.raises(InvalidPromptError, match="Unexpected system message in prompt: late"):
            to_completion_prompt([UserMessage(content=[]), SystemMessage(content="late")])

    def test_an_empty_prompt_is_refused(self) -> None:
        with pytest.raises(InvalidPromptError, match="at least one message"):
            to_completion_prompt([])

    def test_tools_are_refused(self) -> None:
        call = ToolCallPart(tool_call_id="1", tool_name="f", input={})
        with pytest.raises(UnsupportedFunctionalityError, match="tool-call messages"):
            to_completion_prompt([AssistantMessage(content=[call])])
        with pytest.raises(UnsupportedFunctionalityError, match="tool messages"):
            to_completion_prompt([ToolMessage(content=[])])


class TestGenerate:
    async def test_an_answer_is_reported_with_all_that_is_known(self, wire: Any, call: Call) -> None:
        answer = {"id": "1", "model": "m-1", **chunk("Hi", "length"), "usage": USAGE}
        wire.answer(answer)
        result = await wire.provider().completion_model("m").do_generate(call())
        assert str(wire.requests[0].url) == "https://api.test/v1/completions"
        assert result.content == [Text(text="Hi")]
        assert result.finish_reason == FinishReason(unified="length", raw="length")
        assert result.usage == Usage(
            input_tokens=InputTokens(total=1, no_cache=1), output_tokens=OutputTokens(total=2, text=2), raw=USAGE
        )
        assert result.request is not None
        assert result.request.body == wire.json
        assert result.response is not None
        assert (result.response.id, result.response.model_id, result.response.body) == ("1", "m-1", answer)

    async def test_empty_text_is_no_content(self, wire: Any, call: Call) -> None:
        wire.answer(chunk("", "odd"))
        result = await wire.provider().completion_model("m").do_generate(call())
        assert result.content == []
        assert result.usage == Usage()
        assert result.finish_reason == FinishReason(unified="other", raw="odd")

    async def test_an_answer_without_choices_is_an_error(self, wire: Any, call: Call) -> None:
        wire.answer({"choices": []})
        with pytest.raises(InvalidResponseDataError, match="did not contain any choices"):
            await wire.provider().completion_model("m").do_generate(call())


class TestStream:
    async def read(self, wire: Any, call: Call, *events: Any, **settings: Any) -> list[Any]:
        wire.stream(*events)
        result = await wire.provider(**settings).completion_model("m").do_stream(call())
        assert result.request is not None
        assert result.request.body == wire.json
        return [part async for batch in result.stream for part in batch]

    async def test_the_parts_of_a_stream(self, wire: Any, call: Call) -> None:
        parts = await self.read(
            wire, call, chunk("a", id="1"), chunk(""), chunk("b", "stop"), {"choices": [], "usage": USAGE}, "[DONE]"
        )
        assert [part.type for part in parts] == [
            "stream-start",
            "response-metadata",
            "text-start",
            "text-delta",
            "text-delta",
            "text-delta",
            "text-end",
            "finish",
        ]
        assert parts[1].id == "1"
        assert parts[2].id == "0"
        finish = parts[-1]
        assert isinstance(finish, Finish)
        assert finish.finish_reason == FinishReason(unified="stop", raw="stop")
        assert finish.usage.raw == USAGE
        assert wire.json["stream"] is True
        assert "stream_options" not in wire.json

    async def test_usage_is_asked_for_where_the_provider_says_so(self, wire: Any, call: Call) -> None:
        await self.read(wire, call, chunk("a", "stop"), include_usage=True)
        assert wire.json["stream_options"] == {"include_usage": True}

    async def test_options_cannot_ask_for_usage_where_the_provider_does_not(self, wire: Any, call: Call) -> None:
        wire.stream(chunk("a", "stop"))
        options = call(provider_options={"testProvider": {"stream_options": {"include_usage": True}}})
        await (await wire.provider().completion_model("m").do_stream(options)).stream.aclose()
        assert "stream_options" not in wire.json

    async def test_errors_are_passed_on_and_the_stream_goes_on(self, wire: Any, call: Call) -> None:
        error = {"message": "m", "type": None, "code": None}
        parts = await self.read(wire, call, {"error": error}, b"data: {\n\n", chunk("a"))
        errors = [part.error for part in parts if isinstance(part, StreamError)]
        assert errors[0] == error
        assert isinstance(errors[1], JSONParseError)
        assert parts[-1].finish_reason == FinishReason(unified="error")

    async def test_a_stream_without_a_finish_reason_ends_for_other_reasons(self, wire: Any, call: Call) -> None:
        parts = await self.read(wire, call, {"choices": []})
        assert [part.type for part in parts[1:]] == ["response-metadata", "text-start", "text-end", "finish"]
        assert parts[-1].finish_reason == FinishReason(unified="other")
