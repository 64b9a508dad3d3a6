"""Formats of answers, as options give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ai_sdk_core.provider import CallWarning

from .._json_schema import normalize_json_schema

if TYPE_CHECKING:
    from .options import TextFormat


def text_format_to_wire(text_format: TextFormat, warnings: list[CallWarning]) -> dict[str, Any]:
    """Write a format as the API takes it.

    Args:
        text_format: The format.
        warnings: Gets a warning for what OpenAI does not take of a schema.

    Returns:
        The format.

    Raises:
        UnsupportedFunctionalityError: OpenAI cannot take the schema.
    """
    wire = text_format.model_dump(by_alias=True, exclude_none=True)
    if "schema" in wire:
        wire["schema"] = normalize_json_schema(wire["schema"], warnings)
    return wire
