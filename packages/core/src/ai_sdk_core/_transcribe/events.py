"""What callbacks are told while audio is transcribed."""

from __future__ import annotations

from dataclasses import dataclass

from .._audio_facts import AudioFacts
from .._operation import CallEvent, CallStartEvent
from ..provider.json_value import JSONObject
from ..provider.shared import AudioFormat, CallWarning, ProviderMetadata, ResponseInfo
from ..provider.transcription_model import TimestampGranularity, TranscriptSegment


@dataclass(slots=True, kw_only=True)
class TranscriptionStartEvent(CallStartEvent):
    """A call begins; for `on_start`."""

    audio: AudioFacts
    input_audio_format: AudioFormat | None = None
    """Streaming only."""
    timestamp_granularities: list[TimestampGranularity] | None = None


@dataclass(slots=True, kw_only=True)
class TranscriptionEndEvent(CallEvent):
    """A call is complete; for `on_end`."""

    audio: AudioFacts
    text: str
    segments: list[TranscriptSegment]
    warnings: list[CallWarning]
    response: ResponseInfo
    words: list[TranscriptSegment] | None = None
    language: str | None = None
    duration_in_seconds: float | None = None
    usage: JSONObject | None = None
    provider_metadata: ProviderMetadata | None = None
