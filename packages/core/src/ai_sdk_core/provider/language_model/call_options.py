"""What a language model is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from .._codec_hooks import BY_TYPE, SpecValue
from ..shared import ProviderOptions
from .prompt import Prompt
from .tools import LanguageModelTool, ToolChoice

ReasoningEffort: TypeAlias = Literal["provider-default", "none", "minimal", "low", "medium", "high", "xhigh", "max"]
"""How much a model should reason before it answers."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextResponseFormat(SpecValue):
    """The answer is free text."""

    type: Literal["text"] = "text"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class JsonResponseFormat(SpecValue):
    """The answer is JSON."""

    schema: dict[str, Any] | None = None
    """JSON Schema that the answer must satisfy."""
    name: str | None = None
    description: str | None = None
    type: Literal["json"] = "json"


ResponseFormat: TypeAlias = Annotated[TextResponseFormat | JsonResponseFormat, BY_TYPE]
"""What form the answer takes."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageModelCallOptions(SpecValue):
    """One call of a language model. To cancel it, cancel the task that awaits it, or close its stream."""

    prompt: Prompt
    max_output_tokens: int | None = None
    temperature: float | None = None
    stop_sequences: list[str] | None = None
    top_p: float | None = None
    top_k: float | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    response_format: ResponseFormat | None = None
    seed: int | None = None
    tools: list[LanguageModelTool] | None = None
    tool_choice: ToolChoice | None = None
    include_raw_chunks: bool | None = None
    """Streaming only: pass the provider's chunks on as `raw` parts."""
    headers: dict[str, str | None] | None = None
    reasoning: ReasoningEffort | None = None
    provider_options: ProviderOptions | None = None
