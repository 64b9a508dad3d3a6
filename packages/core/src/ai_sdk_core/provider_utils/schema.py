"""Schemas: what a value must look like, as JSON Schema for models and as a check for their answers.

```python
schema = as_schema(list[int])
schema.json_schema  # {"$schema": ..., "type": "array", "items": {"type": "integer"}}
schema.validate([1, 2])  # [1, 2], typed as list[int]
```
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, Union, overload

from ..errors import InvalidArgumentError, TypeValidationContext, TypeValidationError
from .json_parsing import parse_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from ..provider.json_value import JSONObject

T = TypeVar("T")

_CACHED_TYPES = 256
"""Schemas of so many types are kept. Bounded, because types can be made at run time; a weak dictionary would not help,
since a schema holds on to its type."""


class Schema(Generic[T]):
    """What a value must look like. Made by `as_schema` and `json_schema`."""

    __slots__ = ("_json_schema", "_validate")

    def __init__(
        self,
        *,
        json_schema: JSONObject | Callable[[], JSONObject],
        validate: Callable[[object], T] | None = None,
    ) -> None:
        self._json_schema = json_schema
        self._validate = validate

    @property
    def json_schema(self) -> JSONObject:
        """The JSON Schema (draft 7) that providers are sent. Shared: copy it before changing it.

        Raises:
            InvalidArgumentError: The type that this schema was made from cannot be expressed in JSON.
        """
        if callable(self._json_schema):
            self._json_schema = self._json_schema()
        return self._json_schema

    def validate(self, value: object, *, context: TypeValidationContext | None = None) -> T:
        """Checks a JSON value.

        Types are strict, as in JSON: `"1"` is no number. What JSON writes differently is converted: lists to tuples and
        sets, ISO strings to dates, objects to models and dataclasses.

        Args:
            value: The value.
            context: Where the value sits, for the error message.

        Returns:
            The value, converted to the type that the schema was made from.

        Raises:
            TypeValidationError: The value does not fit.
            InvalidArgumentError: The type that this schema was made from cannot be validated.
        """
        if self._validate is None:
            return value  # type: ignore[return-value]  # a schema without validation accepts everything
        try:
            return self._validate(value)
        except InvalidArgumentError:
            raise
        except Exception as error:  # validation functions are the users'
            wrapped = TypeValidationError.wrap(value=value, cause=error, context=context)
            if wrapped is error:
                raise
            raise wrapped from error

    def validate_json(self, text: str | bytes) -> T:
        """Parses a JSON text and checks the value.

        Args:
            text: The JSON text; bytes are UTF-8.

        Returns:
            The typed value.

        Raises:
            JSONParseError: The text is not JSON.
            TypeValidationError: The value does not fit.
        """
        return parse_json(text, self)


FlexibleSchema: TypeAlias = Union[Schema[T], "TypeAdapter[T]", type[T], Mapping[str, Any]]
"""Whatever `as_schema` takes: a schema, a type, a pydantic `TypeAdapter`, or a JSON Schema as a dict."""


@overload
def json_schema(schema: JSONObject | Callable[[], JSONObject], validate: Callable[[object], T]) -> Schema[T]: ...


@overload
def json_schema(schema: JSONObject | Callable[[], JSONObject], validate: None = None) -> Schema[Any]: ...


def json_schema(
    schema: JSONObject | Callable[[], JSONObject], validate: Callable[[object], Any] | None = None
) -> Schema[Any]:
    """Makes a schema from JSON Schema, which is passed to providers as it is.

    Args:
        schema: The JSON Schema, or a function that makes it when it is first needed.
        validate: Checks a value and returns it typed, or raises. Without it, every value is accepted.

    Returns:
        The schema.
    """
    return Schema(json_schema=schema, validate=validate)


@overload
def as_schema(schema: Schema[T]) -> Schema[T]: ...


@overload
def as_schema(schema: TypeAdapter[T]) -> Schema[T]: ...


@overload
def as_schema(schema: type[T]) -> Schema[T]: ...


@overload
def as_schema(schema: object) -> Schema[Any]: ...


def as_schema(schema: object) -> Schema[Any]:
    """Makes a schema from whatever describes a type.

    Types may be pydantic models, dataclasses, TypedDicts (those of `typing_extensions` before Python 3.12), builtin and
    generic types, unions, and everything else that a pydantic `TypeAdapter` takes. Nothing is compiled before the
    schema is used.

    Args:
        schema: A type, a `TypeAdapter`, a JSON Schema as a dict (accepts every value, see `json_schema`), a `Schema`
            (returned as it is), or None for an object without properties.

    Returns:
        The schema.
    """
    if isinstance(schema, Schema):
        return schema
    if schema is None:
        return Schema(json_schema={"type": "object", "properties": {}, "additionalProperties": False})
    if isinstance(schema, Mapping):
        return Schema(json_schema=dict(schema))
    if _is_type_adapter(schema):
        return _schema_of_type(schema)
    try:
        return _cached_schema_of_type(schema)
    except TypeError:  # not hashable: an Annotated with a list in it, for example
        return _schema_of_type(schema)


def _is_type_adapter(value: object) -> bool:
    # Where pydantic was never imported, nobody can have made an adapter.
    module = sys.modules.get("pydantic.type_adapter")
    return module is not None and isinstance(value, module.TypeAdapter)


def _schema_of_type(source: object) -> Schema[Any]:
    converter: Any = None

    def compiled() -> Any:
        nonlocal converter
        if converter is None:
            from ._pydantic_schema import TypeConverter

            converter = TypeConverter(source)
        return converter

    return Schema(
        json_schema=lambda: compiled().json_schema(),
        validate=lambda value: compiled().validate(value),
    )


_cached_schema_of_type = lru_cache(maxsize=_CACHED_TYPES)(_schema_of_type)
