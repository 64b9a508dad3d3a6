"""`generate_speech` and `stream_speech`."""

import asyncio

import pytest
from ai_sdk_core import AbortController, StreamAlreadyRead, generate_speech, stream_speech
from ai_sdk_core.errors import (
    AbortError,
    InvalidDataContentError,
    NoSpeechGeneratedError,
    OperationTimeoutError,
    StreamProviderError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    AudioFormat,
    OtherWarning,
    PartialResponseInfo,
    RawChunk,
    SpeechAudio,
    SpeechFinish,
    SpeechModelStreamResult,
    SpeechModelStreamTextPart,
    SpeechModelStreamUsage,
    StreamError,
    StreamResponseMetadata,
    StreamStart,
)
from ai_sdk_core.testing import MockSpeechModel, MockStreamingSpeechModel, simulate_stream, speech_result

MP3 = b"\xff\xfb\x90d"
PCM = AudioFormat(type="audio/pcm", rate=16000)


async def test_a_text_becomes_an_audio_file():
    answer = speech_result(MP3)
    answer.provider_metadata = {"mock": {"a": 1}}
    model = MockSpeechModel(do_generate=answer)
    result = await generate_speech(
        model=model, text="hi", voice="v", output_format="mp3", instructions="slow", speed=1.5, language="en"
    )
    assert (result.audio.bytes, result.audio.media_type, result.audio.format) == (MP3, "audio/mpeg", "mp3")
    assert (result.responses, result.provider_metadata) == ([answer.response], {"mock": {"a": 1}})
    (options,) = model.do_generate.calls
    assert (options.text, options.voice, options.output_format) == ("hi", "v", "mp3")
    assert (options.instructions, options.speed, options.language) == ("slow", 1.5, "en")


@pytest.mark.parametrize("audio", [b"", ""])
async def test_no_audio_is_an_error(audio):
    answer = speech_result(audio)
    with pytest.raises(NoSpeechGeneratedError) as raised:
        await generate_speech(model=MockSpeechModel(do_generate=answer), text="hi")
    assert raised.value.responses == [answer.response]


@pytest.mark.parametrize(
    ("audio", "content_type", "output_format", "media_type"),
    [
        (b"RIFF\0\0\0\0WAVE", "audio/mpeg", "pcm", "audio/wav"),
        (b"\1\2", "Audio/L16; rate=24000", "pcm", "audio/l16"),
        (b"\1\2", "application/octet-stream", " PCM ", "audio/pcm"),
        (b"\1\2", None, "audio/mulaw", "audio/mulaw"),
        (b"\1\2", None, "mp3", "audio/mp3"),
        (b"\1\2", None, None, "audio/mp3"),
    ],
)
async def test_the_media_type_of_samples_is_what_response_and_caller_say(
    audio, content_type, output_format, media_type
):
    answer = speech_result(audio)
    answer.response.headers = None if content_type is None else {"Content-Type": content_type}
    options = {} if output_format is None else {"output_format": output_format}
    result = await generate_speech(model=MockSpeechModel(do_generate=answer), text="hi", **options)
    assert result.audio.media_type == media_type


async def test_events_tell_facts_about_the_audio_and_not_the_audio():
    told = []
    answer = speech_result(MP3)
    answer.usage = {"characters": 2}
    answer.response.body = "all of it"
    await generate_speech(
        model=MockSpeechModel(do_generate=answer), text="hi", on_start=told.append, on_end=told.append
    )
    start, end = told
    assert (start.text, end.text) == ("hi", "hi")
    assert (end.audio.byte_length, end.audio.media_type, end.audio.format) == (4, "audio/mpeg", "mp3")
    assert (end.usage, end.response.body) == ({"characters": 2}, None)


# --- Streams ---


def audio_part(data=b"ab", **more):
    return SpeechAudio(audio=data, audio_format=PCM, **more)


FINISH = SpeechFinish(usage=SpeechModelStreamUsage(input_characters=5), provider_metadata={"mock": {"a": 1}})


class Speaker(MockStreamingSpeechModel):
    """Streams parts, and keeps the text that it was given."""

    def __init__(self, *parts, response=None):
        super().__init__(do_stream=self.answer)
        self.parts = parts
        self.response = response
        self.text = []
        self.open = 0

    async def answer(self, options):
        self.text = [piece async for piece in options.text]
        return SpeechModelStreamResult(stream=self.stream(), response=self.response)

    async def stream(self):
        self.open += 1
        try:
            for part in self.parts:
                if isinstance(part, BaseException):
                    raise part
                if isinstance(part, asyncio.Future):
                    await part
                    continue
                yield part if isinstance(part, list) else [part]
        finally:
            await asyncio.sleep(0)
            self.open -= 1


