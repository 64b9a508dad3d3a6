"""Validation of what providers answer: a `TypedDict` becomes a validator that reads JSON bytes in one pass.

Why not pydantic: importing it costs as much as importing httpx, and its `TypeAdapter` is built on the same Rust
validator that is used here directly. The result of a validation is a plain `dict` of the declared type.

What a field's annotation means:

* `str`, `int`, `float`, `bool`: exactly that JSON type; nothing is coerced from text. `5.0` is a valid `int`, `5` a
  valid `float`.
* `T | None`: may be null or absent; an absent one reads as None.
* `NotRequired[T]`, or any field of a `TypedDict` with `total=False`: may be null or absent; an absent one stays absent.
* `list[T]`, `dict[str, T]`, `Literal[...]`, nested `TypedDict`s, unions, `Any`, `object`, `JSONValue`: as one expects.
  Unions try their members in order; `TypedDict` members that a `Literal` field tells apart are chosen by that field. A
  member in which that field is any `str` stands for the values that no other member has.

Unknown fields are dropped, unless the `TypedDict` is marked with `keep_unknown_fields`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Generic,
    Literal,
    NotRequired,
    Required,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
    overload,
)
from weakref import WeakKeyDictionary

from ..errors import TypeValidationError
from .json_parsing import parse_json

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, SchemaValidator, ValidationError

T = TypeVar("T")
TypedDictClass = TypeVar("TypedDictClass", bound=type)

_CoreSchema = dict[str, Any]

_WHOLE_NUMBER: _CoreSchema = {
    "type": "union",
    "mode": "left_to_right",
    "choices": [
        {"type": "int", "strict": True},
        {"type": "chain", "steps": [{"type": "float", "strict": True}, {"type": "int", "strict": False}]},
    ],
}

# The recursive alias: its inner references are looked up in the modules of the TypedDicts, which may not import it.
_JSON_NAMES = {"JSONValue": Any}
_JSON_SCALARS = {NoneType, bool, int, float, str}

_REMEMBERED_HINTS = 512

_compiled: WeakKeyDictionary[Any, _CoreSchema] = WeakKeyDictionary()
"""Providers' schemas share most of their parts."""

_SIMPLE_SCHEMAS: dict[Any, _CoreSchema] = {
    Any: {"type": "any"},
    object: {"type": "any"},
    str: {"type": "str", "strict": True},
    int: _WHOLE_NUMBER,
    float: {"type": "float", "strict": True},
    bool: {"type": "bool", "strict": True},
    NoneType: {"type": "none"},
    list: {"type": "list", "strict": True},
    dict: {"type": "dict", "keys_schema": {"type": "str", "strict": True}, "strict": True},
}


def keep_unknown_fields(typed_dict: TypedDictClass) -> TypedDictClass:
    """Class decorator for a `TypedDict`: fields that it does not declare are kept, not dropped.

    Args:
        typed_dict: The `TypedDict` class. Its subclasses are not marked.

    Returns:
        The same class.
    """
    typed_dict.__pydantic_config__ = {"extra": "allow"}  # type: ignore[attr-defined] # pydantic's own name for it
    return typed_dict


class ResponseSchema(Generic[T]):
    """Validates JSON from a provider against a `TypedDict` or any other annotation that the module describes.

    Building one is free; the validator is compiled at the first use.
    """

    @overload
    def __init__(self, annotation: type[T]) -> None: ...

    @overload  # Type checkers take the T of a union from the declared type: `schema: ResponseSchema[A | B] = ...`.
    def __init__(self, annotation: object) -> None: ...

    def __init__(self, annotation: object) -> None:
        self._annotation = annotation

    @cached_property
    def _validator(self) -> SchemaValidator:
        from pydantic_core import SchemaValidator

        return SchemaValidator(cast("CoreSchema", _compile(self._annotation)))

    def validate(self, value: object) -> T:
        """Validates a parsed value.

        Args:
            value: What a JSON parser returned.

        Returns:
            The declared fields of the value, in new containers.

        Raises:
            TypeValidationError: If the value does not have the declared type.
        """
        from pydantic_core import ValidationError

        try:
            return cast("T", self._validator.validate_python(value))
        except ValidationError as error:
            raise TypeValidationError(value=value, cause=describe_validation_error(error)) from error

    def validate_json(self, data: bytes | str) -> T:
        """Parses and validates JSON in one pass.

        Args:
            data: The JSON text.

        Returns:
            The declared fields of the value.

        Raises:
            JSONParseError: If the text is not JSON.
            TypeValidationError: If the value does not have the declared type.
        """
        try:
            return self.json_validator(data)
        except ValueError:  # Find out why, or whether it is only half of a surrogate pair that the Rust parser refuses.
            text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
            return parse_json(text, self)

    @cached_property
    def json_validator(self) -> Callable[[bytes | str], T]:
        """The bare validator for hot loops. It raises `ValueError`; `validate_json` then tells the reason."""
        return cast("Callable[[bytes | str], T]", self._validator.validate_json)


def describe_validation_error(error: ValidationError) -> str:
    """Says in one line what is wrong where, without the values.

    Args:
        error: What pydantic's validator raised.

    Returns:
        For example `choices.0.index: Input should be a valid integer; usage: Field required`.
    """
    return "; ".join(
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" if fault["loc"] else fault["msg"]
        for fault in error.errors(include_url=False, include_context=False, include_input=False)
    )


