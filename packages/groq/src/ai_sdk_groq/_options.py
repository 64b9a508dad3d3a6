"""Options beyond the standard ones. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from typing import Annotated, Literal

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import Field


class GroqLanguageModelChatOptions(ProviderOptionsModel):
    """Options of a chat model, in `provider_options` under `groq`."""

    reasoning_format: Literal["parsed", "raw", "hidden"] | None = None
    """How reasoning comes: beside the text, inside it, or not at all."""
    reasoning_effort: Literal["none", "default", "low", "medium", "high"] | None = None
    """How much a reasoning model reasons; wins over the standard setting."""
    parallel_tool_calls: bool | None = None
    """Whether the model may call several tools at once; it may by default."""
    user: str | None = None
    """Identifies your end user, which helps to detect abuse."""
    structured_outputs: bool | None = None
    """Whether a JSON schema is sent with the request; yes by default. If not, the model is only asked for JSON."""
    strict_json_schema: bool | None = None
    """Whether the answer must match the JSON schema exactly; yes by default."""
    service_tier: Literal["on_demand", "performance", "flex", "auto"] | None = None
    """How urgent the request is; `on_demand` by default. `flex` has more room and may be refused."""


class GroqTranscriptionModelOptions(ProviderOptionsModel):
    """Options of a transcription model, in `provider_options` under `groq`."""

    language: str | None = None
    """The language that is spoken, as ISO 639-1 code."""
    prompt: str | None = None
    """A text that shows the style or the spelling of names."""
    response_format: str | None = None
    """`json` (the default), `verbose_json` with segments, language and duration, or `text`."""
    temperature: Annotated[int | float, Field(ge=0, le=1)] | None = None
    """How freely the model guesses."""
    timestamp_granularities: list[str] | None = None
    """How fine the timing is (`verbose_json` only): `word`, `segment`, or both."""
