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
    # How an error of the reference describes itself.
    text = f"{fields['name']}: {error}" if str(error) else fields["name"]
    if description["type"].startswith("Gateway"):
        # Ours are of the one tree that all errors are of. The reference's gateway has a tree of its own.
        return {"$error": fields, "aisdk": False, "toString": text}
    return {
        "$error": fields,
        "isInstance": isinstance(error, error_class(description["type"])),
        "aisdk": isinstance(error, AISDKError),
        "toString": text,
    }
