"""Changing the parts of a stream on their way, batch by batch."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import TypeVar

from ..provider_utils.generators import start_generator

PartT = TypeVar("PartT")


def map_batches(
    stream: AsyncGenerator[list[PartT], None], transform: Callable[[list[PartT]], list[PartT]]
) -> AsyncGenerator[list[PartT], None]:
    """Change the batches of a stream.

    Args:
        stream: The stream; it is closed with the new one.
        transform: Makes a new batch from one that came; an empty one is not passed on.

    Returns:
        The new stream.
    """
    return start_generator(_map_batches(stream, transform))


async def _map_batches(
    stream: AsyncGenerator[list[PartT], None], transform: Callable[[list[PartT]], list[PartT]]
) -> AsyncGenerator[list[PartT], None]:
    try:
        yield []  # Taken by `start_generator`: from here on, closing this stream closes the other one.
        async for batch in stream:
            parts = transform(batch)
            if parts:
                yield parts
    finally:
        await stream.aclose()
