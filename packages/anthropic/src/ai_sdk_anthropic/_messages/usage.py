"""Token usage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ai_sdk_core.provider import InputTokens, JSONObject, OutputTokens, Usage

from .schemas import UsageIteration


def convert_usage(usage: Any, raw_usage: JSONObject | None) -> Usage:
    """Read the usage of an answer.

    Args:
        usage: A `MessageUsage`, or what a stream said bit by bit.
        raw_usage: The usage as the API sent it.

    Returns:
        The usage. Tokens that were read from or written to a cache count as input.
    """
    cache_write = usage.get("cache_creation_input_tokens") or 0
    cache_read = usage.get("cache_read_input_tokens") or 0
    reasoning = (usage.get("output_tokens_details") or {}).get("thinking_tokens")
    no_cache, output = _totals(usage)
    return Usage(
        input_tokens=InputTokens(
            total=no_cache + cache_write + cache_read,
            no_cache=no_cache,
            cache_read=cache_read,
            cache_write=cache_write,
        ),
        output_tokens=OutputTokens(
            total=output, text=None if reasoning is None else output - reasoning, reasoning=reasoning
        ),
        raw=raw_usage,
    )


def _totals(usage: Any) -> tuple[int, int]:
    """The usage leaves out what led to the answer: it is counted from the runs, unless another model took over."""
    iterations: Sequence[UsageIteration] = usage.get("iterations") or ()
    runs = [run for run in iterations if run["type"] in {"compaction", "message"}]
    if not runs or any(run["type"] == "fallback_message" for run in iterations):
        return usage["input_tokens"], usage["output_tokens"]
    return sum(run["input_tokens"] for run in runs), sum(run["output_tokens"] for run in runs)
