"""From the JSON Schema that pydantic writes (2020-12, with references) to the one that providers take (draft 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..provider.json_value import JSONObject

_SCHEMA_URI = "http://json-schema.org/draft-07/schema#"
_REFERENCE_PREFIX = "#/$defs/"

_SCHEMA_KEYWORDS = frozenset(
    {"items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "additionalItems"}
)
_SCHEMA_LIST_KEYWORDS = frozenset({"anyOf", "allOf", "oneOf", "items"})
_SCHEMA_MAP_KEYWORDS = frozenset({"properties", "patternProperties"})


def to_draft7(schema: dict[str, Any]) -> JSONObject:
    """Rewrites a schema of pydantic's.

    - Definitions are inlined, as not every provider follows references; recursive ones stay, under `definitions`.
    - Objects are closed (`additionalProperties: false`) unless the type says otherwise; some providers demand it.
    - Tuples, tagged unions and references with siblings are written as draft 7 has them.

    Args:
        schema: The schema; it is not changed.

    Returns:
        The rewritten schema.
    """
    return _Rewriter(schema.get("$defs", {})).rewrite_root(schema)


class _Rewriter:
    def __init__(self, definitions: dict[str, Any]) -> None:
        # The title of an enum is its name, and cannot be told from a written one before.
        self._definitions = {name: _without(schema, "title", name) for name, schema in definitions.items()}
        self._recursive = {name for name in definitions if _refers_to(definitions, name, name)}

    def rewrite_root(self, schema: dict[str, Any]) -> JSONObject:
        root = {key: value for key, value in schema.items() if key != "$defs"}
        name = _reference_name(root)
        if name is not None:  # providers want the type at the top
            root = self._definitions[name] | {key: value for key, value in root.items() if key != "$ref"}
        rewritten = {"$schema": _SCHEMA_URI, **self._rewrite(root)}
        kept = {name: self._rewrite(self._definitions[name]) for name in self._recursive}
        return {**rewritten, "definitions": kept} if kept else rewritten

    def _rewrite(self, schema: Any) -> Any:
        if not isinstance(schema, dict):
            return schema  # true and false are schemas too
        name = _reference_name(schema)
        if name is not None:
            return self._rewrite_reference(name, {key: value for key, value in schema.items() if key != "$ref"})
        rewritten = {key: self._rewrite_keyword(key, value) for key, value in _modern_to_draft7(schema).items()}
        types = rewritten.get("type")
        if types == "object" or (isinstance(types, list) and "object" in types):
            rewritten["additionalProperties"] = _closed(rewritten.get("additionalProperties", False))
        return rewritten

    def _rewrite_reference(self, name: str, siblings: dict[str, Any]) -> dict[str, Any]:
        if name not in self._recursive:
            return {**self._rewrite(self._definitions[name]), **siblings}
        reference = {"$ref": f"#/definitions/{name}"}
        return {"allOf": [reference], **siblings} if siblings else reference  # draft 7 ignores siblings of $ref

    def _rewrite_keyword(self, keyword: str, value: Any) -> Any:
        if keyword in _SCHEMA_MAP_KEYWORDS:
            return {key: self._rewrite(child) for key, child in value.items()}
        if keyword in _SCHEMA_LIST_KEYWORDS and isinstance(value, list):
            return [self._rewrite(child) for child in value]
        return self._rewrite(value) if keyword in _SCHEMA_KEYWORDS else value


def _modern_to_draft7(schema: dict[str, Any]) -> dict[str, Any]:
    rewritten = dict(schema)
    if "prefixItems" in rewritten:
        if "items" in rewritten:
            rewritten["additionalItems"] = rewritten["items"]
        rewritten["items"] = rewritten.pop("prefixItems")
    if rewritten.pop("discriminator", None) is not None and "oneOf" in rewritten:
        # The tags exclude each other, and more providers know anyOf.
        rewritten["anyOf"] = rewritten.pop("oneOf")
    return rewritten


def _closed(additional_properties: Any) -> Any:
    # `true` is pydantic's way to say "any value", which must survive providers that know `false` and schemas only.
    return {} if additional_properties is True else additional_properties


def _without(schema: dict[str, Any], keyword: str, value: Any) -> dict[str, Any]:
    return {key: child for key, child in schema.items() if (key, child) != (keyword, value)}


def _reference_name(schema: dict[str, Any]) -> str | None:
    reference = schema.get("$ref")
    if not isinstance(reference, str) or not reference.startswith(_REFERENCE_PREFIX):
        return None
    return reference.removeprefix(_REFERENCE_PREFIX)


def _refers_to(definitions: dict[str, Any], start: str, target: str) -> bool:
    seen: set[str] = set()
    pending = _references_in(definitions[start])
    while pending:
        name = pending.pop()
        if name == target:
            return True
        if name not in seen:
            seen.add(name)
            pending |= _references_in(definitions[name])
    return False


def _references_in(schema: Any) -> set[str]:
    found: set[str] = set()
    pending = [schema]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            name = _reference_name(node)
            if name is not None:
                found.add(name)
            pending.extend(node.values())
    return found
