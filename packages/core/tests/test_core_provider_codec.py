"""The JSON form of the specification."""

from __future__ import annotations

import array
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

import pydantic
import pytest
from ai_sdk_core.errors import APICallError, LoadAPIKeyError, RetryError, SerializationError, TypeValidationError
from ai_sdk_core.provider import (
    BatchItemResult,
    Citation,
    Content,
    DocumentSource,
    EmbeddingModelResult,
    File,
    FileDataData,
    FilesUploadFileStreamData,
    FunctionTool,
    ImageModelCallOptions,
    JsonOutput,
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelStreamPart,
    Message,
    ModelCapabilities,
    RawChunk,
    ReasoningDelta,
    ResponseInfo,
    ResponseMetadata,
    StreamError,
    StreamStart,
    Text,
    TextDelta,
    TextPart,
    ToolCallPart,
    ToolChoice,
    UnsupportedWarning,
    UrlSource,
    Usage,
    UserMessage,
    VideoBinary,
    from_json,
    from_json_text,
    to_json,
    to_json_bytes,
    to_json_text,
)

# Written by hand in the reference's form: every kind of message, file, tool output and tool choice.
CALL_OPTIONS = {
    "prompt": [
        {
            "role": "system",
            "content": "Be brief.",
            "providerOptions": {"acme": {"cacheControl": {"type": "ephemeral"}}},
        },
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "What is this?"},
                {"type": "file", "mediaType": "image/png", "data": {"type": "data", "data": "iVBORw0="}},
                {"type": "file", "mediaType": "image", "data": {"type": "url", "url": "https://example.com/a.png"}},
                {
                    "type": "file",
                    "mediaType": "application/pdf",
                    "filename": "a.pdf",
                    "data": {"type": "reference", "reference": {"acme": "file-1"}},
                },
            ],
        },
        {
            "role": "assistant",
            "content": [
                {"type": "reasoning", "text": "", "providerOptions": {"acme": {"signature": "c2ln"}}},
                {"type": "tool-call", "toolCallId": "c1", "toolName": "look", "input": None},
                {"type": "tool-call", "toolCallId": "c2", "toolName": "search", "input": {"q": None, "max_hits": 3}},
            ],
        },
        {
            "role": "tool",
            "content": [
                {
                    "type": "tool-result",
                    "toolCallId": "c1",
                    "toolName": "look",
                    "output": {"type": "json", "value": None},
                },
                {
                    "type": "tool-result",
                    "toolCallId": "c2",
                    "toolName": "search",
                    "output": {
                        "type": "content",
                        "value": [
                            {"type": "text", "text": "found"},
                            {"type": "file", "mediaType": "text/plain", "data": {"type": "text", "text": "hit"}},
                        ],
                    },
                },
                {"type": "tool-approval-response", "approvalId": "a1", "approved": False, "reason": "no"},
            ],
        },
    ],
    "maxOutputTokens": 100,
    "temperature": 0,
    "stopSequences": ["END"],
    "responseFormat": {"type": "json", "schema": {"type": "object", "properties": {"a_b": {"default": None}}}},
    "tools": [
        {
            "type": "function",
            "name": "search",
            "inputSchema": {"type": "object"},
            "inputExamples": [{"input": {"q": "x"}}],
        },
        {"type": "provider", "id": "acme.web", "name": "web", "args": {"maxUses": 2}},
    ],
    "toolChoice": {"type": "tool", "toolName": "search"},
    "headers": {"x-a": "1", "x-b": None},
    "reasoning": "high",
    "providerOptions": {"acme": {"user_id": "u", "nothing": None}},
}

STREAM = [
    {
        "type": "stream-start",
        "warnings": [{"type": "unsupported", "feature": "topK"}, {"type": "other", "message": "m"}],
    },
    {"type": "response-metadata", "id": "r1", "timestamp": "2025-03-06T10:42:10.000Z", "modelId": "m-1"},
    {"type": "reasoning-start", "id": "0", "providerMetadata": {"acme": {"itemId": "rs_1"}}},
    {"type": "reasoning-delta", "id": "0", "delta": "hm"},
    {"type": "reasoning-end", "id": "0"},
    {"type": "text-start", "id": "1"},
    {"type": "text-delta", "id": "1", "delta": "Grüße 👋"},
    {"type": "text-end", "id": "1"},
    {"type": "tool-input-start", "id": "c1", "toolName": "look", "providerExecuted": True},
    {"type": "tool-input-delta", "id": "c1", "delta": "{}"},
    {"type": "tool-input-end", "id": "c1"},
    {"type": "tool-call", "toolCallId": "c1", "toolName": "look", "input": "{}", "providerExecuted": True},
    {
        "type": "tool-result",
        "toolCallId": "c1",
        "toolName": "look",
        "result": [1, None, {"a_b": 2.5}],
        "isError": False,
    },
    {"type": "source", "sourceType": "url", "id": "s1", "url": "https://example.com"},
    {"type": "source", "sourceType": "document", "id": "s2", "mediaType": "application/pdf", "title": "T"},
    {"type": "file", "mediaType": "image/png", "data": {"type": "data", "data": "iVBORw0="}},
    {"type": "raw", "rawValue": {"id": None}},
    {"type": "error", "error": {"message": "overloaded", "code": None}},
    {
        "type": "finish",
        "usage": {
            "inputTokens": {"total": 4, "noCache": 3, "cacheRead": 1},
            "outputTokens": {"total": 2, "text": 2, "reasoning": 0},
            "raw": {"prompt_tokens": 4},
        },
        "finishReason": {"unified": "tool-calls", "raw": "tool_use"},
    },
]


