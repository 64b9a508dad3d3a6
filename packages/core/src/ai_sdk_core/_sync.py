"""The bridge from blocking code to the SDK's event loop."""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures
import contextvars
import functools
import os
import threading
from collections.abc import Callable, Coroutine, Iterator
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self

from typing_extensions import TypeVar

from ._generate_text.parts import TextStreamPart
from ._generate_text.result import GenerateTextResult
from ._generate_text.stream_result import StreamTextResult
from ._generate_text.views import View

P = ParamSpec("P")
T = TypeVar("T")
OutputT = TypeVar("OutputT", default=str)
PartialT = TypeVar("PartialT", default=str)
ElementT = TypeVar("ElementT", default=Any)

SECONDS_TO_STOP = 5.0
"""How long the end of the program waits for what runs on the loop to end."""


class _LoopThread:
    """An event loop in a daemon thread, started when it is first needed and wound up when the program ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._parents_loop: asyncio.AbstractEventLoop | None = None

    def run(self, start: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run a coroutine on the loop and wait for it.

        An exception that hits the waiting thread (Ctrl+C) cancels the coroutine and waits for its end.

        Raises:
            RuntimeError: The caller runs on the loop itself (a tool that is a coroutine): it would wait for ever.
        """
        loop = self._running_loop()
        if threading.current_thread() is self._thread:
            raise RuntimeError("A blocking function was called on its own event loop. Await its async twin instead.")
        context = contextvars.copy_context()
        future: concurrent.futures.Future[T] = concurrent.futures.Future()
        tasks: list[asyncio.Task[T]] = []

        def launch() -> None:
            task = loop.create_task(start(), context=context)
            tasks.append(task)
            task.add_done_callback(lambda done: _hand_over(done, future))

        def cancel() -> None:
            if tasks:
                tasks[0].cancel()
            else:  # Interrupted before the launch was on its way.
                future.cancel()
                future.set_running_or_notify_cancel()

        try:
            loop.call_soon_threadsafe(launch)
            return future.result()
        except concurrent.futures.CancelledError:
            raise asyncio.CancelledError from None
        except BaseException:
            if not future.done():
                loop.call_soon_threadsafe(cancel)
                concurrent.futures.wait([future])
            raise

    def stop(self) -> None:
        """End the loop: cancel what still runs, close the connections."""
        with self._lock:
            loop, self._loop = self._loop, None
            thread, self._thread = self._thread, None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(SECONDS_TO_STOP)

    def forget(self) -> None:
        """Start anew: after a fork the thread does not exist in the child.

        The parent's loop is kept, because the child must not touch it: closing it would unplug the parent's sockets.
        """
        self._lock = threading.Lock()
        self._parents_loop = self._loop or self._parents_loop
        self._loop = self._thread = None

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._serve, args=(self._loop,), name="ai-sdk-sync", daemon=True)
                self._thread.start()
            return self._loop

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._loop is loop:
            try:
                loop.run_forever()
            except (SystemExit, KeyboardInterrupt):
                continue  # A tool raised it; its task has it, too, and hands it to the caller.
        loop.run_until_complete(_wind_up())
        loop.close()


async def _wind_up() -> None:
    for task in _other_tasks():
        task.cancel()
    await asyncio.gather(*_other_tasks(), return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()
    await asyncio.sleep(0)  # What was forgotten meanwhile is closed in tasks that begin now.
    await asyncio.gather(*_other_tasks(), return_exceptions=True)


def _other_tasks() -> set[asyncio.Task[Any]]:
    return asyncio.all_tasks() - {asyncio.current_task()}


def _hand_over(task: asyncio.Task[T], future: concurrent.futures.Future[T]) -> None:
    if task.cancelled():
        future.cancel()
        future.set_running_or_notify_cancel()
    elif (error := task.exception()) is not None:
        future.set_exception(error)
    else:
        future.set_result(task.result())


_thread = _LoopThread()
atexit.register(_thread.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_thread.forget)


def blocking(function: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, T]:
    """Make the blocking twin of an async function.

    Args:
        function: The async function.

    Returns:
        A function with the same arguments that waits for the result. Called from a coroutine it blocks that loop.
    """

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return _thread.run(lambda: function(*args, **kwargs))

    return call


def _items(view: View[T]) -> Iterator[T]:
    """Read a view: one hop to the loop for each batch."""
    while (items := _thread.run(view.read)) is not None:
        yield from items


class SyncStreamTextResult(Generic[OutputT, PartialT, ElementT]):
    """A running generation, read by blocking code. The twin of `ai_sdk_core.StreamTextResult`.

    Use it with `with`: however the block is left, the model call is ended and the connection is closed or given back.
    """

    def __init__(self, stream: StreamTextResult[OutputT, PartialT, ElementT]) -> None:
        self._stream = stream

    @property
    def stream(self) -> Iterator[TextStreamPart]:
        """All parts."""
        return _items(self._stream.views.parts())

    @property
    def text_stream(self) -> Iterator[str]:
        """The text, delta by delta."""
        return _items(self._stream.views.text())

    @property
    def partial_output_stream(self) -> Iterator[PartialT]:
        """The structured output as it grows."""
        return _items(self._stream.views.partials())

    @property
    def element_stream(self) -> Iterator[ElementT]:
        """The elements of an `Output.array`.

        Raises:
            UnsupportedFunctionalityError: The output is no array.
        """
        return _items(self._stream.views.elements())

    def result(self) -> GenerateTextResult[OutputT]:
        """Read what is left and give the final result.

        Returns:
            The same that `generate_text` returns.

        Raises:
            NoOutputGeneratedError: The generation failed; the error that made it fail is its `__cause__`.
        """
        return _thread.run(self._final)

    async def _final(self) -> GenerateTextResult[OutputT]:
        return await self._stream

    def consume(self) -> None:
        """Read the stream to its end without looking at it."""
        _thread.run(self._stream.consume)

    def close(self) -> None:
        """End the generation now."""
        _thread.run(self._stream.aclose)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def blocking_stream(
    function: Callable[P, StreamTextResult[OutputT, PartialT, ElementT]],
) -> Callable[P, SyncStreamTextResult[OutputT, PartialT, ElementT]]:
    """Make the blocking twin of a streaming function.

    Args:
        function: The function that returns an async stream.

    Returns:
        A function with the same arguments that returns a blocking stream.
    """

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> SyncStreamTextResult[OutputT, PartialT, ElementT]:
        return SyncStreamTextResult(function(*args, **kwargs))

    return call
