"""Language models inside middleware."""

from __future__ import annotations

from .._model import resolve_language_model
from ..provider.language_model.call_options import LanguageModelCallOptions
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.result import LanguageModelGenerateResult, LanguageModelStreamResult
from ..provider.middleware import LanguageModelMiddleware
from ..provider.shared import SupportedUrls
from .wrapping import OneOrMore, WrappedModel, wrap


class _WrappedLanguageModel(WrappedModel[LanguageModel, LanguageModelMiddleware]):
    """A language model inside one layer of middleware."""

    @property
    def supported_urls(self) -> SupportedUrls:
        return self._middleware.override_supported_urls(self._model)

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        params = await self._middleware.transform_params(self._model, options, "generate")
        return await self._middleware.wrap_generate(self._model, params)

    async def do_stream(self, options: LanguageModelCallOptions) -> LanguageModelStreamResult:
        params = await self._middleware.transform_params(self._model, options, "stream")
        return await self._middleware.wrap_stream(self._model, params)


def wrap_language_model(
    *,
    model: LanguageModel | str,
    middleware: OneOrMore[LanguageModelMiddleware],
    model_id: str | None = None,
    provider_id: str | None = None,
) -> LanguageModel:
    """Put a language model inside middleware.

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

    Source: the reference's `wrapLanguageModel`.
    """
    return wrap(_WrappedLanguageModel, resolve_language_model(model), middleware, model_id, provider_id)
