"""Which of the tools the model may see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from .._tools import ToolSet

ActiveTools: TypeAlias = Sequence[str] | None
"""Names of the tools that the model may see; `None` means all, an empty list none."""

ToolOrder: TypeAlias = Sequence[str] | None
"""Names of tools that are sent first, in this order; the others follow in alphabetical order."""


def filter_active_tools(tools: ToolSet | None, active_tools: ActiveTools) -> ToolSet | None:
    """Leave out the tools that are not active.

    Args:
        tools: All tools.
        active_tools: The names of those that are active; names without a tool are ignored.

    Returns:
        The active tools, in their order in `tools`.
    """
    if tools is None or active_tools is None:
        return tools
    return {name: tool for name, tool in tools.items() if name in active_tools}
