"""Blocking twins of the functions without steps, and of their streams."""

import inspect
import threading

import ai_sdk_core
import pytest
from ai_sdk_core import AudioFormat, BatchReference, StreamAlreadyRead, sync
from ai_sdk_core.errors import NoObjectGeneratedError, NoSpeechGeneratedError
from ai_sdk_core.provider import (
    BatchItemDropped,
    FilesUploadFileResult,
    OtherWarning,
    SkillsUploadSkillResult,
    SpeechAudio,
    SpeechFinish,
    SpeechModelStreamResult,
    StreamStart,
    TranscriptDelta,
    TranscriptionFinish,
    TranscriptionModelStreamResult,
    VideoBase64,
    VideoModelOperationPending,
    VideoModelOperationStartResult,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockFiles,
    MockImageModel,
    MockLanguageModel,
    MockOperationVideoModel,
    MockRerankingModel,
    MockSkills,
    MockSpeechModel,
    MockStreamingSpeechModel,
    MockStreamingTranscriptionModel,
    MockTranscriptionModel,
    MockVideoModel,
    embedding_result,
    generate_result,
    image_result,
    reranking_result,
    response_info,
    speech_result,
    text_stream,
    transcription_result,
    video_result,
)
from pydantic import BaseModel

PCM = AudioFormat(type="audio/pcm", rate=16000)
REFERENCE = BatchReference(id="b1", provider="mock.batch")


class City(BaseModel):
    name: str


TWINS = (
    "cancel_batch",
    "embed",
    "embed_many",
    "generate_image",
    "generate_object",
    "generate_speech",
    "generate_video",
    "get_batch_results",
    "get_batch_status",
    "get_video_status",
    "list_batches",
    "rerank",
    "start_batch",
    "start_video",
    "stream_object",
    "stream_speech",
    "stream_transcribe",
    "transcribe",
    "upload_file",
    "upload_skill",
)


@pytest.mark.parametrize("name", TWINS)
def test_twins_have_the_same_arguments(name):
    assert inspect.signature(getattr(sync, name)) == inspect.signature(getattr(ai_sdk_core, name))
    assert not inspect.iscoroutinefunction(getattr(sync, name))


def test_results_are_the_same():
    model = MockEmbeddingModel(do_embed=lambda options: embedding_result(*([1.0] for _ in options.values)))
    assert sync.embed(model=model, value="x").embedding == [1.0]
    assert sync.embed_many(model=model, values=["a", "b"]).embeddings == [[1.0], [1.0]]
    ranked = sync.rerank(
        model=MockRerankingModel(do_rerank=reranking_result((1, 0.5))), documents=["a", "b"], query="q"
    )
    assert ranked.reranked_documents == ["b"]
    assert sync.generate_image(model=MockImageModel(do_generate=image_result(b"x")), prompt="x").image.bytes == b"x"
    speech = sync.generate_speech(model=MockSpeechModel(do_generate=speech_result(b"x")), text="x")
    assert speech.audio.bytes == b"x"
    transcript = sync.transcribe(model=MockTranscriptionModel(do_generate=transcription_result("hi")), audio=b"x")
    assert transcript.text == "hi"
    video = VideoBase64(data="AAAA", media_type="video/mp4")
    made = sync.generate_video(model=MockVideoModel(do_generate=video_result(video)), prompt="x")
    assert made.video.base64 == "AAAA"


def test_videos_are_started_and_asked_about():
    model = MockOperationVideoModel(
        do_start=VideoModelOperationStartResult(operation={"id": 1}, response=response_info()),
        do_status=VideoModelOperationPending(response=response_info()),
    )
    started = sync.start_video(model=model, prompt="x")
    assert sync.get_video_status(model=model, operation=started.operation).status == "pending"


def test_files_and_skills_are_stored():
    stored = FilesUploadFileResult(provider_reference={"mock": "f"})
    skill = SkillsUploadSkillResult(provider_reference={"mock": "s"})
    assert sync.upload_file(api=MockFiles(upload_file=stored), data=b"x") is stored
    assert sync.upload_skill(api=MockSkills(upload_skill=skill), files=[]) is skill


def test_objects():
    model = MockLanguageModel(do_generate=generate_result('{"name": "Oslo"}'))
    assert sync.generate_object(model=model, schema=City, prompt="x").object == City(name="Oslo")


def object_model(*deltas):
    return MockLanguageModel(do_stream=lambda options: text_stream(*deltas))


