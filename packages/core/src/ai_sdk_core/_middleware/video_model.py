"""Video models inside middleware."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from .._model import resolve_video_model
from ..provider.middleware import VideoModelMiddleware
from ..provider.video_model import (
    GeneratingVideoModel,
    OperationVideoModel,
    VideoModel,
    VideoModelCallOptions,
    VideoModelOperationStartOptions,
    VideoModelOperationStartResult,
    VideoModelOperationStatusOptions,
    VideoModelOperationStatusResult,
    VideoModelResult,
    VideoModelWebhook,
    WebhookVideoModel,
)
from .wrapping import OneOrMore, WrappedModel, capable_class, wrap


class _WrappedVideoModel(WrappedModel[VideoModel, VideoModelMiddleware]):
    """A video model inside one layer of middleware."""

    @property
    def max_videos_per_call(self) -> int | None:
        return self._middleware.override_max_videos_per_call(self._model)


class _Generates:
    _model: GeneratingVideoModel
    _middleware: VideoModelMiddleware

    async def do_generate(self, options: VideoModelCallOptions) -> VideoModelResult:
        params = await self._middleware.transform_params(self._model, options)
        return await self._middleware.wrap_generate(self._model, params)


class _Starts:
    _model: OperationVideoModel
    _middleware: VideoModelMiddleware

    async def do_start(self, options: VideoModelOperationStartOptions) -> VideoModelOperationStartResult:
        params = await self._middleware.transform_params(self._model, options)
        return await self._middleware.wrap_start(self._model, params)

    async def do_status(self, options: VideoModelOperationStatusOptions) -> VideoModelOperationStatusResult:
        return await self._middleware.wrap_status(self._model, options)


class _TakesWebhooks:
    _model: WebhookVideoModel

    async def handle_webhook_option(self, webhook: Callable[[], Awaitable[VideoModelWebhook]]) -> VideoModelWebhook:
        return await self._model.handle_webhook_option(webhook)


_CAPABILITIES: Mapping[type, type] = {
    GeneratingVideoModel: _Generates,
    OperationVideoModel: _Starts,
    WebhookVideoModel: _TakesWebhooks,
}


def _wrap_once(
    model: VideoModel, middleware: VideoModelMiddleware, model_id: str | None, provider_id: str | None
) -> VideoModel:
    return capable_class(_WrappedVideoModel, model, _CAPABILITIES)(model, middleware, model_id, provider_id)


def wrap_video_model(
    *,
    model: VideoModel | str,
    middleware: OneOrMore[VideoModelMiddleware],
    model_id: str | None = None,
    provider_id: str | None = None,
) -> VideoModel:
    """Put a video model inside middleware.

    Args:
        model: The model, or its name.
        middleware: Middleware, or several: the first one transforms the options first, the last one stands directly
            around the model.
        model_id: Replaces the model's id.
        provider_id: Replaces the provider's name.

    Returns:
        A model with the capabilities of the one inside: it generates at once, or in operations, or both.

    Raises:
        NoSuchModelError: The model's name is not known.
    """
    return wrap(_wrap_once, resolve_video_model(model), middleware, model_id, provider_id)
