"""The parts of answers that are the same for models of every kind."""

from __future__ import annotations

from datetime import UTC, datetime

from ..provider.shared import ResponseInfo

MOCK_PROVIDER = "mock-provider"
MOCK_MODEL_ID = "mock-model-id"


def response_info(model_id: str = MOCK_MODEL_ID) -> ResponseInfo:
    """Make what a model says about its response; the time is the beginning of 1970, so that results can be compared.

    Args:
        model_id: The model that answers.

    Returns:
        The facts.
    """
    return ResponseInfo(timestamp=datetime.fromtimestamp(0, UTC), model_id=model_id)