async def read(model, **options):
    async with stream_speech(model=model, text="hello", **options) as speech:
        parts = [part async for part in speech.stream]
        return parts, await speech


async def test_parts_are_streamed_and_the_rest_comes_at_the_end():
    model = Speaker(
        StreamStart(warnings=[OtherWarning(message="w")]),
        StreamResponseMetadata(model_id="m-2"),
        audio_part("YWI=", id="1"),
        RawChunk(raw_value=1),
        audio_part(b"c"),
        FINISH,
        response=PartialResponseInfo(headers={"h": "1"}, body="b"),
    )
    parts, final = await read(model, voice="v", output_format=PCM, speed=2.0)
    assert parts == [audio_part(b"ab", id="1"), RawChunk(raw_value=1), audio_part(b"c")]
    assert (final.usage.input_characters, final.provider_metadata) == (5, {"mock": {"a": 1}})
    assert [warning.message for warning in final.warnings] == ["w"]
    (response,) = final.responses
    assert (response.model_id, response.headers, response.body) == ("m-2", {"h": "1"}, "b")
    (options,) = model.do_stream.calls
    assert (options.voice, options.output_format, options.speed) == ("v", PCM, 2.0)
    assert options.headers["user-agent"].startswith("ai-sdk-core/")
    assert model.open == 0


async def pieces():
    yield "Hel"
    yield SpeechModelStreamTextPart(text="lo", voice="other")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello", ["Hello"]),
        (["Hel", "lo"], ["Hel", "lo"]),
        (pieces, ["Hel", "lo"]),
    ],
)
async def test_text_comes_in_pieces(text, expected):
    model = Speaker(audio_part(), FINISH)
    await stream_speech(model=model, text=text() if callable(text) else text)
    assert [piece.text for piece in model.text] == expected


async def test_the_audio_stream_has_the_bytes_alone():
    error = StreamError(error={"message": "hiccup"})
    model = Speaker([audio_part(b"a"), audio_part(b"")], error, audio_part(b"", provider_metadata={"m": {}}), FINISH)
    model.parts = (*model.parts[:-1], audio_part(b"b"), FINISH)
    async with stream_speech(model=model, text="x") as speech:
        assert [data async for data in speech.audio_stream] == [b"a", b"b"]


async def test_an_empty_part_passes_only_with_metadata():
    marker = audio_part(b"", provider_metadata={"mock": {"turn": "end"}})
    parts, _ = await read(Speaker(audio_part(b"a"), audio_part(b""), marker, FINISH))
    assert parts == [audio_part(b"a"), marker]


async def test_a_stream_is_read_once():
    speech = stream_speech(model=Speaker(audio_part(), FINISH), text="x")
    assert len([part async for part in speech.stream]) == 1
    for view in ("stream", "audio_stream"):
        with pytest.raises(StreamAlreadyRead):
            getattr(speech, view)
    assert (await speech).usage.input_characters == 5


async def test_awaiting_reads_what_is_left():
    model = Speaker(audio_part(b"a"), audio_part(b"b"), FINISH)
    speech = stream_speech(model=model, text="x")
    parts = speech.stream
    assert await anext(parts) == audio_part(b"a")
    assert (await speech).usage.input_characters == 5
    assert [part async for part in parts] == []


async def test_awaiting_leaves_the_parts_to_a_reader_in_another_task():
    gates = [asyncio.get_running_loop().create_future() for _ in range(4)]
    parts = [part for gate in gates for part in (gate, audio_part(b"x"))]
    speech = stream_speech(model=Speaker(audio_part(b"x"), *parts, FINISH), text="x")

    heard = []

    async def play():
        async for data in speech.audio_stream:
            heard.append(data)
            for _ in range(3):  # Playing takes a while, in which nobody else may take what comes next.
                await asyncio.sleep(0)

    player = asyncio.create_task(play())
    waiter = asyncio.create_task(_await(speech))
    for gate in gates:
        gate.set_result(None)
        await asyncio.sleep(0)
    await player
    assert heard == [b"x"] * 5
    assert (await waiter).usage.input_characters == 5


