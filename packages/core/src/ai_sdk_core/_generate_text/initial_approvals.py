"""Acts on approvals that came with the messages, before the first step."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from .._prompt.messages import ToolModelMessage, ToolResultPart
from .._prompt.tool_output import create_tool_model_output
from ..errors import get_error_message
from ..provider.language_model.prompt import ExecutionDenied
from ..provider.shared import ProviderOptions
from .approval import ApprovalPolicy
from .approval_history import (
    CollectedApproval,
    InvalidApproval,
    ValidatedApprovals,
    collect_tool_approvals,
    validate_tool_approvals,
)
from .content import ToolOutput, TypedToolError
from .parts import Batch, ToolOutputDenied
from .run import RunState, TextRun
from .tool_execution import ExecutedTool, ToolEnvironment
from .tool_runner import FailedToolCall, ToolRunner, execute_tools


class InitialApprovals:
    """Runs the tools that were approved and reports those that were denied.

    Args:
        run: The generation.
        state: What it starts from.
    """

    def __init__(self, run: TextRun, state: RunState) -> None:
        self._run = run
        self._state = state
        self._denied: list[CollectedApproval] = []
        self._validated = ValidatedApprovals()
        self._environment = ToolEnvironment(
            tools=run.tools,
            call_id=run.call_id,
            messages=state.initial_messages,
            tools_context=state.tools_context,
            abort_signal=run.guard.signal,
            timeout=run.timeout,
            on_start=lambda event: run.notify("on_tool_execution_start", event),
            on_end=lambda event: run.notify("on_tool_execution_end", event),
            telemetry=run.telemetry.execute_tool if run.telemetry is not None else None,
            now=run.now,
        )

    async def run(self) -> None:
        """Act on the approvals and add the results to the state.

        Raises:
            InvalidToolApprovalError: An approval answers no request.
            InvalidToolApprovalSignatureError: A request was not signed by this server.
        """
        if not await self._collect():
            return
        calls = [approval.tool_call for approval in self._validated.approved]
        executed = await self._run.guard.wait(
            lambda: execute_tools(calls, self._environment, concurrency=self._run.tool_call_concurrency)
        )
        await self._add_results([tool.output for tool in executed])

    async def stream(self) -> AsyncGenerator[Batch, None]:
        """Act on the approvals, add the results to the state and stream what happens.

        Yields:
            Batches of parts.

        Raises:
            InvalidToolApprovalError: An approval answers no request.
            InvalidToolApprovalSignatureError: A request was not signed by this server.
        """
        if not await self._collect():
            return
        decided: Batch = [
            *map(_denied_part, [*self._denied, *self._validated.denied]),
            *map(_invalid_part, self._validated.invalid),
        ]
        if decided:
            yield decided
        outputs: list[ToolOutput] = []
        async with ToolRunner(self._environment, self._run.tool_call_concurrency) as runner:
            for approval in self._validated.approved:
                runner.start(approval.tool_call)
            while runner.active:
                await self._run.guard.wait(runner.wait)
                for item in runner.take_ready():
                    if isinstance(item, FailedToolCall):
                        raise item.error
                    if isinstance(item, ExecutedTool):
                        outputs.append(item.output)
                    yield [item.output if isinstance(item, ExecutedTool) else item]
        await self._add_results(outputs)

    async def _collect(self) -> bool:
        run, state = self._run, self._state
        collected = collect_tool_approvals(state.initial_messages)
        self._denied = collected.denied
        self._validated = await validate_tool_approvals(
            [approval for approval in collected.approved if not approval.tool_call.provider_executed],
            ApprovalPolicy(
                tools=run.tools,
                tool_approval=run.options.get("tool_approval"),
                tools_context=state.tools_context,
                runtime_context=state.runtime_context,
                messages=state.initial_messages,
            ),
            secret=run.options.get("tool_approval_secret"),
            refine_tool_input=run.options.get("refine_tool_input"),
        )
        return bool(collected.approved or collected.denied)

    async def _add_results(self, outputs: list[ToolOutput]) -> None:
        denied = [a for a in [*self._denied, *self._validated.denied] if a.existing_result is None]
        content = [
            *[await self._tool_result(output) for output in outputs],
            *[await self._invalid_result(invalid) for invalid in self._validated.invalid],
            *map(_denied_result, denied),
        ]
        if content:
            self._state.add_initial_response(ToolModelMessage(content=[*content]))

    async def _tool_result(self, output: ToolOutput) -> ToolResultPart:
        failed = isinstance(output, TypedToolError)
        return ToolResultPart(
            tool_call_id=output.tool_call_id,
            tool_name=output.tool_name,
            output=await create_tool_model_output(
                tool_call_id=output.tool_call_id,
                input=output.input,
                output=output.error if isinstance(output, TypedToolError) else output.output,
                tool=(self._run.tools or {}).get(output.tool_name),
                error_mode="text" if failed else "none",
            ),
        )

    async def _invalid_result(self, invalid: InvalidApproval) -> ToolResultPart:
        call = invalid.approval.tool_call
        return ToolResultPart(
            tool_call_id=call.tool_call_id,
            tool_name=call.tool_name,
            output=await create_tool_model_output(
                tool_call_id=call.tool_call_id, input=call.input, output=invalid.error, tool=None, error_mode="text"
            ),
        )


def _denied_part(approval: CollectedApproval) -> ToolOutputDenied:
    return ToolOutputDenied(tool_call_id=approval.tool_call.tool_call_id, tool_name=approval.tool_call.tool_name)


def _invalid_part(invalid: InvalidApproval) -> TypedToolError:
    call = invalid.approval.tool_call
    return TypedToolError(
        tool_call_id=call.tool_call_id,
        tool_name=call.tool_name,
        input=call.input,
        error=get_error_message(invalid.error),
        dynamic=call.dynamic,
        title=call.title,
        tool_metadata=call.tool_metadata,
    )


def _denied_result(approval: CollectedApproval) -> ToolResultPart:
    call = approval.tool_call
    # The OpenAI provider tells its own tools by the approval's id which question was answered.
    options: ProviderOptions | None = (
        {"openai": {"approvalId": approval.response.approval_id}} if call.provider_executed else None
    )
    return ToolResultPart(
        tool_call_id=call.tool_call_id,
        tool_name=call.tool_name,
        output=ExecutionDenied(reason=approval.response.reason, provider_options=options),
    )
