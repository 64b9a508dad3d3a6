"""Errors that come inside a stream: what they mean, and those that come before anything else.

A stream that begins with an error is a call that failed: it is raised before the stream is handed out, so that the call
can be tried again. Later errors are parts of the stream.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ai_sdk_core.errors import APICallError, is_retryable_status_code
from ai_sdk_core.provider_utils import to_json_text

_THREE_DIGITS = re.compile(r"[0-9]{3}")

_STATUS_OF_TERMS = (
    ("insufficient_quota", 429),
    ("rate_limit", 429),
    ("authentication", 401),
    ("permission", 403),
    ("not_found", 404),
    ("invalid", 400),
    ("bad_request", 400),
    ("context_length", 400),
    ("overload", 503),
    ("timeout", 504),
)
"""The HTTP status that an error would have had outside a stream, by what its code or type contains."""


def describe_stream_error(frame: Any) -> Any:
    """Say what an error in a stream means.

    Args:
        frame: The error as the API sent it.

    Returns:
        An object with message, type, code, status and whether it may pass, under the names that all providers share;
        the frame itself if it holds no error that can be read.
    """
    details = _find_details(frame)
    if details is None:
        return frame
    message, code, error_type = details
    status_code = _status_code(code, error_type)
    is_retryable = "insufficient_quota" not in (code, error_type) and is_retryable_status_code(status_code)
    description = {
        "message": message,
        "type": error_type,
        "code": code,
        "statusCode": status_code,
        "isRetryable": is_retryable,
        "data": frame,
    }
    return {name: value for name, value in description.items() if value is not None}


def early_stream_error(frame: Any, *, url: str, request_body: object, response_headers: dict[str, str]) -> APICallError:
    """Make the error of a call whose stream began with an error.

    Args:
        frame: The error as the API sent it.
        url: What was called.
        request_body: What was sent.
        response_headers: Headers of the response.

    Returns:
        The error.
    """
    description = describe_stream_error(frame)
    is_described = description is not frame
    return APICallError(
        message=description["message"] if is_described else "OpenAI stream failed before any output was generated",
        url=url,
        request_body_values=request_body,
        status_code=description["statusCode"] if is_described else 500,
        response_headers=response_headers,
        response_body=to_json_text(frame),
        data=frame,
        is_retryable=description["isRetryable"] if is_described else None,
    )


def _find_details(frame: Any) -> tuple[str, str | int | float | None, str | None] | None:
    """Message, code and type."""
    if not isinstance(frame, Mapping):
        return None
    if frame.get("type") == "response.failed":
        error = _mapping(_mapping(frame.get("response")).get("error"))
        error_type: Any = "response.failed"
    else:
        inner = frame.get("error")
        error = inner if isinstance(inner, Mapping) else frame
        error_type = error.get("type")
        is_error = error is inner or isinstance(error_type, str) or "code" in error or "param" in error
        if not is_error:
            return None
    message, code = error.get("message"), error.get("code")
    if not isinstance(message, str):
        return None
    is_code = isinstance(code, str | int | float) and not isinstance(code, bool)
    return message, code if is_code else None, error_type if isinstance(error_type, str) else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _status_code(code: str | float | None, error_type: str | None) -> int:
    number = int(code) if isinstance(code, str) and _THREE_DIGITS.fullmatch(code) else code
    if isinstance(number, int | float) and number == int(number) and 400 <= number <= 599:
        return int(number)
    text = " ".join(str(label) for label in (code, error_type) if label is not None).lower()
    return next((status for term, status in _STATUS_OF_TERMS if term in text), 500)
