"""Looking at streams on their way."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any, TypeAlias

from ai_sdk_core.provider_utils import start_generator

Batches: TypeAlias = AsyncGenerator[list[Any], None]


def watched(stream: Batches, watcher: StreamWatcher, before: list[list[Any]] | None = None) -> Batches:
    """Have somebody look at a stream.

    Args:
        stream: The stream; it is closed with the new one.
        watcher: Is told what passes, and how it ended.
        before: Batches that were read already.

    Returns:
        The new stream, with what the watcher makes of the batches.
    """
    return start_generator(_watched(stream, watcher, before or []))


class StreamWatcher:
    """Looks at one stream. What it does not override passes as it is."""

    def batch(self, parts: list[Any]) -> list[Any]:
        """Look at a batch.

        Args:
            parts: Its parts.

        Returns:
            The parts to pass on.
        """
        return parts

    async def end(self) -> None:
        """The stream was read to its end."""

    async def fail(self, error: BaseException) -> None:
        """The stream broke, or was left before its end.

        Args:
            error: Why; `GeneratorExit` if it was closed.
        """


async def _watched(stream: Batches, watcher: StreamWatcher, before: list[list[Any]]) -> Batches:
    try:
        try:
            yield []  # Taken by `start_generator`: from here on, closing this stream closes the other one.
            for batch in before:
                yield watcher.batch(batch)
            async for batch in stream:
                yield watcher.batch(batch)
        except BaseException as error:
            await watcher.fail(error)
            raise
        await watcher.end()
    finally:
        await stream.aclose()
