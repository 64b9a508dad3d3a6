"""Estimated tokens: words and signs, the same for the same text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .._json import JSONObject, JSONValue, as_objects
from .._replies import Usage

PIECE = re.compile(r"\w+|[^\w\s]")


def count_tokens(text: str) -> int:
    """How many words and signs a text has."""
    return len(PIECE.findall(text))


def count_tokens_in(value: JSONValue | Mapping[str, JSONValue]) -> int:
    """How many words and signs the strings of a JSON value have."""
    if isinstance(value, str):
        return count_tokens(value)

    if isinstance(value, Mapping):
        return sum(count_tokens_in(item) for item in value.values())

    return sum(count_tokens_in(item) for item in value) if isinstance(value, list) else 0


def count_prompt_tokens(body: JSONObject) -> int:
    """How many tokens the messages and tools of a chat request have."""
    messages = as_objects(body.get("messages"))
    contents = sum(count_tokens_in(message.get("content")) for message in messages)
    calls = sum(count_tokens_in(message.get("tool_calls")) for message in messages)
    return contents + calls + count_tokens_in(body.get("tools"))


def encode_usage(usage: Usage) -> JSONObject:
    """Usage as completions report it."""
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.prompt_tokens + usage.completion_tokens,
        "prompt_tokens_details": {"cached_tokens": usage.cached_tokens},
        "completion_tokens_details": {"reasoning_tokens": usage.reasoning_tokens},
    }
