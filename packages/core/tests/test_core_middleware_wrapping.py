"""Models of every kind inside middleware: the order of layers, what passes through, capabilities that stay."""

from dataclasses import replace
from typing import Any

import pytest
from ai_sdk_core import (
    set_default_provider,
    wrap_embedding_model,
    wrap_image_model,
    wrap_language_model,
    wrap_reranking_model,
    wrap_speech_model,
    wrap_transcription_model,
    wrap_video_model,
)
from ai_sdk_core.provider import (
    AudioFormat,
    ByteLimitedEmbeddingModel,
    EmbeddingModel,
    EmbeddingModelCallOptions,
    EmbeddingModelMiddleware,
    GeneratingVideoModel,
    ImageEditingModel,
    ImageModel,
    ImageModelCallOptions,
    ImageModelMiddleware,
    LanguageModel,
    LanguageModelCallOptions,
    LanguageModelMiddleware,
    OperationVideoModel,
    OptionsSplittingEmbeddingModel,
    RerankingModel,
    RerankingModelCallOptions,
    RerankingModelMiddleware,
    SpeechModel,
    SpeechModelCallOptions,
    SpeechModelMiddleware,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
    StreamingSpeechModel,
    StreamingTranscriptionModel,
    TextDocuments,
    TranscriptionModel,
    TranscriptionModelCallOptions,
    TranscriptionModelMiddleware,
    TranscriptionModelStreamOptions,
    TranscriptionModelStreamResult,
    TranscriptionModelUrlCallOptions,
    UrlTranscriptionModel,
    UserMessage,
    VideoModel,
    VideoModelCallOptions,
    VideoModelMiddleware,
    VideoModelOperationPending,
    VideoModelOperationStartOptions,
    VideoModelOperationStartResult,
    VideoModelOperationStatusOptions,
    WebhookVideoModel,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockImageEditingModel,
    MockImageModel,
    MockLanguageModel,
    MockOperationVideoModel,
    MockProvider,
    MockRerankingModel,
    MockSpeechModel,
    MockStreamingSpeechModel,
    MockStreamingTranscriptionModel,
    MockTranscriptionModel,
    MockUrlTranscriptionModel,
    MockVideoModel,
    MockWebhookVideoModel,
    embedding_result,
    generate_result,
    image_result,
    reranking_result,
    response_info,
    simulate_stream,
    speech_result,
    text_stream,
    transcription_result,
    video_result,
)

PROMPT = LanguageModelCallOptions(prompt=[UserMessage(content=[])])


class Stamp(LanguageModelMiddleware):
    """Writes its name into the options, and logs when it is on its way in and out."""

    def __init__(self, name: str, log: list[str]) -> None:
        self._name = name
        self._log = log

    async def transform_params(self, model, params, operation):
        self._log.append(f"{self._name} transforms for {operation}")
        return replace(params, stop_sequences=[*(params.stop_sequences or []), self._name])

    async def wrap_generate(self, model, params):
        self._log.append(f"{self._name} in")
        result = await model.do_generate(params)
        self._log.append(f"{self._name} out")
        return result

    async def wrap_stream(self, model, params):
        self._log.append(f"{self._name} streams")
        return await model.do_stream(params)


async def test_the_first_middleware_is_the_outermost():
    log: list[str] = []
    inner = MockLanguageModel(do_generate=generate_result("hi"))
    model = wrap_language_model(model=inner, middleware=[Stamp("a", log), Stamp("b", log)])

    await model.do_generate(PROMPT)

    assert log == ["a transforms for generate", "a in", "b transforms for generate", "b in", "b out", "a out"]
    assert inner.do_generate.calls[0].stop_sequences == ["a", "b"]
    assert PROMPT.stop_sequences is None


async def test_streams_are_wrapped_too():
    log: list[str] = []
    model = wrap_language_model(model=MockLanguageModel(do_stream=text_stream("hi")), middleware=Stamp("a", log))

    result = await model.do_stream(PROMPT)
    parts = [part.type async for batch in result.stream for part in batch]

    assert log == ["a transforms for stream", "a streams"]
    assert parts == ["stream-start", "text-start", "text-delta", "text-end", "finish"]


def test_without_middleware_the_model_is_itself():
    model = MockLanguageModel()

    assert wrap_language_model(model=model, middleware=[]) is model


def test_a_model_can_be_named():
    """Like everywhere, a name stands for a model."""
    model = MockLanguageModel()
    previous = set_default_provider(MockProvider(language_models={"vendor/model": model}))
    try:
        assert wrap_language_model(model="vendor/model", middleware=[]) is model
    finally:
        set_default_provider(previous)


class Renamed(LanguageModelMiddleware):
    def override_provider(self, model):
        return f"my-{model.provider}"

    def override_model_id(self, model):
        return f"my-{model.model_id}"

    def override_supported_urls(self, model):
        return {"image/*": []}


