"""Reads the JSON form of the specification without pydantic, which costs as much to load as the HTTP client.

The readers follow the types of the dataclasses. They know what is right and nothing else: what they cannot read goes to
the codec of the core, which says where the fault is.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints, overload

from ai_sdk_core.provider import from_json
from ai_sdk_core.provider_utils import ResponseSchema
from typing_extensions import override

T = TypeVar("T")

_Reader: TypeAlias = Callable[[Any], Any]


class _Unreadable(ValueError):
    """The data are not as expected."""


class SpecSchema(ResponseSchema[T]):
    """Validates a response whose body is a value of the specification, and gives that value.

    Args:
        annotation: A dataclass of the specification, one of its unions, or a list of these.
    """

    @overload
    def __init__(self, annotation: type[T]) -> None: ...

    @overload  # Unions are no types; their T comes from the declaration.
    def __init__(self, annotation: object) -> None: ...

    def __init__(self, annotation: object) -> None:
        super().__init__(annotation)
        self._type = annotation

    @override
    def validate(self, value: object) -> T:
        """Read a parsed value.

        Args:
            value: What a JSON parser returned.

        Returns:
            The value of the specification.

        Raises:
            TypeValidationError: The data do not fit the type; the message names the path and the reason.
        """
        try:
            return self._read(value)
        except _Unreadable:
            read: T = from_json(self._type, value)
            return read

    @cached_property
    @override
    def json_validator(self) -> Callable[[bytes | str], T]:
        """Parses and reads; raises `ValueError`, and `validate_json` then tells the reason."""
        from pydantic_core import from_json as parse

        return lambda data: self._read(parse(data, allow_inf_nan=False))

    @cached_property
    def _read(self) -> Callable[[Any], T]:
        return _reader(self._type)


@cache
def _reader(annotation: Any) -> _Reader:
    if annotation in _SCALARS:
        return _scalar(*_SCALARS[annotation])
    if is_dataclass(annotation):
        return _DataclassReader(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _reader(arguments[0])
    if origin is Literal:
        return _literal(frozenset(arguments))
    if origin is list:
        return _list(_reader(arguments[0]))
    if origin is dict:
        return _dict(_reader(arguments[1]))
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if annotation is Any:
        return _anything
    raise TypeError(f"{annotation!r} is no type of the specification that responses have")


def _anything(value: Any) -> Any:
    return value


def _scalar(*allowed: type) -> _Reader:
    def read(value: Any) -> Any:
        if type(value) not in allowed:
            raise _Unreadable
        return value

    return read


_SCALARS: dict[Any, tuple[type, ...]] = {bool: (bool,), float: (int, float), int: (int,), str: (str,)}


def _literal(allowed: frozenset[Any]) -> _Reader:
    def read(value: Any) -> Any:
        if type(value) is not str or value not in allowed:
            raise _Unreadable
        return value

    return read


def _list(read_item: _Reader) -> _Reader:
    def read(value: Any) -> Any:
        if type(value) is not list:
            raise _Unreadable
        return [read_item(item) for item in value]

    return read


def _dict(read_item: _Reader) -> _Reader:
    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise _Unreadable
        return {key: read_item(item) for key, item in value.items()}

    return read


def _union(members: tuple[Any, ...]) -> _Reader:
    members = tuple(member for member in members if member is not types.NoneType)
    if datetime in map(_bare, members):
        return _read_timestamp
    if len(members) == 1:
        return _nullable(_reader(members[0]))
    if all(is_dataclass(member) for member in _flat(members)):
        return _TaggedReader(_flat(members))
    if bytes in members:  # Data in base64 stay the text that they came in.
        return _scalar(str)
    raise TypeError(f"{members!r} cannot be told apart")


def _nullable(read_value: _Reader) -> _Reader:
    return lambda value: None if value is None else read_value(value)


def _read_timestamp(value: Any) -> datetime | None:
    """A point in time that cannot be read is no reason to lose an answer."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _flat(members: Iterable[Any]) -> list[Any]:
    """The members of a union, and of the unions in it."""
    flat: list[Any] = []
    for member in map(_bare, members):
        flat += _flat(get_args(member)) if get_origin(member) in (Union, types.UnionType) else [member]
    return flat


class _DataclassReader:
    """Reads an object into a dataclass; keys that it does not have are ignored."""

    def __init__(self, spec_class: Any) -> None:
        self._class = spec_class

    def __call__(self, value: Any) -> Any:
        if type(value) is not dict:
            raise _Unreadable
        given = {}
        for name, key, read, is_required in self._plan:
            if key in value:
                given[name] = read(value[key])
            elif is_required:
                raise _Unreadable
        return self._class(**given)

    @cached_property
    def _plan(self) -> list[tuple[str, str, _Reader, bool]]:
        hints = get_type_hints(self._class, include_extras=True)
        return [
            (field.name, _to_camel(field.name), _reader(hints[field.name]), _is_required(field))
            for field in fields(self._class)
        ]


class _TaggedReader:
    """Reads an object into the member of a union that its `type` (and `sourceType`) names."""

    def __init__(self, members: list[Any]) -> None:
        self._readers = {_tags(member): _reader(member) for member in members}

    def __call__(self, value: Any) -> Any:
        if type(value) is not dict:
            raise _Unreadable
        try:
            read = self._readers[value.get("type"), value.get("sourceType")]
        except (KeyError, TypeError):
            raise _Unreadable from None
        return read(value)


def _tags(member: Any) -> tuple[Any, Any]:
    defaults = {field.name: field.default for field in fields(member)}
    return defaults.get("type"), defaults.get("source_type")


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _to_camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def tags_of(union: Any) -> frozenset[str]:
    """List the kinds that a union of the specification has.

    Args:
        union: The union, whose members have a `type` each.

    Returns:
        The values of `type`.
    """
    return frozenset(_tags(member)[0] for member in _flat([union]))
