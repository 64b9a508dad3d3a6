"""What a language model returns."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from .._codec_hooks import TIMESTAMP, SpecValue
from ..shared import CallWarning, ProviderMetadata, RequestInfo
from .content import Content
from .stream_part import LanguageModelStreamPart
from .usage import FinishReason, Usage


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageModelResponse(SpecValue):
    """Facts about the provider's response."""

    id: str | None = None
    timestamp: Annotated[datetime, TIMESTAMP] | None = None
    model_id: str | None = None
    headers: dict[str, str] | None = None
    body: Any = None
    """The parsed response body, as the provider sent it."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageModelGenerateResult(SpecValue):
    """A complete answer."""

    content: list[Content]
    finish_reason: FinishReason
    usage: Usage
    structured_output_text: str | None = None
    """The structured output, where the provider returns it apart from the content."""
    provider_metadata: ProviderMetadata | None = None
    request: RequestInfo | None = None
    response: LanguageModelResponse | None = None
    warnings: list[CallWarning] = field(default_factory=list)


LanguageModelStream: TypeAlias = AsyncGenerator[list[LanguageModelStreamPart], None]
"""Parts in batches: one non-empty list for what one network read brought. `aclose()` ends the call."""


@dataclass(slots=True, kw_only=True)
class LanguageModelStreamResult:
    """A streamed answer: the request went through, its parts follow."""

    stream: LanguageModelStream
    request: RequestInfo | None = None
    response: LanguageModelResponse | None = None
    """`headers` only; the rest arrives as a `response-metadata` part."""