def test_middleware_can_rename_the_model():
    model = wrap_language_model(model=MockLanguageModel(provider="p", model_id="m"), middleware=[Renamed(), Renamed()])

    assert (model.provider, model.model_id) == ("my-my-p", "my-my-m")
    assert model.supported_urls == {"image/*": []}
    assert repr(model) == "<_WrappedLanguageModel my-my-p:my-my-m in Renamed>"


def test_given_names_win_over_middleware():
    model = wrap_language_model(
        model=MockLanguageModel(), middleware=Renamed(), model_id="model", provider_id="provider"
    )

    assert (model.provider, model.model_id) == ("provider", "model")


WRAPPERS: list[tuple[Any, Any, Any]] = [
    (wrap_language_model, LanguageModelMiddleware, MockLanguageModel()),
    (wrap_embedding_model, EmbeddingModelMiddleware, MockEmbeddingModel()),
    (wrap_image_model, ImageModelMiddleware, MockImageEditingModel()),
    (wrap_speech_model, SpeechModelMiddleware, MockSpeechModel()),
    (wrap_speech_model, SpeechModelMiddleware, MockStreamingSpeechModel()),
    (wrap_transcription_model, TranscriptionModelMiddleware, MockTranscriptionModel()),
    (wrap_transcription_model, TranscriptionModelMiddleware, MockUrlTranscriptionModel()),
    (wrap_transcription_model, TranscriptionModelMiddleware, MockStreamingTranscriptionModel()),
    (wrap_reranking_model, RerankingModelMiddleware, MockRerankingModel()),
    (wrap_video_model, VideoModelMiddleware, MockVideoModel()),
    (wrap_video_model, VideoModelMiddleware, MockOperationVideoModel()),
    (wrap_video_model, VideoModelMiddleware, MockWebhookVideoModel()),
]
PROTOCOLS = [
    LanguageModel,
    EmbeddingModel,
    ByteLimitedEmbeddingModel,
    ImageModel,
    ImageEditingModel,
    SpeechModel,
    StreamingSpeechModel,
    TranscriptionModel,
    UrlTranscriptionModel,
    StreamingTranscriptionModel,
    RerankingModel,
    VideoModel,
    GeneratingVideoModel,
    OperationVideoModel,
    WebhookVideoModel,
]


@pytest.mark.parametrize(
    ("wrap", "middleware", "model"), WRAPPERS, ids=[type(model).__name__ for _, _, model in WRAPPERS]
)
def test_a_wrapped_model_can_what_the_model_can(wrap, middleware, model):
    """And nothing else, through two layers."""
    wrapped = wrap(model=model, middleware=[middleware(), middleware()])

    assert [kind for kind in PROTOCOLS if isinstance(wrapped, kind)] == [
        kind for kind in PROTOCOLS if isinstance(model, kind)
    ]
    assert (wrapped.provider, wrapped.model_id) == (model.provider, model.model_id)


def test_whether_an_image_model_takes_images_stays_unknown():
    model: Any = wrap_image_model(model=MockImageModel(), middleware=ImageModelMiddleware())

    assert (model.supports_file_inputs, model.supports_mask_inputs) == (None, None)


class ByteLimited(MockEmbeddingModel):
    max_input_bytes_per_call = 10

    async def split_provider_options(self, provider_options, values, start_index, end_index):
        return {"p": {"from": start_index, "to": end_index}}


async def test_limits_of_an_embedding_model_stay():
    model = wrap_embedding_model(
        model=ByteLimited(max_embeddings_per_call=7, supports_parallel_calls=True),
        middleware=EmbeddingModelMiddleware(),
    )

    assert (model.max_embeddings_per_call, model.supports_parallel_calls) == (7, True)
    assert isinstance(model, ByteLimitedEmbeddingModel)
    assert model.max_input_bytes_per_call == 10
    assert isinstance(model, OptionsSplittingEmbeddingModel)
    assert await model.split_provider_options(None, ["a", "b"], 1, 2) == {"p": {"from": 1, "to": 2}}


class SmallBatches(EmbeddingModelMiddleware):
    def override_max_embeddings_per_call(self, model):
        return 2

    def override_supports_parallel_calls(self, model):
        return not model.supports_parallel_calls

    async def transform_params(self, model, params):
        return replace(params, values=[value.upper() for value in params.values])

    async def wrap_embed(self, model, params):
        result = await model.do_embed(params)
        return replace(result, provider_metadata={"p": {"wrapped": True}})


async def test_embedding_models():
    inner = MockEmbeddingModel(do_embed=embedding_result([1.0]))
    model = wrap_embedding_model(model=inner, middleware=SmallBatches())

    result = await model.do_embed(EmbeddingModelCallOptions(values=["a"]))

    assert inner.do_embed.calls[0].values == ["A"]
    assert result.provider_metadata == {"p": {"wrapped": True}}
    assert (model.max_embeddings_per_call, model.supports_parallel_calls) == (2, True)


