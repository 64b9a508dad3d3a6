"""Waiting for a provider's job: asking again and again, within limits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from ..errors import OperationTimeoutError

T = TypeVar("T")


async def poll_until_done(
    fetch: Callable[[], Awaitable[T]],
    *,
    is_done: Callable[[T], bool],
    interval: float,
    timeout: float,
    label: str,
    message: str | None = None,
    operation: object = None,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    now: Callable[[], float] = time.monotonic,
) -> T:
    """Asks for the state of a job until it is done. The first question is asked at once.

    Args:
        fetch: Asks for the state.
        is_done: Decides whether a state is final.
        interval: Seconds between an answer and the next question.
        timeout: Seconds after which to give up, counted from the first question. An answer that arrives late still
            counts; a single question is limited by the timeouts of HTTP.
        label: What the job is, for the error.
        message: The whole message of the error, where the provider has its own.
        operation: The job as the provider identifies it; the error carries it, so that nothing is lost.
        sleep: Waits for a number of seconds.
        now: A clock in seconds.

    Returns:
        The final state.

    Raises:
        OperationTimeoutError: If the job is not done in time.
    """
    deadline = now() + timeout
    while not is_done(state := await fetch()):
        remaining = deadline - now()
        if remaining <= 0:
            raise OperationTimeoutError(label=label, timeout=timeout, message=message, operation=operation)
        await sleep(min(interval, remaining))
    return state
