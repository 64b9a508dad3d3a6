"""Spreading texts over model calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from ..errors import InvalidArgumentError


@dataclass(slots=True, kw_only=True)
class Limits:
    """What one model call may carry; `None` means no limit."""

    values: int | None = None
    """How many texts."""
    input_bytes: int | None = None
    """How many bytes of UTF-8 they may have together."""


def split_values(values: Sequence[str], limits: Limits) -> list[list[str]]:
    """Spread texts over model calls, as few as possible, in their order.

    A text that is larger than all that a call may carry gets a call of its own: that is for the provider to refuse.

    Args:
        values: The texts.
        limits: What one call may carry.

    Returns:
        The texts of each call. Without limits that is one call, even for no text at all.

    Raises:
        InvalidArgumentError: The model allows no text, or no byte.
    """
    most_values = _limit("max_embeddings_per_call", limits.values)
    most_bytes = _limit("max_input_bytes_per_call", limits.input_bytes)
    if most_bytes == inf:
        if most_values == inf:
            return [list(values)]
        size = int(most_values)
        return [list(values[start : start + size]) for start in range(0, len(values), size)]
    return _split_by_size(values, most_values, most_bytes)


def _split_by_size(values: Sequence[str], most_values: float, most_bytes: float) -> list[list[str]]:
    batches: list[list[str]] = []
    size = 0
    for value in values:
        # Half an emoji is no UTF-8; three bytes is what would be sent in its place.
        value_size = len(value.encode("utf-8", "surrogatepass"))
        if not batches or len(batches[-1]) >= most_values or size + value_size > most_bytes:
            batches.append([])
            size = 0
        batches[-1].append(value)
        size += value_size
    return batches


def _limit(name: str, limit: float | None) -> float:
    if limit is None:
        return inf
    if limit <= 0:
        raise InvalidArgumentError(argument=name, message=f"{name} must be greater than 0")
    return limit
