"""Options of `embed` and `embed_many`."""

from __future__ import annotations

from typing import Any

from .._callbacks import Callback
from .._operation import CallOptions
from ..errors import InvalidArgumentError
from .events import EmbedEndEvent, EmbedProgressEvent, EmbedStartEvent


class EmbedOptions(CallOptions, total=False):
    """Options of `embed`."""

    dimensions: int
    """Length of the vectors, where the model lets the caller choose."""
    runtime_context: Any
    """Any value, passed on to the callbacks."""
    on_start: Callback[EmbedStartEvent]
    on_end: Callback[EmbedEndEvent]


class EmbedManyOptions(EmbedOptions, total=False):
    """Options of `embed_many`."""

    max_parallel_calls: int
    """How many model calls run at the same time, if the model allows that at all; default all."""
    on_progress: Callback[EmbedProgressEvent]
    """Told after each model call."""


def check_dimensions(dimensions: object) -> None:
    """Check the length that was asked for.

    Args:
        dimensions: As the user gave it.

    Raises:
        InvalidArgumentError: It is not a whole number from 1.
    """
    is_whole_number = isinstance(dimensions, int) and not isinstance(dimensions, bool)
    if dimensions is not None and (not is_whole_number or dimensions <= 0):  # type: ignore[operator]
        raise InvalidArgumentError(
            parameter="dimensions", value=dimensions, message="dimensions must be a positive integer"
        )


def check_max_parallel_calls(limit: int | None) -> None:
    """Check the limit of parallel calls.

    Args:
        limit: As the user gave it.

    Raises:
        InvalidArgumentError: It allows no call at all.
    """
    if limit is not None and limit <= 0:
        raise InvalidArgumentError(
            parameter="max_parallel_calls", value=limit, message="max_parallel_calls must be greater than 0"
        )
