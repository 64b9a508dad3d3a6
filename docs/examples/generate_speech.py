"""Speech: a text becomes audio, in one piece and while it is still being written.

Run it with `python docs/examples/generate_speech.py`. The mocks stand for models such as `"openai:gpt-4o-mini-tts"`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from ai_sdk_core import AudioFormat, generate_speech, stream_speech
from ai_sdk_core.provider import (
    SpeechAudio,
    SpeechFinish,
    SpeechModelStream,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
)
from ai_sdk_core.testing import MockSpeechModel, MockStreamingSpeechModel, speech_result

SAMPLES = AudioFormat(type="audio/pcm", rate=24_000)


async def speak(options: SpeechModelStreamOptions) -> SpeechModelStreamResult:
    """What a model does: it gives audio as soon as it has text."""

    async def stream() -> SpeechModelStream:
        async for piece in options.text:
            yield [SpeechAudio(audio=piece.text.encode(), audio_format=SAMPLES)]
        yield [SpeechFinish()]

    return SpeechModelStreamResult(stream=stream())


async def write() -> AsyncIterator[str]:
    """What a language model does: it writes piece by piece (`stream.text_stream` of `stream_text`)."""
    for piece in ("Good ", "morning, ", "Lisbon!"):
        yield piece


async def main() -> None:
    """Speak a text, then a text that is still being written."""
    model = MockSpeechModel(do_generate=speech_result(b"\xff\xfb\x90d and the rest of an MP3 file"))
    result = await generate_speech(model=model, text="Good morning!", voice="alloy")
    print(f"{result.audio.format}: {len(result.audio.bytes)} bytes")

    streaming = MockStreamingSpeechModel(do_stream=speak)
    async with stream_speech(model=streaming, text=write(), output_format=SAMPLES) as speech:
        async for audio in speech.audio_stream:
            print(f"play {len(audio)} bytes")


if __name__ == "__main__":
    asyncio.run(main())
