"""What several tests of the core need."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any

import pytest


class _JumpingLoop(asyncio.SelectorEventLoop):
    """A loop for which time passes only while it waits, and then at once."""

    def __init__(self) -> None:
        super().__init__(_JumpingSelector(self))
        self.jumped = 0.0

    def time(self) -> float:
        return self.jumped


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self, loop: _JumpingLoop) -> None:
        super().__init__()
        self._jumping_loop = loop

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0 if timeout is not None else None)
        if not ready and timeout:
            self._jumping_loop.jumped += timeout
        return ready


@pytest.fixture
def jump() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Runs a coroutine on a loop whose clock jumps ahead when there is nothing to do but wait."""

    def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
        with asyncio.Runner(loop_factory=_JumpingLoop) as runner:
            return runner.run(coroutine)

    return run
