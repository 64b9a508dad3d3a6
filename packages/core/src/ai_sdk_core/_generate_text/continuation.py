"""Whether a generation goes on with another step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .._tools import ToolSet
from .._value import Value
from ..provider.language_model.usage import UnifiedFinishReason
from .content import TypedToolCall
from .run import RunState, TextRun
from .steering import NotDeliveredReason
from .stop_condition import is_stop_condition_met

_CUT_OFF = ("length", "content-filter")


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StepOutcome(Value):
    """What decides whether another step follows."""

    finish_reason: UnifiedFinishReason
    client_tool_calls: int
    """Calls of tools that run here."""
    settled_tool_calls: int
    """Those of them that gave a result, failed or were denied."""


async def should_continue(run: TextRun, state: RunState, outcome: StepOutcome) -> bool:
    """Decide whether another step follows; if not, tell steering messages that still wait.

    Args:
        run: The generation.
        state: What it has come to, the last step included.
        outcome: How the last step ended.

    Returns:
        True if another step follows.
    """
    reason = await _end_reason(run, state, outcome)
    if reason is not None and run.steering is not None:
        run.steering.end(reason)
    return reason is None


async def _end_reason(run: TextRun, state: RunState, outcome: StepOutcome) -> NotDeliveredReason | None:
    if outcome.finish_reason == "interrupted":
        return "finished"
    if outcome.client_tool_calls != outcome.settled_tool_calls:
        return "waiting-for-tool-results"
    if outcome.client_tool_calls == 0 and not state.deferred_tool_calls:
        if not _has_steering(run, outcome):
            return "finished"
        if outcome.finish_reason == "error":
            return "error"
    if await is_stop_condition_met(run.stop_conditions, state.steps):
        return "stop-condition"
    return None


def _has_steering(run: TextRun, outcome: StepOutcome) -> bool:
    if run.steering is None:
        return False
    if run.steering.has_pending_messages():
        return True
    return outcome.finish_reason not in _CUT_OFF and run.steering.promote_queued_message()


def update_deferred(state: RunState, tools: ToolSet | None, calls: Iterable[TypedToolCall], settled: set[str]) -> None:
    """Keep track of provider tools whose results come in a later step.

    Args:
        state: What the generation has come to.
        tools: The tools of the step.
        calls: Tool calls of the step.
        settled: Ids of tool calls that have a result in this step.
    """
    for call in calls:
        tool = (tools or {}).get(call.tool_name)
        if call.provider_executed and tool is not None and tool.type == "provider" and tool.supports_deferred_results:
            state.deferred_tool_calls.add(call.tool_call_id)
    state.deferred_tool_calls -= settled
