"""Time that passes only when everybody waits.

Cases wait for retries, polls and timeouts. On this loop a wait ends at once, and in the right order: when nothing is
left to do, the clock jumps to the next timer. `install` must be called before the packages under test are imported,
because functions take `asyncio.sleep` and `time.time` as default arguments.
"""

from __future__ import annotations

import asyncio
import random
import selectors
import time
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from typing_extensions import override

ResultT = TypeVar("ResultT")

FROZEN_TIME = 1_735_689_600.0
"""2025-01-01T00:00:00Z, when the vectors were recorded."""

_DEADLOCK_SECONDS = 5.0

_sleep = asyncio.sleep
_delays: list[float] = []
_offset = 0.0


class DeadlockError(Exception):
    """A case waits for something that cannot happen any more."""


class _JumpingSelector(selectors.BaseSelector):
    """Never waits for a timer: tells the loop's clock to go on instead."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self.elapsed = 0.0

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:  # No timer runs: only a thread can wake us up.
            events = self._selector.select(_DEADLOCK_SECONDS)
            if not events:
                raise DeadlockError("the case waits for something that never happens")
            return events
        events = self._selector.select(0)
        if not events:
            self.elapsed += timeout
        return events

    @override
    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._selector.register(fileobj, events, data)

    @override
    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._selector.unregister(fileobj)

    @override
    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._selector.modify(fileobj, events, data)

    @override
    def close(self) -> None:
        self._selector.close()

    @override
    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._selector.get_map()


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """An event loop on which waiting takes no time."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    @override
    def time(self) -> float:
        """Seconds since the loop was made, as far as the case can tell."""
        return self._jumping.elapsed


def run(case: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Run a case on a loop of its own.

    Args:
        case: The coroutine.

    Returns:
        Its result.
    """
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(case)


async def _recorded_sleep(delay: float, result: Any = None) -> Any:
    _delays.append(delay)
    return await _sleep(delay, result)


def _wall_time() -> float:
    try:
        return FROZEN_TIME + asyncio.get_running_loop().time()
    except RuntimeError:
        return FROZEN_TIME


def install() -> None:
    """Record waits and freeze the wall clock, in this process."""
    asyncio.sleep = _recorded_sleep
    time.time = _wall_time


@contextmanager
def recorded_delays() -> Iterator[list[float]]:
    """Collect how long the case waits, in seconds, without chance playing a part."""
    _delays.clear()
    chance = random.random
    random.random = lambda: 0.0
    try:
        yield _delays
    finally:
        random.random = chance
