"""Transcription models inside middleware."""

from __future__ import annotations

from collections.abc import Mapping

from .._model import resolve_transcription_model
from ..provider.middleware import TranscriptionModelMiddleware
from ..provider.transcription_model import (
    StreamingTranscriptionModel,
    TranscriptionModel,
    TranscriptionModelCallOptions,
    TranscriptionModelResult,
    TranscriptionModelStreamOptions,
    TranscriptionModelStreamResult,
    TranscriptionModelUrlCallOptions,
    UrlTranscriptionModel,
)
from .wrapping import OneOrMore, WrappedModel, capable_class, wrap


class _WrappedTranscriptionModel(WrappedModel[TranscriptionModel, TranscriptionModelMiddleware]):
    """A transcription model inside one layer of middleware."""

    async def do_generate(self, options: TranscriptionModelCallOptions) -> TranscriptionModelResult:
        params = await self._middleware.transform_params(self._model, options)
        return await self._middleware.wrap_generate(self._model, params)


class _FetchesUrls:
    _model: UrlTranscriptionModel
    _middleware: TranscriptionModelMiddleware

    async def do_generate_from_url(self, options: TranscriptionModelUrlCallOptions) -> TranscriptionModelResult | None:
        return await self._middleware.wrap_generate_from_url(self._model, options)


class _Streams:
    _model: StreamingTranscriptionModel
    _middleware: TranscriptionModelMiddleware

    async def do_stream(self, options: TranscriptionModelStreamOptions) -> TranscriptionModelStreamResult:
        params = await self._middleware.transform_stream_params(self._model, options)
        return await self._middleware.wrap_stream(self._model, params)


_CAPABILITIES: Mapping[type, type] = {UrlTranscriptionModel: _FetchesUrls, StreamingTranscriptionModel: _Streams}


def _wrap_once(
    model: TranscriptionModel, middleware: TranscriptionModelMiddleware, model_id: str | None, provider_id: str | None
) -> TranscriptionModel:
    return capable_class(_WrappedTranscriptionModel, model, _CAPABILITIES)(model, middleware, model_id, provider_id)


def wrap_transcription_model(
    *,
    model: TranscriptionModel | str,
    middleware: OneOrMore[TranscriptionModelMiddleware],
    model_id: str | None = None,
    provider_id: str | None = None,
) -> TranscriptionModel:
    """Put a transcription model inside middleware.

    Args:
        model: The model, or its name.
        middleware: Middleware, or several: the first one transforms the options first, the last one stands directly
            around the model.
        model_id: Replaces the model's id.
        provider_id: Replaces the provider's name.

    Returns:
        A model with the capabilities of the one inside: it streams and fetches URLs if that one does.

    Raises:
        NoSuchModelError: The model's name is not known.
    """
    return wrap(_wrap_once, resolve_transcription_model(model), middleware, model_id, provider_id)
