"""Text from a server that we did not write. Its model answers with noise, one printable character for each token; a
grammar, which is an option of this server, makes an answer exact."""

from __future__ import annotations

import asyncio
from typing import Any

from ai_sdk_core import generate_text, stream_text, sync
from ai_sdk_openai_compatible import OpenAICompatibleProvider

GREETING = "Grüße aus 東京 😀"


def say(text: str) -> dict[str, Any]:
    return {"real": {"grammar": f'root ::= "{text}"'}}


async def test_generated_text_comes_with_its_finish_reason_and_usage(provider: OpenAICompatibleProvider) -> None:
    result = await generate_text(model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=24)
    assert len(result.text) == 24
    assert result.text.isascii()
    assert result.text.isprintable()
    assert result.finish_reason == "length"
    assert result.usage.output_tokens == 24
    assert result.usage.total_tokens == (result.usage.input_tokens or 0) + 24
    assert result.response.model_id == "tiny-chat"
    assert result.response.id.startswith("chatcmpl-")


async def test_usage_counts_the_whole_conversation(provider: OpenAICompatibleProvider) -> None:
    """A token is a byte, so the prompt can be counted by hand; the model's template adds roles and newlines."""

    async def input_tokens(**prompt: Any) -> int:
        result = await generate_text(model=provider("tiny-chat"), max_output_tokens=1, **prompt)
        assert result.usage.input_tokens is not None
        return result.usage.input_tokens

    alone = await input_tokens(prompt="Where to?")
    instructed = await input_tokens(prompt="Where to?", instructions="Be short.")
    continued = await input_tokens(
        messages=[
            {"role": "user", "content": "Hello"},
            {"role": "assistant", "content": "Hi"},
            {"role": "user", "content": "Where to?"},
        ]
    )
    assert instructed - alone == len("system: Be short.\n")
    assert continued - alone == len("user: Hello\nassistant: Hi\n")


async def test_streamed_text_arrives_delta_by_delta(provider: OpenAICompatibleProvider) -> None:
    async with stream_text(model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=24) as stream:
        deltas = [delta async for delta in stream.text_stream]
        result = await stream
    assert [len(delta) for delta in deltas] == [1] * 24
    assert result.text == "".join(deltas)
    assert result.finish_reason == "length"


async def test_usage_that_the_server_does_not_tell_stays_unknown(provider: OpenAICompatibleProvider) -> None:
    """This server leaves usage out of streams."""
    async with stream_text(model=provider("tiny-chat"), prompt="Where to?", max_output_tokens=2) as stream:
        usage = (await stream).usage
    assert (usage.input_tokens, usage.output_tokens, usage.total_tokens) == (None, None, None)


async def test_characters_of_several_bytes_arrive_whole(provider: OpenAICompatibleProvider) -> None:
    model, options = provider("tiny-chat"), say(GREETING)
    result = await generate_text(model=model, prompt="Greet me.", provider_options=options)
    assert (result.text, result.finish_reason) == (GREETING, "stop")
    async with stream_text(model=model, prompt="Greet me.", provider_options=options) as stream:
        streamed = await stream
    assert (streamed.text, streamed.finish_reason) == (GREETING, "stop")


async def test_a_stop_sequence_ends_the_text_before_it(provider: OpenAICompatibleProvider) -> None:
    result = await generate_text(
        model=provider("tiny-chat"), prompt="Count.", provider_options=say("one END two"), stop_sequences=["END"]
    )
    assert (result.text, result.finish_reason) == ("one ", "stop")


async def test_a_completion_model_continues_the_prompt(provider: OpenAICompatibleProvider) -> None:
    model, options = provider.completion_model("tiny-chat"), say(GREETING)
    result = await generate_text(model=model, prompt="Greet me.", provider_options=options, max_output_tokens=50)
    assert (result.text, result.finish_reason) == (GREETING, "stop")
    async with stream_text(model=model, prompt="Greet me.", provider_options=options, max_output_tokens=50) as stream:
        streamed = await stream
    assert (streamed.text, streamed.finish_reason) == (GREETING, "stop")


async def test_generations_at_the_same_time_get_their_own_answers(provider: OpenAICompatibleProvider) -> None:
    async def generate(text: str) -> str:
        result = await generate_text(model=provider("tiny-chat"), prompt="Speak.", provider_options=say(text))
        return result.text

    async def stream(text: str) -> str:
        async with stream_text(model=provider("tiny-chat"), prompt="Speak.", provider_options=say(text)) as running:
            return (await running).text

    texts = [f"speaker {number}" for number in range(8)]
    assert await asyncio.gather(*map(generate, texts), *map(stream, texts)) == texts * 2


def test_blocking_functions_give_the_same(provider: OpenAICompatibleProvider) -> None:
    model, options = provider("tiny-chat"), say(GREETING)
    assert sync.generate_text(model=model, prompt="Greet me.", provider_options=options).text == GREETING
    running: sync.StreamTextResult[str, str, Any] = sync.stream_text(
        model=model, prompt="Greet me.", provider_options=options
    )
    with running as stream:
        assert "".join(stream.text_stream) == GREETING
