"""Rules for chat calls over HTTP: what is sent, what is reported, and what happens when the server misbehaves."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from ai_sdk_core.errors import AISDKError, APICallError, InvalidResponseDataError, JSONParseError
from ai_sdk_core.provider import (
    CallWarning,
    ContentOutput,
    LanguageModelCallOptions,
    LanguageModelStreamPart,
    OtherWarning,
    ProviderMetadata,
    RawChunk,
    StreamError,
    TextDelta,
    TextPart,
    ToolMessage,
    ToolResultPart,
    Usage,
)
from ai_sdk_openai_compatible import OpenAICompatibleErrorData, OpenAICompatibleProvider, ProviderErrorStructure

Call = Callable[..., LanguageModelCallOptions]

ANSWER = {
    "id": "1",
    "created": 1_700_000_000,
    "model": "m-1",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hi"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 2},
    "extra": {"kept": None},
}
CHUNK = {"id": "1", "choices": [{"index": 0, "delta": {"content": "Hi"}, "finish_reason": None}]}
STOP = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}


async def read(provider: OpenAICompatibleProvider, options: LanguageModelCallOptions) -> list[LanguageModelStreamPart]:
    result = await provider("m").do_stream(options)
    return [part async for batch in result.stream for part in batch]


class TestGenerate:
    async def test_an_answer_is_reported_with_all_that_is_known(self, wire: Any, call: Call) -> None:
        wire.answer(ANSWER, headers={"x-request-id": "r"})
        result = await wire.provider().chat_model("m").do_generate(call())
        assert str(wire.requests[0].url) == "https://api.test/v1/chat/completions"
        assert wire.json == {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
        assert result.request is not None
        assert isinstance(result.request.body, str)
        assert json.loads(result.request.body) == wire.json
        assert result.response is not None
        assert result.response.id == "1"
        assert result.response.timestamp == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
        assert result.response.headers is not None
        assert result.response.headers["x-request-id"] == "r"
        assert result.response.body == ANSWER

    async def test_null_is_sent_where_the_user_wrote_it(self, wire: Any, call: Call) -> None:
        wire.answer(ANSWER)
        options = call(provider_options={"testProvider": {"reasoningEffort": None, "custom": None}})
        await wire.provider()("m").do_generate(options)
        assert wire.json["reasoning_effort"] is None
        assert wire.json["custom"] is None

    async def test_the_body_can_be_changed_last_of_all(self, wire: Any, call: Call) -> None:
        def transform(body: dict[str, Any], warnings: list[CallWarning]) -> dict[str, Any]:
            warnings.append(OtherWarning(message="changed"))
            return {**body, "changed": True}

        wire.answer(ANSWER)
        result = await wire.provider(transform_request_body=transform)("m").do_generate(call())
        assert wire.json["changed"] is True
        assert result.warnings == [OtherWarning(message="changed")]

    async def test_tool_results_keep_their_parts_where_the_provider_takes_them(self, wire: Any, call: Call) -> None:
        output = ContentOutput(value=[TextPart(text="a")])
        prompt = [ToolMessage(content=[ToolResultPart(tool_call_id="1", tool_name="f", output=output)])]
        wire.answer(ANSWER)
        await wire.provider(supports_multi_part_tool_content=True)("m").do_generate(call(prompt=prompt))
        assert wire.json["messages"][0]["content"] == [{"type": "text", "text": "a"}]

    async def test_a_request_can_be_prepared_without_sending_it(self, wire: Any, call: Call) -> None:
        request = wire.provider(transform_request_body=lambda body, _: {**body, "x": 1})("m").prepare_request(call())
        assert request.body == {"model": "m", "messages": [{"role": "user", "content": "Hello"}], "x": 1}
        assert wire.requests == []

    async def test_usage_can_be_counted_differently(self, wire: Any, call: Call) -> None:
        wire.answer(ANSWER)
        usage = Usage(raw={"counted": "differently"})
        result = await wire.provider(convert_usage=lambda _: usage)("m").do_generate(call())
        assert result.usage is usage


class TestStream:
    async def test_the_first_batch_is_there_before_the_answer_begins(self, wire: Any, call: Call) -> None:
        wire.stream(CHUNK, STOP, "[DONE]")
        result = await wire.provider()("m").do_stream(call())
        batches = [[part.type for part in batch] async for batch in result.stream]
        assert batches == [["stream-start"], ["response-metadata", "text-start", "text-delta"], ["text-end", "finish"]]
        assert wire.bodies[0].is_closed

    async def test_the_request_asks_for_a_stream(self, wire: Any, call: Call) -> None:
        wire.stream(STOP)
        result = await wire.provider()("m").do_stream(call())
        assert wire.json["stream"] is True
        assert "stream_options" not in wire.json
        assert result.request is not None
        assert result.request.body == wire.json
        assert result.response is not None
        assert result.response.headers == {"content-type": "text/event-stream"}
        await result.stream.aclose()

    async def test_usage_is_asked_for_where_the_provider_says_so(self, wire: Any, call: Call) -> None:
        wire.stream(STOP)
        await read(wire.provider(include_usage=True), call())
        assert wire.json["stream_options"] == {"include_usage": True}

    async def test_options_cannot_ask_for_usage_where_the_provider_does_not(self, wire: Any, call: Call) -> None:
        wire.stream(STOP)
        await read(
            wire.provider(), call(provider_options={"testProvider": {"stream_options": {"include_usage": True}}})
        )
        assert "stream_options" not in wire.json

    async def test_raw_chunks_are_passed_on_as_they_came(self, wire: Any, call: Call) -> None:
        wire.stream(CHUNK, b"data: {broken\n\n", {**STOP, "extra": None})
        parts = await read(wire.provider(), call(include_raw_chunks=True))
        assert [part.raw_value for part in parts if isinstance(part, RawChunk)] == [
            CHUNK,
            None,
            {**STOP, "extra": None},
        ]

    async def test_an_event_that_is_no_json_does_not_end_the_stream(self, wire: Any, call: Call) -> None:
        wire.stream(b"data: {broken\n\n", CHUNK, STOP)
        parts = await read(wire.provider(), call())
        assert [type(part.error) for part in parts if isinstance(part, StreamError)] == [JSONParseError]
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["Hi"]

    async def test_half_an_emoji_waits_for_the_other_half(self, wire: Any, call: Call) -> None:
        halves = [json.dumps({"choices": [{"delta": {"content": half}}]}) for half in ("a\ud83d", "\ude00b")]
        wire.stream(*halves, STOP)
        parts = await read(wire.provider(), call())
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["a", "😀b"]

    async def test_closing_a_stream_that_nobody_read_closes_the_response(self, wire: Any, call: Call) -> None:
        wire.stream(CHUNK)
        result = await wire.provider()("m").do_stream(call())
        await result.stream.aclose()
        assert wire.bodies[0].is_closed

    async def test_leaving_a_stream_in_the_middle_closes_the_response(self, wire: Any, call: Call) -> None:
        wire.stream(CHUNK, CHUNK)
        result = await wire.provider()("m").do_stream(call())
        await anext(result.stream)
        await anext(result.stream)
        await result.stream.aclose()
        assert wire.bodies[0].is_closed
        assert asyncio.all_tasks() == {asyncio.current_task()}


class Extractor:
    """Reports a field that the standard does not know."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def extract_metadata(self, parsed_body: Any) -> ProviderMetadata | None:
        return {"test-provider": {"extra": parsed_body["extra"]}}

    def create_stream_extractor(self) -> "Extractor":
        return Extractor()

    def process_chunk(self, parsed_chunk: Any) -> None:
        self.values.append(parsed_chunk.get("extra"))

    def build_metadata(self) -> ProviderMetadata | None:
        return {"other": {"extras": self.values}}