def _compile(annotation: Any, parents: tuple[type, ...] = ()) -> _CoreSchema:
    if is_typeddict(annotation):
        if annotation in parents:
            raise TypeError(f"{annotation.__name__} contains itself: declare the inner field as JSONValue")
        schema = _compiled.get(annotation)
        if schema is None:
            schema = _compiled[annotation] = _compile_typed_dict(annotation, (*parents, annotation))
        return schema
    try:
        return _SIMPLE_SCHEMAS[annotation]
    except (KeyError, TypeError):
        return _compile_generic(annotation, parents)


def _compile_generic(annotation: Any, parents: tuple[type, ...]) -> _CoreSchema:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Annotated, Required, NotRequired):
        return _compile(arguments[0], parents)
    if origin is list:
        return {"type": "list", "items_schema": _compile(arguments[0], parents), "strict": True}
    if origin is dict:
        keys, values = (_compile(argument, parents) for argument in arguments)
        return {"type": "dict", "keys_schema": keys, "values_schema": values, "strict": True}
    if origin is Literal:
        return {"type": "literal", "expected": list(arguments)}
    if origin in (Union, UnionType):
        return _compile_union(arguments, parents)
    raise TypeError(f"{annotation!r} cannot describe a response: use TypedDict, list, dict, Literal or JSON types")


def _compile_typed_dict(typed_dict: Any, parents: tuple[type, ...]) -> _CoreSchema:
    return {
        "type": "typed-dict",
        "fields": {
            name: _compile_field(hint, name in typed_dict.__required_keys__, parents)
            for name, hint in _hints(typed_dict).items()
        },
        "strict": True,
        "extra_behavior": vars(typed_dict).get("__pydantic_config__", {}).get("extra", "ignore"),
    }


def _compile_field(hint: Any, is_required: bool, parents: tuple[type, ...]) -> _CoreSchema:
    # `__required_keys__` is wrong for `NotRequired` in a module with postponed annotations: the hint knows better.
    origin = get_origin(hint)
    is_required = origin is Required or (is_required and origin is not NotRequired)
    schema = _compile(hint, parents)
    if not is_required:
        return {"type": "typed-dict-field", "schema": _nullable(schema), "required": False}
    if schema["type"] == "nullable":
        schema = {"type": "default", "schema": schema, "default": None}
    return {"type": "typed-dict-field", "schema": schema, "required": schema["type"] != "default"}


def _nullable(schema: _CoreSchema) -> _CoreSchema:
    return schema if schema["type"] in {"nullable", "any"} else {"type": "nullable", "schema": schema}


def _compile_union(members: tuple[Any, ...], parents: tuple[type, ...]) -> _CoreSchema:
    if set(members) > _JSON_SCALARS:
        return _SIMPLE_SCHEMAS[Any]  # JSONValue: what a JSON parser returns needs no look inside.
    schema = _compile_alternatives([member for member in members if member is not NoneType], parents)
    return _nullable(schema) if NoneType in members else schema


def _compile_alternatives(members: list[Any], parents: tuple[type, ...]) -> _CoreSchema:
    if len(members) == 1:
        return _compile(members[0], parents)
    discriminator = _find_discriminator(members)
    tagged = [member for member in members if discriminator in _tags(member)]
    others = [_compile(member, parents) for member in members if member not in tagged]
    if discriminator is None:
        return {"type": "union", "mode": "left_to_right", "choices": others}
    union = _compile_tagged_union(discriminator, tagged, parents)
    choices = [union, *(_without_tags(other, discriminator, union["choices"]) for other in others)]
    return choices[0] if len(choices) == 1 else {"type": "union", "mode": "left_to_right", "choices": choices}


def _compile_tagged_union(discriminator: str, members: list[Any], parents: tuple[type, ...]) -> _CoreSchema:
    choices: dict[str, _CoreSchema] = {}
    for member in members:
        schema = _compile(member, parents)
        choices.update(dict.fromkeys(_tags(member)[discriminator], schema))
    return {"type": "tagged-union", "discriminator": discriminator, "choices": choices}


def _without_tags(schema: _CoreSchema, discriminator: str, tags: Iterable[str]) -> _CoreSchema:
    """A faulty member must not pass for one that nobody knows."""
    fields = schema.get("fields", {})
    field = fields.get(discriminator)
    if field is None or field["schema"] != _SIMPLE_SCHEMAS[str]:
        return schema
    pattern = f"^(?!(?:{'|'.join(map(re.escape, tags))})$)"
    text = {**field["schema"], "pattern": pattern, "regex_engine": "python-re"}
    return {**schema, "fields": {**fields, discriminator: {**field, "schema": text}}}


def _find_discriminator(members: list[Any]) -> str | None:
    """The first field whose `Literal` values tell at least two of the members apart."""
    tags = [_tags(member) for member in members]
    for name in dict.fromkeys(name for fields in tags for name in fields):
        values = [value for fields in tags for value in fields.get(name, ())]
        if sum(name in fields for fields in tags) > 1 and len(values) == len(set(values)):
            return name
    return None


def _tags(member: Any) -> dict[str, tuple[str, ...]]:
    """The fields of a `TypedDict` that are `Literal` texts, with these texts."""
    if not is_typeddict(member):
        return {}
    return {
        name: get_args(hint)
        for name, hint in _hints(member).items()
        if get_origin(hint) is Literal and all(isinstance(value, str) for value in get_args(hint))
    }


@lru_cache(_REMEMBERED_HINTS)
def _hints(typed_dict: Any) -> dict[str, Any]:
    return get_type_hints(typed_dict, localns=_JSON_NAMES, include_extras=True)
