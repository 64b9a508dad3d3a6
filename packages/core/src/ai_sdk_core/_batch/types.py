"""What users pass to the functions for batches, and what they get back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Required, TypeAlias, TypedDict

from .._generate_image.prompt import GenerateImagePrompt
from .._generate_text.active_tools import ToolOrder
from .._generate_text.content import ContentPart
from .._generated_file import GeneratedFile
from .._prompt.messages import InstructionsInput, MessageInput
from .._tools import ToolSet
from .._usage import LanguageModelUsage
from ..provider.batch import (
    BatchItemDropped,
    BatchItemFailed,
    BatchStatus,
    BatchWarning,
)
from ..provider.image_model import ImageModelUsage
from ..provider.language_model.call_options import ReasoningEffort
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import CallWarning, ProviderMetadata, ProviderOptions, ResponseInfo

# --- Requests ---


class TextBatchRequest(TypedDict, total=False):
    """A call of a language model."""

    id: Required[str]
    """Your own; the result carries it too."""
    type: Required[Literal["text"]]
    model: Required[str]
    """The provider's name for the model."""

    prompt: str | Sequence[MessageInput]
    messages: Sequence[MessageInput]
    instructions: InstructionsInput
    allow_system_in_messages: bool

    tools: ToolSet
    """Tools that the model may call. Nobody runs them; a tool must be the same in all requests."""
    tool_choice: Any
    tool_order: ToolOrder
    tools_context: Mapping[str, Any]

    max_output_tokens: int
    temperature: float
    top_p: float
    top_k: int
    presence_penalty: float
    frequency_penalty: float
    stop_sequences: Sequence[str]
    seed: int
    reasoning: ReasoningEffort
    provider_options: ProviderOptions


class ImageBatchRequest(TypedDict, total=False):
    """A call of an image model."""

    id: Required[str]
    """Your own; the result carries it too."""
    type: Required[Literal["image"]]
    model: Required[str]
    """The provider's name for the model."""
    prompt: Required[GenerateImagePrompt]
    n: int
    size: str
    aspect_ratio: str
    seed: int
    provider_options: ProviderOptions


BatchRequest: TypeAlias = TextBatchRequest | ImageBatchRequest
"""One request of a batch."""


# --- Batches ---


@dataclass(slots=True, kw_only=True)
class BatchReference:
    """Names a batch; may be stored as JSON."""

    id: str
    provider: str
    """Where the batch is."""
    version: Literal[2] = 2
    """Of this form."""


@dataclass(slots=True, kw_only=True)
class BatchJob(BatchStatus):
    """A batch and how it stands.

    Source: the reference's `Batch`.
    """

    id: str
    provider: str
    """Where the batch is."""
    version: Literal[2] = 2

    @property
    def reference(self) -> BatchReference:
        """What is worth storing: the other functions find the batch with it."""
        return BatchReference(id=self.id, provider=self.provider)


@dataclass(slots=True, kw_only=True)
class StartBatchResult(BatchJob):
    """A batch was started.

    Source: the reference's `StartBatchResult`.
    """

    warnings: list[BatchWarning] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class ListBatchesResult:
    """A page of the list of batches.

    Source: the reference's `ListBatchesResult`.
    """

    batches: list[BatchJob]
    next_cursor: str | None = None
    """For the next page; `None` on the last one."""
    provider_metadata: ProviderMetadata | None = None


# --- Results ---


@dataclass(slots=True, kw_only=True)
class BatchTextResponse:
    """What is known about the response to a text request."""

    id: str | None = None
    timestamp: datetime | None = None
    model_id: str | None = None


@dataclass(slots=True, kw_only=True)
class TextBatchItem:
    """A text request was answered."""

    id: str
    content: list[ContentPart]
    text: str
    finish_reason: UnifiedFinishReason
    raw_finish_reason: str | None
    usage: LanguageModelUsage
    response: BatchTextResponse | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["text"] = "text"
    status: Literal["succeeded"] = "succeeded"


@dataclass(slots=True, kw_only=True)
class ImageBatchItem:
    """An image request was answered."""

    id: str
    images: list[GeneratedFile]
    warnings: list[CallWarning]
    response: ResponseInfo
    provider_metadata: ProviderMetadata | None = None
    usage: ImageModelUsage | None = None
    type: Literal["image"] = "image"
    status: Literal["succeeded"] = "succeeded"


BatchItem: TypeAlias = TextBatchItem | ImageBatchItem | BatchItemFailed | BatchItemDropped
"""What became of one request; `status` tells."""