class TestMetadataExtractor:
    async def test_it_sees_the_whole_body(self, wire: Any, call: Call) -> None:
        wire.answer(ANSWER)
        result = await wire.provider(metadata_extractor=Extractor())("m").do_generate(call())
        assert result.provider_metadata == {"test-provider": {"extra": {"kept": None}}}

    async def test_it_sees_the_valid_chunks_of_its_stream(self, wire: Any, call: Call) -> None:
        provider = wire.provider(metadata_extractor=Extractor())
        for value in (1, 2):
            wire.stream({**CHUNK, "extra": value}, b"data: {broken\n\n", {"error": {"message": "m"}, "extra": 3}, STOP)
            (finish,) = (part for part in await read(provider, call()) if part.type == "finish")
            assert finish.provider_metadata == {"test-provider": {}, "other": {"extras": [value, 3, None]}}


class TestHeaders:
    async def test_key_headers_and_user_agent_are_sent(self, wire: Any, call: Call) -> None:
        wire.answer(ANSWER)
        provider = wire.provider(api_key="key", headers={"X-Both": "settings", "X-Settings": "1"})
        await provider("m").do_generate(call(headers={"x-both": "call", "X-Call": "2", "x-settings": None}))
        headers = wire.requests[0].headers
        assert headers["authorization"] == "Bearer key"
        assert headers["content-type"] == "application/json"
        assert (headers["x-both"], headers["x-call"]) == ("call", "2")
        assert "x-settings" not in headers
        assert "ai-sdk-openai-compatible/" in headers["user-agent"]

    async def test_without_a_key_nothing_claims_one(self, wire: Any, call: Call) -> None:
        wire.answer(ANSWER)
        await wire.provider(api_key="")("m").do_generate(call())
        assert "authorization" not in wire.requests[0].headers

    async def test_headers_win_over_the_key(self, wire: Any, call: Call) -> None:
        wire.answer(ANSWER)
        await wire.provider(api_key="key", headers={"Authorization": "Basic x"})("m").do_generate(call())
        assert wire.requests[0].headers.get_list("authorization") == ["Basic x"]

    async def test_a_key_may_be_asked_for_before_each_request(self, wire: Any, call: Call) -> None:
        keys = iter(["first", "second"])

        async def next_key() -> str:
            return next(keys)

        model = wire.provider(api_key=next_key)("m")
        for _ in range(2):
            wire.answer(ANSWER)
            await model.do_generate(call())
        assert [request.headers["authorization"] for request in wire.requests] == ["Bearer first", "Bearer second"]
        wire.answer(ANSWER)
        await wire.provider(api_key=lambda: "plain")("m").do_generate(call())
        assert wire.requests[2].headers["authorization"] == "Bearer plain"

    async def test_query_parameters_are_appended_and_encoded(self, wire: Any, call: Call) -> None:
        wire.answer(ANSWER)
        provider = wire.provider(base_url="https://api.test/v1/", query_params={"api-version": "1", "x": "a b&c"})
        await provider("m").do_generate(call())
        assert str(wire.requests[0].url) == "https://api.test/v1/chat/completions?api-version=1&x=a+b%26c"


