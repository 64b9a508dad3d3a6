"""Token usage and the reason why a model stopped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .._codec_hooks import SpecValue
from ..json_value import JSONObject


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class InputTokens(SpecValue):
    """Tokens of the prompt; `None` where the provider does not say."""

    total: int | None = None
    no_cache: int | None = None
    """Tokens that were neither read from nor written to a cache."""
    cache_read: int | None = None
    cache_write: int | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class OutputTokens(SpecValue):
    """Tokens of the answer; `None` where the provider does not say."""

    total: int | None = None
    text: int | None = None
    reasoning: int | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class Usage(SpecValue):
    """Tokens that one model call used."""

    input_tokens: InputTokens = field(default_factory=InputTokens)
    output_tokens: OutputTokens = field(default_factory=OutputTokens)
    raw: JSONObject | None = None
    """The usage object as the provider sent it."""


UnifiedFinishReason: TypeAlias = Literal[
    "stop", "length", "content-filter", "tool-calls", "error", "interrupted", "other"
]
"""Why a model stopped, in the words that all providers share."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FinishReason(SpecValue):
    """Why a model stopped."""

    unified: UnifiedFinishReason
    raw: str | None = None
    """The provider's own word for it."""
