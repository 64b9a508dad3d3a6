"""Stopping work from outside: an `AbortController` fires its `AbortSignal`, and whoever holds the signal stops.

Asyncio cancels tasks; a signal is for callers that hold no task: another thread, a button of a user interface, a tool
that runs in a worker thread. Inside the SDK a signal is turned into cancellation as early as possible (`abortable`).
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
from collections.abc import Awaitable, Callable, Iterable
from types import TracebackType
from typing import TypeAlias, TypeVar

from ._override import override
from .errors import AbortError

ResultT = TypeVar("ResultT")

AbortCallback: TypeAlias = Callable[[BaseException], None]
"""Told why a signal fired."""

_logger = logging.getLogger(__name__)


class _AbortState:
    """Whether one controller has fired, and who wants to know."""

    __slots__ = ("_callbacks", "_lock", "reason")

    def __init__(self) -> None:
        self.reason: BaseException | None = None
        self._callbacks: dict[object, AbortCallback] = {}
        self._lock = threading.RLock()  # A handler of an operating system signal may abort while this thread holds it.

    def abort(self, reason: BaseException) -> None:
        with self._lock:
            if self.reason is not None:
                return
            self.reason = reason
            callbacks, self._callbacks = self._callbacks, {}
        for callback in callbacks.values():
            _call_safely(callback, reason)

    def add(self, key: object, callback: AbortCallback) -> BaseException | None:
        """Register a callback, unless it is too late for that; then it returns the reason."""
        with self._lock:
            if self.reason is None:
                self._callbacks[key] = callback
            return self.reason

    def remove(self, key: object) -> None:
        with self._lock:
            self._callbacks.pop(key, None)


def _call_safely(callback: AbortCallback, reason: BaseException) -> None:
    try:
        callback(reason)
    except Exception:
        # The one who aborts must reach everybody who listens, and is not the one to blame.
        _logger.exception("A callback of an abort signal failed")


class AbortSignal:
    """Says whether work should stop, and why. Made by an `AbortController`; may be used from any thread.

    A signal belongs to no event loop and holds no resources.
    """

    __slots__ = ("_states",)

    def __init__(self, states: tuple[_AbortState, ...] = ()) -> None:
        self._states = states

    @classmethod
    def any(cls, signals: Iterable[AbortSignal]) -> AbortSignal:
        """Combine signals.

        Args:
            signals: The signals to combine.

        Returns:
            A signal that fires when the first of them does.
        """
        return cls(tuple(dict.fromkeys(state for signal in signals for state in signal._states)))

    @property
    def reason(self) -> BaseException | None:
        """Why the work should stop, as the exception to raise; `None` as long as it may go on."""
        for state in self._states:
            if state.reason is not None:
                return state.reason
        return None

    @property
    def aborted(self) -> bool:
        """True once the work should stop."""
        return self.reason is not None

    def throw_if_aborted(self) -> None:
        """Raise the reason if the work should stop.

        Raises:
            BaseException: The signal has fired: its reason, by default an `AbortError`.
        """
        reason = self.reason
        if reason is not None:
            raise reason

    def add_callback(self, callback: AbortCallback) -> Callable[[], None]:
        """Have a function called when the signal fires; at once if it has fired already.

        Args:
            callback: Called once, with the reason, in the thread that aborts. It must not block.

        Returns:
            A function that takes the callback back. Calling it later or twice does no harm.
        """
        key = object()
        once = callback if len(self._states) == 1 else _once(callback)
        for state in self._states:
            reason = state.add(key, once)
            if reason is not None:
                self._remove(key)
                _call_safely(once, reason)
                break
        return lambda: self._remove(key)

    def _remove(self, key: object) -> None:
        for state in self._states:
            state.remove(key)

    @override
    def __repr__(self) -> str:
        return f"AbortSignal(aborted={self.aborted})"


def _once(callback: AbortCallback) -> AbortCallback:
    turn = threading.Lock()

    def call(reason: BaseException) -> None:
        if turn.acquire(blocking=False):  # Never released: two sources may fire at the same moment.
            callback(reason)

    return call


class AbortController:
    """Fires an abort signal.

    Example:
        ```python
        controller = AbortController()
        stop_button.on_click(controller.abort)
        result = await generate_text(model=model, prompt="...", abort_signal=controller.signal)
        ```
    """

    __slots__ = ("_state", "signal")

    def __init__(self) -> None:
        self._state = _AbortState()
        self.signal = AbortSignal((self._state,))
        """The signal to hand out."""

    def abort(self, reason: BaseException | str | None = None) -> None:
        """Fire the signal. Only the first call counts. May be called from any thread.

        Args:
            reason: Why. An exception is what those who stop will raise, a text becomes the message of an `AbortError`.
        """
        if reason is None:
            reason = AbortError()
        elif isinstance(reason, str):
            reason = AbortError(message=reason)
        self._state.abort(reason)


class CancelOnAbort:
    """Cancels the body of an `async with` when a signal fires, and raises the signal's reason instead.

    Works like `asyncio.timeout`, without a task of its own. A body that ends by itself although it was cancelled keeps
    its result. Cancellation from elsewhere passes through untouched.
    """

    __slots__ = ("_cancelling", "_loop", "_reason", "_remove", "_signal", "_task")

    def __init__(self, signal: AbortSignal) -> None:
        self._signal = signal
        self._task: asyncio.Task[object] | None = None
        self._reason: BaseException | None = None

    async def __aenter__(self) -> None:
        self._signal.throw_if_aborted()
        self._task = asyncio.current_task()
        assert self._task is not None, "coroutines run in tasks"
        self._cancelling = self._task.cancelling()
        self._loop = asyncio.get_running_loop()
        self._remove = self._signal.add_callback(self._on_abort)

    def _on_abort(self, reason: BaseException) -> None:
        # The signal may fire in any thread, and also within the body, which may be about to return its result.
        self._loop.call_soon_threadsafe(self._cancel, reason)

    def _cancel(self, reason: BaseException) -> None:
        if self._task is not None:
            self._reason = reason
            self._task.cancel()

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        task, self._task = self._task, None
        self._remove()
        if task is None or self._reason is None:
            return
        if task.uncancel() <= self._cancelling and isinstance(exception, asyncio.CancelledError):
            raise self._reason  # Not `from` the cancellation: the reason is the caller's, and so is its cause.


async def abortable(awaitable: Awaitable[ResultT], signal: AbortSignal | None) -> ResultT:
    """Await something, and cancel it when a signal fires.

    Args:
        awaitable: What to await.
        signal: The signal; without one this is a plain `await`.

    Returns:
        What the awaitable gives.

    Raises:
        BaseException: The signal has fired: its reason, by default an `AbortError`.
    """
    if signal is None:
        return await awaitable
    if signal.aborted:
        discard(awaitable)
    async with CancelOnAbort(signal):
        return await awaitable


def discard(awaitable: Awaitable[object]) -> None:
    """Get rid of something that will never be awaited, without the warning that it never was.

    Args:
        awaitable: A coroutine is closed, a task or future is cancelled.
    """
    if inspect.iscoroutine(awaitable):
        awaitable.close()
    elif isinstance(awaitable, asyncio.Future):
        awaitable.cancel()
