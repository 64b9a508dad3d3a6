"""What the converters of a prompt share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ai_sdk_core.provider import CallWarning, LanguageModelTool, OtherWarning, ToolCallPart, ToolResultPart
from ai_sdk_core.provider_utils import ToolNameMapping

from .._config import ConvertMediaPart
from .cache_control import CacheControlValidator
from .part_options import written_options

WireBlock: TypeAlias = dict[str, Any]
"""A content block as the API takes it."""

WireMessage: TypeAlias = dict[str, Any]
"""A message as the API takes it."""


@dataclass(slots=True, kw_only=True)
class PromptContext:
    """What the converters of one prompt share."""

    cache_control: CacheControlValidator
    tool_names: ToolNameMapping
    convert_inline_tool: Callable[[LanguageModelTool], WireBlock | None]
    """Converts tools that the prompt adds; None if the API has no such tool."""
    toolset_names: Mapping[str, str] = field(default_factory=dict)
    """Names of toolsets on the wire, by the names of the user."""
    convert_media_part: ConvertMediaPart | None = None
    sends_reasoning: bool = True
    warnings: list[CallWarning] = field(default_factory=list)
    betas: list[str] = field(default_factory=list)
    """Betas that the prompt needs."""

    def warn(self, message: str) -> None:
        """Add a warning.

        Args:
            message: What is to be said.
        """
        self.warnings.append(OtherWarning(message=message))

    def find_toolset_name(self, part: ToolCallPart | ToolResultPart) -> str | None:
        """Find the toolset that a tool belongs to.

        Args:
            part: A call or a result.

        Returns:
            The toolset's name on the wire, known from the tools of the call or from the earlier answer.
        """
        from_tools = self.toolset_names.get(part.tool_name)
        if from_tools is not None:
            return from_tools
        from_answer = written_options(part.provider_options).get("toolsetName")
        return from_answer if isinstance(from_answer, str) else None


def with_cache_control(block: WireBlock, cache_control: dict[str, Any] | None) -> WireBlock:
    """Put a breakpoint behind a block.

    Args:
        block: The block.
        cache_control: The breakpoint, or None.

    Returns:
        The same block.
    """
    if cache_control is not None:
        block["cache_control"] = cache_control
    return block
