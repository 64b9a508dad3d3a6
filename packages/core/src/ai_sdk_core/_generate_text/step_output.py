"""Parses the structured output of a generation from its last step."""

from __future__ import annotations

from typing import Any

from .._callbacks import resolve
from ..errors import NoObjectGeneratedError
from .output import Output, OutputContext
from .result import GenerateTextResult
from .step import StepResult


def is_answer(step: StepResult) -> bool:
    """Tell whether a step is an answer, and no question to a tool.

    Args:
        step: The last step.

    Returns:
        True if its text is the output.
    """
    return step.finish_reason == "stop" or (step.finish_reason != "tool-calls" and bool(step.text))


async def parse_step_output(
    result: GenerateTextResult[Any], output: Output[Any, Any, Any] | None, structured_text: str | None = None
) -> None:
    """Parse the output and put it into the result; a fault is kept there and raised by `result.output`.

    Args:
        result: The result so far.
        output: What was asked for; `None` for text.
        structured_text: The structured output, where the provider returned it apart from the text.
    """
    step = result.final_step
    if output is None:
        result.parsed_output = step.text
        return
    text = step.text if structured_text is None else structured_text
    context = OutputContext(response=step.response, usage=step.usage, finish_reason=step.finish_reason)
    try:
        result.parsed_output = await resolve(output.parse_complete_output(text, context))
    except NoObjectGeneratedError as error:
        error.partial_results = result.steps
        result.output_error = error
