"""The mock models: each is a model of its kind and of no other, answers as scripted, and keeps what it was asked."""

import asyncio

import pytest
from ai_sdk_core import generate_text, provider
from ai_sdk_core.errors import NoSuchModelError
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    FilesUploadFileResult,
    RerankingModelCallOptions,
    SpeechAudio,
    SpeechModelCallOptions,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
    TextDelta,
    TextDocuments,
    TranscriptDelta,
    TranscriptionModelStreamOptions,
    TranscriptionModelStreamResult,
    TranscriptionModelUrlCallOptions,
    VideoModelOperationCompleted,
    VideoModelOperationPending,
    VideoModelOperationStatusOptions,
    VideoUrl,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockFiles,
    MockFileStore,
    MockImageEditingModel,
    MockImageModel,
    MockLanguageModel,
    MockOperationVideoModel,
    MockProvider,
    MockRerankingModel,
    MockSkills,
    MockSpeechModel,
    MockStreamingSpeechModel,
    MockStreamingTranscriptionModel,
    MockTranscriptionModel,
    MockUrlTranscriptionModel,
    MockVideoModel,
    MockWebhookVideoModel,
    Scripted,
    embedding_result,
    generate_result,
    image_result,
    mock_id,
    mock_values,
    reranking_result,
    response_info,
    simulate_stream,
    speech_result,
    text_stream,
    transcription_result,
    video_result,
)

MOCKS = {
    MockEmbeddingModel: ({"EmbeddingModel"}, {"do_embed"}),
    MockFiles: ({"Files"}, {"upload_file"}),
    MockFileStore: (
        {"MetadataFiles", "DownloadableFiles", "DeletableFiles"},
        {"upload_file", "get_file_metadata", "download_file", "delete_file"},
    ),
    MockImageEditingModel: ({"ImageEditingModel"}, {"do_generate"}),
    MockImageModel: ({"ImageModel"}, {"do_generate"}),
    MockLanguageModel: ({"LanguageModel"}, {"do_generate", "do_stream"}),
    MockOperationVideoModel: ({"OperationVideoModel"}, {"do_start", "do_status"}),
    MockRerankingModel: ({"RerankingModel"}, {"do_rerank"}),
    MockSkills: ({"Skills"}, {"upload_skill"}),
    MockSpeechModel: ({"SpeechModel"}, {"do_generate"}),
    MockStreamingSpeechModel: ({"StreamingSpeechModel"}, {"do_generate", "do_stream"}),
    MockStreamingTranscriptionModel: ({"StreamingTranscriptionModel"}, {"do_generate", "do_stream"}),
    MockTranscriptionModel: ({"TranscriptionModel"}, {"do_generate"}),
    MockUrlTranscriptionModel: ({"UrlTranscriptionModel"}, {"do_generate", "do_generate_from_url"}),
    MockVideoModel: ({"GeneratingVideoModel"}, {"do_generate"}),
    MockWebhookVideoModel: ({"WebhookVideoModel"}, {"do_start", "do_status", "webhooks"}),
}


def methods(mock):
    return {name: member for name, member in vars(mock).items() if isinstance(member, Scripted)}


@pytest.mark.parametrize("mock", MOCKS, ids=lambda mock: mock.__name__)
def test_a_mock_can_do_what_its_name_says_and_nothing_else(mock):
    """What a model lacks it must not have as a method, or code that asks for capabilities takes the wrong path."""
    protocols, names = MOCKS[mock]
    assert all(isinstance(mock(), getattr(provider, protocol)) for protocol in protocols)
    assert set(methods(mock())) == names


@pytest.mark.parametrize("mock", MOCKS, ids=lambda mock: mock.__name__)
async def test_a_call_that_the_test_did_not_script_fails_and_says_which(mock):
    for name, member in methods(mock()).items():
        with pytest.raises(AssertionError, match=f"did not expect a call of ({name}|handle_webhook_option)"):
            await member(None)


async def test_answers_come_in_order_the_last_one_repeats_and_calls_are_kept():
    model = MockEmbeddingModel(do_embed=[embedding_result([1.0]), ValueError("down"), embedding_result([2.0])])
    options = [EmbeddingModelCallOptions(values=[text]) for text in "abcd"]

    first = await model.do_embed(options[0])
    with pytest.raises(ValueError, match="down"):
        await model.do_embed(options[1])
    last = [(await model.do_embed(later)).embeddings for later in options[2:]]

    assert (first.embeddings, first.usage.tokens, last) == ([[1.0]], 10, [[[2.0]], [[2.0]]])
    assert model.do_embed.calls == options


