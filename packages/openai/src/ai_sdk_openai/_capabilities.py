"""What models can do, told from their names: it shapes requests and decides about warnings.

Names of a family follow a pattern (`gpt-<major>.<minor>-<variant>`, `o<number>`), so that a new member of a known
family is understood before it is listed anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

MAX_REMEMBERED_MODELS = 256

SystemMessageMode: TypeAlias = Literal["system", "developer", "remove"]
"""Under which role instructions are sent; `remove` sends none."""

ReasoningSampling: TypeAlias = Literal["unsupported", "reasoning-effort-none"]
"""Whether a reasoning model takes temperature and the like when it is told not to reason."""

TranscriptionFormat: TypeAlias = Literal["json", "verbose_json", "diarized_json"]
"""What a transcript looks like on the wire."""

_EFFORTS_OF_GPT_6 = ("low", "medium", "high", "xhigh", "max")
_MODELS_THAT_NEED_NOT_REASON = frozenset({"gpt-6.1-terra", "gpt-6-luna", "gpt-6-sol"})
"""Members of GPT-6 that can be told not to reason."""

_O_SERIES = re.compile(r"o(\d+)(?:-|$)")
_GPT = re.compile(r"gpt-(\d+)(?:\.(\d+))?(?:-(.+))?$")
_STANDARD_VARIANT = re.compile(r"(?:(?:mini|nano|sol|luna|terra)(?:-\d{4}-\d{2}-\d{2})?|\d{4}-\d{2}-\d{2})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModelCapabilities:
    """What a language model can do."""

    is_recognized: bool
    """Whether the model belongs to a known family; nothing certain is known about others."""
    is_reasoning_model: bool
    reasoning_efforts: tuple[str, ...] | None
    """Efforts that the model supports; `None` if unknown."""
    reasoning_sampling: ReasoningSampling
    system_message_mode: SystemMessageMode
    supports_flex_tier: bool
    supports_priority_tier: bool
    supports_configuration_updates: bool
    """Whether the configuration can change in the middle of a conversation."""
    supports_async_tools: bool
    """Whether the model can go on without waiting for a tool's result."""
    supports_prompt_cache_retention: bool
    supports_prompt_cache_options: bool
    supports_chat_temperature: bool
    """Whether the chat completions API takes a temperature for this model."""
    supports_chat_tools_with_reasoning: bool
    """Whether the chat completions API allows function tools while the model reasons."""
    responses_logprobs_need_no_reasoning: bool
    """Whether the Responses API gives log probabilities only while the model does not reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageModelCapabilities:
    """What an image model can do."""

    max_images_per_call: int
    has_fixed_response_format: bool
    """Whether images always come as base64, and the API refuses to be asked for it."""
    supports_files: bool | None
    """Whether the model edits images; `None` if unknown."""
    supports_mask: bool | None
    """Whether an edit may be confined to a region; `None` if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptionModelCapabilities:
    """What a transcription model can do."""

    transcribes_files: bool
    """False for models that listen to live audio only."""
    response_format: TranscriptionFormat | None = None
    """What to ask for by default."""
    chunking_strategy: Literal["auto"] | None = None
    """How long audio is cut by default."""


class _GptVersion(NamedTuple):
    major: int
    minor: int | None
    variant: str | None

    def is_at_least(self, major: int, minor: int = 0) -> bool:
        return (self.major, self.minor or 0) >= (major, minor)

    @property
    def is_chat(self) -> bool:
        """Models named `gpt-5-chat...` answer at once."""
        return self.minor is None and (self.variant or "").startswith("chat")


@lru_cache(MAX_REMEMBERED_MODELS)
def language_model_capabilities(model_id: str) -> LanguageModelCapabilities:
    """Tell what a language model can do.

    Args:
        model_id: The model.

    Returns:
        Its capabilities.
    """
    o_series = _o_series_version(model_id)
    gpt = _gpt_version(model_id)
    is_later_o = o_series is not None and o_series >= 3
    is_gpt_5 = gpt is not None and gpt.is_at_least(5) and not gpt.is_chat
    is_gpt_6 = gpt is not None and gpt.is_at_least(6)
    is_nano = gpt is not None and (gpt.variant or "").startswith("nano")
    is_reasoning_model = o_series is not None or is_gpt_5
    return LanguageModelCapabilities(
        is_recognized=o_series is not None or gpt is not None or re.match(r"gpt-4o(?:-|$)", model_id) is not None,
        is_reasoning_model=is_reasoning_model,
        reasoning_efforts=_reasoning_efforts(model_id, gpt),
        reasoning_sampling=_reasoning_sampling(model_id, gpt),
        system_message_mode="developer" if is_reasoning_model else "system",
        supports_flex_tier=is_later_o or is_gpt_5,
        supports_priority_tier=model_id.startswith("gpt-4") or (is_gpt_5 and not is_nano) or is_later_o,
        supports_configuration_updates=is_gpt_6,
        supports_async_tools=is_gpt_6,
        supports_prompt_cache_retention=not is_gpt_6,
        supports_prompt_cache_options=gpt is not None and gpt.is_at_least(5, 6),
        supports_chat_temperature=not model_id.startswith(("gpt-4o-search-preview", "gpt-4o-mini-search-preview")),
        supports_chat_tools_with_reasoning=gpt is None or is_gpt_6 or not gpt.is_at_least(5, 6),
        responses_logprobs_need_no_reasoning=is_gpt_6,
    )


