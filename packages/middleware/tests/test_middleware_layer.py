"""Layers: every kind of model, every operation."""

from typing import Any

from ai_sdk_core import wrap_language_model, wrap_speech_model, wrap_transcription_model, wrap_video_model
from ai_sdk_core.provider import (
    AudioFormat,
    LanguageModelCallOptions,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
    TranscriptionModelStreamOptions,
    TranscriptionModelStreamResult,
    VideoModelOperationPending,
    VideoModelOperationStartOptions,
    VideoModelOperationStartResult,
    VideoModelOperationStatusOptions,
)
from ai_sdk_core.testing import (
    MockLanguageModel,
    MockOperationVideoModel,
    MockStreamingSpeechModel,
    MockStreamingTranscriptionModel,
    generate_result,
    response_info,
    simulate_stream,
    text_stream,
)
from ai_sdk_middleware import Layer, ModelCall


class Seen(Layer):
    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    async def around(self, call: ModelCall, proceed: Any) -> Any:
        self.calls.append((call.kind, call.operation))
        return await proceed()

    async def around_stream(self, call: ModelCall, proceed: Any) -> Any:
        self.calls.append((call.kind, call.operation))
        return await proceed()


async def test_a_layer_sees_streams_and_operations():
    seen = Seen()
    speech: Any = wrap_speech_model(
        model=MockStreamingSpeechModel(do_stream=SpeechModelStreamResult(stream=simulate_stream([]))),
        middleware=seen.speech_model,
    )
    transcription: Any = wrap_transcription_model(
        model=MockStreamingTranscriptionModel(do_stream=TranscriptionModelStreamResult(stream=simulate_stream([]))),
        middleware=seen.transcription_model,
    )
    video: Any = wrap_video_model(
        model=MockOperationVideoModel(
            do_start=VideoModelOperationStartResult(operation=1, response=response_info()),
            do_status=VideoModelOperationPending(response=response_info()),
        ),
        middleware=seen.video_model,
    )

    await speech.do_stream(SpeechModelStreamOptions(text=simulate_stream([])))
    audio = TranscriptionModelStreamOptions(audio=simulate_stream([]), input_audio_format=AudioFormat(type="audio/pcm"))
    await transcription.do_stream(audio)
    await video.do_start(VideoModelOperationStartOptions(prompt="cat"))
    await video.do_status(VideoModelOperationStatusOptions(operation=1))

    assert seen.calls == [("speech_model", "stream"), ("transcription_model", "stream"), ("video_model", "start")]


async def test_a_layer_that_overrides_nothing_changes_nothing():
    inner = MockLanguageModel(do_generate=generate_result("hi"), do_stream=text_stream("hi"))
    model = wrap_language_model(model=inner, middleware=Layer().language_model)
    options = LanguageModelCallOptions(prompt=[])

    assert (await model.do_generate(options)).content == generate_result("hi").content
    assert len([batch async for batch in (await model.do_stream(options)).stream]) == 5


def test_a_call_is_named_by_provider_and_model():
    model = MockLanguageModel(provider="openai.responses", model_id="gpt-5")

    assert ModelCall(kind="language_model", operation="generate", model=model, params=None).name == "openai:gpt-5"
