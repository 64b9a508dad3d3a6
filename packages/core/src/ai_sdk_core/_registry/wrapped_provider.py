"""Providers whose models are all inside middleware."""

from __future__ import annotations

from typing import Any

from typing_extensions import Unpack

from .._middleware.kinds import ProviderMiddleware, wrap_model
from .._model import MODEL_TYPES, ModelKind
from .._override import override
from ..errors import NoSuchModelError
from ..provider.provider import Provider
from .model_lookup import ModelAndStoreLookup, make_model, stores_of


class WrappedProvider(ModelAndStoreLookup):
    """A provider whose models are inside middleware; made by `wrap_provider`."""

    def __init__(self, provider: Provider, middleware: ProviderMiddleware) -> None:
        super().__init__(stores_of(provider))
        self._provider = provider
        self._middleware = middleware

    @override
    def find(self, kind: ModelKind, model_id: str) -> Any:
        """Have the provider make a model, and wrap it.

        Args:
            kind: The kind of the model.
            model_id: Its name.

        Returns:
            The wrapped model.

        Raises:
            NoSuchModelError: The provider has no models of this kind, or none of this name.
        """
        model = make_model(self._provider, kind, model_id)
        if model is None:
            raise NoSuchModelError(model_id=model_id, model_type=MODEL_TYPES[kind])
        return wrap_model(kind, model, self._middleware)


def wrap_provider(*, provider: Provider, **middleware: Unpack[ProviderMiddleware]) -> WrappedProvider:
    """Put all models of a provider inside middleware.

    Args:
        provider: The provider.
        **middleware: Middleware for each kind of model, see `ProviderMiddleware`.

    Returns:
        A provider with the models, files, skills and batches of the one inside.

    Source: the reference's `wrapProvider`.
    """
    return WrappedProvider(provider, middleware)
