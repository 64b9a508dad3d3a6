"""Assembly of stream parts: blocks of text and reasoning that open and close by themselves, and tool calls.

Nothing here does I/O. A provider's decoder hands over what a chunk brought; the parts pile up in a list, from where
`decode_stream` passes them on batch by batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..provider.language_model.stream_part import (
    LanguageModelStreamPart,
    ReasoningDelta,
    ReasoningEnd,
    ReasoningStart,
    TextDelta,
    TextEnd,
    TextStart,
)
from ..provider.shared import ProviderMetadata
from .surrogates import SurrogateJoiner
from .tool_calls import ToolCallDelta


class TextBlock:
    """A block of text that opens with its first delta. It may open again after its end.

    Args:
        parts: The list that parts are appended to. It stays the same list for the whole stream.
        block_id: The `id` of the parts.
    """

    __slots__ = ("_emit", "_joiner", "id", "is_open")

    _start: type[TextStart | ReasoningStart] = TextStart
    _delta: type[TextDelta | ReasoningDelta] = TextDelta
    _end: type[TextEnd | ReasoningEnd] = TextEnd

    def __init__(self, parts: list[LanguageModelStreamPart], block_id: str) -> None:
        self.id = block_id
        """May be changed while the block is closed."""
        self.is_open = False
        """True from the start to the end of the block."""
        self._emit = parts.append
        self._joiner = SurrogateJoiner()

    def start(self, provider_metadata: ProviderMetadata | None = None) -> None:
        """Open the block, unless it is open.

        Args:
            provider_metadata: Metadata of the start.
        """
        if not self.is_open:
            self.is_open = True
            self._emit(self._start(id=self.id, provider_metadata=provider_metadata))

    def add(self, delta: str) -> None:
        """Add a delta; opens the block if it is closed.

        Args:
            delta: The text, which may begin or end with half a character.
        """
        if self._joiner.half or not delta.isascii():
            delta = self._joiner.feed(delta)
            if not delta:
                return
        if not self.is_open:
            self.start()
        self._emit(self._delta(id=self.id, delta=delta))

    def end(self, provider_metadata: ProviderMetadata | None = None) -> None:
        """Close the block, if it is open.

        Args:
            provider_metadata: Metadata of the end.
        """
        rest = self._joiner.flush()
        if rest:
            self.add(rest)
        if self.is_open:
            self.is_open = False
            self._emit(self._end(id=self.id, provider_metadata=provider_metadata))


class ReasoningBlock(TextBlock):
    """A block of reasoning that opens with its first delta. It may open again after its end."""

    __slots__ = ()

    _start = ReasoningStart
    _delta = ReasoningDelta
    _end = ReasoningEnd


class ToolCallSink(Protocol):
    """Takes the tool calls of a stream: `StreamingToolCallTracker`, or something before it."""

    def process_delta(self, delta: ToolCallDelta) -> None:
        """Take the next delta.

        Args:
            delta: The delta as the wire has it.
        """
        ...

    def flush(self) -> None:
        """End all calls."""
        ...


class StreamAssembler:
    """Assembles the parts of a chat stream.

    Reasoning ends when text or a tool call begins. Text does not end when reasoning begins: where the two alternate,
    the decoder calls `text.end()` first.

    Args:
        parts: The list that parts are appended to. It stays the same list for the whole stream.
        tool_calls: The tracker of tool calls, over the same list.
        text_id: Id of the block of text.
        reasoning_id: Id of the block of reasoning.
    """

    __slots__ = ("parts", "reasoning", "text", "tool_calls")

    def __init__(
        self,
        parts: list[LanguageModelStreamPart],
        tool_calls: ToolCallSink,
        *,
        text_id: str = "txt-0",
        reasoning_id: str = "reasoning-0",
    ) -> None:
        self.parts = parts
        self.text = TextBlock(parts, text_id)
        self.reasoning = ReasoningBlock(parts, reasoning_id)
        self.tool_calls = tool_calls

    def add_text(self, delta: str) -> None:
        """Add text, after the end of reasoning.

        Args:
            delta: The text.
        """
        if self.reasoning.is_open:
            self.reasoning.end()
        self.text.add(delta)

    def add_reasoning(self, delta: str) -> None:
        """Add reasoning.

        Args:
            delta: The reasoning.
        """
        self.reasoning.add(delta)

    def add_tool_calls(self, deltas: Sequence[ToolCallDelta]) -> None:
        """Add to tool calls, after the end of reasoning.

        Args:
            deltas: The deltas as the wire has them; nothing happens if there are none.

        Raises:
            InvalidResponseDataError: A delta cannot begin a call and continues none.
        """
        if deltas and self.reasoning.is_open:
            self.reasoning.end()
        for delta in deltas:
            self.tool_calls.process_delta(delta)

    def end(self) -> None:
        """End what is open: reasoning, then text, then all tool calls."""
        self.reasoning.end()
        self.text.end()
        self.tool_calls.flush()
