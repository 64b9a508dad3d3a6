"""Batches: many requests at once, answered within hours and for less money.

Run it with `python docs/examples/batch.py`. The class stands for a provider with batches.
"""

from __future__ import annotations

import asyncio
from typing import Literal

from ai_sdk_core import BatchRequest, get_batch_results, get_batch_status, start_batch
from ai_sdk_core.provider import (
    BatchOperationOptions,
    BatchResults,
    BatchStartOptions,
    BatchStartResult,
    BatchStatus,
    SupportedUrls,
    TextBatchItemSucceeded,
)
from ai_sdk_core.testing import generate_result


class ExampleBatches:
    """Answers every request with its id."""

    specification_version: Literal["v4"] = "v4"
    provider = "example.batch"

    def __init__(self) -> None:
        self.supported_urls: SupportedUrls = {}
        self._ids: list[str] = []

    async def do_start_batch(self, options: BatchStartOptions) -> BatchStartResult:
        """Take the requests."""
        self._ids = [request.id for request in options.requests]
        return BatchStartResult(batch_id="batch-1", status="pending", warnings=[])

    async def do_get_batch_status(self, options: BatchOperationOptions) -> BatchStatus:
        """Say that all is done."""
        return BatchStatus(status="completed")

    async def do_get_batch_results(self, options: BatchOperationOptions) -> BatchResults:
        """Give the answers."""
        return self._results()

    async def _results(self) -> BatchResults:
        for request_id in self._ids:
            yield [TextBatchItemSucceeded(id=request_id, result=generate_result(f"The answer to {request_id}."))]


async def main() -> None:
    """Start a batch, ask how it stands, read the results."""
    provider = ExampleBatches()
    requests: list[BatchRequest] = [
        {"id": f"question-{number}", "type": "text", "model": "any", "prompt": f"What is {number} times 2?"}
        for number in range(3)
    ]
    batch = await start_batch(provider=provider, requests=requests)
    print(f"{batch.id}: {batch.status}")
    status = await get_batch_status(provider=provider, batch=batch)  # Every few minutes, as long as it is pending.
    print(f"{batch.id}: {status.status}")
    async with get_batch_results(provider=provider, batch=batch) as results:
        async for item in results:
            print(item.id, item.text if item.status == "succeeded" and item.type == "text" else item.status)


if __name__ == "__main__":
    asyncio.run(main())
