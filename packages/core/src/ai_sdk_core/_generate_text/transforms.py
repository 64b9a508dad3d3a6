"""Runs the user's transforms over a stream, each attempt of a step by itself."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import TypeAlias, cast

from .._tools import ToolSet
from .parts import Batch, RetryBoundary, TextStreamPart
from .relay import Relay, Stage
from .smooth_stream import StreamTransform, StreamTransformContext, TextStreamBatches

Batches: TypeAlias = AsyncGenerator[Batch, None] | Relay


class TransformedStream:
    """A stream with transforms applied.

    A retry boundary never enters a transform: the transforms end before it and start anew after it.

    Args:
        source: The stream.
        transforms: Applied in order.
        tools: What transforms may want to know.
    """

    def __init__(self, source: Batches, transforms: Sequence[StreamTransform], tools: ToolSet | None) -> None:
        self._source = source
        self._transforms = transforms
        self._context = StreamTransformContext(tools=tools, stop_stream=self._stop)
        self._stopped = False
        self._rest: Batch = []
        self._boundary: RetryBoundary | None = None
        self._ended = False

    async def batches(self) -> AsyncGenerator[Batch, None]:
        """Read the transformed stream.

        Yields:
            Batches; a retry boundary comes alone.
        """
        while not self._ended:
            segment = _owned(self._segment())
            for transform in self._transforms:
                segment = _owned(transform(self._context)(segment))
            async with aclosing(segment):
                async for batch in segment:
                    if batch:
                        yield cast("Batch", batch)
            if self._boundary is not None:
                boundary, self._boundary = self._boundary, None
                yield [boundary]

    def _stop(self) -> None:
        self._stopped = True

    async def _segment(self) -> AsyncGenerator[list[TextStreamPart], None]:
        while not self._stopped:
            batch, self._rest = self._rest, []
            if not batch:
                try:
                    batch = await self._source.__anext__()
                except StopAsyncIteration:
                    break
            for index, part in enumerate(batch):
                if part.type == "retry-boundary":
                    self._boundary = part
                    self._rest = batch[index + 1 :]
                    batch = batch[:index]
                    break
            if batch:
                yield cast("list[TextStreamPart]", batch)
            if self._boundary is not None:
                return
        self._ended = True


def _owned(batches: TextStreamBatches) -> TextStreamBatches:
    """Keep generators that read each other from the event loop, which would close all of them at once."""
    return cast("TextStreamBatches", Relay(cast("Stage", batches)))
