"""From the reference's names to ours and back: the only place that knows how they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@cache
def to_snake(name: str) -> str:
    """Turn `maxOutputTokens` into `max_output_tokens`."""
    return _WORD_START.sub("_", name).lower()


@cache
def to_camel(name: str) -> str:
    """Turn `max_output_tokens` into `maxOutputTokens`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def find_name(camel: str, names: Iterable[str]) -> str | None:
    """Find our name for one of the reference, however its capitals are split: `createOpenAICompatible`.

    Args:
        camel: The reference's name.
        names: Our names.

    Returns:
        Our name, or None.
    """
    wanted = camel.lower()
    return next((name for name in names if name.replace("_", "").lower() == wanted), None)
