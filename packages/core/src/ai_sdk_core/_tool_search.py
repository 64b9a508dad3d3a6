"""A tool with which a model finds further tools, so that it need not be told about hundreds of them at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypeAlias, TypedDict

from .errors import InvalidArgumentError
from .provider_utils.schema import Schema, json_schema
from .provider_utils.tool import Tool

_INPUT_SCHEMA: Schema[Any] = json_schema(
    {
        "type": "object",
        "properties": {"query": {"type": "string", "minLength": 1}},
        "required": ["query"],
        "additionalProperties": False,
    }
)
_OUTPUT_SCHEMA: Schema[Any] = json_schema(
    {
        "type": "object",
        "properties": {
            "tools": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "description": {"type": "string"}},
                    "required": ["name"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["tools"],
        "additionalProperties": False,
    }
)


class ToolSearchInput(TypedDict):
    """What the model searches for."""

    query: str


class SearchableTool(TypedDict):
    """A tool that can be found."""

    name: str
    description: NotRequired[str]


class ToolSearchOutput(TypedDict):
    """What the model has found."""

    tools: list[SearchableTool]


ToolSearchFunction: TypeAlias = Callable[[str, list[SearchableTool]], Awaitable[Sequence[str]] | Sequence[str]]
"""Finds the tools for a query among those that are given; returns their names, the best first. Sync or async."""


@dataclass(slots=True, kw_only=True)
class ToolSearchTool(Tool[ToolSearchInput, ToolSearchOutput]):
    """A tool that searches for tools. Each generation binds it to its own tools."""

    search: ToolSearchFunction | None = None
    max_results: int = 5


def tool_search(*, search: ToolSearchFunction | None = None, max_results: int = 5) -> ToolSearchTool:
    """Let the model search among the tools that have `defer_loading`; what it finds it can call from the next step on.

    ```python
    tools = {"search": tool_search(), "weather": tool(..., defer_loading=True), ...}
    ```

    Args:
        search: Finds the tools for a query; by default, words of the query are looked up in names and descriptions.
        max_results: How many tools a search gives at most.

    Returns:
        The tool.

    Raises:
        InvalidArgumentError: `max_results` is no whole number from 1.
    """
    if not isinstance(max_results, int) or isinstance(max_results, bool) or max_results < 1:
        raise InvalidArgumentError(
            parameter="max_results", value=max_results, message="max_results must be a positive safe integer."
        )
    how = (
        "Search for tools by keywords in their names and descriptions."
        if search is None
        else "Search for tools matching a query."
    )
    count = "five" if max_results == 5 else max_results
    return ToolSearchTool(
        description=f"{how} Returns up to {count} matching tools. Matches become available on the next model step, "
        "after this execution finishes. Wait for their tool definitions before calling the discovered tools. "
        "If no tools match, try different keywords.",
        input_schema=_INPUT_SCHEMA,
        output_schema=_OUTPUT_SCHEMA,
        execute=_refuse,
        inline=True,
        search=search,
        max_results=max_results,
    )


def _refuse(_input: ToolSearchInput) -> ToolSearchOutput:
    raise RuntimeError("A tool search only works within a generation, which gives it the tools to search.")
