"""Transforms of a text stream, and the one that most people want: text in even, readable pieces."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..errors import InvalidArgumentError
from ..provider.language_model.stream_part import ReasoningDelta, TextDelta
from ..provider.shared import ProviderMetadata

if TYPE_CHECKING:
    from .._tools import ToolSet
    from .parts import TextStreamPart

TextStreamBatches: TypeAlias = "AsyncGenerator[list[TextStreamPart], None]"
"""Parts of a text stream in batches, never empty: what one network read brought."""

Transform: TypeAlias = Callable[[TextStreamBatches], TextStreamBatches]
"""Takes the batches of a stream and gives other ones. It closes the stream that it was given when it is closed."""


@dataclass(slots=True, kw_only=True, frozen=True)
class StreamTransformContext:
    """What a transform may want to know about the stream that it changes."""

    tools: ToolSet | None
    stop_stream: Callable[[], None]
    """Ends the generation early; what the transform has given so far stands."""


StreamTransform: TypeAlias = Callable[[StreamTransformContext], Transform]
"""Makes a transform for one stream::

    def without_raw(context):
        async def transform(batches):
            async with aclosing(batches):
                async for batch in batches:
                    yield [part for part in batch if part.type != "raw"]

        return transform
"""

ChunkDetector: TypeAlias = Callable[[str], str | None]
"""Given the text that waits, says what to send: a non-empty beginning of it, or `None` to wait for more."""

Chunking: TypeAlias = Literal["word", "line"] | re.Pattern[str] | ChunkDetector
"""How text is cut into pieces: by words, by lines, after each match of a pattern, or by a function."""

_PATTERNS = {"word": re.compile(r"\S+\s+"), "line": re.compile(r"\n+")}
_DELTAS = ("text-delta", "reasoning-delta")

Delta: TypeAlias = TextDelta | ReasoningDelta


def smooth_stream(
    *,
    delay: float | None = 0.01,
    chunking: Chunking = "word",
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> StreamTransform:
    """Make a transform that gives text and reasoning in even pieces, with a pause after each.

    Args:
        delay: Seconds to wait after each piece; `None` cuts without waiting.
        chunking: How text is cut. For languages without spaces between words pass a pattern or a function.
        sleep: What waits; tests replace it.

    Returns:
        The transform, for `stream_text(transform=...)`.

    Raises:
        InvalidArgumentError: `chunking` is none of the possibilities; when streaming, also if a pattern matches the
            empty text, or a function gives something that is no beginning of the text.
    """
    detect = _detector(chunking)

    def make(_context: StreamTransformContext) -> Transform:
        return lambda batches: _smooth(batches, detect, delay, sleep)

    return make


async def _smooth(
    batches: TextStreamBatches, detect: ChunkDetector, delay: float | None, sleep: Callable[[float], Awaitable[object]]
) -> TextStreamBatches:
    buffer = _Buffer(detect)
    async with aclosing(batches):
        async for batch in batches:
            ready: list[TextStreamPart] = []
            for part in batch:
                if part.type not in _DELTAS:
                    ready.extend(() if part.type == "ping" else buffer.flush())
                    ready.append(part)
                    continue
                ready.extend(buffer.add(part))  # type: ignore[arg-type]  # a delta, which mypy does not see in `not in`
                while (piece := buffer.cut()) is not None:
                    ready.append(piece)
                    if delay is not None:
                        yield ready
                        ready = []
                        await sleep(delay)
            if ready:
                yield ready
    if rest := buffer.flush():
        yield [*rest]


class _Buffer:
    """Text of one block that waits for the rest of its piece."""

    def __init__(self, detect: ChunkDetector) -> None:
        self._detect = detect
        self._text = ""
        self._last: Delta | None = None
        self._metadata: ProviderMetadata | None = None

    def add(self, delta: Delta) -> list[Delta]:
        """Take in a delta; gives what has to go out before it, because one part cannot stand for both."""
        if not delta.delta and delta.provider_metadata is not None:
            return [*self.flush(), delta]
        first = self.flush() if self._text and not self._continues(delta) else []
        self._text += delta.delta
        self._last = delta
        self._metadata = delta.provider_metadata
        return first

    def cut(self) -> Delta | None:
        """Give the next whole piece, if there is one."""
        piece = self._detect(self._text) if self._text else None
        if piece is None or self._last is None:
            if not self._text:
                self._metadata = None
            return None
        self._text = self._text[len(piece) :]
        return self._part(self._last, piece)

    def flush(self) -> list[Delta]:
        """Give all that waits."""
        if self._last is None or not (self._text or self._metadata is not None):
            return []
        part = self._part(self._last, self._text)
        self._text = ""
        self._metadata = None
        return [part]

    def _continues(self, delta: Delta) -> bool:
        last = self._last
        same_block = last is not None and delta.type == last.type and delta.id == last.id
        return same_block and self._metadata is None and delta.provider_metadata is None

    def _part(self, last: Delta, text: str) -> Delta:
        make = TextDelta if last.type == "text-delta" else ReasoningDelta
        return make(id=last.id, delta=text, provider_metadata=self._metadata)


def _detector(chunking: Chunking) -> ChunkDetector:
    if callable(chunking):
        return _checked(chunking)
    pattern = _PATTERNS.get(chunking) if isinstance(chunking, str) else chunking
    if not isinstance(pattern, re.Pattern):
        raise InvalidArgumentError(
            parameter="chunking",
            value=chunking,
            message='chunking must be "word", "line", a compiled pattern or a function',
        )
    return lambda text: _match(pattern, text)


def _match(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    if match is None:
        return None
    if not match[0]:
        raise InvalidArgumentError(argument="chunking", message="Chunking RegExp must not match an empty string.")
    return text[: match.end()]


def _checked(detect: ChunkDetector) -> ChunkDetector:
    def check(text: str) -> str | None:
        piece = detect(text)
        if piece is None:
            return None
        if not piece:
            raise InvalidArgumentError(argument="chunking", message="Chunking function must return a non-empty string.")
        if not text.startswith(piece):
            raise InvalidArgumentError(
                argument="chunking",
                message="Chunking function must return a match that is a prefix of the buffer. "
                f'Received: "{piece}" which is not a prefix of buffer "{text}"',
            )
        return piece

    return check
