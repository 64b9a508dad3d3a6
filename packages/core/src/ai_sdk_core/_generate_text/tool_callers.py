"""Tools that are called by other tools instead of by the model (experimental)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from .._prompt.messages import ModelMessage, UserModelMessage
from .._tools import LocalToolCaller, Tool, ToolSet
from .._value import Value
from ..errors import InvalidArgumentError

DIRECT_TOOL_CALL = "AI_SDK_DIRECT_TOOL_CALL"
"""Among the callers of a tool: the model may call it directly."""

ToolCallers: TypeAlias = Mapping[str, Sequence[str]]
"""By tool: the names of the tools that may call it, and `DIRECT_TOOL_CALL`. Tools left out are called directly."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class PreparedTools(Value):
    """Tools of one step."""

    execution_tools: ToolSet | None
    """Those that can run."""
    model_tools: ToolSet | None
    """Those that the model is told about."""
    messages: list[UserModelMessage] = field(default_factory=list)
    """Descriptions, for the model, of tools that other tools call."""


def resolve_tool_callers(tools: ToolSet | None, tool_callers: ToolCallers | None) -> ToolCallers | None:
    """Check which tools may call which.

    Args:
        tools: All tools.
        tool_callers: What the user configured.

    Returns:
        The configuration; `None` if there is nothing to configure.

    Raises:
        InvalidArgumentError: It names a tool that does not exist.
    """
    if tools is None or tool_callers is None:
        return None
    for name in tool_callers:
        if name not in tools:
            raise InvalidArgumentError(parameter="tool_callers", value=tool_callers, message=f'unknown tool "{name}".')
    return tool_callers


def prepare_tools_for_callers(tools: ToolSet | None, tool_callers: ToolCallers | None) -> PreparedTools:
    """Give each calling tool the tools that it may call, and hide those that the model may not call itself.

    Args:
        tools: The tools of the step.
        tool_callers: Which tools may call which.

    Returns:
        The tools to run, the tools to tell the model about, and messages that describe the others.
    """
    if tools is None or tool_callers is None:
        return PreparedTools(execution_tools=tools, model_tools=tools)
    execution_tools = dict(tools)
    model_tools = dict(tools)
    called_by: dict[str, dict[str, Tool[Any, Any]]] = {}
    for name, callers in tool_callers.items():
        if name not in execution_tools:
            continue
        visible = _assign(name, callers, execution_tools, called_by)
        if visible:
            model_tools[name] = execution_tools[name]
        else:
            model_tools.pop(name, None)
    messages = _bind_callers(execution_tools, model_tools, called_by)
    return PreparedTools(execution_tools=execution_tools, model_tools=model_tools, messages=messages)


def _assign(
    name: str,
    callers: Sequence[str],
    tools: dict[str, Tool[Any, Any]],
    called_by: dict[str, dict[str, Tool[Any, Any]]],
) -> bool:
    """Notes a tool with its callers; says whether the model (or its provider) sees it."""
    visible = False
    tool = tools[name]
    for caller_name in callers:
        if caller_name == DIRECT_TOOL_CALL:
            visible = True
            continue
        caller = tools[caller_name].tool_caller if caller_name in tools else None
        if caller is None:
            continue
        if caller.type == "provider":
            visible = True
            tool = replace(tool, provider_options=caller.prepare_provider_options(tool.provider_options))
        else:
            called_by.setdefault(caller_name, {})[name] = tool
    tools[name] = tool
    return visible


def _bind_callers(
    execution_tools: dict[str, Tool[Any, Any]],
    model_tools: dict[str, Tool[Any, Any]],
    called_by: dict[str, dict[str, Tool[Any, Any]]],
) -> list[UserModelMessage]:
    messages: list[UserModelMessage] = []
    for name, tool in list(execution_tools.items()):
        caller = tool.tool_caller
        if not isinstance(caller, LocalToolCaller):
            continue
        callable_tools = called_by.get(name, {})
        execution_tools[name] = caller.bind(callable_tools)
        if name not in model_tools:
            continue
        if caller.prepare_model_message is None:
            model_tools[name] = execution_tools[name]
        else:
            # The definition that the model sees stays the same, so that prompt caches keep working.
            content = caller.prepare_model_message(callable_tools)
            if content is not None:
                messages.append(UserModelMessage(content=content))
    return messages


def append_tool_caller_messages(
    messages: list[ModelMessage], additions: Sequence[UserModelMessage]
) -> list[ModelMessage]:
    """Add the descriptions of tools that other tools call, unless the last user message says the same.

    Args:
        messages: Messages of the step.
        additions: The descriptions.

    Returns:
        All messages; the same list if nothing is new.
    """
    latest = next((m.content for m in reversed(messages) if m.role == "user" and isinstance(m.content, str)), None)
    known = {latest}
    new: list[ModelMessage] = []
    for message in additions:
        if isinstance(message.content, str) and message.content not in known:
            known.add(message.content)
            new.append(message)
    return [*messages, *new] if new else messages
