"""Rules of `decode_stream`: order of parts, one batch per read, and an end that always closes the response."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from ai_sdk_core.errors import AISDKError, InvalidResponseDataError, JSONParseError
from ai_sdk_core.provider import LanguageModelStreamPart, StreamError, TextDelta, TextEnd, TextStart
from ai_sdk_core.provider_utils import decode_stream, start_generator
from ai_sdk_core.provider_utils.json_parsing import ParseFailure
from typing_extensions import override

BROKEN = ParseFailure(error=JSONParseError(text="{", cause=ValueError("no JSON")))


class Source:
    """A response whose reads bring the given batches of chunks; an exception among them is raised."""

    def __init__(self, *batches: Any) -> None:
        self.remaining = list(batches)
        self.is_closed = False

    def batches(self) -> AsyncGenerator[list[str | ParseFailure], None]:
        return start_generator(self._read(lambda chunk: chunk))

    def raw_batches(self) -> AsyncGenerator[list[tuple[Any, str | ParseFailure]], None]:
        return start_generator(self._read(lambda chunk: (None if chunk is BROKEN else f"raw {chunk}", chunk)))

    async def _read(self, convert: Any) -> AsyncGenerator[list[Any], None]:
        try:
            yield []
            while self.remaining:
                batch = self.remaining.pop(0)
                if isinstance(batch, Exception):
                    raise batch
                if batch == "wait":
                    await asyncio.Event().wait()
                yield [convert(chunk) for chunk in batch]
        finally:
            self.is_closed = True


class Decoder:
    """Passes chunks on as text."""

    def __init__(self) -> None:
        self.parts: list[LanguageModelStreamPart] = []
        self.finished = 0

    def start(self) -> None:
        self.parts.append(TextStart(id="0"))

    def chunk(self, chunk: str) -> None:
        if chunk == "fail":
            raise InvalidResponseDataError(data=chunk, message="failed")
        if chunk:
            self.parts.append(TextDelta(id="0", delta=chunk))

    def invalid(self, error: AISDKError) -> None:
        self.parts.append(StreamError(error=error))

    def finish(self) -> None:
        self.finished += 1
        self.parts.append(TextEnd(id="0"))


class FailingAtTheEnd(Decoder):
    @override
    def finish(self) -> None:
        super().finish()
        raise InvalidResponseDataError(data=None, message="cut off")


def describe(batch: list[Any]) -> list[str]:
    return [getattr(part, "delta", None) or getattr(part, "raw_value", None) or part.type for part in batch]


async def read(source: Source, decoder: Decoder | None = None, **options: Any) -> list[list[str]]:
    return [describe(batch) async for batch in decode_stream(source, decoder or Decoder(), **options)]


async def test_each_read_gives_one_batch_between_start_and_finish() -> None:
    source = Source(["a", "b"], ["c"])
    assert await read(source) == [["text-start"], ["a", "b"], ["c"], ["text-end"]]
    assert source.is_closed


async def test_batches_are_never_empty() -> None:
    assert await read(Source(["", ""], ["a"])) == [["text-start"], ["a"], ["text-end"]]


async def test_a_response_without_chunks_still_starts_and_finishes() -> None:
    assert await read(Source()) == [["text-start"], ["text-end"]]


async def test_nothing_is_read_before_the_first_step() -> None:
    source = Source(["a"])
    stream = decode_stream(source, Decoder())
    assert await anext(stream) == [TextStart(id="0")]
    assert source.remaining == [["a"]]
    await stream.aclose()


async def test_handed_out_batches_stay_as_they_are() -> None:
    batches = [batch async for batch in decode_stream(Source(["a"], ["b"]), Decoder())]
    assert [len(batch) for batch in batches] == [1, 1, 1, 1]


async def test_a_chunk_that_cannot_be_read_does_not_end_the_stream() -> None:
    assert await read(Source(["a", BROKEN, "b"])) == [["text-start"], ["a", "error", "b"], ["text-end"]]


async def test_raw_chunks_come_before_what_they_mean_and_are_empty_if_they_are_no_json() -> None:
    assert await read(Source(["a", BROKEN]), include_raw_chunks=True) == [
        ["text-start"],
        ["raw a", "a", "raw", "error"],
        ["text-end"],
    ]


async def test_valid_raw_chunks_can_be_watched_without_being_passed_on() -> None:
    seen: list[Any] = []
    assert await read(Source(["a", BROKEN, "b"]), on_raw_chunk=seen.append) == [
        ["text-start"],
        ["a", "error", "b"],
        ["text-end"],
    ]
    assert seen == ["raw a", "raw b"]


class TestErrors:
    async def test_parts_before_an_error_of_the_decoder_are_passed_on_before_it_is_raised(self) -> None:
        source, decoder = Source(["a", "fail", "b"], ["c"]), Decoder()
        stream = decode_stream(source, decoder)
        assert [describe(await anext(stream)), describe(await anext(stream))] == [["text-start"], ["a"]]
        with pytest.raises(InvalidResponseDataError, match="failed"):
            await anext(stream)
        assert source.is_closed
        assert decoder.finished == 0

    async def test_parts_of_the_end_are_passed_on_before_its_error(self) -> None:
        source = Source()
        stream = decode_stream(source, FailingAtTheEnd())
        assert [describe(await anext(stream)), describe(await anext(stream))] == [["text-start"], ["text-end"]]
        with pytest.raises(InvalidResponseDataError, match="cut off"):
            await anext(stream)
        assert source.is_closed

    async def test_an_error_of_the_connection_is_raised_without_a_finish(self) -> None:
        source, decoder = Source(["a"], ConnectionError("gone")), Decoder()
        with pytest.raises(ConnectionError, match="gone"):
            await read(source, decoder)
        assert source.is_closed
        assert decoder.finished == 0


class TestClosing:
    @pytest.mark.parametrize("steps", [0, 1, 2])
    @pytest.mark.parametrize("include_raw_chunks", [True, False])
    async def test_closing_the_stream_closes_the_response_also_before_the_first_step(
        self, steps: int, include_raw_chunks: bool
    ) -> None:
        source, decoder = Source(["a"], ["b"]), Decoder()
        stream = decode_stream(source, decoder, include_raw_chunks=include_raw_chunks)
        for _ in range(steps):
            await anext(stream)
        await stream.aclose()
        assert source.is_closed
        assert decoder.finished == 0
        assert [batch async for batch in stream] == []

    async def test_cancelling_the_reader_closes_the_response(self) -> None:
        source = Source("wait")
        stream = decode_stream(source, Decoder())
        await anext(stream)
        reader = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        reader.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reader
        assert source.is_closed

    async def test_a_stream_finishes_once(self) -> None:
        decoder = Decoder()
        stream = decode_stream(Source(["a"]), decoder)
        assert len([batch async for batch in stream]) == 3
        assert [batch async for batch in stream] == []
        await stream.aclose()
        assert decoder.finished == 1