def test_streamed_objects():
    with sync.stream_object(model=object_model('{"name":', '"Oslo"}'), schema=City, prompt="x") as stream:
        assert len(list(stream.partial_object_stream)) == 2
        assert "".join(stream.text_stream) == '{"name":"Oslo"}'
        assert [part.type for part in stream.stream][-1] == "finish"
        assert stream.result().object == City(name="Oslo")
    stream = sync.stream_object(
        model=object_model('{"elements": [{"name": "A"}]}'), schema=City, output="array", prompt="x"
    )
    stream.consume()
    assert list(stream.element_stream) == [City(name="A")]


def test_a_streamed_object_that_is_not_valid():
    result = sync.stream_object(model=object_model("{}"), schema=City, prompt="x").result()
    with pytest.raises(NoObjectGeneratedError):
        _ = result.object


class Speaker(MockStreamingSpeechModel):
    """Says each piece of text when it comes."""

    def __init__(self, *last):
        super().__init__(do_stream=self.answer)
        self.last = last
        self.closed = False

    async def answer(self, options):
        return SpeechModelStreamResult(stream=self.stream(options.text))

    async def stream(self, text):
        try:
            yield [StreamStart(warnings=[OtherWarning(message="w")])]
            async for piece in text:
                yield [SpeechAudio(audio=piece.text.encode(), audio_format=PCM)]
            for part in self.last:
                yield [part]
        finally:
            self.closed = True


def test_speech_is_streamed():
    with sync.stream_speech(model=Speaker(SpeechFinish()), text=["a", "b"]) as speech:
        assert speech.warnings is None
        assert list(speech.audio_stream) == [b"a", b"b"]
        assert speech.warnings == [OtherWarning(message="w")]
        assert speech.result().warnings == [OtherWarning(message="w")]
        with pytest.raises(StreamAlreadyRead):
            _ = speech.stream


def test_text_that_blocks_does_not_block_the_loop_that_all_calls_share():
    """The text is another blocking stream, which needs that loop itself."""
    writer = sync.stream_text(model=object_model("Hel", "lo"), prompt="x")
    with sync.stream_speech(model=Speaker(SpeechFinish()), text=writer.text_stream) as speech:
        assert [part.audio for part in speech.stream] == [b"Hel", b"lo"]


def test_text_may_come_from_an_async_source():
    async def pieces():
        yield "a"

    with sync.stream_speech(model=Speaker(SpeechFinish()), text=pieces()) as speech:
        assert list(speech.audio_stream) == [b"a"]


def test_a_stream_that_fails_raises():
    with pytest.raises(NoSpeechGeneratedError):
        sync.stream_speech(model=Speaker(SpeechFinish()), text=[]).result()


def test_leaving_the_block_ends_the_call():
    model = Speaker(SpeechFinish())
    with sync.stream_speech(model=model, text=["a", "b"]) as speech:
        assert next(speech.audio_stream) == b"a"
    assert model.closed


class Listener(MockStreamingTranscriptionModel):
    def __init__(self):
        super().__init__(do_stream=self.answer)

    async def answer(self, options):
        return TranscriptionModelStreamResult(stream=self.stream(options.audio))

    async def stream(self, audio):
        yield [StreamStart(warnings=[])]
        text = ""
        async for piece in audio:
            text += piece.decode()
            yield [TranscriptDelta(delta=piece.decode())]
        yield [TranscriptionFinish(text=text, segments=[])]


def test_live_audio_is_transcribed():
    with sync.stream_transcribe(model=Listener(), audio=[b"a", b"b"], input_audio_format=PCM) as transcript:
        assert [part.delta for part in transcript.stream] == ["a", "b"]
        assert transcript.warnings == []
        assert transcript.result().text == "ab"


class BatchApi:
    specification_version = "v4"
    provider = "mock.batch"

    def __init__(self):
        self.supported_urls = {}
        self.closed = False

    async def do_start_batch(self, options):
        raise NotImplementedError

    async def do_get_batch_status(self, options):
        raise NotImplementedError

    async def do_get_batch_results(self, options):
        return self.results()

    async def results(self):
        try:
            for number in range(3):
                yield [BatchItemDropped(id=f"r{number}", type="text", status="expired")]
        finally:
            self.closed = True


def test_results_of_batches_are_plain_iterators():
    with sync.get_batch_results(batch=REFERENCE, provider=BatchApi()) as results:
        assert [item.id for item in results] == ["r0", "r1", "r2"]
    api = BatchApi()
    with sync.get_batch_results(batch=REFERENCE, provider=api) as results:
        assert next(iter(results)).id == "r0"
    assert api.closed


def test_several_threads_call_at_the_same_time():
    started = threading.Barrier(4, timeout=10)

    async def answer(options):
        return embedding_result([float(len(options.values[0]))])

    found = {}

    def work(number):
        started.wait()
        model = MockEmbeddingModel(do_embed=answer)
        found[number] = sync.embed(model=model, value="x" * number).embedding

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [float(number)] for number in range(4)}
