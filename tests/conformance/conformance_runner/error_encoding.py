"""From exceptions to the JSON in which cases write errors down.

Python chains exceptions wherever one leads to another, and its libraries and ours name theirs in their own way; here
they are told as the reference tells them.
"""

from __future__ import annotations

import asyncio
import copy
import inspect
import re
from collections.abc import Callable
from typing import Any

from ai_sdk_core.errors import (
    AbortError,
    AISDKError,
    InvalidArgumentError,
    JSONParseError,
    NoOutputGeneratedError,
    OperationTimeoutError,
    TypeValidationError,
)

from .names import to_camel

_MAX_CAUSES = 4

_OUR_OWN_FIELDS = frozenset({"name", "message", "partial_results", "label", "timeout"})
"""Fields of our exceptions that those of the reference do not have."""

_WITHOUT_CAUSE = (NoOutputGeneratedError, OperationTimeoutError, AbortError)
"""Errors that can have a cause, and to which the reference gives none."""

_CANCELLATION = (asyncio.CancelledError, TimeoutError)
"""How asyncio stops things; the reference's platform has other means, which leave no trace."""

_ENGINE_NAMES = {"httpx": "Error", "httpcore": "Error", "pydantic_core": "ZodError", "pydantic": "ZodError"}
"""Names of errors that come from the libraries beneath, by package."""

_JSON_FAULT = re.compile(r"(JSON parsing failed: Text: [\s\S]*?\.\nError message: )ValueError: ")

_OUR_NAMES = {"base_url": "baseURL", "create_openai(": "createOpenAI(", "use ai-sdk-": "use @ai-sdk/"}
"""Names of functions, settings and packages in messages, and what the reference has in their place."""


def with_reference_wording(text: str) -> str:
    """What is a `ValueError` of Python's JSON parsers is a `SyntaxError` of JavaScript's."""
    return _JSON_FAULT.sub(r"\1SyntaxError: ", text) if "JSON parsing failed" in text else text


class ErrorEncoder:
    """Writes exceptions down.

    Args:
        encode: Writes down the values of their fields; gives `omitted` for what cannot be written.
        omitted: See there.
        without: Fields to leave out, as the reference names them.
        flat_causes: Whether causes are plain objects, not marked as errors.
    """

    def __init__(
        self,
        encode: Callable[[Any], Any],
        omitted: object,
        *,
        without: frozenset[str] = frozenset(),
        flat_causes: bool = False,
    ) -> None:
        self._encode = encode
        self._omitted = omitted
        self._without = without
        self._flat_causes = flat_causes

    def fields(self, error: BaseException, depth: int = 0) -> dict[str, Any]:
        """Write down name, message, fields and cause.

        Args:
            error: The exception.
            depth: How many causes lie above it.

        Returns:
            The members of `$error`.
        """
        error = _with_reference_names(error)
        fields = {"name": _name(error), "message": _with_reference_terms(with_reference_wording(str(error)))}
        for attribute, value in _own_fields(error).items():
            key = to_camel(attribute)
            encoded = self._encode(value)
            if key not in self._without and encoded is not self._omitted:
                fields[key] = encoded
        cause = _cause(error)
        if cause is not None and depth < _MAX_CAUSES:
            fields["cause"] = self._cause(error, cause, depth)
        return fields

    def _cause(self, error: BaseException, cause: object, depth: int) -> Any:
        if not isinstance(cause, BaseException):
            return self._encode(cause)
        fields = self.fields(cause, depth + 1)
        if isinstance(error, JSONParseError) and isinstance(cause, ValueError):
            fields["name"] = "SyntaxError"
        return fields if self._flat_causes else {"$error": fields}


def _with_reference_terms(message: str) -> str:
    for ours, theirs in _OUR_NAMES.items():
        message = message.replace(ours, theirs)
    return message


def _name(error: BaseException) -> str:
    if isinstance(error, AISDKError):
        return error.name
    package = type(error).__module__.partition(".")[0]
    return _ENGINE_NAMES.get(package) or ("Error" if type(error) is Exception else type(error).__name__)


def _own_fields(error: BaseException) -> dict[str, Any]:
    keeps_none = {"value"} if isinstance(error, TypeValidationError) else set()
    return {
        name: value
        for name, value in vars(error).items()
        if not name.startswith("_") and name not in _OUR_OWN_FIELDS and (value is not None or name in keeps_none)
    }


def _cause(error: BaseException) -> object:
    """What the reference would give as the cause."""
    if not isinstance(error, AISDKError):
        cause: object = error.__cause__
    elif isinstance(error, _WITHOUT_CAUSE) or not _takes_cause(type(error)):
        return None
    elif isinstance(error, InvalidArgumentError) and error.parameter is not None:
        return None  # The reference has two classes of this name, and this one has none.
    else:
        cause = error.cause
    return None if isinstance(cause, _CANCELLATION) and not isinstance(cause, AISDKError) else cause


def _takes_cause(kind: type[AISDKError]) -> bool:
    return "cause" in inspect.signature(kind).parameters


def _with_reference_names(error: BaseException) -> BaseException:
    """Arguments have other names in the reference, and so have messages that name them."""
    if not isinstance(error, InvalidArgumentError):
        return error
    renamed = copy.copy(error)
    for attribute in ("parameter", "argument"):
        name = getattr(error, attribute)
        if name is not None and "_" in name:
            setattr(renamed, attribute, to_camel(name))
            renamed.args = (str(renamed).replace(name, to_camel(name)),)
    renamed.__cause__ = error.__cause__
    return renamed
