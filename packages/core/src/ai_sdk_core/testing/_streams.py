"""Streams for mock models, and ids that are the same in every run."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from itertools import count
from typing import TypeVar

from ..provider.language_model.result import LanguageModelResponse, LanguageModelStreamResult
from ..provider.language_model.stream_part import LanguageModelStreamPart
from ..provider.shared import RequestInfo

PartT = TypeVar("PartT")


async def simulate_stream(
    parts: Iterable[PartT | BaseException], *, before_each: Callable[[], Awaitable[None]] | None = None
) -> AsyncGenerator[list[PartT], None]:
    """Stream parts, each in a batch of its own.

    Args:
        parts: The parts; an exception among them is raised where it stands.
        before_each: Awaited before each part, e.g. an event that the test sets.

    Yields:
        Batches of one part.
    """
    for part in parts:
        if before_each is not None:
            await before_each()
        if isinstance(part, BaseException):
            raise part
        yield [part]


def stream_result(
    parts: Sequence[LanguageModelStreamPart | BaseException],
    *,
    request: RequestInfo | None = None,
    response: LanguageModelResponse | None = None,
) -> LanguageModelStreamResult:
    """Make an answer for `MockLanguageModel(do_stream=...)`.

    Args:
        parts: The parts; an exception among them breaks the stream where it stands.
        request: What the model says it sent.
        response: What the model says about the response.

    Returns:
        A result that can be read once.
    """
    return LanguageModelStreamResult(stream=simulate_stream(parts), request=request, response=response)


def mock_id(prefix: str = "id") -> Callable[[], str]:
    """Make an id generator that counts.

    Args:
        prefix: Stands before the number.

    Returns:
        A function that gives `id-0`, `id-1`, ...
    """
    numbers = count()
    return lambda: f"{prefix}-{next(numbers)}"


def mock_values(*values: PartT) -> Callable[[], PartT]:
    """Make a function that gives values in order; the last one repeats.

    Args:
        values: At least one value.

    Returns:
        The function.
    """
    calls = count()
    return lambda: values[min(next(calls), len(values) - 1)]
