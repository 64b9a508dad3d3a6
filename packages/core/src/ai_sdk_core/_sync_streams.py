"""Blocking twins of the streams of objects, audio, transcripts and batches."""

from __future__ import annotations

import asyncio
import functools
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self, TypeVar, cast

from typing_extensions import Unpack

from ._batch.functions import BatchResults
from ._batch.types import BatchItem
from ._generate_object.result import GenerateObjectResult
from ._generate_object.stream_result import ObjectStreamPart, StreamObjectResult
from ._generate_speech.stream import (
    SpeechStreamPart,
    SpeechText,
    StreamedSpeech,
    StreamSpeechOptions,
    StreamSpeechResult,
    stream_speech,
)
from ._generate_text.views import View
from ._override import override
from ._owned_stream import OwnedStream, StreamedResult
from ._sync import blocking
from ._transcribe.stream import (
    StreamedTranscript,
    StreamTranscribeOptions,
    StreamTranscriptionResult,
    TranscriptionStreamPart,
    stream_transcribe,
)
from .provider.shared import AudioFormat, CallWarning
from .provider.speech_model import SpeechModel
from .provider.transcription_model import TranscriptionModel
from .provider_utils.data_content import DataContent, to_bytes

P = ParamSpec("P")
T = TypeVar("T")
PartT = TypeVar("PartT")
ResultT = TypeVar("ResultT")
ObjectT = TypeVar("ObjectT")
PartialT = TypeVar("PartialT")
ElementT = TypeVar("ElementT")

_END = object()


class _Closing(ABC):
    """Something that is closed at the end of a `with` block."""

    @abstractmethod
    def close(self) -> None:
        """End the call now."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _owned_items(stream: OwnedStream[T]) -> Iterator[T]:
    read = blocking(stream.read)
    while items := read():
        yield from items


def _view_items(view: View[T]) -> Iterator[T]:
    read = blocking(view.read)
    while (items := read()) is not None:
        yield from items


class SyncBatchResults(_Closing):
    """The results of a batch, read by blocking code. The twin of `ai_sdk_core.BatchResults`."""

    def __init__(self, results: BatchResults) -> None:
        self._results = results

    def __iter__(self) -> Iterator[BatchItem]:
        self._results.items.claim()
        return _owned_items(self._results.items)

    @override
    def close(self) -> None:
        """End the call now."""
        blocking(self._results.aclose)()


class _SyncStreamedResult(_Closing, Generic[PartT, ResultT]):
    def __init__(self, streamed: StreamedResult[PartT, ResultT]) -> None:
        self._streamed = streamed

    @property
    def stream(self) -> Iterator[PartT]:
        """All parts.

        Raises:
            StreamAlreadyRead: The stream was read already.
        """
        self._streamed.parts.claim()
        return _owned_items(self._streamed.parts)

    def result(self) -> ResultT:
        """Read what is left and give the result.

        Returns:
            The same that awaiting the async twin gives.

        Raises:
            BaseException: The error that the stream ended in.
        """
        return blocking(self._final)()

    async def _final(self) -> ResultT:
        return await self._streamed

    @override
    def close(self) -> None:
        """End the call now."""
        blocking(self._streamed.aclose)()


class SyncStreamSpeechResult(_SyncStreamedResult[SpeechStreamPart, StreamedSpeech]):
    """Speech that is being generated, read by blocking code. The twin of `ai_sdk_core.StreamSpeechResult`."""

    def __init__(self, streamed: StreamSpeechResult) -> None:
        super().__init__(streamed)
        self._speech = streamed

    @property
    def audio_stream(self) -> Iterator[bytes]:
        """The audio, piece by piece.

        Raises:
            StreamAlreadyRead: The stream was read already.
        """
        return (to_bytes(part.audio) for part in self.stream if part.type == "audio" and part.audio)

    @property
    def warnings(self) -> list[CallWarning] | None:
        """What the model warns about, as soon as it is known."""
        return self._speech.warnings


class SyncStreamTranscriptionResult(_SyncStreamedResult[TranscriptionStreamPart, StreamedTranscript]):
    """A transcript that is being written, read by blocking code. The twin of `StreamTranscriptionResult`."""

    def __init__(self, streamed: StreamTranscriptionResult) -> None:
        super().__init__(streamed)
        self._transcript = streamed

    @property
    def warnings(self) -> list[CallWarning] | None:
        """What the model warns about, as soon as it is known."""
        return self._transcript.warnings


class SyncStreamObjectResult(_Closing, Generic[ObjectT, PartialT, ElementT]):
    """A running generation of an object, read by blocking code. The twin of `ai_sdk_core.StreamObjectResult`."""

    def __init__(self, streamed: StreamObjectResult[ObjectT, PartialT, ElementT]) -> None:
        self._streamed = streamed

    @property
    def stream(self) -> Iterator[ObjectStreamPart]:
        """All parts."""
        return _view_items(self._streamed.views.parts())

    @property
    def partial_object_stream(self) -> Iterator[PartialT]:
        """The object as it grows."""
        return _view_items(self._streamed.views.partials())

    @property
    def element_stream(self) -> Iterator[ElementT]:
        """The elements of an array.

        Raises:
            UnsupportedFunctionalityError: No array was asked for.
        """
        return _view_items(self._streamed.views.elements())

    @property
    def text_stream(self) -> Iterator[str]:
        """The object's JSON, piece by piece."""
        return _view_items(self._streamed.views.text())

    def result(self) -> GenerateObjectResult[ObjectT]:
        """Read what is left and give the result.

        Returns:
            The same that `generate_object` returns.

        Raises:
            BaseException: The error that the generation ended in.
        """
        return blocking(self._streamed.views.final)()

    def consume(self) -> None:
        """Read the stream to its end without looking at it."""
        blocking(self._streamed.consume)()

    @override
    def close(self) -> None:
        """End the generation now."""
        blocking(self._streamed.aclose)()


