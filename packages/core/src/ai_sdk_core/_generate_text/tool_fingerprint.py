"""Notices when tools from elsewhere (MCP servers) change after somebody decided to trust them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .._canonical_json import canonical_json, hash_text
from .._tools import Tool, ToolSet
from ..provider.json_value import JSONValue


@dataclass(slots=True, kw_only=True, frozen=True)
class ToolDrift:
    """How tools differ from those that were trusted; names of tools."""

    added: list[str]
    removed: list[str]
    changed: list[str]


def fingerprint_tools(tools: ToolSet) -> dict[str, str]:
    """Digest what a server could change about its tools: description, input schema and title.

    Keep the fingerprints when the tools are reviewed, and compare later ones with `detect_tool_drift`.

    Args:
        tools: The tools. Descriptions that are functions belong to the program and count only as such.

    Returns:
        A digest for each tool, the same in every language of the AI SDK family.
    """
    return {name: _fingerprint(tool) for name, tool in tools.items()}


def _fingerprint(tool: Tool[Any, Any]) -> str:
    # The family writes a title that is not there as `undefined`.
    title = "undefined" if tool.title is None else canonical_json(tool.title)
    description = canonical_json(_tagged_description(tool))
    schema = canonical_json(tool.input_schema.json_schema)
    return hash_text(f'{{"description":{description},"inputSchema":{schema},"title":{title}}}')


def _tagged_description(tool: Tool[Any, Any]) -> JSONValue:
    if isinstance(tool.description, str):
        return {"type": "string", "value": tool.description}
    return {"type": "none" if tool.description is None else "function"}


def detect_tool_drift(current: Mapping[str, str], baseline: Mapping[str, str]) -> ToolDrift:
    """Compare fingerprints.

    Args:
        current: Fingerprints of the tools as they are now.
        baseline: Fingerprints of the tools that were trusted.

    Returns:
        What is new, gone and different.
    """
    return ToolDrift(
        added=[name for name in current if name not in baseline],
        removed=[name for name in baseline if name not in current],
        changed=[name for name in current if name in baseline and current[name] != baseline[name]],
    )
