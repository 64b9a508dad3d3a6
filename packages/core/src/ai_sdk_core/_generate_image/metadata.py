"""What providers report about the calls of one operation, put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Context, Decimal

from ..provider.json_value import JSONObject, JSONValue
from ..provider.shared import ProviderMetadata

_COSTS = (
    "cost",
    "gatewayCost",
    "inferenceCost",
    "inputInferenceCost",
    "marketCost",
    "outputInferenceCost",
    "surchargeCost",
)
_AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GATEWAY = "gateway"


def combine_image_metadata(reports: Iterable[ProviderMetadata | None]) -> ProviderMetadata:
    """Put together what providers report about several calls.

    Args:
        reports: What they report, in the order of the calls.

    Returns:
        For each provider the entries of all images. What the AI Gateway says is about calls, not about images: the
        last call wins, and costs are added.
    """
    combined: ProviderMetadata = {}
    for report in reports:
        for provider, facts in (report or {}).items():
            if provider == _GATEWAY:
                combined[provider] = _add_gateway_report(combined.get(provider, {}), facts)
            else:
                combined[provider] = {"images": [*_images(combined.get(provider, {})), *_images(facts)]}
    return combined


def _images(facts: JSONObject) -> list[JSONValue]:
    images = facts.get("images")
    return images if isinstance(images, list) else []


def _add_gateway_report(first: JSONObject, second: JSONObject) -> JSONObject:
    report = {**first, **second}
    for name in _COSTS:
        total = _add_amounts(first.get(name), second.get(name))
        if total is not None:
            report[name] = total
    if report.get("images") == []:
        del report["images"]
    return report


def _add_amounts(first: object, second: object) -> str | None:
    if not isinstance(first, str) or not isinstance(second, str):
        return None
    if not _AMOUNT.fullmatch(first) or not _AMOUNT.fullmatch(second):
        return None
    exact = Context(prec=len(first) + len(second))  # Costs are exact: no digit is rounded away.
    total = format(exact.add(Decimal(first), Decimal(second)), "f")
    return total.rstrip("0").rstrip(".") if "." in total else total
