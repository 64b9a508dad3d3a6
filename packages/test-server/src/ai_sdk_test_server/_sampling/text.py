"""Strings as a schema wants them."""

from __future__ import annotations

from .._json import JSONObject, as_text
from .hints import Hints
from .pattern import text_for_pattern

FORMATS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "hostname": "example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "uri-reference": "https://example.com/",
    "iri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "12345678-1234-4234-8234-123456789abc",
    "regex": "^a$",
    "json-pointer": "/a",
    "byte": "c2FtcGxl",
    "base64": "c2FtcGxl",
    "base64url": "c2FtcGxl",
    "binary": "sample",
    "decimal": "1.5",
}

WHOLE_QUESTION = ("query", "question", "text", "message", "prompt", "input", "search", "topic", "task")
"""Properties that take what the user wrote as a whole."""


def sample_text(schema: JSONObject, label: str, hints: Hints) -> str:
    """A string that the schema allows."""
    if (text := FORMATS.get(as_text(schema.get("format")))) is not None:
        return text

    pattern = as_text(schema.get("pattern"))

    if pattern and (text := text_for_pattern(pattern)) is not None:
        return text

    return _fit(_free_text(label, hints), schema)


def _free_text(label: str, hints: Hints) -> str:
    if hints.texts:
        return hints.texts.pop(0)

    if hints.text and label in WHOLE_QUESTION:
        return hints.text

    return f"Sample {label.replace('_', ' ')}"


def _fit(text: str, schema: JSONObject) -> str:
    least, most = schema.get("minLength"), schema.get("maxLength")

    if isinstance(least, int) and len(text) < least:
        text += "." * (least - len(text))

    return text[:most] if isinstance(most, int) else text
