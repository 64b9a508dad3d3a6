"""Reasoning of a stream: one block for each part of its summary."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from ai_sdk_core.provider import ReasoningDelta, ReasoningEnd, ReasoningStart

from .schemas import ItemAddedEvent, ItemDoneEvent, SummaryPartEvent, SummaryTextDeltaEvent
from .stream_state import StreamState

_PartStatus: TypeAlias = Literal["open", "complete", "ended"]
"""A part that is complete has all its text, and ends when it is known whether something encrypted comes after it."""


class _Item:
    """Reasoning that has begun."""

    __slots__ = ("encrypted_content", "parts")

    def __init__(self, encrypted_content: str | None) -> None:
        self.encrypted_content = encrypted_content
        self.parts: dict[int, _PartStatus] = {}


class ReasoningDecoder:
    """Decodes reasoning.

    Args:
        state: The state of the stream.
        ends_early: Whether parts end when they are complete: nothing encrypted will follow.
    """

    def __init__(self, state: StreamState, *, ends_early: bool) -> None:
        self._state = state
        self._settings = state.settings
        self._emit = state.parts.append
        self._item_ids = state.item_ids
        self._ends_early = ends_early
        self._items: dict[str, _Item] = {}

    def added(self, event: ItemAddedEvent) -> None:
        """Begin reasoning.

        Args:
            event: The event.
        """
        item: Any = event["item"]
        self._item_ids[event["output_index"]] = item["id"]
        if item["id"] not in self._items:
            self._items[item["id"]] = _Item(item["encrypted_content"])
            self._start(item["id"], 0)

    def part_added(self, event: SummaryPartEvent) -> None:
        """Begin a part of the summary.

        Args:
            event: The event.
        """
        item_id = self._item_ids.get(event["output_index"], event["item_id"])
        item = self._items.get(item_id)
        # The first part began with the item.
        if item is None or event["summary_index"] in item.parts:
            return
        for index, status in item.parts.items():
            if status == "complete":
                self._end(item_id, index, itemId=item_id)
        self._start(item_id, event["summary_index"])

    def delta(self, event: SummaryTextDeltaEvent) -> None:
        """Add to a part of the summary.

        Args:
            event: The event.
        """
        item_id = self._item_ids.get(event["output_index"], event["item_id"])
        item = self._items.setdefault(item_id, _Item(None))
        index = event["summary_index"]
        part_id = f"{item_id}:{index}"
        delta = self._state.whole_characters(part_id, event["delta"])
        if not delta and event["delta"]:
            return
        if index not in item.parts:
            self._start(item_id, index)
        self._emit(ReasoningDelta(id=part_id, delta=delta, provider_metadata=self._settings.metadata(itemId=item_id)))

    def part_done(self, event: SummaryPartEvent) -> None:
        """Complete a part of the summary.

        Args:
            event: The event.
        """
        item_id = self._item_ids.get(event["output_index"], event["item_id"])
        item = self._items.get(item_id)
        if item is None or item.parts.get(event["summary_index"]) != "open":
            return
        if self._ends_early:
            self._end(item_id, event["summary_index"], itemId=item_id)
        else:
            item.parts[event["summary_index"]] = "complete"

    def done(self, event: ItemDoneEvent) -> None:
        """End reasoning.

        Args:
            event: The event.
        """
        done: Any = event["item"]
        item_id = self._item_ids.pop(event["output_index"], done["id"])
        item = self._items.get(item_id)
        if item is None:
            return
        for index, status in item.parts.items():
            if status != "ended":
                self._end(item_id, index, itemId=item_id, reasoningEncryptedContent=done["encrypted_content"])
        del self._items[item_id]

    def _start(self, item_id: str, index: int) -> None:
        item = self._items[item_id]
        item.parts[index] = "open"
        metadata = self._settings.metadata(itemId=item_id, reasoningEncryptedContent=item.encrypted_content)
        self._emit(ReasoningStart(id=f"{item_id}:{index}", provider_metadata=metadata))

    def _end(self, item_id: str, index: int, **facts: Any) -> None:
        part_id = f"{item_id}:{index}"
        rest = self._state.rest(part_id)
        if rest:
            self._emit(
                ReasoningDelta(id=part_id, delta=rest, provider_metadata=self._settings.metadata(itemId=item_id))
            )
        self._items[item_id].parts[index] = "ended"
        self._emit(ReasoningEnd(id=part_id, provider_metadata=self._settings.metadata(**facts)))
