"""Texts cut into the deltas of a stream."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .._json import JSONValue, to_json_text

WORD = re.compile(r"\s*\S+\s*?(?=\s|$)|\s+")
ARGUMENT_DELTA_SIZE = 8


def text_deltas(text: str | Sequence[str]) -> list[str]:
    """A string word by word, each with the space before it; given deltas as they are."""
    return WORD.findall(text) if isinstance(text, str) else list(text)


def argument_deltas(arguments: Mapping[str, JSONValue] | str | Sequence[str]) -> list[str]:
    """Tool arguments in small pieces; given deltas as they are."""
    if not isinstance(arguments, Mapping | str):
        return list(arguments)

    text = arguments if isinstance(arguments, str) else to_json_text(arguments)
    return [text[start : start + ARGUMENT_DELTA_SIZE] for start in range(0, len(text), ARGUMENT_DELTA_SIZE)]


def whole(deltas: Sequence[str]) -> str:
    """The text that the deltas make."""
    return "".join(deltas)
