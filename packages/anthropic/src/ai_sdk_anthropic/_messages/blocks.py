"""Content blocks of answers, as far as they are read."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from .citations import AnthropicCitation
from .result_blocks import McpToolResultBlock, ServerToolResultBlock, ToolCaller

# --- What the model says ---


class TextBlock(TypedDict):
    """Text."""

    type: Literal["text"]
    text: str
    citations: list[AnthropicCitation] | None


class ThinkingBlock(TypedDict):
    """Reasoning; in a stream, the signature comes later."""

    type: Literal["thinking"]
    thinking: str
    signature: NotRequired[str]


class RedactedThinkingBlock(TypedDict):
    """Reasoning that only the API can read."""

    type: Literal["redacted_thinking"]
    data: str


class CompactionBlock(TypedDict):
    """A summary that replaces the conversation so far."""

    type: Literal["compaction"]
    content: str | None
    signature: str | None


class ContainerUploadBlock(TypedDict):
    """A file that code execution left behind."""

    type: Literal["container_upload"]
    file_id: str


class FallbackModel(TypedDict):
    """One side of a fallback."""

    model: str


FallbackBlock = TypedDict("FallbackBlock", {"type": Literal["fallback"], "from": FallbackModel, "to": FallbackModel})
"""Another model takes over."""

# --- Calls ---


class ToolUseBlock(TypedDict):
    """A call of a tool that the caller of the API runs."""

    type: Literal["tool_use"]
    id: str
    name: str
    input: NotRequired[Any]
    """In a stream mostly empty: the input comes in deltas."""
    caller: ToolCaller | None
    toolset_name: str | None
    """Set for members of a toolset; `name` is the member then."""


class ServerToolUseBlock(TypedDict):
    """A call of a tool that the API runs."""

    type: Literal["server_tool_use"]
    id: str
    name: str
    input: dict[str, Any] | None
    caller: ToolCaller | None


class McpToolUseBlock(TypedDict):
    """A call of a tool of an MCP server."""

    type: Literal["mcp_tool_use"]
    id: str
    name: str
    input: NotRequired[Any]
    server_name: str


ContentBlock: TypeAlias = (
    TextBlock
    | ThinkingBlock
    | RedactedThinkingBlock
    | CompactionBlock
    | ToolUseBlock
    | ServerToolUseBlock
    | McpToolUseBlock
    | McpToolResultBlock
    | ServerToolResultBlock
    | ContainerUploadBlock
    | FallbackBlock
)
"""One block of an answer."""
