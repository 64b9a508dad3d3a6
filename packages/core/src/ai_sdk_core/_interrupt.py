"""Interrupting what is awaited: by an abort signal, or because time is up.

A `Guard` wraps single awaits, never a whole stream: no cancel scope is ever open while a generator is suspended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from ._abort import AbortController, AbortSignal
from .errors import OperationTimeoutError

T = TypeVar("T")

TOTAL = "Total"
"""Name of the deadline for a whole call."""


class Guard:
    """Awaits on behalf of one generation and stops when its abort signal fires or one of its deadlines passes.

    Deadlines have names, so that a step's limit can be replaced when the next step begins.
    """

    def __init__(self, signal: AbortSignal | None) -> None:
        self._signal = signal
        self._controller = AbortController()
        self._deadlines: dict[str, tuple[float, float]] = {}
        self.reason: BaseException | None = None
        """Why the guard stopped; `None` while nothing stopped it."""

    @property
    def signal(self) -> AbortSignal:
        """Fires when the generation stops, for whatever reason; for tools in threads, which cannot be cancelled."""
        own = self._controller.signal
        return own if self._signal is None else AbortSignal.any([self._signal, own])

    @property
    def active(self) -> bool:
        """Whether anything can interrupt at all."""
        return self._signal is not None or bool(self._deadlines)

    def set_deadline(self, name: str, seconds: float | None) -> None:
        """Start (or restart) a deadline.

        Args:
            name: What is limited, as it stands in the error message: `Step`, `Chunk`.
            seconds: From now; `None` sets no limit.
        """
        if seconds is None:
            self._deadlines.pop(name, None)
        else:
            self._deadlines[name] = (asyncio.get_running_loop().time() + seconds, seconds)

    def clear_deadline(self, name: str) -> None:
        """Lift a deadline, if it is set."""
        self._deadlines.pop(name, None)

    def stop_reason(self) -> BaseException | None:
        """Tell whether the generation must stop.

        Returns:
            The abort signal's reason, or `OperationTimeoutError`; `None` if it may go on.
        """
        if self.reason is None and self._signal is not None:
            self.reason = self._signal.reason
        return self.reason

    def check(self) -> None:
        """Raise if the generation must stop.

        Raises:
            BaseException: The abort signal's reason, or `OperationTimeoutError`.
        """
        reason = self.stop_reason()
        if reason is not None:
            raise reason

    async def wait(self, start: Callable[[], Awaitable[T]]) -> T:
        """Await something, unless the generation is stopped first.

        Args:
            start: Gives what to wait for; not called if the generation was stopped before, cancelled if it is now.

        Returns:
            The result of the wait.

        Raises:
            BaseException: The abort signal's reason, or `OperationTimeoutError` with the name of the limit.
        """
        if not self.active:
            return await start()
        name, when, seconds = self._next_deadline()
        loop = asyncio.get_running_loop()
        scope = asyncio.timeout_at(when)

        def expire(_reason: BaseException) -> None:
            loop.call_soon_threadsafe(_expire, scope, loop)

        remove = None
        try:
            async with scope:
                self.check()
                if self._signal is not None:
                    remove = self._signal.add_callback(expire)
                return await start()
        except TimeoutError:
            if not scope.expired():
                raise
            raise self._stop(name, seconds) from None  # Asyncio's own error says nothing more.
        finally:
            if remove is not None:
                remove()

    def _stop(self, name: str, seconds: float) -> BaseException:
        reason = self._signal.reason if self._signal is not None else None
        # The reference has the platform's words for the total limit; for the others it names them.
        message = "The operation was aborted due to timeout" if name == TOTAL else None
        self.reason = reason or OperationTimeoutError(label=name, timeout=seconds, message=message)
        self._controller.abort(self.reason)
        return self.reason

    def _next_deadline(self) -> tuple[str, float | None, float]:
        if not self._deadlines:
            return "", None, 0.0
        name, (when, seconds) = min(self._deadlines.items(), key=lambda item: item[1][0])
        return name, when, seconds


def _expire(scope: asyncio.Timeout, loop: asyncio.AbstractEventLoop) -> None:
    try:
        scope.reschedule(loop.time())
    except RuntimeError:
        return  # the awaited operation ended while the signal's callback was on its way
