"""How errors look: those that are responses, and those that come inside a stream."""

from __future__ import annotations

from typing import Any, NamedTuple, TypedDict

from ai_sdk_core.provider_utils import ResponseSchema, json_error_handler


class GroqError(TypedDict):
    """The inner object of an error."""

    message: str
    type: str


class GroqErrorData(TypedDict):
    """An error as Groq sends it."""

    error: GroqError


class _Meaning(NamedTuple):
    status_code: int
    is_retryable: bool


_MEANINGS = {
    "rate_limit_error": _Meaning(429, True),
    "api_error": _Meaning(500, True),
    "internal_server_error": _Meaning(500, True),
    "server_error": _Meaning(500, True),
    "overloaded_error": _Meaning(503, True),
    "service_unavailable": _Meaning(503, True),
    "timeout": _Meaning(504, True),
    "timeout_error": _Meaning(504, True),
    "authentication_error": _Meaning(401, False),
    "invalid_api_key": _Meaning(401, False),
    "permission_error": _Meaning(403, False),
    "not_found_error": _Meaning(404, False),
    "model_not_found": _Meaning(404, False),
    "bad_request": _Meaning(400, False),
    "context_length_exceeded": _Meaning(400, False),
    "invalid_request_error": _Meaning(400, False),
}
"""The HTTP status that an error would have had outside a stream, and whether it may pass, by type."""


def describe_stream_error(frame: GroqErrorData) -> dict[str, Any]:
    """Say what an error in a stream means.

    Args:
        frame: The error as it was sent.

    Returns:
        An object with message, type, status and whether the error may pass, under the names that all providers share.
        Nothing is said about the status of unknown types.
    """
    error = frame["error"]
    description: dict[str, Any] = {"message": error["message"], "type": error["type"]}
    meaning = _MEANINGS.get(error["type"])
    if meaning is not None:
        description["statusCode"] = meaning.status_code
        description["isRetryable"] = meaning.is_retryable
    return {**description, "data": frame}


def _message(data: GroqErrorData) -> str:
    return data["error"]["message"]


ERROR_HANDLER = json_error_handler(ResponseSchema(GroqErrorData), _message)
"""Makes errors from error responses."""
