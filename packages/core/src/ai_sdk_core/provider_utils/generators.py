"""Asynchronous generators that hold resources."""

from __future__ import annotations

import functools
import sys
import types
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

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


async def first_chunk(body: AsyncIterator[bytes]) -> bytes:
    """Like `first_step`, for the body of a response: an HTTP client reads it through several generators.

    Args:
        body: A body of which nothing has been read.

    Returns:
        Its beginning; empty if the body is.
    """
    # Only for bodies: whatever starts before the first wait is kept from the loop.
    with _unknown_to_the_loop():
        step: Any = body.__anext__().__await__()
        try:
            awaited = step.send(None)
        except StopIteration as given:
            return bytes(given.value)
        except StopAsyncIteration:
            return b""
    try:
        return bytes(await go_on(step, awaited))
    except StopAsyncIteration:
        return b""


@types.coroutine
def go_on(step: Any, awaited: Any) -> Generator[Any, None, Any]:
    """Awaits something that was started by hand.

    Args:
        step: What was started: a coroutine, or what `__await__` gave.
        awaited: What it awaits now.

    Returns:
        Its result.
    """
    while True:
        try:
            yield awaited
        except BaseException as error:
            resume = functools.partial(step.throw, error)
        else:
            resume = functools.partial(step.send, None)
        try:
            awaited = resume()
        except StopIteration as done:
            return done.value


@contextmanager
def _unknown_to_the_loop() -> Iterator[None]:
    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=None)
    try:
        yield
    finally:
        sys.set_asyncgen_hooks(*hooks)
