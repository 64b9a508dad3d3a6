"""Conditions under which a generation stops although tools gave results."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from .._callbacks import resolve

if TYPE_CHECKING:
    from .step import StepResult

StopCondition: TypeAlias = Callable[[Sequence["StepResult"]], bool | Awaitable[bool]]
"""Given the steps so far, says whether to stop; sync or async."""


def is_step_count(count: int) -> StopCondition:
    """Stop after a number of steps.

    Args:
        count: How many steps to take.

    Returns:
        The condition.
    """
    return lambda steps: len(steps) == count


def is_loop_finished() -> StopCondition:
    """Never stop early: go on until the model calls no tool, or a tool call has to be answered by the caller.

    Returns:
        The condition.
    """
    return lambda _steps: False


def has_tool_call(*tool_names: str) -> StopCondition:
    """Stop after a step in which the model called one of the tools.

    Args:
        tool_names: Names of the tools.

    Returns:
        The condition.
    """
    return lambda steps: bool(steps) and any(call.tool_name in tool_names for call in steps[-1].tool_calls)


async def is_stop_condition_met(conditions: Iterable[StopCondition], steps: Sequence[StepResult]) -> bool:
    """Ask all conditions.

    Args:
        conditions: The conditions; each one is asked, in order, because it may count its calls.
        steps: The steps so far.

    Returns:
        True if one of them says stop.
    """
    answers = [await resolve(condition(steps)) for condition in conditions]
    return any(answers)
