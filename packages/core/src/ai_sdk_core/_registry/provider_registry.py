"""Several providers behind one: names say which provider a model is from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from typing_extensions import Unpack

from .._middleware.kinds import ProviderMiddleware, wrap_model
from .._model import MODEL_TYPES, ModelKind
from .._override import override
from ..errors import ModelType, NoSuchModelError, NoSuchProviderError, UnsupportedFunctionalityError
from ..provider.provider import Provider
from .model_lookup import ModelLookup, make_model

if TYPE_CHECKING:
    from ..provider.batch import Batch
    from ..provider.files import Files
    from ..provider.skills import Skills


class ProviderRegistry(ModelLookup):
    """Finds models by names such as `openai:gpt-5`; made by `create_provider_registry`."""

    def __init__(self, providers: Mapping[str, Provider], separator: str, middleware: ProviderMiddleware) -> None:
        self._providers = dict(providers)
        self._separator = separator
        self._middleware = middleware

    def resolves(self, name: str) -> bool:
        """Tell whether a name begins with a provider of this registry.

        Args:
            name: The name of a model.

        Returns:
            True if it does.
        """
        provider_id, separator, _ = name.partition(self._separator)
        return bool(separator) and provider_id in self._providers

    @override
    def find(self, kind: ModelKind, model_id: str) -> Any:
        """Have the provider that the name begins with make a model.

        Args:
            kind: The kind of the model.
            model_id: Provider and model.

        Returns:
            The model, inside the middleware for its kind.

        Raises:
            NoSuchModelError: The name has no separator, or the provider has no models of this kind or none of this
                name.
            NoSuchProviderError: There is no such provider.
        """
        model_type = MODEL_TYPES[kind]
        provider_id, separator, rest = model_id.partition(self._separator)
        if not separator:
            raise NoSuchModelError(
                model_id=model_id,
                model_type=model_type,
                message=f"Invalid {model_type} id for registry: {model_id} "
                f'(must be in the format "providerId{self._separator}modelId")',
            )
        model = make_model(self._provider(provider_id, model_type), kind, rest)
        if model is None:
            raise NoSuchModelError(model_id=model_id, model_type=model_type)
        return wrap_model(kind, model, self._middleware)

    def files(self, provider_id: str) -> Files:
        """Give access to a provider's store of files.

        Args:
            provider_id: Name of the provider in this registry.

        Returns:
            The interface.

        Raises:
            NoSuchProviderError: There is no such provider.
            UnsupportedFunctionalityError: The provider stores no files.
        """
        files: Files = self._store(provider_id, "files", "file uploads")
        return files

    def skills(self, provider_id: str) -> Skills:
        """Give access to a provider's store of skills.

        Args:
            provider_id: Name of the provider in this registry.

        Returns:
            The interface.

        Raises:
            NoSuchProviderError: There is no such provider.
            UnsupportedFunctionalityError: The provider stores no skills.
        """
        skills: Skills = self._store(provider_id, "skills", "skills")
        return skills

    def batch(self, provider_id: str) -> Batch:
        """Give access to a provider's batches.

        Args:
            provider_id: Name of the provider in this registry.

        Returns:
            The interface.

        Raises:
            NoSuchProviderError: There is no such provider.
            UnsupportedFunctionalityError: The provider has no batches.
        """
        batch: Batch = self._store(provider_id, "batch", "batches")
        return batch

    def _provider(self, provider_id: str, model_type: ModelType) -> Provider:
        provider = self._providers.get(provider_id)
        if provider is None:
            raise NoSuchProviderError(
                model_id=provider_id,
                model_type=model_type,
                provider_id=provider_id,
                available_providers=list(self._providers),
            )
        return provider

    def _store(self, provider_id: str, method: str, what: str) -> Any:
        open_store = getattr(self._provider(provider_id, "languageModel"), method, None)
        if open_store is None:
            raise UnsupportedFunctionalityError(
                functionality=what,
                message=f'The provider "{provider_id}" does not support {what}. '
                f"Make sure it exposes a {method}() method.",
            )
        return open_store()


def create_provider_registry(
    providers: Mapping[str, Provider], *, separator: str = ":", **middleware: Unpack[ProviderMiddleware]
) -> ProviderRegistry:
    """Put several providers behind one.

    For example::

        registry = create_provider_registry({"openai": openai, "local": ollama})
        model = registry.language_model("local:llama3:8b")

    Args:
        providers: The providers, by the names that models are to begin with.
        separator: Stands between the names of provider and model.
        **middleware: Middleware for each kind of model, see `ProviderMiddleware`.

    Returns:
        The registry.

    Source: the reference's `createProviderRegistry`.
    """
    return ProviderRegistry(providers, separator, middleware)
