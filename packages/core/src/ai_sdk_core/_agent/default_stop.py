"""When agents stop if nobody says when."""

from __future__ import annotations

from collections.abc import Sequence

from .._generate_text.step import StepResult
from .._generate_text.stop_condition import StopCondition
from .._logger import log_warnings
from ..provider.shared import OtherWarning

DEFAULT_STEPS = 20
"""How many steps an agent takes at most, unless it has a stop condition of its own."""


def default_stop_condition(count: int = DEFAULT_STEPS) -> StopCondition:
    """Stop after a number of steps, and log that the program did not choose this number.

    Conditions are only asked when the loop would go on, so an agent that is done logs nothing.

    Args:
        count: How many steps to take.

    Returns:
        The condition.
    """

    def stop(steps: Sequence[StepResult]) -> bool:
        if len(steps) != count:
            return False
        model = steps[-1].model
        message = (
            f"The tool loop stopped because it reached the default stop_when condition, is_step_count({count}). "
            "To allow more steps, set stop_when to is_step_count(...) with a higher limit or to a condition of yours."
        )
        log_warnings([OtherWarning(message=message)], provider=model.provider, model=model.model_id)
        return True

    return stop
