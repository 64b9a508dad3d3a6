"""Settings of providers: passed by the caller, or read from the environment when they are needed."""

from __future__ import annotations

import inspect
import os
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from ..errors import InvalidArgumentError, LoadAPIKeyError, LoadSettingError

APIKeySource: TypeAlias = str | Callable[[], str | Awaitable[str | None] | None]
"""An API key, or a function (sync or async) that gives it before each request."""


async def resolve_api_key(source: APIKeySource | None) -> str | None:
    """Asks for the API key, if the caller passed a function in its place.

    Args:
        source: What the caller passed.

    Returns:
        The key; None if the caller passed nothing, or the function knows none.
    """
    if not callable(source):
        return source
    given = source()
    return await given if inspect.isawaitable(given) else given


def load_api_key(
    *,
    api_key: str | None,
    environment_variable_name: str,
    description: str,
    api_key_parameter_name: str = "apiKey",
) -> str:
    """Finds the API key of a provider.

    Args:
        api_key: What the caller passed; it wins.
        environment_variable_name: Where to look otherwise.
        description: The provider's name, for the error.
        api_key_parameter_name: What the setting is called, for the error.

    Returns:
        The key.

    Raises:
        LoadAPIKeyError: If there is none. The message never shows a key.
    """
    if api_key is None:
        api_key = os.environ.get(environment_variable_name)
        if api_key is None:
            raise LoadAPIKeyError(
                message=f"{description} API key is missing. Pass it using the '{api_key_parameter_name}' parameter "
                f"or the {environment_variable_name} environment variable."
            )
    if not isinstance(api_key, str):
        raise LoadAPIKeyError(message=f"{description} API key must be a string.")
    return api_key


def load_setting(
    *, setting_value: str | None, environment_variable_name: str, setting_name: str, description: str
) -> str:
    """Finds a setting that a provider cannot do without.

    Args:
        setting_value: What the caller passed; it wins.
        environment_variable_name: Where to look otherwise.
        setting_name: What the setting is called, for the error.
        description: What it is, for the error.

    Returns:
        The setting.

    Raises:
        LoadSettingError: If there is none.
    """
    if setting_value is None:
        setting_value = os.environ.get(environment_variable_name)
        if setting_value is None:
            raise LoadSettingError(
                message=f"{description} setting is missing. Pass it using the '{setting_name}' parameter "
                f"or the {environment_variable_name} environment variable."
            )
    if not isinstance(setting_value, str):
        raise LoadSettingError(message=f"{description} setting must be a string.")
    return setting_value


def load_optional_setting(*, setting_value: str | None, environment_variable_name: str) -> str | None:
    """Finds a setting, if there is one.

    Args:
        setting_value: What the caller passed; it wins.
        environment_variable_name: Where to look otherwise.

    Returns:
        The setting or None.
    """
    return os.environ.get(environment_variable_name) if setting_value is None else setting_value


def without_trailing_slash(url: str | None) -> str | None:
    """Prepares a base URL for paths that begin with a slash.

    Args:
        url: A URL or None.

    Returns:
        The same without one slash at its end.
    """
    return None if url is None else url.removesuffix("/")


def validate_base_url(base_url: str | None) -> str | None:
    """Refuses a base URL that is there and empty, as it comes from an environment variable that was not filled in.

    Args:
        base_url: What the caller passed.

    Returns:
        The same.

    Raises:
        InvalidArgumentError: If it is empty.
    """
    if base_url is not None and not base_url.strip():
        raise InvalidArgumentError(argument="baseURL", message="baseURL must be a non-empty string.")
    return base_url
