"""`transcribe` and `stream_transcribe`."""

import asyncio
import base64

import pytest
from ai_sdk_core import AbortController, Telemetry, stream_transcribe, transcribe
from ai_sdk_core._prompt.download import DownloadedFile
from ai_sdk_core.errors import (
    AbortError,
    APICallError,
    DownloadError,
    InvalidDataContentError,
    NoTranscriptGeneratedError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    AudioFormat,
    OtherWarning,
    StreamError,
    StreamResponseMetadata,
    StreamStart,
    TranscriptDelta,
    TranscriptionFinish,
    TranscriptionModelStreamResult,
    TranscriptPartial,
    TranscriptSegment,
)
from ai_sdk_core.testing import (
    MockStreamingTranscriptionModel,
    MockTranscriptionModel,
    MockUrlTranscriptionModel,
    transcription_result,
)

MP3 = b"\xff\xfb\x90d"
URL = "https://example.com/a.mp3"
PCM = AudioFormat(type="audio/pcm", rate=16000)


def downloading(*files):
    """A download function that gives these files, and keeps what it was asked."""
    requests = []

    async def download(asked):
        requests.extend(asked)
        return list(files)

    download.requests = requests
    return download


async def test_audio_becomes_text():
    answer = transcription_result("hello")
    answer.segments = [TranscriptSegment(text="hello", start_second=0, end_second=1)]
    answer.words = [TranscriptSegment(text="hello", start_second=0, end_second=1)]
    answer.language, answer.duration_in_seconds = "en", 1.5
    answer.provider_metadata = {"mock": {"a": 1}}
    model = MockTranscriptionModel(do_generate=answer)
    result = await transcribe(model=model, audio=MP3, timestamp_granularities=("word", "segment"))
    assert (result.text, result.language, result.duration_in_seconds) == ("hello", "en", 1.5)
    assert (result.segments, result.words) == (answer.segments, answer.words)
    assert (result.responses, result.provider_metadata) == ([answer.response], {"mock": {"a": 1}})
    (options,) = model.do_generate.calls
    assert (options.audio, options.media_type) == (MP3, "audio/mpeg")
    assert options.timestamp_granularities == ["word", "segment"]


@pytest.mark.parametrize(
    ("audio", "media_type"),
    [(base64.b64encode(MP3).decode(), "audio/mpeg"), (bytearray(MP3), "audio/mpeg"), (b"\0\0", "audio/wav")],
)
async def test_audio_in_every_form(audio, media_type):
    model = MockTranscriptionModel(do_generate=transcription_result("x"))
    await transcribe(model=model, audio=audio)
    assert model.do_generate.calls[0].media_type == media_type
    assert isinstance(model.do_generate.calls[0].audio, bytes)


@pytest.mark.parametrize("audio", ["no base64!", 7, "ftp://example.com/x"])
async def test_what_is_no_audio_is_refused(audio):
    with pytest.raises(InvalidDataContentError):
        await transcribe(model=MockTranscriptionModel(), audio=audio)


async def test_an_empty_transcript_is_a_transcript_and_none_is_an_error():
    model = MockTranscriptionModel(do_generate=transcription_result(""))
    assert (await transcribe(model=model, audio=MP3)).text == ""
    with pytest.raises(NoTranscriptGeneratedError) as raised:
        await transcribe(model=MockTranscriptionModel(do_generate=transcription_result(None)), audio=MP3)
    assert len(raised.value.responses) == 1


@pytest.mark.parametrize(
    ("declared", "media_type"),
    [
        ("Audio/OGG; codecs=opus", "audio/ogg"),
        ("application/octet-stream", "audio/mpeg"),
        ("audio/*", "audio/mpeg"),
        (None, "audio/mpeg"),
    ],
)
async def test_audio_behind_a_url_is_downloaded(declared, media_type):
    model = MockTranscriptionModel(do_generate=transcription_result("x"))
    download = downloading(DownloadedFile(data=MP3, media_type=declared))
    await transcribe(model=model, audio=URL, download=download)
    assert [request.url for request in download.requests] == [URL]
    assert model.do_generate.calls[0].audio == MP3
    assert model.do_generate.calls[0].media_type == media_type


async def test_a_data_url_needs_no_connection():
    model = MockTranscriptionModel(do_generate=transcription_result("x"))
    await transcribe(model=model, audio=f"data:audio/flac;base64,{base64.b64encode(MP3).decode()}")
    assert (model.do_generate.calls[0].audio, model.do_generate.calls[0].media_type) == (MP3, "audio/flac")


async def test_a_download_that_gives_nothing_is_an_error():
    with pytest.raises(DownloadError, match="the download function gave none"):
        await transcribe(model=MockTranscriptionModel(), audio=URL, download=downloading(None))


async def test_a_provider_that_fetches_audio_is_given_the_url():
    model = MockUrlTranscriptionModel(do_generate_from_url=transcription_result("x"))
    await transcribe(model=model, audio=URL, timestamp_granularities=["word"])
    (options,) = model.do_generate_from_url.calls
    assert (options.audio, options.timestamp_granularities) == (URL, ["word"])
    assert model.do_generate.calls == []


async def test_a_download_function_keeps_the_provider_from_fetching():
    model = MockUrlTranscriptionModel(do_generate=transcription_result("x"))
    await transcribe(model=model, audio=URL, download=downloading(DownloadedFile(data=MP3)))
    assert model.do_generate_from_url.calls == []
    assert len(model.do_generate.calls) == 1


