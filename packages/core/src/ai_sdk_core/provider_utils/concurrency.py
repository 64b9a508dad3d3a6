"""Several things at once, without loose ends."""

from __future__ import annotations

import asyncio
import types
from collections.abc import Coroutine, Generator, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def run_all(coroutines: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Run coroutines at the same time.

    When one fails, or when the caller is cancelled, the others are cancelled and waited for.

    Args:
        coroutines: The coroutines.

    Returns:
        Their results, in their order.

    Raises:
        Exception: Whatever the first coroutine that failed raised.
    """
    tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@types.coroutine
def uncancelled(coroutine: Coroutine[Any, Any, T]) -> Generator[Any, None, T]:
    """Awaits something short that must not be cut short, such as giving a connection back.

    Args:
        coroutine: What to await.

    Returns:
        Its result.

    Raises:
        asyncio.CancelledError: The caller was cancelled meanwhile; raised when the coroutine has ended.
    """
    cancelled: asyncio.CancelledError | None = None
    while True:
        try:
            awaited = coroutine.send(None)
        except StopIteration as end:
            if cancelled is not None:
                raise cancelled from None
            result: T = end.value
            return result
        try:
            yield awaited
        except asyncio.CancelledError as error:
            cancelled = error  # A future that it awaits was cancelled as well, and says so itself.
