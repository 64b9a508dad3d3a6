"""The JSON form of the specification: the reference's, byte for byte where JSON allows it.

Encoding looks at values: dataclasses of the specification become objects with camelCase keys, bytes become base64,
points in time become ISO texts in UTC with milliseconds, exceptions become objects with `name` and `message`. A field
that is `None` is omitted if `None` is its default, that is, where the reference would have `undefined`; elsewhere it is
a JSON value and stays `null`.

Decoding follows the types: keys that a type does not have are ignored, unions are told apart by their discriminator,
and everything else that does not fit raises a `TypeValidationError` that names the path. It loads pydantic when it is
first used.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, overload

from ..errors import AISDKError, SerializationError, TypeValidationContext, TypeValidationError
from ._codec_hooks import SpecValue, to_camel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

    from .json_value import JSONValue

T = TypeVar("T")

_Encoder: TypeAlias = Callable[[Any], Any]


# --- Encoding ---


def to_json(value: object) -> JSONValue:
    """Turn a value of the specification into plain JSON values.

    Args:
        value: A dataclass of the specification, or a list, dict or JSON value that may hold some.

    Returns:
        Dicts, lists, texts, numbers, booleans and `None`. Nothing in it is shared with `value` but immutable values.

    Raises:
        SerializationError: The value holds something that has no JSON form, or contains itself.
    """
    try:
        return _encode(value)  # type: ignore[no-any-return]
    except RecursionError as error:
        raise SerializationError(message="The value is nested too deeply, or contains itself.", cause=error) from error


def to_json_bytes(value: object) -> bytes:
    """Turn a value of the specification into JSON text in UTF-8, without white space.

    Args:
        value: As for `to_json`. Numbers that JSON does not have (`nan`, `inf`) become `null`, as in the reference.

    Returns:
        The JSON text.

    Raises:
        SerializationError: The value holds something that has no JSON form, or contains itself.
    """
    from pydantic_core import to_json as write

    plain = to_json(value)
    try:
        return write(plain, inf_nan_mode="null")
    except ValueError:
        return _write_escaped(plain)


def _write_escaped(plain: JSONValue) -> bytes:
    """Write what holds halves of characters: JSON can escape them, UTF-8 cannot express them."""
    try:
        return json.dumps(plain, separators=(",", ":"), allow_nan=False).encode("ascii")
    except ValueError as error:
        raise SerializationError(cause=error) from error


def to_json_text(value: object) -> str:
    """Turn a value of the specification into JSON text, without white space.

    Args:
        value: As for `to_json_bytes`.

    Returns:
        The JSON text.

    Raises:
        SerializationError: The value holds something that has no JSON form, or contains itself.
    """
    return to_json_bytes(value).decode()


_SCALARS = frozenset({NoneType, bool, int, float, str})


def _encode(value: Any) -> Any:
    if type(value) in _SCALARS:
        return value
    encoder = _ENCODERS.get(type(value)) or _encoder_for(value)
    return encoder(value)


def _encode_list(value: Sequence[Any]) -> list[Any]:
    # The test stands here too, because embeddings are long lists of scalars.
    return [item if type(item) in _SCALARS else _encode(item) for item in value]


def _encode_dict(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {key if type(key) is str else _encode_key(key): _encode(item) for key, item in value.items()}


def _encode_key(key: Any) -> str:
    if isinstance(key, str):
        return str(key)
    raise SerializationError(message=f"Keys of JSON objects are texts, not {type(key).__name__}.")


def _encode_bytes(value: Any) -> str:
    return base64.b64encode(value).decode("ascii")


def _encode_datetime(value: datetime) -> str:
    in_utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return in_utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


_UNSENT_ERROR_FIELDS = frozenset({"name", "message", "partial_results", "request_body_values"})


def _encode_error(error: BaseException) -> dict[str, Any]:
    """Name, message and the fields of our own errors, without causes and without the request that failed."""
    encoded: dict[str, Any] = {
        "name": error.name if isinstance(error, AISDKError) else type(error).__name__,
        "message": str(error),
    }
    if isinstance(error, AISDKError):
        for name, value in vars(error).items():
            if value is not None and not name.startswith("_") and name not in _UNSENT_ERROR_FIELDS:
                with suppress(SerializationError):  # The report of an error must not fail for a field of it.
                    encoded[to_camel(name)] = _encode(value)
    return encoded


def _encode_other(value: Any) -> Any:
    """Whatever pydantic knows how to write: models, enums, UUIDs, decimals, ..."""
    from pydantic_core import to_jsonable_python

    try:
        return to_jsonable_python(value, by_alias=True)
    except ValueError as error:
        raise SerializationError(message=f"{type(value).__name__} has no JSON form.", cause=error) from error


def _spec_encoder(spec_class: type[SpecValue]) -> _Encoder:
    json_field = spec_class.__json_field__
    if json_field is not None:
        return lambda value: _encode(getattr(value, json_field))
    # (attribute, key, omit when None)
    plan = [(field.name, to_camel(field.name), field.default is None) for field in dataclasses.fields(spec_class)]

    def encode(value: Any) -> dict[str, Any]:
        encoded = {}
        for attribute, key, optional in plan:
            item = getattr(value, attribute)
            if item is not None:
                encoded[key] = item if type(item) in _SCALARS else _encode(item)
            elif not optional:
                encoded[key] = None
        return encoded

    return encode


def _encoder_for(value: Any) -> _Encoder:
    """Find the encoder of a type that was not met before; those of the specification are kept."""
    value_type = type(value)
    if isinstance(value, SpecValue):
        return _ENCODERS.setdefault(value_type, _spec_encoder(value_type))
    for base, encoder in _ENCODERS_OF_SUBTYPES:
        if isinstance(value, base):
            return encoder
    if hasattr(value, "tolist"):  # array.array and numpy's arrays
        return lambda array: array.tolist()
    return _encode_other


_ENCODERS: dict[type, _Encoder] = {
    list: _encode_list,
    dict: _encode_dict,
    tuple: _encode_list,
    bytes: _encode_bytes,
    bytearray: _encode_bytes,
    datetime: _encode_datetime,
}

_ENCODERS_OF_SUBTYPES: tuple[tuple[Any, _Encoder], ...] = (
    (BaseException, _encode_error),
    (Mapping, _encode_dict),
    ((list, tuple), _encode_list),
    ((bytes, bytearray, memoryview), _encode_bytes),
    (datetime, _encode_datetime),
)


# --- Decoding ---


@overload
def from_json(value_type: type[T], data: object) -> T: ...
@overload
def from_json(value_type: Any, data: object) -> Any: ...
def from_json(value_type: Any, data: object) -> Any:
    """Turn plain JSON values into a value of the specification.

    Args:
        value_type: A dataclass of the specification, one of its unions, or a list or dict of these.
        data: What `to_json` gave, or `json.loads`. Dataclasses within it are taken as they are.

    Returns:
        The value. JSON values that it holds (options, metadata, tool inputs) are shared with `data`.

    Raises:
        TypeValidationError: The data do not fit the type; the message names the path and the reason.
    """
    from pydantic_core import ValidationError

    try:
        return _validator(value_type).validate_python(data)
    except ValidationError as error:
        raise _type_validation_error(data, error) from error


@overload
def from_json_text(value_type: type[T], text: str | bytes) -> T: ...
@overload
def from_json_text(value_type: Any, text: str | bytes) -> Any: ...
def from_json_text(value_type: Any, text: str | bytes) -> Any:
    """Turn JSON text into a value of the specification.

    Args:
        value_type: As for `from_json`.
        text: JSON text, or its UTF-8 form.

    Returns:
        The value.

    Raises:
        TypeValidationError: The text is not JSON, or does not fit the type; the message names the path and the reason.
    """
    from pydantic_core import ValidationError

    try:
        return _validator(value_type).validate_json(text)
    except ValidationError:
        # Halves of characters, which JavaScript writes and pydantic refuses, are fine; other faults are found again.
        return from_json(value_type, _parse(text))


def _validator(value_type: Any) -> SchemaValidator:
    # Hashing a union of many types costs more than validating a value, so known types are found by identity.
    known = _BY_IDENTITY.get(id(value_type))
    if known is None or known[0] is not value_type:
        known = _build_validator(value_type)
        _BY_IDENTITY[id(known[0])] = known
    return known[1]


_BY_IDENTITY: dict[int, tuple[Any, SchemaValidator]] = {}


@functools.cache
def _build_validator(value_type: Any) -> tuple[Any, SchemaValidator]:
    from pydantic import TypeAdapter

    return value_type, TypeAdapter(value_type).validator  # type: ignore[return-value]


def _parse(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TypeValidationError(value=text, cause=error) from error


def _type_validation_error(value: object, error: ValidationError) -> TypeValidationError:
    issues = [(_path(value, issue), issue["msg"]) for issue in error.errors(include_url=False)]
    reasons = "; ".join(f"{path}: {message}" if path else message for path, message in issues)
    return TypeValidationError(value=value, cause=reasons, context=TypeValidationContext(field=issues[0][0] or None))


_DISCRIMINATORS = ("type", "role", "sourceType", "status")


def _path(value: Any, issue: ErrorDetails) -> str:
    """Write a place as `content[0].text`, without the discriminator values that pydantic mixes in."""
    *outer_steps, last_step = issue["loc"] or ("",)
    path = ""
    for step in outer_steps:
        if not _is_tag(value, step):
            path += _path_step(step)
            value = _child(value, step)
    if not (issue["type"].startswith("union_tag") and _is_tag(value, last_step)):
        path += _path_step(last_step)
    return path.strip(".")


def _is_tag(value: Any, step: int | str) -> bool:
    return isinstance(value, dict) and any(value.get(key) == step for key in _DISCRIMINATORS)


def _path_step(step: int | str) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{step}"


def _child(value: Any, step: int | str) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None
