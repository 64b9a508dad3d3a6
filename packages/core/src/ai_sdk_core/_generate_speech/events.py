"""What callbacks are told while speech is generated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .._audio_facts import AudioFacts
from .._operation import CallEvent, CallStartEvent
from ..provider.json_value import JSONObject
from ..provider.shared import CallWarning, ProviderMetadata, ResponseInfo


@dataclass(slots=True, kw_only=True)
class GenerateSpeechStartEvent(CallStartEvent):
    """A call begins; for `on_start`."""

    text: str
    voice: str | None
    output_format: str | None
    instructions: str | None
    speed: float | None
    language: str | None


@dataclass(slots=True, kw_only=True)
class GenerateSpeechEndEvent(CallEvent):
    """A call is complete; for `on_end`."""

    text: str
    audio: AudioFacts
    usage: JSONObject | None
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata | None
    response: ResponseInfo


@dataclass(slots=True, kw_only=True)
class SpeechErrorEvent:
    """The model reported an error in the stream, which may go on; for `on_error`."""

    error: Any
