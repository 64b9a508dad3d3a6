"""Errors that providers report inside a stream, brought into one form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..errors import StreamProviderError

_THREE_DIGITS = re.compile(r"[0-9]{3}")
_STATUS_OF_MESSAGE = {
    "overloaded": 503,
    "overloaded error": 503,
    "model overloaded": 503,
    "internal server error": 500,
    "service unavailable": 503,
}


def normalize_stream_error(error: Any) -> Any:
    """Turn the error object of a provider into an exception.

    Args:
        error: What a model put into an `error` part.

    Returns:
        A `StreamProviderError` with what the object says, if it has a message; everything else as it is.
    """
    if not isinstance(error, Mapping):
        return error
    details = _details(error)
    message = details.get("message")
    if not isinstance(message, str):
        return error
    sources = (details, error)
    status_code = _status_code(sources)
    is_retryable = _first(sources, ("isRetryable", "is_retryable"), bool)
    if message.strip().lower() in _STATUS_OF_MESSAGE:
        status_code = status_code or _STATUS_OF_MESSAGE[message.strip().lower()]
        is_retryable = True if is_retryable is None else is_retryable
    return StreamProviderError(
        message=message,
        type=_first(sources, ("type",), str),
        code=_first(sources, ("code",), str | int | float),
        status_code=status_code,
        is_retryable=is_retryable,
        data=error,
    )


def _details(error: Mapping[str, Any]) -> Mapping[str, Any]:
    """Find the object that describes the error: providers wrap it in `error`, or in `response.error`."""
    response = error.get("response")
    candidates = (response.get("error") if isinstance(response, Mapping) else None, error.get("error"))
    return next((candidate for candidate in candidates if isinstance(candidate, Mapping)), error)


def _first(sources: tuple[Mapping[str, Any], ...], keys: tuple[str, ...], kind: Any) -> Any:
    """Give the first value of a kind; numbers that are no booleans count as numbers."""
    for key in keys:
        for source in sources:
            value = source.get(key)
            if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
                return value
    return None


def _status_code(sources: tuple[Mapping[str, Any], ...]) -> int | None:
    for key in ("statusCode", "status_code", "status", "code"):
        for source in sources:
            status_code = _as_status_code(source.get(key))
            if status_code is not None:
                return status_code
    return None


def _as_status_code(value: Any) -> int | None:
    if isinstance(value, str) and _THREE_DIGITS.fullmatch(value):
        value = int(value)
    return value if type(value) is int and 400 <= value <= 599 else None
