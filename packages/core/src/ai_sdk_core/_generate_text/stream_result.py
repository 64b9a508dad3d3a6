"""What `stream_text` returns."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator
from types import TracebackType
from typing import Any, Generic, Self

from typing_extensions import TypeVar

from .output import Output
from .parts import Batch, TextStreamPart
from .recorder import Recorder
from .result import GenerateTextResult
from .shared_stream import StreamClosed
from .views import StreamViews

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
        self.views: StreamViews[PartialT, ElementT] = StreamViews(source, recorder, output)
        """The views in batches, for the blocking twin."""
        self._recorder = recorder

    @property
    def stream(self) -> AsyncIterator[TextStreamPart]:
        """All parts. Errors of the model are `error` parts; a broken connection is raised."""
        return self.views.parts().items()

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The text, delta by delta.

        Raises the error, after the text before it, if the generation ends in one.
        """
        return self.views.text().items()

    @property
    def partial_output_stream(self) -> AsyncIterator[PartialT]:
        """The structured output as it grows: a value for every delta that changes it.

        The values are one live object that goes on growing; copy what you want to keep. Raises the error, after the
        values before it, if the generation ends in one.
        """
        return self.views.partials().items()

    @property
    def element_stream(self) -> AsyncIterator[ElementT]:
        """The elements of an `Output.array`, each as soon as it is complete and valid.

        Raises:
            UnsupportedFunctionalityError: The output is no array.
        """
        return self.views.elements().items()

    def __await__(self) -> Generator[Any, None, GenerateTextResult[OutputT]]:
        """Read what is left and give the final result.

        Raises:
            NoOutputGeneratedError: The generation failed; the error that made it fail is its `__cause__`.
            AbortError: The abort signal fired.
            OperationTimeoutError: Time was up.
            StreamClosed: The stream was closed, or a consumer was cancelled, before the end; the finished steps are in
                its `partial_results`.
        """
        return self._final().__await__()

    async def consume(self) -> None:
        """Read the stream to its end without looking at it.

        Raises:
            BaseException: The connection broke.
        """
        position = 0
        while batch := await self.views.shared.read(position):
            position += len(batch)

    async def aclose(self) -> None:
        """End the generation now: the model call, tools, the connection."""
        await self.views.shared.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _final(self) -> GenerateTextResult[OutputT]:
        try:
            await self.consume()
        except StreamClosed as error:
            self._recorder.with_steps(error)
            raise
        if self._recorder.failure is not None:
            raise self._recorder.failure
        assert self._recorder.result is not None, "a stream ends with a result or a failure"
        return self._recorder.result
