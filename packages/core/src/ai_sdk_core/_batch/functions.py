"""The functions for batches.

```python
batch = await start_batch(
    provider=openai,
    requests=[{"id": str(n), "type": "text", "model": "gpt-5", "prompt": text} for n, text in enumerate(texts)],
)
while (await get_batch_status(provider=openai, batch=batch)).status == "pending":
    await asyncio.sleep(60)
async with get_batch_results(provider=openai, batch=batch) as results:
    async for item in results:
        print(item.id, item.status)
```
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import fields
from types import TracebackType
from typing import Any, Self, TypeAlias

from typing_extensions import Unpack

from .._logger import log_warnings
from .._model import get_default_provider
from .._operation import RequestOptions, RetryOptions, request_headers, start_guard
from .._owned_stream import OwnedStream, read_model_stream
from .._retries import Retries
from .._tools import ToolSet
from ..errors import InvalidArgumentError, UnsupportedFunctionalityError
from ..provider.batch import (
    Batch,
    BatchCancelResult,
    BatchItemResult,
    BatchListOptions,
    BatchOperationOptions,
    BatchStartOptions,
    BatchStatus,
    CancellableBatch,
    ListableBatch,
)
from ..provider.provider import BatchProvider
from .requests import check_requests, prepare_requests
from .results import convert_item
from .types import BatchItem, BatchJob, BatchReference, BatchRequest, ListBatchesResult, StartBatchResult

BatchSource: TypeAlias = Batch | BatchProvider
"""A provider with batches, or its `batch()`."""


class StartBatchOptions(RequestOptions, total=False):
    """Options of `start_batch`."""

    webhook_url: str
    """Where the provider tells that the batch is done."""


class ListBatchesOptions(RetryOptions, total=False):
    """Options of `list_batches`."""

    limit: int
    """How many batches a page has."""
    cursor: str
    """`next_cursor` of the page before."""


async def start_batch(
    *,
    requests: Sequence[BatchRequest],
    provider: BatchSource | None = None,
    **options: Unpack[StartBatchOptions],
) -> StartBatchResult:
    """Start a batch (experimental, as in the reference). It is not repeated if it fails: it might be paid for twice.

    Args:
        requests: The requests: dicts with an `id`, a `type` (`text` or `image`), a `model`, a `prompt` and settings.
        provider: A provider with batches, or its `batch()`; by default the default provider.
        **options: Further options, see `StartBatchOptions`.

    Returns:
        The batch, for the other functions.

    Raises:
        InvalidArgumentError: There are no requests, their ids cannot be told apart, or a tool differs between them.
        InvalidPromptError: A prompt is not valid.
        UnsupportedFunctionalityError: The provider has no batches.
        APICallError: The provider could not be reached or refused.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `experimental_startBatch`.
    """
    check_requests(requests)
    api = _find_api(provider)
    guard = start_guard(options)
    prepared = await guard.wait(lambda: prepare_requests(requests, api))
    start_options = BatchStartOptions(
        requests=prepared,
        webhook_url=options.get("webhook_url"),
        provider_options=options.get("provider_options"),
        headers=request_headers(options),
    )
    started = await guard.wait(lambda: api.do_start_batch(start_options))
    models = {request.id: request.model_id for request in prepared}
    for warning in started.warnings:
        log_warnings([warning.warning], provider=api.provider, model=models.get(warning.request_id or "", "batch"))
    return StartBatchResult(
        id=started.batch_id, provider=api.provider, warnings=started.warnings, **_status_fields(started)
    )


async def get_batch_status(
    *, batch: BatchReference | BatchJob, provider: BatchSource | None = None, **options: Unpack[RetryOptions]
) -> BatchStatus:
    """Ask how a batch stands (experimental, as in the reference).

    Args:
        batch: Which batch.
        provider: Where it is; by default the default provider.
        **options: Further options, see `RetryOptions`.

    Returns:
        How it stands.

    Raises:
        InvalidArgumentError: The batch is of another provider.
        UnsupportedFunctionalityError: The provider has no batches.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `experimental_getBatchStatus`.
    """
    api = _find_api_of(batch, provider)
    retries = Retries(options.get("max_retries"))
    question = _about(batch, options)
    return await start_guard(options).wait(lambda: retries(lambda: api.do_get_batch_status(question)))


def get_batch_results(
    *,
    batch: BatchReference | BatchJob,
    provider: BatchSource | None = None,
    tools: ToolSet | None = None,
    **options: Unpack[RetryOptions],
) -> BatchResults:
    """Fetch the results of a batch that is done (experimental, as in the reference).

    Nothing happens before the results are read. Read them inside `async with`, so that leaving early ends the call.

    Args:
        batch: Which batch.
        provider: Where it is; by default the default provider.
        tools: The tools of the requests, to parse the inputs of their calls. Nobody runs them.
        **options: Further options, see `RetryOptions`.

    Returns:
        The results, in any order, one by one.

    Raises:
        InvalidArgumentError: The batch is of another provider.
        UnsupportedFunctionalityError: The provider has no batches.

    Source: the reference's `experimental_getBatchResults`.
    """
    return BatchResults(_results(_find_api_of(batch, provider), batch, tools, options))


async def cancel_batch(
    *, batch: BatchReference | BatchJob, provider: BatchSource | None = None, **options: Unpack[RequestOptions]
) -> BatchCancelResult:
    """Cancel a batch (experimental, as in the reference). Requests under way may still finish.

    Args:
        batch: Which batch.
        provider: Where it is; by default the default provider.
        **options: Further options, see `RequestOptions`.

    Returns:
        That the provider took note.

    Raises:
        InvalidArgumentError: The batch is of another provider.
        UnsupportedFunctionalityError: The provider has no batches, or cannot cancel them.
        APICallError: The provider could not be reached or refused.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `experimental_cancelBatch`.
    """
    api = _find_api_of(batch, provider)
    if not isinstance(api, CancellableBatch):
        raise UnsupportedFunctionalityError(
            functionality="batch cancellation", message="The provider does not support batch cancellation."
        )
    return await start_guard(options).wait(lambda: api.do_cancel_batch(_about(batch, options)))


async def list_batches(
    *, provider: BatchSource | None = None, **options: Unpack[ListBatchesOptions]
) -> ListBatchesResult:
    """List batches (experimental, as in the reference).

    Args:
        provider: Where they are; by default the default provider.
        **options: Further options, see `ListBatchesOptions`.

    Returns:
        A page of the list.

    Raises:
        UnsupportedFunctionalityError: The provider has no batches, or cannot list them.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `experimental_listBatches`.
    """
    api = _find_api(provider)
    if not isinstance(api, ListableBatch):
        raise UnsupportedFunctionalityError(
            functionality="batch listing", message="The provider does not support listing batches."
        )
    retries = Retries(options.get("max_retries"))
    question = BatchListOptions(
        limit=options.get("limit"),
        cursor=options.get("cursor"),
        provider_options=options.get("provider_options"),
        headers=request_headers(options),
    )
    page = await start_guard(options).wait(lambda: retries(lambda: api.do_list_batches(question)))
    return ListBatchesResult(
        batches=[BatchJob(id=item.batch_id, provider=api.provider, **_status_fields(item)) for item in page.batches],
        next_cursor=page.next_cursor,
        provider_metadata=page.provider_metadata,
    )


class BatchResults:
    """The results of a batch, one by one; they can be read once."""

    def __init__(self, source: AsyncGenerator[list[BatchItem], None]) -> None:
        self.items: OwnedStream[BatchItem] = OwnedStream(source)
        """The results in batches, for the blocking twin."""

    def __aiter__(self) -> AsyncIterator[BatchItem]:
        """Read the results.

        Raises:
            StreamAlreadyRead: They were read already.
        """
        self.items.claim()
        return self.items.items()

    async def aclose(self) -> None:
        """End the call now."""
        await self.items.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


async def _results(
    api: Batch, batch: BatchReference | BatchJob, tools: ToolSet | None, options: RetryOptions
) -> AsyncGenerator[list[BatchItem], None]:
    guard = start_guard(options)
    retries = Retries(options.get("max_retries"))
    question = _about(batch, options)
    stream = await guard.wait(lambda: retries(lambda: api.do_get_batch_results(question)))

    async def convert(item: BatchItemResult) -> list[BatchItem]:
        return [await convert_item(item, tools)]

    converted = read_model_stream(guard, stream, convert)
    async with aclosing(converted):
        async for items in converted:
            yield items


def _find_api(provider: BatchSource | None) -> Batch:
    source = get_default_provider() if provider is None else provider
    if isinstance(source, Batch):
        return source
    if isinstance(source, BatchProvider):
        return source.batch()
    raise UnsupportedFunctionalityError(
        functionality="batch processing",
        message="The provider does not support batch processing. Make sure it exposes a batch() method.",
    )


def _find_api_of(batch: BatchReference | BatchJob, provider: BatchSource | None) -> Batch:
    api = _find_api(provider)
    if batch.provider != api.provider:
        raise InvalidArgumentError(
            parameter="provider",
            value=api,
            message=f"provider {api.provider} is not compatible with batch provider {batch.provider}",
        )
    return api


def _about(batch: BatchReference | BatchJob, options: RequestOptions) -> BatchOperationOptions:
    return BatchOperationOptions(
        batch_id=batch.id, provider_options=options.get("provider_options"), headers=request_headers(options)
    )


def _status_fields(status: BatchStatus) -> dict[str, Any]:
    return {field.name: getattr(status, field.name) for field in fields(BatchStatus)}
