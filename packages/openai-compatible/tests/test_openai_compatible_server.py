"""The provider over real connections: the shared HTTP client against the test server."""

import asyncio
from collections.abc import Callable

import pytest
from ai_sdk_core import generate_text, stream_text, tool
from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    ImageModelCallOptions,
    LanguageModelCallOptions,
    TextDelta,
    ToolCall,
)
from ai_sdk_openai_compatible import OpenAICompatibleProvider, create_openai_compatible
from ai_sdk_test_server import Cut, Delivery, ErrorReply, HoldPoint, Reply, TestServer
from ai_sdk_test_server import ToolCall as ScriptedCall

Call = Callable[..., LanguageModelCallOptions]


@pytest.fixture
def provider(ai_test_server: TestServer) -> OpenAICompatibleProvider:
    return create_openai_compatible(name="local", base_url=ai_test_server.base_url)


async def test_an_answer_arrives_the_same_way_whole_and_streamed(
    ai_test_server: TestServer, provider: OpenAICompatibleProvider, call: Call
) -> None:
    reply = Reply(
        text="Hello wörld 👋", reasoning="They greet.", tool_calls=[ScriptedCall(name="f", arguments={"a": 1})]
    )
    ai_test_server.script(reply, reply)
    whole = await provider("m").do_generate(call())
    streamed = await provider("m").do_stream(call())
    parts = [part async for batch in streamed.stream for part in batch]
    assert [part.type for part in whole.content] == ["reasoning", "text", "tool-call"]
    assert "".join(part.delta for part in parts if isinstance(part, TextDelta)) == "Hello wörld 👋"
    (tool_call,) = (part for part in parts if isinstance(part, ToolCall))
    assert isinstance(whole.content[2], ToolCall)
    assert (tool_call.tool_name, tool_call.input) == (whole.content[2].tool_name, whole.content[2].input)


@pytest.mark.parametrize("write_size", [1, 7, 100_000])
async def test_the_network_may_cut_the_stream_anywhere(
    ai_test_server: TestServer, provider: OpenAICompatibleProvider, call: Call, write_size: int
) -> None:
    text = "Grüße, 漢字, 👋🏽! " * 3
    ai_test_server.script(Reply(text=text, delivery=Delivery(write_size=write_size)))
    result = await provider("m").do_stream(call())
    deltas = [part.delta async for batch in result.stream for part in batch if isinstance(part, TextDelta)]
    assert "".join(deltas) == text


async def test_tools_run_between_two_calls(ai_test_server: TestServer, provider: OpenAICompatibleProvider) -> None:
    @tool
    def weather(city: str) -> str:
        """Get the weather."""
        return f"Sunny in {city}."

    ai_test_server.script(
        Reply(tool_calls=[ScriptedCall(name="weather", arguments={"city": "Bern"})]), Reply(text="It is sunny.")
    )
    result = await generate_text(model=provider("m"), prompt="Weather in Bern?", tools={"weather": weather})
    second = await generate_text(
        model=provider("m"), messages=[{"role": "user", "content": "Weather?"}, *result.response_messages]
    )
    assert second.text == "It is sunny."
    sent = ai_test_server.requests[1].json["messages"]
    assert sent[-1]["role"] == "tool"
    assert sent[-1]["content"] == "Sunny in Bern."


async def test_text_streams_to_the_user(ai_test_server: TestServer, provider: OpenAICompatibleProvider) -> None:
    ai_test_server.script(Reply(text="one two three"))
    async with stream_text(model=provider("m"), prompt="Count.") as stream:
        assert "".join([delta async for delta in stream.text_stream]) == "one two three"


async def test_a_refusal_carries_what_the_server_said(
    ai_test_server: TestServer, provider: OpenAICompatibleProvider, call: Call
) -> None:
    ai_test_server.script(ErrorReply(status=429, message="Slow down.", retry_after=1))
    with pytest.raises(APICallError, match=r"^Slow down\.$") as caught:
        await provider("m").do_stream(call())
    assert caught.value.is_retryable
    assert caught.value.response_headers is not None
    assert caught.value.response_headers["retry-after"] == "1"


async def test_closing_a_stream_ends_the_answer_at_the_server(
    ai_test_server: TestServer, provider: OpenAICompatibleProvider, call: Call
) -> None:
    hold = HoldPoint(after_chunks=2)
    ai_test_server.script(Reply(text="one two three", delivery=Delivery(holds=[hold])))
    result = await provider("m").do_stream(call())
    await anext(result.stream)
    await result.stream.aclose()
    await ai_test_server.wait_for_disconnects()
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_cancelling_the_reader_ends_the_answer_at_the_server(
    ai_test_server: TestServer, provider: OpenAICompatibleProvider, call: Call
) -> None:
    hold = HoldPoint(after_chunks=2)
    ai_test_server.script(Reply(text="one two three", delivery=Delivery(holds=[hold])))

    async def read() -> None:
        result = await provider("m").do_stream(call())
        async for _ in result.stream:
            pass

    reader = asyncio.create_task(read())
    await hold.wait_until_reached()
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    await ai_test_server.wait_for_disconnects()


@pytest.mark.parametrize("how", ["close", "reset"])
async def test_a_lost_connection_is_an_error(
    ai_test_server: TestServer, provider: OpenAICompatibleProvider, call: Call, how: str
) -> None:
    ai_test_server.script(Reply(text="one two three", delivery=Delivery(cut=Cut(after_chunks=2, how=how))))  # type: ignore[arg-type]
    result = await provider("m").do_stream(call())
    with pytest.raises(APICallError, match="Failed to process successful response") as caught:
        [batch async for batch in result.stream]
    assert caught.value.is_retryable


async def test_embeddings_and_images(provider: OpenAICompatibleProvider) -> None:
    embeddings = await provider.embedding_model("m").do_embed(EmbeddingModelCallOptions(values=["a", "b"]))
    assert len(embeddings.embeddings) == 2
    images = await provider.image_model("m").do_generate(ImageModelCallOptions(prompt="A cat"))
    assert len(images.images) == 1


def test_a_second_event_loop_can_use_the_same_model(ai_test_server: TestServer, call: Call) -> None:
    model = create_openai_compatible(name="local", base_url=ai_test_server.base_url)("m")
    for _ in range(3):
        assert asyncio.run(model.do_generate(call())).content
