"""From the events of a stream to its parts, which is what they are already."""

from __future__ import annotations

from typing import Any, cast

from ai_sdk_core.errors import AISDKError, JSONParseError
from ai_sdk_core.provider import (
    Content,
    LanguageModelStreamPart,
    ReasoningDelta,
    TextDelta,
    ToolInputDelta,
    UnknownPart,
    to_json_text,
)
from ai_sdk_core.provider_utils import SurrogateJoiner, reject_forbidden_keys

from ._spec_reader import SpecSchema, tags_of

_PART: SpecSchema[LanguageModelStreamPart] = SpecSchema(LanguageModelStreamPart)
_KNOWN_PARTS = tags_of(LanguageModelStreamPart)
_KNOWN_CONTENT = tags_of(Content)

_DELTAS: dict[Any, type[TextDelta | ReasoningDelta | ToolInputDelta]] = {
    "text-delta": TextDelta,
    "reasoning-delta": ReasoningDelta,
    "tool-input-delta": ToolInputDelta,
}
_DELTA_OF_END = {
    "text-end": "text-delta",
    "reasoning-end": "reasoning-delta",
    "tool-input-end": "tool-input-delta",
}
_SIMPLE_DELTA_KEYS = 3
"""`type`, `id`, `delta`."""


def is_known_content(item: object) -> bool:
    """Tell whether a piece of content is of a kind that this version knows.

    Args:
        item: The JSON value.

    Returns:
        False for kinds that are newer, and for what is no object.
    """
    return isinstance(item, dict) and item.get("type") in _KNOWN_CONTENT


class GatewayStreamDecoder:
    """Turns events into parts.

    Args:
        include_raw_chunks: Whether the caller wants the `raw` parts that the gateway sends.
    """

    def __init__(self, *, include_raw_chunks: bool) -> None:
        self.parts: list[LanguageModelStreamPart] = []
        self._emit = self.parts.append
        self._include_raw_chunks = include_raw_chunks
        self._joiners: dict[tuple[str, str], SurrogateJoiner] = {}

    def start(self) -> None:
        """Begin; the gateway sends the first part, too."""

    def chunk(self, chunk: Any) -> None:
        """Take an event.

        Args:
            chunk: Its JSON value.

        Raises:
            JSONParseError: It has a key that JavaScript would trip over.
            TypeValidationError: It is a part of a known kind and not as it should be.
        """
        try:
            make, delta, block_id = _DELTAS[chunk["type"]], chunk["delta"], chunk["id"]
        except (KeyError, TypeError):
            self._read(chunk)
            return
        # Almost every event is one of these: nothing else is looked at, and nothing can be split.
        is_simple = len(chunk) == _SIMPLE_DELTA_KEYS and type(delta) is str and type(block_id) is str
        if is_simple and delta.isascii() and not self._joiners:
            self._emit(make(id=block_id, delta=delta))
        else:
            self._read(chunk)

    def invalid(self, error: AISDKError) -> None:
        """Take note of an event that is no JSON.

        Args:
            error: Why not.

        Raises:
            AISDKError: Always: what follows may rely on what was lost.
        """
        raise error

    def finish(self) -> None:
        """End; the gateway sends the last part, too."""

    def _read(self, chunk: Any) -> None:
        try:
            reject_forbidden_keys(chunk)
        except ValueError as error:
            raise JSONParseError(text=to_json_text(chunk), cause=error) from error
        kind = chunk.get("type") if isinstance(chunk, dict) else None
        if not isinstance(kind, str) or kind not in _KNOWN_PARTS:
            self._emit(cast("LanguageModelStreamPart", UnknownPart(value=chunk)))
            return
        if kind == "raw" and not self._include_raw_chunks:
            return
        part = _PART.validate(chunk)
        if isinstance(part, TextDelta | ReasoningDelta | ToolInputDelta):
            self._join(part)
            return
        self._flush(kind, chunk)
        self._emit(part)

    def _join(self, part: TextDelta | ReasoningDelta | ToolInputDelta) -> None:
        """Characters may come in halves, the second one with the next delta of the block."""
        key = (part.type, part.id)
        if key in self._joiners or not part.delta.isascii():
            joiner = self._joiners.setdefault(key, SurrogateJoiner())
            part.delta = joiner.feed(part.delta)
            if not joiner.half:
                del self._joiners[key]
            elif not part.delta and part.provider_metadata is None:
                return
        self._emit(part)

    def _flush(self, kind: str, chunk: dict[str, Any]) -> None:
        delta = _DELTA_OF_END.get(kind, "")
        joiner = self._joiners.pop((delta, str(chunk.get("id"))), None)
        if joiner is not None:
            self._emit(_DELTAS[delta](id=str(chunk["id"]), delta=joiner.flush()))
