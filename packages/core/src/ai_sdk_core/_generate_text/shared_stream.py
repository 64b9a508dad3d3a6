"""One stream that several consumers read, each from its beginning."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, Generic, TypeVar

PartT = TypeVar("PartT")


class SharedStream(Generic[PartT]):
    """Keeps what a source gave, and pulls more only when a consumer has read all of it.

    There is no task of its own: whoever needs more pulls one batch for everybody.

    Args:
        source: Gives batches; it is closed with this stream.
    """

    def __init__(self, source: AsyncGenerator[list[PartT], None]) -> None:
        self._source = source
        self._parts: list[PartT] = []
        self._pulling: asyncio.Future[None] | None = None
        self._puller: asyncio.Task[Any] | None = None
        self._closing = False
        self._error: BaseException | None = None
        self._done = False

    async def batches(self) -> AsyncGenerator[list[PartT], None]:
        """Read the stream from its beginning, as many parts at a time as there are.

        Yields:
            Non-empty lists.

        Raises:
            BaseException: What the source raised, after the parts before it.
        """
        position = 0
        while True:
            if position < len(self._parts):
                batch = self._parts[position:]
                position += len(batch)
                yield batch
            elif not await self._more(position):
                return

    async def aclose(self) -> None:
        """End the stream: a consumer that waits for more is woken with an error, the source is closed."""
        self._done = True
        if self._pulling is not None:
            assert self._puller is not None
            if self._puller is not asyncio.current_task():
                self._closing = True
                self._puller.cancel()
                await asyncio.wait([self._pulling])
        await self._source.aclose()

    async def _more(self, position: int) -> bool:
        """Get parts beyond a position; False at the end."""
        while position >= len(self._parts) and not self._done:
            if self._pulling is not None:
                await asyncio.wait([self._pulling])
            else:
                await self._pull()
        if position < len(self._parts):
            return True
        if self._error is not None:
            raise self._error
        return False

    async def _pull(self) -> None:
        pulling = self._pulling = asyncio.get_running_loop().create_future()
        task = self._puller = asyncio.current_task()
        try:
            self._parts.extend(await self._source.__anext__())
        except StopAsyncIteration:
            self._done = True
        except asyncio.CancelledError:
            self._done = True
            # Cancelling the consumer that pulls ends the source; others learn that the stream is over.
            self._error = StreamClosed()
            if not (self._closing and task is not None and task.uncancel() == 0):
                raise
        except BaseException as error:
            self._done = True
            self._error = error
        finally:
            self._pulling = self._puller = None
            pulling.set_result(None)


class StreamClosed(Exception):
    """The stream was closed, or another of its consumers was cancelled, before this consumer reached its end."""

    def __init__(self) -> None:
        super().__init__("The stream was closed before its end")
