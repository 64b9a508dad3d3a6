"""What a provider's catalogue says about its models.

A catalogue documents: it validates nothing and changes no request. A section that is `None` is not declared, which does
not mean that it is not supported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from ._codec_hooks import SpecValue

RequestConfigT = TypeVar("RequestConfigT")


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ConditionalCapability(SpecValue):
    """Supported under a condition, which is written for people."""

    condition: str


ModelCapability: TypeAlias = bool | Literal["unknown"] | ConditionalCapability
"""Whether something is supported. `"unknown"` is not the same as `False`."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageInputs(SpecValue):
    """What prompts may contain besides text."""

    image: ModelCapability
    audio: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageTools(SpecValue):
    """How tools are supported."""

    usage: ModelCapability
    streaming: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageReasoning(SpecValue):
    """How reasoning is supported."""

    support: ModelCapability
    efforts: list[str] | None = None
    """`None` if the provider does not list them."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageSampling(SpecValue):
    """Which settings of sampling are supported."""

    temperature: ModelCapability
    top_p: ModelCapability
    logprobs: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageCapabilities(SpecValue):
    """What a language model can do."""

    inputs: LanguageInputs
    object_generation: ModelCapability
    tools: LanguageTools
    reasoning: LanguageReasoning
    sampling: LanguageSampling


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class EmbeddingCapabilities(SpecValue):
    """What an embedding model can do."""

    default_dimensions: int
    custom_dimensions: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class DescribedSizes(SpecValue):
    """Sizes that are described in words."""

    description: str


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImageCapabilities(SpecValue):
    """What an image model can do."""

    sizes: list[str] | DescribedSizes
    file_input: ModelCapability
    mask_input: ModelCapability
    max_images_per_call: int | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoInputs(SpecValue):
    """What a video model takes as input."""

    text: ModelCapability
    image: ModelCapability
    first_frame: ModelCapability
    last_frame: ModelCapability
    reference_image: ModelCapability
    reference_video: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoCapabilities(SpecValue):
    """What a video model can do."""

    inputs: VideoInputs
    generate_audio: ModelCapability
    aspect_ratio: ModelCapability
    resolution: ModelCapability
    duration: ModelCapability
    fps: ModelCapability
    seed: ModelCapability
    max_videos_per_call: int | None = None
    """`None` if the catalogue declares no limit."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RerankingDocumentForms(SpecValue):
    """Which forms of documents a reranking model takes, converted ones included."""

    text: ModelCapability
    object: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RerankingCapabilities(SpecValue):
    """What a reranking model can do."""

    documents: RerankingDocumentForms
    top_n: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class DecisionQuestionTypes(SpecValue):
    """Which questions a decision model answers."""

    boolean: ModelCapability
    choice: ModelCapability
    score: ModelCapability
    box: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class DecisionInputs(SpecValue):
    """What a decision model takes as input besides text."""

    image: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class DecisionCapabilities(SpecValue):
    """What a decision model can do."""

    question_types: DecisionQuestionTypes
    inputs: DecisionInputs
    reasoning: ModelCapability
    max_output_tokens: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptionCapabilities(SpecValue):
    """What a transcription model can do."""

    transcription: ModelCapability
    streaming: ModelCapability
    duration: ModelCapability
    segments: ModelCapability
    language: ModelCapability
    streaming_delay: ModelCapability | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SpeechTranslationCapabilities(SpecValue):
    """What a speech translation model can do."""

    translated_audio: ModelCapability
    translated_text: ModelCapability
    source_transcript: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SpeechCapabilities(SpecValue):
    """What a speech model can do."""

    instructions: ModelCapability


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RealtimeCapabilities(SpecValue):
    """How a realtime model converses and connects."""

    conversation: Literal["continuous", "turn-based"]
    transports: list[Literal["websocket", "webrtc"]]
    connections: list[Literal["client-secret-websocket", "server-websocket", "webrtc"]]


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ModelCapabilities(SpecValue):
    """What a model can do, by kind of call."""

    language: LanguageCapabilities | None = None
    embedding: EmbeddingCapabilities | None = None
    image: ImageCapabilities | None = None
    video: VideoCapabilities | None = None
    reranking: RerankingCapabilities | None = None
    decision: DecisionCapabilities | None = None
    transcription: TranscriptionCapabilities | None = None
    speech_translation: SpeechTranslationCapabilities | None = None
    speech: SpeechCapabilities | None = None
    realtime: RealtimeCapabilities | None = None


CapabilitySection: TypeAlias = Literal[
    "language",
    "embedding",
    "image",
    "video",
    "reranking",
    "decision",
    "transcription",
    "speechTranslation",
    "speech",
    "realtime",
]
"""Sections of a catalogue, as its JSON form names them."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ProviderOptionDefinition(SpecValue):
    """An option that a provider accepts under its name in `provider_options`."""

    description: str


ProviderOptionDefinitions: TypeAlias = Mapping[CapabilitySection, Mapping[str, ProviderOptionDefinition]]
"""All options of a provider, by section and by the option's name on the wire."""

ModelProviderOptions: TypeAlias = dict[CapabilitySection, dict[str, ModelCapability]]
"""Which of its provider's options a model supports, by section and by the option's name on the wire."""


@dataclass(slots=True, kw_only=True)
class ModelEntry(Generic[RequestConfigT]):
    """A model's record in its provider's catalogue."""

    capabilities: ModelCapabilities
    provider_options: ModelProviderOptions | None = None
    request_config: RequestConfigT | None = None
    """The provider's own: how to encode requests, defaults. What the model supports belongs to `capabilities`."""
