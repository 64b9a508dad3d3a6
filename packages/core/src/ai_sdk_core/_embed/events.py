"""What callbacks are told while texts are embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .._operation import CallEvent, CallStartEvent
from ..provider.embedding_model import Embedding
from ..provider.shared import CallWarning, PartialResponseInfo, ProviderMetadata
from .result import EmbeddingUsage


@dataclass(slots=True, kw_only=True)
class EmbedStartEvent(CallStartEvent):
    """A call begins; for `on_start`."""

    value: str | Sequence[str]
    """The text of `embed`, or the texts of `embed_many`."""
    dimensions: int | None
    runtime_context: Any


@dataclass(slots=True, kw_only=True)
class EmbedEndEvent(CallEvent):
    """A call is complete; for `on_end`."""

    value: str | Sequence[str]
    embedding: Embedding | Sequence[Embedding]
    """One vector for `embed`, one for each text for `embed_many`."""
    usage: EmbeddingUsage
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata | None
    response: PartialResponseInfo | list[PartialResponseInfo | None] | None
    """One for `embed`, one for each model call for `embed_many`."""
    runtime_context: Any


@dataclass(slots=True, kw_only=True)
class EmbedProgressEvent:
    """One of the model calls of `embed_many` is done; for `on_progress`."""

    completed_values: int
    total_values: int
    completed_calls: int
    total_calls: int


@dataclass(slots=True, kw_only=True)
class EmbeddingModelCallStartEvent(CallEvent):
    """A model is about to be called; for telemetry's `on_embed_start`."""

    embed_call_id: str
    """The same at the start and the end of one model call."""
    values: list[str]
    dimensions: int | None


@dataclass(slots=True, kw_only=True)
class EmbeddingModelCallEndEvent(CallEvent):
    """A model has answered; for telemetry's `on_embed_end`."""

    embed_call_id: str
    values: list[str]
    embeddings: Sequence[Embedding]
    usage: EmbeddingUsage
