"""JSON as the server reads and writes it."""

from __future__ import annotations

import json
from typing import TypeAlias

JSONValue: TypeAlias = "bool | int | float | str | list[JSONValue] | dict[str, JSONValue] | None"
"""Anything that JSON can say."""

JSONObject: TypeAlias = dict[str, JSONValue]
"""A JSON object."""


def to_json_text(value: object) -> str:
    """Write JSON the way models do: one line, with spaces, characters unescaped."""
    return json.dumps(value, ensure_ascii=False)


def to_json_bytes(value: object) -> bytes:
    """Write compact JSON for the wire; lone surrogates stay escaped so that UTF-8 can carry them."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def as_object(value: JSONValue) -> JSONObject:
    """The value if it is an object, otherwise an empty one."""
    return value if isinstance(value, dict) else {}


def as_objects(value: JSONValue) -> list[JSONObject]:
    """The objects of a list; an empty list for anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def as_text(value: JSONValue) -> str:
    """The value if it is a string, otherwise an empty one."""
    return value if isinstance(value, str) else ""
