"""Tool calls whose name does not come with their first delta."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.provider_utils import StreamingToolCallTracker, ToolCallDelta


class LateToolNames:
    """Holds the deltas of a call back until its name is known, because nothing can be said about a call without a name.

    Args:
        tracker: The tracker that gets the deltas.
    """

    __slots__ = ("_named", "_pending", "_tracker")

    def __init__(self, tracker: StreamingToolCallTracker) -> None:
        self._tracker = tracker
        self._named: set[int] = set()
        self._pending: dict[int, dict[str, Any]] = {}

    def process_delta(self, delta: ToolCallDelta) -> None:
        """Take the next delta.

        Args:
            delta: The delta as the wire has it.

        Raises:
            InvalidResponseDataError: The delta cannot begin a call and continues none.
        """
        index = delta.get("index")
        if index is None or index in self._named:
            self._tracker.process_delta(delta)
            return
        pending = self._pending.setdefault(index, _new_pending_delta(index))
        _merge(pending, delta)
        if pending["function"].get("name") is not None:
            del self._pending[index]
            self._named.add(index)
            self._tracker.process_delta(pending)

    def flush(self) -> None:
        """End all calls.

        Raises:
            InvalidResponseDataError: A call never got its name.
        """
        while self._pending:
            self._tracker.process_delta(self._pending.pop(next(iter(self._pending))))
        self._tracker.flush()


def _new_pending_delta(index: int) -> dict[str, Any]:
    return {"index": index, "id": None, "function": {"arguments": ""}}


def _merge(pending: dict[str, Any], delta: ToolCallDelta) -> None:
    """Add a delta to those of its call that came before; the first id and the first signature count."""
    for label in ("id", "extra_content"):
        if pending.get(label) is None and delta.get(label) is not None:
            pending[label] = delta[label]
    function = delta.get("function") or {}
    if function.get("name") is not None:
        pending["function"]["name"] = function["name"]
    pending["function"]["arguments"] += function.get("arguments") or ""
