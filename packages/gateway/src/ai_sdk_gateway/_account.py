"""Questions about the gateway and the account: models, credits, spending, generations."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal, NotRequired, TypedDict, cast, get_args

from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler

from ._account_types import (
    GatewayAvailableModels,
    GatewayCredits,
    GatewayGenerationInfo,
    GatewayModelEntry,
    GatewayModelPricing,
    GatewayModelSpecification,
    GatewaySpendReport,
    GatewaySpendReportParams,
    GatewaySpendReportRow,
    KnownModelType,
)
from ._client import TEAM_HEADER, GatewayClient


class _Pricing(TypedDict):
    input: str
    output: str
    input_cache_read: NotRequired[str | None]
    input_cache_write: NotRequired[str | None]


class _Specification(TypedDict):
    specificationVersion: Literal["v4"]
    provider: str
    modelId: str


class _Model(TypedDict):
    id: str
    name: str
    specification: _Specification
    description: NotRequired[str | None]
    pricing: NotRequired[_Pricing | None]
    modelType: NotRequired[str | None]


class _ConfigResponse(TypedDict):
    models: list[_Model]


class _CreditsResponse(TypedDict):
    balance: str
    total_used: str


class _ReportRow(TypedDict):
    total_cost: float
    day: NotRequired[str | None]
    hour: NotRequired[str | None]
    user: NotRequired[str | None]
    model: NotRequired[str | None]
    tag: NotRequired[str | None]
    provider: NotRequired[str | None]
    credential_type: NotRequired[Literal["byok", "system"] | None]
    market_cost: NotRequired[float | None]
    input_tokens: NotRequired[int | None]
    output_tokens: NotRequired[int | None]
    cached_input_tokens: NotRequired[int | None]
    cache_creation_input_tokens: NotRequired[int | None]
    reasoning_tokens: NotRequired[int | None]
    request_count: NotRequired[int | None]


class _ReportResponse(TypedDict):
    results: list[_ReportRow]


class _Generation(TypedDict):
    id: str
    total_cost: float
    upstream_inference_cost: float
    usage: float
    created_at: str
    model: str
    is_byok: bool
    provider_name: str
    streamed: bool
    finish_reason: str
    latency: float
    generation_time: float
    native_tokens_prompt: int
    native_tokens_completion: int
    native_tokens_reasoning: int
    native_tokens_cached: int
    native_tokens_cache_creation: int
    billable_web_search_calls: int
    market_cost: NotRequired[float | None]
    surcharge_cost: NotRequired[float | None]
    gateway_cost: NotRequired[float | None]


class _GenerationResponse(TypedDict):
    data: _Generation


_CONFIG = json_response_handler(ResponseSchema(_ConfigResponse))
_CREDITS = json_response_handler(ResponseSchema(_CreditsResponse))
_REPORT = json_response_handler(ResponseSchema(_ReportResponse))
_GENERATION = json_response_handler(ResponseSchema(_GenerationResponse))

_SECONDS_PER_MILLISECOND = 0.001


class AvailableModels:
    """Asks which models there are, and remembers the answer for a while.

    Args:
        client: Sends the requests.
        now: The current time in seconds, from any beginning.
    """

    def __init__(self, client: GatewayClient, now: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._now = now
        self._known: GatewayAvailableModels | None = None
        self._known_since = 0.0

    async def __call__(self) -> GatewayAvailableModels:
        """Ask, unless the last answer is fresh. A failure is not remembered.

        Returns:
            The models.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        now = self._now()
        if self._known is None or now - self._known_since > self._client.settings.metadata_cache_refresh:
            response = await self._client.get(f"{self._client.base_url}/config", _CONFIG)
            self._known = GatewayAvailableModels(
                models=[_to_entry(model) for model in response.value["models"] if _is_known(model)]
            )
            self._known_since = now
        return self._known


