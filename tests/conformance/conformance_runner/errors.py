"""Building the errors that a case describes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ai_sdk_core import errors

from .names import find_name, to_snake
from .providers import import_package
from .verdicts import Unimplemented


def build_error(description: Mapping[str, Any] | str, decode: Callable[[Any], Any]) -> BaseException:
    """Build an exception.

    Args:
        description: `type` (default `Error`), `message` and the arguments of the type's constructor.
        decode: Decodes the arguments.

    Returns:
        The exception.

    Raises:
        Unimplemented: We have no such error.
    """
    if isinstance(description, str):
        description = {"message": description}
    kind = description.get("type", "Error")
    fields = {key: decode(value) for key, value in description.items() if key != "type"}
    if kind in ("string", "object"):
        return thrown_value(fields.get("message", "") if kind == "string" else fields.get("value"))
    if kind == "Error":
        return _plain_error(fields)
    if kind in _BUILTIN_ERRORS:
        return _BUILTIN_ERRORS[kind](fields.get("message", ""))
    if kind == "AbortError":
        return errors.AbortError(message=fields.get("message", "The operation was aborted."))
    return _sdk_error(error_class(kind), fields)


class ThrownValue(Exception):
    """Stands for a value that JavaScript throws although it is no error. Python raises exceptions only."""

    value: Any


def thrown_value(value: Any) -> ThrownValue:
    """Make the exception that stands for a thrown value: it says what JavaScript says of the value, and nothing else.

    Args:
        value: What is thrown.

    Returns:
        The exception.
    """
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    exception: ThrownValue = type(text, (ThrownValue,), {})()
    exception.value = value
    return exception


_BUILTIN_ERRORS: Mapping[str, type[Exception]] = {"TypeError": TypeError, "RangeError": ValueError}


def error_class(kind: str) -> type[errors.AISDKError]:
    """Find one of our error classes by the reference's name."""
    home: Any = errors
    if kind.startswith("Gateway"):
        home = import_package("@ai-sdk/gateway")
    found = getattr(home, kind.removeprefix("Experimental_"), None)
    if not isinstance(found, type) or not issubclass(found, errors.AISDKError):
        raise Unimplemented(f"error {kind}")
    return found


def _plain_error(fields: dict[str, Any]) -> Exception:
    message = fields.pop("message", "")
    cause = fields.pop("cause", None)
    name = fields.pop("name", "Error")
    # An error with a name of its own is an instance of a class of its own here.
    error: Exception = (Exception if name == "Error" else type(name, (Exception,), {}))(message)
    for key, value in fields.items():
        setattr(error, to_snake(key), value)
    if isinstance(cause, BaseException):
        error.__cause__ = cause
    return error


def _sdk_error(kind: type[errors.AISDKError], fields: dict[str, Any]) -> errors.AISDKError:
    if kind is errors.APICallError:
        fields = {"url": "https://api.example.com", "requestBodyValues": {}, **fields}
    if isinstance(fields.get("context"), Mapping):
        context = {to_snake(key): value for key, value in fields["context"].items()}
        fields["context"] = errors.TypeValidationContext(**context)
    if "type2" in fields:  # `type` says which class it is.
        fields["type"] = fields.pop("type2")
    parameters = _parameters(kind)
    return kind(**{find_name(key, parameters) or to_snake(key): value for key, value in fields.items()})


def _parameters(kind: type[errors.AISDKError]) -> tuple[str, ...]:
    code = kind.__init__.__code__
    return code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
