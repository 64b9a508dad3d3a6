"""What the real server does, asked over plain HTTP: the facts on which the tests of our packages against it stand."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any, Literal

import httpx
import pytest
from pydantic import BaseModel, ConfigDict

Json = dict[str, Any]


class Trip(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    city: Literal["Lima", "Oslo"]
    days: int
    tags: list[str]


TRIP_SCHEMA = {
    "type": "object",
    "properties": {
        "city": {"enum": ["Lima", "Oslo"]},
        "days": {"type": "integer"},
        "tags": {"type": "array", "items": {"type": "string", "maxLength": 8}, "minItems": 1, "maxItems": 3},
    },
    "required": ["city", "days", "tags"],
    "additionalProperties": False,
}
FORCED_TRIP_TOOL = {
    "tools": [{"type": "function", "function": {"name": "book", "parameters": TRIP_SCHEMA}}],
    "tool_choice": {"type": "function", "function": {"name": "book"}},
}


def chat_body(**settings: Any) -> Json:
    return {"model": "tiny-chat", "messages": [{"role": "user", "content": "Where to?"}], **settings}


async def chat(client: httpx.AsyncClient, **settings: Any) -> Json:
    response = await client.post("/chat/completions", json=chat_body(**settings))
    assert response.status_code == 200, response.text
    answer: Json = response.json()
    return answer


async def chunks_of(response: httpx.Response) -> AsyncIterator[Json]:
    """The chunks of a stream up to its end mark."""
    async for line in response.aiter_lines():
        if line == "data: [DONE]":
            return
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


async def streamed_chat(client: httpx.AsyncClient, **settings: Any) -> list[Json]:
    async with client.stream("POST", "/chat/completions", json=chat_body(stream=True, **settings)) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        return [chunk async for chunk in chunks_of(response)]


def text_of(chunks: list[Json]) -> str:
    return "".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks)


async def test_lists_the_models_that_it_serves(client: httpx.AsyncClient) -> None:
    models = (await client.get("/models")).json()
    assert [model["id"] for model in models["data"]] == ["tiny-chat", "tiny-embedding"]


async def test_text_is_one_printable_character_for_each_token_and_ends_by_its_length(client: httpx.AsyncClient) -> None:
    answer = await chat(client, max_tokens=24)
    choice, usage = answer["choices"][0], answer["usage"]
    assert len(choice["message"]["content"]) == 24
    assert choice["message"]["content"].isascii()
    assert choice["message"]["content"].isprintable()
    assert choice["finish_reason"] == "length"
    assert usage["completion_tokens"] == 24
    assert usage["total_tokens"] == usage["prompt_tokens"] + 24


async def test_streamed_text_comes_in_one_chunk_for_each_token(client: httpx.AsyncClient) -> None:
    chunks = await streamed_chat(client, max_tokens=24)
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks]
    assert deltas[0] == {"role": "assistant"}
    assert deltas[-1] == {}
    assert [len(delta["content"]) for delta in deltas[1:-1]] == [1] * 24
    assert chunks[-1]["choices"][0]["finish_reason"] == "length"


async def test_a_stream_has_no_usage_even_when_it_is_asked_for(client: httpx.AsyncClient) -> None:
    chunks = await streamed_chat(client, max_tokens=2, stream_options={"include_usage": True})
    assert not [chunk for chunk in chunks if "usage" in chunk]


async def test_a_grammar_decides_the_text_and_its_end(client: httpx.AsyncClient) -> None:
    text = "Grüße aus 東京 😀"
    answer = await chat(client, grammar=f'root ::= "{text}"')
    assert answer["choices"][0]["message"]["content"] == text
    assert answer["choices"][0]["finish_reason"] == "stop"
    assert answer["usage"]["completion_tokens"] == len(text.encode())
    assert text_of(await streamed_chat(client, grammar=f'root ::= "{text}"')) == text


async def test_a_schema_gives_an_instance_of_it(client: httpx.AsyncClient) -> None:
    response_format = {"type": "json_object", "schema": TRIP_SCHEMA}
    answer = await chat(client, response_format=response_format)
    Trip.model_validate_json(answer["choices"][0]["message"]["content"])
    assert answer["choices"][0]["finish_reason"] == "stop"
    Trip.model_validate_json(text_of(await streamed_chat(client, response_format=response_format)))


async def test_a_forced_tool_is_called_with_an_instance_of_its_schema(client: httpx.AsyncClient) -> None:
    choice = (await chat(client, **FORCED_TRIP_TOOL))["choices"][0]
    [call] = choice["message"]["tool_calls"]
    assert choice["finish_reason"] == "tool_calls"
    assert call["function"]["name"] == "book"
    Trip.model_validate_json(call["function"]["arguments"])


async def test_a_streamed_tool_call_repeats_its_id_and_name_in_each_delta(client: httpx.AsyncClient) -> None:
    chunks = await streamed_chat(client, **FORCED_TRIP_TOOL)
    calls = [call for chunk in chunks for call in chunk["choices"][0]["delta"]["tool_calls"] or []]
    assert len(calls) > 1
    assert len({call["id"] for call in calls}) == 1
    assert {call["function"]["name"] for call in calls} == {"book"}
    Trip.model_validate_json("".join(call["function"]["arguments"] for call in calls))


async def test_embeddings_come_in_the_order_of_their_texts(client: httpx.AsyncClient) -> None:
    async def embed(*texts: str) -> Json:
        response = await client.post("/embeddings", json={"model": "tiny-embedding", "input": texts})
        answer: Json = response.raise_for_status().json()
        return answer

    both, second = await embed("one", "another"), await embed("another")
    assert [len(entry["embedding"]) for entry in both["data"]] == [64, 64]
    assert both["data"][1]["embedding"] == pytest.approx(second["data"][0]["embedding"], rel=1e-3, abs=1e-3)
    assert both["data"][0]["embedding"] != pytest.approx(both["data"][1]["embedding"], rel=1e-3, abs=1e-3)
    assert both["usage"]["total_tokens"] == both["usage"]["prompt_tokens"] > second["usage"]["prompt_tokens"]


async def test_a_prompt_that_is_too_long_is_refused_with_an_error_object(client: httpx.AsyncClient) -> None:
    response = await client.post(
        "/chat/completions", json=chat_body(messages=[{"role": "user", "content": "long " * 1000}])
    )
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "context_length_exceeded"


async def test_a_request_of_the_wrong_shape_counts_as_a_fault_of_the_server(client: httpx.AsyncClient) -> None:
    response = await client.post("/chat/completions", json=chat_body(response_format={"type": "json_schema"}))
    assert response.status_code == 500
    assert "json_object" in response.json()["error"]["message"]


async def test_a_wrong_key_and_a_wrong_path_are_refused_without_an_error_object(client: httpx.AsyncClient) -> None:
    wrong_key = await client.post("/chat/completions", json=chat_body(), headers={"Authorization": "Bearer wrong"})
    assert (wrong_key.status_code, wrong_key.json()) == (401, {"detail": "Invalid API key"})
    wrong_path = await client.post("/no-such-endpoint", json={})
    assert (wrong_path.status_code, wrong_path.json()) == (404, {"detail": "Not Found"})


async def test_a_client_that_leaves_ends_the_generation(
    client: httpx.AsyncClient, departures: Callable[[], int]
) -> None:
    """The server works on one request at a time, so it has noticed before it answers the next one."""
    departures_before = departures()
    async with client.stream("POST", "/chat/completions", json=chat_body(stream=True, max_tokens=2000)) as response:
        async for _ in chunks_of(response):
            break
    await chat(client, max_tokens=1)
    assert departures() == departures_before + 1


async def test_a_client_that_reads_to_the_end_does_not_count_as_one_that_leaves(
    client: httpx.AsyncClient, departures: Callable[[], int]
) -> None:
    departures_before = departures()
    await streamed_chat(client, max_tokens=10)
    await chat(client, max_tokens=1)
    assert departures() == departures_before
