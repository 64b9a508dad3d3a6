"""The mock server: a process of its own that writes bytes made beforehand, so that it does not count.

It speaks just enough HTTP: every request has a content length. The first segment of the path picks the answer.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator

from wire import answers, paced_writes

SECONDS_BETWEEN_WRITES = 0.05
SECONDS_TO_LIVE = 3_600


class Connection(asyncio.Protocol):
    """Answers the requests of one connection."""

    answers: dict[bytes, bytes]
    paced: list[bytes]

    def __init__(self) -> None:
        self._buffer = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            head, separator, rest = self._buffer.partition(b"\r\n\r\n")
            if not separator:
                return
            _, _, after = head.lower().partition(b"content-length:")
            length = int(after.split(b"\r\n", 1)[0] or 0)
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            self._answer(head.split(b"/", 2)[1])

    def _answer(self, name: bytes) -> None:
        if name == b"paced":
            self._write_next(iter(self.paced))
        else:
            self._transport.write(self.answers[name])

    def _write_next(self, writes: Iterator[bytes]) -> None:
        data = next(writes, None)
        if data is not None and not self._transport.is_closing():
            self._transport.write(data)
            asyncio.get_running_loop().call_later(SECONDS_BETWEEN_WRITES, self._write_next, writes)


async def main() -> None:
    """Print the port, then serve until the parent is gone or time is up."""
    Connection.answers = {name.encode(): answer for name, answer in answers().items()}
    Connection.paced = paced_writes()
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=4_096)
    print(server.sockets[0].getsockname()[1], flush=True)
    parent = os.getppid()
    for _ in range(SECONDS_TO_LIVE):
        await asyncio.sleep(1)
        if os.getppid() != parent:
            sys.exit()


asyncio.run(main())
