"""Embedding models inside middleware."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .._model import resolve_embedding_model
from ..provider.embedding_model import (
    ByteLimitedEmbeddingModel,
    EmbeddingModel,
    EmbeddingModelCallOptions,
    EmbeddingModelResult,
    OptionsSplittingEmbeddingModel,
)
from ..provider.middleware import EmbeddingModelMiddleware
from ..provider.shared import ProviderOptions
from .wrapping import OneOrMore, WrappedModel, capable_class, wrap


class _WrappedEmbeddingModel(WrappedModel[EmbeddingModel, EmbeddingModelMiddleware]):
    """An embedding model inside one layer of middleware."""

    @property
    def max_embeddings_per_call(self) -> int | None:
        return self._middleware.override_max_embeddings_per_call(self._model)

    @property
    def supports_parallel_calls(self) -> bool:
        return self._middleware.override_supports_parallel_calls(self._model)

    async def do_embed(self, options: EmbeddingModelCallOptions) -> EmbeddingModelResult:
        params = await self._middleware.transform_params(self._model, options)
        return await self._middleware.wrap_embed(self._model, params)


class _LimitsBytes:
    _model: ByteLimitedEmbeddingModel

    @property
    def max_input_bytes_per_call(self) -> int:
        return self._model.max_input_bytes_per_call


class _SplitsOptions:
    _model: OptionsSplittingEmbeddingModel

    async def split_provider_options(
        self, provider_options: ProviderOptions | None, values: Sequence[str], start_index: int, end_index: int
    ) -> ProviderOptions | None:
        return await self._model.split_provider_options(provider_options, values, start_index, end_index)


_CAPABILITIES: Mapping[type, type] = {
    ByteLimitedEmbeddingModel: _LimitsBytes,
    OptionsSplittingEmbeddingModel: _SplitsOptions,
}


def _wrap_once(
    model: EmbeddingModel, middleware: EmbeddingModelMiddleware, model_id: str | None, provider_id: str | None
) -> EmbeddingModel:
    return capable_class(_WrappedEmbeddingModel, model, _CAPABILITIES)(model, middleware, model_id, provider_id)


def wrap_embedding_model(
    *,
    model: EmbeddingModel | str,
    middleware: OneOrMore[EmbeddingModelMiddleware],
    model_id: str | None = None,
    provider_id: str | None = None,
) -> EmbeddingModel:
    """Put an embedding model inside middleware.

    Args:
        model: The model, or its name.
        middleware: Middleware, or several: the first one transforms the options first, the last one stands directly
            around the model.
        model_id: Replaces the model's id.
        provider_id: Replaces the provider's name.

    Returns:
        A model with the capabilities of the one inside.

    Raises:
        NoSuchModelError: The model's name is not known.

    Source: the reference's `wrapEmbeddingModel`.
    """
    return wrap(_wrap_once, resolve_embedding_model(model), middleware, model_id, provider_id)
