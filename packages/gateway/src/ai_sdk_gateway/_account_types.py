"""What the gateway says about itself and the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

KnownModelType: TypeAlias = Literal[
    "embedding",
    "decision",
    "evaluation",
    "image",
    "language",
    "realtime",
    "reranking",
    "speech",
    "transcription",
    "video",
]
"""Kinds of models that the gateway has."""


@dataclass(slots=True, kw_only=True)
class GatewayModelPricing:
    """Prices in US dollars, as decimal texts."""

    input: str
    """For a token of input."""
    output: str
    """For a token of output."""
    cached_input_tokens: str | None = None
    """For a token that is read from a cache."""
    cache_creation_input_tokens: str | None = None
    """For a token that is written to a cache."""


@dataclass(slots=True, kw_only=True)
class GatewayModelSpecification:
    """How a model presents itself to the SDK."""

    specification_version: Literal["v4"]
    provider: str
    model_id: str


@dataclass(slots=True, kw_only=True)
class GatewayModelEntry:
    """A model that the gateway has."""

    id: str
    """What the provider takes as the model's name."""
    name: str
    """What people call it."""
    specification: GatewayModelSpecification
    description: str | None = None
    pricing: GatewayModelPricing | None = None
    model_type: KnownModelType | None = None


@dataclass(slots=True, kw_only=True)
class GatewayAvailableModels:
    """The models that the gateway has."""

    models: list[GatewayModelEntry]


@dataclass(slots=True, kw_only=True)
class GatewayCredits:
    """Credits of the account, as decimal texts in US dollars."""

    balance: str
    """What is left."""
    total_used: str
    """What was used so far."""


@dataclass(slots=True, kw_only=True)
class GatewaySpendReportRow:
    """What was spent on one day, by one user, on one model, ...: the field is set that the report is grouped by."""

    total_cost: float
    """In US dollars."""
    day: str | None = None
    hour: str | None = None
    user: str | None = None
    model: str | None = None
    tag: str | None = None
    provider: str | None = None
    credential_type: Literal["byok", "system"] | None = None
    market_cost: float | None = None
    """What the providers ask for it, in US dollars."""
    input_tokens: int | None = None
    output_tokens: int | None = None
    cached_input_tokens: int | None = None
    cache_creation_input_tokens: int | None = None
    reasoning_tokens: int | None = None
    request_count: int | None = None


@dataclass(slots=True, kw_only=True)
class GatewaySpendReport:
    """What was spent."""

    results: list[GatewaySpendReportRow]


@dataclass(slots=True, kw_only=True)
class GatewaySpendReportParams:
    """What a spend report is about."""

    start_date: str
    """The first day, as `YYYY-MM-DD`."""
    end_date: str
    """The last day, as `YYYY-MM-DD`."""
    group_by: Literal["day", "user", "model", "tag", "provider", "credential_type"] | None = None
    """One row for each; by default for each day."""
    date_part: Literal["day", "hour"] | None = None
    """One row for each day or for each hour, in reports by day."""
    user_id: str | None = None
    model: str | None = None
    provider: str | None = None
    credential_type: Literal["byok", "system"] | None = None
    tags: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class GatewayGenerationInfo:
    """A generation: what it cost, how long it took, who served it. Costs are in US dollars."""

    id: str
    total_cost: float
    upstream_inference_cost: float
    """What a provider asks that was called with a key of your own."""
    usage: float
    """The same as `total_cost`."""
    created_at: str
    """Point in time in ISO 8601."""
    model: str
    is_byok: bool
    """Whether it was called with a key of your own."""
    provider_name: str
    streamed: bool
    finish_reason: str
    latency: float
    """Seconds to the first token."""
    generation_time: float
    """Seconds in all."""
    prompt_tokens: int
    completion_tokens: int
    reasoning_tokens: int
    cached_tokens: int
    cache_creation_tokens: int
    billable_web_search_calls: int
    market_cost: float | None = None
    """Without surcharges."""
    surcharge_cost: float | None = None
    gateway_cost: float | None = None
    """What the account was debited."""
