"""What is known about a response while it is being streamed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from .provider.shared import PartialResponseInfo, ResponseInfo
from .provider.stream_part import StreamResponseMetadata


class ResponseFacts:
    """Collects facts about a response.

    Args:
        model_id: The model that was asked, which counts until the response names another one.
    """

    def __init__(self, model_id: str) -> None:
        self.info = ResponseInfo(timestamp=datetime.now(UTC), model_id=model_id)
        """What is known so far."""

    def add(self, facts: PartialResponseInfo | StreamResponseMetadata | None) -> None:
        """Take in what a model says.

        Args:
            facts: The facts; what they leave out stays as it is.
        """
        known = {name: getattr(facts, name, None) for name in ("timestamp", "model_id", "headers", "body")}
        self.info = replace(self.info, **{name: value for name, value in known.items() if value is not None})
