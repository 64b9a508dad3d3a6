"""Errors of the API: as whole responses, and as events of a stream."""

from __future__ import annotations

from functools import cache
from typing import Literal, NotRequired, TypedDict, cast

from ai_sdk_core.provider import JSONObject, JSONValue
from ai_sdk_core.provider_utils import ErrorHandler, ResponseSchema, json_error_handler


class AnthropicErrorDetails(TypedDict):
    """What some errors say besides their message."""

    error_code: NotRequired[JSONValue]
    unsupported: NotRequired[JSONValue]


class AnthropicError(TypedDict):
    """The inner object of an error response."""

    type: str
    message: str
    details: NotRequired[AnthropicErrorDetails | JSONValue]


class AnthropicErrorData(TypedDict):
    """An error response."""

    type: Literal["error"]
    error: AnthropicError


class StreamErrorEvent(TypedDict):
    """The inner object of an `error` event. Proxies add what they know about retrying."""

    type: str
    message: str
    code: NotRequired[str | int | float | None]
    statusCode: NotRequired[int | None]
    isRetryable: NotRequired[bool | None]
    data: NotRequired[JSONValue]


_KNOWN_STREAM_ERRORS: dict[str, tuple[int, bool]] = {
    "api_error": (500, True),
    "overloaded_error": (529, True),
    "rate_limit_error": (429, True),
    "request_too_large": (413, False),
    "authentication_error": (401, False),
    "permission_error": (403, False),
    "not_found_error": (404, False),
    "billing_error": (400, False),
    "invalid_request_error": (400, False),
}
"""Status, and whether another attempt may succeed: a stream has begun with status 200 when it fails."""


@cache
def anthropic_error_handler() -> ErrorHandler:
    """Give the handler of error responses.

    Returns:
        A handler that makes an `APICallError` with the message of the API.
    """
    return json_error_handler(ResponseSchema(AnthropicErrorData), lambda data: data["error"]["message"])


def describe_stream_error(event: StreamErrorEvent) -> JSONObject:
    """Complete an error that came inside a stream.

    Args:
        event: The error as the API sent it.

    Returns:
        The error with a status and whether it may be retried, where that is known; the original is in `data`.
    """
    status_code, is_retryable = _KNOWN_STREAM_ERRORS.get(event["type"], (None, None))
    described: JSONObject = {
        "message": event["message"],
        "type": event["type"],
        "code": event.get("code"),
        "statusCode": _first(event.get("statusCode"), status_code),
        "isRetryable": _first(event.get("isRetryable"), is_retryable),
    }
    data: JSONValue = event.get("data", cast("JSONObject", event))
    return {**{name: value for name, value in described.items() if value is not None}, "data": data}


def _first(given: JSONValue, inferred: JSONValue) -> JSONValue:
    return inferred if given is None else given
