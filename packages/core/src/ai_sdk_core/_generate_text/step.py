"""One step of a generation: a model call and the tools that it ran."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from .._generated_file import GeneratedFile
from .._prompt.messages import ModelMessage, ReasoningFilePart, ResponseMessage, UserModelMessage
from .._usage import LanguageModelUsage
from .._value import Value
from ..provider.language_model.content import DocumentSource, Reasoning, UrlSource
from ..provider.language_model.prompt import ReasoningPart
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import CallWarning, ProviderMetadata
from .content import ContentPart, ReasoningFileOutput, TypedToolCall, TypedToolResult
from .performance import StepPerformance


@dataclass(slots=True, kw_only=True, frozen=True)
class ModelInfo:
    """Which model answered."""

    provider: str
    model_id: str


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RequestMetadata(Value):
    """What was sent to the model."""

    url: str | None = None
    """Origin only: no path, no credentials."""
    body: Any = None
    """With `include={"request_body": True}`."""
    messages: list[ModelMessage] | None = None
    """With `include={"request_messages": True}`."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ResponseMetadata(Value):
    """What is known about the model's response."""

    id: str
    timestamp: datetime
    model_id: str
    headers: dict[str, str] | None = None
    body: Any = None
    """With `include={"response_body": True}`, `generate_text` only."""
    messages: list[ResponseMessage] = field(default_factory=list)
    """The step as messages, ready to be sent back."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StepResult(Value):
    """What one step gave.

    Source: the reference's `StepResult`.
    """

    call_id: str
    step_number: int
    """Counts from 0."""
    model: ModelInfo
    content: list[ContentPart]
    finish_reason: UnifiedFinishReason
    raw_finish_reason: str | None
    usage: LanguageModelUsage
    performance: StepPerformance
    warnings: list[CallWarning]
    request: RequestMetadata
    response: ResponseMetadata
    provider_metadata: ProviderMetadata | None
    runtime_context: Any
    tools_context: Any
    steering_messages: list[UserModelMessage] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text of the step."""
        return "".join(part.text for part in self.content if part.type == "text")

    @property
    def reasoning(self) -> list[ReasoningPart | ReasoningFilePart]:
        """Reasoning that the model showed, as parts that a message can take."""
        return [
            _reasoning_part(part) for part in self.content if part.type == "reasoning" or part.type == "reasoning-file"
        ]

    @property
    def reasoning_text(self) -> str | None:
        """All reasoning as text; `None` if there is none."""
        texts = [part.text for part in self.content if part.type == "reasoning"]
        return "".join(texts) if texts else None

    @property
    def files(self) -> list[GeneratedFile]:
        """Files that the model generated."""
        return [part.file for part in self.content if part.type == "file"]

    @property
    def sources(self) -> list[UrlSource | DocumentSource]:
        """What the answer is based on."""
        return [part for part in self.content if part.type == "source"]

    @property
    def tool_calls(self) -> list[TypedToolCall]:
        """Tools that the model called."""
        return [part for part in self.content if part.type == "tool-call"]

    @property
    def static_tool_calls(self) -> list[TypedToolCall]:
        """Calls of tools whose types are known when the program is written."""
        return [call for call in self.tool_calls if not call.dynamic]

    @property
    def dynamic_tool_calls(self) -> list[TypedToolCall]:
        """Calls of tools that are only known at run time, and invalid calls."""
        return [call for call in self.tool_calls if call.dynamic]

    @property
    def tool_results(self) -> list[TypedToolResult]:
        """What the tools gave."""
        return [part for part in self.content if part.type == "tool-result"]

    @property
    def static_tool_results(self) -> list[TypedToolResult]:
        """Results of `static_tool_calls`."""
        return [result for result in self.tool_results if not result.dynamic]

    @property
    def dynamic_tool_results(self) -> list[TypedToolResult]:
        """Results of `dynamic_tool_calls`."""
        return [result for result in self.tool_results if result.dynamic]


def _reasoning_part(part: Reasoning | ReasoningFileOutput) -> ReasoningPart | ReasoningFilePart:
    if part.type == "reasoning":
        return ReasoningPart(text=part.text, provider_options=part.provider_metadata)
    return ReasoningFilePart(
        data=part.file.base64,
        media_type=part.file.media_type,
        provider_options=part.provider_metadata,
    )


def request_origin(url: str | None) -> str | None:
    """Reduce a URL to what may be shown in events and telemetry.

    Args:
        url: The URL that a model called.

    Returns:
        Scheme, host and port; `None` if there is no valid URL.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.hostname}{port}" if parts.scheme and parts.hostname else None
