"""What the provider says about an answer beyond the standard fields: types of `provider_metadata["anthropic"]`.

The keys are those of the JSON form, which travels to front ends.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ai_sdk_core.provider import JSONObject


class AnthropicUsageIteration(TypedDict):
    """Usage of one of the runs that led to an answer."""

    type: Literal["compaction", "message", "advisor_message", "fallback_message"]
    """`advisor_message` is billed at the rates of the advisor's model, and not part of the usage of the answer;
    `fallback_message` served the answer in the place of the model that was asked."""
    model: NotRequired[str]
    """Set where it is not the model that was asked."""
    inputTokens: int
    outputTokens: int
    cacheCreationInputTokens: NotRequired[int]
    cacheReadInputTokens: NotRequired[int]


class AnthropicStopDetails(TypedDict):
    """Why a request was refused."""

    type: str
    category: NotRequired[str]
    explanation: NotRequired[str]
    recommendedModel: NotRequired[str]
    """A model to ask instead, where a fallback could not be tried."""


class AnthropicInputTransformation(TypedDict):
    """A part of the prompt that was changed before the model saw it."""

    type: str
    path: str
    reason: str


class AnthropicSafeguardVerdict(TypedDict):
    """What a safeguard says about one tool call."""

    type: str
    outcome: NotRequired[str | None]
    explanation: NotRequired[str | None]


class AnthropicSafeguardStatus(TypedDict):
    """What a safeguard found, by the ids of tool calls."""

    type: str
    tool_uses: NotRequired[dict[str, AnthropicSafeguardVerdict] | None]


class AnthropicSafeguardResult(TypedDict):
    """The outcome of a safeguard, as the API words it."""

    type: str
    status: AnthropicSafeguardStatus


class AnthropicContainerSkill(TypedDict):
    """A skill in a container."""

    type: Literal["anthropic", "custom"]
    skillId: str
    version: str


class AnthropicContainer(TypedDict):
    """The container that programs ran in; its id may be passed to later calls."""

    expiresAt: str
    id: str
    skills: list[AnthropicContainerSkill] | None


class AnthropicAppliedEdit(TypedDict):
    """Something that was removed from the context."""

    type: Literal["clear_tool_uses_20250919", "clear_thinking_20251015", "compact_20260112"]
    clearedToolUses: NotRequired[int]
    clearedThinkingTurns: NotRequired[int]
    clearedInputTokens: NotRequired[int]


class AnthropicContextManagementResult(TypedDict):
    """What was done to the context."""

    appliedEdits: list[AnthropicAppliedEdit]


class AnthropicMessageMetadata(TypedDict):
    """Metadata of an answer."""

    usage: JSONObject | None
    """As the API sent it."""
    stopSequence: str | None
    serviceTier: NotRequired[str]
    stopDetails: NotRequired[AnthropicStopDetails]
    """Set for some refusals; the finish reason says whether it is one."""
    inputTransformations: NotRequired[list[AnthropicInputTransformation]]
    safeguardResults: NotRequired[list[AnthropicSafeguardResult]]
    iterations: list[AnthropicUsageIteration] | None
    container: AnthropicContainer | None
    contextManagement: AnthropicContextManagementResult | None
