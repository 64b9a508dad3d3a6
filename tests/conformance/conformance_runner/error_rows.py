"""The errors themselves."""

from __future__ import annotations

from ai_sdk_core.errors import AISDKError

from .encoding import JSON, error_fields
from .errors import build_error, error_class
from .stage import Stage


async def errors(stage: Stage) -> dict[str, JSON]:
    """Run an `errors` case: construct errors and describe them."""
    return {"rows": [_row(stage, description) for description in stage.data["cases"]]}


def _row(stage: Stage, description: dict[str, JSON]) -> JSON:
    error = build_error(description, stage.decode)
    fields = error_fields(error)
    return {
        "$error": fields,
        "isInstance": isinstance(error, error_class(description["type"])),
        "aisdk": isinstance(error, AISDKError),
        # How an error of the reference describes itself.
        "toString": f"{fields['name']}: {error}" if str(error) else fields["name"],
    }
