"""Reranking models inside middleware."""

from __future__ import annotations

from .._model import resolve_reranking_model
from ..provider.middleware import RerankingModelMiddleware
from ..provider.reranking_model import RerankingModel, RerankingModelCallOptions, RerankingModelResult
from .wrapping import OneOrMore, WrappedModel, wrap


class _WrappedRerankingModel(WrappedModel[RerankingModel, RerankingModelMiddleware]):
    """A reranking model inside one layer of middleware."""

    async def do_rerank(self, options: RerankingModelCallOptions) -> RerankingModelResult:
        params = await self._middleware.transform_params(self._model, options)
        return await self._middleware.wrap_rerank(self._model, params)


def wrap_reranking_model(
    *,
    model: RerankingModel | str,
    middleware: OneOrMore[RerankingModelMiddleware],
    model_id: str | None = None,
    provider_id: str | None = None,
) -> RerankingModel:
    """Put a reranking model inside middleware.

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
    """
    return wrap(_WrappedRerankingModel, resolve_reranking_model(model), middleware, model_id, provider_id)
