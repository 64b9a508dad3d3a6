"""`stream_transcribe`: live audio becomes text.

```python
audio_format = AudioFormat(type="audio/pcm", rate=16000)
async with stream_transcribe(model=model, audio=microphone(), input_audio_format=audio_format) as transcript:
    async for part in transcript.stream:
        if part.type == "transcript-delta":
            print(part.delta, end="", flush=True)
```
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from typing_extensions import Unpack

from .._audio_facts import AudioFacts
from .._callbacks import Callback
from .._logger import log_warnings
from .._model import resolve_transcription_model
from .._operation import Operation, RequestOptions, TelemetrySetting
from .._owned_stream import InputStream, StreamedResult, open_model_stream, read_model_stream
from .._response_facts import ResponseFacts
from ..errors import NoTranscriptGeneratedError, UnsupportedFunctionalityError
from ..provider.shared import AudioFormat, CallWarning, ProviderMetadata, ResponseInfo
from ..provider.stream_part import RawChunk, StreamError, StreamResponseMetadata
from ..provider.transcription_model import (
    StreamingTranscriptionModel,
    TranscriptDelta,
    TranscriptFinal,
    TranscriptionFinish,
    TranscriptionModel,
    TranscriptionModelStreamOptions,
    TranscriptionModelStreamPart,
    TranscriptionModelStreamResult,
    TranscriptPartial,
    TranscriptSegment,
)
from ..provider_utils.data_content import DataContent, to_bytes
from .events import TranscriptionEndEvent, TranscriptionStartEvent

TranscriptionStreamPart: TypeAlias = TranscriptDelta | TranscriptPartial | TranscriptFinal | RawChunk | StreamError
"""One part of a live transcript."""


@dataclass(slots=True, kw_only=True)
class StreamedTranscript:
    """What awaiting `stream_transcribe` gives."""

    text: str
    segments: list[TranscriptSegment]
    warnings: list[CallWarning]
    responses: list[ResponseInfo]
    provider_metadata: ProviderMetadata
    language: str | None = None
    duration_in_seconds: float | None = None


class StreamTranscribeOptions(RequestOptions, TelemetrySetting, total=False):
    """Options of `stream_transcribe`."""

    include_raw_chunks: bool
    """Add the provider's own chunks to the stream, as `raw` parts."""
    on_start: Callback[TranscriptionStartEvent]
    on_end: Callback[TranscriptionEndEvent]


_TELEMETRY_NAMES = {"on_start": "on_stream_transcription_start", "on_end": "on_stream_transcription_end"}


class StreamTranscriptionResult(StreamedResult[TranscriptionStreamPart, StreamedTranscript]):
    """A transcript that is being written.

    Source: the reference's `StreamTranscriptionResult`.
    """

    def __init__(self, run: _Run) -> None:
        super().__init__(run.batches(), run.final)
        self._run = run

    @property
    def warnings(self) -> list[CallWarning] | None:
        """What the model warns about, as soon as it is known."""
        return self._run.warnings


def stream_transcribe(
    *,
    model: TranscriptionModel | str,
    audio: Iterable[DataContent] | AsyncIterable[DataContent],
    input_audio_format: AudioFormat,
    **options: Unpack[StreamTranscribeOptions],
) -> StreamTranscriptionResult:
    """Write down what is said while it is being said (experimental, as in the reference).

    Nothing happens before the stream is read.

    Args:
        model: The model, or its name.
        audio: Raw audio, piece by piece: bytes, or base64.
        input_audio_format: What the pieces are, e.g. `AudioFormat(type="audio/pcm", rate=16000)`.
        **options: Further options, see `StreamTranscribeOptions`.

    Returns:
        The stream. Awaiting it gives the whole transcript.

    Raises:
        UnsupportedFunctionalityError: The model cannot stream.
        NoSuchModelError: The model's name is not known.

    Source: the reference's `experimental_streamTranscribe`.
    """
    resolved = resolve_transcription_model(model)
    if not isinstance(resolved, StreamingTranscriptionModel):
        raise UnsupportedFunctionalityError(
            functionality="streaming transcription",
            message=f'The {resolved.provider} model "{resolved.model_id}" does not support streaming transcription.',
        )
    return StreamTranscriptionResult(_Run(resolved, audio, input_audio_format, options))


