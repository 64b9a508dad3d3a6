"""Running the tool of one call."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from .._abort import AbortController, AbortSignal, CancelOnAbort
from .._prompt.messages import ModelMessage
from .._tools import Tool, ToolExecutionOptions, ToolSet
from .._tools.invocation import invoke_tool
from .._value import Value
from ..errors import InvalidArgumentError, OperationTimeoutError
from .content import ToolOutput, TypedToolCall, TypedToolError, TypedToolResult
from .timeout import Timeout
from .tool_context import validated_tool_context

_TIMEOUT_MESSAGE = "The operation was aborted due to timeout"
"""Models read it in the tool's result; the same in all languages."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolExecutionStartEvent(Value):
    """A tool is about to run; for `on_tool_execution_start`."""

    call_id: str
    """The generation."""
    tool_call: TypedToolCall
    messages: Sequence[ModelMessage]
    """The messages that the model answered with this call."""
    tool_context: Any


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolExecutionEndEvent(ToolExecutionStartEvent):
    """A tool has run; for `on_tool_execution_end`."""

    tool_output: ToolOutput
    """The result, or the error."""
    tool_execution_time: float
    """Seconds."""


TelemetryWrapper: TypeAlias = Callable[[ToolExecutionStartEvent, Callable[[], Awaitable[None]]], Awaitable[None]]
"""Awaits the function that it is given, within the context of its choice."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolEnvironment(Value):
    """What the tools of one step share."""

    tools: ToolSet | None
    call_id: str
    messages: Sequence[ModelMessage]
    tools_context: Mapping[str, Any] | None = None
    abort_signal: AbortSignal | None = None
    timeout: Timeout | None = None
    on_start: Callable[[ToolExecutionStartEvent], Awaitable[None]] | None = None
    on_end: Callable[[ToolExecutionEndEvent], Awaitable[None]] | None = None
    telemetry: TelemetryWrapper | None = None
    """Wraps each execution, so that calls that a tool makes belong to it."""
    now: Callable[[], float] = time.monotonic

    def executable(self, tool_call: TypedToolCall) -> Tool[Any, Any] | None:
        """Find the tool for a call.

        Args:
            tool_call: A valid call.

        Returns:
            The tool; `None` if there is none or the caller of the generation runs it.
        """
        tool = (self.tools or {}).get(tool_call.tool_name)
        return tool if tool is not None and tool.execute is not None else None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ExecutedTool(Value):
    """A tool that has run."""

    tool_call: TypedToolCall
    output: ToolOutput
    execution_time: float
    """Seconds."""


PreliminaryCallback: TypeAlias = Callable[[TypedToolResult], None]
"""Told about preliminary results."""


async def execute_tool_call(
    tool_call: TypedToolCall, environment: ToolEnvironment, on_preliminary: PreliminaryCallback
) -> ExecutedTool | None:
    """Run the tool that was called.

    Args:
        tool_call: A valid call.
        environment: What the tools of the step share.
        on_preliminary: Told about preliminary results.

    Returns:
        The result; what the tool raised is a `TypedToolError`. `None` if there is no such tool to run.

    Raises:
        TypeValidationError: The tool's context is not valid.
    """
    tool = environment.executable(tool_call)
    if tool is None:
        return None
    context = validated_tool_context(tool_call.tool_name, tool, environment.tools_context)
    start = ToolExecutionStartEvent(
        call_id=environment.call_id, tool_call=tool_call, messages=environment.messages, tool_context=context
    )
    if environment.on_start is not None:
        await environment.on_start(start)
    execution = _Execution(tool, start, environment, on_preliminary)
    output = await execution.run()
    if environment.on_end is not None:
        end = ToolExecutionEndEvent(
            call_id=start.call_id,
            tool_call=tool_call,
            messages=start.messages,
            tool_context=context,
            tool_output=output,
            tool_execution_time=execution.seconds,
        )
        await environment.on_end(end)
    return ExecutedTool(tool_call=tool_call, output=output, execution_time=execution.seconds)


class _Execution:
    """One run of one tool."""

    def __init__(
        self,
        tool: Tool[Any, Any],
        event: ToolExecutionStartEvent,
        environment: ToolEnvironment,
        on_preliminary: PreliminaryCallback,
    ) -> None:
        self._tool = tool
        self._event = event
        self._environment = environment
        self._on_preliminary = on_preliminary
        self._controller = AbortController()
        self._result: Any = None
        self.seconds = 0.0

    async def run(self) -> ToolOutput:
        call = self._event.tool_call
        try:
            await self._run_in_telemetry()
        except Exception as error:
            return self._error(error)
        except asyncio.CancelledError as error:
            # The tool awaited something that was cancelled: its own failure. Else somebody cancels this generation.
            task = asyncio.current_task()
            if task is None or task.cancelling() > 0:
                raise
            return self._error(error)
        return TypedToolResult(
            tool_call_id=call.tool_call_id,
            tool_name=call.tool_name,
            input=call.input,
            output=self._result,
            dynamic=self._tool.type == "dynamic",
            provider_metadata=call.provider_metadata,
            tool_metadata=call.tool_metadata,
        )

    async def _run_in_telemetry(self) -> None:
        if self._environment.telemetry is None:
            await self._run_timed()
        else:
            await self._environment.telemetry(self._event, self._run_timed)

    async def _run_timed(self) -> None:
        started = self._environment.now()
        try:
            await self._run_interruptibly()
        finally:
            self.seconds = self._environment.now() - started

    async def _run_interruptibly(self) -> None:
        outer = self._environment.abort_signal
        inner = self._controller.signal
        signal = inner if outer is None else AbortSignal.any((outer, inner))
        call = self._event.tool_call
        options = ToolExecutionOptions(
            tool_call_id=call.tool_call_id,
            messages=self._event.messages,
            context=self._event.tool_context,
            abort_signal=signal,
        )
        timer = self._start_timer()
        try:
            async with CancelOnAbort(signal):
                self._result = await invoke_tool(self._tool, call.input, options, self._tell)
        except asyncio.CancelledError:
            self._controller.abort()  # A worker thread learns in this way that nobody waits for it any more.
            raise
        finally:
            if timer is not None:
                timer.cancel()

    def _start_timer(self) -> asyncio.TimerHandle | None:
        timeout = self._environment.timeout
        seconds = timeout.for_tool(self._event.tool_call.tool_name) if timeout is not None else None
        if seconds is None:
            return None
        error = OperationTimeoutError(label="Tool", timeout=seconds, message=_TIMEOUT_MESSAGE)
        return asyncio.get_running_loop().call_later(seconds, self._controller.abort, error)

    def _tell(self, output: Any) -> None:
        call = self._event.tool_call
        self._on_preliminary(
            TypedToolResult(
                tool_call_id=call.tool_call_id,
                tool_name=call.tool_name,
                input=call.input,
                output=output,
                provider_executed=call.provider_executed,
                provider_metadata=call.provider_metadata,
                tool_metadata=call.tool_metadata,
                dynamic=call.dynamic,
                preliminary=True,
                title=call.title,
            )
        )

    def _error(self, error: BaseException) -> TypedToolError:
        call = self._event.tool_call
        return TypedToolError(
            tool_call_id=call.tool_call_id,
            tool_name=call.tool_name,
            input=call.input,
            error=error,
            dynamic=self._tool.type == "dynamic",
            provider_metadata=call.provider_metadata,
            tool_metadata=call.tool_metadata,
        )


def prepare_tool_call_concurrency(concurrency: int | None) -> int | None:
    """Check the limit of tools that run at the same time.

    Args:
        concurrency: The limit; `None` is none.

    Returns:
        The limit.

    Raises:
        InvalidArgumentError: It is no whole number from 1.
    """
    if concurrency is None:
        return None
    if not isinstance(concurrency, int) or isinstance(concurrency, bool):
        message = "tool_call_concurrency must be an integer"
    elif concurrency < 1:
        message = "tool_call_concurrency must be >= 1"
    else:
        return concurrency
    raise InvalidArgumentError(parameter="tool_call_concurrency", value=concurrency, message=message)
