"""Rules for calls over HTTP: what is sent, what is reported, and what happens when the server misbehaves."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ai_sdk_anthropic import AnthropicConfig, AnthropicLanguageModel
from ai_sdk_core.errors import (
    AISDKError,
    APICallError,
    EmptyResponseBodyError,
    JSONParseError,
    LoadAPIKeyError,
)
from ai_sdk_core.provider import LanguageModelCallOptions, RawChunk, StreamError, TextDelta

Call = Callable[..., LanguageModelCallOptions]

MODEL = "claude-sonnet-4-5"
BEGIN = {
    "type": "message_start",
    "message": {"id": "msg_1", "model": "m", "usage": {"input_tokens": 3, "output_tokens": 1}},
}
START = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
DELTA = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hi"}}
STOP = {"type": "content_block_stop", "index": 0}
END = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 5}}
DONE = {"type": "message_stop"}
PING = {"type": "ping"}
WHOLE = (BEGIN, START, DELTA, STOP, END, DONE)
OVERLOADED = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}


async def read(provider: Any, options: LanguageModelCallOptions) -> list[Any]:
    result = await provider(MODEL).do_stream(options)
    return [part async for batch in result.stream for part in batch]


class TestGenerate:
    async def test_an_answer_is_reported_with_all_that_is_known(self, wire: Any, call: Call) -> None:
        wire.answer(
            {
                "type": "message",
                "id": "msg_1",
                "model": "m-1",
                "content": [{"type": "text", "text": "Hi"}],
                "stop_reason": "end_turn",
                "usage": {"input_tokens": 1, "output_tokens": 2},
                "extra": {"kept": None},
            },
            headers={"request-id": "r"},
        )
        result = await wire.provider()(MODEL).do_generate(call())
        assert str(wire.requests[0].url) == "https://api.test/v1/messages"
        assert result.request.body == wire.json
        assert (result.response.id, result.response.model_id) == ("msg_1", "m-1")
        assert result.response.headers["request-id"] == "r"
        assert result.response.body["extra"] == {"kept": None}

    async def test_nothing_that_is_not_set_is_sent(self, wire: Any, call: Call) -> None:
        wire.say({"type": "text", "text": "Hi"})
        await wire.provider()(MODEL).do_generate(call())
        assert set(wire.json) == {"model", "max_tokens", "messages"}


class TestHeaders:
    async def test_key_version_and_user_agent_are_sent(self, wire: Any, call: Call) -> None:
        wire.say()
        await wire.provider(headers={"X-Both": "settings"})(MODEL).do_generate(call(headers={"x-both": "call"}))
        headers = wire.requests[0].headers
        assert (headers["x-api-key"], headers["anthropic-version"]) == ("test-key", "2023-06-01")
        assert headers["x-both"] == "call"
        assert "ai-sdk-anthropic/" in headers["user-agent"]
        assert "anthropic-beta" not in headers

    async def test_a_token_stands_in_for_the_key(self, wire: Any, call: Call) -> None:
        tokens = iter(["first", "second"])

        async def next_token() -> str:
            return next(tokens)

        model = wire.provider(api_key=None, auth_token=next_token)(MODEL)
        for _ in range(2):
            wire.say()
            await model.do_generate(call())
        assert [request.headers["authorization"] for request in wire.requests] == ["Bearer first", "Bearer second"]
        assert "x-api-key" not in wire.requests[0].headers

    async def test_betas_of_headers_and_options_are_joined(self, wire: Any, call: Call) -> None:
        wire.say()
        provider = wire.provider(headers={"anthropic-beta": "From-Settings, both"})
        options = {"anthropic": {"speed": "fast", "anthropicBeta": ["both", "option"]}}
        await provider(MODEL).do_generate(call(headers={"Anthropic-Beta": "call"}, provider_options=options))
        assert wire.requests[0].headers["anthropic-beta"] == "fast-mode-2026-02-01,from-settings,both,call,option"

    async def test_without_a_key_nothing_is_sent(self, wire: Any, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
        with pytest.raises(LoadAPIKeyError, match="ANTHROPIC_API_KEY"):
            await wire.provider(api_key=None)(MODEL).do_generate(call())
        assert wire.requests == []


class TestPlatforms:
    async def test_a_platform_changes_url_body_and_headers(self, wire: Any, call: Call) -> None:
        async def add_labels(headers: Any, options: Any) -> dict[str, str | None]:
            return {**headers, "x-labels": options["mine"]["labels"]}

        def build_url(*, base_url: str, is_streaming: bool) -> str:
            return f"{base_url}/{'stream' if is_streaming else 'invoke'}"

        def change(body: dict[str, Any], betas: Any) -> dict[str, Any]:
            rest = {name: value for name, value in body.items() if name not in {"model", "stream"}}
            return {**rest, "anthropic_beta": list(betas)}

        config = AnthropicConfig(
            provider="mine.messages",
            base_url=lambda: "https://platform.test",
            http_client=wire.client,
            build_request_url=build_url,
            transform_request_body=change,
            transform_request_headers=add_labels,
        )
        model = AnthropicLanguageModel(MODEL, config)
        options = call(provider_options={"mine": {"labels": "a", "speed": "fast"}})
        wire.say()
        result = await model.do_generate(options)
        wire.stream(*WHOLE)
        stream = (await model.do_stream(options)).stream
        await stream.aclose()
        assert [str(request.url) for request in wire.requests] == [
            "https://platform.test/invoke",
            "https://platform.test/stream",
        ]
        sent = json.loads(wire.requests[0].content)
        assert ("model" in sent, sent["anthropic_beta"]) == (False, ["fast-mode-2026-02-01"])
        assert wire.requests[0].headers["x-labels"] == "a"
        assert result.request is not None
        assert result.request.body["model"] == MODEL
        assert model.supported_urls == {}


class TestStream:
    async def test_the_answer_has_begun_when_the_stream_is_there(self, wire: Any, call: Call) -> None:
        wire.stream(PING, *WHOLE)
        result = await wire.provider()(MODEL).do_stream(call())
        batches = [[part.type for part in batch] async for batch in result.stream]
        assert batches == [
            ["stream-start"],
            ["response-metadata", "custom"],
            ["text-start"],
            ["text-delta"],
            ["text-end"],
            ["finish"],
        ]
        assert wire.json["stream"] is True
        assert result.request.body == wire.json
        assert result.response.headers == {"content-type": "text/event-stream"}
        assert wire.bodies[0].is_closed

    async def test_events_may_be_cut_anywhere(self, wire: Any, call: Call) -> None:
        whole = b"".join(f"event: {event['type']}\r\ndata: {json.dumps(event)}\r\n\r\n".encode() for event in WHOLE)
        wire.stream(*(whole[start : start + 7] for start in range(0, len(whole), 7)))
        parts = await read(wire.provider(), call())
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["Hi"]
        assert parts[-1].type == "finish"

    async def test_raw_chunks_are_passed_on_as_they_came(self, wire: Any, call: Call) -> None:
        wire.stream({**BEGIN, "extra": 1}, b"data: {broken\n\n", DONE)
        parts = await read(wire.provider(), call(include_raw_chunks=True))
        assert [part.raw_value for part in parts if isinstance(part, RawChunk)] == [{**BEGIN, "extra": 1}, None, DONE]

    async def test_half_an_emoji_waits_for_the_other_half(self, wire: Any, call: Call) -> None:
        halves = [{**DELTA, "delta": {"type": "text_delta", "text": half}} for half in ("a\ud83d", "\ude00b")]
        wire.stream(BEGIN, START, *halves, STOP, END, DONE)
        parts = await read(wire.provider(), call())
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["a", "😀b"]

    @pytest.mark.parametrize("reads", [0, 1, 3])
    async def test_leaving_a_stream_closes_the_response(self, wire: Any, call: Call, reads: int) -> None:
        wire.stream(*WHOLE)
        result = await wire.provider()(MODEL).do_stream(call())
        for _ in range(reads):
            await anext(result.stream)
        await result.stream.aclose()
        assert wire.bodies[0].is_closed
        assert asyncio.all_tasks() == {asyncio.current_task()}


ERROR = {"type": "error", "error": {"type": "authentication_error", "message": "Wrong key."}}


class TestErrors:
    @pytest.mark.parametrize("is_streamed", [False, True])
    @pytest.mark.parametrize(("status", "is_retryable"), [(400, False), (401, False), (429, True), (529, True)])
    async def test_a_refusal_is_an_api_call_error(
        self, wire: Any, call: Call, status: int, is_retryable: bool, is_streamed: bool
    ) -> None:
        wire.answer(ERROR, status=status)
        model = wire.provider(api_key="secret-key")(MODEL)
        with pytest.raises(APICallError, match=r"^Wrong key\.$") as caught:
            await (model.do_stream if is_streamed else model.do_generate)(call())
        assert (caught.value.status_code, caught.value.is_retryable) == (status, is_retryable)
        assert caught.value.data == ERROR
        assert "secret-key" not in repr(vars(caught.value)) + repr(caught.value)

    @pytest.mark.parametrize("before", [(), (PING,), (PING, PING)])
    async def test_a_stream_that_begins_with_an_error_is_a_call_that_failed(
        self, wire: Any, call: Call, before: Any
    ) -> None:
        wire.stream(*before, OVERLOADED)
        with pytest.raises(APICallError, match=r"^Overloaded$") as caught:
            await wire.provider()(MODEL).do_stream(call(include_raw_chunks=True))
        assert (caught.value.status_code, caught.value.is_retryable) == (529, True)
        assert caught.value.response_body == '{"type":"overloaded_error","message":"Overloaded"}'
        assert wire.bodies[0].is_closed

    async def test_an_unknown_error_at_the_beginning_is_not_retried(self, wire: Any, call: Call) -> None:
        wire.stream({"type": "error", "error": {"type": "brand_new", "message": "m"}})
        with pytest.raises(APICallError) as caught:
            await wire.provider()(MODEL).do_stream(call())
        assert (caught.value.status_code, caught.value.is_retryable) == (500, False)

    async def test_a_stream_that_begins_with_nonsense_is_refused(self, wire: Any, call: Call) -> None:
        wire.stream(b"data: {broken\n\n", *WHOLE)
        with pytest.raises(JSONParseError):
            await wire.provider()(MODEL).do_stream(call())
        assert wire.bodies[0].is_closed

    async def test_a_later_error_is_a_part(self, wire: Any, call: Call) -> None:
        wire.stream(BEGIN, OVERLOADED)
        parts = await read(wire.provider(), call())
        assert isinstance(parts[-1], StreamError)
        assert parts[-1].error["statusCode"] == 529

    async def test_a_stream_that_breaks_is_an_error_after_what_came(self, wire: Any, call: Call) -> None:
        wire.stream(BEGIN, START, httpx.ReadError("reset"))
        result = await wire.provider()(MODEL).do_stream(call())
        batches = [[part.type for part in await anext(result.stream)] for _ in range(3)]
        assert batches[-1] == ["text-start"]
        with pytest.raises(APICallError, match="Failed to process successful response"):
            await anext(result.stream)
        assert wire.bodies[0].is_closed

    async def test_html_in_place_of_a_stream_is_shown(self, wire: Any, call: Call) -> None:
        wire.stream(b"<html>Please log in.</html>", content_type="text/html")
        with pytest.raises(APICallError, match=r"text/html.*Please log in"):
            await wire.provider()(MODEL).do_stream(call())
        assert wire.bodies[0].is_closed

    async def test_a_stream_without_a_body_is_an_error(self, wire: Any, call: Call) -> None:
        wire.answer("", status=204)
        with pytest.raises(APICallError, match="Failed to process successful response") as caught:
            await wire.provider()(MODEL).do_stream(call())
        assert isinstance(caught.value.cause, EmptyResponseBodyError)

    @pytest.mark.parametrize("body", ["", "{", "<html></html>", "null", "[]", "{}"])
    async def test_an_answer_that_is_none_is_an_error(self, wire: Any, call: Call, body: str) -> None:
        wire.answer(body)
        with pytest.raises(APICallError, match=r"^Invalid JSON response$") as caught:
            await wire.provider()(MODEL).do_generate(call())
        assert isinstance(caught.value.cause, AISDKError)
