"""JSON Schemas in the form that OpenAI takes.

OpenAI refuses some keywords. What only narrows a schema down is left out, with a warning: the answer is checked on our
side anyway. A reference that stands alone in an `allOf` says the same without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import CallWarning, CompatibilityWarning

JsonSchema: TypeAlias = Mapping[str, Any]

_LOOKAROUND = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]?|(\(\?<?[=!])", re.DOTALL)
"""Escapes and character classes are skipped, so that only a lookaround fills the group."""

_LOCAL_REFERENCE = re.compile(r"#/(definitions|\$defs)/(.+)")

_SCHEMA_KEYWORDS = ("additionalProperties", "additionalItems", "contains", "not", "if", "then", "else")
_LIST_KEYWORDS = ("allOf", "anyOf", "oneOf")
_TABLE_KEYWORDS = ("properties", "patternProperties", "definitions", "$defs")


def normalize_json_schema(schema: JsonSchema, warnings: list[CallWarning]) -> dict[str, Any]:
    """Bring a schema into the form that OpenAI takes.

    Args:
        schema: The schema, which stays as it is.
        warnings: Gets a warning for each kind of keyword that was left out.

    Returns:
        The new schema.

    Raises:
        UnsupportedFunctionalityError: Property names are to match something that is no text.
    """
    normalizer = _Normalizer()
    normalized = normalizer.normalize(schema, is_root=True)
    warnings.extend(normalizer.warnings())
    return normalized


class _Normalizer:
    def __init__(self) -> None:
        self._removed_property_names = False
        self._removed_lookaround = False

    def warnings(self) -> list[CallWarning]:
        warnings: list[CallWarning] = []
        if self._removed_property_names:
            details = (
                "OpenAI does not support JSON Schema propertyNames. It was removed before sending the schema, so "
                "OpenAI will not enforce property-name constraints."
            )
            warnings.append(CompatibilityWarning(feature="JSON Schema propertyNames", details=details))
        if self._removed_lookaround:
            details = (
                "OpenAI does not support regex lookaround in JSON Schema patterns. The pattern was removed before "
                "sending the schema, so OpenAI will not enforce that constraint."
            )
            warnings.append(CompatibilityWarning(feature="JSON Schema pattern with regex lookaround", details=details))
        return warnings

    def normalize(self, schema: JsonSchema, *, is_root: bool = False) -> dict[str, Any]:
        normalized = dict(schema)
        self._remove_property_names(normalized)
        self._remove_lookaround(normalized)
        for keyword, value in normalized.items():
            if value is not None:
                normalized[keyword] = self._normalize_keyword(keyword, value)
        return _without_single_reference(normalized, is_root=is_root)

    def _remove_property_names(self, schema: dict[str, Any]) -> None:
        names = schema.pop("propertyNames", None)
        if names is None:
            return
        if isinstance(names, bool) or names.get("type") not in (None, "string"):
            raise UnsupportedFunctionalityError(
                functionality="JSON Schema propertyNames that does not use a string schema"
            )
        self._removed_property_names = True

    def _remove_lookaround(self, schema: dict[str, Any]) -> None:
        pattern = schema.get("pattern")
        if isinstance(pattern, str) and any(match[1] for match in _LOOKAROUND.finditer(pattern)):
            del schema["pattern"]
            self._removed_lookaround = True

    def _normalize_keyword(self, keyword: str, value: Any) -> Any:
        if keyword in _SCHEMA_KEYWORDS:
            return self._normalize_definition(value)
        if keyword in _LIST_KEYWORDS:
            return [self._normalize_definition(definition) for definition in value]
        if keyword in _TABLE_KEYWORDS:
            return {name: self._normalize_definition(definition) for name, definition in value.items()}
        if keyword == "items":
            if isinstance(value, list):
                return [self._normalize_definition(definition) for definition in value]
            return self._normalize_definition(value)
        if keyword == "dependencies":
            return {
                name: dependency if isinstance(dependency, list) else self._normalize_definition(dependency)
                for name, dependency in value.items()
            }
        return value

    def _normalize_definition(self, definition: Any) -> Any:
        return self.normalize(definition) if isinstance(definition, Mapping) else definition


def _without_single_reference(schema: dict[str, Any], *, is_root: bool) -> dict[str, Any]:
    reference = _single_reference(schema)
    if reference is None:
        return schema
    rest = {keyword: value for keyword, value in schema.items() if keyword != "allOf"}
    if not is_root:
        return {**rest, "$ref": reference}
    # The root must be an object itself, so the schema that it refers to is written out.
    referenced = _resolve_local_reference(reference, schema)
    return schema if referenced is None else {**referenced, **rest}


def _single_reference(schema: dict[str, Any]) -> str | None:
    parts = schema.get("allOf")
    if not isinstance(parts, list) or len(parts) != 1:
        return None
    part = parts[0]
    reference = part.get("$ref") if isinstance(part, dict) and len(part) == 1 else None
    return reference if isinstance(reference, str) else None


def _resolve_local_reference(reference: str, schema: dict[str, Any]) -> dict[str, Any] | None:
    match = _LOCAL_REFERENCE.fullmatch(reference)
    if match is None:
        return None
    name = match[2].replace("~1", "/").replace("~0", "~")
    definition = (schema.get(match[1]) or {}).get(name)
    return definition if isinstance(definition, dict) else None
