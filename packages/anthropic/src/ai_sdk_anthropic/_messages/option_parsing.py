"""Reading the options of calls, messages and parts. Their classes load only where there are options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ai_sdk_core.provider import ProviderOptions
from ai_sdk_core.provider_utils import parse_provider_options, resolve_provider_options

if TYPE_CHECKING:
    from .options import AnthropicFilePartOptions, AnthropicSystemMessageOptions

_FORMER_NAMES: Mapping[str, tuple[str, ...]] = {"googleVertex": ("vertex",)}
"""Names that platforms had before, under which options are still found."""


def read_call_options(provider_options: ProviderOptions | None, provider_name: str) -> tuple[dict[str, Any], bool]:
    """Read the options of a call.

    Args:
        provider_options: Options for all providers.
        provider_name: Name of the platform. Options under it win over those under `anthropic`.

    Returns:
        The options that are set, with the names on the wire; and whether some stand under the platform's own name.

    Raises:
        InvalidArgumentError: An option is wrong.
    """
    namespaces = [provider_name, *_FORMER_NAMES.get(provider_name, ())] if provider_name != "anthropic" else []
    if not provider_options or not any(provider_options.get(name) is not None for name in ["anthropic", *namespaces]):
        return {}, False
    from .options import AnthropicLanguageModelOptions

    options = parse_provider_options(
        provider="anthropic", provider_options=provider_options, model=AnthropicLanguageModelOptions
    )
    own_options, found = resolve_provider_options(
        provider_options=provider_options,
        namespaces=namespaces,
        resolution="first",
        model=AnthropicLanguageModelOptions,
    )
    merged = {
        name: value
        for source in (options, own_options)
        if source is not None
        for name, value in source.model_dump(exclude_none=True).items()
    }
    return merged, found == [provider_name]


def read_system_message_options(options: ProviderOptions | None) -> AnthropicSystemMessageOptions | None:
    """Read the options of a system message.

    Args:
        options: Options for all providers.

    Returns:
        The options, if there are any.

    Raises:
        InvalidArgumentError: An option is wrong.
    """
    if not options or options.get("anthropic") is None:
        return None
    from .options import AnthropicSystemMessageOptions

    return parse_provider_options(provider="anthropic", provider_options=options, model=AnthropicSystemMessageOptions)


def read_file_part_options(options: ProviderOptions | None) -> AnthropicFilePartOptions | None:
    """Read the options of a file.

    Args:
        options: Options for all providers.

    Returns:
        The options, if there are any.

    Raises:
        InvalidArgumentError: An option is wrong.
    """
    if not options or options.get("anthropic") is None:
        return None
    from .options import AnthropicFilePartOptions

    return parse_provider_options(provider="anthropic", provider_options=options, model=AnthropicFilePartOptions)
