"""Options of image models. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from typing import Annotated, Literal

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import Field


class OpenAIImageOptions(ProviderOptionsModel):
    """Options of an image model, in `provider_options` under `openai`."""

    quality: Literal["standard", "hd", "low", "medium", "high", "xhigh", "max", "auto"] | None = None
    """Quality of the images; what is allowed depends on the model."""
    background: Literal["transparent", "opaque", "auto"] | None = None
    """What is behind the subject. Only PNG and WebP can be transparent."""
    output_format: Literal["png", "jpeg", "webp"] | None = None
    """File format of the images."""
    output_compression: Annotated[int, Field(ge=0, le=100)] | None = None
    """Compression of JPEG and WebP images in percent."""
    complexity: Literal["low", "medium", "high"] | None = None
    """How much detail the images have (GPT Image 2.6)."""
    moderation: Literal["auto", "low"] | None = None
    """How strictly content is filtered."""
    user: str | None = None
    """Identifies your end user; the older name of `safety_identifier`."""
    safety_identifier: Annotated[str, Field(max_length=128)] | None = None
    """Identifies your end user, so that OpenAI can tell you about abuse."""


class OpenAIImageGenerationOptions(OpenAIImageOptions):
    """Options of an image model that draws new images, in `provider_options` under `openai`."""

    style: Literal["vivid", "natural"] | None = None
    """How dramatic the images are (DALL-E 3)."""
    output_format: Literal["png", "jpeg", "webp", "gif"] | None = None  # type: ignore[assignment]  # one format more
    """File format of the images; `gif` is animated (GPT Image 2.6)."""
    frame_count: Annotated[int, Field(ge=2, le=64)] | None = None
    """Number of frames of an animation."""
    frame_duration_ms: Annotated[int, Field(ge=20, le=2000)] | None = None
    """How long each frame of an animation is shown, in milliseconds."""


class OpenAIImageEditOptions(OpenAIImageOptions):
    """Options of an image model that edits images, in `provider_options` under `openai`."""

    input_fidelity: Literal["high", "low"] | None = None
    """How closely the result keeps to the images."""
    markup: str | None = None
    """A transparent PNG over the first image that marks what to change: an HTTPS URL or a base64 data URL. Not together
    with a mask (GPT Image 2.5 and 2.6)."""
