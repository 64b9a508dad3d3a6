"""What `stream_text` returns."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Sequence
from types import TracebackType
from typing import Any, Generic, Self, cast

from typing_extensions import TypeVar

from ..errors import UnsupportedFunctionalityError
from .output import Output
from .output_coalescing import PartialOutputReader
from .partial_output import NO_CHANGE, ElementReader
from .parts import Batch, TextStreamPart
from .recorder import Recorder
from .result import GenerateTextResult
from .shared_stream import SharedStream

OutputT = TypeVar("OutputT", default=str)
PartialT = TypeVar("PartialT", default=str)
ElementT = TypeVar("ElementT", default=Any)


class StreamTextResult(Generic[OutputT, PartialT, ElementT]):
    """A running generation.

    Its views (`stream`, `text_stream`, `partial_output_stream`, `element_stream`) each start at the beginning and may
    be read together or one after the other; awaiting the object reads what is left and gives the final result.

    Use it with `async with`: however the block is left, the model call is ended, tools are cancelled and awaited, and
    the connection is closed or given back.

    Source: the reference's `StreamTextResult`.
    """

    def __init__(
        self,
        source: AsyncGenerator[Batch, None],
        recorder: Recorder,
        output: Output[OutputT, PartialT, ElementT] | None,
    ) -> None:
        self._shared = SharedStream(source)
        self._recorder = recorder
        self._output = output

    @property
    def stream(self) -> AsyncIterator[TextStreamPart]:
        """All parts. Errors of the model are `error` parts; a broken connection is raised."""
        return self._parts()

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The text, delta by delta.

        Raises the error, after the text before it, if the generation ends in one.
        """
        return self._text()

    @property
    def partial_output_stream(self) -> AsyncIterator[PartialT]:
        """The structured output as it grows: a value for every delta that changes it.

        The values are one live object that goes on growing; copy what you want to keep. Raises the error, after the
        values before it, if the generation ends in one.
        """
        return self._partials()

    @property
    def element_stream(self) -> AsyncIterator[ElementT]:
        """The elements of an `Output.array`, each as soon as it is complete and valid.

        Raises:
            UnsupportedFunctionalityError: The output is no array.
        """
        reader = self._output.element_reader() if self._output is not None else None
        if reader is None:
            name = self._output.name if self._output is not None else "text"
            raise UnsupportedFunctionalityError(functionality=f"element streams in {name} mode")
        return self._elements(reader)

    def __await__(self) -> Generator[Any, None, GenerateTextResult[OutputT]]:
        """Read what is left and give the final result.

        Raises:
            NoOutputGeneratedError: The generation failed; the error that made it fail is its `__cause__`.
            AbortError: The abort signal fired.
            OperationTimeoutError: Time was up.
        """
        return self._final().__await__()

    async def consume(self) -> None:
        """Read the stream to its end without looking at it.

        Raises:
            BaseException: The connection broke.
        """
        position = 0
        while batch := await self._shared.read(position):
            position += len(batch)

    async def aclose(self) -> None:
        """End the generation now: the model call, tools, the connection."""
        await self._shared.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _final(self) -> GenerateTextResult[OutputT]:
        await self.consume()
        if self._recorder.result is None:
            raise self._recorder.failure or RuntimeError("The stream was closed before its end")
        return self._recorder.result

    async def _parts(self) -> AsyncGenerator[TextStreamPart, None]:
        position = 0
        while batch := await self._shared.read(position):
            position += len(batch)
            for part in batch:
                if part.type != "retry-boundary":
                    yield part

    async def _text(self) -> AsyncGenerator[str, None]:
        position = 0
        while batch := await self._shared.read(position):
            position += len(batch)
            for part in batch:
                if part.type == "text-delta":
                    yield part.delta
        self._raise_failure()

    async def _partials(self) -> AsyncGenerator[PartialT, None]:
        reader: PartialOutputReader[Any] = PartialOutputReader(self._output or Output.text())
        position = 0
        while batch := await self._shared.read(position):
            position += len(batch)
            for part in batch:
                partial = reader.feed(part)
                if partial is not NO_CHANGE:
                    yield partial
        self._raise_failure()

    async def _elements(self, elements: ElementReader[ElementT]) -> AsyncGenerator[ElementT, None]:
        async for partial in self._partials():
            for element in elements.read(cast("Sequence[ElementT]", partial)):
                yield element

    def _raise_failure(self) -> None:
        failure = self._recorder.failure
        if failure is not None:
            raise failure.__cause__ if isinstance(failure.__cause__, Exception) else failure
