"""HTTP headers as plain dicts with lower-case names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..errors import InvalidArgumentError

_FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]")
_SECRET_NAMES = re.compile(r"auth|cookie|key|secret|signature|token", re.IGNORECASE)

REDACTED = "[redacted]"
"""What stands in the place of a secret."""


def combine_headers(*headers: Mapping[str, str | None] | None) -> dict[str, str | None]:
    """Merges headers; later ones win, also when they differ in the case of the name or unset a header with None.

    Args:
        headers: Any number of headers, the most general ones first.

    Returns:
        All headers, with the names as the last one wrote them.
    """
    combined: dict[str, tuple[str, str | None]] = {}
    for mapping in headers:
        for name, value in (mapping or {}).items():
            combined[name.lower()] = (name, value)
    return dict(combined.values())


def normalize_headers(headers: Mapping[str, str | None] | None) -> dict[str, str]:
    """Prepares headers for a request.

    Spaces and line ends around a value are dropped, as in keys that were read from files.

    Args:
        headers: Headers as users and providers write them; None values mean "do not send".

    Returns:
        Lower-case names with their values.

    Raises:
        InvalidArgumentError: If a value contains characters that HTTP does not allow. The message names the header and
            never shows the value.
    """
    normalized = {}
    for name, value in (headers or {}).items():
        if value is not None:
            stripped = value.strip()
            if _FORBIDDEN_CHARACTERS.search(stripped):
                message = f"The value of the header {name!r} contains characters that HTTP does not allow."
                raise InvalidArgumentError(argument="headers", message=message)
            normalized[name.lower()] = stripped
    return normalized


def with_user_agent_suffix(headers: Mapping[str, str | None] | None, *parts: str) -> dict[str, str]:
    """Says in the `user-agent` header who takes part in a request.

    Args:
        headers: The request's headers.
        parts: Names with versions, for example `ai-sdk-groq/1.0.0`; empty ones are skipped.

    Returns:
        The normalized headers, with the parts behind what `user-agent` said before.
    """
    normalized = normalize_headers(headers)
    normalized["user-agent"] = " ".join(filter(None, (normalized.get("user-agent"), *parts)))
    return normalized


def redact_headers(headers: Mapping[str, str | None] | None) -> dict[str, str | None]:
    """Makes headers safe to log.

    Args:
        headers: Headers of a request or a response.

    Returns:
        The same headers, where values that may be credentials are replaced.
    """
    return {name: REDACTED if _SECRET_NAMES.search(name) else value for name, value in (headers or {}).items()}
