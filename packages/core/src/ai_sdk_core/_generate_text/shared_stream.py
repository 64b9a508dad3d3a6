"""One stream that several consumers read, each from its beginning."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, Generic, TypeVar

from ..errors import AISDKError

PartT = TypeVar("PartT")


class StreamClosed(AISDKError):
    """The stream was closed, or another of its consumers was cancelled, before this consumer reached its end."""

    def __init__(self) -> None:
        super().__init__(message="The stream was closed before its end.")


class SharedStream(Generic[PartT]):
    """Keeps what a source gave, and pulls more only when a consumer has read all of it.

    There is no task of its own: whoever needs more pulls one batch for everybody, the others wait for it.

    Args:
        source: Gives batches; it is closed with this stream.
    """

    def __init__(self, source: AsyncGenerator[list[PartT], None]) -> None:
        self._source = source
        self._parts: list[PartT] = []
        self._puller: asyncio.Task[Any] | None = None
        self._waiting: list[asyncio.Future[None]] = []
        self._closing = False
        self._done = False
        self._error: BaseException | None = None

    async def read(self, position: int) -> list[PartT]:
        """Read on.

        Args:
            position: How many parts the consumer has read.

        Returns:
            All parts that there are beyond the position; empty at the end of the stream.

        Raises:
            BaseException: What the source raised, once the parts before it have been read.
            StreamClosed: The stream was closed before its end.
        """
        while position >= len(self._parts) and not self._done:
            if self._puller is None:
                await self._pull()
            else:
                await self._wait_for_puller()
        if position < len(self._parts):
            return self._parts[position:] if position else self._parts.copy()
        if self._error is not None:
            raise self._error
        return []

    async def take(self) -> list[PartT]:
        """Read on and keep nothing: for the only consumer of a stream that may have no end.

        Returns:
            All parts that there are; empty at the end of the stream.

        Raises:
            BaseException: What `read` raises.
        """
        parts = await self.read(0)
        self._parts.clear()
        return parts

    async def aclose(self) -> None:
        """End the stream: a consumer that waits for more is woken with `StreamClosed`, the source is closed."""
        if self._puller is not None and self._puller is not asyncio.current_task():
            self._closing = True
            self._puller.cancel()
            await self._wait_for_puller()
        self._end(StreamClosed())
        await self._source.aclose()

    async def _pull(self) -> None:
        task = self._puller = asyncio.current_task()
        try:
            self._parts += await self._source.__anext__()
        except StopAsyncIteration:
            self._end(None)
        except asyncio.CancelledError:
            # Cancelling the consumer that pulls ends the source; the others learn that the stream is over.
            self._end(StreamClosed())
            closed_by_us = self._closing and task is not None and task.uncancel() == 0
            if not closed_by_us:
                raise
        except BaseException as error:
            self._end(error)
        finally:
            self._puller = None
            if self._waiting:
                self._wake()

    def _end(self, error: BaseException | None) -> None:
        if not self._done:
            self._done = True
            self._error = error

    def _wake(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def _wait_for_puller(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await future
