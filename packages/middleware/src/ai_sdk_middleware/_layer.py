"""One shape for all middleware of this package: a layer stands around the calls of models of every kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

from ai_sdk_core import ProviderMiddleware
from ai_sdk_core.provider import (
    EmbeddingModelMiddleware,
    ImageModelMiddleware,
    LanguageModelMiddleware,
    Model,
    RerankingModelMiddleware,
    SpeechModelMiddleware,
    TranscriptionModelMiddleware,
    VideoModelMiddleware,
)
from typing_extensions import override

ModelKind: TypeAlias = Literal[
    "language_model",
    "embedding_model",
    "image_model",
    "speech_model",
    "transcription_model",
    "reranking_model",
    "video_model",
]
"""Kinds of models."""

Operation: TypeAlias = Literal["generate", "generate_from_url", "stream", "embed", "rerank", "start"]
"""What a model is asked to do; `start` begins the operation of a video model."""

ResultT = TypeVar("ResultT")
Proceed: TypeAlias = Callable[[], Awaitable[ResultT]]
"""Goes on to the next layer, and in the end to the model."""


@dataclass(slots=True, kw_only=True, frozen=True)
class ModelCall:
    """One call of a model."""

    kind: ModelKind
    operation: Operation
    model: Model
    params: Any
    """The options of the call, as the specification has them."""

    @property
    def name(self) -> str:
        """Provider and model: `openai:gpt-5`. The API that the provider uses is left out."""
        return model_name(self.model)


def model_name(model: Model) -> str:
    """Name a model.

    Args:
        model: The model.

    Returns:
        Provider, without its API, and model: `openai:gpt-5`.
    """
    return f"{model.provider.partition('.')[0]}:{model.model_id}"


class Layer:
    """Stands around the calls of models: hand its properties to the `wrap_...` functions of `ai_sdk_core`.

    One layer may stand around many models; what it keeps (a cache, a limit, a sum) they share.
    """

    async def around(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Stand around a call that gives a complete result.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The result to use.
        """
        return await proceed()

    async def around_stream(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Stand around a call that gives a stream.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            A result whose `stream` is to be used. Who replaces the stream must close the original.
        """
        return await proceed()

    @property
    def language_model(self) -> LanguageModelMiddleware:
        """For `wrap_language_model`."""
        return _LanguageModel(self)

    @property
    def embedding_model(self) -> EmbeddingModelMiddleware:
        """For `wrap_embedding_model`."""
        return _EmbeddingModel(self)

    @property
    def image_model(self) -> ImageModelMiddleware:
        """For `wrap_image_model`."""
        return _ImageModel(self)

    @property
    def speech_model(self) -> SpeechModelMiddleware:
        """For `wrap_speech_model`."""
        return _SpeechModel(self)

    @property
    def transcription_model(self) -> TranscriptionModelMiddleware:
        """For `wrap_transcription_model`."""
        return _TranscriptionModel(self)

    @property
    def reranking_model(self) -> RerankingModelMiddleware:
        """For `wrap_reranking_model`."""
        return _RerankingModel(self)

    @property
    def video_model(self) -> VideoModelMiddleware:
        """For `wrap_video_model`. Questions about operations that were started pass through."""
        return _VideoModel(self)

    def for_provider(self) -> ProviderMiddleware:
        """Give the middleware for all kinds at once.

        Returns:
            Arguments for `wrap_provider(provider=..., **layer.for_provider())` and `create_provider_registry`.
        """
        return {
            "language_model_middleware": self.language_model,
            "embedding_model_middleware": self.embedding_model,
            "image_model_middleware": self.image_model,
            "speech_model_middleware": self.speech_model,
            "transcription_model_middleware": self.transcription_model,
            "reranking_model_middleware": self.reranking_model,
            "video_model_middleware": self.video_model,
        }


class _LanguageModel(LanguageModelMiddleware):
    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    @override
    async def wrap_generate(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="language_model", operation="generate", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_generate(params))

    @override
    async def wrap_stream(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="language_model", operation="stream", model=model, params=params)
        return await self._layer.around_stream(call, lambda: model.do_stream(params))


class _EmbeddingModel(EmbeddingModelMiddleware):
    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    @override
    async def wrap_embed(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="embedding_model", operation="embed", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_embed(params))


class _ImageModel(ImageModelMiddleware):
    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    @override
    async def wrap_generate(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="image_model", operation="generate", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_generate(params))


class _SpeechModel(SpeechModelMiddleware):
    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    @override
    async def wrap_generate(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="speech_model", operation="generate", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_generate(params))

    @override
    async def wrap_stream(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="speech_model", operation="stream", model=model, params=params)
        return await self._layer.around_stream(call, lambda: model.do_stream(params))


class _TranscriptionModel(TranscriptionModelMiddleware):
    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    @override
    async def wrap_generate(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="transcription_model", operation="generate", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_generate(params))

    @override
    async def wrap_generate_from_url(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="transcription_model", operation="generate_from_url", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_generate_from_url(params))

    @override
    async def wrap_stream(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="transcription_model", operation="stream", model=model, params=params)
        return await self._layer.around_stream(call, lambda: model.do_stream(params))


class _RerankingModel(RerankingModelMiddleware):
    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    @override
    async def wrap_rerank(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="reranking_model", operation="rerank", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_rerank(params))


class _VideoModel(VideoModelMiddleware):
    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    @override
    async def wrap_generate(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="video_model", operation="generate", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_generate(params))

    @override
    async def wrap_start(self, model: Any, params: Any) -> Any:
        call = ModelCall(kind="video_model", operation="start", model=model, params=params)
        return await self._layer.around(call, lambda: model.do_start(params))
