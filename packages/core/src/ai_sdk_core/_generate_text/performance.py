"""How long the parts of a step took, and how fast tokens came."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from .._usage import LanguageModelUsage, add_token_counts
from .._value import Value


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class OutputChunkTiming(Value):
    """Gaps between the chunks of a streamed answer, in seconds."""

    min: float
    p10: float
    median: float
    avg: float
    p90: float
    max: float


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ModelCallPerformance(Value):
    """Timing of one model call; durations are seconds."""

    response_time: float = 0.0
    """From the request to the end of the response."""
    effective_output_tokens_per_second: float = 0.0
    output_tokens_per_second: float | None = None
    """After the first output, streaming only."""
    input_tokens_per_second: float | None = None
    """Until the first output, streaming only."""
    effective_total_tokens_per_second: float = 0.0
    time_to_first_output: float | None = None
    time_between_output_chunks: OutputChunkTiming | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StepPerformance(ModelCallPerformance):
    """Timing of one step; durations are seconds."""

    step_time: float = 0.0
    """From the request to the end of the last tool."""
    tool_execution: dict[str, float] = field(default_factory=dict)
    """How long each tool ran, by tool call id."""


def tokens_per_second(tokens: int | None, seconds: float) -> float:
    """Divide tokens by time.

    Returns:
        The rate; 0 where it would not be a finite number.
    """
    if not tokens or seconds <= 0:
        return 0.0
    return tokens / seconds


def chunk_timing(gaps: list[float]) -> OutputChunkTiming | None:
    """Summarise the gaps between chunks.

    Args:
        gaps: Seconds between each chunk and the one before it.

    Returns:
        Nearest-rank percentiles; `None` without gaps.
    """
    if not gaps:
        return None
    ordered = sorted(gaps)

    def percentile(share: float) -> float:
        return ordered[math.ceil(share * len(ordered)) - 1]

    return OutputChunkTiming(
        min=ordered[0],
        p10=percentile(0.1),
        median=percentile(0.5),
        avg=sum(gaps) / len(gaps),
        p90=percentile(0.9),
        max=ordered[-1],
    )


def call_performance(
    usage: LanguageModelUsage,
    response_time: float,
    time_to_first_output: float | None = None,
    gaps: list[float] | None = None,
) -> ModelCallPerformance:
    """Work out the rates of one model call.

    Args:
        usage: Tokens of the call.
        response_time: Seconds from request to end.
        time_to_first_output: Seconds until the first output; `None` if nothing was streamed.
        gaps: Seconds between streamed output chunks.

    Returns:
        Durations and rates.
    """
    streamed = time_to_first_output is not None
    first = time_to_first_output or 0.0
    return ModelCallPerformance(
        response_time=response_time,
        effective_output_tokens_per_second=tokens_per_second(usage.output_tokens, response_time),
        output_tokens_per_second=tokens_per_second(usage.output_tokens, response_time - first) if streamed else None,
        input_tokens_per_second=tokens_per_second(usage.input_tokens, first) if streamed else None,
        effective_total_tokens_per_second=tokens_per_second(
            add_token_counts(usage.input_tokens, usage.output_tokens), response_time
        ),
        time_to_first_output=time_to_first_output,
        time_between_output_chunks=chunk_timing(gaps or []),
    )


def step_performance(call: ModelCallPerformance, step_time: float, tool_execution: dict[str, float]) -> StepPerformance:
    """Add the tools' share to the timing of a model call.

    Args:
        call: Timing of the model call.
        step_time: Seconds from the request to the end of the step.
        tool_execution: Seconds by tool call id.

    Returns:
        Timing of the whole step.
    """
    return StepPerformance(
        response_time=call.response_time,
        effective_output_tokens_per_second=call.effective_output_tokens_per_second,
        output_tokens_per_second=call.output_tokens_per_second,
        input_tokens_per_second=call.input_tokens_per_second,
        effective_total_tokens_per_second=call.effective_total_tokens_per_second,
        time_to_first_output=call.time_to_first_output,
        time_between_output_chunks=call.time_between_output_chunks,
        step_time=step_time,
        tool_execution=tool_execution,
    )
