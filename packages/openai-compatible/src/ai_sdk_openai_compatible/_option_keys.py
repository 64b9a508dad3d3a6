"""Under which keys users pass options to a provider, and under which key metadata comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ai_sdk_core.provider import CallWarning, DeprecatedWarning, ProviderOptions

_WORD_BOUNDARY = re.compile("[_-]([a-z])")


def to_camel_case(name: str) -> str:
    """Write a provider's name as a key: `my-provider` becomes `myProvider`.

    Args:
        name: The name, in words joined by `-` or `_`.

    Returns:
        The name in camelCase.
    """
    return _WORD_BOUNDARY.sub(lambda boundary: boundary.group(1).upper(), name)


def provider_options_name(provider: str) -> str:
    """Find the name of a provider in the `provider` of its models.

    Args:
        provider: For example `my-provider.chat`.

    Returns:
        For example `my-provider`.
    """
    return provider.split(".")[0].strip()


def resolve_provider_options_key(name: str, provider_options: ProviderOptions | None) -> str:
    """Choose the key for provider metadata: the spelling that the user chose for the options.

    Args:
        name: The provider's name.
        provider_options: The options of the call.

    Returns:
        The name in camelCase if there are options under that key, else the name as it is.
    """
    camel_name = to_camel_case(name)
    if provider_options is not None and provider_options.get(camel_name) is not None:
        return camel_name
    return name


def warn_if_deprecated_key(name: str, provider_options: ProviderOptions | None, warnings: list[CallWarning]) -> None:
    """Warn about options under a name that is not written in camelCase.

    Args:
        name: The provider's name.
        provider_options: The options of the call.
        warnings: The list that a warning is added to.
    """
    camel_name = to_camel_case(name)
    if camel_name != name and provider_options is not None and provider_options.get(name) is not None:
        warnings.append(deprecated_key_warning(name, camel_name))


def deprecated_key_warning(key: str, successor: str) -> DeprecatedWarning:
    """Make the warning about an old key.

    Args:
        key: The key that was used.
        successor: The key to use.

    Returns:
        The warning.
    """
    return DeprecatedWarning(setting=f"providerOptions key '{key}'", message=f"Use '{successor}' instead.")


def merge_raw_options(name: str, provider_options: ProviderOptions | None) -> dict[str, Any]:
    """Collect what a user wrote under both spellings of a provider's name.

    Args:
        name: The provider's name.
        provider_options: The options of the call.

    Returns:
        The options as they are; those under the camelCase name win.
    """
    options: Mapping[str, Any] = provider_options or {}
    return {**_written_options(options.get(name)), **_written_options(options.get(to_camel_case(name)))}


def _written_options(options: Any) -> Mapping[str, Any]:
    """The dict that the user wrote; an instance of an options class has nothing beyond what the class reads."""
    return options if isinstance(options, Mapping) else {}
