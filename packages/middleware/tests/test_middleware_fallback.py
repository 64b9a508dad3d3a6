"""Fallbacks: who is asked, when another one is asked, what is reported."""

import asyncio
import re
from contextlib import aclosing
from typing import Any

import pytest
from ai_sdk_core import generate_text, stream_text
from ai_sdk_core.errors import APICallError, InvalidArgumentError, RetryError
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    ImageModelCallOptions,
    LanguageModelCallOptions,
    Ping,
    RerankingModelCallOptions,
    ResponseMetadata,
    SpeechModelCallOptions,
    StreamError,
    StreamStart,
    TextDelta,
    TextDocuments,
    TextStart,
    TranscriptionModelCallOptions,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockImageModel,
    MockLanguageModel,
    MockRerankingModel,
    MockSpeechModel,
    MockTranscriptionModel,
    embedding_result,
    generate_result,
    image_result,
    reranking_result,
    simulate_stream,
    speech_result,
    stream_result,
    text_stream,
    transcription_result,
)
from ai_sdk_middleware import (
    AllModelsFailedError,
    fallback,
    fallback_embedding_model,
    fallback_image_model,
    fallback_reranking_model,
    fallback_speech_model,
    fallback_transcription_model,
)

HI = LanguageModelCallOptions(prompt=[])


def failure(status: int = 503, **settings: Any) -> APICallError:
    return APICallError(
        message=f"status {status}", url="https://example.com", request_body_values={}, status_code=status, **settings
    )


def model(name: str, **scripts: Any) -> MockLanguageModel:
    return MockLanguageModel(provider=f"{name}.chat", model_id="m", **scripts)


async def read(stream_result: Any) -> list[Any]:
    async with aclosing(stream_result.stream) as stream:
        return [part async for batch in stream for part in batch]


# --- Answers ---


async def test_the_first_model_answers_if_it_can():
    first, second = model("a", do_generate=generate_result("hi")), model("b")

    result = await fallback([first, second]).do_generate(HI)

    assert result.content[0].text == "hi"  # type: ignore[union-attr]
    assert result.warnings == []
    assert result.provider_metadata == {"aiSdkMiddleware": {"fallback": {"model": "a:m", "failed": []}}}


@pytest.mark.parametrize("error", [failure(503), failure(429), TimeoutError("late")])
async def test_the_next_model_answers_if_the_first_cannot(error):
    models = [
        model("a", do_generate=error),
        model("b", do_generate=failure()),
        model("c", do_generate=generate_result("hi")),
    ]

    result = await fallback(models).do_generate(HI)

    report: Any = (result.provider_metadata or {})["aiSdkMiddleware"]["fallback"]
    assert report["model"] == "c:m"
    assert [failed["model"] for failed in report["failed"]] == ["a:m", "b:m"]
    assert str(error) in report["failed"][0]["error"]
    assert [warning.message.partition(" failed")[0] for warning in result.warnings] == [  # type: ignore[union-attr]
        "The model a:m",
        "The model b:m",
    ]


@pytest.mark.parametrize("error", [failure(400), failure(401), ValueError("no")])
async def test_an_error_of_the_request_is_raised_at_once(error):
    """The next model would be asked the same."""
    second = model("b", do_generate=generate_result("hi"))

    with pytest.raises(type(error), match=re.escape(str(error))):
        await fallback([model("a", do_generate=error), second]).do_generate(HI)

    assert second.do_generate.calls == []


async def test_what_is_worth_another_model_can_be_decided():
    models = [model("a", do_generate=failure(401)), model("b", do_generate=generate_result("hi"))]

    result = await fallback(models, should_fall_back=lambda error: True).do_generate(HI)

    assert result.content[0].text == "hi"  # type: ignore[union-attr]


async def test_if_all_fail_the_error_says_why_each_one_did():
    models = [model("a", do_generate=failure(503)), model("b", do_generate=failure(429))]

    with pytest.raises(AllModelsFailedError, match=r"a:m: .*status 503; b:m: .*status 429") as caught:
        await fallback(models).do_generate(HI)

    assert [attempt.model for attempt in caught.value.attempts] == ["a:m", "b:m"]
    assert caught.value.is_retryable
    assert caught.value.__cause__ is caught.value.attempts[-1].error


