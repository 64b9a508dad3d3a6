"""From a plain model name over a real connection to a gateway and back."""

import asyncio
import json
import logging
from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Any

import pytest
from ai_sdk_core import embed, generate_text, set_default_provider, stream_text
from ai_sdk_core.errors import AISDKError, RetryError
from ai_sdk_gateway import GatewayError, create_gateway, gateway
from ai_sdk_test_server import (
    AnyReply,
    Cut,
    Delivery,
    EventStreamReply,
    HoldPoint,
    JsonReply,
    RawReply,
    RecordedRequest,
    TestServer,
)

API_KEY = "vck-do-not-show-this-1234567890"

USAGE = {"inputTokens": {"total": 3}, "outputTokens": {"total": 2}}
FINISH = {"type": "finish", "finishReason": {"unified": "stop"}, "usage": USAGE}
EVENTS = [
    {"type": "stream-start", "warnings": []},
    {"type": "text-start", "id": "1"},
    {"type": "text-delta", "id": "1", "delta": "Hello "},
    {"type": "text-delta", "id": "1", "delta": "there 👋"},
    {"type": "text-end", "id": "1"},
]


def answer_as_gateway(request: RecordedRequest) -> AnyReply | None:
    """What the gateway does with requests."""
    if request.path.endswith("/embedding-model"):
        return JsonReply(body={"embeddings": [[0.5, 0.5]], "usage": {"tokens": 1}})
    if request.headers.get("ai-language-model-streaming") == "true":
        return EventStreamReply(events=[*EVENTS, FINISH])
    content = [{"type": "text", "text": f"This is {request.headers['ai-language-model-id']}."}]
    return JsonReply(body={"content": content, "finishReason": {"unified": "stop"}, "usage": USAGE, "warnings": []})


@pytest.fixture
def server() -> Iterator[TestServer]:
    with TestServer(rules=[answer_as_gateway]) as server:
        yield server


@pytest.fixture
def as_default(server: TestServer) -> Iterator[TestServer]:
    """Plain model names go to the gateway on this machine."""
    previous = set_default_provider(create_gateway(base_url=server.base_url, api_key=API_KEY))
    yield server
    set_default_provider(previous)


def test_a_plain_model_name_is_for_the_gateway() -> None:
    (entry_point,) = entry_points(group="ai_sdk.providers", name="gateway")
    assert entry_point.load() is gateway


async def test_without_a_key_a_plain_model_name_fails_with_advice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GatewayError, match="AI_GATEWAY_API_KEY"):
        await generate_text(model="openai/gpt-5", prompt="Hi")


async def test_a_plain_model_name_reaches_the_gateway(as_default: TestServer) -> None:
    result = await generate_text(
        model="openai/gpt-5",
        prompt="Hi",
        temperature=0.5,
        provider_options={"gateway": {"zero_data_retention": True}},
    )
    assert result.text == "This is openai/gpt-5."
    assert (result.usage.input_tokens, result.usage.output_tokens) == (3, 2)
    (request,) = as_default.requests
    assert (request.method, request.path) == ("POST", "/v1/language-model")
    expected = {
        "authorization": f"Bearer {API_KEY}",
        "ai-gateway-auth-method": "api-key",
        "ai-gateway-protocol-version": "0.0.1",
        "ai-language-model-specification-version": "4",
        "ai-language-model-id": "openai/gpt-5",
        "ai-language-model-streaming": "false",
        "content-type": "application/json",
    }
    assert {name: request.headers.get(name) for name in expected} == expected
    assert request.json == {
        "prompt": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}],
        "temperature": 0.5,
        "toolChoice": {"type": "auto"},
        "providerOptions": {"gateway": {"zeroDataRetention": True}},
        **({"headers": request.json["headers"]} if "headers" in request.json else {}),
    }


async def test_a_plain_model_name_streams(as_default: TestServer) -> None:
    async with stream_text(model="openai/gpt-5", prompt="Hi") as stream:
        assert "".join([delta async for delta in stream.text_stream]) == "Hello there 👋"
    assert (await stream).finish_reason == "stop"