class _Run:
    """One call of `stream_transcribe`, and what is known of it."""

    def __init__(
        self,
        model: StreamingTranscriptionModel,
        audio: Iterable[DataContent] | AsyncIterable[DataContent],
        audio_format: AudioFormat,
        options: StreamTranscribeOptions,
    ) -> None:
        self._model = model
        self._format = audio_format
        self._options = options
        self._operation = Operation("ai.streamTranscribe", model, options, telemetry_names=_TELEMETRY_NAMES)
        self._audio = InputStream(audio, self._count)
        self._bytes = 0
        self._response = ResponseFacts(model.model_id)
        self._finish: TranscriptionFinish | None = None
        self.warnings: list[CallWarning] | None = None

    async def batches(self) -> AsyncGenerator[list[TranscriptionStreamPart], None]:
        try:
            async with aclosing(self._batches()) as batches:
                async for batch in batches:
                    yield batch
        except Exception as error:
            await self._operation.fail(error)
            raise

    async def _batches(self) -> AsyncGenerator[list[TranscriptionStreamPart], None]:
        answer = await open_model_stream(self._operation, self._start_event(), self._open, self._audio)
        self._response.add(answer.response)
        batches = read_model_stream(self._operation.guard, answer.stream, self._take)
        async with aclosing(batches):
            async for batch in batches:
                yield batch
        if self._finish is None:
            raise NoTranscriptGeneratedError(responses=[self._response.info])

    def final(self) -> StreamedTranscript:
        finish = self._finish
        assert finish is not None, "a stream ends with a finish part or an error"
        return StreamedTranscript(
            text=finish.text,
            segments=finish.segments,
            language=finish.language,
            duration_in_seconds=finish.duration_in_seconds,
            warnings=self.warnings or [],
            responses=[self._response.info],
            provider_metadata=finish.provider_metadata or {},
        )

    def _count(self, piece: DataContent) -> bytes:
        data = to_bytes(piece)
        self._bytes += len(data)
        return data

    async def _open(self) -> TranscriptionModelStreamResult:
        return await self._model.do_stream(
            TranscriptionModelStreamOptions(
                audio=self._audio,
                input_audio_format=self._format,
                provider_options=self._options.get("provider_options") or {},
                headers=self._operation.headers,
                include_raw_chunks=self._options.get("include_raw_chunks"),
            )
        )

    async def _take(self, part: TranscriptionModelStreamPart) -> list[TranscriptionStreamPart]:
        """Take in a part; give what the user sees of it."""
        match part.type:
            case "transcript-delta" | "transcript-partial" | "transcript-final" | "raw" | "error":
                return [part]
            case "stream-start":
                self.warnings = part.warnings
                log_warnings(part.warnings, provider=self._model.provider, model=self._model.model_id)
            case "response-metadata":
                # Without the body, which has no end either.
                self._response.add(
                    StreamResponseMetadata(timestamp=part.timestamp, model_id=part.model_id, headers=part.headers)
                )
            case "finish":
                await self._take_finish(part)
            case _:
                assert_never(part)
        return []

    async def _take_finish(self, part: TranscriptionFinish) -> None:
        if not part.text:
            raise NoTranscriptGeneratedError(responses=[self._response.info])
        self._finish = part
        await self._operation.notify("on_end", self._end_event(part))

    def _start_event(self) -> TranscriptionStartEvent:
        return TranscriptionStartEvent(
            **self._operation.start_facts,
            audio=AudioFacts(byte_length=None, media_type=self._format.type),
            input_audio_format=self._format,
        )

    def _end_event(self, finish: TranscriptionFinish) -> TranscriptionEndEvent:
        return TranscriptionEndEvent(
            **self._operation.facts,
            audio=AudioFacts(byte_length=self._bytes, media_type=self._format.type),
            text=finish.text,
            segments=finish.segments,
            language=finish.language,
            duration_in_seconds=finish.duration_in_seconds,
            usage=finish.usage,
            warnings=self.warnings or [],
            provider_metadata=finish.provider_metadata,
            response=self._response.info,
        )
