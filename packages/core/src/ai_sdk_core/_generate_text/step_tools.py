"""The tools of one step: told about their input, approved or denied, and run."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from ..provider.language_model.stream_part import StreamError
from .approval import ApprovalPolicy, apply_decision
from .content import ToolApprovalRequestOutput, ToolApprovalResponseOutput, ToolOutput, TypedToolCall
from .parts import Batch, InternalPart, ToolOutputDenied
from .run import TextRun
from .step_setup import StepSetup
from .tool_execution import ExecutedTool, ToolEnvironment
from .tool_input_callbacks import ToolInputCallbacks
from .tool_runner import FailedToolCall, RunnerItem, ToolRunner, execute_tools

_TOOL_PARTS = frozenset({"tool-input-start", "tool-input-delta", "tool-call"})


def tool_environment(run: TextRun, setup: StepSetup) -> ToolEnvironment:
    """Write down what the tools of a step share.

    Args:
        run: The generation.
        setup: The step.

    Returns:
        The environment of every execution.
    """
    return ToolEnvironment(
        tools=setup.execution_tools,
        call_id=run.call_id,
        messages=setup.messages,
        tools_context=setup.tools_context,
        abort_signal=run.guard.signal,
        timeout=run.timeout,
        on_start=lambda event: run.notify("on_tool_execution_start", event),
        on_end=lambda event: run.notify("on_tool_execution_end", event),
        telemetry=run.telemetry.execute_tool if run.telemetry is not None else None,
        now=run.now,
    )


class StepTools:
    """Keeps what becomes of the tool calls of one step.

    Args:
        run: The generation.
        setup: The step.
    """

    def __init__(self, run: TextRun, setup: StepSetup) -> None:
        self._run = run
        self._tools = setup.execution_tools or {}
        self._environment = tool_environment(run, setup)
        self._callbacks = ToolInputCallbacks(
            setup.execution_tools,
            messages=setup.messages,
            tools_context=setup.tools_context,
            abort_signal=run.guard.signal,
        )
        self._policy = ApprovalPolicy(
            tools=setup.execution_tools,
            tool_approval=run.options.get("tool_approval"),
            tools_context=setup.tools_context,
            runtime_context=setup.runtime_context,
            messages=setup.messages,
        )
        self._allowed: list[TypedToolCall] = []
        self.requests: list[ToolApprovalRequestOutput] = []
        self.responses: list[ToolApprovalResponseOutput] = []
        self.execution_times: dict[str, float] = {}
        """Seconds by tool call id."""

    @property
    def denied(self) -> int:
        """How many calls were denied automatically."""
        return sum(not response.approved for response in self.responses)

    def reset(self) -> None:
        """Forget everything: the model starts anew."""
        self._callbacks.reset()
        self._allowed.clear()
        self.requests.clear()
        self.responses.clear()

    async def take_call(self, call: TypedToolCall, *, announce: bool = False) -> Batch:
        """Take in a tool call: tell the tool, decide whether it may run.

        Args:
            call: The call.
            announce: Whether the tool has not been told yet that its input begins (it was not streamed).

        Returns:
            Stream parts for the decision; empty if the call needs none.
        """
        if announce and not call.invalid and call.tool_name in self._tools:
            await self._callbacks.start(call.tool_call_id, call.tool_name)
        await self._callbacks.available(call)
        if call.invalid or call.tool_name not in self._tools:
            return []
        approval = apply_decision(
            call,
            await self._policy.decide(call),
            generate_id=self._run.generate_id,
            secret=self._run.options.get("tool_approval_secret"),
        )
        parts: Batch = []
        if approval.request is not None:
            self.requests.append(approval.request)
            parts.append(approval.request)
        if approval.response is not None:
            self.responses.append(approval.response)
            parts.append(approval.response)
            if not approval.response.approved:
                parts.append(ToolOutputDenied(tool_call_id=call.tool_call_id, tool_name=call.tool_name))
        if not approval.blocked and not call.provider_executed:
            self._allowed.append(call)
        return parts

    async def process(self, parts: Batch) -> Batch:
        """Take in a batch of a stream.

        Args:
            parts: The batch.

        Returns:
            The batch, with decisions after the tool calls that they are about.
        """
        if not self._tools or _TOOL_PARTS.isdisjoint([part.type for part in parts]):
            return parts
        out: Batch = []
        for part in parts:
            out.append(part)
            if part.type == "tool-input-start":
                await self._callbacks.start(part.id, part.tool_name)
            elif part.type == "tool-input-delta" and self._callbacks.listens_to_deltas:
                await self._callbacks.delta(part.id, part.delta)
            elif part.type == "tool-call":
                out += await self.take_call(part)
        return out

    async def run_all(self) -> list[ToolOutput]:
        """Run the calls that may run and wait for all of them.

        Returns:
            What came of them, in the order of the calls.

        Raises:
            TypeValidationError: The context of a tool is not valid.
        """
        executed = await execute_tools(self._allowed, self._environment, concurrency=self._run.tool_call_concurrency)
        for tool in executed:
            self.execution_times[tool.output.tool_call_id] = tool.execution_time
        return [tool.output for tool in executed]

    async def stream_all(self) -> AsyncGenerator[Batch, None]:
        """Run the calls that may run and give what comes of them as it comes.

        Yields:
            Batches of results, preliminary ones included.
        """
        if not self._allowed:
            return
        async with ToolRunner(self._environment, self._run.tool_call_concurrency) as runner:
            for call in self._allowed:
                runner.start(call)
            while runner.active:
                await self._run.guard.wait(runner.wait)
                batch = [self._part(item) for item in runner.take_ready()]
                if batch:
                    yield batch

    def _part(self, item: RunnerItem) -> InternalPart:
        if isinstance(item, ExecutedTool):
            self.execution_times[item.output.tool_call_id] = item.execution_time
            return item.output
        return StreamError(error=item.error) if isinstance(item, FailedToolCall) else item
