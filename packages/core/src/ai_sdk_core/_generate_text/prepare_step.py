"""What `prepare_step` receives and may change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypedDict

from .._prompt.messages import Instructions, ModelMessage, ResponseMessage, UserModelMessage
from .._value import Value
from ..provider.language_model.call_options import ReasoningEffort
from ..provider.language_model.model import LanguageModel
from ..provider.shared import ProviderOptions
from .active_tools import ActiveTools, ToolOrder
from .step import StepResult


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class PrepareStepOptions(Value):
    """The state of a generation before a step."""

    steps: list[StepResult]
    step_number: int
    model: LanguageModel
    instructions: Instructions | None
    initial_instructions: Instructions | None
    messages: list[ModelMessage]
    """What the step would be given."""
    initial_messages: list[ModelMessage]
    response_messages: list[ResponseMessage]
    tools_context: Mapping[str, Any]
    runtime_context: Any
    steering_messages: list[UserModelMessage] = field(default_factory=list)


class PrepareStepResult(TypedDict, total=False):
    """What to change for a step; contexts and instructions stay changed for the steps after it."""

    model: LanguageModel | str
    instructions: Instructions
    messages: Sequence[ModelMessage | Mapping[str, Any]]
    tool_choice: Any
    active_tools: ActiveTools
    tool_order: ToolOrder
    tools_context: Mapping[str, Any]
    runtime_context: Any
    provider_options: ProviderOptions
    max_output_tokens: int
    temperature: float
    top_p: float
    top_k: float
    presence_penalty: float
    frequency_penalty: float
    stop_sequences: Sequence[str]
    seed: int
    reasoning: ReasoningEffort


PrepareStepFunction: TypeAlias = Callable[
    [PrepareStepOptions], Awaitable[PrepareStepResult | None] | PrepareStepResult | None
]
"""Called before each step, sync or async."""
