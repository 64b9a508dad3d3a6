"""Just enough JSON Schema to validate what the cases validate."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value == int(value),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, list),
    "null": lambda value: value is None,
}


def is_valid(schema: Mapping[str, Any] | bool, value: Any) -> bool:
    """Tell whether a value fits a schema.

    Args:
        schema: JSON Schema, of which the keywords below are known.
        value: A JSON value.

    Returns:
        True if it fits.

    Raises:
        NotImplementedError: The schema has a keyword that is not known here.
    """
    if isinstance(schema, bool):
        return schema
    return all(_check(keyword, rule, schema, value) for keyword, rule in schema.items())


def _check(keyword: str, rule: Any, schema: Mapping[str, Any], value: Any) -> bool:
    if keyword in _ANNOTATIONS:
        return True
    if keyword not in _KEYWORDS:
        raise NotImplementedError(f"JSON Schema keyword {keyword}")
    kind, check = _KEYWORDS[keyword]
    return (kind != "" and not _TYPES[kind](value)) or check(rule, value, schema)


def _additional_properties(rule: Any, value: Any, schema: Mapping[str, Any]) -> bool:
    known = schema.get("properties", {})
    return all(is_valid(rule, item) for key, item in value.items() if key not in known)


def _has_type(rule: Any, value: Any, _schema: Mapping[str, Any]) -> bool:
    return any(_TYPES[kind](value) for kind in ([rule] if isinstance(rule, str) else rule))


_ANNOTATIONS = frozenset({"$schema", "title", "description", "default", "examples", "format"})

_KEYWORDS: Mapping[str, tuple[str, Callable[[Any, Any, Mapping[str, Any]], bool]]] = {
    "type": ("", _has_type),
    "enum": ("", lambda rule, value, _: value in rule),
    "const": ("", lambda rule, value, _: value == rule),
    "anyOf": ("", lambda rule, value, _: any(is_valid(option, value) for option in rule)),
    "oneOf": ("", lambda rule, value, _: sum(is_valid(option, value) for option in rule) == 1),
    "allOf": ("", lambda rule, value, _: all(is_valid(part, value) for part in rule)),
    "properties": (
        "object",
        lambda rule, value, _: all(is_valid(part, value[key]) for key, part in rule.items() if key in value),
    ),
    "required": ("object", lambda rule, value, _: all(key in value for key in rule)),
    "additionalProperties": ("object", _additional_properties),
    "items": ("array", lambda rule, value, _: all(is_valid(rule, item) for item in value)),
    "minItems": ("array", lambda rule, value, _: len(value) >= rule),
    "maxItems": ("array", lambda rule, value, _: len(value) <= rule),
    "minimum": ("number", lambda rule, value, _: value >= rule),
    "maximum": ("number", lambda rule, value, _: value <= rule),
    "minLength": ("string", lambda rule, value, _: len(value) >= rule),
    "maxLength": ("string", lambda rule, value, _: len(value) <= rule),
    "pattern": ("string", lambda rule, value, _: re.search(rule, value) is not None),
}
"""For each keyword the type that it says something about, and the check."""
