"""How error responses look."""

from __future__ import annotations

from typing import TypedDict

from ai_sdk_core.provider_utils import ResponseSchema, json_error_handler


class _Error(TypedDict):
    message: str


class _ErrorResponse(TypedDict):
    error: _Error


def _message(response: _ErrorResponse) -> str:
    return response["error"]["message"]


ERROR_HANDLER = json_error_handler(ResponseSchema(_ErrorResponse), _message)
"""Makes errors from error responses of the image and reranking APIs."""
