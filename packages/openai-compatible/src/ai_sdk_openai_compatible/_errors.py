"""How error responses look and what is read from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NotRequired, TypedDict, TypeVar

from ai_sdk_core.provider_utils import ErrorHandler, HttpResponse, ResponseSchema, json_error_handler

ErrorT = TypeVar("ErrorT")


class OpenAICompatibleError(TypedDict):
    """The inner object of an error response."""

    message: str
    type: NotRequired[str | None]
    param: NotRequired[Any]
    code: NotRequired[str | int | float | None]


class OpenAICompatibleErrorData(TypedDict):
    """An error response as OpenAI sends it."""

    error: OpenAICompatibleError


@dataclass(frozen=True, kw_only=True)
class ProviderErrorStructure(Generic[ErrorT]):
    """What the error responses of a provider look like, for providers whose errors differ from OpenAI's."""

    error_type: type[ErrorT]
    """The `TypedDict` that describes an error response."""
    error_to_message: Callable[[ErrorT], str]
    """Finds the message for the user."""
    is_retryable: Callable[[HttpResponse, ErrorT | None], bool | None] | None = None
    """Decides whether the same request may succeed later, from the response and the error (None if it could not be
    read). By default, the status code decides."""

    @cached_property
    def error_handler(self) -> ErrorHandler:
        """Makes errors from error responses."""
        return json_error_handler(
            ResponseSchema(self.error_type), self.error_to_message, is_retryable=self.is_retryable
        )


def _message(error: OpenAICompatibleErrorData) -> str:
    return error["error"]["message"]


DEFAULT_ERROR_STRUCTURE: ProviderErrorStructure[OpenAICompatibleErrorData] = ProviderErrorStructure(
    error_type=OpenAICompatibleErrorData, error_to_message=_message
)
"""OpenAI's errors."""
