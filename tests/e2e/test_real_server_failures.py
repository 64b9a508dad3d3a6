"""Wrong requests to a server that we did not write, and clients that leave it in mid-stream."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from ai_sdk_core import AbortController, generate_text, stream_text, sync
from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider import EmbeddingModelCallOptions
from ai_sdk_openai_compatible import (
    OpenAICompatibleProvider,
    OpenAICompatibleProviderSettings,
    create_openai_compatible,
)

TOO_LONG = "long " * 1000
LONG_ANSWER = 1900
"""Tokens of an answer that the server works on for seconds, if nobody stops it."""


async def test_a_prompt_that_is_too_long_is_refused_in_the_servers_words(provider: OpenAICompatibleProvider) -> None:
    with pytest.raises(APICallError, match="maximum context length is 2048 tokens") as caught:
        await generate_text(model=provider("tiny-chat"), prompt=TOO_LONG)
    assert caught.value.status_code == 400
    assert not caught.value.is_retryable
    assert "context_length_exceeded" in (caught.value.response_body or "")


async def test_a_stream_without_any_event_ends_in_an_error(provider: OpenAICompatibleProvider) -> None:
    """Asked to stream, the server answers the same wrong request with status 200 and an empty body."""
    async with stream_text(model=provider("tiny-chat"), prompt=TOO_LONG, max_retries=0) as stream:
        with pytest.raises(APICallError, match=r"\(text/event-stream.*\) is no stream of events"):
            await stream.consume()


async def test_the_next_request_works_although_the_server_dropped_the_connection(
    provider: OpenAICompatibleProvider,
) -> None:
    """After such a stream the server closes a connection that it had promised to keep."""
    async with stream_text(model=provider("tiny-chat"), prompt=TOO_LONG, max_retries=0) as stream:
        with pytest.raises(APICallError):
            await stream.consume()
    await answer_shortly(provider)


async def test_a_wrong_key_is_refused_and_stays_secret(
    settings_of_real_server: OpenAICompatibleProviderSettings,
) -> None:
    """Here the server answers with a body that is no error object."""
    stranger = create_openai_compatible(replace(settings_of_real_server, api_key="key-of-a-stranger"))
    with pytest.raises(APICallError) as caught:
        await generate_text(model=stranger("tiny-chat"), prompt="Where to?")
    assert caught.value.status_code == 401
    assert not caught.value.is_retryable
    assert "Invalid API key" in (caught.value.response_body or "")
    assert "key-of-a-stranger" not in f"{caught.value} {caught.value!r} {vars(caught.value)}"


async def test_a_wrong_address_is_not_found(settings_of_real_server: OpenAICompatibleProviderSettings) -> None:
    settings = replace(settings_of_real_server, base_url=f"{settings_of_real_server.base_url}/nowhere")
    with pytest.raises(APICallError) as caught:
        await generate_text(model=create_openai_compatible(settings)("tiny-chat"), prompt="Where to?")
    assert caught.value.status_code == 404
    assert not caught.value.is_retryable


async def test_a_fault_of_the_server_may_be_tried_again(provider: OpenAICompatibleProvider) -> None:
    """This server calls it its own fault when an option has the wrong type."""
    with pytest.raises(APICallError, match="valid integer") as caught:
        await generate_text(
            model=provider("tiny-chat"),
            prompt="Where to?",
            provider_options={"real": {"top_k": "many"}},
            max_retries=0,
        )
    assert caught.value.status_code == 500
    assert caught.value.is_retryable


async def test_a_model_that_cannot_embed_says_so(provider: OpenAICompatibleProvider) -> None:
    with pytest.raises(APICallError, match="embedding=True"):
        await provider.embedding_model("tiny-chat").do_embed(EmbeddingModelCallOptions(values=["one"]))


async def answer_shortly(provider: OpenAICompatibleProvider) -> None:
    result = await generate_text(model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=1)
    assert len(result.text) == 1


async def test_a_stream_read_to_its_end_is_no_departure(
    provider: OpenAICompatibleProvider, departures: Callable[[], int]
) -> None:
    before = departures()
    async with stream_text(model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=10) as stream:
        await stream
    await answer_shortly(provider)
    assert departures() == before


async def test_leaving_a_stream_ends_the_generation_on_the_server(
    provider: OpenAICompatibleProvider, departures: Callable[[], int]
) -> None:
    before = departures()
    async with stream_text(model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=LONG_ANSWER) as stream:
        async for _ in stream.text_stream:
            break
    await answer_shortly(provider)
    assert departures() == before + 1


async def test_cancelling_the_task_ends_the_generation_on_the_server(
    provider: OpenAICompatibleProvider, departures: Callable[[], int]
) -> None:
    before, begun = departures(), asyncio.Event()

    async def read() -> None:
        async with stream_text(
            model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=LONG_ANSWER
        ) as stream:
            async for _ in stream.text_stream:
                begun.set()

    task = asyncio.create_task(read())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await answer_shortly(provider)
    assert departures() == before + 1


async def test_an_abort_signal_ends_the_generation_on_the_server(
    provider: OpenAICompatibleProvider, departures: Callable[[], int]
) -> None:
    before, controller = departures(), AbortController()
    kinds: list[str] = []
    async with stream_text(
        model=provider("tiny-chat"),
        prompt="Where to?",
        max_output_tokens=LONG_ANSWER,
        abort_signal=controller.signal,
    ) as stream:
        async for part in stream.stream:
            kinds.append(part.type)
            if part.type == "text-delta":
                controller.abort()
    assert kinds[-1] == "abort"
    await answer_shortly(provider)
    assert departures() == before + 1


def test_leaving_a_blocking_stream_ends_the_generation_on_the_server(
    provider: OpenAICompatibleProvider, departures: Callable[[], int]
) -> None:
    before = departures()
    running: sync.StreamTextResult[str, str, Any] = sync.stream_text(
        model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=LONG_ANSWER
    )
    with running as stream:
        next(iter(stream.text_stream))
    assert len(sync.generate_text(model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=1).text) == 1
    assert departures() == before + 1