async def get_credits(client: GatewayClient) -> GatewayCredits:
    """Ask for the credits of the account.

    Args:
        client: Sends the request.

    Returns:
        The credits.

    Raises:
        GatewayError: The gateway could not be reached, refused, or answered with nonsense.
    """
    team = ((await client.auth_headers()).get(TEAM_HEADER) or "").strip()
    # Here the team is part of the address, not of the headers.
    query = {"teamId" if team.startswith("team_") else "slug": team} if team else None
    response = await client.get(f"{client.origin}/v1/credits", _CREDITS, query)
    return GatewayCredits(balance=response.value["balance"], total_used=response.value["total_used"])


async def get_spend_report(client: GatewayClient, params: GatewaySpendReportParams) -> GatewaySpendReport:
    """Ask what was spent.

    Args:
        client: Sends the request.
        params: What the report is about.

    Returns:
        The report.

    Raises:
        GatewayError: The gateway could not be reached, refused, or answered with nonsense.
    """
    query = {
        "start_date": params.start_date,
        "end_date": params.end_date,
        "group_by": params.group_by,
        "date_part": params.date_part,
        "user_id": params.user_id,
        "model": params.model,
        "provider": params.provider,
        "credential_type": params.credential_type,
        "tags": ",".join(params.tags),
    }
    given = {name: value for name, value in query.items() if value}
    response = await client.get(f"{client.origin}/v1/report", _REPORT, given)
    return GatewaySpendReport(results=[GatewaySpendReportRow(**row) for row in response.value["results"]])


async def get_generation_info(client: GatewayClient, generation_id: str) -> GatewayGenerationInfo:
    """Ask about a generation.

    Args:
        client: Sends the request.
        generation_id: Its id, `gen_...`.

    Returns:
        What the gateway knows about it.

    Raises:
        GatewayError: The gateway could not be reached, refused, or answered with nonsense.
    """
    response = await client.get(f"{client.origin}/v1/generation", _GENERATION, {"id": generation_id})
    data = response.value["data"]
    return GatewayGenerationInfo(
        id=data["id"],
        total_cost=data["total_cost"],
        market_cost=data.get("market_cost"),
        surcharge_cost=data.get("surcharge_cost"),
        gateway_cost=data.get("gateway_cost"),
        upstream_inference_cost=data["upstream_inference_cost"],
        usage=data["usage"],
        created_at=data["created_at"],
        model=data["model"],
        is_byok=data["is_byok"],
        provider_name=data["provider_name"],
        streamed=data["streamed"],
        finish_reason=data["finish_reason"],
        latency=data["latency"] * _SECONDS_PER_MILLISECOND,
        generation_time=data["generation_time"] * _SECONDS_PER_MILLISECOND,
        prompt_tokens=data["native_tokens_prompt"],
        completion_tokens=data["native_tokens_completion"],
        reasoning_tokens=data["native_tokens_reasoning"],
        cached_tokens=data["native_tokens_cached"],
        cache_creation_tokens=data["native_tokens_cache_creation"],
        billable_web_search_calls=data["billable_web_search_calls"],
    )


def _is_known(model: _Model) -> bool:
    """Kinds that are newer than this version are left out: nothing could be done with them."""
    model_type = model.get("modelType")
    return model_type is None or model_type in get_args(KnownModelType)


def _to_entry(model: _Model) -> GatewayModelEntry:
    specification = model["specification"]
    return GatewayModelEntry(
        id=model["id"],
        name=model["name"],
        description=model.get("description"),
        pricing=_to_pricing(model.get("pricing")),
        specification=GatewayModelSpecification(
            specification_version=specification["specificationVersion"],
            provider=specification["provider"],
            model_id=specification["modelId"],
        ),
        model_type=cast("KnownModelType | None", model.get("modelType")),
    )


def _to_pricing(pricing: _Pricing | None) -> GatewayModelPricing | None:
    if pricing is None:
        return None
    return GatewayModelPricing(
        input=pricing["input"],
        output=pricing["output"],
        cached_input_tokens=pricing.get("input_cache_read") or None,
        cache_creation_input_tokens=pricing.get("input_cache_write") or None,
    )