def test_call_options_are_read_and_written_without_loss():
    options = from_json(LanguageModelCallOptions, CALL_OPTIONS)

    assert options.prompt[1] == UserMessage(content=options.prompt[1].content)
    assert options.tool_choice == ToolChoice(type="tool", tool_name="search")
    assert to_json(options) == CALL_OPTIONS
    assert from_json_text(LanguageModelCallOptions, json.dumps(CALL_OPTIONS)) == options


@pytest.mark.parametrize("part", STREAM, ids=lambda part: part["type"])
def test_stream_parts_are_read_and_written_without_loss(part):
    value = from_json(LanguageModelStreamPart, part)

    assert to_json(value) == part
    assert json.loads(to_json_bytes(value)) == part
    assert from_json_text(LanguageModelStreamPart, to_json_text(value)) == value


class TestEncoding:
    def test_text_is_utf8_without_white_space(self):
        assert (
            to_json_bytes(TextDelta(id="1", delta="é 👋")) == '{"id":"1","delta":"é 👋","type":"text-delta"}'.encode()
        )

    def test_unset_fields_are_omitted_and_json_nulls_are_kept(self):
        """Only a field whose default is `None` can be unset; elsewhere `None` is the value null."""
        assert to_json(JsonOutput(value=None)) == {"value": None, "type": "json"}
        assert to_json(ToolCallPart(tool_call_id="c", tool_name="t", input=None)) == {
            "toolCallId": "c",
            "toolName": "t",
            "input": None,
            "type": "tool-call",
        }
        assert to_json(Text(text="a", provider_metadata={"acme": {"id": None}})) == {
            "text": "a",
            "providerMetadata": {"acme": {"id": None}},
            "type": "text",
        }

    def test_defaults_that_are_not_none_are_written(self):
        assert to_json(ImageModelCallOptions(prompt="a")) == {"prompt": "a", "n": 1, "providerOptions": {}}
        assert to_json(Usage()) == {"inputTokens": {}, "outputTokens": {}}

    def test_keys_inside_json_values_are_not_renamed(self):
        tool = FunctionTool(name="t", input_schema={"additional_properties": {"snake_case": 1}})
        assert to_json(tool)["inputSchema"] == {"additional_properties": {"snake_case": 1}}

    @pytest.mark.parametrize(
        "data", [b"\x00\x01\xff\xfe", bytearray(b"\x00\x01\xff\xfe"), memoryview(b"\x00\x01\xff\xfe")]
    )
    def test_bytes_are_standard_base64(self, data):
        assert to_json(FileDataData(data=data)) == {"data": "AAH//g==", "type": "data"}

    def test_base64_is_passed_on_as_it_is(self):
        assert to_json(FileDataData(data="not%%checked"))["data"] == "not%%checked"

    @pytest.mark.parametrize(
        "timestamp",
        [
            datetime(2025, 1, 2, 3, 4, 5, 678999, tzinfo=UTC),
            datetime(2025, 1, 2, 4, 4, 5, 678000, tzinfo=timezone(timedelta(hours=1))),
            datetime(2025, 1, 2, 3, 4, 5, 678000),
        ],
    )
    def test_timestamps_are_utc_with_milliseconds(self, timestamp):
        assert to_json(ResponseMetadata(timestamp=timestamp))["timestamp"] == "2025-01-02T03:04:05.678Z"

    def test_numbers_that_json_lacks_become_null_in_text(self):
        assert to_json_text([float("nan"), float("inf"), 1.5]) == "[null,null,1.5]"

    def test_half_a_character_is_escaped(self):
        """JavaScript writes it so; it must not make a whole request fail."""
        assert to_json_bytes(TextPart(text="a\ud83d")) == b'{"text":"a\\ud83d","type":"text"}'

    def test_compact_vectors_become_lists(self):
        result = EmbeddingModelResult(embeddings=[array.array("f", [0.5, 1.0]), [2.0]])
        assert to_json(result) == {"embeddings": [[0.5, 1.0], [2.0]], "warnings": []}

    def test_values_in_lists_and_mappings_are_written_too(self):
        values = MappingProxyType({"parts": (TextPart(text="a"),)})
        assert to_json(values) == {"parts": [{"text": "a", "type": "text"}]}

    def test_what_pydantic_can_write_is_written_inside_json_values(self):
        class Weather(pydantic.BaseModel):
            degrees: float = pydantic.Field(alias="Degrees")

        assert to_json(JsonOutput(value=Weather(Degrees=1.5)))["value"] == {"Degrees": 1.5}  # type: ignore[arg-type]

    @pytest.mark.parametrize("value", [object(), lambda: 1, {1: "a"}, {("a",): 1}])
    def test_what_has_no_json_form_is_an_error(self, value):
        with pytest.raises(SerializationError):
            to_json_bytes(StreamError(error=value))

    def test_a_value_that_contains_itself_is_an_error(self):
        cycle: list[object] = []
        cycle.append(cycle)
        with pytest.raises(SerializationError, match="contains itself"):
            to_json(RawChunk(raw_value=cycle))

    def test_streams_have_no_json_form(self):
        async def chunks():
            yield b"a"

        with pytest.raises(SerializationError):
            to_json(FilesUploadFileStreamData(stream=chunks()))

    def test_encoding_does_not_share_containers_with_the_value(self):
        value = {"acme": {"ids": [1]}}
        encoded = to_json(Text(text="a", provider_metadata=value))
        encoded["providerMetadata"]["acme"]["ids"].append(2)

        assert value == {"acme": {"ids": [1]}}


