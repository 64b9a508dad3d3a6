"""What is known about the models, for those who choose one. It documents; requests do not depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._capabilities import TRANSCRIPTION_MODELS, GroqLanguageModelFacts, Known, language_model_facts

if TYPE_CHECKING:
    from ai_sdk_core.provider import (
        CapabilitySection,
        LanguageCapabilities,
        ModelCapability,
        ModelEntry,
        ProviderOptionDefinitions,
        TranscriptionCapabilities,
    )

_OPTION_DESCRIPTIONS: dict[CapabilitySection, dict[str, str]] = {
    "language": {
        "reasoningFormat": "How reasoning comes: beside the text, inside it, or not at all.",
        "reasoningEffort": "How much a reasoning model reasons.",
        "parallelToolCalls": "Whether the model may call several tools at once.",
        "user": "Identifies your end user, which helps to detect abuse.",
        "structuredOutputs": "Whether a JSON schema is sent with the request.",
        "strictJsonSchema": "Whether the answer must match the JSON schema exactly.",
        "serviceTier": "How urgent the request is.",
    },
    "transcription": {
        "language": "The language that is spoken, as ISO 639-1 code.",
        "prompt": "A text that shows the style or the spelling of names.",
        "responseFormat": "What the transcript tells: `json`, `verbose_json` or `text`.",
        "temperature": "How freely the model guesses, from 0 to 1.",
        "timestampGranularities": "How fine the timing is: `word`, `segment`, or both.",
    },
}


def groq_provider_options() -> ProviderOptionDefinitions:
    """List the provider options.

    Returns:
        The options by section and by their name on the wire.
    """
    from ai_sdk_core.provider import ProviderOptionDefinition

    return {
        section: {name: ProviderOptionDefinition(description=text) for name, text in descriptions.items()}
        for section, descriptions in _OPTION_DESCRIPTIONS.items()
    }


def groq_model_entry(model_id: str) -> ModelEntry[None]:
    """Describe a model.

    Args:
        model_id: Any name; one that nobody knows counts as a chat model.

    Returns:
        What is known.
    """
    from ai_sdk_core.provider import ModelCapabilities, ModelEntry

    if model_id in TRANSCRIPTION_MODELS:
        return ModelEntry(
            capabilities=ModelCapabilities(transcription=_transcription_capabilities()),
            provider_options={"transcription": _transcription_options()},
        )
    facts = language_model_facts(model_id)
    return ModelEntry(
        capabilities=ModelCapabilities(language=_language_capabilities(facts)),
        provider_options={"language": _language_options(facts)},
    )


def _capability(known: Known) -> ModelCapability:
    return "unknown" if known is None else known


def _language_capabilities(facts: GroqLanguageModelFacts) -> LanguageCapabilities:
    from ai_sdk_core.provider import (
        LanguageCapabilities,
        LanguageInputs,
        LanguageReasoning,
        LanguageSampling,
        LanguageTools,
    )

    return LanguageCapabilities(
        inputs=LanguageInputs(image=_capability(facts.images), audio=False),
        object_generation=_capability(facts.is_documented or None),
        tools=LanguageTools(usage=_capability(facts.tools), streaming=_capability(facts.tools)),
        reasoning=LanguageReasoning(support=_reasoning_support(facts), efforts=_efforts(facts)),
        sampling=LanguageSampling(temperature="unknown", top_p="unknown", logprobs=False),
    )


def _reasoning_support(facts: GroqLanguageModelFacts) -> ModelCapability:
    return _capability(facts.always_reasons or facts.can_stop_reasoning or None)


def _efforts(facts: GroqLanguageModelFacts) -> list[str] | None:
    if facts.can_stop_reasoning:
        return ["none", "default"]
    return ["low", "medium", "high"] if facts.always_reasons else None


def _language_options(facts: GroqLanguageModelFacts) -> dict[str, ModelCapability]:
    from ai_sdk_core.provider import ConditionalCapability

    support = _capability(facts.is_documented or None)
    options: dict[str, ModelCapability] = dict.fromkeys(_OPTION_DESCRIPTIONS["language"], support)
    options["reasoningFormat"] = options["reasoningEffort"] = _reasoning_support(facts)
    options["structuredOutputs"] = _capability(facts.json_schema)
    options["strictJsonSchema"] = facts.json_schema is not False and ConditionalCapability(
        condition="For answers that follow a JSON schema, unless structuredOutputs is off."
    )
    options["parallelToolCalls"] = facts.tools is not False and ConditionalCapability(
        condition="Off where a JSON schema meets function tools."
    )
    return options


def _transcription_capabilities() -> TranscriptionCapabilities:
    from ai_sdk_core.provider import ConditionalCapability, TranscriptionCapabilities

    verbose = ConditionalCapability(condition="With the response format `verbose_json`.")
    return TranscriptionCapabilities(
        transcription=True, streaming=False, duration=verbose, segments=verbose, language=verbose
    )


def _transcription_options() -> dict[str, ModelCapability]:
    from ai_sdk_core.provider import ConditionalCapability

    options: dict[str, ModelCapability] = dict.fromkeys(_OPTION_DESCRIPTIONS["transcription"], True)
    options["timestampGranularities"] = ConditionalCapability(condition="With the response format `verbose_json`.")
    return options