class Double(ImageModelMiddleware):
    def override_max_images_per_call(self, model):
        return 4

    def override_supports_mask_inputs(self, model):
        return False

    async def transform_params(self, model, params):
        return replace(params, n=params.n * 2)


async def test_image_models():
    inner = MockImageEditingModel(do_generate=image_result(b"1", b"2"), supports_file_inputs=True)
    model = wrap_image_model(model=inner, middleware=Double())
    assert isinstance(model, ImageEditingModel)

    await model.do_generate(ImageModelCallOptions(prompt="a cat"))

    assert inner.do_generate.calls[0].n == 2
    assert (model.max_images_per_call, model.supports_file_inputs, model.supports_mask_inputs) == (4, True, False)


class Slow(SpeechModelMiddleware):
    async def transform_params(self, model, params):
        return replace(params, speed=0.5)

    async def transform_stream_params(self, model, params):
        return replace(params, speed=0.25)


async def test_speech_models():
    inner = MockStreamingSpeechModel(
        do_generate=speech_result(b"audio"), do_stream=SpeechModelStreamResult(stream=simulate_stream([]))
    )
    model = wrap_speech_model(model=inner, middleware=Slow())
    assert isinstance(model, StreamingSpeechModel)

    await model.do_generate(SpeechModelCallOptions(text="hi"))
    await model.do_stream(SpeechModelStreamOptions(text=simulate_stream([])))

    assert inner.do_generate.calls[0].speed == 0.5
    assert inner.do_stream.calls[0].speed == 0.25


class Timed(TranscriptionModelMiddleware):
    async def transform_params(self, model, params):
        return replace(params, timestamp_granularities=["word"])

    async def wrap_generate_from_url(self, model, params):
        return None

    async def transform_stream_params(self, model, params):
        return replace(params, include_raw_chunks=True)


async def test_transcription_models():
    inner = MockStreamingTranscriptionModel(
        do_generate=transcription_result("hi"), do_stream=TranscriptionModelStreamResult(stream=simulate_stream([]))
    )
    model = wrap_transcription_model(model=inner, middleware=Timed())
    assert isinstance(model, StreamingTranscriptionModel)

    await model.do_generate(TranscriptionModelCallOptions(audio=b"1", media_type="audio/wav"))
    audio = TranscriptionModelStreamOptions(audio=simulate_stream([]), input_audio_format=AudioFormat(type="audio/pcm"))
    await model.do_stream(audio)

    assert inner.do_generate.calls[0].timestamp_granularities == ["word"]
    assert inner.do_stream.calls[0].include_raw_chunks is True


async def test_transcription_models_that_fetch_urls():
    inner = MockUrlTranscriptionModel(do_generate_from_url=transcription_result("hi"))
    options = TranscriptionModelUrlCallOptions(audio="https://example.com/a.wav")
    refusing = wrap_transcription_model(model=inner, middleware=Timed())
    passing = wrap_transcription_model(model=inner, middleware=TranscriptionModelMiddleware())
    assert isinstance(refusing, UrlTranscriptionModel)
    assert isinstance(passing, UrlTranscriptionModel)

    assert await refusing.do_generate_from_url(options) is None
    assert (await passing.do_generate_from_url(options)).text == "hi"


class TopOne(RerankingModelMiddleware):
    async def transform_params(self, model, params):
        return replace(params, top_n=1)


async def test_reranking_models():
    inner = MockRerankingModel(do_rerank=reranking_result())
    model = wrap_reranking_model(model=inner, middleware=TopOne())

    await model.do_rerank(RerankingModelCallOptions(documents=TextDocuments(values=["a"]), query="q"))

    assert inner.do_rerank.calls[0].top_n == 1


class Short(VideoModelMiddleware):
    def override_max_videos_per_call(self, model):
        return 9

    async def transform_params(self, model, params):
        return replace(params, duration=1)


async def test_video_models():
    inner = MockVideoModel(do_generate=video_result())
    model = wrap_video_model(model=inner, middleware=Short())
    assert isinstance(model, GeneratingVideoModel)

    await model.do_generate(VideoModelCallOptions(prompt="a cat"))

    assert inner.do_generate.calls[0].duration == 1
    assert model.max_videos_per_call == 9


async def test_video_models_with_operations():
    """The options of the start keep their type."""
    inner = MockOperationVideoModel(
        do_start=VideoModelOperationStartResult(operation={"id": 1}, response=response_info()),
        do_status=VideoModelOperationPending(response=response_info()),
    )
    model = wrap_video_model(model=inner, middleware=Short())
    assert isinstance(model, OperationVideoModel)

    started = await model.do_start(VideoModelOperationStartOptions(prompt="a cat", webhook_url="https://example.com"))
    status = await model.do_status(VideoModelOperationStatusOptions(operation=started.operation))

    assert inner.do_start.calls[0].duration == 1
    assert inner.do_start.calls[0].webhook_url == "https://example.com"
    assert status.status == "pending"