class TestErrorsInStreams:
    def test_an_exception_becomes_name_and_message(self):
        assert to_json(StreamError(error=ValueError("no"))) == {
            "error": {"name": "ValueError", "message": "no"},
            "type": "error",
        }

    def test_our_errors_keep_their_fields_but_not_the_request_and_the_cause(self):
        error = APICallError(
            message="bad",
            url="https://api.example.com",
            request_body_values={"secret": "s"},
            status_code=503,
            response_body="{}",
            cause=KeyError("k"),
        )

        assert to_json(StreamError(error=error))["error"] == {
            "name": "AI_APICallError",
            "message": "bad",
            "url": "https://api.example.com",
            "statusCode": 503,
            "responseBody": "{}",
            "isRetryable": True,
        }

    def test_errors_within_errors_are_written_too(self):
        error = RetryError(reason="maxRetriesExceeded", errors=[LoadAPIKeyError(message="key")])
        assert to_json(error)["lastError"] == {"name": "AI_LoadAPIKeyError", "message": "key"}

    def test_a_field_without_json_form_does_not_hide_the_error(self):
        error = APICallError(message="bad", url="u", request_body_values=None, data=object())
        assert to_json(error) == {"name": "AI_APICallError", "message": "bad", "url": "u", "isRetryable": False}


