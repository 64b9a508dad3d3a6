"""Runs one client, in the client's own environment: takes orders from standard input, answers with figures.

An order is a line of JSON with the scenario's `kind`, the `path` of the answer and how often to repeat (`count`).
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import clients

Figures = dict[str, float]
Measure = Callable[[clients.Client, str, int], Awaitable[Figures]]

CALLS_BEFORE_MEMORY = 200


async def repeat(operation: Callable[[], Awaitable[int]], count: int) -> Figures:
    """CPU seconds of each operation; `size` shows that all clients read the same."""
    gc.collect()
    size = 0
    started = time.process_time()
    for _ in range(count):
        size = await operation()
    return {"value": (time.process_time() - started) / count, "size": size}


async def first_token(client: clients.Client, path: str, count: int) -> Figures:
    """CPU seconds until the first text is there."""
    gc.collect()
    total = 0.0
    for _ in range(count):
        started = time.process_time()
        _, first = await client.stream(path)
        total += first - started
    return {"value": total / count, "size": 1}


async def text_stream(client: clients.Client, path: str, count: int) -> Figures:
    """CPU seconds of a stream."""

    async def read() -> int:
        return (await client.stream(path))[0]

    return await repeat(read, count)


async def concurrent_streams(client: clients.Client, path: str, count: int) -> Figures:
    """CPU seconds of `count` streams at a time, failures, and how much memory all of them took when it was most."""
    await client.stream("short")
    gc.collect()
    memory = resident_kilobytes()
    started_cpu, started = time.process_time(), time.perf_counter()
    finished: list[float] = []

    async def read() -> None:
        await client.stream(path)
        finished.append(time.perf_counter() - started)

    outcomes = await asyncio.gather(*(read() for _ in range(count)), return_exceptions=True)
    failures = sum(isinstance(outcome, BaseException) for outcome in outcomes)
    return {
        "value": time.process_time() - started_cpu,
        "kilobytes_per_stream": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / count,
        "size": count - failures,
        "failures": failures,
        "p99_seconds": sorted(finished)[len(finished) * 99 // 100] if finished else 0.0,
    }


async def memory_growth(client: clients.Client, path: str, count: int) -> Figures:
    """Kilobytes that each call leaves behind, counted after the first calls."""
    for _ in range(CALLS_BEFORE_MEMORY):
        await client.call(path)
    gc.collect()
    before = resident_kilobytes()
    for _ in range(count - CALLS_BEFORE_MEMORY):
        await client.call(path)
    gc.collect()
    return {"value": max(0.0, resident_kilobytes() - before) / (count - CALLS_BEFORE_MEMORY), "size": 1}


def resident_kilobytes() -> float:
    """Memory of this process."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024


MEASURES: dict[str, Measure] = {
    "call": lambda client, path, count: repeat(lambda: client.call(path), count),
    "first_token": first_token,
    "stream": text_stream,
    "tools": lambda client, path, count: repeat(lambda: client.tool_arguments(path), count),
    "objects": lambda client, path, count: repeat(lambda: client.partial_objects(path), count),
    "embeddings": lambda client, path, count: repeat(lambda: client.embeddings(path), count),
    "messages": lambda client, path, count: repeat(lambda: client.messages(path), count),
    "concurrent": concurrent_streams,
    "memory": memory_growth,
}


async def run_orders(client: clients.Client) -> None:
    """Take orders until there are no more."""
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order: dict[str, Any] = json.loads(line)
        try:
            figures = await MEASURES[order["kind"]](client, order["path"], order["count"])
        except NotImplementedError:
            figures = {}
        except Exception:
            traceback.print_exc(limit=-2)  # Other clients go on.
            figures = {}
        print(json.dumps(figures), flush=True)


async def main() -> None:
    """Run the client that the command line names."""
    name, url = sys.argv[1:]
    client: clients.Client = importlib.import_module(f"clients.{name}").create(url)
    try:
        await run_orders(client)
    finally:
        await client.aclose()


if __name__ == "__main__":
    asyncio.run(main())