async def test_a_url_that_the_provider_declines_is_downloaded():
    """A private address is refused by the download: that it was tried shows that the provider had declined."""
    model = MockUrlTranscriptionModel(do_generate_from_url=lambda options: None)
    with pytest.raises(DownloadError):
        await transcribe(model=model, audio="http://127.0.0.1/a.mp3")
    assert len(model.do_generate_from_url.calls) == 1


def test_a_busy_provider_is_offered_the_url_again(jump):
    async def body():
        busy = APICallError(message="busy", url="x", request_body_values={}, status_code=503)
        model = MockUrlTranscriptionModel(
            do_generate_from_url=[busy, transcription_result("x")],
        )
        assert (await transcribe(model=model, audio=URL)).text == "x"
        assert len(model.do_generate_from_url.calls) == 2

    jump(body())


async def test_events_tell_facts_about_the_audio():
    told = []
    model = MockTranscriptionModel(do_generate=transcription_result("hello"))
    await transcribe(model=model, audio=MP3, on_start=told.append, on_end=told.append)
    start, end = told
    assert (start.audio.byte_length, start.audio.media_type) == (4, "audio/mpeg")
    assert (end.audio.byte_length, end.text) == (4, "hello")


# --- Streams ---

FINISH = TranscriptionFinish(
    text="Hello", segments=[TranscriptSegment(text="Hello", start_second=0, end_second=1)], language="en"
)


class Listener(MockStreamingTranscriptionModel):
    """Streams parts, and keeps the audio that it was given."""

    def __init__(self, *parts):
        super().__init__(do_stream=self.answer)
        self.parts = parts
        self.audio = []
        self.open = 0

    async def answer(self, options):
        self.audio = [piece async for piece in options.audio]
        return TranscriptionModelStreamResult(stream=self.stream())

    async def stream(self):
        self.open += 1
        try:
            for part in self.parts:
                if isinstance(part, asyncio.Future):
                    await part
                yield part if isinstance(part, list) else [part]
        finally:
            self.open -= 1


def listen(model, audio=(b"ab", "YWI="), **options):
    return stream_transcribe(model=model, audio=audio, input_audio_format=PCM, **options)


async def test_parts_are_streamed_and_the_transcript_comes_at_the_end():
    model = Listener(
        StreamStart(warnings=[OtherWarning(message="w")]),
        StreamResponseMetadata(model_id="m-2", headers={"h": "1"}, body="endless"),
        [TranscriptPartial(text="Hel"), TranscriptDelta(delta="Hello")],
        StreamError(error="hiccup"),
        FINISH,
    )
    async with listen(model) as transcript:
        parts = [part.type async for part in transcript.stream]
        final = await transcript
    assert parts == ["transcript-partial", "transcript-delta", "error"]
    assert (final.text, final.segments, final.language) == ("Hello", FINISH.segments, "en")
    assert transcript.warnings == final.warnings == [OtherWarning(message="w")]
    (response,) = final.responses
    assert (response.model_id, response.headers, response.body) == ("m-2", {"h": "1"}, None)
    assert model.audio == [b"ab", b"ab"]
    assert model.do_stream.calls[0].input_audio_format == PCM


async def test_audio_may_come_from_an_async_source():
    async def microphone():
        yield b"a"
        yield b"b"

    model = Listener(FINISH)
    await listen(model, microphone())
    assert model.audio == [b"a", b"b"]


@pytest.mark.parametrize("parts", [(TranscriptPartial(text="x"),), (TranscriptionFinish(text="", segments=[]),)])
async def test_a_stream_without_a_transcript_is_an_error(parts):
    with pytest.raises(NoTranscriptGeneratedError) as raised:
        await listen(Listener(*parts))
    assert raised.value.responses[0].model_id == "mock-model-id"


async def test_what_came_before_an_error_is_read_first():
    transcript = listen(Listener([TranscriptDelta(delta="x"), TranscriptionFinish(text="", segments=[])]))
    parts = transcript.stream
    assert (await anext(parts)).type == "transcript-delta"
    with pytest.raises(NoTranscriptGeneratedError):
        await anext(parts)


async def test_a_model_that_cannot_stream_is_refused():
    with pytest.raises(UnsupportedFunctionalityError, match="does not support streaming transcription"):
        listen(MockTranscriptionModel())


async def test_a_signal_ends_a_live_transcript():
    controller = AbortController()
    model = Listener(TranscriptDelta(delta="x"), asyncio.get_running_loop().create_future())
    transcript = listen(model, abort_signal=controller.signal)
    parts = transcript.stream
    await anext(parts)
    controller.abort()
    with pytest.raises(AbortError):
        await anext(parts)
    assert model.open == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_callbacks_and_telemetry_are_told():
    told = []

    class Recorder(Telemetry):
        def on_stream_transcription_start(self, event, info):
            told.append(("telemetry start", event))

        def on_stream_transcription_end(self, event, info):
            told.append(("telemetry end", event))

        def on_error(self, event, info):
            told.append(("telemetry error", event))

    callbacks = {
        "on_start": lambda event: told.append(("start", event)),
        "on_end": lambda event: told.append(("end", event)),
        "telemetry": {"integrations": Recorder()},
    }
    await listen(Listener(FINISH), **callbacks)
    assert [name for name, _ in told] == ["start", "telemetry start", "end", "telemetry end"]
    assert told[0][1].input_audio_format == PCM
    assert (told[2][1].audio.byte_length, told[2][1].text) == (4, "Hello")
    told.clear()
    with pytest.raises(NoTranscriptGeneratedError):
        await listen(Listener(), **callbacks)
    assert [name for name, _ in told] == ["start", "telemetry start", "telemetry error"]