async def _await(speech):
    return await speech


async def test_a_model_that_cannot_stream_is_refused():
    with pytest.raises(UnsupportedFunctionalityError, match="does not support streaming speech"):
        stream_speech(model=MockSpeechModel(), text="x")


async def test_nothing_happens_before_the_stream_is_read():
    model = Speaker(audio_part(), FINISH)
    async with stream_speech(model=model, text="x"):
        pass
    assert model.do_stream.calls == []


async def test_errors_in_the_stream_are_parts_and_told():
    told = []
    error = StreamError(error={"message": "hiccup"})
    parts, _ = await read(Speaker(error, audio_part(), FINISH), on_error=told.append)
    assert parts == [error, audio_part()]
    assert [event.error for event in told] == [{"message": "hiccup"}]


@pytest.mark.parametrize("parts", [(), (FINISH,), (StreamError(error=ValueError("x")), FINISH)])
async def test_a_stream_without_audio_is_an_error(parts):
    speech = stream_speech(model=Speaker(*parts), text="x")
    with pytest.raises(NoSpeechGeneratedError) as raised:
        await speech
    assert raised.value.responses[0].model_id == "mock-model-id"
    assert (raised.value.cause is not None) == (len(parts) == 2)


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (None, StreamProviderError, "The speech stream ended before it finished."),
        ({"message": "lost"}, StreamProviderError, '{"message":"lost"}'),
        (ValueError("lost"), ValueError, "lost"),
    ],
)
async def test_a_stream_that_breaks_off_after_audio_says_why(error, kind, message):
    parts = [audio_part()] if error is None else [audio_part(), StreamError(error=error)]
    with pytest.raises(kind, match=message):
        await stream_speech(model=Speaker(*parts), text="x")


async def test_what_came_before_an_error_is_read_first():
    speech = stream_speech(model=Speaker([audio_part(b"a"), audio_part("not base64!")]), text="x")
    parts = speech.stream
    assert (await anext(parts)).audio == b"a"
    with pytest.raises(InvalidDataContentError):
        await anext(parts)


class Closable:
    """A source of text that knows whether it was closed."""

    def __init__(self):
        self.closed = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        return "x"

    async def aclose(self):
        self.closed = True


async def test_a_failed_start_closes_the_text():
    text = Closable()
    with pytest.raises(ValueError, match="no"):
        await stream_speech(model=MockStreamingSpeechModel(do_stream=ValueError("no")), text=text)
    assert text.closed


async def test_a_signal_ends_a_stream_and_closes_the_text_if_it_has_not_begun():
    controller = AbortController()
    controller.abort()
    text = Closable()
    model = Speaker()
    with pytest.raises(AbortError):
        await stream_speech(model=model, text=text, abort_signal=controller.signal)
    assert text.closed
    assert model.do_stream.calls == []


async def test_a_signal_ends_a_stream_that_is_being_read():
    controller = AbortController()
    model = Speaker(audio_part(), asyncio.get_running_loop().create_future())
    speech = stream_speech(model=model, text="x", abort_signal=controller.signal)
    parts = speech.stream
    await anext(parts)
    controller.abort()
    with pytest.raises(AbortError):
        await anext(parts)
    assert model.open == 0
    with pytest.raises(AbortError):
        await speech


def test_a_time_limit_ends_a_stream(jump):
    async def body():
        model = Speaker(audio_part(), asyncio.get_running_loop().create_future())
        with pytest.raises(OperationTimeoutError):
            await stream_speech(model=model, text="x", timeout=60)
        assert model.open == 0
        assert asyncio.get_running_loop().time() == 60

    jump(body())


async def test_leaving_the_block_ends_the_call():
    model = Speaker(audio_part(), asyncio.get_running_loop().create_future())
    async with stream_speech(model=model, text="x") as speech:
        async for _part in speech.stream:
            assert model.open == 1
            break
    assert model.open == 0


async def test_cancelling_the_reader_ends_the_call():
    model = Speaker(audio_part(), asyncio.get_running_loop().create_future())
    speech = stream_speech(model=model, text="x")
    task = asyncio.create_task(_await(speech))
    for _ in range(5):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert model.open == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_mock_stream_serves_as_well():
    answer = SpeechModelStreamResult(stream=simulate_stream([audio_part(), FINISH]))
    assert (await stream_speech(model=MockStreamingSpeechModel(do_stream=answer), text="x")).warnings == []
