"""Time in cases: waiting takes none, and everything happens in the right order."""

import asyncio

import pytest
from conformance_runner import clock


def test_waits_end_in_the_order_of_their_timers():
    """A second of waiting is no second of running."""

    async def case():
        ended = []

        async def wait(seconds):
            await asyncio.sleep(seconds)
            ended.append(seconds)

        await asyncio.gather(wait(3600), wait(1), wait(60))
        return ended, asyncio.get_running_loop().time()

    ended, elapsed = clock.run(case())
    assert ended == [1, 60, 3600]
    assert elapsed == pytest.approx(3600)


def test_timeouts_pass_when_everybody_waits():
    """A timeout that is shorter than the wait comes first."""

    async def case():
        async with asyncio.timeout(5):
            await asyncio.sleep(10)

    with pytest.raises(TimeoutError):
        clock.run(case())


def test_work_in_threads_is_waited_for():
    """A thread needs real time, and gets it."""
    assert clock.run(asyncio.to_thread(lambda: "done")) == "done"
