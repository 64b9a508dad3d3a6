"""Repeating what failed for a passing reason, with longer and longer pauses.

The pause before the n-th repetition is `initial_delay * backoff_factor ** (n - 1)` seconds, plus up to a quarter of
that by chance, so that many clients which failed together do not return together. A provider that says when to come
back (`retry-after-ms`, `retry-after`) is obeyed to the millisecond, unless it asks for a minute or more.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC
from typing import TypeVar

from ..errors import AbortError, AISDKError, APICallError, RetryError, StreamProviderError

T = TypeVar("T")

MAX_JITTER = 0.25
MAX_RETRY_AFTER_SECONDS = 60.0

_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")


def add_jitter(delay: float) -> float:
    """Lengthens a pause by chance.

    Args:
        delay: The pause in seconds.

    Returns:
        A pause between `delay` and one and a quarter of it.
    """
    import random  # It brings cryptography along: not for programs whose calls succeed.

    return delay * (1 + MAX_JITTER * random.random())


def is_retryable_error(error: BaseException) -> bool:
    """Tells whether a failed call may succeed when it is made again.

    Args:
        error: What the call raised.

    Returns:
        True for errors of the SDK that say so (`is_retryable`). What failed inside a stream is not among them: parts of
        it may have been seen already.
    """
    return (
        isinstance(error, AISDKError)
        and not isinstance(error, StreamProviderError)
        and getattr(error, "is_retryable", False) is True
    )


async def retry_with_exponential_backoff(
    function: Callable[[], Awaitable[T]],
    *,
    max_retries: int = 2,
    initial_delay: float = 2.0,
    backoff_factor: float = 2.0,
    should_retry: Callable[[Exception], bool] = is_retryable_error,
    jitter: Callable[[float], float] = add_jitter,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    now: Callable[[], float] = time.time,
) -> T:
    """Calls a function until it succeeds, fails for good, or has failed too often.

    Args:
        function: Makes one attempt.
        max_retries: Attempts after the first one; 0 means that errors are raised as they are.
        initial_delay: Seconds before the second attempt.
        backoff_factor: How much longer each pause is than the one before.
        should_retry: Decides whether an error may pass.
        jitter: Makes the pause from the planned one.
        sleep: Waits for a number of seconds.
        now: The current time in seconds since 1970, for `retry-after` dates.

    Returns:
        What the first successful attempt gave.

    Raises:
        RetryError: If the last attempt failed, or a later attempt failed for good. An error that makes the first
            attempt fail for good is raised as it is, and so are aborts and timeouts.
    """
    errors: list[Exception] = []
    while True:
        try:
            return await function()
        except (AbortError, TimeoutError):
            raise
        except Exception as error:
            errors.append(error)
            if max_retries == 0:
                raise
            if len(errors) > max_retries:
                raise RetryError(reason="maxRetriesExceeded", errors=errors) from error
            if not should_retry(error):
                if len(errors) == 1:
                    raise
                raise RetryError(reason="errorNotRetryable", errors=errors) from error
            delay = initial_delay * backoff_factor ** (len(errors) - 1)
            pause = retry_delay(error, delay, now=now)
        await sleep(jitter(delay) if pause is None else pause)


def retry_delay(error: Exception, delay: float, *, now: Callable[[], float] = time.time) -> float | None:
    """Reads from a response when the provider wants to be asked again.

    Args:
        error: What an attempt raised.
        delay: The planned pause in seconds.
        now: The current time in seconds since 1970.

    Returns:
        The pause in seconds, or None when the provider does not say or names a pause of a minute or more that is also
        longer than the planned one.
    """
    headers = _response_headers(error)
    seconds = _parse_number(headers.get("retry-after-ms"), unit=0.001)
    retry_after = headers.get("retry-after")
    if seconds is None and retry_after:
        seconds = _parse_number(retry_after, unit=1)
        if seconds is None:
            seconds = _seconds_until(retry_after, now())
    if seconds is None or seconds < 0:
        return None
    return seconds if seconds < MAX_RETRY_AFTER_SECONDS or seconds < delay else None


def _response_headers(error: Exception) -> Mapping[str, str]:
    source = error if isinstance(error, APICallError) else error.__cause__
    return (source.response_headers or {}) if isinstance(source, APICallError) else {}


def _parse_number(text: str | None, *, unit: float) -> float | None:
    match = _NUMBER.match(text) if text else None
    return float(match[1]) * unit if match else None


def _seconds_until(date: str, now: float) -> float | None:
    from email.utils import parsedate_to_datetime  # Needed for few responses, and slow to import.

    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now
