"""The base of all errors, and the texts that errors are described with. `errors` is the public module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ._override import override


class AISDKError(Exception):
    """Base class of all errors of the SDK."""

    partial_results: Sequence[Any] = ()
    """What was finished before the error: the steps of a generation, the results of a batch's other parts."""

    def __init__(self, *, message: str, name: str | None = None, cause: object = None) -> None:
        super().__init__(message)
        self._name = name
        if isinstance(cause, BaseException):
            self.__cause__ = cause
        elif cause is not None:
            self._cause_value = cause

    @property
    def name(self) -> str:
        """The family-wide name of the error, for example `AI_APICallError`; the same in all languages."""
        return self._name or f"AI_{type(self).__name__}"

    @property
    def message(self) -> str:
        """The text of the error, as `str()` gives it."""
        return str(self)

    @property
    def cause(self) -> object:
        """What led to this error: `__cause__`, or a value that is no exception, or None."""
        return self.__cause__ if self.__cause__ is not None else self.__dict__.get("_cause_value")

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross process boundaries although their constructors take keywords only."""
        return _restore_error, (type(self), self.args, self.__dict__)


def _restore_error(error_class: type[AISDKError], args: tuple[Any, ...], state: dict[str, Any]) -> AISDKError:
    error = error_class.__new__(error_class)
    error.args = args
    error.__dict__.update(state)
    return error


def get_error_message(error: object) -> str:
    """Describes any error in one text, the way the reference does: `ValueError: no such city`.

    Args:
        error: An exception, a text, or any other value that was reported as an error.

    Returns:
        Name and message of an exception (a bare `Exception` is named `Error`), a text as it is, other values as JSON.
    """
    if error is None:
        return "unknown error"
    if isinstance(error, str):
        return error
    if isinstance(error, BaseException):
        name = _error_name(error)
        return f"{name}: {error}" if str(error) else name
    return to_json_text(error)


def _error_name(error: BaseException) -> str:
    if isinstance(error, AISDKError):
        return error.name
    return "Error" if type(error) is Exception else type(error).__name__


def to_json_text(value: object) -> str:
    """Writes any value as JSON or, where that is impossible, as Python."""
    import json  # Only failing programs need it: keeps the import of the package cheap.

    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=repr)
    except (TypeError, ValueError, RecursionError):  # Keys that are no texts, cycles, and nesting without end.
        return repr(value)


def enumerate_identifiers(noun: str, identifiers: Sequence[str]) -> str:
    """Writes `field "a"` or `fields "a", "b"`."""
    quoted = ", ".join(to_json_text(identifier) for identifier in identifiers)
    return f"{noun if len(identifiers) == 1 else noun + 's'} {quoted}"


def json_type_name(value: object) -> str:
    """Messages name types as JSON does, so that they read the same in all languages."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "undefined" if value is None else "object"
