"""Collects the content of a step from the parts of its stream."""

from __future__ import annotations

from ..provider.language_model.content import Reasoning, Text
from ..provider.language_model.stream_part import (
    ReasoningDelta,
    ReasoningEnd,
    ReasoningStart,
    TextDelta,
    TextEnd,
    TextStart,
)
from .content import ContentPart
from .parts import InternalPart

_WHOLE = frozenset(
    {"custom", "source", "tool-call", "tool-approval-request", "tool-approval-response", "tool-error", "file"}
    | {"reasoning-file"}
)
_BLOCKS = frozenset({"text-start", "text-delta", "text-end", "reasoning-start", "reasoning-delta", "reasoning-end"})

_Start = TextStart | ReasoningStart
_Delta = TextDelta | ReasoningDelta
_End = TextEnd | ReasoningEnd


class _Block:
    """A text or reasoning block; its text is joined once, when it is asked for."""

    __slots__ = ("chunks", "content")

    def __init__(self, content: Text | Reasoning) -> None:
        self.content = content
        self.chunks: list[str] = []


class ContentCollector:
    """Turns stream parts into content, block by block, in the order in which the blocks began."""

    def __init__(self) -> None:
        self._content: list[ContentPart] = []
        self._open: dict[tuple[str, str], _Block] = {}

    def add(self, part: InternalPart) -> str | None:
        """Take in one part.

        Args:
            part: Any part of the stream; those that are no content are ignored.

        Returns:
            What is wrong with the part (a delta of a block that never began), or `None`.
        """
        kind = part.type
        if kind in _BLOCKS:
            return self._add_to_block(part)  # type: ignore[arg-type]
        if kind in _WHOLE or (kind == "tool-result" and not part.preliminary):  # type: ignore[union-attr]
            self._content.append(part)  # type: ignore[arg-type]
        return None

    def add_deltas(self, batch: list[InternalPart]) -> int:
        """Take in the beginning of a batch, as far as it is nothing but deltas of blocks that are open.

        Args:
            batch: Parts of the stream.

        Returns:
            How many parts were taken in.
        """
        blocks = self._open
        for index, part in enumerate(batch):
            if part.type == "text-delta" or part.type == "reasoning-delta":
                block = blocks.get((part.type[:-6], part.id))
                if block is not None and part.provider_metadata is None:
                    block.chunks.append(part.delta)
                    continue
            return index
        return len(batch)

    def content(self) -> list[ContentPart]:
        """Everything collected so far; blocks that are still open stand with the text that they have.

        Returns:
            The content, in order.
        """
        for block in self._open.values():
            self._join(block)
        return list(self._content)

    def _add_to_block(self, part: _Start | _Delta | _End) -> str | None:
        family = "text" if part.type.startswith("text") else "reasoning"
        key = (family, part.id)
        if isinstance(part, TextStart | ReasoningStart):
            self._begin(key, part)
            return None
        block = self._open.get(key)
        if block is None:
            return f"{family} part {part.id} not found"
        if part.provider_metadata is not None:
            block.content.provider_metadata = part.provider_metadata
        if isinstance(part, TextDelta | ReasoningDelta):
            block.chunks.append(part.delta)
            return None
        if isinstance(part, TextEnd) and isinstance(block.content, Text) and part.citations is not None:
            block.content.citations = part.citations
        self._join(self._open.pop(key))
        return None

    def _begin(self, key: tuple[str, str], part: _Start) -> None:
        if key in self._open:
            self._join(self._open.pop(key))
        make = Text if key[0] == "text" else Reasoning
        block = _Block(make(text="", provider_metadata=part.provider_metadata))
        self._open[key] = block
        self._content.append(block.content)

    @staticmethod
    def _join(block: _Block) -> None:
        block.content.text += "".join(block.chunks)
        block.chunks.clear()