async def test_a_single_model_raises_its_own_error():
    with pytest.raises(APICallError):
        await fallback([model("a", do_generate=failure())]).do_generate(HI)


def test_a_fallback_needs_a_model():
    with pytest.raises(InvalidArgumentError):
        fallback([])


async def test_all_models_are_asked_again_by_the_retries_of_the_core():
    busy = failure(response_headers={"retry-after-ms": "0"})
    first = model("a", do_generate=busy)
    second = model("b", do_generate=[busy, generate_result("hi")])

    result = await generate_text(model=fallback([first, second]), prompt="Hi")

    assert (result.text, len(first.do_generate.calls)) == ("hi", 2)


async def test_retries_end_too():
    busy = failure(response_headers={"retry-after-ms": "0"})

    with pytest.raises(RetryError):
        await generate_text(model=fallback([model("a", do_generate=busy), model("b", do_generate=busy)]), prompt="Hi")


async def test_a_model_that_does_not_answer_in_time_is_left():
    cancelled: list[bool] = []

    async def hang(options: Any) -> Any:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    models = [model("a", do_generate=hang), model("b", do_generate=generate_result("hi"))]
    result = await fallback(models, timeout=0.001).do_generate(HI)

    assert (result.content[0].text, cancelled) == ("hi", [True])  # type: ignore[union-attr]


async def test_cancelling_asks_no_other_model():
    started = asyncio.Event()

    async def hang(options: Any) -> Any:
        started.set()
        await asyncio.Event().wait()

    second = model("b", do_generate=generate_result("hi"))
    task = asyncio.create_task(fallback([model("a", do_generate=hang), second]).do_generate(HI))
    await started.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert second.do_generate.calls == []


def test_a_fallback_looks_like_its_first_model():
    png, anything = re.compile("png"), re.compile(".*")
    first = model("a", supported_urls={"image/*": [png, anything], "audio/*": [anything]})
    second = model("b", supported_urls={"image/*": [png]})

    combined = fallback([first, second])

    assert (combined.provider, combined.model_id) == ("a.chat", "m")
    assert combined.supported_urls == {"image/*": [png]}


# --- Streams ---


async def test_a_stream_of_the_first_model_passes():
    first = model("a", do_stream=text_stream("a", "b"))

    parts = await read(await fallback([first, model("b")]).do_stream(HI))

    assert [part.type for part in parts] == [
        "stream-start",
        "text-start",
        "text-delta",
        "text-delta",
        "text-end",
        "finish",
    ]
    assert parts[-1].provider_metadata["aiSdkMiddleware"]["fallback"]["model"] == "a:m"


START = StreamStart(warnings=[])


@pytest.mark.parametrize(
    "parts",
    [
        [failure()],
        [START, failure()],
        [START, StreamError(error=failure())],
        [START, StreamError(error={"type": "overloaded"})],
        [START, Ping(), ResponseMetadata(id="r"), TextStart(id="1"), failure()],
    ],
    ids=["at once", "after the start", "error part", "unknown error", "after an empty block"],
)
async def test_a_stream_that_fails_before_its_content_is_replaced(parts):
    first = model("a", do_stream=stream_result(parts))
    second = model("b", do_stream=text_stream("hi"))

    shown = await read(await fallback([first, second]).do_stream(HI))

    assert [part.type for part in shown] == ["stream-start", "text-start", "text-delta", "text-end", "finish"]
    assert "a:m failed" in shown[0].warnings[0].message
    assert shown[-1].provider_metadata["aiSdkMiddleware"]["fallback"]["model"] == "b:m"


async def test_a_stream_that_is_refused_is_replaced():
    models = [model("a", do_stream=failure()), model("b", do_stream=text_stream("hi"))]

    async with stream_text(model=fallback(models), prompt="Hi") as stream:
        assert (await stream).text == "hi"


async def test_after_the_first_content_there_is_no_way_back():
    """Nothing is ever shown twice."""
    second = model("b", do_stream=text_stream("hi"))
    parts = [START, TextStart(id="1"), TextDelta(id="1", delta="a"), failure()]
    result = await fallback([model("a", do_stream=stream_result(parts)), second]).do_stream(HI)
    stream = result.stream

    assert [(await anext(stream))[0].type for _ in range(3)] == ["stream-start", "text-start", "text-delta"]
    with pytest.raises(APICallError):
        await anext(stream)
    assert second.do_stream.calls == []


