"""`transcribe`: audio becomes text.

```python
result = await transcribe(model="openai:whisper-1", audio=Path("meeting.mp3").read_bytes())
result.text
```
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import Unpack

from .._audio_facts import AudioFacts
from .._callbacks import Callback
from .._logger import log_warnings
from .._model import resolve_transcription_model
from .._operation import CallOptions, Operation
from .._prompt.download import DownloadFunction
from ..errors import NoTranscriptGeneratedError
from ..provider.shared import CallWarning, ProviderMetadata, ResponseInfo
from ..provider.transcription_model import (
    TimestampGranularity,
    TranscriptionModel,
    TranscriptionModelCallOptions,
    TranscriptionModelResult,
    TranscriptionModelUrlCallOptions,
    TranscriptSegment,
    UrlTranscriptionModel,
)
from ..provider_utils.data_content import DataContent
from .audio import LoadedAudio, is_http_url, load_audio
from .events import TranscriptionEndEvent, TranscriptionStartEvent


@dataclass(slots=True, kw_only=True)
class TranscriptionResult:
    """What `transcribe` returns.

    Source: the reference's `TranscriptionResult`.
    """

    text: str
    segments: list[TranscriptSegment]
    warnings: list[CallWarning]
    responses: list[ResponseInfo]
    provider_metadata: ProviderMetadata
    words: list[TranscriptSegment] | None = None
    """`None` if the provider does not time words."""
    language: str | None = None
    """ISO 639-1 code of the language that was heard."""
    duration_in_seconds: float | None = None
    """Length of the audio."""


class TranscribeOptions(CallOptions, total=False):
    """Options of `transcribe`."""

    timestamp_granularities: Sequence[TimestampGranularity]
    """Timing to ask for: `word`, `segment`, or both."""
    download: DownloadFunction
    """Replaces the download of audio behind a URL, and keeps the provider from fetching it."""
    on_start: Callback[TranscriptionStartEvent]
    on_end: Callback[TranscriptionEndEvent]


async def transcribe(
    *, model: TranscriptionModel | str, audio: DataContent, **options: Unpack[TranscribeOptions]
) -> TranscriptionResult:
    """Write down what is said.

    Audio behind a URL is fetched by the provider if it can do that, and downloaded otherwise.

    Args:
        model: The model, or its name (`"openai:whisper-1"`).
        audio: Bytes, base64, or an HTTP or data URL.
        **options: Further options, see `TranscribeOptions`.

    Returns:
        The transcript.

    Raises:
        NoTranscriptGeneratedError: The model gave no text.
        InvalidDataContentError: The audio is neither bytes nor base64 nor a URL.
        DownloadError: The audio cannot be downloaded.
        NoSuchModelError: The model's name is not known.
        InvalidArgumentError: A setting has an impossible value.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `transcribe`.
    """
    resolved = resolve_transcription_model(model)
    run = _Run(resolved, audio, options)
    async with run.operation.watched():
        return await run.result()


class _Run:
    """One call of `transcribe`."""

    def __init__(self, model: TranscriptionModel, audio: DataContent, options: TranscribeOptions) -> None:
        self._model = model
        self._audio = audio
        self._options = options
        self.operation = Operation("ai.transcribe", model, options)
        self._loaded: LoadedAudio | None = None
        granularities = options.get("timestamp_granularities")
        self._granularities = None if granularities is None else list(granularities)

    async def result(self) -> TranscriptionResult:
        answer = await self._answer()
        log_warnings(answer.warnings, provider=self._model.provider, model=self._model.model_id)
        if answer.text is None:  # Models that nobody type-checked may do this.
            raise NoTranscriptGeneratedError(responses=[answer.response])
        await self._tell_end(answer)
        return TranscriptionResult(
            text=answer.text,
            segments=answer.segments,
            words=answer.words,
            language=answer.language,
            duration_in_seconds=answer.duration_in_seconds,
            warnings=answer.warnings,
            responses=[answer.response],
            provider_metadata=answer.provider_metadata or {},
        )

    async def _answer(self) -> TranscriptionModelResult:
        operation = self.operation
        fetching = self._model if self._may_fetch() and isinstance(self._model, UrlTranscriptionModel) else None
        operation.start_clock()
        if fetching is None:
            self._loaded = await operation.guard.wait(self._load)
        await operation.notify("on_start", self._start_event())
        return await operation.call(lambda: self._attempt(fetching))

    async def _tell_end(self, answer: TranscriptionModelResult) -> None:
        await self.operation.notify(
            "on_end",
            TranscriptionEndEvent(
                **self.operation.facts,
                audio=self._facts(),
                text=answer.text,
                segments=answer.segments,
                words=answer.words,
                language=answer.language,
                duration_in_seconds=answer.duration_in_seconds,
                usage=answer.usage,
                warnings=answer.warnings,
                provider_metadata=answer.provider_metadata,
                response=answer.response,
            ),
        )

    def _may_fetch(self) -> bool:
        return is_http_url(self._audio) and "download" not in self._options

    async def _attempt(self, fetching: UrlTranscriptionModel | None) -> TranscriptionModelResult:
        if fetching is not None and self._loaded is None:
            answer = await fetching.do_generate_from_url(
                TranscriptionModelUrlCallOptions(
                    audio=str(self._audio),
                    timestamp_granularities=self._granularities,
                    provider_options=self._options.get("provider_options") or {},
                    headers=self.operation.headers,
                )
            )
            if answer is not None:
                return answer
        if self._loaded is None:
            self._loaded = await self._load()
        return await self._model.do_generate(
            TranscriptionModelCallOptions(
                audio=self._loaded.data,
                media_type=self._loaded.media_type,
                timestamp_granularities=self._granularities,
                provider_options=self._options.get("provider_options") or {},
                headers=self.operation.headers,
            )
        )

    async def _load(self) -> LoadedAudio:
        return await load_audio(self._audio, self._options.get("download"))

    def _start_event(self) -> TranscriptionStartEvent:
        return TranscriptionStartEvent(
            **self.operation.start_facts, audio=self._facts(), timestamp_granularities=self._granularities
        )

    def _facts(self) -> AudioFacts:
        if self._loaded is None:
            return AudioFacts(byte_length=None, media_type=None)
        return AudioFacts(byte_length=len(self._loaded.data), media_type=self._loaded.media_type)
