"""Language models: what is sent, and what becomes of the answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from ai_sdk_core.provider import (
    AssistantMessage,
    ContentOutput,
    DocumentSource,
    File,
    FileDataData,
    FilePart,
    FunctionTool,
    JsonResponseFormat,
    LanguageModel,
    LanguageModelCallOptions,
    OtherWarning,
    ReasoningFilePart,
    Text,
    TextPart,
    ToolMessage,
    ToolResultPart,
    UnknownPart,
    UrlSource,
    UserMessage,
)
from ai_sdk_gateway import GatewayProviderOptions, GatewayResponseError
from syrupy.assertion import SnapshotAssertion

Call = Callable[..., LanguageModelCallOptions]


async def test_a_call_is_sent_as_the_specification_writes_it(
    wire: Any, call: Call, answer: dict[str, Any], snapshot: SnapshotAssertion
) -> None:
    wire.answer(answer)
    await wire.provider()("openai/gpt-5").do_generate(
        call(
            max_output_tokens=100,
            temperature=0.5,
            stop_sequences=["END"],
            response_format=JsonResponseFormat(schema={"type": "object"}, name="thing"),
            tools=[FunctionTool(name="weather", input_schema={"type": "object", "properties": {}})],
            reasoning="high",
            provider_options={"openai": {"store": False}},
        )
    )
    headers = {name: value for name, value in wire.request.headers.items() if name.startswith(("ai-", "authoriz"))}
    assert {"url": str(wire.request.url), "headers": headers, "body": wire.json} == snapshot


async def test_bytes_in_files_become_base64_wherever_they_are(
    wire: Any, call: Call, answer: dict[str, Any], snapshot: SnapshotAssertion
) -> None:
    wire.answer(answer)
    data = FileDataData(data=b"\x00\x01")
    options = call(
        prompt=[
            UserMessage(content=[FilePart(media_type="image/png", data=data)]),
            AssistantMessage(content=[ReasoningFilePart(media_type="image/png", data=data)]),
            ToolMessage(
                content=[
                    ToolResultPart(
                        tool_call_id="1",
                        tool_name="draw",
                        output=ContentOutput(value=[FilePart(media_type="image/png", data=data)]),
                    )
                ]
            ),
        ]
    )
    await wire.provider()("openai/gpt-5").do_generate(options)
    assert wire.json["prompt"] == snapshot
    assert data.data == b"\x00\x01", "the caller's prompt stays as it is"


@pytest.mark.parametrize(
    "options",
    [
        {"zero_data_retention": True, "order": ["a"], "tomorrow": 1},
        {"zeroDataRetention": True, "order": ["a"], "tomorrow": 1},
        GatewayProviderOptions(zero_data_retention=True, order=["a"], tomorrow=1),
    ],
)
async def test_options_may_be_written_in_three_ways(wire: Any, call: Call, answer: Any, options: Any) -> None:
    wire.answer(answer)
    await wire.provider()("openai/gpt-5").do_generate(call(provider_options={"gateway": options, "x": {"a_b": 1}}))
    assert wire.json["providerOptions"] == {
        "gateway": {"zeroDataRetention": True, "order": ["a"], "tomorrow": 1},
        "x": {"a_b": 1},
    }


async def test_an_answer_is_read(wire: Any, call: Call, answer: dict[str, Any]) -> None:
    answer["content"] = [
        {
            "type": "text",
            "text": "Hi",
            "citations": [
                {"source": {"type": "source", "sourceType": "url", "id": "1", "url": "https://a.test"}, "startIndex": 0}
            ],
        },
        {"type": "source", "sourceType": "document", "id": "2", "mediaType": "text/plain", "title": "T"},
        {"type": "file", "mediaType": "image/png", "data": {"type": "data", "data": "AAE="}},
        {"type": "tool-call", "toolCallId": "c", "toolName": "f", "input": "{}", "dynamic": None},
    ]
    answer["warnings"] = [{"type": "other", "message": "careful"}]
    wire.answer(answer, headers={"x-vercel-id": "abc"})
    result = await wire.provider()("openai/gpt-5").do_generate(call())
    text, source, file, tool_call = result.content
    assert isinstance(text, Text)
    assert text.citations is not None
    assert isinstance(text.citations[0].source, UrlSource)
    assert isinstance(source, DocumentSource)
    assert isinstance(file, File)
    assert file.data == FileDataData(data="AAE=")
    assert tool_call.type == "tool-call"
    assert result.finish_reason.raw == "end_turn"
    assert result.usage.input_tokens.no_cache == 3
    assert result.usage.output_tokens.reasoning is None
    assert result.warnings == [OtherWarning(message="careful")]
    assert result.provider_metadata == {"gateway": {"generationId": "gen_1", "cost": "0.01"}}
    assert result.response is not None
    assert result.response.headers is not None
    assert result.response.headers["x-vercel-id"] == "abc"
    assert result.response.body == answer


async def test_content_of_a_new_kind_is_passed_on_in_its_place(wire: Any, call: Call, answer: Any) -> None:
    answer["content"].insert(0, {"type": "hologram", "x": 1})
    wire.answer(answer)
    result = await wire.provider()("openai/gpt-5").do_generate(call())
    assert result.content[0] == UnknownPart(value={"type": "hologram", "x": 1})
    assert result.content[1] == Text(text="Hi")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"content": None}, "content"),
        ({"usage": {"inputTokens": {"total": "3"}, "outputTokens": {}}}, "usage.inputTokens.total"),
        ({"finishReason": "stop"}, "finishReason"),
        ({"content": [{"type": "text"}]}, r"content\[0\].text"),
    ],
)
async def test_an_answer_that_is_none_is_an_error_that_says_where(
    wire: Any, call: Call, answer: dict[str, Any], change: dict[str, Any], reason: str
) -> None:
    wire.answer({**answer, **change})
    with pytest.raises(GatewayResponseError, match=f"Type validation failed for {reason}"):
        await wire.provider()("openai/gpt-5").do_generate(call())


async def test_what_models_say_of_themselves(wire: Any) -> None:
    model = wire.provider()("openai/gpt-5")
    assert isinstance(model, LanguageModel)
    assert (model.provider, model.model_id, model.specification_version) == ("gateway", "openai/gpt-5", "v4")
    (pattern,) = model.supported_urls["*/*"]
    assert pattern.match("https://anything.test")


async def test_headers_of_a_call_win_and_are_not_reported(wire: Any, call: Call, answer: Any) -> None:
    wire.answer(answer)
    model = wire.provider(headers={"x-a": "provider", "x-b": "provider"})("openai/gpt-5")
    result = await model.do_generate(call(headers={"X-A": "call", "x-secret-key": "hush"}))
    assert (wire.request.headers["x-a"], wire.request.headers["x-b"]) == ("call", "provider")
    assert wire.json["headers"] == {"X-A": "call", "x-secret-key": "hush"}
    assert result.request.body["headers"] == {"X-A": "call", "x-secret-key": "[redacted]"}


async def test_points_in_time_are_read(wire: Any, call: Call) -> None:
    wire.stream({"type": "response-metadata", "id": "1", "timestamp": "2025-01-02T03:04:05.006Z"}, "[DONE]")
    result = await wire.provider()("openai/gpt-5").do_stream(call())
    ((part,),) = [batch async for batch in result.stream]
    assert part.timestamp == datetime(2025, 1, 2, 3, 4, 5, 6000, tzinfo=UTC)


async def test_text_of_prompts_is_left_alone(wire: Any, call: Call, answer: Any) -> None:
    wire.answer(answer)
    await wire.provider()("openai/gpt-5").do_generate(call(prompt=[UserMessage(content=[TextPart(text="ü 👋")])]))
    assert wire.json["prompt"] == [{"role": "user", "content": [{"type": "text", "text": "ü 👋"}]}]
