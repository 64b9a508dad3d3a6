"""A look at the beginning of a stream, before it is handed out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any, Literal, NamedTuple, TypeAlias

from ai_sdk_core.provider_utils import ApiResponse, ChunkSource, EventStream, ParseFailure, start_generator

from ._stream_errors import early_stream_error

SECONDS_AFTER_ACCEPTANCE = 0.05
"""How long to wait for an error after the API said that it accepted the request: such errors come right behind."""

Batches: TypeAlias = AsyncGenerator[list[Any], None]


class EarlyError(NamedTuple):
    """The stream begins with an error."""

    frame: Any
    """The error as the API sent it."""


Verdict: TypeAlias = EarlyError | Literal["output", "accepted"] | None
"""What a chunk says about a stream: it failed, it has begun, it is going to begin, or nothing."""


class OpenedStream:
    """The chunks of a stream whose beginning has been looked at. It is read once.

    Args:
        batches: The chunks from the beginning, in batches; each with its JSON if the reader wants it.
    """

    def __init__(self, batches: Batches) -> None:
        self._batches = batches
        self._seen: list[list[Any]] = []
        self._next: asyncio.Future[list[Any]] | None = None

    def batches(self) -> Batches:
        """Read the chunks from the beginning.

        Returns:
            A batch for each network read. Closing the generator closes the response, also before its first step.
        """
        return start_generator(self._replay())

    def raw_batches(self) -> Batches:
        """Read the chunks from the beginning, with their JSON.

        Returns:
            Like `batches`, for a stream that was opened with the JSON of its chunks.
        """
        return self.batches()

    async def look_ahead(self, timeout: float | None) -> list[Any] | None:
        """Read one more batch and keep it for the reader.

        Args:
            timeout: How long to wait, in seconds; None waits as long as it takes.

        Returns:
            The batch, empty at the end of the stream; None if it is late. Then nothing more may be read ahead.
        """
        batch: list[Any]
        if timeout is None:
            batch = await anext(self._batches, [])
        else:
            self._next = asyncio.ensure_future(_read(self._batches))
            done, _ = await asyncio.wait([self._next], timeout=timeout)
            if not done:
                return None
            batch, self._next = self._next.result(), None
        self._seen.append(batch)
        return batch

    async def aclose(self) -> None:
        """Close the response."""
        if self._next is not None:
            self._next.cancel()
            await asyncio.wait([self._next])
            if not self._next.cancelled():
                self._next.exception()  # Seen: whoever waited for the batch has got it too.
        await self._batches.aclose()

    async def _replay(self) -> Batches:
        try:
            yield []  # Taken by `start_generator`.
            for batch in self._seen:
                if batch:
                    yield batch
            if self._next is not None and (batch := await self._next):
                yield batch
            async for batch in self._batches:
                yield batch
        finally:
            await self.aclose()


async def _read(batches: Batches) -> list[Any]:
    return await anext(batches, [])


async def open_stream(
    response: ApiResponse[EventStream[Any]],
    *,
    judge: Callable[[Any], Verdict],
    include_raw_chunks: bool,
    url: str,
    request_body: object,
) -> ChunkSource[Any]:
    """Wait until a stream has begun.

    Args:
        response: The response.
        judge: Tells what a chunk says about the stream.
        include_raw_chunks: Whether the reader wants the JSON of the chunks.
        url: What was called, for errors.
        request_body: What was sent, for errors.

    Returns:
        All chunks from the beginning. Whoever reads them closes the response.

    Raises:
        APICallError: The stream begins with an error, breaks off before it has begun, or is no stream of events.
    """
    stream = response.value
    opened = OpenedStream(stream.raw_batches() if include_raw_chunks else stream.batches())
    try:
        verdict = await _find_verdict(opened, judge, include_raw_chunks=include_raw_chunks)
        if isinstance(verdict, EarlyError):
            raise early_stream_error(
                verdict.frame, url=url, request_body=request_body, response_headers=response.headers
            )
    except BaseException:
        await opened.aclose()
        raise
    return opened


async def _find_verdict(opened: OpenedStream, judge: Callable[[Any], Verdict], *, include_raw_chunks: bool) -> Verdict:
    timeout: float | None = None
    while batch := await opened.look_ahead(timeout):
        for item in batch:
            chunk = item[1] if include_raw_chunks else item
            verdict = "output" if isinstance(chunk, ParseFailure) else judge(chunk)
            if verdict == "accepted":
                timeout = SECONDS_AFTER_ACCEPTANCE
            elif verdict is not None:
                return verdict
    return None
