"""Options of transcription models. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from typing import Annotated, Literal

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import Field


class ServerVoiceDetection(ProviderOptionsModel):
    """Audio is cut where nobody speaks."""

    type: Literal["server_vad"]
    threshold: Annotated[int | float, Field(ge=0, le=1)] | None = None
    """How loud a voice must be."""
    prefix_padding_ms: Annotated[int, Field(ge=0)] | None = None
    """How much is kept of what comes before a voice, in milliseconds."""
    silence_duration_ms: Annotated[int, Field(ge=0)] | None = None
    """How long a silence ends a voice, in milliseconds."""


class OpenAITranscriptionOptions(ProviderOptionsModel):
    """Options of a transcription model, in `provider_options` under `openai`."""

    include: list[str] | None = None
    """Extra fields of the transcript, such as `logprobs`."""
    language: str | None = None
    """The language that is spoken, as ISO 639-1 code."""
    languages: list[str] | None = None
    """The languages that may be spoken, in place of `language` (`gpt-transcribe`)."""
    keywords: list[str] | None = None
    """Names and words that may be heard (`gpt-transcribe`)."""
    prompt: str | None = None
    """A text that shows the style, or that comes before the audio."""
    temperature: Annotated[int | float, Field(ge=0, le=1)] | None = 0
    """How freely the model guesses. 0 when any option is given."""
    timestamp_granularities: list[Literal["word", "segment"]] | None = None
    """How fine the timing is (`verbose_json` only); wins over the standard setting."""
    response_format: Literal["json", "verbose_json", "diarized_json"] | None = None
    """What the transcript tells. Decided by the model by default."""
    chunking_strategy: Literal["auto"] | ServerVoiceDetection | None = None
    """How long audio is cut."""