async def test_a_function_answers_by_the_options_and_may_be_async():
    async def rerank(options):
        await asyncio.sleep(0)
        return reranking_result((len(options.documents.values) - 1, 0.9))

    model = MockRerankingModel(do_rerank=rerank)
    result = await model.do_rerank(RerankingModelCallOptions(documents=TextDocuments(values=["a", "b"]), query="q"))

    assert [(document.index, document.relevance_score) for document in result.ranking] == [(1, 0.9)]


async def test_answers_of_every_kind_are_made_in_a_line_and_equal_in_every_run():
    speech = MockSpeechModel(do_generate=speech_result(b"mp3"))
    assert await speech.do_generate(SpeechModelCallOptions(text="hi")) == speech_result(b"mp3")
    assert image_result(b"png").images == [b"png"]
    assert transcription_result("Hello").text == "Hello"
    video = VideoUrl(url="https://e.com/v.mp4", media_type="video/mp4")
    assert video_result(video).videos == [video]
    assert response_info("m").timestamp.isoformat() == "1970-01-01T00:00:00+00:00"


async def test_speech_and_transcripts_are_streamed():
    audio = SpeechAudio(audio=b"1", audio_format=provider.AudioFormat(type="audio/pcm", rate=8000))
    speech = MockStreamingSpeechModel(do_stream=SpeechModelStreamResult(stream=simulate_stream([audio])))
    transcript = MockStreamingTranscriptionModel(
        do_stream=TranscriptionModelStreamResult(stream=simulate_stream([TranscriptDelta(delta="Hi")]))
    )

    spoken = await speech.do_stream(SpeechModelStreamOptions(text=simulate_stream([])))
    written = await transcript.do_stream(
        TranscriptionModelStreamOptions(audio=simulate_stream([]), input_audio_format=audio.audio_format)
    )

    assert [batch async for batch in spoken.stream] == [[audio]]
    assert [batch async for batch in written.stream] == [[TranscriptDelta(delta="Hi")]]


async def test_a_url_that_the_provider_cannot_fetch_is_scripted_by_a_function():
    model = MockUrlTranscriptionModel(do_generate_from_url=lambda options: None)
    assert await model.do_generate_from_url(TranscriptionModelUrlCallOptions(audio="https://e.com/a.mp3")) is None


async def test_an_operation_is_asked_about_until_it_is_done():
    pending = VideoModelOperationPending(response=response_info())
    done = VideoModelOperationCompleted(videos=[], response=response_info())
    model = MockOperationVideoModel(do_status=[pending, done])
    asked = VideoModelOperationStatusOptions(operation="job")

    assert [(await model.do_status(asked)).status for _ in range(2)] == ["pending", "completed"]


async def test_a_provider_hands_out_what_it_was_given_and_nothing_else():
    text, files = MockLanguageModel(do_generate=generate_result("Hi")), MockFiles()
    full = MockProvider(language_models={"chat": text}, files=files, skills=MockSkills())

    assert (await generate_text(model=full.language_model("chat"), prompt="x")).text == "Hi"
    assert full.files() is files
    assert isinstance(full, provider.SkillsProvider)
    assert not isinstance(MockProvider(), provider.FilesProvider | provider.SkillsProvider)
    for kind in ("language", "embedding", "image", "transcription", "speech", "reranking", "video"):
        with pytest.raises(NoSuchModelError, match=r"gpt-9") as raised:
            getattr(full, f"{kind}_model")("gpt-9")
        assert raised.value.model_type == f"{kind}Model"


async def test_uploads_are_kept():
    files = MockFiles(upload_file=FilesUploadFileResult(provider_reference={"mock-provider": "file-1"}))
    assert (await files.upload_file("options")).provider_reference == {"mock-provider": "file-1"}
    assert files.upload_file.calls == ["options"]


async def test_a_simulated_stream_gives_batches_of_one_waits_before_each_and_breaks_where_told():
    waits = []

    async def before_each():
        waits.append(1)

    stream = simulate_stream(["a", "b", ConnectionError("cut"), "c"], before_each=before_each)
    assert [await anext(stream), await anext(stream)] == [["a"], ["b"]]
    with pytest.raises(ConnectionError):
        await anext(stream)
    assert len(waits) == 3


async def test_a_text_stream_is_a_complete_answer():
    parts = [part async for batch in text_stream("a", "b").stream for part in batch]
    assert [part.type for part in parts] == [
        "stream-start", "text-start", "text-delta", "text-delta", "text-end", "finish",
    ]  # fmt: skip
    assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["a", "b"]


def test_ids_and_values_are_the_same_in_every_run():
    next_id, value = mock_id("call"), mock_values(1, 2)
    assert [next_id(), next_id()] == ["call-0", "call-1"]
    assert [value(), value(), value()] == [1, 2, 2]