async def test_a_plain_name_embeds(as_default: TestServer) -> None:
    result = await embed(model="openai/text-embedding-3-small", value="Hi")
    assert list(result.embedding) == [0.5, 0.5]
    assert as_default.requests[0].headers["ai-model-id"] == "openai/text-embedding-3-small"


@pytest.mark.parametrize("write_size", [1, 7, 100_000])
async def test_the_network_may_cut_the_stream_anywhere(write_size: int) -> None:
    reply = EventStreamReply(events=[*EVENTS, FINISH], delivery=Delivery(write_size=write_size))
    with TestServer(rules=[lambda request: reply]) as server:
        model = create_gateway(base_url=server.base_url, api_key=API_KEY)("m")
        async with stream_text(model=model, prompt="Hi") as stream:
            assert "".join([delta async for delta in stream.text_stream]) == "Hello there 👋"


async def test_parts_and_content_of_new_kinds_disturb_nobody() -> None:
    new = {"type": "hologram", "x": 1}
    body = {"content": [new, {"type": "text", "text": "Hi"}], "finishReason": {"unified": "stop"}, "usage": USAGE}
    replies = iter([EventStreamReply(events=[new, *EVENTS, FINISH]), JsonReply(body=body)])
    with TestServer(rules=[lambda request: next(replies)]) as server:
        model = create_gateway(base_url=server.base_url, api_key=API_KEY)("m")
        async with stream_text(model=model, prompt="Hi") as stream:
            kinds = [part.type async for part in stream.stream]
        result = await generate_text(model=model, prompt="Hi")
    assert "unknown" in kinds
    assert (await stream).text == "Hello there 👋"
    assert result.text == "Hi"
    assert json.loads(json.dumps(result.response_messages, default=str))


async def test_closing_a_stream_ends_the_answer_at_the_server() -> None:
    reply = EventStreamReply(events=EVENTS, delivery=Delivery(holds=[HoldPoint(after_chunks=3)]))
    with TestServer(rules=[lambda request: reply]) as server:
        model = create_gateway(base_url=server.base_url, api_key=API_KEY)("m")
        async with stream_text(model=model, prompt="Hi") as stream:
            async for _ in stream.text_stream:
                break
        await server.wait_for_disconnects()
    assert asyncio.all_tasks() == {asyncio.current_task()}


# --- Secrets ---

FAILURES: list[AnyReply] = [
    JsonReply(status=401, body={"error": {"message": "no", "type": "authentication_error"}}),
    JsonReply(status=500, body={"error": {"message": "no"}}),
    JsonReply(status=400, body={"unexpected": True}),
    RawReply(status=502, chunks=b"<html>", content_type="text/html"),
    JsonReply(body={"content": None}),
    JsonReply(body=[1]),
    RawReply(chunks=b"{", content_type="application/json"),
    RawReply(chunks=b"", delivery=Delivery(cut=Cut(after_chunks=0))),
]


async def call_at_once(model: Any) -> None:
    await generate_text(model=model, prompt="Hi", max_retries=0, headers={"x-api-key": API_KEY})


async def call_streamed(model: Any) -> None:
    async with stream_text(model=model, prompt="Hi", max_retries=0, headers={"x-api-key": API_KEY}) as stream:
        await stream


@pytest.mark.parametrize("failure", FAILURES, ids=range(len(FAILURES)))
@pytest.mark.parametrize("streamed", [True, False])
async def test_no_failure_shows_the_key(failure: AnyReply, streamed: bool, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with TestServer(rules=[lambda request: failure]) as server:
        model = create_gateway(base_url=server.base_url, api_key=API_KEY, headers={"x-secret": API_KEY})("m")
        with pytest.raises(AISDKError) as caught:
            await (call_streamed if streamed else call_at_once)(model)
    shown = caplog.text + "".join(everything_in(caught.value))
    assert API_KEY not in shown


def everything_in(error: BaseException | None) -> Iterator[str]:
    """What an error and those behind it show to whoever looks: texts and fields."""
    while error is not None:
        yield f"{error} {error!r} {vars(error)!r}"
        if isinstance(error, RetryError):
            for each in error.errors:
                assert isinstance(each, BaseException)
                yield from everything_in(each)
        error = error.__cause__
