"""What a provider offers: one narrow Protocol per capability.

A provider has the methods of the kinds it offers and no others, so that type checkers know what it can do and programs
can ask with `isinstance`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from .batch import Batch
    from .embedding_model import EmbeddingModel
    from .files import Files
    from .image_model import ImageModel
    from .language_model.model import LanguageModel
    from .reranking_model import RerankingModel
    from .skills import Skills
    from .speech_model import SpeechModel
    from .transcription_model import TranscriptionModel
    from .video_model import VideoModel


@runtime_checkable
class Provider(Protocol):
    """Anything that hands out models, or stores files.

    Source: the reference's `ProviderV4`.
    """

    @property
    def specification_version(self) -> Literal["v4"]:
        """The version of this interface."""
        ...


@runtime_checkable
class LanguageModelProvider(Provider, Protocol):
    """A provider of language models."""

    def language_model(self, model_id: str) -> LanguageModel:
        """Make a language model.

        Args:
            model_id: The provider's name for the model.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is no such model.
        """
        ...


@runtime_checkable
class EmbeddingModelProvider(Provider, Protocol):
    """A provider of embedding models."""

    def embedding_model(self, model_id: str) -> EmbeddingModel:
        """Make an embedding model.

        Args:
            model_id: The provider's name for the model.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is no such model.
        """
        ...


@runtime_checkable
class ImageModelProvider(Provider, Protocol):
    """A provider of image models."""

    def image_model(self, model_id: str) -> ImageModel:
        """Make an image model.

        Args:
            model_id: The provider's name for the model.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is no such model.
        """
        ...


@runtime_checkable
class TranscriptionModelProvider(Provider, Protocol):
    """A provider of transcription models."""

    def transcription_model(self, model_id: str) -> TranscriptionModel:
        """Make a transcription model.

        Args:
            model_id: The provider's name for the model.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is no such model.
        """
        ...


@runtime_checkable
class SpeechModelProvider(Provider, Protocol):
    """A provider of speech models."""

    def speech_model(self, model_id: str) -> SpeechModel:
        """Make a speech model.

        Args:
            model_id: The provider's name for the model.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is no such model.
        """
        ...


@runtime_checkable
class RerankingModelProvider(Provider, Protocol):
    """A provider of reranking models."""

    def reranking_model(self, model_id: str) -> RerankingModel:
        """Make a reranking model.

        Args:
            model_id: The provider's name for the model.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is no such model.
        """
        ...


@runtime_checkable
class VideoModelProvider(Provider, Protocol):
    """A provider of video models."""

    def video_model(self, model_id: str) -> VideoModel:
        """Make a video model.

        Args:
            model_id: The provider's name for the model.

        Returns:
            The model.

        Raises:
            NoSuchModelError: There is no such model.
        """
        ...


@runtime_checkable
class FilesProvider(Provider, Protocol):
    """A provider with a store of files."""

    def files(self) -> Files:
        """Give access to the store of files.

        Returns:
            The interface.
        """
        ...


@runtime_checkable
class SkillsProvider(Provider, Protocol):
    """A provider with a store of skills."""

    def skills(self) -> Skills:
        """Give access to the store of skills.

        Returns:
            The interface.
        """
        ...


@runtime_checkable
class BatchProvider(Provider, Protocol):
    """A provider with batches."""

    def batch(self) -> Batch:
        """Give access to batches.

        Returns:
            The interface.
        """
        ...