ERROR = {"error": {"message": "Wrong key.", "type": "auth", "param": None, "code": "invalid_api_key"}}


class TestErrors:
    @pytest.mark.parametrize("is_streamed", [False, True])
    @pytest.mark.parametrize(
        ("status", "is_retryable"), [(400, False), (401, False), (404, False), (429, True), (500, True), (529, True)]
    )
    async def test_a_refusal_is_an_api_call_error_before_any_stream(
        self, wire: Any, call: Call, status: int, is_retryable: bool, is_streamed: bool
    ) -> None:
        wire.answer(ERROR, status=status, headers={"retry-after": "7"})
        model = wire.provider(api_key="secret-key")("m")
        with pytest.raises(APICallError, match=r"^Wrong key\.$") as caught:
            await (model.do_stream if is_streamed else model.do_generate)(call())
        error = caught.value
        assert error.status_code == status
        assert error.is_retryable is is_retryable
        assert error.response_headers is not None
        assert error.response_headers["retry-after"] == "7"
        assert error.data == ERROR
        assert error.url == "https://api.test/v1/chat/completions"
        assert "secret-key" not in repr(vars(error)) + repr(error)

    async def test_an_error_of_another_shape_is_named_by_its_status(self, wire: Any, call: Call) -> None:
        wire.answer("<html>Bad Gateway</html>", status=502)
        with pytest.raises(APICallError, match=r"^Bad Gateway$") as caught:
            await wire.provider()("m").do_generate(call())
        assert caught.value.response_body == "<html>Bad Gateway</html>"

    async def test_a_provider_may_read_errors_its_own_way(self, wire: Any, call: Call) -> None:
        def is_retryable(response: Any, error: OpenAICompatibleErrorData | None) -> bool:
            return error is not None and error["error"]["code"] == "try_again"

        structure = ProviderErrorStructure(
            error_type=OpenAICompatibleErrorData,
            error_to_message=lambda error: error["error"]["message"].upper(),
            is_retryable=is_retryable,
        )
        model = wire.provider()("m")
        model._config.error_structure = structure
        wire.answer({"error": {"message": "m", "code": "try_again"}}, status=400)
        with pytest.raises(APICallError, match=r"^M$") as caught:
            await model.do_generate(call())
        assert caught.value.is_retryable

    @pytest.mark.parametrize("body", ["", "{", "<html></html>", "null", "[]", "{}", '{"choices": [{}]}'])
    async def test_an_answer_that_is_none_is_an_error(self, wire: Any, call: Call, body: str) -> None:
        wire.answer(body)
        with pytest.raises(APICallError, match=r"^Invalid JSON response$") as caught:
            await wire.provider()("m").do_generate(call())
        assert caught.value.status_code == 200
        assert isinstance(caught.value.cause, AISDKError)

    async def test_an_answer_without_choices_is_an_error(self, wire: Any, call: Call) -> None:
        wire.answer({"choices": []})
        with pytest.raises(InvalidResponseDataError):
            await wire.provider()("m").do_generate(call())

    async def test_a_server_that_cannot_be_reached_is_a_retryable_error(self, wire: Any, call: Call) -> None:
        def refuse(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("refused", request=request)

        async with httpx.AsyncClient(transport=httpx.MockTransport(refuse)) as client:
            model = wire.provider(http_client=client)("m")
            with pytest.raises(APICallError, match=r"^Cannot connect to API: refused$") as caught:
                await model.do_stream(call())
        assert caught.value.is_retryable

    async def test_a_stream_that_breaks_is_an_error_after_what_came(self, wire: Any, call: Call) -> None:
        wire.stream(CHUNK, httpx.ReadError("reset"))
        result = await wire.provider()("m").do_stream(call())
        batches = [[part.type for part in await anext(result.stream)] for _ in range(2)]
        assert batches == [["stream-start"], ["response-metadata", "text-start", "text-delta"]]
        with pytest.raises(APICallError, match="Failed to process successful response"):
            await anext(result.stream)
        assert wire.bodies[0].is_closed

    async def test_a_stream_that_stops_early_says_so(self, wire: Any, call: Call) -> None:
        wire.stream(CHUNK)
        parts = await read(wire.provider(), call())
        assert [part.type for part in parts[-3:]] == ["text-end", "error", "finish"]

    async def test_html_in_place_of_a_stream_is_shown(self, wire: Any, call: Call) -> None:
        wire.stream(b"<html>Please log in.</html>", content_type="text/html")
        with pytest.raises(APICallError, match=r"text/html.*Please log in"):
            await read(wire.provider(), call())
        assert wire.bodies[0].is_closed
