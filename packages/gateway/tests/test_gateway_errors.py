"""Errors: what the gateway says becomes an error of its own kind."""

import asyncio
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ai_sdk_core.errors import AISDKError, APICallError
from ai_sdk_core.provider import LanguageModelCallOptions
from ai_sdk_core.provider_utils import is_retryable_error
from ai_sdk_gateway import (
    GatewayAuthenticationError,
    GatewayError,
    GatewayFailedDependencyError,
    GatewayForbiddenError,
    GatewayInternalServerError,
    GatewayInvalidRequestError,
    GatewayModelNotFoundError,
    GatewayNotFoundError,
    GatewayRateLimitError,
    GatewayResponseError,
    GatewayTimeoutError,
)

Call = Callable[..., LanguageModelCallOptions]


async def fail(wire: Any, call: Call) -> GatewayError:
    with pytest.raises(GatewayError) as caught:
        await wire.provider()("openai/gpt-5").do_generate(call())
    return caught.value


@pytest.mark.parametrize(
    ("kind", "status", "expected", "is_retryable"),
    [
        ("invalid_request_error", 400, GatewayInvalidRequestError, False),
        ("rate_limit_exceeded", 429, GatewayRateLimitError, True),
        ("model_not_found", 404, GatewayModelNotFoundError, False),
        ("not_found", 404, GatewayNotFoundError, False),
        ("forbidden", 403, GatewayForbiddenError, False),
        ("failed_dependency", 424, GatewayFailedDependencyError, False),
        ("internal_server_error", 500, GatewayInternalServerError, True),
        ("of tomorrow", 503, GatewayInternalServerError, True),
        (None, 409, GatewayInternalServerError, True),
    ],
)
async def test_the_type_decides_about_the_class(
    wire: Any, call: Call, kind: str | None, status: int, expected: type[GatewayError], is_retryable: bool
) -> None:
    wire.answer({"error": {"message": "no", "type": kind}, "generationId": "gen_1"}, status=status)
    error = await fail(wire, call)
    assert type(error) is expected
    assert str(error) == "no [gen_1]"
    assert (error.status_code, error.generation_id, error.is_retryable) == (status, "gen_1", is_retryable)
    assert is_retryable_error(error) is is_retryable
    assert isinstance(error.__cause__, APICallError)


async def test_params_name_the_model_and_the_rule(wire: Any, call: Call) -> None:
    wire.answer({"error": {"message": "no", "type": "model_not_found", "param": {"modelId": "x/y"}}}, status=404)
    wire.answer({"error": {"message": "no", "type": "forbidden", "param": {"ruleId": "r1"}}}, status=403)
    wire.answer({"error": {"message": "no", "type": "forbidden", "param": "odd"}}, status=403)
    assert vars(await fail(wire, call))["model_id"] == "x/y"
    assert vars(await fail(wire, call))["rule_id"] == "r1"
    assert vars(await fail(wire, call))["rule_id"] is None


@pytest.mark.parametrize(
    ("settings", "advice"),
    [
        ({"api_key": "wrong"}, "Invalid API key or token"),
        ({"headers": {"ai-gateway-auth-method": "oidc"}}, "Invalid OIDC token"),
    ],
)
async def test_refused_credentials_come_with_advice(wire: Any, call: Call, settings: Any, advice: str) -> None:
    wire.answer({"error": {"message": "x", "type": "authentication_error"}}, status=401)
    with pytest.raises(GatewayAuthenticationError, match=advice):
        await wire.provider(**settings)("openai/gpt-5").do_generate(call())


@pytest.mark.parametrize(("body", "response"), [("<html>", "<html>"), ({"a": 1}, {"a": 1}), ("", {})])
async def test_a_refusal_that_is_none_of_the_gateways_is_shown(wire: Any, call: Call, body: Any, response: Any) -> None:
    wire.answer(body, status=502)
    error = await fail(wire, call)
    assert isinstance(error, GatewayResponseError)
    assert str(error) == "Invalid error response format: Gateway request failed"
    assert error.response in (response, body)
    assert error.validation_error is not None
    assert (error.status_code, error.is_retryable) == (502, True)


async def test_a_generation_is_named_even_where_the_rest_makes_no_sense(wire: Any, call: Call) -> None:
    wire.answer({"generationId": "gen_9"}, status=500)
    error = await fail(wire, call)
    assert error.generation_id == "gen_9"
    assert str(error).endswith("[gen_9]")


async def test_a_connection_that_fails_can_be_tried_again(wire: Any, call: Call) -> None:
    wire.answer(httpx.ConnectError("refused"))
    error = await fail(wire, call)
    assert error.is_retryable
    assert "Cannot connect to API: refused" in str(error.__cause__)


@pytest.mark.parametrize("kind", [httpx.ReadTimeout, httpx.ConnectTimeout, TimeoutError])
async def test_a_client_without_patience_is_told_how_to_have_more(wire: Any, call: Call, kind: Any) -> None:
    wire.answer(kind("too late"))
    error = await fail(wire, call)
    assert isinstance(error, GatewayTimeoutError)
    assert (error.status_code, error.is_retryable) == (408, True)
    assert "http_client=" in str(error)


async def test_cancellation_is_no_error_of_the_gateway(wire: Any, call: Call) -> None:
    started = asyncio.Event()

    async def hang(request: httpx.Request) -> httpx.Response:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError("not reached")

    async with httpx.AsyncClient(transport=httpx.MockTransport(hang)) as client:
        task = asyncio.create_task(wire.provider(http_client=client)("openai/gpt-5").do_generate(call()))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@pytest.mark.parametrize(
    ("kind", "status", "name"),
    [
        (GatewayAuthenticationError, 401, "authentication_error"),
        (GatewayInvalidRequestError, 400, "invalid_request_error"),
        (GatewayRateLimitError, 429, "rate_limit_exceeded"),
        (GatewayModelNotFoundError, 404, "model_not_found"),
        (GatewayNotFoundError, 404, "not_found"),
        (GatewayForbiddenError, 403, "forbidden"),
        (GatewayFailedDependencyError, 424, "failed_dependency"),
        (GatewayInternalServerError, 500, "internal_server_error"),
        (GatewayResponseError, 502, "response_error"),
        (GatewayTimeoutError, 408, "timeout_error"),
    ],
)
def test_errors_know_their_name_and_status(kind: Any, status: int, name: str) -> None:
    error = kind()
    assert isinstance(error, AISDKError)
    assert (error.name, error.status_code, error.type) == (kind.__name__, status, name)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
