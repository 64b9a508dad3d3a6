"""A value that the server's thread changes and that tests wait for, from a thread or from any event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Generic, TypeVar

T = TypeVar("T")

DEFAULT_TIMEOUT = 10.0
"""Seconds after which a wait gives up, so that a broken test fails instead of hanging."""


class Watched(Generic[T]):
    """A thread-safe value with waiters."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._lock = threading.Lock()
        self._waiters: list[tuple[Callable[[T], bool], Future[None]]] = []

    @property
    def value(self) -> T:
        """The value now."""
        return self._value

    def update(self, change: Callable[[T], T]) -> None:
        """Replace the value by `change(value)` and wake whoever waited for it."""
        with self._lock:
            self._value = change(self._value)
            fulfilled = [future for condition, future in self._waiters if condition(self._value)]
            self._waiters = [waiter for waiter in self._waiters if waiter[1] not in fulfilled]

        for future in fulfilled:
            future.set_result(None)

    def block(self, condition: Callable[[T], bool], *, timeout: float, expectation: str) -> None:
        """Block this thread until the condition holds.

        Raises:
            TimeoutError: If it did not hold within `timeout` seconds.
        """
        future = self._when(condition)

        try:
            future.result(timeout)
        except FutureTimeoutError:
            raise self._timed_out(timeout, expectation) from None
        finally:
            self._forget(future)

    async def wait(self, condition: Callable[[T], bool], *, timeout: float | None, expectation: str) -> None:
        """Wait on the running loop until the condition holds.

        Raises:
            TimeoutError: If it did not hold within `timeout` seconds.
        """
        future = self._when(condition)

        try:
            async with asyncio.timeout(timeout):
                await asyncio.wrap_future(future)
        except TimeoutError:
            raise self._timed_out(timeout, expectation) from None
        finally:
            self._forget(future)

    def _when(self, condition: Callable[[T], bool]) -> Future[None]:
        future: Future[None] = Future()
        # A running future cannot be cancelled: a cancelled waiter must not cancel what `update` is about to fulfil.
        future.set_running_or_notify_cancel()

        with self._lock:
            if not condition(self._value):
                self._waiters.append((condition, future))
                return future

        future.set_result(None)
        return future

    def _forget(self, future: Future[None]) -> None:
        with self._lock:
            self._waiters = [waiter for waiter in self._waiters if waiter[1] is not future]

    def _timed_out(self, timeout: float | None, expectation: str) -> TimeoutError:
        return TimeoutError(f"Waited {timeout} seconds for {expectation}; now it is {self._value!r}.")
