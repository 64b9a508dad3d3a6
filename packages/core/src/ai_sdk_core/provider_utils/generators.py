"""Asynchronous generators that hold resources."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Awaitable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def start_generator(generator: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """Runs an asynchronous generator to its first `yield`, which must come before its first `await`.

    A generator that has not started does not run its `finally` when it is closed or forgotten. One that holds a
    resource begins with `try: yield <anything>` and is passed through this function. Whoever reads it closes it.

    Args:
        generator: A new generator.

    Returns:
        The same generator; what its first `yield` gave is dropped.
    """
    with _unknown_to_the_loop():
        return start_loops_generator(generator)


def start_loops_generator(generator: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """Like `start_generator`, for a generator that nobody reads: the event loop closes it when it ends.

    Args:
        generator: A new generator.

    Returns:
        The same generator.
    """
    try:
        generator.__anext__().send(None)
    except StopIteration:
        return generator
    raise RuntimeError("the generator awaits something before its first yield")


def first_step(generator: AsyncGenerator[T, None]) -> Awaitable[T]:
    """Begins to read a generator that another one reads and closes.

    A loop that ends closes all generators that it knows, at the same time. Of generators that read each other it must
    know the outermost only, or they get in each other's way: "aclose(): asynchronous generator is already running".

    Args:
        generator: A new generator.

    Returns:
        What its `__anext__` gives. A generator that is forgotten is still closed by the loop.
    """
    with _unknown_to_the_loop():
        return generator.__anext__()


@contextmanager
def _unknown_to_the_loop() -> Iterator[None]:
    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=None)
    try:
        yield
    finally:
        sys.set_asyncgen_hooks(*hooks)
