"""From what users pass as a model to a model: an object, or a name that installed providers resolve."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from .errors import NoSuchModelError, NoSuchProviderError, UnsupportedModelVersionError
from .provider.language_model.model import LanguageModel

_GROUP = "ai_sdk.providers"
_GATEWAY = "gateway"


def resolve_language_model(model: LanguageModel | str) -> LanguageModel:
    """Find the model that the user means.

    Args:
        model: A model; or `"provider:model"` for an installed provider; or a plain name, which goes to the default
            provider: the AI Gateway, if `ai-sdk-gateway` is installed.

    Returns:
        The model.

    Raises:
        NoSuchModelError: Nobody knows the name; the message says what is missing.
        UnsupportedModelVersionError: The object implements another version of the specification.
    """
    if isinstance(model, str):
        provider, model_id = _find_provider(model, "languageModel")
        found: LanguageModel = provider.language_model(model_id)
        return found
    if model.specification_version != "v4":
        raise UnsupportedModelVersionError(
            version=str(model.specification_version), provider=model.provider, model_id=model.model_id
        )
    return model


def _find_provider(name: str, model_type: Any) -> tuple[Any, str]:
    prefix, separator, rest = name.partition(":")
    providers = _providers()
    if separator and prefix in providers:
        return providers[prefix].load(), rest
    if _GATEWAY in providers:
        return providers[_GATEWAY].load(), name
    if separator and "/" not in prefix:
        raise NoSuchProviderError(
            model_id=name,
            model_type=model_type,
            provider_id=prefix,
            available_providers=sorted(providers),
            message=f"No provider {prefix!r} is installed for the model {name!r} (installed: "
            f"{', '.join(sorted(providers)) or 'none'}). Try: pip install ai-sdk-{prefix}",
        )
    raise NoSuchModelError(
        model_id=name,
        model_type=model_type,
        message=f"The model name {name!r} needs the AI Gateway, which is not installed. "
        "Try: pip install ai-sdk-gateway; or pass a model object of a provider.",
    )


@lru_cache(maxsize=1)
def _providers() -> dict[str, EntryPoint]:
    return {entry_point.name: entry_point for entry_point in entry_points(group=_GROUP)}
