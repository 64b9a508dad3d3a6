"""Image models inside middleware."""

from __future__ import annotations

from .._model import resolve_image_model
from ..provider.image_model import ImageModel, ImageModelCallOptions, ImageModelResult
from ..provider.middleware import ImageModelMiddleware
from .wrapping import OneOrMore, WrappedModel, wrap


class _WrappedImageModel(WrappedModel[ImageModel, ImageModelMiddleware]):
    """An image model inside one layer of middleware."""

    @property
    def max_images_per_call(self) -> int | None:
        return self._middleware.override_max_images_per_call(self._model)

    @property
    def supports_file_inputs(self) -> bool | None:
        return self._middleware.override_supports_file_inputs(self._model)

    @property
    def supports_mask_inputs(self) -> bool | None:
        return self._middleware.override_supports_mask_inputs(self._model)

    async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
        params = await self._middleware.transform_params(self._model, options)
        return await self._middleware.wrap_generate(self._model, params)


def wrap_image_model(
    *,
    model: ImageModel | str,
    middleware: OneOrMore[ImageModelMiddleware],
    model_id: str | None = None,
    provider_id: str | None = None,
) -> ImageModel:
    """Put an image model inside middleware.

    Args:
        model: The model, or its name.
        middleware: Middleware, or several: the first one transforms the options first, the last one stands directly
            around the model.
        model_id: Replaces the model's id.
        provider_id: Replaces the provider's name.

    Returns:
        A model like the one inside.

    Raises:
        NoSuchModelError: The model's name is not known.

    Source: the reference's `wrapImageModel`.
    """
    return wrap(_WrappedImageModel, resolve_image_model(model), middleware, model_id, provider_id)
