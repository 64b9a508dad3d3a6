"""Parts of a streamed answer, in the order the reference gives them.

`stream-start`, then any number of blocks (`*-start`, `*-delta`..., `*-end` with one id each; blocks may interleave) and
whole pieces of content, then `finish`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from .._codec_hooks import BY_TYPE, TIMESTAMP, SpecValue
from ..shared import ProviderMetadata
from ..stream_part import RawChunk as RawChunk
from ..stream_part import StreamError as StreamError
from ..stream_part import StreamStart as StreamStart
from .content import (
    Citation,
    CustomContent,
    File,
    ReasoningFile,
    Source,
    ToolApprovalRequest,
    ToolCall,
    ToolResult,
)
from .usage import FinishReason, Usage


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextStart(SpecValue):
    """A block of text begins."""

    id: str
    provider_metadata: ProviderMetadata | None = None
    type: Literal["text-start"] = "text-start"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextDelta(SpecValue):
    """More text of a block."""

    id: str
    delta: str
    provider_metadata: ProviderMetadata | None = None
    type: Literal["text-delta"] = "text-delta"

    @property
    def text(self) -> str:
        """The new text, under the name that the users' stream parts give it."""
        return self.delta


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextEnd(SpecValue):
    """A block of text ends."""

    id: str
    citations: list[Citation] | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["text-end"] = "text-end"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ReasoningStart(SpecValue):
    """A block of reasoning begins."""

    id: str
    provider_metadata: ProviderMetadata | None = None
    type: Literal["reasoning-start"] = "reasoning-start"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ReasoningDelta(SpecValue):
    """More reasoning of a block."""

    id: str
    delta: str
    provider_metadata: ProviderMetadata | None = None
    type: Literal["reasoning-delta"] = "reasoning-delta"

    @property
    def text(self) -> str:
        """The new text, under the name that the users' stream parts give it."""
        return self.delta


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ReasoningEnd(SpecValue):
    """A block of reasoning ends."""

    id: str
    provider_metadata: ProviderMetadata | None = None
    type: Literal["reasoning-end"] = "reasoning-end"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolInputStart(SpecValue):
    """The arguments of a tool call begin; `id` is the tool call's id."""

    id: str
    tool_name: str
    input_encoding: Literal["json", "text"] | None = None
    """`text` if the deltas are the plain value of a single string argument, not JSON."""
    provider_executed: bool | None = None
    dynamic: bool | None = None
    title: str | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["tool-input-start"] = "tool-input-start"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolInputDelta(SpecValue):
    """More of a tool call's arguments."""

    id: str
    delta: str
    provider_metadata: ProviderMetadata | None = None
    type: Literal["tool-input-delta"] = "tool-input-delta"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolInputEnd(SpecValue):
    """The arguments of a tool call are complete; the `tool-call` itself follows."""

    id: str
    provider_metadata: ProviderMetadata | None = None
    type: Literal["tool-input-end"] = "tool-input-end"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ResponseMetadata(SpecValue):
    """Facts about the response, as soon as they are known."""

    id: str | None = None
    timestamp: Annotated[datetime, TIMESTAMP] | None = None
    model_id: str | None = None
    type: Literal["response-metadata"] = "response-metadata"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class Finish(SpecValue):
    """The last part of a stream that came to its end."""

    usage: Usage
    finish_reason: FinishReason
    provider_metadata: ProviderMetadata | None = None
    type: Literal["finish"] = "finish"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class Ping(SpecValue):
    """The provider is alive and has nothing to say yet."""

    type: Literal["ping"] = "ping"


LanguageModelStreamPart: TypeAlias = Annotated[
    TextStart
    | TextDelta
    | TextEnd
    | ReasoningStart
    | ReasoningDelta
    | ReasoningEnd
    | ToolInputStart
    | ToolInputDelta
    | ToolInputEnd
    | ToolApprovalRequest
    | ToolCall
    | ToolResult
    | CustomContent
    | File
    | ReasoningFile
    | Source
    | StreamStart
    | ResponseMetadata
    | Finish
    | Ping
    | RawChunk
    | StreamError,
    BY_TYPE,
]
"""One part of a streamed answer."""