class TestDecoding:
    def test_unknown_keys_are_ignored(self):
        assert from_json(TextDelta, {"type": "text-delta", "id": "1", "delta": "a", "new": 1}) == TextDelta(
            id="1", delta="a"
        )

    def test_keys_are_camel_case_only(self):
        with pytest.raises(TypeValidationError, match="toolCallId"):
            from_json(ToolCallPart, {"tool_call_id": "c", "tool_name": "t", "input": {}})

    def test_null_is_unset_for_optional_fields(self):
        assert from_json(LanguageModelCallOptions, {"prompt": [], "seed": None}) == LanguageModelCallOptions(prompt=[])

    def test_an_input_that_javascript_left_out_is_null(self):
        part = {"type": "tool-call", "toolCallId": "c", "toolName": "t"}
        assert from_json(ToolCallPart, part) == ToolCallPart(tool_call_id="c", tool_name="t", input=None)

    def test_unions_within_unions_are_told_apart(self):
        document = {"type": "source", "sourceType": "document", "id": "s", "mediaType": "m", "title": "t"}
        dropped = {"type": "text", "id": "r", "status": "expired"}

        assert type(from_json(Content, document)) is DocumentSource
        assert type(from_json(LanguageModelStreamPart, {**document, "sourceType": "url", "url": "u"})) is UrlSource
        assert to_json(from_json(BatchItemResult, dropped)) == dropped

    def test_capabilities_are_booleans_words_or_conditions(self):
        declared = {"speech": {"instructions": {"condition": "with model 2"}}, "reranking": None}
        assert to_json(from_json(ModelCapabilities, declared)) == {"speech": declared["speech"]}

    def test_collections_of_specification_values_are_read(self):
        assert from_json(list[Message], [{"role": "system", "content": "a"}])[0].content == "a"
        assert from_json_text(list[LanguageModelStreamPart], b'[{"type":"ping"}]')[0].type == "ping"

    def test_values_that_are_there_already_are_taken(self):
        delta = ReasoningDelta(id="1", delta="a")
        assert from_json(LanguageModelStreamPart, delta) is delta

    def test_bytes_stay_base64_until_someone_needs_them(self):
        assert from_json(FileDataData, {"type": "data", "data": "AAH//g=="}).data == "AAH//g=="

    def test_binary_videos_are_bytes(self):
        assert (
            from_json(VideoBinary, {"type": "binary", "data": "AAH//g==", "mediaType": "video/mp4"}).data
            == b"\0\1\xff\xfe"
        )
        with pytest.raises(TypeValidationError, match="data"):
            from_json(VideoBinary, {"type": "binary", "data": "%%%", "mediaType": "video/mp4"})

    def test_timestamps_are_aware(self):
        response = from_json(ResponseInfo, {"timestamp": "2025-01-02T03:04:05.678Z", "modelId": "m"})
        assert response.timestamp == datetime(2025, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)

    def test_text_with_half_a_character_is_read(self):
        assert from_json_text(TextPart, b'{"type":"text","text":"a\\ud83d"}') == TextPart(text="a\ud83d")

    @pytest.mark.parametrize(
        ("value_type", "data", "path", "reason"),
        [
            (TextDelta, {"id": 1, "delta": "a"}, "id", "valid string"),
            (LanguageModelStreamPart, {"type": "text-delta", "id": "1"}, "delta", "Field required"),
            (LanguageModelStreamPart, {"type": "nonsense"}, None, "'nonsense'"),
            (LanguageModelStreamPart, {}, None, "discriminator 'type'"),
            (LanguageModelStreamPart, [], None, "valid dictionary"),
            (Content, {"type": "source", "sourceType": "url", "id": "s"}, "url", "Field required"),
            (Content, {"type": "source", "sourceType": "book"}, None, "'book'"),
            (Content, {"type": "text"}, "text", "Field required"),
            (File, {"type": "file", "mediaType": "m", "data": {"type": "text"}}, "data", "'text'"),
            (
                LanguageModelGenerateResult,
                {
                    "content": [{"type": "file", "mediaType": "m", "data": {"type": "data", "data": 5}}],
                    "finishReason": {"unified": "stop"},
                    "usage": {"inputTokens": {"total": "5"}, "outputTokens": {}},
                },
                "content[0].data.data",
                "usage.inputTokens.total: Input should be a valid integer",
            ),
            (
                LanguageModelCallOptions,
                {"prompt": [{"role": "user", "content": [{"type": "text", "text": None}]}]},
                "prompt[0].content[0].text",
                "valid string",
            ),
            (LanguageModelCallOptions, {"prompt": [{"role": "robot"}]}, "prompt[0]", "'robot'"),
            (ToolChoice, {"type": "maybe"}, "type", "'auto', 'none', 'required' or 'tool'"),
        ],
    )
    def test_wrong_data_are_an_error_that_names_the_path(self, value_type, data, path, reason):
        with pytest.raises(TypeValidationError) as as_value:
            from_json(value_type, data)
        with pytest.raises(TypeValidationError) as as_text:
            from_json_text(value_type, json.dumps(data))

        for caught in (as_value, as_text):
            assert caught.value.context.field == path
            assert reason in str(caught.value)
            assert caught.value.value == data

    @pytest.mark.parametrize("text", ["", "{", b"\xff", "[" * 100_000])
    def test_text_that_is_not_json_is_an_error(self, text):
        with pytest.raises(TypeValidationError) as caught:
            from_json_text(TextDelta, text)
        assert caught.value.__cause__ is not None

    def test_numbers_are_not_made_from_text_nor_booleans_from_numbers(self):
        for wrong in ({"type": "auto", "toolName": 5}, {"type": 1}):
            with pytest.raises(TypeValidationError):
                from_json(ToolChoice, wrong)
        with pytest.raises(TypeValidationError):
            from_json(Citation, {"source": STREAM[13], "startIndex": "1"})


def test_types_of_users_can_hold_specification_values():
    @dataclass
    class Stored:
        part: TextPart

    assert from_json(Stored, {"part": {"type": "text", "text": "a"}}) == Stored(part=TextPart(text="a"))


def test_warnings_are_a_union_by_type():
    start = StreamStart(warnings=[UnsupportedWarning(feature="f")])
    assert from_json(LanguageModelStreamPart, to_json(start)) == start
