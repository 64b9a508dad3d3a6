"""Rules for schemas that the API is to keep answers to."""

from typing import Any

import pytest
from ai_sdk_anthropic import sanitize_json_schema, supports_native_structured_output_schema


def test_objects_are_closed_and_constraints_become_descriptions() -> None:
    schema = {
        "type": "object",
        "properties": {
            "a": {"type": "string", "minLength": 1, "pattern": "^x", "format": "phone", "description": "An a."},
            "b": {"type": "array", "items": {"type": "integer", "exclusiveMinimum": 0}, "uniqueItems": True},
            "c": {"oneOf": [{"type": "null"}, {"type": "string", "format": "date"}]},
        },
        "required": ["a"],
        "additionalProperties": True,
        "x-unknown": 1,
    }
    assert sanitize_json_schema(schema) == {
        "type": "object",
        "properties": {
            "a": {"type": "string", "description": "An a.\nmin length: 1; pattern: ^x; format: phone."},
            "b": {
                "type": "array",
                "items": {"type": "integer", "description": "exclusive minimum: 0."},
                "description": "unique items: true.",
            },
            "c": {"anyOf": [{"type": "null"}, {"type": "string", "format": "date"}]},
        },
        "required": ["a"],
        "additionalProperties": False,
    }


def test_references_keep_their_definitions() -> None:
    schema = {"$ref": "#/$defs/A", "$defs": {"A": {"type": "object", "minProperties": 1}}, "title": "dropped"}
    assert sanitize_json_schema(schema) == {
        "$ref": "#/$defs/A",
        "$defs": {"A": {"type": "object", "additionalProperties": False, "description": "min properties: 1."}},
    }


def test_the_schema_itself_stays_as_it_is() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}}
    sanitize_json_schema(schema)
    assert schema == {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}}


@pytest.mark.parametrize(
    "schema",
    [
        {"allOf": [{"type": "string"}, True], "default": None, "const": None},
        {"type": "array", "items": [{"type": "string", "minLength": 1}]},
    ],
)
def test_odd_schemas_come_through(schema: dict[str, Any]) -> None:
    assert set(schema) == set(sanitize_json_schema(schema))


def closed(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def optional(count: int) -> dict[str, Any]:
    return {"type": "object", "properties": {str(index): {"type": "string"} for index in range(count)}}


@pytest.mark.parametrize(
    ("schema", "is_supported"),
    [
        (closed(a={"type": "string"}), True),
        (closed(a={"type": "object"}), False),
        (closed(a={"type": ["object", "null"]}), False),
        (closed(a={"type": "object", "additionalProperties": {"type": "string"}}), False),
        (closed(a={"patternProperties": {"^x": {}}}), False),
        (closed(a={"anyOf": [{"type": "object"}, {"type": "null"}]}), False),
        (optional(10), True),
        (optional(11), False),
        (closed(a=optional(6), b=optional(5)), False),
        ({**closed(a={"$ref": "#/$defs/A"}, b={"$ref": "#/$defs/A"}), "$defs": {"A": optional(5)}}, True),
        ({**closed(a={"$ref": "#/$defs/A"}, b={"$ref": "#/$defs/A"}), "$defs": {"A": optional(6)}}, False),
        ({**closed(a={"$ref": "#/$defs/A"}), "$defs": {"A": closed(a={"$ref": "#/$defs/A"})}}, False),
        (closed(a={"$ref": "#"}), False),
        (closed(a={"enum": [{"$ref": "#"}]}), True),
        ({**closed(a={"$ref": "#/$defs/x~1y%20z"}), "$defs": {"x/y z": {"type": "object"}}}, False),
        (closed(a={"$ref": "#/nowhere/1"}, b={"$ref": "#fragment"}), True),
        ({**closed(a={"$ref": "#/list/1"}), "list": [{}, {"type": "object"}]}, False),
    ],
)
def test_what_would_be_lost_or_refused_is_found(schema: dict[str, Any], is_supported: bool) -> None:
    assert supports_native_structured_output_schema(schema) is is_supported
