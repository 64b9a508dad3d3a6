"""Which deferred tools the model has found so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from .._callbacks import resolve
from .._tool_search import SearchableTool, ToolSearchInput, ToolSearchOutput, ToolSearchTool
from .._tools import LocalToolCaller, Tool, ToolSet
from ..errors import InvalidArgumentError
from .tool_callers import DIRECT_TOOL_CALL, ToolCallers

SearchTools: TypeAlias = Callable[[ToolSet | None, Mapping[str, Any] | None], ToolSet | None]
"""Given the active tools and the tools' contexts, gives the tools of the next step."""

_CAMEL_CASE = re.compile(r"([a-z\d])([A-Z])")
_WORD = re.compile(r"[^\W_]+")


def create_tool_search_state(tools: ToolSet | None, tool_callers: ToolCallers | None) -> SearchTools:
    """Begin to keep track of found tools, for one generation.

    Args:
        tools: All tools.
        tool_callers: Which tools may call which.

    Returns:
        A function that hides the deferred tools that were not found yet, and binds the search tools.

    Raises:
        InvalidArgumentError: A deferred tool or a search tool can only be called by a tool that does not announce new
            tools in the conversation, or a search tool is itself deferred.
    """
    concerned = [name for name, tool in (tools or {}).items() if tool.defer_loading or isinstance(tool, ToolSearchTool)]
    if tools is None or not concerned:
        return lambda active_tools, _tools_context: active_tools
    callers = _Callers(tool_callers or {})
    for name in concerned:
        hidden_search = isinstance(tools[name], ToolSearchTool) and tools[name].defer_loading
        if hidden_search or not all(_announces_tools(tools, caller) for caller in callers.of(name)):
            raise InvalidArgumentError(
                parameter="tools",
                value=name,
                message=f'tool "{name}" must be callable directly or through a tool that announces new tools in the '
                "conversation (`prepare_model_message`). The search tool itself must not defer loading.",
            )
    return _ToolSearchState(callers).tools_of_step


def _announces_tools(tools: ToolSet, caller_name: str) -> bool:
    if caller_name == DIRECT_TOOL_CALL:
        return True
    caller = tools[caller_name].tool_caller if caller_name in tools else None
    return isinstance(caller, LocalToolCaller) and caller.prepare_model_message is not None


class _Callers:
    def __init__(self, configured: ToolCallers) -> None:
        self._configured = configured

    def of(self, name: str) -> Sequence[str]:
        """A tool without an entry is called directly; one with an empty entry not at all."""
        return self._configured.get(name, (DIRECT_TOOL_CALL,))


class _ToolSearchState:
    def __init__(self, callers: _Callers) -> None:
        self._callers = callers
        self._found: set[str] = set()

    def tools_of_step(self, active_tools: ToolSet | None, tools_context: Mapping[str, Any] | None) -> ToolSet | None:
        if active_tools is None:
            return None
        # What is found during a step becomes available with the next one.
        return {
            name: self._bind(name, tool, active_tools, tools_context or {})
            if isinstance(tool, ToolSearchTool)
            else tool
            for name, tool in active_tools.items()
            if not tool.defer_loading or name in self._found
        }

    def _bind(
        self, search_name: str, search_tool: ToolSearchTool, tools: ToolSet, tools_context: Mapping[str, Any]
    ) -> Tool[Any, Any]:
        candidates = self._candidates(search_name, tools)

        async def execute(arguments: ToolSearchInput) -> ToolSearchOutput:
            searchable = {name: _searchable(name, tool, tools_context.get(name)) for name, tool in candidates.items()}
            query = arguments["query"]
            if search_tool.search is None:
                names: Sequence[str] = _rank(query, list(searchable.values()))
            else:
                names = await resolve(search_tool.search(query, [tool.copy() for tool in searchable.values()]))
            found = [name for name in dict.fromkeys(names) if name in searchable][: search_tool.max_results]
            self._found.update(found)
            return {"tools": [searchable[name] for name in found]}

        return replace(search_tool, execute=execute)

    def _candidates(self, search_name: str, tools: ToolSet) -> dict[str, Tool[Any, Any]]:
        """The deferred tools that can be called in the same way as the search tool."""
        callers = {c for c in self._callers.of(search_name) if c == DIRECT_TOOL_CALL or c in tools}
        return {
            name: tool
            for name, tool in tools.items()
            if tool.defer_loading
            and not isinstance(tool, ToolSearchTool)
            and not callers.isdisjoint(self._callers.of(name))
        }


def _searchable(name: str, tool: Tool[Any, Any], context: Any) -> SearchableTool:
    description = tool.describe(context)
    return {"name": name} if description is None else {"name": name, "description": description}


def _rank(query: str, tools: Sequence[SearchableTool]) -> list[str]:
    """A word of the query counts twice in a name and once in a description."""
    terms = set(_words(query))
    scores: dict[str, int] = {}
    for tool in tools:
        in_name = terms.intersection(_words(tool["name"]))
        in_description = terms.intersection(_words(tool.get("description", "")))
        scores[tool["name"]] = 2 * len(in_name) + len(in_description)
    return sorted((name for name, score in scores.items() if score > 0), key=lambda name: -scores[name])


def _words(text: str) -> list[str]:
    return _WORD.findall(_CAMEL_CASE.sub(r"\1 \2", text).lower())
