"""Streams with one reader, for what may have no end: audio, live transcripts, the results of batches.

Text streams keep what they gave, so that several readers may read them. What a microphone gives cannot be kept: what
was read here is gone.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Generator, Iterable
from contextlib import aclosing, suppress
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from ._generate_text.shared_stream import SharedStream
from ._interrupt import Guard
from ._operation import Operation
from .errors import AISDKError

T = TypeVar("T")
ItemT = TypeVar("ItemT")
PartT = TypeVar("PartT")
InputT = TypeVar("InputT")
ResultT = TypeVar("ResultT")


class StreamAlreadyRead(AISDKError):
    """Somebody has begun to read this stream; it keeps nothing for a second reader."""

    def __init__(self) -> None:
        super().__init__(message="This stream can be read only once.")


class OwnedStream(Generic[ItemT]):
    """Pulls a source for one reader. Nothing runs before it is read.

    Args:
        source: Gives batches; it is closed with this stream.
    """

    def __init__(self, source: AsyncGenerator[list[ItemT], None]) -> None:
        self._shared = SharedStream(source)
        self._claimed = False
        self._reader: asyncio.Task[Any] | None = None
        self._ended = asyncio.Event()

    def claim(self) -> None:
        """Become the one reader.

        Raises:
            StreamAlreadyRead: There is one already.
        """
        if self._claimed:
            raise StreamAlreadyRead
        self._claimed = True

    async def read(self) -> list[ItemT]:
        """Read the next batch.

        Returns:
            The items; empty at the end.

        Raises:
            BaseException: What the source raised.
            StreamClosed: The stream was closed before its end.
        """
        self._reader = asyncio.current_task()
        try:
            batch = await self._shared.take()
        except BaseException:
            self._ended.set()
            raise
        if not batch:
            self._ended.set()
        return batch

    async def items(self) -> AsyncGenerator[ItemT, None]:
        """Read to the end.

        Yields:
            Item by item.

        Raises:
            BaseException: What `read` raises.
        """
        while batch := await self.read():
            for item in batch:
                yield item

    async def finish(self) -> None:
        """Come to the end: read what is left; while another task reads, leave that to it and wait.

        Raises:
            BaseException: What `read` raises.
        """
        self._claimed = True
        reader = self._reader
        if reader is not None and reader is not asyncio.current_task() and not reader.done():
            await self._ended.wait()
        while await self.read():
            pass

    async def aclose(self) -> None:
        """End the stream now: a reader that waits for more is woken with `StreamClosed`, the source is closed."""
        await self._shared.aclose()
        self._ended.set()


class StreamedResult(Generic[PartT, ResultT]):
    """A running model call that gives parts, and a result at the end.

    Use it with `async with`: however the block is left, the model call is ended and the connection is closed or given
    back. The parts can be read once; awaiting the object reads what is left and gives the result.

    Args:
        source: Gives the parts in batches.
        final: Gives the result, once the source has come to its end.
    """

    def __init__(self, source: AsyncGenerator[list[PartT], None], final: Callable[[], ResultT]) -> None:
        self.parts: OwnedStream[PartT] = OwnedStream(source)
        """The parts in batches, for the blocking twin."""
        self._final = final

    @property
    def stream(self) -> AsyncIterator[PartT]:
        """All parts. Errors of the model that end nothing are `error` parts; those that end the stream are raised.

        Raises:
            StreamAlreadyRead: The stream was read already.
        """
        self.parts.claim()
        return self.parts.items()

    def __await__(self) -> Generator[Any, None, ResultT]:
        """Read what is left and give the result.

        Raises:
            BaseException: The error that the stream ended in.
            StreamClosed: The stream was closed before its end.
        """
        return self._finish().__await__()

    async def aclose(self) -> None:
        """End the model call now."""
        await self.parts.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _finish(self) -> ResultT:
        await self.parts.finish()
        return self._final()


class InputStream(Generic[InputT, ItemT]):
    """What a user streams to a model.

    Args:
        source: The user's pieces. It is closed with this stream if it can be closed.
        convert: Makes of a piece what the model takes.
    """

    def __init__(self, source: Iterable[InputT] | AsyncIterable[InputT], convert: Callable[[InputT], ItemT]) -> None:
        self._pieces = aiter(source) if isinstance(source, AsyncIterable) else _iterate(source)
        self._convert = convert

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ItemT:
        return self._convert(await anext(self._pieces))

    async def aclose(self) -> None:
        """Close the user's source."""
        await close_input(self._pieces)


async def close_input(source: AsyncIterator[object]) -> None:
    """Close what a user streams to a model, if it can be closed.

    Args:
        source: The user's pieces.
    """
    close = getattr(source, "aclose", None)
    if close is not None:
        with suppress(RuntimeError):  # Whoever still reads it closes it.
            await close()


async def _iterate(source: Iterable[T]) -> AsyncGenerator[T, None]:
    for item in source:
        yield item


async def open_model_stream(
    operation: Operation, event: object, call: Callable[[], Awaitable[T]], user_input: InputStream[Any, Any]
) -> T:
    """Have a model begin a stream. It is not repeated if it fails: what the user streams cannot be had twice.

    Args:
        operation: The call.
        event: What `on_start` is told.
        call: Calls the model.
        user_input: What the model reads. The model owns it from the call on; it is closed if the call fails.

    Returns:
        What the model gives.

    Raises:
        BaseException: The call failed.
    """
    try:
        await operation.begin(event)
        return await operation.guard.wait(call)
    except BaseException:
        await user_input.aclose()
        raise


async def read_model_stream(
    guard: Guard,
    stream: AsyncGenerator[list[InputT], None],
    take: Callable[[InputT], Awaitable[list[PartT]]],
) -> AsyncGenerator[list[PartT], None]:
    """Read a model's stream within the limits of the call, and close it on every path.

    Args:
        guard: The limits of the call.
        stream: The model's stream.
        take: Takes in a part, and gives what the user sees of it, if anything.

    Yields:
        Batches of what the user sees.

    Raises:
        BaseException: The stream broke, `take` raised, the abort signal fired, or time was up.
    """
    async with aclosing(stream):
        while True:
            try:
                batch = await guard.wait(stream.__anext__)
            except StopAsyncIteration:
                return
            parts: list[PartT] = []
            try:
                for part in batch:
                    parts += await take(part)
            except Exception:
                if parts:
                    yield parts
                raise
            if parts:
                yield parts
