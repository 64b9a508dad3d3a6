"""JSON Lines: one JSON value per line, read as it arrives."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TypeVar

from ..errors import DownloadError, InvalidArgumentError
from .api_requests import ApiResponse, HttpResponse, ResponseHandler
from .generators import start_generator
from .json_parsing import parse_json
from .response_handlers import binary_stream_handler
from .response_schema import ResponseSchema

T = TypeVar("T")

DEFAULT_MAX_JSON_LINE_BYTES = 64 * 1024 * 1024


class JSONLinesDecoder:
    """Cuts a stream of bytes into lines. No I/O.

    Args:
        url: Where the bytes come from, for errors.
        max_line_bytes: The size at which a line is an error, in bytes.
    """

    def __init__(self, *, url: str, max_line_bytes: int = DEFAULT_MAX_JSON_LINE_BYTES) -> None:
        self._url = url
        self._max_line_bytes = max_line_bytes
        self._pieces: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take the bytes of one read.

        Args:
            chunk: Any number of bytes, cut anywhere.

        Returns:
            The lines that are complete now, without those that are blank.

        Raises:
            DownloadError: A line is larger than allowed.
        """
        *complete, rest = chunk.split(b"\n")
        lines = []
        for piece in complete:
            self._keep(piece)
            lines.append(self._take())
        self._keep(rest)
        return [line for line in lines if line]

    def close(self) -> list[bytes]:
        """End the stream.

        Returns:
            The last line, if it has no line end and is not blank.
        """
        return [line] if (line := self._take()) else []

    def _keep(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > self._max_line_bytes:
            message = f"JSON Lines response exceeded maximum line size of {self._max_line_bytes} bytes."
            raise DownloadError(url=self._url, message=message)

    def _take(self) -> bytes:
        line = b"".join(self._pieces).strip()
        self._pieces.clear()
        self._size = 0
        return line


def json_lines_handler(
    schema: ResponseSchema[T], *, max_line_bytes: int | None = None
) -> ResponseHandler[AsyncGenerator[list[T], None]]:
    """Opens a stream of JSON Lines.

    Args:
        schema: What each line must look like.
        max_line_bytes: The size at which a line is an error, in bytes; 64 MiB if not set.

    Returns:
        A handler that gives the stream: a non-empty list for each network read that completed lines. It raises
        `JSONParseError` or `TypeValidationError` for a line that is not what it should be, `DownloadError` for one that
        is too large, and `APICallError` when the connection breaks. Closing it closes the response, also before its
        first step.

    Raises:
        InvalidArgumentError: The size is not positive.
    """
    limit = DEFAULT_MAX_JSON_LINE_BYTES if max_line_bytes is None else max_line_bytes
    if limit <= 0:
        raise InvalidArgumentError(argument="maxLineBytes", message="maxLineBytes must be a positive safe integer.")
    open_bytes = binary_stream_handler()

    async def handle(response: HttpResponse) -> ApiResponse[AsyncGenerator[list[T], None]]:
        opened = await open_bytes(response)
        decoder = JSONLinesDecoder(url=response.url, max_line_bytes=limit)
        return ApiResponse(value=start_generator(_parse(opened.value, decoder, schema)), headers=opened.headers)

    return handle


async def _parse(
    content: AsyncGenerator[bytes, None], decoder: JSONLinesDecoder, schema: ResponseSchema[T]
) -> AsyncGenerator[list[T], None]:
    try:
        yield []  # Taken by `start_generator`.
        async for chunk in content:
            if batch := [parse_json(line, schema) for line in decoder.feed(chunk)]:
                yield batch
        if batch := [parse_json(line, schema) for line in decoder.close()]:
            yield batch
    finally:
        await content.aclose()
