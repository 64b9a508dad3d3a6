"""The counterpart of `Intl.Segmenter`: a function that finds the first segment of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from .verdicts import Unimplemented

_JOINER = "\u200d"
_EXTENDING_CATEGORIES = ("Mn", "Me", "Mc", "Cf")
_WORD = re.compile(r"\w+|\W", re.DOTALL)


def build_segmenter(description: Mapping[str, Any]) -> Callable[[str], str | None]:
    """Build the function.

    Args:
        description: The object that carries `$segmenter`.

    Returns:
        Gives the beginning of a text that is one segment.
    """
    granularity = description.get("granularity", "grapheme")
    if granularity == "grapheme":
        return _first_grapheme
    if granularity == "word":
        return _first_word
    raise Unimplemented(f"segmenter of {granularity}s")


def _first_word(text: str) -> str | None:
    match = _WORD.match(text)
    return match[0] if match else None


def _first_grapheme(text: str) -> str | None:
    end = 1
    while end < len(text) and (text[end - 1] == _JOINER or unicodedata.category(text[end]) in _EXTENDING_CATEGORIES):
        end += 1
    return text[:end] or None