async def test_an_error_of_the_request_in_a_stream_is_raised():
    second = model("b", do_stream=text_stream("hi"))

    with pytest.raises(APICallError, match="status 400"):
        await fallback([model("a", do_stream=stream_result([StreamError(error=failure(400))])), second]).do_stream(HI)
    assert second.do_stream.calls == []


class Watched:
    def __init__(self, *parts: Any) -> None:
        self._parts = parts
        self.closed = 0

    async def open(self, options: Any) -> Any:
        result = stream_result([])
        result.stream = self._stream()
        return result

    async def _stream(self) -> Any:
        try:
            async for batch in simulate_stream(self._parts):
                if batch == ["wait"]:
                    await asyncio.Event().wait()
                yield batch
        finally:
            self.closed += 1


async def test_the_stream_of_a_model_that_failed_is_closed():
    watched = Watched(START, StreamError(error=failure()), TextDelta(id="1", delta="a"))

    await fallback([model("a", do_stream=watched.open), model("b", do_stream=text_stream("hi"))]).do_stream(HI)

    assert watched.closed == 1


async def test_a_model_that_streams_no_content_in_time_is_left():
    watched = Watched(START, "wait")
    models = [model("a", do_stream=watched.open), model("b", do_stream=text_stream("hi"))]

    parts = await read(await fallback(models, timeout=0.001).do_stream(HI))

    assert (watched.closed, parts[2].delta) == (1, "hi")


async def test_cancelling_before_the_first_content_closes_the_stream():
    watched = Watched(START, "wait")
    task = asyncio.create_task(fallback([model("a", do_stream=watched.open), model("b")]).do_stream(HI))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert watched.closed == 1


async def test_leaving_the_stream_closes_the_models():
    watched = Watched(START, TextDelta(id="1", delta="a"), TextDelta(id="1", delta="b"))
    result = await fallback([model("a", do_stream=watched.open)]).do_stream(HI)

    await result.stream.aclose()

    assert watched.closed == 1


async def test_an_empty_stream_is_an_answer():
    parts = await read(await fallback([model("a", do_stream=stream_result([START]))]).do_stream(HI))

    assert [part.type for part in parts] == ["stream-start"]


# --- Other kinds ---


async def test_models_of_other_kinds():
    broken = failure()
    embed = fallback_embedding_model(
        [
            MockEmbeddingModel(do_embed=broken, max_embeddings_per_call=None, supports_parallel_calls=True),
            MockEmbeddingModel(do_embed=embedding_result([1.0]), max_embeddings_per_call=7),
        ]
    )
    draw = fallback_image_model([MockImageModel(do_generate=broken), MockImageModel(do_generate=image_result(b"1"))])
    speak = fallback_speech_model(
        [MockSpeechModel(do_generate=broken), MockSpeechModel(do_generate=speech_result(b"1"))]
    )
    listen = fallback_transcription_model(
        [MockTranscriptionModel(do_generate=broken), MockTranscriptionModel(do_generate=transcription_result("hi"))]
    )
    rank = fallback_reranking_model(
        [MockRerankingModel(do_rerank=broken), MockRerankingModel(do_rerank=reranking_result())]
    )

    results: list[Any] = [
        await embed.do_embed(EmbeddingModelCallOptions(values=["a"])),
        await draw.do_generate(ImageModelCallOptions(prompt="a")),
        await speak.do_generate(SpeechModelCallOptions(text="a")),
        await listen.do_generate(TranscriptionModelCallOptions(audio=b"1", media_type="audio/wav")),
        await rank.do_rerank(RerankingModelCallOptions(documents=TextDocuments(values=["a"]), query="q")),
    ]

    assert all(len(result.warnings) == 1 for result in results)
    assert all(len(result.provider_metadata["aiSdkMiddleware"]["fallback"]["failed"]) == 1 for result in results)
    assert (embed.max_embeddings_per_call, embed.supports_parallel_calls) == (7, False)
    assert draw.max_images_per_call == 1
    assert (rank.provider, rank.model_id) == ("mock-provider", "mock-model-id")
