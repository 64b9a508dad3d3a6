"""Chat completions over the real socket: what a client sees of a scripted reply."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from ai_sdk_test_server import (
    AnyReply,
    Delivery,
    EmbeddingReply,
    ErrorReply,
    EventStreamReply,
    ImageReply,
    RawReply,
    Reply,
    TestServer,
    ToolCall,
    Usage,
)

CHAT = {"model": "m", "messages": [{"role": "user", "content": "hi"}]}
WEATHER = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}


def events_of(body: str) -> list[Any]:
    data = [event.removeprefix("data: ") for event in body.split("\n\n") if event]
    return [item if item == "[DONE]" else json.loads(item) for item in data]


async def chat(server: TestServer, **settings: Any) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.post(f"{server.base_url}/chat/completions", json={**CHAT, **settings})


def deltas_of(body: str) -> list[dict[str, Any]]:
    return [event["choices"][0]["delta"] for event in events_of(body)[:-1] if event["choices"]]


async def test_a_reply_is_a_chat_completion() -> None:
    async with TestServer(replies=[Reply(text="Hello there", reasoning="They greet.")]) as server:
        response = await chat(server)

    assert response.status_code == 200
    assert response.json() == {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Hello there", "reasoning_content": "They greet."},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {
            "prompt_tokens": 1,
            "completion_tokens": 5,
            "total_tokens": 6,
            "prompt_tokens_details": {"cached_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 3},
        },
    }


async def test_a_stream_brings_role_reasoning_words_finish_usage_done() -> None:
    async with TestServer(
        replies=[Reply(text="Hello big world", reasoning="Hm so", usage=Usage(prompt_tokens=7))]
    ) as server:
        response = await chat(server, stream=True, stream_options={"include_usage": True})

    *chunks, done = events_of(response.text)

    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert deltas_of(response.text) == [
        {"role": "assistant", "content": ""},
        {"reasoning_content": "Hm"},
        {"reasoning_content": " so"},
        {"content": "Hello"},
        {"content": " big"},
        {"content": " world"},
        {},
    ]
    assert [chunk["choices"][0]["finish_reason"] for chunk in chunks[:-1]] == [None] * 6 + ["stop"]
    assert chunks[-1]["choices"] == []
    assert chunks[-1]["usage"]["prompt_tokens"] == 7
    assert done == "[DONE]"


async def test_a_stream_reports_usage_only_when_asked() -> None:
    async with TestServer(replies=[Reply(text="Hello")]) as server:
        response = await chat(server, stream=True)

    assert "usage" not in response.text


async def test_parallel_tool_calls_are_streamed_one_after_the_other_in_argument_deltas() -> None:
    calls = [
        ToolCall(name="weather", arguments={"city": "Paris"}),
        ToolCall(name="weather", arguments=["{", "}"], id="own"),
    ]

    async with TestServer(replies=[Reply(tool_calls=calls)]) as server:
        response = await chat(server, stream=True, tools=[WEATHER])

    tool_deltas = [delta["tool_calls"][0] for delta in deltas_of(response.text) if "tool_calls" in delta]

    assert [delta["index"] for delta in tool_deltas] == [0, 0, 0, 0, 1, 1, 1]
    assert tool_deltas[0] == {
        "index": 0,
        "id": "call_1_0",
        "type": "function",
        "function": {"name": "weather", "arguments": ""},
    }
    assert "".join(delta["function"]["arguments"] for delta in tool_deltas[:4]) == '{"city": "Paris"}'
    assert tool_deltas[4]["id"] == "own"
    assert [delta["function"]["arguments"] for delta in tool_deltas[5:]] == ["{", "}"]
    assert events_of(response.text)[-2]["choices"][0]["finish_reason"] == "tool_calls"


async def test_tool_calls_without_a_stream_carry_their_arguments_as_text() -> None:
    async with TestServer(replies=[Reply(tool_calls=[ToolCall(name="weather", arguments="{broken")])]) as server:
        message = (await chat(server, tools=[WEATHER])).json()["choices"][0]["message"]

    assert message == {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": "call_1_0", "type": "function", "function": {"name": "weather", "arguments": "{broken"}}],
    }


@pytest.mark.parametrize("text", ["", "one", "  two  words ", "a\nb\n\n", "日本 語", "x" * 50])
async def test_the_words_of_a_stream_make_the_text(text: str) -> None:
    async with TestServer(replies=[Reply(text=text)]) as server:
        response = await chat(server, stream=True)

    assert "".join(delta.get("content", "") for delta in deltas_of(response.text)) == text


async def test_counted_prompt_tokens_are_those_of_messages_calls_and_tools() -> None:
    call = {"id": "c", "type": "function", "function": {"name": "weather", "arguments": "{}"}}
    messages = [
        {"role": "user", "content": "two words"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c", "content": "sunny"},
    ]

    async with TestServer(replies=[Reply(), Reply()]) as server:
        plain = await chat(server, messages=messages)
        with_tools = await chat(server, messages=messages, tools=[WEATHER])

    assert plain.json()["usage"]["prompt_tokens"] == 2 + 5 + 1
    assert with_tools.json()["usage"]["prompt_tokens"] == 2 + 5 + 1 + 3


async def test_an_error_reply_has_openais_envelope_and_retry_after() -> None:
    async with TestServer(
        replies=[ErrorReply(status=429, message="Slow down.", retry_after=1.5, code="limit")]
    ) as server:
        response = await chat(server)

    assert response.status_code == 429
    assert response.headers["retry-after"] == "1.5"
    assert response.json() == {
        "error": {"message": "Slow down.", "type": "rate_limit_error", "param": None, "code": "limit"}
    }


async def test_an_event_stream_reply_sends_json_and_raw_events_as_told() -> None:
    async with TestServer(replies=[EventStreamReply(events=[{"a": 1}, b"data: {oops\n\n"], done=False)]) as server:
        response = await chat(server)

    assert response.text == 'data: {"a":1}\n\ndata: {oops\n\n'


async def test_a_raw_reply_sends_bytes_status_and_headers_as_told() -> None:
    reply = RawReply(chunks=b"<html>", content_type="text/html", status=502, headers={"x-proxy": "yes"})

    async with TestServer(replies=[reply]) as server:
        response = await chat(server)

    assert (response.status_code, response.text) == (502, "<html>")
    assert response.headers["content-type"] == "text/html"
    assert response.headers["x-proxy"] == "yes"


async def test_half_an_emoji_is_escaped() -> None:
    async with TestServer(replies=[Reply(text=["\ud83d", "\ude00"])]) as server:
        response = await chat(server, stream=True)

    assert '"content":"\\ud83d"' in response.text
    assert '"content":"\\ude00"' in response.text


async def test_what_a_reply_says_of_itself_is_sent() -> None:
    usage = Usage(prompt_tokens=5, completion_tokens=3, cached_tokens=2, reasoning_tokens=1)
    replies = [
        Reply(text="a", finish_reason="content_filter", model="other", usage=usage, headers={"x-extra": "1"}),
        Reply(text="a", usage=None),
    ]

    async with TestServer(replies=replies) as server:
        first, second = await chat(server), await chat(server)

    assert first.json()["choices"][0]["finish_reason"] == "content_filter"
    assert first.json()["model"] == "other"
    assert first.json()["usage"] == {
        "prompt_tokens": 5,
        "completion_tokens": 3,
        "total_tokens": 8,
        "prompt_tokens_details": {"cached_tokens": 2},
        "completion_tokens_details": {"reasoning_tokens": 1},
    }
    assert first.headers["x-extra"] == "1"
    assert (first.headers["x-request-id"], second.headers["x-request-id"]) == ("req_1", "req_2")
    assert "usage" not in second.json()


async def test_embeddings_and_images_are_sent_as_told() -> None:
    replies: list[AnyReply] = [EmbeddingReply(embeddings=[[0.5, -1.0]], usage=None), ImageReply(images=[b"file"])]

    async with TestServer(replies=replies) as server, httpx.AsyncClient() as client:
        embedding = await client.post(f"{server.base_url}/embeddings", json={"model": "m", "input": "x"})
        image = await client.post(f"{server.base_url}/images/generations", json={"model": "m", "prompt": "x"})

    assert embedding.json() == {
        "object": "list",
        "data": [{"object": "embedding", "index": 0, "embedding": [0.5, -1.0]}],
        "model": "m",
    }
    assert image.json() == {"created": 1_700_000_000, "data": [{"b64_json": "ZmlsZQ=="}]}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/chat/completions", CHAT),
        ("/completions", {"model": "m", "prompt": "x"}),
        ("/images/generations", {"model": "m", "prompt": "x"}),
        ("/models", None),
    ],
)
async def test_a_reply_for_another_endpoint_is_refused(path: str, body: Any) -> None:
    async with TestServer(rules=[lambda _: EmbeddingReply(embeddings=[])]) as server, httpx.AsyncClient() as client:
        response = await client.request("POST" if body else "GET", server.base_url + path, json=body)

    assert (response.status_code, response.json()["error"]["code"]) == (422, "wrong_reply")


async def test_a_write_size_splits_events_and_characters() -> None:
    async with TestServer(replies=[Reply(text="é 😀", delivery=Delivery(write_size=1))]) as server:
        response = await chat(server, stream=True)

    assert [delta.get("content") for delta in deltas_of(response.text)] == ["", "é", " 😀", None]
