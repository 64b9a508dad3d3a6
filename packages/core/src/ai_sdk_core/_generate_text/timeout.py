"""Time limits of a generation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(slots=True, kw_only=True, frozen=True)
class Timeout:
    """Time limits in seconds; `None` means no limit.

    A number in place of a `Timeout` limits the whole generation.
    """

    total: float | None = None
    """For the whole generation, all steps and tools."""
    step: float | None = None
    """For each step, its tools included."""
    first_chunk: float | None = None
    """Streaming only: from the start of a response until the model gives its first output."""
    chunk: float | None = None
    """Streaming only: between two pieces of output."""
    tool: float | None = None
    """For each execution of a tool."""
    tools: Mapping[str, float] | None = None
    """For each execution of the named tools, instead of `tool`."""

    def for_tool(self, name: str) -> float | None:
        """Limit for one execution of a tool.

        Args:
            name: The tool's name.

        Returns:
            Seconds, or `None` for no limit.
        """
        return self.tools[name] if self.tools is not None and name in self.tools else self.tool


def as_timeout(timeout: float | Timeout | None) -> Timeout:
    """Bring the forms in which users give limits into one.

    Args:
        timeout: Seconds for the whole generation, or a `Timeout`.

    Returns:
        The limits.
    """
    if isinstance(timeout, Timeout):
        return timeout
    return Timeout(total=timeout)
