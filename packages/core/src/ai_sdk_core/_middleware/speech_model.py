"""Speech models inside middleware."""

from __future__ import annotations

from collections.abc import Mapping

from .._model import resolve_speech_model
from ..provider.middleware import SpeechModelMiddleware
from ..provider.speech_model import (
    SpeechModel,
    SpeechModelCallOptions,
    SpeechModelResult,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
    StreamingSpeechModel,
)
from .wrapping import OneOrMore, WrappedModel, capable_class, wrap


class _WrappedSpeechModel(WrappedModel[SpeechModel, SpeechModelMiddleware]):
    """A speech model inside one layer of middleware."""

    async def do_generate(self, options: SpeechModelCallOptions) -> SpeechModelResult:
        params = await self._middleware.transform_params(self._model, options)
        return await self._middleware.wrap_generate(self._model, params)


class _Streams:
    _model: StreamingSpeechModel
    _middleware: SpeechModelMiddleware

    async def do_stream(self, options: SpeechModelStreamOptions) -> SpeechModelStreamResult:
        params = await self._middleware.transform_stream_params(self._model, options)
        return await self._middleware.wrap_stream(self._model, params)


_CAPABILITIES: Mapping[type, type] = {StreamingSpeechModel: _Streams}


def _wrap_once(
    model: SpeechModel, middleware: SpeechModelMiddleware, model_id: str | None, provider_id: str | None
) -> SpeechModel:
    return capable_class(_WrappedSpeechModel, model, _CAPABILITIES)(model, middleware, model_id, provider_id)


def wrap_speech_model(
    *,
    model: SpeechModel | str,
    middleware: OneOrMore[SpeechModelMiddleware],
    model_id: str | None = None,
    provider_id: str | None = None,
) -> SpeechModel:
    """Put a speech model inside middleware.

    Args:
        model: The model, or its name.
        middleware: Middleware, or several: the first one transforms the options first, the last one stands directly
            around the model.
        model_id: Replaces the model's id.
        provider_id: Replaces the provider's name.

    Returns:
        A model with the capabilities of the one inside: it streams if that one does.

    Raises:
        NoSuchModelError: The model's name is not known.
    """
    return wrap(_wrap_once, resolve_speech_model(model), middleware, model_id, provider_id)
