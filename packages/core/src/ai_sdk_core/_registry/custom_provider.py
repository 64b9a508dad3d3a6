"""Providers that programs put together: their own names for models, and another provider for the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from .._model import (
    MODEL_TYPES,
    ModelKind,
    resolve_embedding_model,
    resolve_image_model,
    resolve_language_model,
    resolve_reranking_model,
    resolve_speech_model,
    resolve_transcription_model,
    resolve_video_model,
)
from .._override import override
from ..errors import NoSuchModelError
from ..provider.provider import Provider
from .model_lookup import ModelAndStoreLookup, make_model, stores_of

if TYPE_CHECKING:
    from ..provider.batch import Batch
    from ..provider.embedding_model import EmbeddingModel
    from ..provider.files import Files
    from ..provider.image_model import ImageModel
    from ..provider.language_model.model import LanguageModel
    from ..provider.reranking_model import RerankingModel
    from ..provider.skills import Skills
    from ..provider.speech_model import SpeechModel
    from ..provider.transcription_model import TranscriptionModel
    from ..provider.video_model import VideoModel

_RESOLVERS: Final[Mapping[ModelKind, Callable[[Any], Any]]] = {
    "language_model": resolve_language_model,
    "embedding_model": resolve_embedding_model,
    "image_model": resolve_image_model,
    "speech_model": resolve_speech_model,
    "transcription_model": resolve_transcription_model,
    "reranking_model": resolve_reranking_model,
    "video_model": resolve_video_model,
}


class CustomProvider(ModelAndStoreLookup):
    """A provider that was put together by hand; made by `custom_provider`."""

    def __init__(
        self,
        models: Mapping[ModelKind, Mapping[str, Any] | None],
        stores: Mapping[str, Callable[[], Any]],
        fallback_provider: Provider | None,
    ) -> None:
        super().__init__({**stores_of(fallback_provider), **stores})
        self._models = models
        self._fallback_provider = fallback_provider

    @override
    def find(self, kind: ModelKind, model_id: str) -> Any:
        """Find a model among the own ones, or have the fallback provider make it.

        Args:
            kind: The kind of the model.
            model_id: Its name here.

        Returns:
            The model.

        Raises:
            NoSuchModelError: Neither has it.
        """
        own = self._models[kind] or {}
        if model_id in own:
            return _RESOLVERS[kind](own[model_id])
        model = make_model(self._fallback_provider, kind, model_id)
        if model is None:
            raise NoSuchModelError(model_id=model_id, model_type=MODEL_TYPES[kind])
        return model


def custom_provider(
    *,
    language_models: Mapping[str, LanguageModel | str] | None = None,
    embedding_models: Mapping[str, EmbeddingModel | str] | None = None,
    image_models: Mapping[str, ImageModel | str] | None = None,
    speech_models: Mapping[str, SpeechModel | str] | None = None,
    transcription_models: Mapping[str, TranscriptionModel | str] | None = None,
    reranking_models: Mapping[str, RerankingModel | str] | None = None,
    video_models: Mapping[str, VideoModel | str] | None = None,
    files: Files | None = None,
    skills: Skills | None = None,
    batch: Batch | None = None,
    fallback_provider: Provider | None = None,
) -> CustomProvider:
    """Make a provider with your own names for models.

    For example::

        models = custom_provider(
            language_models={"fast": groq("llama-3.1-8b-instant"), "smart": "openai:gpt-5"},
            fallback_provider=anthropic,
        )

    Args:
        language_models: Models, or names of models, by your names for them.
        embedding_models: The same for embedding models.
        image_models: The same for image models.
        speech_models: The same for speech models.
        transcription_models: The same for transcription models.
        reranking_models: The same for reranking models.
        video_models: The same for video models.
        files: A store of files.
        skills: A store of skills.
        batch: Access to batches.
        fallback_provider: Makes the models whose names are not yours, and has the stores that you do not give.

    Returns:
        The provider.

    Source: the reference's `customProvider`.
    """
    own_stores = {"files": files, "skills": skills, "batch": batch}
    return CustomProvider(
        {
            "language_model": language_models,
            "embedding_model": embedding_models,
            "image_model": image_models,
            "speech_model": speech_models,
            "transcription_model": transcription_models,
            "reranking_model": reranking_models,
            "video_model": video_models,
        },
        {name: _giving(store) for name, store in own_stores.items() if store is not None},
        fallback_provider,
    )


def _giving(store: Any) -> Callable[[], Any]:
    return lambda: store
