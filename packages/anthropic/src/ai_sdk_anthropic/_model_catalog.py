"""What is known about models: a catalogue for people and programs that choose one. Requests do not depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ai_sdk_core.provider import (
    ConditionalCapability,
    LanguageCapabilities,
    LanguageInputs,
    LanguageReasoning,
    LanguageSampling,
    LanguageTools,
    ModelCapabilities,
    ModelCapability,
    ModelEntry,
    ProviderOptionDefinition,
    ProviderOptionDefinitions,
)

from ._capabilities import AnthropicModelCapabilities, get_model_capabilities

if TYPE_CHECKING:
    from ai_sdk_core.provider import ModelProviderOptions


@dataclass(slots=True, kw_only=True)
class AnthropicTools(LanguageTools):
    """How tools are supported."""

    forced_choice: bool
    """Whether the model can be made to call a tool."""
    computer_use: ModelCapability
    web_search: ModelCapability
    tool_search: ModelCapability


@dataclass(slots=True, kw_only=True)
class AnthropicReasoning(LanguageReasoning):
    """How thinking is supported."""

    adaptive: bool
    """Whether the model decides how much to think."""
    budget: bool
    """Whether it takes a number of tokens."""
    can_disable: bool
    can_disable_above_high_effort: bool
    supports_xhigh_effort: bool
    between_tools: bool
    """Whether it can make notes between tool calls and not think otherwise."""


@dataclass(slots=True, kw_only=True)
class AnthropicSampling(LanguageSampling):
    """Which settings of sampling are supported."""

    top_k: ModelCapability


@dataclass(slots=True, kw_only=True)
class AnthropicStructuredOutput:
    """How answers are kept to a schema."""

    native: bool
    """Whether the API does it; otherwise a tool is added."""


@dataclass(slots=True, kw_only=True)
class AnthropicLanguageCapabilities(LanguageCapabilities):
    """What a model can do."""

    structured_output: AnthropicStructuredOutput
    compaction: ModelCapability


@dataclass(slots=True, kw_only=True)
class AnthropicRequestConfig:
    """Defaults of requests."""

    max_output_tokens: int
    known_model: bool


class _Documented(NamedTuple):
    """What the documentation says about a model."""

    tool_search: bool = True
    compaction: bool = True
    effort: bool = True


_OLDER = _Documented(compaction=False, effort=False)
_OLDEST = _Documented(tool_search=False, compaction=False, effort=False)

_DOCUMENTED: Mapping[str, _Documented] = {
    "claude-opus-5-5": _Documented(),
    "claude-opus-5": _Documented(),
    "claude-sonnet-5-5": _Documented(),
    "claude-sonnet-5": _Documented(),
    "claude-haiku-5-5": _Documented(),
    "claude-fable-5-2": _Documented(),
    "claude-fable-5-1": _Documented(),
    "claude-fable-5": _Documented(),
    "claude-opus-4-8": _Documented(),
    "claude-opus-4-7": _Documented(),
    "claude-opus-4-6": _Documented(),
    "claude-sonnet-4-6": _Documented(),
    "claude-opus-4-5": _Documented(compaction=False),
    "claude-haiku-4-5": _OLDER,
    "claude-sonnet-4-5": _OLDER,
    "claude-opus-4-1": _OLDEST,
    "claude-opus-4-0": _OLDEST,
    "claude-sonnet-4-0": _OLDEST,
}

_OPTIONS = {
    "thread": "Create or continue a conversation that the API keeps for a while.",
    "sendReasoning": "Whether the model sees its earlier reasoning.",
    "includePings": "Whether streams pass signs of life on.",
    "structuredOutputMode": "How answers are kept to a schema.",
    "thinking": "How the model thinks.",
    "disableParallelToolUse": "At most one tool call per answer.",
    "cacheControl": "Remember the prompt.",
    "metadata": "Who asks.",
    "mcpServers": "MCP servers whose tools the API calls.",
    "container": "The container that programs run in, and its skills.",
    "toolStreaming": "Stream the inputs of tools as they are written.",
    "effort": "How much effort the model makes.",
    "taskBudget": "How many tokens a task may take; advisory.",
    "speed": "Faster answers for more money.",
    "serviceTier": "Which capacity serves the request.",
    "inferenceGeo": "Where the model runs.",
    "fallbacks": "Models that answer if the request is refused.",
    "anthropicBeta": "Beta features to switch on.",
    "safeguards": "Checks of the tool calls in the answer.",
    "compaction": "Ask for a summary of the conversation.",
    "contextManagement": "What the API does when the context gets long.",
}


def anthropic_provider_options() -> ProviderOptionDefinitions:
    """List the provider options.

    Returns:
        The options by section and by their name.
    """
    return {"language": {name: ProviderOptionDefinition(description=text) for name, text in _OPTIONS.items()}}


@cache
def anthropic_model_catalog() -> Mapping[str, ModelEntry[AnthropicRequestConfig]]:
    """List the models that the documentation describes.

    Returns:
        Their entries by name.
    """
    return {model_id: anthropic_model_entry(model_id) for model_id in _DOCUMENTED}


def anthropic_model_entry(model_id: str) -> ModelEntry[AnthropicRequestConfig]:
    """Describe a model.

    Args:
        model_id: Name of the model.

    Returns:
        What is known about it; for names that are not in the catalogue, most is unknown.
    """
    documented = _DOCUMENTED.get(model_id)
    runtime = get_model_capabilities(model_id)
    return ModelEntry(
        capabilities=ModelCapabilities(language=_describe(runtime, documented)),
        provider_options=_describe_options(model_id, runtime, documented),
        request_config=AnthropicRequestConfig(
            max_output_tokens=runtime.max_output_tokens, known_model=runtime.is_known_model
        ),
    )


def _describe(runtime: AnthropicModelCapabilities, documented: _Documented | None) -> AnthropicLanguageCapabilities:
    yes: ModelCapability = "unknown" if documented is None else True
    return AnthropicLanguageCapabilities(
        inputs=LanguageInputs(image=yes, audio="unknown" if documented is None else False),
        object_generation=yes,
        tools=AnthropicTools(
            usage=yes,
            streaming=yes,
            forced_choice=not runtime.rejects_forced_tool_use,
            computer_use=yes,
            web_search=yes,
            tool_search="unknown" if documented is None else documented.tool_search,
        ),
        reasoning=_describe_reasoning(runtime),
        sampling=_describe_sampling(runtime),
        structured_output=AnthropicStructuredOutput(native=runtime.supports_structured_output),
        compaction="unknown" if documented is None else documented.compaction,
    )


def _describe_reasoning(runtime: AnthropicModelCapabilities) -> AnthropicReasoning:
    return AnthropicReasoning(
        support=_thinks(runtime),
        efforts=["low", "medium", "high", "xhigh", "max"] if runtime.supports_xhigh_effort else None,
        adaptive=runtime.supports_adaptive_thinking,
        budget=not runtime.rejects_budget_thinking,
        can_disable=not runtime.rejects_thinking_disabled,
        can_disable_above_high_effort=not runtime.rejects_thinking_disabled_above_high_effort,
        supports_xhigh_effort=runtime.supports_xhigh_effort,
        between_tools=runtime.supports_between_tools_thinking,
    )


def _describe_sampling(runtime: AnthropicModelCapabilities) -> AnthropicSampling:
    conditional = ConditionalCapability(condition="Only supported when thinking is disabled.")
    support: ModelCapability = conditional if runtime.rejects_sampling_parameters else True
    return AnthropicSampling(temperature=support, top_p=support, top_k=support, logprobs=False)


def _describe_options(
    model_id: str, runtime: AnthropicModelCapabilities, documented: _Documented | None
) -> ModelProviderOptions:
    usual: ModelCapability = "unknown" if documented is None else True
    exceptions: dict[str, Any] = {
        "includePings": True,
        "thinking": _thinks(runtime),
        "effort": "unknown" if documented is None else documented.effort,
        "speed": "unknown" if documented is None else model_id == "claude-opus-4-6",
        "taskBudget": True if model_id == "claude-opus-4-7" else "unknown",
    }
    return {"language": {name: exceptions.get(name, usual) for name in _OPTIONS}}


def _thinks(runtime: AnthropicModelCapabilities) -> bool:
    return runtime.supports_adaptive_thinking or not runtime.rejects_budget_thinking
