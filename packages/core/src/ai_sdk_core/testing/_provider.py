"""A provider that hands out the models of the test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar

from ..errors import ModelType, NoSuchModelError
from ..provider.embedding_model import EmbeddingModel
from ..provider.files import Files
from ..provider.image_model import ImageModel
from ..provider.language_model.model import LanguageModel
from ..provider.reranking_model import RerankingModel
from ..provider.skills import Skills
from ..provider.speech_model import SpeechModel
from ..provider.transcription_model import TranscriptionModel
from ..provider.video_model import VideoModel

ModelT = TypeVar("ModelT")


class MockProvider:
    """A provider for tests. A model that it was not given does not exist.

    Args:
        language_models: Language models by name.
        embedding_models: Embedding models by name.
        image_models: Image models by name.
        transcription_models: Transcription models by name.
        speech_models: Speech models by name.
        reranking_models: Reranking models by name.
        video_models: Video models by name.
        files: Its store of files; without one it has no method `files`.
        skills: Its store of skills; without one it has no method `skills`.

    Source: the reference's `MockProviderV4`.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        language_models: Mapping[str, LanguageModel] | None = None,
        embedding_models: Mapping[str, EmbeddingModel] | None = None,
        image_models: Mapping[str, ImageModel] | None = None,
        transcription_models: Mapping[str, TranscriptionModel] | None = None,
        speech_models: Mapping[str, SpeechModel] | None = None,
        reranking_models: Mapping[str, RerankingModel] | None = None,
        video_models: Mapping[str, VideoModel] | None = None,
        files: Files | None = None,
        skills: Skills | None = None,
    ) -> None:
        self._language_models = language_models or {}
        self._embedding_models = embedding_models or {}
        self._image_models = image_models or {}
        self._transcription_models = transcription_models or {}
        self._speech_models = speech_models or {}
        self._reranking_models = reranking_models or {}
        self._video_models = video_models or {}
        if files is not None:
            self.files: Callable[[], Files] = lambda: files
        if skills is not None:
            self.skills: Callable[[], Skills] = lambda: skills

    def language_model(self, model_id: str) -> LanguageModel:
        """Give a language model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: The test gave no such model.
        """
        return _find(self._language_models, model_id, "languageModel")

    def embedding_model(self, model_id: str) -> EmbeddingModel:
        """Give an embedding model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: The test gave no such model.
        """
        return _find(self._embedding_models, model_id, "embeddingModel")

    def image_model(self, model_id: str) -> ImageModel:
        """Give an image model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: The test gave no such model.
        """
        return _find(self._image_models, model_id, "imageModel")

    def transcription_model(self, model_id: str) -> TranscriptionModel:
        """Give a transcription model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: The test gave no such model.
        """
        return _find(self._transcription_models, model_id, "transcriptionModel")

    def speech_model(self, model_id: str) -> SpeechModel:
        """Give a speech model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: The test gave no such model.
        """
        return _find(self._speech_models, model_id, "speechModel")

    def reranking_model(self, model_id: str) -> RerankingModel:
        """Give a reranking model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: The test gave no such model.
        """
        return _find(self._reranking_models, model_id, "rerankingModel")

    def video_model(self, model_id: str) -> VideoModel:
        """Give a video model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: The test gave no such model.
        """
        return _find(self._video_models, model_id, "videoModel")


def _find(models: Mapping[str, ModelT], model_id: str, model_type: ModelType) -> ModelT:
    if model_id not in models:
        raise NoSuchModelError(model_id=model_id, model_type=model_type)
    return models[model_id]
