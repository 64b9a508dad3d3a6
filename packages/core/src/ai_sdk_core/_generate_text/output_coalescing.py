"""Structured output in a text stream: which text deltas belong to it, and what they make of it.

The first text block of a step holds the output. Its deltas are joined until they change the output (a bracket or a
quotation mark alone tells a reader nothing), so that partial outputs and text deltas go together one to one.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from ..provider.language_model.stream_part import TextDelta
from ..provider.shared import ProviderMetadata
from .output import Output
from .partial_output import NO_CHANGE, NoChange, PartialOutputParser
from .parts import InternalPart, TextStreamPart

PartialT = TypeVar("PartialT")


class OutputCoalescer:
    """Coalesces the deltas of the first text block of each step; everything else passes.

    Args:
        output: The output that was asked for.
    """

    def __init__(self, output: Output[Any, Any, Any]) -> None:
        self._output = output
        self.reset()

    def reset(self) -> None:
        """A new step, or a new attempt, begins."""
        self._block: str | None = None
        self._waiting: list[str] = []
        self._metadata: ProviderMetadata | None = None
        self._parser: PartialOutputParser[Any] = self._output.partial_parser()

    def feed(self, part: TextStreamPart) -> list[TextStreamPart]:
        """Take in a part.

        Args:
            part: The part.

        Returns:
            What may pass now.
        """
        if part.type == "finish-step":
            return [*self._flush(), part]
        if part.type != "text-start" and part.type != "text-delta" and part.type != "text-end":
            return [part]
        if self._block is None:
            self._block = part.id
        if part.id != self._block or part.type == "text-start":
            return [part]
        if part.type == "text-end":
            return [*self._flush(), part]
        return self._feed_delta(part)

    def _feed_delta(self, part: TextDelta) -> list[TextStreamPart]:
        self._metadata = part.provider_metadata or self._metadata
        if not part.delta and part.provider_metadata is not None:
            return [part]
        self._waiting.append(part.delta)
        return [] if self._parser.feed(part.delta) is NO_CHANGE else self._flush()

    def _flush(self) -> list[TextStreamPart]:
        text = "".join(self._waiting)
        if not text:
            return []
        self._waiting.clear()
        return [TextDelta(id=self._block or "", delta=text, provider_metadata=self._metadata)]


class PartialOutputReader(Generic[PartialT]):
    """Reads the partial outputs off a stream, for one reader.

    Args:
        output: The output that was asked for.
    """

    def __init__(self, output: Output[Any, PartialT, Any]) -> None:
        self._output = output
        self._block: str | None = None
        self._parser = output.partial_parser()

    def feed(self, part: InternalPart) -> PartialT | NoChange:
        """Take in a part.

        Args:
            part: The next part of the stream.

        Returns:
            The output so far, if the part changed it.
        """
        if part.type == "start-step" or part.type == "retry-boundary":
            self._block = None
            self._parser = self._output.partial_parser()
        elif part.type == "text-start" and self._block is None:
            self._block = part.id
        elif part.type == "text-delta" and part.delta and part.id == self._block:
            return self._parser.feed(part.delta)
        return NO_CHANGE
