"""Facts about a response, from the fields that most APIs share."""

from __future__ import annotations

from datetime import UTC, datetime

from ..provider.language_model.stream_part import ResponseMetadata


def create_response_metadata(
    *, response_id: str | None = None, model: str | None = None, created: float | None = None
) -> ResponseMetadata:
    """Turn the fields `id`, `model` and `created` of a response into metadata.

    Args:
        response_id: Id of the response.
        model: The model that answered.
        created: When, in seconds since 1970.

    Returns:
        The metadata; a time beyond Python's calendar counts as unknown.
    """
    return ResponseMetadata(
        id=response_id, model_id=model, timestamp=None if created is None else _to_datetime(created)
    )


def _to_datetime(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None
