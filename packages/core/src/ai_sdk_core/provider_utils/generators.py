"""Asynchronous generators that hold resources."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


def start_generator(generator: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """Runs an asynchronous generator to its first `yield`, which must come before its first `await`.

    A generator that has not started does not run its `finally` when it is closed or forgotten. One that holds a
    resource begins with `try: yield <anything>` and is passed through this function.

    Args:
        generator: A new generator.

    Returns:
        The same generator; what its first `yield` gave is dropped.
    """
    try:
        generator.__anext__().send(None)
    except StopIteration:
        return generator
    raise RuntimeError("the generator awaits something before its first yield")
