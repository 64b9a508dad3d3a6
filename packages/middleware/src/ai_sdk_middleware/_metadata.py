"""What this package reports about a call, beside what the provider does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, TypeVar

METADATA_KEY: Final = "aiSdkMiddleware"
"""Where results and the `finish` parts of streams say what this package did, in `provider_metadata`."""

ResultT = TypeVar("ResultT")


def with_facts(result: ResultT, **facts: Any) -> ResultT:
    """Add facts to the provider metadata of a result.

    Args:
        result: A result, or the last part of a stream.
        **facts: JSON values.

    Returns:
        A copy.
    """
    metadata = getattr(result, "provider_metadata", None) or {}
    changed = {**metadata, METADATA_KEY: {**metadata.get(METADATA_KEY, {}), **facts}}
    return replace(result, provider_metadata=changed)  # type: ignore[type-var]
