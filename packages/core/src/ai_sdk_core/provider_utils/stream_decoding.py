"""From the events of a response to a stream of parts: the one loop that all streaming models share.

A provider writes a `ChunkDecoder`, which does no I/O; `decode_stream` feeds it with what each network read brought and
passes on the parts that this gave, one batch per read.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from ..errors import AISDKError
from ..provider.language_model.result import LanguageModelStream
from ..provider.language_model.stream_part import LanguageModelStreamPart
from ..provider.stream_part import RawChunk
from .generators import start_generator
from .json_parsing import ParseFailure

ChunkT = TypeVar("ChunkT")

ChunkT_contra = TypeVar("ChunkT_contra", contravariant=True)


class ChunkDecoder(Protocol[ChunkT_contra]):
    """Turns the chunks of one stream into parts, which it appends to `parts`."""

    @property
    def parts(self) -> list[LanguageModelStreamPart]:
        """Parts that are ready. Always the same list; whoever takes parts out empties it."""
        ...

    def start(self) -> None:
        """Begin the stream, usually with `StreamStart`."""
        ...

    def chunk(self, chunk: ChunkT_contra) -> None:
        """Take a chunk.

        Args:
            chunk: The validated chunk.

        Raises:
            AISDKError: The stream cannot go on.
        """
        ...

    def invalid(self, error: AISDKError) -> None:
        """Take note of an event that could not be read.

        Args:
            error: Why not.

        Raises:
            AISDKError: The stream cannot go on.
        """
        ...

    def finish(self) -> None:
        """End the stream, usually with `Finish`.

        Raises:
            AISDKError: The stream ended in the middle of something.
        """
        ...


class ChunkSource(Protocol[ChunkT]):
    """Where chunks come from: `EventStream`, or something that looks like it."""

    def batches(self) -> AsyncGenerator[list[ChunkT | ParseFailure], None]:
        """Read the chunks.

        Returns:
            A batch for each network read. Closing the generator closes the response, also before its first step.
        """
        ...

    def raw_batches(self) -> AsyncGenerator[list[tuple[Any, ChunkT | ParseFailure]], None]:
        """Read the chunks together with their JSON before validation.

        Returns:
            Like `batches`, with pairs of JSON value and chunk.
        """
        ...


def decode_stream(
    source: ChunkSource[ChunkT],
    decoder: ChunkDecoder[ChunkT],
    *,
    include_raw_chunks: bool = False,
    on_raw_chunk: Callable[[Any], None] | None = None,
) -> LanguageModelStream:
    """Read a response to its end and decode it.

    Args:
        source: The chunks of the response.
        decoder: Turns chunks into parts; it is used for this stream only.
        include_raw_chunks: Whether each chunk is passed on as a `raw` part before what it means.
        on_raw_chunk: Called with the JSON of each valid chunk before it is decoded.

    Returns:
        The stream. The parts of a batch that ends in an error are passed on before the error is raised. However the
        stream ends, the response is closed; that holds for a stream that is closed before its first step, too.
    """
    if not include_raw_chunks and on_raw_chunk is None:
        return start_generator(_decode(source.batches(), decoder, partial(_feed, decoder)))
    feed = partial(_feed_raw, decoder, include_raw_chunks, on_raw_chunk)
    return start_generator(_decode(source.raw_batches(), decoder, feed))


async def _decode(
    batches: AsyncGenerator[list[Any], None], decoder: ChunkDecoder[Any], feed: Callable[[list[Any]], None]
) -> LanguageModelStream:
    parts = decoder.parts
    error: AISDKError | None = None
    try:
        yield []  # Taken by `start_generator`.
        decoder.start()
        if parts:
            yield _take(parts)
        async for batch in batches:
            error = _catch(feed, batch)
            if parts:
                yield _take(parts)
            if error is not None:
                raise error
        error = _catch(decoder.finish)
        if parts:
            yield _take(parts)
        if error is not None:
            raise error
    finally:
        await batches.aclose()


def _take(parts: list[LanguageModelStreamPart]) -> list[LanguageModelStreamPart]:
    batch = parts.copy()
    parts.clear()
    return batch


def _catch(step: Callable[..., None], *arguments: Any) -> AISDKError | None:
    """Take a step; its error comes after the parts that it made before."""
    try:
        step(*arguments)
    except AISDKError as error:
        return error
    return None


def _feed(decoder: ChunkDecoder[ChunkT], batch: list[ChunkT | ParseFailure]) -> None:
    decode = decoder.chunk
    for chunk in batch:
        if isinstance(chunk, ParseFailure):
            decoder.invalid(chunk.error)
        else:
            decode(chunk)


def _feed_raw(
    decoder: ChunkDecoder[ChunkT],
    include_raw_chunks: bool,
    on_raw_chunk: Callable[[Any], None] | None,
    batch: list[tuple[Any, ChunkT | ParseFailure]],
) -> None:
    for raw_value, chunk in batch:
        if include_raw_chunks:
            decoder.parts.append(RawChunk(raw_value=raw_value))
        if isinstance(chunk, ParseFailure):
            decoder.invalid(chunk.error)
            continue
        if on_raw_chunk is not None:
            on_raw_chunk(raw_value)
        decoder.chunk(chunk)
