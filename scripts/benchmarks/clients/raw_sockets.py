"""The floor: asyncio's streams and no HTTP library. It knows what the mock server sends, and is no client for real."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from pydantic_core import from_json, to_json

from . import PROMPT, Client

_BODY = {"model": "m", "messages": [{"role": "user", "content": PROMPT}]}
_STREAM_BODY = to_json({**_BODY, "stream": True, "stream_options": {"include_usage": True}})
_READ_BYTES = 2**16

_Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class RawSockets(Client):
    """Requests written by hand."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._port = int(url.rpartition(":")[2])
        self._idle: list[_Connection] = []

    async def call(self, path: str) -> int:
        connection = await self._send(path, to_json(_BODY))
        reader, _ = connection
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
        body: Any = from_json(await reader.readexactly(length))
        self._idle.append(connection)
        return len(body["choices"][0]["message"]["content"])

    async def stream(self, path: str) -> tuple[int, float]:
        size = 0
        first = 0.0
        connection = await self._send(path, _STREAM_BODY)
        reader, _ = connection
        rest = b""
        while not rest.endswith(b"\r\n0\r\n\r\n"):
            data = rest + await reader.read(_READ_BYTES)
            *lines, _ = data.split(b"\n\n")
            for event in lines:
                start = event.find(b'data: {"')
                if start < 0:
                    continue
                choices = from_json(event[start + 6 :])["choices"]
                if choices and (text := choices[0]["delta"].get("content")):
                    if not size:
                        first = time.process_time()
                    size += len(text)
            rest = data[data.rfind(b"\n\n") + 2 :]
        self._idle.append(connection)
        return size, first

    async def _send(self, path: str, body: bytes) -> _Connection:
        if not self._idle:
            self._idle.append(await asyncio.open_connection("127.0.0.1", self._port))
        connection = self._idle.pop()
        head = f"POST /{path}/v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: {len(body)}\r\n\r\n"
        connection[1].write(head.encode() + body)
        return connection

    async def aclose(self) -> None:
        for _, writer in self._idle:
            writer.close()


def create(url: str) -> Client:
    """A loop on sockets."""
    return RawSockets(url)
