"""Several things at once, without loose ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
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
