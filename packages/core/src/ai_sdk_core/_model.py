"""From what users pass as a model to a model: an object, or a name that installed providers resolve."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, runtime_checkable

from .errors import (
    ModelType,
    NoSuchModelError,
    NoSuchProviderError,
    UnsupportedFunctionalityError,
    UnsupportedModelVersionError,
)

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from .provider.embedding_model import EmbeddingModel
    from .provider.image_model import ImageModel
    from .provider.language_model.model import LanguageModel
    from .provider.provider import Provider
    from .provider.reranking_model import RerankingModel
    from .provider.speech_model import SpeechModel
    from .provider.transcription_model import TranscriptionModel
    from .provider.video_model import VideoModel

_GROUP = "ai_sdk.providers"
_GATEWAY = "gateway"

ModelKind: TypeAlias = Literal[
    "language_model",
    "embedding_model",
    "image_model",
    "speech_model",
    "transcription_model",
    "reranking_model",
    "video_model",
]
"""Kinds of models, named as the methods of providers that make them."""

MODEL_TYPES: Final[dict[ModelKind, ModelType]] = {
    "language_model": "languageModel",
    "embedding_model": "embeddingModel",
    "image_model": "imageModel",
    "speech_model": "speechModel",
    "transcription_model": "transcriptionModel",
    "reranking_model": "rerankingModel",
    "video_model": "videoModel",
}
"""What errors call the kinds."""


@runtime_checkable
class NameResolver(Protocol):
    """A provider that stands for several, such as a registry."""

    def resolves(self, name: str) -> bool:
        """Whether a name begins with one of its providers.

        Args:
            name: The name of a model.

        Returns:
            True if it is its to make the model.
        """
        ...


_default_provider: Provider | None = None


def set_default_provider(provider: Provider | None) -> Provider | None:
    """Set the provider that plain model names go to, instead of the AI Gateway.

    Names that begin with an installed provider (`"groq:llama-3.3-70b"`) go to that one, unless the default provider is
    a registry that has a provider of this name.

    Args:
        provider: A provider or a registry; `None` goes back to the AI Gateway.

    Returns:
        The default provider so far, to put it back.

    Source: the reference's `AI_SDK_DEFAULT_PROVIDER`.
    """
    global _default_provider
    previous, _default_provider = _default_provider, provider
    return previous


def get_default_provider() -> Provider:
    """Find the provider that is meant where none is named.

    Returns:
        What `set_default_provider` was given, or the AI Gateway.

    Raises:
        UnsupportedFunctionalityError: There is neither.
    """
    if _default_provider is not None:
        return _default_provider
    installed = _installed_providers()
    if _GATEWAY not in installed:
        raise UnsupportedFunctionalityError(
            functionality="default provider",
            message="There is no default provider. Name a provider, call set_default_provider, or: "
            "pip install ai-sdk-gateway",
        )
    gateway: Provider = installed[_GATEWAY].load()
    return gateway


def resolve_language_model(model: LanguageModel | str) -> LanguageModel:
    """Find the language model that the user means.

    Args:
        model: A model; or `"provider:model"` for an installed provider; or a plain name, which goes to the default
            provider: the AI Gateway, if `ai-sdk-gateway` is installed.

    Returns:
        The model.

    Raises:
        NoSuchModelError: Nobody knows the name; the message says what is missing.
        UnsupportedModelVersionError: The object implements another version of the specification.
    """
    found: LanguageModel = _resolve(model, "language_model")
    return found


def resolve_embedding_model(model: EmbeddingModel | str) -> EmbeddingModel:
    """Find the embedding model that the user means.

    Args:
        model: As for `resolve_language_model`.

    Returns:
        The model.

    Raises:
        NoSuchModelError: Nobody knows the name, or its provider has no embedding models.
        UnsupportedModelVersionError: The object implements another version of the specification.
    """
    found: EmbeddingModel = _resolve(model, "embedding_model")
    return found


def resolve_image_model(model: ImageModel | str) -> ImageModel:
    """Find the image model that the user means.

    Args:
        model: As for `resolve_language_model`.

    Returns:
        The model.

    Raises:
        NoSuchModelError: Nobody knows the name, or its provider has no image models.
        UnsupportedModelVersionError: The object implements another version of the specification.
    """
    found: ImageModel = _resolve(model, "image_model")
    return found


def resolve_speech_model(model: SpeechModel | str) -> SpeechModel:
    """Find the speech model that the user means.

    Args:
        model: As for `resolve_language_model`.

    Returns:
        The model.

    Raises:
        NoSuchModelError: Nobody knows the name, or its provider has no speech models.
        UnsupportedModelVersionError: The object implements another version of the specification.
    """
    found: SpeechModel = _resolve(model, "speech_model")
    return found


def resolve_transcription_model(model: TranscriptionModel | str) -> TranscriptionModel:
    """Find the transcription model that the user means.

    Args:
        model: As for `resolve_language_model`.

    Returns:
        The model.

    Raises:
        NoSuchModelError: Nobody knows the name, or its provider has no transcription models.
        UnsupportedModelVersionError: The object implements another version of the specification.
    """
    found: TranscriptionModel = _resolve(model, "transcription_model")
    return found


def resolve_reranking_model(model: RerankingModel | str) -> RerankingModel:
    """Find the reranking model that the user means.

    Args:
        model: As for `resolve_language_model`.

    Returns:
        The model.

    Raises:
        NoSuchModelError: Nobody knows the name, or its provider has no reranking models.
        UnsupportedModelVersionError: The object implements another version of the specification.
    """
    found: RerankingModel = _resolve(model, "reranking_model")
    return found


def resolve_video_model(model: VideoModel | str) -> VideoModel:
    """Find the video model that the user means.

    Args:
        model: As for `resolve_language_model`.

    Returns:
        The model.

    Raises:
        NoSuchModelError: Nobody knows the name, or its provider has no video models.
        UnsupportedModelVersionError: The object implements another version of the specification.
    """
    found: VideoModel = _resolve(model, "video_model")
    return found


def _resolve(model: Any, kind: ModelKind) -> Any:
    if isinstance(model, str):
        provider, model_id = _find_provider(model, kind)
        make = getattr(provider, kind, None)
        if make is None:
            raise NoSuchModelError(
                model_id=model,
                model_type=MODEL_TYPES[kind],
                message=f"The provider of {model!r} has no {kind.replace('_', ' ')}s.",
            )
        return make(model_id)
    if model.specification_version != "v4":
        raise UnsupportedModelVersionError(
            version=str(model.specification_version), provider=model.provider, model_id=model.model_id
        )
    return model


def _find_provider(name: str, kind: ModelKind) -> tuple[Any, str]:
    default: Any = _default_provider
    if isinstance(default, NameResolver) and default.resolves(name):
        return default, name
    prefix, separator, rest = name.partition(":")
    installed = _installed_providers()
    if separator and prefix in installed:
        return installed[prefix].load(), rest
    if default is not None:
        return default, name
    if _GATEWAY in installed:
        return installed[_GATEWAY].load(), name
    raise _not_found(name, kind, prefix if separator and "/" not in prefix else "", sorted(installed))


def _not_found(name: str, kind: ModelKind, prefix: str, installed: list[str]) -> NoSuchModelError:
    names = ", ".join(installed) or "none"
    if prefix:
        return NoSuchProviderError(
            model_id=name,
            model_type=MODEL_TYPES[kind],
            provider_id=prefix,
            available_providers=installed,
            message=f"No provider {prefix!r} is installed for the model {name!r} (installed: {names}). "
            f"Try: pip install ai-sdk-{prefix}",
        )
    return NoSuchModelError(
        model_id=name,
        model_type=MODEL_TYPES[kind],
        message=f"The model name {name!r} needs the AI Gateway, which is not installed (installed providers: {names}). "
        "Try: pip install ai-sdk-gateway; or name a provider ('provider:model'), call set_default_provider, or pass a "
        "model object.",
    )


@lru_cache(maxsize=1)
def _installed_providers() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # Takes 13 ms, for those who name models only.

    return {entry_point.name: entry_point for entry_point in entry_points(group=_GROUP)}
