"""What callbacks are told while an object is generated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .._generate_text.step import RequestMetadata
from .._prompt.messages import InstructionsInput, MessageInput
from .._usage import LanguageModelUsage
from ..provider.language_model.prompt import Prompt
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import CallWarning, ProviderMetadata, ProviderOptions
from .modes import ObjectOutput


@dataclass(slots=True, kw_only=True)
class ObjectResponse:
    """What is known about the model's response."""

    id: str
    timestamp: datetime
    model_id: str
    headers: dict[str, str] | None = None
    body: Any = None


@dataclass(slots=True, kw_only=True)
class GenerateObjectStartEvent:
    """A generation begins; for `on_start`."""

    call_id: str
    operation_id: str
    """`ai.generateObject` or `ai.streamObject`."""
    provider: str
    model_id: str
    instructions: InstructionsInput | None
    prompt: str | Sequence[MessageInput] | None
    messages: Sequence[MessageInput] | None
    max_output_tokens: int | None
    temperature: float | None
    top_p: float | None
    top_k: int | None
    presence_penalty: float | None
    frequency_penalty: float | None
    seed: int | None
    max_retries: int
    headers: Mapping[str, str | None]
    provider_options: ProviderOptions | None
    output: ObjectOutput
    schema: dict[str, Any] | None
    schema_name: str | None
    schema_description: str | None


@dataclass(slots=True, kw_only=True)
class GenerateObjectStepStartEvent:
    """The model is about to be called; for `on_step_start`."""

    call_id: str
    step_number: int
    """Always 0."""
    provider: str
    model_id: str
    provider_options: ProviderOptions | None
    headers: Mapping[str, str | None]
    prompt_messages: Prompt


@dataclass(slots=True, kw_only=True)
class GenerateObjectStepEndEvent:
    """The model has answered, nothing is parsed yet; for `on_step_end`."""

    call_id: str
    step_number: int
    """Always 0."""
    provider: str
    model_id: str
    finish_reason: UnifiedFinishReason
    usage: LanguageModelUsage
    object_text: str
    reasoning: str | None
    warnings: list[CallWarning]
    request: RequestMetadata
    response: ObjectResponse
    provider_metadata: ProviderMetadata | None
    time_to_first_chunk: float | None
    """Seconds; streaming only."""


@dataclass(slots=True, kw_only=True)
class GenerateObjectEndEvent:
    """A generation is complete; for `on_end`."""

    call_id: str
    object: Any
    """`None` if there is no valid one."""
    error: BaseException | None
    """Why there is none."""
    reasoning: str | None
    finish_reason: UnifiedFinishReason
    usage: LanguageModelUsage
    warnings: list[CallWarning]
    request: RequestMetadata
    response: ObjectResponse
    provider_metadata: ProviderMetadata | None
