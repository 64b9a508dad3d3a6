"""What `stream_object` returns."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Literal, Self, TypeAlias, TypeVar

from .._generate_text.parts import AbortPart, Batch, FinishStepPart, InternalPart
from .._generate_text.result import StepsView
from .._generate_text.stream import stream_run
from .._generate_text.views import View
from .._usage import LanguageModelUsage
from ..errors import NoOutputGeneratedError, StreamProviderError, UnsupportedFunctionalityError, get_error_message
from ..provider.language_model.stream_part import StreamError
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import ProviderMetadata
from .deltas import ObjectDeltas
from .events import ObjectResponse
from .result import GenerateObjectResult
from .run import ObjectRun

ObjectT = TypeVar("ObjectT")
PartialT = TypeVar("PartialT")
ElementT = TypeVar("ElementT")


@dataclass(slots=True, kw_only=True)
class ObjectPart:
    """The object so far."""

    object: Any
    type: Literal["object"] = "object"


@dataclass(slots=True, kw_only=True)
class ObjectTextDelta:
    """A piece of the object's JSON; in array mode of the array alone."""

    text_delta: str
    type: Literal["text-delta"] = "text-delta"


@dataclass(slots=True, kw_only=True)
class ObjectFinishPart:
    """The model is done; whether the object is valid, the result tells."""

    finish_reason: UnifiedFinishReason
    usage: LanguageModelUsage
    response: ObjectResponse
    provider_metadata: ProviderMetadata | None = None
    type: Literal["finish"] = "finish"


ObjectStreamPart: TypeAlias = ObjectPart | ObjectTextDelta | ObjectFinishPart | StreamError | AbortPart
"""One part of a streamed object."""


