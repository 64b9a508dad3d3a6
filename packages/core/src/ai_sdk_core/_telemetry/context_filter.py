"""Leaves the contexts out of events, but for the members that the user names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any


def without_context(event: Any, *, runtime: Mapping[str, bool], tools: Mapping[str, Mapping[str, bool]]) -> Any:
    """Leave contexts out of an event.

    Args:
        event: The event.
        runtime: Members of the runtime context that may stay.
        tools: Members of each tool's context that may stay, by tool name.

    Returns:
        A copy; the event itself if it has no context.
    """
    changes: dict[str, Any] = {}
    if hasattr(event, "runtime_context"):
        changes["runtime_context"] = _members(event.runtime_context, runtime)
    if hasattr(event, "tools_context"):
        contexts = event.tools_context or {}
        changes["tools_context"] = {
            name: _members(contexts[name], wanted) for name, wanted in tools.items() if name in contexts
        }
    if hasattr(event, "tool_context"):
        changes["tool_context"] = _members(event.tool_context, tools.get(event.tool_call.tool_name, {}))
    if hasattr(event, "steps"):
        changes["steps"] = [without_context(step, runtime=runtime, tools=tools) for step in event.steps]
    return replace(event, **changes) if changes else event


def _members(context: Any, wanted: Mapping[str, bool]) -> dict[str, Any]:
    names = [name for name, include in wanted.items() if include is True]
    if isinstance(context, Mapping):
        return {name: context[name] for name in names if name in context}
    return {name: getattr(context, name) for name in names if hasattr(context, name)}
