"""What wrapped models of all kinds share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from .._override import override
from ..provider.middleware import ModelMiddleware
from ..provider.model import Model

ModelT = TypeVar("ModelT", bound=Model)
MiddlewareT = TypeVar("MiddlewareT", bound=ModelMiddleware[Any])

OneOrMore: TypeAlias = MiddlewareT | Sequence[MiddlewareT]
"""Middleware, or several of them, outermost first."""

MiddlewareT_contra = TypeVar("MiddlewareT_contra", bound=ModelMiddleware[Any], contravariant=True)


class WrappedModel(Generic[ModelT, MiddlewareT]):
    """A model inside one layer of middleware.

    Args:
        model: The model inside.
        middleware: The layer.
        model_id: Replaces the model's id.
        provider_id: Replaces the provider's name.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model: ModelT, middleware: MiddlewareT, model_id: str | None, provider_id: str | None) -> None:
        self._model = model
        self._middleware = middleware
        self.provider = middleware.override_provider(model) if provider_id is None else provider_id
        self.model_id = middleware.override_model_id(model) if model_id is None else model_id

    @override
    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.provider}:{self.model_id} in {type(self._middleware).__name__}>"


class _MakeWrapped(Protocol[ModelT, MiddlewareT_contra]):
    def __call__(
        self, model: ModelT, middleware: MiddlewareT_contra, model_id: str | None, provider_id: str | None, /
    ) -> ModelT: ...


def wrap(
    make: _MakeWrapped[ModelT, MiddlewareT],
    model: ModelT,
    middleware: OneOrMore[MiddlewareT],
    model_id: str | None,
    provider_id: str | None,
) -> ModelT:
    """Put a model inside layers of middleware.

    Args:
        make: Makes one layer.
        model: The model.
        middleware: The layers, outermost first.
        model_id: Replaces the model's id.
        provider_id: Replaces the provider's name.

    Returns:
        The outermost layer; the model itself if there are no layers.
    """
    layers = middleware if isinstance(middleware, Sequence) else (middleware,)
    for layer in reversed(layers):
        model = make(model, layer, model_id, provider_id)
    return model


def capable_class(base: type[ModelT], model: Model, capabilities: Mapping[type, type]) -> type[ModelT]:
    """Find the class of a wrapper that can what the model can, and nothing else.

    Args:
        base: Wraps what every model of the kind can.
        model: The model inside.
        capabilities: Protocols of what only some models can, and the classes that wrap it.

    Returns:
        The class.
    """
    return _combined(base, tuple(wrapper for protocol, wrapper in capabilities.items() if isinstance(model, protocol)))


@cache
def _combined(base: type[Any], wrappers: tuple[type, ...]) -> type[Any]:
    return type(base.__name__, (*wrappers, base), {"__module__": base.__module__}) if wrappers else base
