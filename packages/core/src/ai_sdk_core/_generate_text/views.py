"""The views of a text stream: what a reader who wants only the text, or only the output, makes of the parts."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast

from ..errors import UnsupportedFunctionalityError
from .output import Output
from .output_coalescing import PartialOutputReader
from .partial_output import NO_CHANGE, ElementReader
from .parts import Batch, InternalPart, TextStreamPart
from .recorder import Recorder
from .shared_stream import SharedStream

ItemT = TypeVar("ItemT")
PartialT = TypeVar("PartialT")
ElementT = TypeVar("ElementT")


class View(Generic[ItemT]):
    """One reader of a stream, from its beginning to its end.

    Args:
        stream: What is read.
        select: Makes items of a batch of parts. It may be lazy: its items are taken before the next batch is read.
        ending_error: Gives the error to raise after the last item.
    """

    def __init__(
        self,
        stream: SharedStream[InternalPart],
        select: Callable[[Batch], Iterable[ItemT]],
        ending_error: Callable[[], BaseException | None],
    ) -> None:
        self._stream = stream
        self._select = select
        self._ending_error = ending_error
        self._position = 0

    async def read(self) -> Iterable[ItemT] | None:
        """Read on.

        Returns:
            The next items, maybe none; `None` at the end.

        Raises:
            BaseException: The connection broke, or the generation ended in an error.
        """
        return self._take(await self._stream.read(self._position))

    async def items(self) -> AsyncGenerator[ItemT, None]:
        """Read to the end.

        Yields:
            Item by item.

        Raises:
            BaseException: What `read` raises.
        """
        read = self._stream.read
        while (items := self._take(await read(self._position))) is not None:
            for item in items:
                yield item

    def _take(self, batch: Batch) -> Iterable[ItemT] | None:
        self._position += len(batch)
        if batch:
            return self._select(batch)
        error = self._ending_error()
        if error is not None:
            raise error
        return None


class StreamViews(Generic[PartialT, ElementT]):
    """Makes the views of one stream.

    Args:
        source: Gives the parts; it is closed with the stream.
        recorder: Knows how the generation ended.
        output: The output that was asked for.
    """

    def __init__(
        self, source: AsyncGenerator[Batch, None], recorder: Recorder, output: Output[Any, PartialT, ElementT] | None
    ) -> None:
        self.shared = SharedStream(source)
        self._recorder = recorder
        self._output = output

    def ending_error(self) -> BaseException | None:
        """Tell what a reader must be told who sees no error parts.

        Returns:
            The error that the generation ended in; `None` if it ended well.
        """
        return self._recorder.ending_error()

    def parts(self) -> View[TextStreamPart]:
        """All parts; errors of the model are parts, too.

        Returns:
            A new reader.
        """
        return View(self.shared, _public_parts, lambda: None)

    def text(self) -> View[str]:
        """The text, delta by delta.

        Returns:
            A new reader.
        """
        return View(self.shared, _text_deltas, self._recorder.ending_error)

    def partials(self) -> View[PartialT]:
        """The structured output, for every delta that changes it.

        Returns:
            A new reader.
        """
        return View(self.shared, self._partial_reader(), self._recorder.ending_error)

    def elements(self) -> View[ElementT]:
        """The elements of an array, each as soon as it is complete and valid.

        Returns:
            A new reader.

        Raises:
            UnsupportedFunctionalityError: The output is no array.
        """
        elements = self._output.element_reader() if self._output is not None else None
        if elements is None:
            name = self._output.name if self._output is not None else "text"
            raise UnsupportedFunctionalityError(functionality=f"element streams in {name} mode")
        return View(self.shared, _new_elements(self._partial_reader(), elements), self._recorder.ending_error)

    def _partial_reader(self) -> Callable[[Batch], Iterator[Any]]:
        reader: PartialOutputReader[Any] = PartialOutputReader(self._output or Output.text())

        def select(batch: Batch) -> Iterator[Any]:
            for part in batch:
                partial = reader.feed(part)
                if partial is not NO_CHANGE:
                    yield partial

        return select


def _public_parts(batch: Batch) -> list[TextStreamPart]:
    return [part for part in batch if part.type != "retry-boundary"]


def _text_deltas(batch: Batch) -> list[str]:
    return [part.delta for part in batch if part.type == "text-delta"]


def _new_elements(
    partials: Callable[[Batch], Iterator[Any]], elements: ElementReader[ElementT]
) -> Callable[[Batch], Iterator[ElementT]]:
    def select(batch: Batch) -> Iterator[ElementT]:
        for partial in partials(batch):
            yield from elements.read(cast("Sequence[ElementT]", partial))

    return select
