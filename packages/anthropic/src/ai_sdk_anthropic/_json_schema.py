"""JSON schemas for native structured output: what the API's constrained decoder takes, and what it would lose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from ai_sdk_core.provider_utils import to_json_text

_STRING_FORMATS = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"}
)
_KEPT_KEYWORDS = ("$schema", "$id", "title", "description", "default", "const", "enum", "type")
_DESCRIBED_KEYWORDS = (
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "not",
)
"""Constraints that the API refuses: they become part of the description."""

_MAX_OPTIONAL_PROPERTIES = 10
"""The API allows 24, but platforms fail to compile grammars with fewer: the tightest one with 11."""

_SUBSCHEMAS = ("additionalProperties", "contains", "else", "if", "items", "not", "then")
_SUBSCHEMA_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SUBSCHEMA_MAPS = ("dependentSchemas", "patternProperties", "properties")
_DATA_KEYWORDS = frozenset({"const", "default", "enum", "examples"})
"""Keywords with values of the user, in which `$ref` is no reference."""

_UPPER_CASE = re.compile("[A-Z]")


def sanitize_json_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Remove from a schema what the API refuses. The answer is still checked against the original.

    Args:
        schema: The schema.

    Returns:
        A new schema: objects are closed, `oneOf` becomes `anyOf`, constraints become descriptions.
    """
    if schema.get("$ref") is not None:
        return {"$ref": schema["$ref"], **_sanitize_definitions(schema)}
    result = {name: schema[name] for name in _KEPT_KEYWORDS if _is_set(schema, name)}
    alternatives = schema["anyOf"] if schema.get("anyOf") is not None else schema.get("oneOf")
    if alternatives is not None:
        result["anyOf"] = [_sanitize(alternative) for alternative in alternatives]
    if schema.get("allOf") is not None:
        result["allOf"] = [_sanitize(part) for part in schema["allOf"]]
    result.update(_sanitize_definitions(schema))
    result.update(_sanitize_object(schema))
    items = schema.get("items")
    if items is not None:
        result["items"] = [_sanitize(item) for item in items] if isinstance(items, list) else _sanitize(items)
    if schema.get("format") in _STRING_FORMATS:
        result["format"] = schema["format"]
    constraints = _describe_constraints(schema)
    if constraints:
        description = result.get("description")
        result["description"] = constraints if description is None else f"{description}\n{constraints}"
    return result


def supports_native_structured_output_schema(schema: Mapping[str, Any]) -> bool:
    """Tell whether the API can keep answers to a schema, and nothing gets lost.

    Args:
        schema: The schema.

    Returns:
        False for schemas that contain themselves, have many optional properties, or have open objects: those would be
        closed, and always empty.
    """
    if _has_circular_reference(schema):
        return False
    statistics = _measure(schema, schema, {})
    return not statistics.has_open_object and statistics.optional_properties <= _MAX_OPTIONAL_PROPERTIES


def _is_set(schema: Mapping[str, Any], name: str) -> bool:
    return name in schema and (schema[name] is not None or name in {"default", "const"})


def _sanitize(definition: Any) -> Any:
    return sanitize_json_schema(definition) if isinstance(definition, Mapping) else definition


def _sanitize_definitions(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        keyword: {name: _sanitize(definition) for name, definition in schema[keyword].items()}
        for keyword in ("definitions", "$defs")
        if schema.get(keyword) is not None
    }


def _sanitize_object(schema: Mapping[str, Any]) -> dict[str, Any]:
    properties = schema.get("properties")
    if schema.get("type") != "object" and properties is None:
        return {}
    result: dict[str, Any] = {}
    if properties is not None:
        result["properties"] = {name: _sanitize(definition) for name, definition in properties.items()}
    result["additionalProperties"] = False
    if schema.get("required") is not None:
        result["required"] = schema["required"]
    return result


def _describe_constraints(schema: Mapping[str, Any]) -> str:
    descriptions = [
        f"{_to_words(keyword)}: {_to_text(schema[keyword])}"
        for keyword in _DESCRIBED_KEYWORDS
        if schema.get(keyword) is not None and schema[keyword] is not False
    ]
    string_format = schema.get("format")
    if isinstance(string_format, str) and string_format not in _STRING_FORMATS:
        descriptions.append(f"format: {string_format}")
    return f"{'; '.join(descriptions)}." if descriptions else ""


