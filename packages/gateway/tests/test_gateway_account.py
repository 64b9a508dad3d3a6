"""Available models, credits, spend reports, generations, client secrets."""

from typing import Any

import pytest
from ai_sdk_gateway import (
    GatewayAuthenticationError,
    GatewayGenerationInfo,
    GatewayInternalServerError,
    GatewayModelPricing,
    GatewayResponseError,
    GatewaySpendReportParams,
    GatewaySpendReportRow,
    create_gateway,
)
from ai_sdk_gateway._account import AvailableModels
from ai_sdk_gateway._client import GatewayClient

SPECIFICATION = {"specificationVersion": "v4", "provider": "openai", "modelId": "gpt-5"}
MODEL = {
    "id": "openai/gpt-5",
    "name": "GPT-5",
    "description": None,
    "pricing": {"input": "0.1", "output": "0.2", "input_cache_read": "0.01", "input_cache_write": ""},
    "specification": SPECIFICATION,
    "modelType": "language",
}


async def test_models_are_listed_with_their_prices(wire: Any) -> None:
    future = {**MODEL, "id": "a/new", "modelType": "hologram"}
    plain = {"id": "a/b", "name": "B", "specification": SPECIFICATION}
    wire.answer({"models": [MODEL, future, plain]})
    available = await wire.provider().get_available_models()
    first, second = available.models
    assert (first.id, first.name, first.model_type) == ("openai/gpt-5", "GPT-5", "language")
    assert first.pricing == GatewayModelPricing(input="0.1", output="0.2", cached_input_tokens="0.01")
    assert first.specification.model_id == "gpt-5"
    assert (second.id, second.pricing, second.model_type) == ("a/b", None, None)
    assert str(wire.request.url) == "https://ai-gateway.vercel.sh/v4/ai/config"


async def test_the_answer_is_remembered_until_it_is_old(wire: Any) -> None:
    now = 100.0
    client = GatewayClient(wire.provider()._client.settings)
    models = AvailableModels(client, now=lambda: now)
    wire.answer({"models": [MODEL]})
    wire.answer({"models": []})
    assert len((await models()).models) == 1
    now += 300
    assert len((await models()).models) == 1
    now += 1
    assert len((await models()).models) == 0
    assert len(wire.requests) == 2


async def test_a_failure_is_not_remembered(wire: Any) -> None:
    wire.answer({"error": {"message": "no"}}, status=500)
    wire.answer({"models": [MODEL]})
    provider = wire.provider()
    with pytest.raises(GatewayInternalServerError):
        await provider.get_available_models()
    assert len((await provider.get_available_models()).models) == 1


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        ({}, "https://ai-gateway.vercel.sh/v1/credits"),
        ({"team_id_or_slug": "my team"}, "https://ai-gateway.vercel.sh/v1/credits?slug=my+team"),
        ({"headers": {"X-Vercel-AI-Gateway-Team": "team_1"}}, "https://ai-gateway.vercel.sh/v1/credits?teamId=team_1"),
        ({"base_url": "https://proxy.test:8443/a/b/"}, "https://proxy.test:8443/v1/credits"),
    ],
)
async def test_credits(wire: Any, settings: dict[str, Any], url: str) -> None:
    wire.answer({"balance": "9.5", "total_used": "0.5"})
    credits_left = await wire.provider(**settings).get_credits()
    assert (credits_left.balance, credits_left.total_used) == ("9.5", "0.5")
    assert str(wire.request.url) == url


async def test_a_spend_report(wire: Any) -> None:
    wire.answer({"results": [{"model": "a/b", "total_cost": 1.5, "credential_type": "byok", "input_tokens": 3}]})
    params = GatewaySpendReportParams(
        start_date="2026-01-01", end_date="2026-01-31", group_by="model", user_id="u&v", tags=["a", "b"]
    )
    report = await wire.provider().get_spend_report(params)
    assert report.results == [
        GatewaySpendReportRow(model="a/b", total_cost=1.5, credential_type="byok", input_tokens=3)
    ]
    assert dict(wire.request.url.params) == {
        "start_date": "2026-01-01",
        "end_date": "2026-01-31",
        "group_by": "model",
        "user_id": "u&v",
        "tags": "a,b",
    }
    assert wire.request.url.path == "/v1/report"


GENERATION = {
    "id": "gen_1",
    "total_cost": 0.5,
    "market_cost": 0.4,
    "surcharge_cost": None,
    "upstream_inference_cost": 0,
    "usage": 0.5,
    "created_at": "2026-01-01T00:00:00Z",
    "model": "a/b",
    "is_byok": False,
    "provider_name": "a",
    "streamed": True,
    "finish_reason": "stop",
    "latency": 250,
    "generation_time": 1500,
    "native_tokens_prompt": 1,
    "native_tokens_completion": 2,
    "native_tokens_reasoning": 3,
    "native_tokens_cached": 4,
    "native_tokens_cache_creation": 5,
    "billable_web_search_calls": 6,
}


async def test_a_generation_with_times_in_seconds(wire: Any) -> None:
    wire.answer({"data": GENERATION})
    assert await wire.provider().get_generation_info("gen_1/x") == GatewayGenerationInfo(
        id="gen_1",
        total_cost=0.5,
        market_cost=0.4,
        upstream_inference_cost=0,
        usage=0.5,
        created_at="2026-01-01T00:00:00Z",
        model="a/b",
        is_byok=False,
        provider_name="a",
        streamed=True,
        finish_reason="stop",
        latency=0.25,
        generation_time=1.5,
        prompt_tokens=1,
        completion_tokens=2,
        reasoning_tokens=3,
        cached_tokens=4,
        cache_creation_tokens=5,
        billable_web_search_calls=6,
    )
    assert str(wire.request.url) == "https://ai-gateway.vercel.sh/v1/generation?id=gen_1%2Fx"


async def test_refusals_and_nonsense_are_errors_of_the_gateway(wire: Any) -> None:
    wire.answer({"error": {"message": "x", "type": "authentication_error"}}, status=401)
    wire.answer({"balance": 9})
    with pytest.raises(GatewayAuthenticationError, match="Invalid API key"):
        await wire.provider().get_credits()
    with pytest.raises(GatewayResponseError):
        await wire.provider().get_credits()


@pytest.mark.parametrize(
    ("kind", "route"),
    [("realtime", {}), ("speech", {"routeKind": "speech"}), ("transcription", {"routeKind": "transcription"})],
)
async def test_a_client_secret(wire: Any, kind: Any, route: dict[str, str]) -> None:
    wire.answer({"token": "vcst_hush", "expiresAt": 1.5})
    secret = await wire.provider().create_client_secret("openai/m", kind=kind, expires_after=30)
    assert (secret.token, secret.expires_at) == ("vcst_hush", 1.5)
    assert secret.url == f"wss://ai-gateway.vercel.sh/v4/ai/{kind}-model?ai-model-id=openai%2Fm"
    assert "hush" not in repr(secret)
    assert wire.json == {"model": "openai/m", "expiresIn": 30, **route}
    assert str(wire.request.url) == "https://ai-gateway.vercel.sh/v1/realtime/client-secrets"


def test_the_older_names_are_the_same() -> None:
    provider = create_gateway(api_key="k")
    for newer, older in [
        ("language_model", "chat"),
        ("embedding_model", "text_embedding_model"),
        ("embedding_model", "embedding"),
        ("image_model", "image"),
        ("video_model", "video"),
    ]:
        assert type(getattr(provider, older)("m")) is type(getattr(provider, newer)("m"))
