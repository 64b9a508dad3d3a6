"""Generators that hand over to other generators: what `yield from` would be, if it could be asynchronous."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from typing import TypeAlias

from ..provider_utils.generators import first_step
from .parts import Batch

Stage: TypeAlias = "AsyncGenerator[Batch | Stage, None]"
"""Yields batches, or another stage, whose batches then come in its place."""


class Relay:
    """Reads a stage and all stages that it hands over to, as one stream.

    Only the innermost stage runs for a batch: stages that would merely pass it on cost nothing. An error of a stage is
    raised in the one that handed over to it, at its `yield`.

    Args:
        stage: The outermost stage.
    """

    def __init__(self, stage: Stage) -> None:
        self._stages = [stage]
        self._newest: Stage | None = stage

    def __aiter__(self) -> Relay:
        return self

    async def __anext__(self) -> Batch:
        stages = self._stages
        error: BaseException | None = None
        while stages:
            stage = stages[-1]
            try:
                if error is not None:
                    given = await stage.athrow(error)
                elif stage is self._newest:
                    self._newest = None
                    given = await first_step(stage)
                else:
                    given = await stage.__anext__()
            except StopAsyncIteration:
                stages.pop()
                error = None
                continue
            except BaseException as raised:
                stages.pop()
                error = raised
                continue
            if isinstance(given, list):
                return given
            stages.append(given)
            self._newest = given
            error = None
        if error is None:
            raise StopAsyncIteration
        try:
            raise error
        finally:
            del error  # The traceback refers to this frame.

    async def aclose(self) -> None:
        """Close all stages, the innermost first."""
        async with AsyncExitStack() as stack:
            for stage in self._stages:
                stack.push_async_callback(stage.aclose)
            self._stages.clear()