def _to_words(keyword: str) -> str:
    return _UPPER_CASE.sub(lambda letter: f" {letter[0].lower()}", keyword)


def _to_text(value: Any) -> str:
    return value if isinstance(value, str) else to_json_text(value)


# --- What would be lost ---


class _Statistics(NamedTuple):
    optional_properties: int = 0
    has_open_object: bool = False

    def plus(self, other: _Statistics) -> _Statistics:
        return _Statistics(
            self.optional_properties + other.optional_properties, self.has_open_object or other.has_open_object
        )


def _measure(node: Any, root: Mapping[str, Any], known: dict[str, _Statistics]) -> _Statistics:
    """Count the optional properties below a node; those behind a reference count at each use."""
    if not isinstance(node, Mapping):
        return _Statistics()
    statistics = _Statistics(_count_optional_properties(node), _is_open_object(node))
    pointer = node.get("$ref")
    if isinstance(pointer, str) and pointer.startswith("#"):
        if pointer not in known:
            known[pointer] = _measure(_resolve(root, pointer), root, known)
        statistics = statistics.plus(known[pointer])
    for child in _subschemas(node):
        statistics = statistics.plus(_measure(child, root, known))
    return statistics


def _count_optional_properties(node: Mapping[str, Any]) -> int:
    properties, required = node.get("properties"), node.get("required")
    if not isinstance(properties, Mapping):
        return 0
    return len(properties.keys() - set(required if isinstance(required, list) else ()))


def _is_open_object(node: Mapping[str, Any]) -> bool:
    additional = node.get("additionalProperties")
    if additional is True or isinstance(additional, Mapping) or node.get("patternProperties"):
        return True
    kind = node.get("type")
    is_object = kind == "object" or (isinstance(kind, list) and "object" in kind)
    return is_object and node.get("properties") is None and additional is not False


def _subschemas(node: Mapping[str, Any]) -> Iterator[Any]:
    for keyword in _SUBSCHEMAS:
        value = node.get(keyword)
        yield from value if isinstance(value, list) else (value,)
    for keyword in _SUBSCHEMA_LISTS:
        value = node.get(keyword)
        yield from value if isinstance(value, list) else ()
    for keyword in _SUBSCHEMA_MAPS:
        value = node.get(keyword)
        yield from value.values() if isinstance(value, Mapping) else ()


# --- References ---


def _has_circular_reference(schema: Mapping[str, Any]) -> bool:
    visiting: set[str] = set()
    visited: set[str] = set()

    def visit(pointer: str) -> bool:
        if pointer in visiting:
            return True
        if pointer in visited:
            return False
        visiting.add(pointer)
        is_circular = any(map(visit, _references(_resolve(schema, pointer))))
        visiting.discard(pointer)
        visited.add(pointer)
        return is_circular

    return visit("#")


def _references(node: Any) -> Iterator[str]:
    """Local references below a node; definitions are reached through references only."""
    if isinstance(node, list):
        for item in node:
            yield from _references(item)
    elif isinstance(node, Mapping):
        for keyword, value in node.items():
            yield from _references_of(keyword, value)


def _references_of(keyword: str, value: Any) -> Iterator[str]:
    if keyword == "$ref":
        if isinstance(value, str) and value.startswith("#"):
            yield value
    elif keyword in _SUBSCHEMA_MAPS and isinstance(value, Mapping):
        for subschema in value.values():
            yield from _references(subschema)
    elif keyword not in {"$defs", "definitions"} and keyword not in _DATA_KEYWORDS:
        yield from _references(value)


def _resolve(root: Mapping[str, Any], pointer: str) -> Any:
    """Find what a pointer points to; None if there is nothing."""
    if pointer == "#":
        return root
    if not pointer.startswith("#/"):
        return None
    current: Any = root
    for segment in unquote(pointer[2:]).split("/"):
        step = _STEPS.get(type(current), _no_step)
        current = step(current, segment.replace("~1", "/").replace("~0", "~"))
    return current


def _list_step(items: list[Any], segment: str) -> Any:
    return items[int(segment)] if segment.isdecimal() and int(segment) < len(items) else None


def _no_step(_value: Any, _segment: str) -> Any:
    return None


_STEPS: dict[type, Callable[[Any, str], Any]] = {list: _list_step, dict: lambda members, name: members.get(name)}
