"""Content that a language model returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from .._codec_hooks import BY_SOURCE_TYPE, BY_TYPE, SpecValue
from ..json_value import JSONValue
from ..shared import GeneratedFileData, ProviderMetadata


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class UrlSource(SpecValue):
    """A web page that the answer is based on."""

    id: str
    url: str
    title: str | None = None
    provider_metadata: ProviderMetadata | None = None
    source_type: Literal["url"] = "url"
    type: Literal["source"] = "source"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class DocumentSource(SpecValue):
    """A document that the answer is based on."""

    id: str
    media_type: str
    title: str
    filename: str | None = None
    provider_metadata: ProviderMetadata | None = None
    source_type: Literal["document"] = "document"
    type: Literal["source"] = "source"


Source: TypeAlias = Annotated[UrlSource | DocumentSource, BY_SOURCE_TYPE]
"""Something that the answer is based on."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class Citation(SpecValue):
    """Links a stretch of text to its source."""

    source: Source
    start_index: int | None = None
    end_index: int | None = None
    cited_text: str | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class Text(SpecValue):
    """Text that the model wrote."""

    text: str
    citations: list[Citation] | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["text"] = "text"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class Reasoning(SpecValue):
    """Reasoning that the model shows."""

    text: str
    provider_metadata: ProviderMetadata | None = None
    """Signatures and the like, which must travel back to the provider unchanged."""
    type: Literal["reasoning"] = "reasoning"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class CustomContent(SpecValue):
    """Content that only its provider understands."""

    kind: str
    """`{provider}.{type}`."""
    provider_metadata: ProviderMetadata | None = None
    type: Literal["custom"] = "custom"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class File(SpecValue):
    """A file that the model generated."""

    media_type: str
    data: GeneratedFileData
    provider_metadata: ProviderMetadata | None = None
    type: Literal["file"] = "file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ReasoningFile(SpecValue):
    """A file that the model generated while reasoning."""

    media_type: str
    data: GeneratedFileData
    provider_metadata: ProviderMetadata | None = None
    type: Literal["reasoning-file"] = "reasoning-file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolApprovalRequest(SpecValue):
    """The provider asks whether it may execute one of its own tool calls."""

    approval_id: str
    tool_call_id: str
    provider_metadata: ProviderMetadata | None = None
    type: Literal["tool-approval-request"] = "tool-approval-request"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolCall(SpecValue):
    """The model calls a tool."""

    tool_call_id: str
    tool_name: str
    input: str
    """The arguments as JSON text, as the model wrote them."""
    provider_executed: bool | None = None
    """True if the provider runs the tool itself."""
    dynamic: bool | None = None
    """True if the tool is only known at run time (e.g. an MCP tool of the provider)."""
    provider_metadata: ProviderMetadata | None = None
    type: Literal["tool-call"] = "tool-call"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolResult(SpecValue):
    """The result of a tool that the provider ran."""

    tool_call_id: str
    tool_name: str
    result: JSONValue
    is_error: bool | None = None
    preliminary: bool | None = None
    """True if a later result replaces this one."""
    dynamic: bool | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["tool-result"] = "tool-result"


Content: TypeAlias = Annotated[
    Text | Reasoning | CustomContent | ReasoningFile | File | ToolApprovalRequest | Source | ToolCall | ToolResult,
    BY_TYPE,
]
"""One piece of what a model returns."""