def _o_series_version(model_id: str) -> int | None:
    match = _O_SERIES.match(model_id)
    return None if match is None else int(match[1])


def _gpt_version(model_id: str) -> _GptVersion | None:
    match = _GPT.match(model_id)
    if match is None:
        return None
    return _GptVersion(int(match[1]), None if match[2] is None else int(match[2]), match[3])


def _reasoning_efforts(model_id: str, gpt: _GptVersion | None) -> tuple[str, ...] | None:
    if model_id in _MODELS_THAT_NEED_NOT_REASON:
        return ("none", *_EFFORTS_OF_GPT_6)
    if gpt is None or gpt.major < 5:
        return None
    if gpt.major >= 6:
        return _EFFORTS_OF_GPT_6
    # What the pro, codex and chat variants support is not known.
    is_standard = gpt.variant is None or _STANDARD_VARIANT.match(gpt.variant) is not None
    return _efforts_of_gpt_5(gpt.minor or 0) if is_standard else None


def _efforts_of_gpt_5(minor: int) -> tuple[str, ...]:
    if minor == 0:
        return ("minimal", "low", "medium", "high")
    if minor == 1:
        return ("none", "low", "medium", "high")
    if minor < 6:
        return ("none", "low", "medium", "high", "xhigh")
    return ("none", "low", "medium", "high", "xhigh", "max")


def _reasoning_sampling(model_id: str, gpt: _GptVersion | None) -> ReasoningSampling:
    is_late_gpt_5 = gpt is not None and gpt.is_at_least(5, 1) and not gpt.is_at_least(6)
    if model_id in _MODELS_THAT_NEED_NOT_REASON or is_late_gpt_5:
        return "reasoning-effort-none"
    return "unsupported"


_GPT_IMAGE = ImageModelCapabilities(
    max_images_per_call=10, has_fixed_response_format=True, supports_files=True, supports_mask=True
)

_IMAGE_MODELS = {
    **dict.fromkeys(
        (
            "gpt-image-2.6-flare",
            "gpt-image-2.6-sunburst",
            "gpt-image-2.5-flare",
            "gpt-image-2.5-flare-2026-09-08",
            "gpt-image-2.5-sunburst",
            "gpt-image-2.5-sunburst-2026-09-08",
            "gpt-image-2",
            "gpt-image-1.5",
            "gpt-image-1-mini",
            "gpt-image-1",
            "chatgpt-image-latest",
        ),
        _GPT_IMAGE,
    ),
    "dall-e-3": ImageModelCapabilities(
        max_images_per_call=1, has_fixed_response_format=False, supports_files=False, supports_mask=False
    ),
    "dall-e-2": ImageModelCapabilities(
        max_images_per_call=10, has_fixed_response_format=False, supports_files=True, supports_mask=True
    ),
}


def image_model_capabilities(model_id: str) -> ImageModelCapabilities:
    """Tell what an image model can do.

    Args:
        model_id: The model.

    Returns:
        Its capabilities.
    """
    known = _IMAGE_MODELS.get(model_id)
    if known is not None:
        return known
    return ImageModelCapabilities(
        max_images_per_call=10 if model_id.startswith("gpt-image-") else 1,
        has_fixed_response_format=model_id.startswith(("gpt-image-", "chatgpt-image-")),
        supports_files=None,
        supports_mask=None,
    )


_LIVE_TRANSCRIPTION = re.compile(r"(?:gpt-live-transcribe|gpt-realtime-whisper)(?:-|$)")


def transcription_model_capabilities(model_id: str) -> TranscriptionModelCapabilities:
    """Tell what a transcription model can do.

    Args:
        model_id: The model.

    Returns:
        Its capabilities.
    """
    if model_id == "whisper-1":
        return TranscriptionModelCapabilities(transcribes_files=True, response_format="verbose_json")
    if model_id == "gpt-4o-transcribe-diarize":
        return TranscriptionModelCapabilities(
            transcribes_files=True, response_format="diarized_json", chunking_strategy="auto"
        )
    return TranscriptionModelCapabilities(transcribes_files=_LIVE_TRANSCRIPTION.match(model_id) is None)
