"""The response cache: what is found again, what is kept, and that nothing else changes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ai_sdk_core import (
    generate_text,
    stream_text,
    wrap_embedding_model,
    wrap_image_model,
    wrap_language_model,
    wrap_provider,
    wrap_reranking_model,
    wrap_speech_model,
    wrap_transcription_model,
    wrap_video_model,
)
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    FileDataData,
    FilePart,
    Finish,
    FinishReason,
    ImageModelCallOptions,
    LanguageModelCallOptions,
    LanguageModelResponse,
    RequestInfo,
    RerankingModelCallOptions,
    SpeechModelCallOptions,
    StreamError,
    TextDelta,
    TextDocuments,
    TextPart,
    TextStart,
    ToolCall,
    TranscriptionModelCallOptions,
    TranscriptionModelUrlCallOptions,
    UserMessage,
    VideoBase64,
    VideoModelCallOptions,
    VideoUrl,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockImageModel,
    MockLanguageModel,
    MockProvider,
    MockRerankingModel,
    MockSpeechModel,
    MockTranscriptionModel,
    MockUrlTranscriptionModel,
    MockVideoModel,
    embedding_result,
    generate_result,
    image_result,
    reranking_result,
    speech_result,
    stream_result,
    text_stream,
    transcription_result,
    usage,
    video_result,
)
from ai_sdk_middleware import CacheStore, MemoryStore, ResponseCache, SQLiteStore
from hypothesis import given
from hypothesis import strategies as st

HI = LanguageModelCallOptions(prompt=[UserMessage(content=[TextPart(text="Hi")])])


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: Any, tmp_path: Path) -> AsyncIterator[CacheStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with SQLiteStore(tmp_path / "cache.db") as opened:
        yield opened


def cached(model: MockLanguageModel, store: CacheStore | None = None, **settings: Any) -> Any:
    return wrap_language_model(model=model, middleware=ResponseCache(store, **settings).language_model)


def counting() -> MockLanguageModel:
    """Gives another answer each time."""
    numbers = iter(range(100))
    return MockLanguageModel(
        do_generate=lambda _options: generate_result(f"answer {next(numbers)}"),
        do_stream=lambda _options: text_stream("answer ", f"{next(numbers)}"),
    )


# --- Answers ---


async def test_an_equal_request_is_answered_from_the_store(store):
    inner = counting()
    model = cached(inner, store)

    first, second = await model.do_generate(HI), await model.do_generate(replace(HI))

    assert (first.content, first.usage, first.finish_reason) == (second.content, second.usage, second.finish_reason)
    assert len(inner.do_generate.calls) == 1
    assert first.provider_metadata is None
    assert second.provider_metadata == {"aiSdkMiddleware": {"cacheHit": True}}


@pytest.mark.parametrize(
    "other",
    [
        replace(HI, temperature=0.5),
        replace(HI, prompt=[*HI.prompt, *HI.prompt]),
        replace(HI, provider_options={"p": {"a": 1}}),
        replace(HI, seed=1),
    ],
)
async def test_another_request_is_made(other):
    inner = counting()
    model = cached(inner)

    await model.do_generate(HI)
    await model.do_generate(other)

    assert len(inner.do_generate.calls) == 2


async def test_models_have_answers_of_their_own(store):
    first, second = counting(), counting()
    second.model_id = "other"

    await cached(first, store).do_generate(HI)
    await cached(second, store).do_generate(HI)

    assert len(second.do_generate.calls) == 1


async def test_namespaces_have_answers_of_their_own(store):
    inner = counting()

    for namespace in ("a", "b", "a"):
        await cached(inner, store, namespace=namespace).do_generate(HI)

    assert len(inner.do_generate.calls) == 2


async def test_headers_make_no_difference_unless_they_are_named():
    inner = counting()
    model = cached(inner, key_headers=["X-Beta"])

    for headers in ({"user-agent": "a"}, {"user-agent": "b"}, {"x-beta": "1"}, {"X-BETA": "1", "traceparent": "t"}):
        await model.do_generate(replace(HI, headers=headers))

    assert len(inner.do_generate.calls) == 2


@given(st.permutations(["a", "b", "c", "d"]))
async def test_the_order_of_members_makes_no_difference(order):
    inner = counting()
    store = MemoryStore()
    await cached(inner, store).do_generate(replace(HI, provider_options={"p": dict.fromkeys("abcd", 1)}))
    await cached(inner, store).do_generate(replace(HI, provider_options={"p": dict.fromkeys(order, 1)}))

    assert len(inner.do_generate.calls) == 1


async def test_files_are_part_of_the_request():
    inner = counting()
    model = cached(inner)

    for data in (b"1", b"2", b"1"):
        part = FilePart(data=FileDataData(data=data), media_type="image/png")
        await model.do_generate(replace(HI, prompt=[UserMessage(content=[part])]))

    assert len(inner.do_generate.calls) == 2


async def test_an_answer_keeps_everything_but_the_exchange(store):
    """Tool calls and metadata come back; what was sent and received over the network does not."""
    answer = generate_result("a", ToolCall(tool_call_id="c", tool_name="t", input="{}"), finish_reason="tool-calls")
    answer.provider_metadata = {"p": {"signature": "s"}}
    answer.request = RequestInfo(body={"secret": 1})
    answer.response = LanguageModelResponse(id="r", model_id="m", headers={"set-cookie": "x"}, body={"raw": 1})
    model = cached(MockLanguageModel(do_generate=answer), store)

    await model.do_generate(HI)
    found = await model.do_generate(HI)

    assert found.content == answer.content
    assert found.provider_metadata == {"p": {"signature": "s"}, "aiSdkMiddleware": {"cacheHit": True}}
    assert found.request is None
    assert found.response == LanguageModelResponse(id="r", model_id="m")


@pytest.mark.parametrize("answer", [generate_result(), generate_result("x", finish_reason="error")])
async def test_what_is_no_answer_is_not_kept(answer):
    inner = MockLanguageModel(do_generate=answer)
    model = cached(inner)

    await model.do_generate(HI)
    await model.do_generate(HI)

    assert len(inner.do_generate.calls) == 2


async def test_errors_are_not_kept():
    inner = MockLanguageModel(do_generate=[ValueError("no"), generate_result("hi")])
    model = cached(inner)

    with pytest.raises(ValueError, match="no"):
        await model.do_generate(HI)
    assert (await model.do_generate(HI)).content[0].text == "hi"


async def test_generate_text_is_answered_from_the_store(store):
    inner = counting()
    model = cached(inner, store)

    texts = [(await generate_text(model=model, prompt="Hi")).text for _ in range(2)]

    assert texts == ["answer 0", "answer 0"]


# --- Streams ---


async def test_a_stream_is_replayed_with_its_parts(store):
    inner = counting()
    model = cached(inner, store)

    batches = []
    for _ in range(2):
        async with aclosing((await model.do_stream(HI)).stream) as stream:
            batches.append([batch async for batch in stream])

    assert batches[0][:-1] == batches[1][:-1]
    assert batches[1][-1][0].provider_metadata == {"aiSdkMiddleware": {"cacheHit": True}}
    assert replace(batches[1][-1][0], provider_metadata=None) == batches[0][-1][0]
    assert len(inner.do_stream.calls) == 1


async def test_stream_text_is_answered_from_the_store(store):
    model = cached(counting(), store)

    texts = []
    for _ in range(2):
        async with stream_text(model=model, prompt="Hi") as stream:
            texts.append([delta async for delta in stream.text_stream])

    assert texts == [["answer ", "0"], ["answer ", "0"]]


async def test_answers_and_streams_are_kept_apart():
    inner = counting()
    model = cached(inner)

    await model.do_generate(HI)
    async with aclosing((await model.do_stream(HI)).stream) as stream:
        async for _ in stream:
            pass

    assert (len(inner.do_generate.calls), len(inner.do_stream.calls)) == (1, 1)


FINISH = Finish(usage=usage(), finish_reason=FinishReason(unified="stop"))


@pytest.mark.parametrize(
    "parts",
    [
        [TextStart(id="1"), TextDelta(id="1", delta="a")],
        [TextStart(id="1"), StreamError(error="odd"), FINISH],
        [TextStart(id="1"), replace(FINISH, finish_reason=FinishReason(unified="error"))],
    ],
    ids=["without an end", "with an error", "that ended in an error"],
)
async def test_a_stream_is_not_kept(parts):
    store = MemoryStore()
    model = cached(MockLanguageModel(do_stream=lambda _options: stream_result(parts)), store)

    async with aclosing((await model.do_stream(HI)).stream) as stream:
        async for _ in stream:
            pass

    assert len(store) == 0


@pytest.mark.parametrize("steps", [0, 2])
async def test_a_stream_that_is_left_is_closed_and_not_kept(steps):
    closed: list[bool] = []

    async def parts() -> Any:
        try:
            yield []
            for part in (TextStart(id="1"), TextDelta(id="1", delta="a"), FINISH):
                yield [part]
        finally:
            closed.append(True)

    stream = parts()
    await anext(stream)
    result = stream_result([])
    result.stream = stream
    store = MemoryStore()
    kept = (await cached(MockLanguageModel(do_stream=result), store).do_stream(HI)).stream
    for _ in range(steps):
        await anext(kept)
    await kept.aclose()

    assert (closed, len(store)) == ([True], 0)


async def test_a_stream_that_breaks_is_not_kept():
    store = MemoryStore()
    model = cached(MockLanguageModel(do_stream=stream_result([TextStart(id="1"), OSError("gone")])), store)
    stream = (await model.do_stream(HI)).stream

    with pytest.raises(OSError, match="gone"):
        async for _ in stream:
            pass
    assert len(store) == 0


# --- Other kinds ---


async def test_models_of_other_kinds(store):
    """Each is asked once for the same thing."""
    cache = ResponseCache(store)
    embedding = MockEmbeddingModel(do_embed=embedding_result([0.1, 0.2], [3.0, 4.0]))
    image = MockImageModel(do_generate=image_result(b"png"))
    speech = MockSpeechModel(do_generate=speech_result(b"mp3"))
    transcription = MockTranscriptionModel(do_generate=transcription_result("hi"))
    reranking = MockRerankingModel(do_rerank=reranking_result())
    video = MockVideoModel(do_generate=video_result(VideoBase64(data="AAAA", media_type="video/mp4")))

    embed = wrap_embedding_model(model=embedding, middleware=cache.embedding_model)
    draw = wrap_image_model(model=image, middleware=cache.image_model)
    speak = wrap_speech_model(model=speech, middleware=cache.speech_model)
    listen = wrap_transcription_model(model=transcription, middleware=cache.transcription_model)
    rank = wrap_reranking_model(model=reranking, middleware=cache.reranking_model)
    film: Any = wrap_video_model(model=video, middleware=cache.video_model)
    for _ in range(2):
        embedded = await embed.do_embed(EmbeddingModelCallOptions(values=["a", "b"]))
        drawn = await draw.do_generate(ImageModelCallOptions(prompt="cat"))
        spoken = await speak.do_generate(SpeechModelCallOptions(text="hi"))
        heard = await listen.do_generate(TranscriptionModelCallOptions(audio=b"1", media_type="audio/wav"))
        ranked = await rank.do_rerank(RerankingModelCallOptions(documents=TextDocuments(values=["a"]), query="q"))
        filmed = await film.do_generate(VideoModelCallOptions(prompt="cat"))

    assert [list(vector) for vector in embedded.embeddings] == [[0.1, 0.2], [3.0, 4.0]]
    assert drawn.images in ([b"png"], ["cG5n"])
    assert spoken.audio in (b"mp3", "bXAz")
    assert heard.text == "hi"
    assert ranked.provider_metadata == {"aiSdkMiddleware": {"cacheHit": True}}
    assert filmed.videos == [VideoBase64(data="AAAA", media_type="video/mp4")]
    calls = [
        embedding.do_embed.calls,
        image.do_generate.calls,
        speech.do_generate.calls,
        transcription.do_generate.calls,
        reranking.do_rerank.calls,
        video.do_generate.calls,
    ]
    assert [len(made) for made in calls] == [1] * 6


async def test_videos_behind_urls_are_not_kept():
    inner = MockVideoModel(do_generate=video_result(VideoUrl(url="https://example.com/v.mp4", media_type="video/mp4")))
    model: Any = wrap_video_model(model=inner, middleware=ResponseCache().video_model)

    await model.do_generate(VideoModelCallOptions(prompt="cat"))
    await model.do_generate(VideoModelCallOptions(prompt="cat"))

    assert len(inner.do_generate.calls) == 2


async def test_audio_behind_urls_is_heard_each_time():
    inner = MockUrlTranscriptionModel(do_generate_from_url=transcription_result("hi"))
    model: Any = wrap_transcription_model(model=inner, middleware=ResponseCache().transcription_model)

    for _ in range(2):
        await model.do_generate_from_url(TranscriptionModelUrlCallOptions(audio="https://example.com/a.wav"))

    assert len(inner.do_generate_from_url.calls) == 2


async def test_a_whole_provider_can_be_cached():
    inner = counting()
    cache = ResponseCache()
    provider = wrap_provider(provider=MockProvider(language_models={"m": inner}), **cache.for_provider())

    for _ in range(2):
        await provider.language_model("m").do_generate(HI)

    assert len(inner.do_generate.calls) == 1


# --- Stores ---


async def test_what_was_not_used_for_the_longest_time_goes_first(clock):
    store = MemoryStore(max_entries=2, clock=clock)
    await store.set("a", b"1")
    await store.set("b", b"2")
    await store.get("a")
    await store.set("c", b"3")

    assert [await store.get(key) for key in "abc"] == [b"1", None, b"3"]


async def test_the_file_has_a_limit_too(tmp_path, clock):
    with SQLiteStore(tmp_path / "cache.db", max_entries=2, clock=clock) as store:
        for key in "ab":
            await store.set(key, key.encode())
            clock.now += 1
        await store.get("a")
        clock.now += 1
        await store.set("c", b"c")

        assert [await store.get(key) for key in "abc"] == [b"a", None, b"c"]


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
async def test_entries_end(kind, tmp_path, clock):
    store: Any = MemoryStore(clock=clock) if kind == "memory" else SQLiteStore(tmp_path / "cache.db", clock=clock)
    await store.set("a", b"1", ttl=10)
    await store.set("b", b"2")
    clock.now = 9.9
    assert await store.get("a") == b"1"
    clock.now = 10.0

    assert (await store.get("a"), await store.get("b")) == (None, b"2")
    if kind == "sqlite":
        store.close()


async def test_a_cache_passes_its_time_to_live_on(clock):
    inner = counting()
    model = cached(inner, MemoryStore(clock=clock), ttl=60)

    await model.do_generate(HI)
    clock.now = 61
    await model.do_generate(HI)

    assert len(inner.do_generate.calls) == 2


async def test_an_entry_replaces_an_older_one(store):
    await store.set("a", b"1")
    await store.set("a", b"2")

    assert await store.get("a") == b"2"


async def test_a_file_outlives_the_process(tmp_path):
    inner = counting()
    with SQLiteStore(tmp_path / "cache.db") as first:
        await cached(inner, first).do_generate(HI)
    with SQLiteStore(tmp_path / "cache.db") as second:
        await cached(inner, second).do_generate(HI)

    assert len(inner.do_generate.calls) == 1


async def test_a_file_can_be_shared(tmp_path):
    with SQLiteStore(tmp_path / "cache.db") as first, SQLiteStore(tmp_path / "cache.db") as second:
        await asyncio.gather(*(store.set(f"{n}", b"x") for n in range(20) for store in (first, second)))

        assert await first.get("19") == await second.get("0") == b"x"


def test_a_store_belongs_to_no_event_loop(tmp_path):
    inner = counting()
    with SQLiteStore(tmp_path / "cache.db") as store:
        for _ in range(3):
            asyncio.run(cached(inner, store).do_generate(HI))

    assert len(inner.do_generate.calls) == 1


class BrokenStore:
    async def get(self, key: str) -> bytes | None:
        raise OSError("disk on fire")

    async def set(self, key: str, value: bytes, *, ttl: float | None = None) -> None:
        raise OSError("disk on fire")


async def test_a_store_that_fails_keeps_no_model_from_answering(caplog):
    model = cached(counting(), BrokenStore())

    assert (await model.do_generate(HI)).content[0].text == "answer 0"
    assert caplog.text.count("OSError: disk on fire") == 2


async def test_a_damaged_entry_is_replaced(caplog):
    class Damaged(MemoryStore):
        async def get(self, key: str) -> bytes | None:
            return b"{}"

    model = cached(counting(), Damaged())

    assert (await model.do_generate(HI)).content[0].text == "answer 0"
    assert "could not be read" in caplog.text
