"""Parsing JSON that models and providers wrote: bounded, and without surprises for whoever gets the value next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, NoReturn, Protocol, TypeAlias, TypeVar, overload

from ..errors import JSONParseError, TypeValidationError

if TYPE_CHECKING:
    from ..provider.json_value import JSONValue

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MAX_JSON_DEPTH = 200
"""Arrays and objects inside each other; deeper texts are refused, so that no consumer runs out of stack."""

MAX_JSON_SIZE = 256 * 1024 * 1024
"""Characters (of a `str`) or bytes; longer texts are refused before they are parsed."""

_SHOWN_OF_OVERSIZE_TEXT = 1_000
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


class Validator(Protocol[T_co]):
    """Anything that checks a JSON value and returns it typed, such as `Schema` and `ResponseSchema`."""

    def validate(self, value: object) -> T_co:
        """Checks a value.

        Args:
            value: A JSON value.

        Returns:
            The typed value.

        Raises:
            TypeValidationError: The value does not fit.
        """
        ...


@dataclass(slots=True, kw_only=True)
class ParseSuccess(Generic[T]):
    """A text or value that was accepted."""

    value: T
    raw_value: object
    """The JSON value before validation."""
    success: Literal[True] = True


@dataclass(slots=True, kw_only=True)
class ParseFailure:
    """A text or value that was not accepted."""

    error: JSONParseError | TypeValidationError
    raw_value: object = None
    """The JSON value that failed validation; None when the text was not JSON."""
    success: Literal[False] = False


ParseResult: TypeAlias = ParseSuccess[T] | ParseFailure
"""What the `safe_` functions return instead of raising; `success` tells the two apart."""


@overload
def parse_json(text: str | bytes, schema: None = None) -> JSONValue: ...


@overload
def parse_json(text: str | bytes, schema: Validator[T]) -> T: ...


def parse_json(text: str | bytes, schema: Validator[T] | None = None) -> T | JSONValue:
    r"""Parses JSON strictly (no NaN, no trailing commas) and checks it against a schema.

    Objects that could change the prototype of JavaScript objects (`__proto__`, `constructor.prototype`) are refused:
    values travel on to front ends. Half an emoji (an escaped surrogate without its partner, such as `\ud83d`) is kept
    as it is, because the other half may come in the next text.

    Args:
        text: The JSON text; bytes are UTF-8.
        schema: What the value must look like. Without it, every JSON value is accepted.

    Returns:
        The JSON value, or what the schema makes of it.

    Raises:
        JSONParseError: The text is not JSON, nested deeper than `MAX_JSON_DEPTH`, longer than `MAX_JSON_SIZE`, or
            holds a forbidden key.
        TypeValidationError: The value does not fit the schema.
    """
    try:
        value = _parse_securely(text)
    except (ValueError, RecursionError) as error:
        raise JSONParseError(text=_shown_text(text), cause=error) from error
    return value if schema is None else schema.validate(value)


@overload
def safe_parse_json(text: str | bytes, schema: None = None) -> ParseResult[JSONValue]: ...


@overload
def safe_parse_json(text: str | bytes, schema: Validator[T]) -> ParseResult[T]: ...


def safe_parse_json(text: str | bytes, schema: Validator[T] | None = None) -> ParseResult[T] | ParseResult[JSONValue]:
    """Parses JSON like `parse_json`, and returns the error instead of raising it.

    Args:
        text: The JSON text; bytes are UTF-8.
        schema: What the value must look like. Without it, every JSON value is accepted.

    Returns:
        A success with the value, or a failure with the error.
    """
    try:
        value = parse_json(text)
    except JSONParseError as error:
        return ParseFailure(error=error)
    return ParseSuccess(value=value, raw_value=value) if schema is None else safe_validate(value, schema)


def safe_validate(value: object, schema: Validator[T]) -> ParseResult[T]:
    """Checks a value against a schema, and returns the error instead of raising it.

    Args:
        value: A JSON value.
        schema: What the value must look like.

    Returns:
        A success with the typed value, or a failure with the error.
    """
    try:
        return ParseSuccess(value=schema.validate(value), raw_value=value)
    except TypeValidationError as error:
        return ParseFailure(error=error, raw_value=value)


def is_parsable_json(text: str | bytes) -> bool:
    """Tells whether a text is complete JSON that `parse_json` accepts.

    Args:
        text: The text.

    Returns:
        True when `parse_json` would return a value.
    """
    try:
        _parse_securely(text)
    except (ValueError, RecursionError):
        return False
    return True


def reject_forbidden_keys(value: JSONValue) -> None:
    """Refuses objects that could change the prototype of JavaScript objects, and values that are nested too deep.

    Args:
        value: A JSON value.

    Raises:
        ValueError: There is such a key, or the value is deeper than `MAX_JSON_DEPTH`.
    """
    level = [value]
    depth = 0
    while level := [node for node in level if isinstance(node, dict | list)]:
        depth += 1
        if depth > MAX_JSON_DEPTH:
            raise ValueError(f"JSON is nested deeper than {MAX_JSON_DEPTH} levels")
        deeper: list[JSONValue] = []
        for node in level:
            if isinstance(node, dict):
                _reject_forbidden_key(node)
                deeper.extend(node.values())
            elif isinstance(node, list):
                deeper.extend(node)
        level = deeper


def _reject_forbidden_key(node: dict[str, JSONValue]) -> None:
    constructor = node.get("constructor")
    if "__proto__" in node or (isinstance(constructor, dict) and "prototype" in constructor):
        raise ValueError("Object contains forbidden prototype property")


def _parse_securely(text: str | bytes) -> JSONValue:
    if len(text) > MAX_JSON_SIZE:
        raise ValueError(f"JSON is longer than {MAX_JSON_SIZE} characters")
    value, is_bounded = _parse(text)
    if not is_bounded or _may_hold_forbidden_keys(text):
        reject_forbidden_keys(value)
    return value


def _parse(text: str | bytes) -> tuple[JSONValue, bool]:
    """Returns the value, and whether the parser limited its depth."""
    from pydantic_core import from_json

    try:
        value: JSONValue = from_json(text, allow_inf_nan=False)
    except (ValueError, TypeError):  # a str with surrogates is a TypeError
        decoded = text if isinstance(text, str) else str(text, "utf-8")
        if _SURROGATE.search(decoded) is None:
            raise
        return _parse_with_surrogates(decoded), False
    return value, True


def _parse_with_surrogates(text: str) -> JSONValue:
    import json

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not JSON")

    value: JSONValue = json.loads(text, parse_constant=refuse)
    return value


def _may_hold_forbidden_keys(text: str | bytes) -> bool:
    # Keys may hide behind escapes; every letter of the forbidden ones would be written as \u00xx.
    if isinstance(text, str):
        return "__proto__" in text or "constructor" in text or "\\u00" in text
    return b"__proto__" in text or b"constructor" in text or b"\\u00" in text


def _shown_text(text: str | bytes) -> str:
    if len(text) > MAX_JSON_SIZE:
        text = text[:_SHOWN_OF_OVERSIZE_TEXT]
    return text if isinstance(text, str) else str(text, "utf-8", "replace")
