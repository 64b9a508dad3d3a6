"""Transcripts: audio becomes text, from a file and from a microphone.

Run it with `python docs/examples/transcribe.py`. The mocks stand for models such as `"openai:whisper-1"`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from ai_sdk_core import AudioFormat, stream_transcribe, transcribe
from ai_sdk_core.provider import (
    TranscriptDelta,
    TranscriptionFinish,
    TranscriptionModelStream,
    TranscriptionModelStreamOptions,
    TranscriptionModelStreamResult,
)
from ai_sdk_core.testing import MockStreamingTranscriptionModel, MockTranscriptionModel, transcription_result

SAMPLES = AudioFormat(type="audio/pcm", rate=16_000)


async def listen(options: TranscriptionModelStreamOptions) -> TranscriptionModelStreamResult:
    """What a model does: it writes while it listens."""

    async def stream() -> TranscriptionModelStream:
        text = ""
        async for piece in options.audio:
            text += f"({len(piece)} samples) "
            yield [TranscriptDelta(delta=f"({len(piece)} samples) ")]
        yield [TranscriptionFinish(text=text.strip(), segments=[])]

    return TranscriptionModelStreamResult(stream=stream())


async def microphone() -> AsyncIterator[bytes]:
    """What a microphone does."""
    for size in (320, 320, 160):
        yield bytes(size)


async def main() -> None:
    """Transcribe a file, then live audio."""
    model = MockTranscriptionModel(do_generate=transcription_result("Good morning, Lisbon!"))
    result = await transcribe(model=model, audio=b"\xff\xfb\x90d and the rest of an MP3 file")
    print(result.text)

    live = MockStreamingTranscriptionModel(do_stream=listen)
    async with stream_transcribe(model=live, audio=microphone(), input_audio_format=SAMPLES) as transcript:
        async for part in transcript.stream:
            if part.type == "transcript-delta":
                print(part.delta, end="", flush=True)
        print(f"\nAll of it: {(await transcript).text}")


if __name__ == "__main__":
    asyncio.run(main())
