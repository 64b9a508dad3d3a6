"""What the Responses API says beyond the standard fields, under `provider_metadata["openai"]`.

The keys stay in camelCase: metadata travel to front ends and back.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from .item_schemas import Annotation, Phase, TokenLogprob
from .schemas import PromptCacheDiagnostics


class OpenAIResponsesProviderMetadata(TypedDict):
    """Metadata of a result, and of the end of a stream."""

    responseId: str | None
    logprobs: NotRequired[list[list[TokenLogprob]]]
    serviceTier: NotRequired[str]
    reasoningContext: NotRequired[str]
    promptCacheDiagnostics: NotRequired[PromptCacheDiagnostics]


class OpenAIResponsesTextProviderMetadata(TypedDict):
    """Metadata of a text."""

    itemId: str
    phase: NotRequired[Phase]
    annotations: NotRequired[list[Annotation]]


class OpenAIResponsesReasoningProviderMetadata(TypedDict):
    """Metadata of reasoning."""

    itemId: str
    reasoningEncryptedContent: NotRequired[str | None]


class DirectToolCaller(TypedDict):
    """The model itself called the tool."""

    type: Literal["direct"]


class ProgramToolCaller(TypedDict):
    """A program called the tool."""

    type: Literal["program"]
    callerId: str


class _ToolCallFacts(TypedDict):
    itemId: str
    namespace: NotRequired[str]
    caller: NotRequired[DirectToolCaller | ProgramToolCaller]


_MayBeAsync = TypedDict("_MayBeAsync", {"async": NotRequired[bool]})  # a word of the language


class OpenAIResponsesToolCallProviderMetadata(_ToolCallFacts, _MayBeAsync):
    """Metadata of a tool call."""


class OpenAIResponsesCompactionProviderMetadata(TypedDict):
    """Metadata of a compacted conversation."""

    type: Literal["compaction"]
    itemId: str
    encryptedContent: NotRequired[str]


class FileSearchSourceMetadata(TypedDict):
    """A document that a file search found."""

    type: Literal["file_search"]
    fileId: str


class FileSourceMetadata(TypedDict):
    """A file that a text is based on, or that the model made."""

    type: Literal["file_citation", "file_path"]
    fileId: str
    index: int


class ContainerFileSourceMetadata(TypedDict):
    """A file in a container."""

    type: Literal["container_file_citation"]
    fileId: str
    containerId: str


OpenAIResponsesSourceProviderMetadata: TypeAlias = (
    FileSearchSourceMetadata | FileSourceMetadata | ContainerFileSourceMetadata
)
"""Metadata of a source that is a document."""