def blocking_results(function: Callable[P, BatchResults]) -> Callable[P, SyncBatchResults]:
    """Make the blocking twin of a function that streams results.

    Args:
        function: The function that returns an async stream.

    Returns:
        A function with the same arguments that returns a blocking stream.
    """

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> SyncBatchResults:
        return SyncBatchResults(function(*args, **kwargs))

    return call


def blocking_object_stream(
    function: Callable[P, StreamObjectResult[ObjectT, PartialT, ElementT]],
) -> Callable[P, SyncStreamObjectResult[ObjectT, PartialT, ElementT]]:
    """Make the blocking twin of a function that streams an object.

    Args:
        function: The function that returns an async stream.

    Returns:
        A function with the same arguments that returns a blocking stream.
    """

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> SyncStreamObjectResult[ObjectT, PartialT, ElementT]:
        return SyncStreamObjectResult(function(*args, **kwargs))

    return call


@functools.wraps(stream_speech)
def blocking_stream_speech(
    *,
    model: SpeechModel | str,
    text: str | Iterable[SpeechText] | AsyncIterable[SpeechText],
    **options: Unpack[StreamSpeechOptions],
) -> SyncStreamSpeechResult:
    """The blocking twin of `stream_speech`."""
    return SyncStreamSpeechResult(
        stream_speech(model=model, text=text if isinstance(text, str) else _on_the_loop(text), **options)
    )


@functools.wraps(stream_transcribe)
def blocking_stream_transcribe(
    *,
    model: TranscriptionModel | str,
    audio: Iterable[DataContent] | AsyncIterable[DataContent],
    input_audio_format: AudioFormat,
    **options: Unpack[StreamTranscribeOptions],
) -> SyncStreamTranscriptionResult:
    """The blocking twin of `stream_transcribe`."""
    return SyncStreamTranscriptionResult(
        stream_transcribe(model=model, audio=_on_the_loop(audio), input_audio_format=input_audio_format, **options)
    )


def _on_the_loop(source: Iterable[T] | AsyncIterable[T]) -> AsyncIterable[T]:
    return source if isinstance(source, AsyncIterable) else _iterate_in_threads(source)


async def _iterate_in_threads(source: Iterable[T]) -> AsyncGenerator[T, None]:
    """Iterate over what may block, such as another blocking stream, without blocking the loop that all calls share."""
    items = iter(source)
    try:
        while (item := await asyncio.to_thread(next, items, _END)) is not _END:
            yield cast("T", item)
    finally:
        close: Any = getattr(items, "close", None)
        if close is not None:
            await asyncio.to_thread(close)
