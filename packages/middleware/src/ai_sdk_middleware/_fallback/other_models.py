"""Models of the other kinds that ask another one when one fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, Literal

from ai_sdk_core.provider import (
    EmbeddingModel,
    EmbeddingModelCallOptions,
    EmbeddingModelResult,
    ImageModel,
    ImageModelCallOptions,
    ImageModelResult,
    RerankingModel,
    RerankingModelCallOptions,
    RerankingModelResult,
    SpeechModel,
    SpeechModelCallOptions,
    SpeechModelResult,
    TranscriptionModel,
    TranscriptionModelCallOptions,
    TranscriptionModelResult,
)

from .attempts import Attempts, ModelT, ShouldFallBack, is_worth_another_model


class _FallbackModel(Generic[ModelT]):
    specification_version: Literal["v4"] = "v4"

    def __init__(self, attempts: Attempts[ModelT]) -> None:
        self._attempts = attempts

    @property
    def provider(self) -> str:
        """Provider of the first model."""
        return self._attempts.models[0].provider

    @property
    def model_id(self) -> str:
        """Id of the first model."""
        return self._attempts.models[0].model_id


class _FallbackEmbeddingModel(_FallbackModel[EmbeddingModel]):
    @property
    def max_embeddings_per_call(self) -> int | None:
        return _least(model.max_embeddings_per_call for model in self._attempts.models)

    @property
    def supports_parallel_calls(self) -> bool:
        return all(model.supports_parallel_calls for model in self._attempts.models)

    async def do_embed(self, options: EmbeddingModelCallOptions) -> EmbeddingModelResult:
        answer, report = await self._attempts.ask(lambda model: model.do_embed(options))
        return report.added_to(answer)


class _FallbackImageModel(_FallbackModel[ImageModel]):
    @property
    def max_images_per_call(self) -> int | None:
        return _least(model.max_images_per_call for model in self._attempts.models)

    async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
        answer, report = await self._attempts.ask(lambda model: model.do_generate(options))
        return report.added_to(answer)


class _FallbackSpeechModel(_FallbackModel[SpeechModel]):
    async def do_generate(self, options: SpeechModelCallOptions) -> SpeechModelResult:
        answer, report = await self._attempts.ask(lambda model: model.do_generate(options))
        return report.added_to(answer)


class _FallbackTranscriptionModel(_FallbackModel[TranscriptionModel]):
    async def do_generate(self, options: TranscriptionModelCallOptions) -> TranscriptionModelResult:
        answer, report = await self._attempts.ask(lambda model: model.do_generate(options))
        return report.added_to(answer)


class _FallbackRerankingModel(_FallbackModel[RerankingModel]):
    async def do_rerank(self, options: RerankingModelCallOptions) -> RerankingModelResult:
        answer, report = await self._attempts.ask(lambda model: model.do_rerank(options))
        return report.added_to(answer)


def _least(limits: Iterable[int | None]) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


def fallback_embedding_model(
    models: Sequence[EmbeddingModel],
    *,
    should_fall_back: ShouldFallBack = is_worth_another_model,
    timeout: float | None = None,
) -> EmbeddingModel:
    """Make an embedding model that asks another one when one fails.

    Vectors of different models cannot be compared: all must be the same model, at several providers.

    Args:
        models: The models in the order in which they are asked.
        should_fall_back: Decides whether to go on after an error.
        timeout: Seconds that each model has to answer.

    Returns:
        The model.

    Raises:
        InvalidArgumentError: There is no model.
    """
    return _FallbackEmbeddingModel(Attempts(models, should_fall_back, timeout))


def fallback_image_model(
    models: Sequence[ImageModel],
    *,
    should_fall_back: ShouldFallBack = is_worth_another_model,
    timeout: float | None = None,
) -> ImageModel:
    """Make an image model that asks another one when one fails.

    Args:
        models: The models in the order in which they are asked.
        should_fall_back: Decides whether to go on after an error.
        timeout: Seconds that each model has to answer.

    Returns:
        The model.

    Raises:
        InvalidArgumentError: There is no model.
    """
    return _FallbackImageModel(Attempts(models, should_fall_back, timeout))


def fallback_speech_model(
    models: Sequence[SpeechModel],
    *,
    should_fall_back: ShouldFallBack = is_worth_another_model,
    timeout: float | None = None,
) -> SpeechModel:
    """Make a speech model that asks another one when one fails.

    Args:
        models: The models in the order in which they are asked.
        should_fall_back: Decides whether to go on after an error.
        timeout: Seconds that each model has to answer.

    Returns:
        The model.

    Raises:
        InvalidArgumentError: There is no model.
    """
    return _FallbackSpeechModel(Attempts(models, should_fall_back, timeout))


def fallback_transcription_model(
    models: Sequence[TranscriptionModel],
    *,
    should_fall_back: ShouldFallBack = is_worth_another_model,
    timeout: float | None = None,
) -> TranscriptionModel:
    """Make a transcription model that asks another one when one fails.

    Args:
        models: The models in the order in which they are asked.
        should_fall_back: Decides whether to go on after an error.
        timeout: Seconds that each model has to answer.

    Returns:
        The model.

    Raises:
        InvalidArgumentError: There is no model.
    """
    return _FallbackTranscriptionModel(Attempts(models, should_fall_back, timeout))


def fallback_reranking_model(
    models: Sequence[RerankingModel],
    *,
    should_fall_back: ShouldFallBack = is_worth_another_model,
    timeout: float | None = None,
) -> RerankingModel:
    """Make a reranking model that asks another one when one fails.

    Args:
        models: The models in the order in which they are asked.
        should_fall_back: Decides whether to go on after an error.
        timeout: Seconds that each model has to answer.

    Returns:
        The model.

    Raises:
        InvalidArgumentError: There is no model.
    """
    return _FallbackRerankingModel(Attempts(models, should_fall_back, timeout))
