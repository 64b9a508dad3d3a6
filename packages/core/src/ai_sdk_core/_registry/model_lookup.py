"""Providers that find their models instead of making them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from .._model import ModelKind

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


class ModelLookup(ABC):
    """A provider whose models of all kinds are found in one way."""

    specification_version: Literal["v4"] = "v4"

    @abstractmethod
    def find(self, kind: ModelKind, model_id: str) -> Any:
        """Find a model.

        Args:
            kind: The kind of the model.
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is none.
        """

    def language_model(self, model_id: str) -> LanguageModel:
        """Find a language model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is none of this name.
        """
        model: LanguageModel = self.find("language_model", model_id)
        return model

    def embedding_model(self, model_id: str) -> EmbeddingModel:
        """Find an embedding model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is none of this name.
        """
        model: EmbeddingModel = self.find("embedding_model", model_id)
        return model

    def image_model(self, model_id: str) -> ImageModel:
        """Find an image model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is none of this name.
        """
        model: ImageModel = self.find("image_model", model_id)
        return model

    def speech_model(self, model_id: str) -> SpeechModel:
        """Find a speech model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is none of this name.
        """
        model: SpeechModel = self.find("speech_model", model_id)
        return model

    def transcription_model(self, model_id: str) -> TranscriptionModel:
        """Find a transcription model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is none of this name.
        """
        model: TranscriptionModel = self.find("transcription_model", model_id)
        return model

    def reranking_model(self, model_id: str) -> RerankingModel:
        """Find a reranking model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is none of this name.
        """
        model: RerankingModel = self.find("reranking_model", model_id)
        return model

    def video_model(self, model_id: str) -> VideoModel:
        """Find a video model.

        Args:
            model_id: Its name.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is none of this name.
        """
        model: VideoModel = self.find("video_model", model_id)
        return model


class ModelAndStoreLookup(ModelLookup):
    """A provider that may also have stores of files and skills, and batches.

    Args:
        stores: The methods that give access to them, by name; what is missing is a missing method.
    """

    files: Callable[[], Files]
    """Gives access to the store of files, if there is one."""
    skills: Callable[[], Skills]
    """Gives access to the store of skills, if there is one."""
    batch: Callable[[], Batch]
    """Gives access to batches, if there are any."""

    def __init__(self, stores: Mapping[str, Callable[[], Any]]) -> None:
        vars(self).update(stores)


def stores_of(provider: object) -> dict[str, Callable[[], Any]]:
    """Collect the methods that give access to a provider's stores.

    Args:
        provider: The provider; `None` has none.

    Returns:
        The methods by name.
    """
    return {name: getattr(provider, name) for name in ("files", "skills", "batch") if hasattr(provider, name)}


def make_model(provider: object, kind: ModelKind, model_id: str) -> Any | None:
    """Let a provider make a model.

    Args:
        provider: The provider.
        kind: The kind of the model.
        model_id: Its name.

    Returns:
        The model; `None` if the provider has no models of this kind.
    """
    make = getattr(provider, kind, None)
    return None if make is None else make(model_id)
