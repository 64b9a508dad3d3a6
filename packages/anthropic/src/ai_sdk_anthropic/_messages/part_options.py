"""Options that users set on messages, parts and tools, where they are read without validation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def written_options(options: Mapping[str, Any] | None, name: str = "anthropic") -> Mapping[str, Any]:
    """Give the options under a name as they were written.

    Args:
        options: Options for all providers.
        name: The name.

    Returns:
        The options with the API's camelCase keys if they were given as an instance of an options class, else as they
        are; nothing if there are none.
    """
    own = (options or {}).get(name)
    if isinstance(own, Mapping):
        return own
    dump = getattr(own, "model_dump", None)
    return dump(by_alias=True, exclude_none=True) if dump is not None else {}


def read_option(options: Mapping[str, Any], camel_name: str, snake_name: str) -> Any:
    """Read an option in either spelling.

    Args:
        options: From `written_options`.
        camel_name: The name in camelCase.
        snake_name: The name in snake_case.

    Returns:
        The value; None if it is not set.
    """
    value = options.get(camel_name)
    return options.get(snake_name) if value is None else value
