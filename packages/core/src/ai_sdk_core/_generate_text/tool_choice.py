"""Whether an answer keeps to the tool choice."""

from __future__ import annotations

from collections.abc import Collection

from ..provider.language_model.tools import ToolChoice
from ..provider.language_model.usage import UnifiedFinishReason
from .content import TypedToolCall


def violates_tool_choice(
    choice: ToolChoice, calls: Collection[TypedToolCall], finish_reason: UnifiedFinishReason
) -> bool:
    """Tell whether an answer breaks the tool choice that it was asked for.

    Args:
        choice: What was asked for.
        calls: The tool calls of the answer.
        finish_reason: Why the model stopped; an interrupted answer breaks nothing by what it lacks.

    Returns:
        True if it calls a tool with `none`, or lacks the call that `required` or `tool` demands.
    """
    if choice.type == "auto":
        return False
    if choice.type == "none":
        return len(calls) > 0
    if finish_reason == "interrupted":
        return False
    return not any(choice.type == "required" or call.tool_name == choice.tool_name for call in calls)
