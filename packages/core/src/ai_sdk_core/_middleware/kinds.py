"""Middleware by model kind, for providers and registries."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypedDict

from .._model import ModelKind
from ..provider.middleware import (
    EmbeddingModelMiddleware,
    ImageModelMiddleware,
    LanguageModelMiddleware,
    RerankingModelMiddleware,
    SpeechModelMiddleware,
    TranscriptionModelMiddleware,
    VideoModelMiddleware,
)
from .wrapping import OneOrMore


class ProviderMiddleware(TypedDict, total=False):
    """Middleware for all models of a provider, outermost first; what is left out stays as it is."""

    language_model_middleware: OneOrMore[LanguageModelMiddleware]
    embedding_model_middleware: OneOrMore[EmbeddingModelMiddleware]
    image_model_middleware: OneOrMore[ImageModelMiddleware]
    speech_model_middleware: OneOrMore[SpeechModelMiddleware]
    transcription_model_middleware: OneOrMore[TranscriptionModelMiddleware]
    reranking_model_middleware: OneOrMore[RerankingModelMiddleware]
    video_model_middleware: OneOrMore[VideoModelMiddleware]


def wrap_model(kind: ModelKind, model: Any, middleware: ProviderMiddleware) -> Any:
    """Put a model inside the middleware for its kind.

    Args:
        kind: The model's kind.
        model: The model.
        middleware: Middleware for all kinds.

    Returns:
        The wrapped model, or the model itself if there is none for its kind.
    """
    layers = middleware.get(f"{kind}_middleware")
    if layers is None:
        return model
    module = import_module(f".{kind}", __package__)  # Kinds of models load when they are used.
    return getattr(module, f"wrap_{kind}")(model=model, middleware=layers)
