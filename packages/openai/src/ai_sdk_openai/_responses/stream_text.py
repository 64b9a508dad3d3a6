"""Messages of a stream: texts, refusals, and what texts are based on."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.provider import ProviderMetadata, TextDelta, TextEnd, TextStart

from .item_schemas import Annotation
from .response import text_metadata
from .schemas import (
    AnnotationEvent,
    ItemAddedEvent,
    ItemDoneEvent,
    RefusalDeltaEvent,
    RefusalDoneEvent,
    TextDeltaEvent,
)
from .sources import SourceConverter
from .stream_state import StreamState

_DEFERRED = ("url_citation", "file_citation")
"""Annotations that may repeat what a search finds later in the stream."""


class MessageDecoder:
    """Decodes messages.

    Args:
        state: The state of the stream.
        sources: Converts sources.
        collects_logprobs: Whether the caller asked for log probabilities.
    """

    def __init__(self, state: StreamState, sources: SourceConverter, *, collects_logprobs: bool) -> None:
        self.has_refusal = False
        """Whether the model refused to answer."""
        self.logprobs: list[Any] = []
        """Log probabilities, by delta."""
        self._state = state
        self._emit = state.parts.append
        self._item_ids = state.item_ids
        self._sources = sources
        self._collects_logprobs = collects_logprobs
        self._open: set[str] = set()
        self._phase: str | None = None
        self._annotations: list[Annotation] = []
        self._deferred: list[Annotation] = []

    def added(self, event: ItemAddedEvent) -> None:
        """Begin a message.

        Args:
            event: The event.
        """
        item: Any = event["item"]
        self._item_ids[event["output_index"]] = item["id"]
        self._annotations = []
        self._phase = item["phase"]
        self._start(item["id"])

    def text_delta(self, event: TextDeltaEvent) -> None:
        """Add text.

        Args:
            event: The event.
        """
        self._add(event)
        if self._collects_logprobs and event["logprobs"] is not None:
            self.logprobs.append(event["logprobs"])

    def refusal_delta(self, event: RefusalDeltaEvent) -> None:
        """Add text of a refusal.

        Args:
            event: The event.
        """
        self.has_refusal = True
        self._add(event)

    def refusal_done(self, event: RefusalDoneEvent) -> None:
        """Take note of a refusal.

        Args:
            event: The event.
        """
        self.has_refusal = True

    def annotation(self, event: AnnotationEvent) -> None:
        """Add an annotation of the current text.

        Args:
            event: The event.
        """
        annotation = event["annotation"]
        self._annotations.append(annotation)
        if annotation["type"] in _DEFERRED:
            self._deferred.append(annotation)
        else:
            self._add_source(annotation)

    def done(self, event: ItemDoneEvent) -> None:
        """End a message.

        Args:
            event: The event.
        """
        item: Any = event["item"]
        item_id = self._item_ids.pop(event["output_index"], item["id"])
        if item_id not in self._open:
            return
        self._open.remove(item_id)
        rest = self._state.rest(item_id)
        if rest:
            self._emit(TextDelta(id=item_id, delta=rest))
        phase = self._phase if item["phase"] is None else item["phase"]
        annotations, self._annotations, self._phase = self._annotations, [], None
        metadata = self._metadata(item_id, phase)
        if annotations:
            metadata[self._state.settings.metadata_key]["annotations"] = [*annotations]  # type: ignore[list-item]
        citations = self._sources.citations(annotations)
        self._emit(TextEnd(id=item_id, citations=citations, provider_metadata=metadata))

    def finish(self) -> None:
        """Add the sources that no search has given."""
        for annotation in self._deferred:
            self._add_source(annotation)

    def _add(self, event: TextDeltaEvent | RefusalDeltaEvent) -> None:
        item_id = self._item_ids.get(event["output_index"], event["item_id"])
        delta = self._state.whole_characters(item_id, event["delta"])
        if not delta and event["delta"]:
            return
        if item_id not in self._open:
            self._start(item_id)
        self._emit(TextDelta(id=item_id, delta=delta))

    def _start(self, item_id: str) -> None:
        if item_id not in self._open:
            self._open.add(item_id)
            self._emit(TextStart(id=item_id, provider_metadata=self._metadata(item_id, self._phase)))

    def _metadata(self, item_id: str, phase: str | None) -> ProviderMetadata:
        return text_metadata(self._state.settings, item_id, phase)

    def _add_source(self, annotation: Annotation) -> None:
        source = self._sources.annotation_source(annotation)
        if source is not None:
            self._emit(source)
