"""Which package of ours is which of the reference's, and how to make providers and models of it."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from collections.abc import Mapping
from typing import Any

import httpx

from .names import find_name, to_snake
from .verdicts import NotApplicable, Unimplemented

_SCOPE = "@ai-sdk/"


def import_name(package: str) -> str:
    """Name of our package: `@ai-sdk/openai-compatible` is `ai_sdk_openai_compatible`."""
    return "ai_sdk_" + package.removeprefix(_SCOPE).split("/")[0].replace("-", "_")


def import_package(package: str, entry_point: str | None = None) -> Any:
    """Import our package for one of the reference's.

    Args:
        package: For example `@ai-sdk/openai`.
        entry_point: A module of it: `@ai-sdk/amazon-bedrock/anthropic` is `ai_sdk_amazon_bedrock.anthropic`.

    Returns:
        The module.

    Raises:
        Unimplemented: There is no such package yet.
    """
    name = import_name(package)
    if importlib.util.find_spec(name) is None:
        raise Unimplemented(f"package {package.removeprefix(_SCOPE)}")
    module_path = (entry_point or package).removeprefix(_SCOPE).split("/")[1:]
    try:
        return importlib.import_module(".".join([name, *(part.replace("-", "_") for part in module_path)]))
    except ModuleNotFoundError as error:
        raise Unimplemented(f"module {entry_point}") from error


def create_provider(module: Any, factory: str, settings: Mapping[str, Any], client: httpx.AsyncClient) -> Any:
    """Make a provider.

    Args:
        module: Our package.
        factory: The reference's function, e.g. `createOpenAI`.
        settings: Its settings, with the reference's names.
        client: The HTTP client to use.

    Returns:
        The provider.

    Raises:
        Unimplemented: The package has no such function.
    """
    name = find_name(factory, dir(module))
    if name is None:
        raise Unimplemented(f"{module.__name__}: {factory}")
    create = getattr(module, name)
    return create(**_with_our_names(create, settings), http_client=client)


def _with_our_names(function: Any, settings: Mapping[str, Any]) -> dict[str, Any]:
    known = inspect.signature(function).parameters
    return {find_name(key, known) or to_snake(key): value for key, value in settings.items()}


def create_model(provider: Any, method: str, arguments: list[Any]) -> Any:
    """Make a model, or whatever else a method of a provider makes.

    Args:
        provider: The provider.
        method: The reference's method, e.g. `chatModel`.
        arguments: Its arguments.

    Returns:
        The model.

    Raises:
        Unimplemented: The provider has no such method.
    """
    name = find_name(method, dir(provider))
    if name is None:
        raise Unimplemented(f"{type(provider).__name__}.{method}")
    return getattr(provider, name)(*arguments)


def find_method(model: Any, method: str) -> Any:
    """Find a method by the reference's name.

    Args:
        model: Our object.
        method: For example `doGenerate`.

    Returns:
        The bound method.

    Raises:
        Unimplemented: There is none.
    """
    name = find_name(method, dir(model))
    if name is None:
        raise Unimplemented(f"{type(model).__name__}.{method}")
    return getattr(model, name)


def ui_package_exists() -> bool:
    """Whether there is a package for UI messages."""
    return importlib.util.find_spec("ai_sdk_ui") is not None


def require_ui_package() -> None:
    """Refuse a case that reads a UI message stream as long as nothing makes one.

    Raises:
        NotApplicable: There is no such package.
    """
    if not ui_package_exists():
        raise NotApplicable("reads a UI message stream, which is the business of ai-sdk-ui")
