"""Rules of `run_all`: results in order, and nothing left running."""

import asyncio

import pytest
from ai_sdk_core.provider_utils import run_all
from ai_sdk_core.provider_utils.concurrency import uncancelled


async def give(value: int) -> int:
    return value


async def fail() -> int:
    raise ValueError("failed")


async def hang(ended: list[str]) -> int:
    try:
        await asyncio.Event().wait()
    finally:
        ended.append("ended")
    return 0


async def test_results_come_in_the_order_of_the_coroutines() -> None:
    assert await run_all(give(number) for number in range(3)) == [0, 1, 2]
    assert await run_all([]) == []


async def test_a_failure_ends_the_others_before_it_is_raised() -> None:
    ended: list[str] = []
    with pytest.raises(ValueError, match="failed"):
        await run_all([hang(ended), fail()])
    assert ended == ["ended"]
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_cancelling_the_caller_ends_all() -> None:
    ended: list[str] = []
    caller = asyncio.ensure_future(run_all([hang(ended), hang(ended)]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert ended == ["ended", "ended"]


async def test_what_must_not_be_cut_short_ends_before_the_cancellation_goes_on() -> None:
    done = []

    async def close() -> str:
        for _ in range(3):
            await asyncio.sleep(0)
        done.append("closed")
        return "result"

    for rounds in range(1, 4):
        task = asyncio.create_task(uncancelled(close()))
        for _ in range(rounds):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert done == ["closed"] * 3
    assert await uncancelled(close()) == "result"


async def test_what_fails_or_is_cancelled_itself_says_so() -> None:
    async def waits() -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(ValueError, match="failed"):
        await uncancelled(fail())
    task = asyncio.create_task(uncancelled(waits()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
