"""How error responses look and what is read from them."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from ai_sdk_core.provider_utils import ErrorHandler, ResponseSchema, json_error_handler


class OpenAIErrorDetails(TypedDict):
    """The inner object of an error response; compatible servers leave out all but the message."""

    message: str
    type: NotRequired[str | None]
    param: NotRequired[Any]
    code: NotRequired[str | int | float | None]


class OpenAIErrorData(TypedDict):
    """An error response."""

    error: OpenAIErrorDetails


def _message(error: OpenAIErrorData) -> str:
    return error["error"]["message"]


ERROR_SCHEMA = ResponseSchema(OpenAIErrorData)
"""Validates error responses."""

ERROR_HANDLER: ErrorHandler = json_error_handler(ERROR_SCHEMA, _message)
"""Makes errors from error responses."""
