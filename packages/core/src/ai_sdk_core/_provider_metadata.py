"""Putting together what providers report about the calls of one operation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .provider.json_value import JSONObject
from .provider.shared import ProviderMetadata


def merge_provider_metadata(
    reports: Iterable[ProviderMetadata | None], *, joined: Sequence[str] = ()
) -> ProviderMetadata | None:
    """Merge what providers report about several calls; what a later call says wins.

    Args:
        reports: What they report, in the order of the calls.
        joined: Names of lists that are joined instead: they have an item for each result.

    Returns:
        One report for each provider; `None` if no call had any.
    """
    merged: ProviderMetadata | None = None
    for report in reports:
        if report is not None:
            merged = merged or {}
            for provider, metadata in report.items():
                merged[provider] = _merge(merged.get(provider, {}), metadata, joined)
    return merged


def _merge(base: JSONObject, more: JSONObject, joined: Sequence[str]) -> JSONObject:
    merged = {**base, **more}
    for name in joined:
        first, second = base.get(name), more.get(name)
        if isinstance(first, list) and isinstance(second, list):
            merged[name] = [*first, *second]
    return merged
