"""Running tools side by side: all calls of a step, or calls whose results are streamed as they come."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeAlias

from .._value import Value
from .content import TypedToolCall, TypedToolResult
from .tool_execution import ExecutedTool, ToolEnvironment, execute_tool_call


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FailedToolCall(Value):
    """A call whose tool could not be run at all, for example because its context is not valid."""

    tool_call: TypedToolCall
    error: Exception


RunnerItem: TypeAlias = TypedToolResult | ExecutedTool | FailedToolCall
"""What a runner delivers: preliminary results, tools that have run, and calls that could not be run."""


class ToolRunner:
    """Runs tool calls side by side; what comes of them is taken when the caller is ready for it.

    Each running call is one task, which `aclose` (or leaving the `async with`) cancels and awaits.
    """

    def __init__(self, environment: ToolEnvironment, concurrency: int | None = None) -> None:
        self._environment = environment
        self._slots = asyncio.Semaphore(concurrency) if concurrency is not None else None
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready: deque[RunnerItem] = deque()
        self._changed = asyncio.Event()

    @property
    def active(self) -> bool:
        """True while calls run, or something waits to be taken."""
        return bool(self._tasks or self._ready)

    def start(self, tool_call: TypedToolCall) -> bool:
        """Run a call, as soon as the concurrency limit allows it.

        Args:
            tool_call: A valid call.

        Returns:
            False if there is nothing to run: no such tool, or one that the caller of the generation runs.
        """
        if self._environment.executable(tool_call) is None:
            return False
        task = asyncio.get_running_loop().create_task(self._run(tool_call))
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return True

    def take_ready(self) -> list[RunnerItem]:
        """Take what has come since the last time.

        Returns:
            The items, oldest first; empty if there is nothing new.
        """
        items = list(self._ready)
        self._ready.clear()
        return items

    async def wait(self) -> None:
        """Wait until there is something to take, or nothing runs any more."""
        while self._tasks and not self._ready:
            self._changed.clear()
            await self._changed.wait()

    async def aclose(self) -> None:
        """Cancel all calls and wait for them to end."""
        for task in self._tasks:
            task.cancel()
        cancelled: asyncio.CancelledError | None = None
        while self._tasks:
            try:
                await asyncio.wait(self._tasks)
            except asyncio.CancelledError as error:
                cancelled = error  # Whoever is impatient has to wait for the tools all the same: no task stays behind.
        self._ready.clear()
        if cancelled is not None:
            raise cancelled

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _run(self, tool_call: TypedToolCall) -> None:
        try:
            async with self._slots or nullcontext():
                if self._slots is not None and self._environment.abort_signal is not None:
                    self._environment.abort_signal.throw_if_aborted()
                executed = await execute_tool_call(tool_call, self._environment, self._put)
            if executed is not None:
                self._put(executed)
        except Exception as error:
            self._put(FailedToolCall(tool_call=tool_call, error=error))

    def _put(self, item: RunnerItem) -> None:
        self._ready.append(item)
        self._changed.set()

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._changed.set()


async def execute_tools(
    tool_calls: Sequence[TypedToolCall], environment: ToolEnvironment, *, concurrency: int | None = None
) -> list[ExecutedTool]:
    """Run all calls of a step and wait for them.

    What tools raise does not keep the others from running; it is their output.

    Args:
        tool_calls: Valid calls; those that have nothing to run are skipped.
        environment: What the tools share.
        concurrency: How many run at the same time; `None` means all.

    Returns:
        The tools that have run, in the order of the calls.

    Raises:
        TypeValidationError: The context of a tool is not valid; the other tools are cancelled.
        BaseException: The reason of the abort signal, if it fired while calls waited for their turn.
    """
    positions = {id(call): index for index, call in enumerate(tool_calls)}
    executed: list[ExecutedTool] = []
    async with ToolRunner(environment, concurrency) as runner:
        for call in tool_calls:
            runner.start(call)
        while runner.active:
            await runner.wait()
            for item in runner.take_ready():
                if isinstance(item, FailedToolCall):
                    raise item.error
                if isinstance(item, ExecutedTool):
                    executed.append(item)
    return sorted(executed, key=lambda item: positions[id(item.tool_call)])
