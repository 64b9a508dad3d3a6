"""From whatever goes wrong in a request to the errors of the gateway."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NotRequired, TypedDict

from ai_sdk_core.errors import APICallError, JSONParseError, TypeValidationError
from ai_sdk_core.provider_utils import ResponseSchema, parse_json

from ._errors import (
    AuthMethod,
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


class _ErrorDetails(TypedDict):
    message: str
    type: NotRequired[str | None]
    param: NotRequired[Any]
    code: NotRequired[str | int | float | None]


class GatewayErrorResponse(TypedDict):
    """What the gateway answers when it refuses a request."""

    error: _ErrorDetails
    generationId: NotRequired[str | None]


_ERROR_RESPONSE = ResponseSchema(GatewayErrorResponse)


def as_gateway_error(error: Exception, auth_method: AuthMethod | None) -> GatewayError:
    """Turn an error of a request into one of the gateway.

    Args:
        error: What a request raised.
        auth_method: How the request was authenticated.

    Returns:
        The error to raise, with `error` as its cause.
    """
    if not isinstance(error, APICallError):
        message = f"Gateway request failed: {error}"
        return _from_response({}, status_code=500, message=message, cause=error, auth_method=auth_method)
    if _is_timeout(error.cause):
        return GatewayTimeoutError(message=_timeout_message(error), cause=error)
    return _from_response(
        _response_of(error),
        status_code=500 if error.status_code is None else error.status_code,
        message="Gateway request failed",
        cause=error,
        auth_method=auth_method,
        is_retryable=error.is_retryable,  # Whoever saw the connection break knows more than the status.
    )


def _is_timeout(error: object) -> bool:
    """Whether an HTTP client lost its patience: httpx and its forks name these errors alike."""
    names = {error_class.__name__ for error_class in type(error).__mro__}
    return isinstance(error, TimeoutError) or "TimeoutException" in names


def _timeout_message(error: APICallError) -> str:
    return (
        f"Gateway request timed out: {error}\n\nThe limit is that of the HTTP client on this side. Pass one with a "
        "longer limit to the provider: create_gateway(http_client=httpx.AsyncClient(timeout=600))"
    )


def _response_of(error: APICallError) -> object:
    if error.data is not None:
        return error.data
    if error.response_body is None:
        return {}
    try:
        return parse_json(error.response_body)
    except JSONParseError:
        return error.response_body


def _from_response(
    response: object,
    *,
    status_code: int,
    message: str,
    cause: Exception,
    auth_method: AuthMethod | None,
    is_retryable: bool | None = None,
) -> GatewayError:
    try:
        valid = _ERROR_RESPONSE.validate(response)
    except TypeValidationError as validation_error:
        generation_id = response.get("generationId") if isinstance(response, dict) else None
        return GatewayResponseError(
            message=f"Invalid error response format: {message}",
            status_code=status_code,
            response=response,
            validation_error=validation_error,
            cause=cause,
            generation_id=generation_id if isinstance(generation_id, str) else None,
            is_retryable=is_retryable,
        )
    details = valid["error"]
    generation_id = valid.get("generationId")
    if details.get("type") == "authentication_error":
        return GatewayAuthenticationError.explain(
            auth_method, status_code=status_code, cause=cause, generation_id=generation_id
        )
    make: Callable[..., GatewayError] = _BY_TYPE.get(details.get("type") or "", _internal_server_error)
    return make(details, status_code=status_code, cause=cause, generation_id=generation_id)


def _invalid_request(details: _ErrorDetails, **facts: Any) -> GatewayError:
    return GatewayInvalidRequestError(message=details["message"], **facts)


def _rate_limit(details: _ErrorDetails, **facts: Any) -> GatewayError:
    return GatewayRateLimitError(message=details["message"], **facts)


def _model_not_found(details: _ErrorDetails, **facts: Any) -> GatewayError:
    return GatewayModelNotFoundError(message=details["message"], model_id=_param(details, "modelId"), **facts)


def _not_found(details: _ErrorDetails, **facts: Any) -> GatewayError:
    return GatewayNotFoundError(message=details["message"], **facts)


def _failed_dependency(details: _ErrorDetails, **facts: Any) -> GatewayError:
    return GatewayFailedDependencyError(message=details["message"], **facts)


def _forbidden(details: _ErrorDetails, **facts: Any) -> GatewayError:
    return GatewayForbiddenError(message=details["message"], rule_id=_param(details, "ruleId"), **facts)


def _internal_server_error(details: _ErrorDetails, **facts: Any) -> GatewayError:
    return GatewayInternalServerError(message=details["message"], **facts)


def _param(details: _ErrorDetails, name: str) -> str | None:
    param = details.get("param")
    value = param.get(name) if isinstance(param, dict) else None
    return value if isinstance(value, str) else None


_BY_TYPE: dict[str, Callable[..., GatewayError]] = {
    "failed_dependency": _failed_dependency,
    "forbidden": _forbidden,
    "internal_server_error": _internal_server_error,
    "invalid_request_error": _invalid_request,
    "model_not_found": _model_not_found,
    "not_found": _not_found,
    "rate_limit_exceeded": _rate_limit,
}
"""Every other type is an error of the server, among them those that are newer than this version."""
