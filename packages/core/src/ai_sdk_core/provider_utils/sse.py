"""Server-sent events: bytes in, events out, no I/O.

Follows the WHATWG specification: lines end in LF, CR or CRLF, also when a read ends between the two; a leading byte
order mark and comments are skipped; the `data` lines of an event are joined; an event counts once its blank line has
arrived, so an event that the end of the stream cuts off is dropped. Texts stay bytes: a character may be split
between two reads, and JSON parsers read bytes faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import InvalidResponseDataError

DEFAULT_MAX_EVENT_BYTES = 64 * 1024 * 1024
"""Models stream whole images in one event, yet a stream without any line end must not fill the memory."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NAMED_EVENT = re.compile(rb"event: [^\n]*\ndata: ([^\n]*)\n\n")


@dataclass(slots=True, kw_only=True)
class ServerSentEvent:
    """One event of a stream."""

    data: bytes
    event: str = "message"
    """The event's name."""
    id: str = ""
    """The last id that the stream gave, with this or an earlier event."""
    retry: int | None = None
    """Milliseconds to wait before reconnecting, where this event says so."""


class SSEDecoder:
    """Decodes a stream to the data of its events: what JSON streams need.

    Args:
        max_event_bytes: The size at which an unfinished event is an error.
    """

    def __init__(self, *, max_event_bytes: int = DEFAULT_MAX_EVENT_BYTES) -> None:
        self._buffer = _BlockBuffer(max_event_bytes)

    def feed(self, chunk: bytes) -> list[bytes]:
        """Takes the bytes of one read.

        Args:
            chunk: Any number of bytes, cut anywhere.

        Returns:
            The data of every event that is complete now.

        Raises:
            InvalidResponseDataError: If an unfinished event is larger than allowed.
        """
        is_block = self._buffer.is_between_events and chunk.endswith(b"\n\n") and b"\r" not in chunk
        block = chunk if is_block else self._buffer.feed(chunk)
        if block.startswith(b"data: "):
            payloads = block[6:-2].split(b"\n\ndata: ")
            if block.count(b"\n") == 2 * len(payloads):  # Nothing but one `data` line per event.
                return payloads
        elif block.startswith(b"event: "):
            payloads = _NAMED_EVENT.findall(block)
            if block.count(b"\n") == 3 * len(payloads):  # Nothing but a name and one `data` line per event.
                return payloads
        return _decode_data(block)


class SSEEventDecoder:
    """Decodes a stream to events with name and id.

    Args:
        max_event_bytes: The size at which an unfinished event is an error.
    """

    def __init__(self, *, max_event_bytes: int = DEFAULT_MAX_EVENT_BYTES) -> None:
        self._buffer = _BlockBuffer(max_event_bytes)
        self._last_id = ""

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """Takes the bytes of one read.

        Args:
            chunk: Any number of bytes, cut anywhere.

        Returns:
            Every event that is complete now.

        Raises:
            InvalidResponseDataError: If an unfinished event is larger than allowed.
        """
        events = []
        for lines in self._buffer.feed(chunk).split(b"\n\n"):
            event = self._decode_event(lines)
            if event is not None:
                events.append(event)
        return events

    def _decode_event(self, lines: bytes) -> ServerSentEvent | None:
        data: list[bytes] = []
        event = ServerSentEvent(data=b"")
        for line in lines.split(b"\n"):
            field, _, value = line.partition(b":")
            value = value.removeprefix(b" ")
            if field == b"data":
                data.append(value)
            else:
                self._set_field(event, field, value)
        if not data:
            return None
        event.data = b"\n".join(data)
        event.id = self._last_id
        return event

    def _set_field(self, event: ServerSentEvent, field: bytes, value: bytes) -> None:
        if field == b"event":
            event.event = value.decode("utf-8", "replace") or "message"
        elif field == b"id" and b"\0" not in value:
            self._last_id = value.decode("utf-8", "replace")
        elif field == b"retry" and value.isdigit():
            event.retry = int(value)


def _decode_data(block: bytes) -> list[bytes]:
    payloads = []
    lines: list[bytes] = []
    for line in block.split(b"\n"):
        if not line:
            if lines:
                payloads.append(lines[0] if len(lines) == 1 else b"\n".join(lines))
                lines = []
        elif line.startswith(b"data:"):
            lines.append(line[5:].removeprefix(b" "))
        elif line == b"data":
            lines.append(b"")
    return payloads


class _BlockBuffer:
    """Cuts a stream into blocks of complete events whose lines all end in LF."""

    def __init__(self, max_event_bytes: int) -> None:
        self._max_event_bytes = max_event_bytes
        self._pieces: list[bytes] = []
        self._size = 0
        self._skips_line_feed = False
        self._is_first_block = True
        self.is_between_events = False
        """A chunk can be taken as it is. (The line feed of a CR before it is but one more blank line here.)"""

    def feed(self, chunk: bytes) -> bytes:
        """Takes the bytes of one read, returns the events that it completed, each with its blank line."""
        if self._skips_line_feed or b"\r" in chunk:
            chunk = self._normalise_line_ends(chunk)
        if not self._ends_event(chunk):
            self._keep(chunk)
            return b""
        if self._pieces:
            chunk = b"".join((*self._pieces, chunk))
            self._pieces.clear()
            self._size = 0
        end = chunk.rfind(b"\n\n") + 2
        self.is_between_events = True
        self._keep(chunk[end:])
        if self._is_first_block:
            self._is_first_block = False
            return chunk[:end].removeprefix(_BYTE_ORDER_MARK)
        return chunk[:end]

    def _normalise_line_ends(self, chunk: bytes) -> bytes:
        """A CR ends its line at once; an LF that follows in the next read is no second line end."""
        if self._skips_line_feed and chunk:
            chunk = chunk.removeprefix(b"\n")
            self._skips_line_feed = False
        if chunk.endswith(b"\r"):
            self._skips_line_feed = True
        return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    def _ends_event(self, chunk: bytes) -> bool:
        """Looks at new bytes only: an event of many reads is joined once, not once per read."""
        return b"\n\n" in chunk or (bool(self._pieces) and chunk.startswith(b"\n") and self._pieces[-1].endswith(b"\n"))

    def _keep(self, chunk: bytes) -> None:
        if not chunk:
            return
        self.is_between_events = False
        self._pieces.append(chunk)
        self._size += len(chunk)
        if self._size > self._max_event_bytes:
            raise InvalidResponseDataError(
                data=None, message=f"The stream has an event of more than {self._max_event_bytes} bytes."
            )
