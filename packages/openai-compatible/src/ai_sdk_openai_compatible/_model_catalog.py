"""What is known about models behind the protocol: nothing, because any model may be behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ai_sdk_core.provider import (
        CapabilitySection,
        ModelCapabilities,
        ModelEntry,
        ProviderOptionDefinitions,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingRequestDefaults:
    """Limits of embedding requests."""

    max_embeddings_per_call: int = 2048
    supports_parallel_calls: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRequestDefaults:
    """Limits of image requests."""

    max_images_per_call: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRequestDefaults:
    """What is assumed about chat models."""

    supports_structured_outputs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAICompatibleRequestDefaults:
    """What is assumed where the configuration of a provider says nothing."""

    embedding: EmbeddingRequestDefaults = field(default_factory=EmbeddingRequestDefaults)
    image: ImageRequestDefaults = field(default_factory=ImageRequestDefaults)
    language: LanguageRequestDefaults = field(default_factory=LanguageRequestDefaults)


REQUEST_DEFAULTS = OpenAICompatibleRequestDefaults()
"""The defaults."""

_OPTION_DESCRIPTIONS: dict[CapabilitySection, dict[str, str]] = {
    "language": {
        "user": "Identifies your end user, which helps providers to detect abuse.",
        "reasoningEffort": "How much a reasoning model reasons. `None` sends null, unlike leaving it out.",
        "textVerbosity": "How wordy the answer is.",
        "strictJsonSchema": "Whether the answer must match the JSON schema exactly; yes by default.",
        "echo": "Repeat the prompt before the completion.",
        "logitBias": "Makes tokens more or less likely: a value from -100 to 100 by token id.",
        "suffix": "What comes after the text that is inserted.",
    },
    "embedding": {
        "dimensions": "Length of the vectors, where the model lets you choose.",
        "user": "Identifies your end user, which helps providers to detect abuse.",
    },
    "image": {
        "size": "Width and height of the image; what is allowed depends on provider and model.",
        "quality": "Quality of the image; what is allowed depends on provider and model.",
        "output_format": "File format of the image; what is allowed depends on provider and model.",
        "output_compression": "Compression of JPEG and WebP images in percent.",
        "background": "What is behind the subject; what is allowed depends on provider and model.",
    },
}


def openai_compatible_provider_options() -> ProviderOptionDefinitions:
    """List the provider options.

    Returns:
        The options by section and by their name on the wire; whether a server heeds them is up to the server.
    """
    from ai_sdk_core.provider import ProviderOptionDefinition

    return {
        section: {name: ProviderOptionDefinition(description=text) for name, text in descriptions.items()}
        for section, descriptions in _OPTION_DESCRIPTIONS.items()
    }


def openai_compatible_model_entry(model_id: str) -> ModelEntry[OpenAICompatibleRequestDefaults]:
    """Describe a model.

    Args:
        model_id: Any model; the answer is the same for all.

    Returns:
        A record in which every capability is unknown.
    """
    from ai_sdk_core.provider import ModelEntry

    return ModelEntry(
        capabilities=_unknown_capabilities(),
        provider_options={
            section: dict.fromkeys(options, "unknown")
            for section, options in openai_compatible_provider_options().items()
        },
        request_config=REQUEST_DEFAULTS,
    )


def _unknown_capabilities() -> ModelCapabilities:
    from ai_sdk_core.provider import (
        DescribedSizes,
        ImageCapabilities,
        LanguageCapabilities,
        LanguageInputs,
        LanguageReasoning,
        LanguageSampling,
        LanguageTools,
        ModelCapabilities,
    )

    return ModelCapabilities(
        language=LanguageCapabilities(
            inputs=LanguageInputs(image="unknown", audio="unknown"),
            object_generation="unknown",
            tools=LanguageTools(usage="unknown", streaming="unknown"),
            reasoning=LanguageReasoning(support="unknown"),
            sampling=LanguageSampling(temperature="unknown", top_p="unknown", logprobs="unknown"),
        ),
        image=ImageCapabilities(
            sizes=DescribedSizes(description="Depends on the server and the model."),
            file_input="unknown",
            mask_input="unknown",
            max_images_per_call=REQUEST_DEFAULTS.image.max_images_per_call,
        ),
    )
