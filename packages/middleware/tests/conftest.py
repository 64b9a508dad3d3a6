"""Helpers of the tests of the middleware."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest


class Clock:
    """Time that passes when somebody waits, and only then."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def make_clock() -> Callable[[], Clock]:
    return Clock