class StreamObjectResult(Generic[ObjectT, PartialT, ElementT]):
    """A running generation of an object.

    Its views (`stream`, `partial_object_stream`, `element_stream`, `text_stream`) each start at the beginning and may
    be read together or one after the other; awaiting the object reads what is left and gives the result.

    Use it with `async with`: however the block is left, the model call is ended and the connection is closed or given
    back.

    Source: the reference's `StreamObjectResult`.
    """

    def __init__(self, run: ObjectRun) -> None:
        self.views: ObjectViews[PartialT, ElementT] = ObjectViews(run)
        """The views in batches, for the blocking twin."""

    @property
    def stream(self) -> AsyncIterator[ObjectStreamPart]:
        """All parts. Errors of the model are `error` parts; a broken connection is raised."""
        return self.views.parts().items()

    @property
    def partial_object_stream(self) -> AsyncIterator[PartialT]:
        """The object as it grows, not validated: one live object, except for arrays; copy what you want to keep.

        Raises the error, after the values before it, if the generation ends in one.
        """
        return self.views.partials().items()

    @property
    def element_stream(self) -> AsyncIterator[ElementT]:
        """The elements of an array, each as soon as it is complete and valid.

        Raises:
            UnsupportedFunctionalityError: No array was asked for.
        """
        return self.views.elements().items()

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The object's JSON, piece by piece.

        Raises the error, after the text before it, if the generation ends in one.
        """
        return self.views.text().items()

    def __await__(self) -> Generator[Any, None, GenerateObjectResult[ObjectT]]:
        """Read what is left and give the result. Its `object` raises if what the model wrote is not valid.

        Raises:
            BaseException: The error that the generation ended in.
            StreamClosed: The stream was closed before its end.
        """
        return self.views.final().__await__()

    async def consume(self) -> None:
        """Read the stream to its end without looking at it.

        Raises:
            BaseException: The connection broke.
        """
        await self.views.consume()

    async def aclose(self) -> None:
        """End the generation now."""
        await self.views.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


class ObjectViews(Generic[PartialT, ElementT]):
    """Makes the views of one stream.

    Args:
        run: The generation.
    """

    def __init__(self, run: ObjectRun) -> None:
        self._run = run
        run.on_generated = self._conclude
        self._streamed = stream_run(run)
        self._result: GenerateObjectResult[Any] | None = None

    def parts(self) -> View[ObjectStreamPart]:
        """All parts; errors of the model are parts, too.

        Returns:
            A new reader.
        """
        return View(self._streamed.views.shared, self._reader(), lambda: None)

    def partials(self) -> View[PartialT]:
        """The object so far, whenever it changes.

        Returns:
            A new reader.
        """
        return self._selected(lambda parts: (part.object for part in parts if part.type == "object"))

    def text(self) -> View[str]:
        """The object's JSON.

        Returns:
            A new reader.
        """
        return self._selected(lambda parts: (part.text_delta for part in parts if part.type == "text-delta"))

    def elements(self) -> View[ElementT]:
        """The elements of an array.

        Returns:
            A new reader.

        Raises:
            UnsupportedFunctionalityError: No array was asked for.
        """
        output = self._run.mode.output
        if output != "array":
            raise UnsupportedFunctionalityError(functionality=f"element streams in {output} mode")
        count = 0

        def select(parts: Iterator[ObjectStreamPart]) -> Iterator[ElementT]:
            nonlocal count
            for part in parts:
                if part.type == "object":
                    yield from part.object[count:]
                    count = len(part.object)

        return self._selected(select)

    async def final(self) -> GenerateObjectResult[Any]:
        """Read what is left and give the result.

        Returns:
            The result.

        Raises:
            BaseException: The error that the generation ended in.
        """
        failure: BaseException | None = None
        try:
            await self._streamed
        except NoOutputGeneratedError as error:
            failure = error.__cause__ or error
        failure = failure or self._failure()
        if failure is not None:
            raise failure
        assert self._result is not None, "a generation that ends well is concluded"
        return self._result

    async def consume(self) -> None:
        """Read the stream to its end."""
        await self._streamed.consume()

    async def aclose(self) -> None:
        """End the generation now."""
        await self._streamed.aclose()

    async def _conclude(self, steps: StepsView) -> None:
        self._result = await self._run.conclude(steps, steps.text, self._failure())
        await self._run.tell_end(self._result)

    def _failure(self) -> BaseException | None:
        """Why there is no object; also an error that the model reported before it went on and ended well."""
        reported = self._run.reported_errors
        if not reported:
            return self._streamed.views.ending_error()
        error = reported[0]
        return (
            error
            if isinstance(error, BaseException)
            else StreamProviderError(message=get_error_message(error), data=error)
        )

    def _reader(self) -> Callable[[Batch], Iterator[ObjectStreamPart]]:
        deltas = self._run.mode.deltas()
        failed = False

        def read(batch: Batch) -> Iterator[ObjectStreamPart]:
            nonlocal failed
            for part in batch:
                failed = failed or part.type == "error"
                if part.type == "finish-step":
                    yield from _last_parts(part, deltas, failed)
                else:
                    yield from _object_parts(part, deltas)

        return read

    def _selected(self, select: Callable[[Iterator[ObjectStreamPart]], Iterator[Any]]) -> View[Any]:
        read = self._reader()
        return View(self._streamed.views.shared, lambda batch: select(read(batch)), self._failure)


def _object_parts(part: InternalPart, deltas: ObjectDeltas) -> Iterator[ObjectStreamPart]:
    if part.type == "text-delta":
        delta = deltas.feed(part.delta)
        if delta is not None:
            yield ObjectPart(object=delta.object)
            yield ObjectTextDelta(text_delta=delta.text)
    elif part.type == "error" or part.type == "abort":
        yield part


def _last_parts(part: FinishStepPart, deltas: ObjectDeltas, failed: bool) -> Iterator[ObjectStreamPart]:
    rest = deltas.close()
    if rest:
        yield ObjectTextDelta(text_delta=rest)
    response = part.response
    yield ObjectFinishPart(
        finish_reason="error" if failed else part.finish_reason,
        usage=part.usage,
        response=ObjectResponse(id=response.id, timestamp=response.timestamp, model_id=response.model_id),
        provider_metadata=part.provider_metadata,
    )
