"""Reads what has arrived of a response's body in large pieces.

HTTP cuts a stream into many small chunks, of which one network read brings several. Taking them one by one would cost a
detour through all layers for each.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpcore

from ._network import MUST_WAIT, NetworkStream
from .generators import go_on

MAX_CHUNKS_AT_A_TIME = 64
"""The first of them waits until the last is there; that should take less than a millisecond."""


class ReadAhead:
    """Reads a body.

    After each chunk the next one is started at once. Where that has to wait for the network, it is kept, half done,
    until the next `read`: nothing that has arrived waits for what has not. The first `read` takes a single chunk, so
    that the first token comes soon, and each one up to twice as many as the one before.

    Args:
        chunks: The body, as httpcore reads it.
        stream: The connection below.
    """

    def __init__(self, chunks: AsyncIterator[bytes], stream: NetworkStream) -> None:
        self._chunks = chunks
        self._stream = stream
        self._started: Any = None
        self._limit = 1
        self._error: BaseException | None = None

    async def read(self) -> bytes:
        """Read on.

        Returns:
            What is there, up to a limit; it waits only if there is nothing.

        Raises:
            StopAsyncIteration: The body has ended.
            Exception: What broke the body, after all that came before.
        """
        if self._error is not None:
            error, self._error = self._error, None
            raise error
        step, self._started = self._started or self._chunks.__anext__(), None
        pieces = [await step]
        self._stream.waits = False
        try:
            while self._started is None and len(pieces) < self._limit:
                await self._read_ahead(pieces)
        except (Exception, StopAsyncIteration) as error:
            self._error = error
        finally:
            self._stream.waits = True
        self._limit = min(2 * self._limit, MAX_CHUNKS_AT_A_TIME)
        return b"".join(pieces)

    async def aclose(self) -> None:
        """End what was started, which closes the connection."""
        step, self._started = self._started, None
        if step is not None:
            self._stream.abandon()
            try:
                await step
            except (httpcore.ReadError, StopAsyncIteration):
                return

    async def _read_ahead(self, pieces: list[bytes]) -> None:
        step: Any = self._chunks.__anext__()
        try:
            awaited = step.send(None)
        except StopIteration as given:
            pieces.append(given.value)
            return
        if awaited is MUST_WAIT:
            self._started = step
        else:  # httpcore closes a connection that broke.
            pieces.append(await go_on(step, awaited))
