"""One TCP connection: h11 decides what HTTP allows, this module moves the bytes."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING, Protocol

import h11

from ._delivery import Delivery
from ._request import RecordedRequest
from ._response import Response

if TYPE_CHECKING:
    from typing_extensions import override
else:  # typing.override is new in Python 3.12, and one decorator is not worth a dependency

    def override(method: object) -> object:
        return method


MAX_HEAD_SIZE = 64 * 1024
"""Bytes of request line and headers that are accepted."""

LINGER_SECONDS = 2.0
"""How long a refused client may go on sending before its connection is closed."""

RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER on, zero seconds: closing sends RST."""


class RequestRefused(Exception):
    """The bytes of a client are no request that the server reads."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class ConnectionOwner(Protocol):
    """What a connection needs from the server."""

    max_body_size: int
    chunk_delay: float

    def respond(self, request: RecordedRequest) -> Response:
        """Answer a request."""
        ...

    def refuse(self, refusal: RequestRefused) -> Response:
        """Answer what is no request."""
        ...

    def connection_opened(self, connection: Connection) -> None:
        """A client has connected."""
        ...

    def connection_failed(self, error: BaseException) -> None:
        """A response could not be written: HTTP does not allow it."""
        ...

    def connection_closed(self, connection: Connection, *, is_interrupted: bool) -> None:
        """The connection is gone; interrupted means that the client left before it had its response."""
        ...


class Connection(asyncio.Protocol):
    """A client's connection, from accept to close, over any number of requests."""

    def __init__(self, owner: ConnectionOwner) -> None:
        self._owner = owner
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD_SIZE)
        self._received = asyncio.Event()
        self._writable = asyncio.Event()
        self._writable.set()
        self._is_responding = False
        self._is_closing = False
        self._waiting_size = 0

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        # Writable then means that the kernel has everything: delays, holds and cuts come after the bytes before them.
        transport.set_write_buffer_limits(high=0)
        self._transport = transport
        self._owner.connection_opened(self)
        self.task = asyncio.get_running_loop().create_task(self._serve())
        self.task.add_done_callback(self._served)

    @override
    def data_received(self, data: bytes) -> None:
        if self._is_closing:
            return

        if self._is_responding:
            self._waiting_size += len(data)

            if self._waiting_size > self._owner.max_body_size:
                self._transport.abort()
                return

        self._http.receive_data(data)
        self._received.set()

    @override
    def eof_received(self) -> bool:
        return False  # asyncio then closes the transport: a client that stops sending has left

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._owner.connection_closed(self, is_interrupted=self._is_responding)
        self.task.cancel()

    @override
    def pause_writing(self) -> None:
        self._writable.clear()

    @override
    def resume_writing(self) -> None:
        self._writable.set()

    def abort(self) -> None:
        """End the connection without a word, because the server stops."""
        self._is_responding = False
        self._transport.abort()

    def _served(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._owner.connection_failed(error)
            self.abort()

    async def _serve(self) -> None:
        try:
            while await self._serve_one():
                self._http.start_next_cycle()
        except (RequestRefused, h11.RemoteProtocolError) as error:
            await self._refuse(error)
        else:
            self._transport.close()

    async def _serve_one(self) -> bool:
        """Answer one request; false when the connection ends after it."""
        request = await self._read_request()
        self._is_responding = True
        await self._write(self._owner.respond(request))
        self._is_responding = False
        self._waiting_size = 0
        return self._http.our_state is h11.DONE and self._http.their_state is h11.DONE

    async def _refuse(self, error: RequestRefused | h11.RemoteProtocolError) -> None:
        refusal = error if isinstance(error, RequestRefused) else RequestRefused(error.error_status_hint, str(error))
        response = self._owner.refuse(refusal)
        response.headers = {**response.headers, "connection": "close"}

        await self._write(response)

        # Closing with unread bytes would reset the connection, and the client would lose the answer.
        self._is_closing = True
        self._transport.write_eof()
        await asyncio.sleep(LINGER_SECONDS)
        self._transport.close()

    async def _read_request(self) -> RecordedRequest:
        head = await self._next_event()
        assert isinstance(head, h11.Request)  # h11 is never told of the end of the input: it closes the transport
        body = bytearray()

        while isinstance(data := await self._next_event(), h11.Data):
            body += data.data

            if len(body) > self._owner.max_body_size:
                raise RequestRefused(413, f"The request body is larger than {self._owner.max_body_size} bytes.")

        return _recorded(head, bytes(body))

    async def _next_event(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            if self._http.they_are_waiting_for_100_continue:
                self._send(h11.InformationalResponse(status_code=100, headers=[]))

            self._received.clear()
            await self._received.wait()

        return event

    async def _write(self, response: Response) -> None:
        delivery = response.delivery
        chunks = delivery.arrange(response.chunks)
        await _hold(delivery, None)
        await asyncio.sleep(delivery.delay)
        await self._send_and_flush(_head(response, chunks))

        chunk_delay = self._owner.chunk_delay if delivery.chunk_delay is None else delivery.chunk_delay

        for number, chunk in enumerate(chunks):
            if await self._breaks_off(delivery, number):
                return

            await asyncio.sleep(chunk_delay)
            await self._send_and_flush(h11.Data(data=chunk))

        if not await self._breaks_off(delivery, len(chunks)):
            await self._send_and_flush(h11.EndOfMessage())

    async def _breaks_off(self, delivery: Delivery, after_chunks: int) -> bool:
        """Hold if the test wants it, then cut if it wants that."""
        await _hold(delivery, after_chunks)
        cut = delivery.cut

        if cut is None or cut.how == "end" or cut.after_chunks != after_chunks:
            return False

        self._break_off(with_reset=cut.how == "reset")
        return True

    def _break_off(self, *, with_reset: bool) -> None:
        if with_reset:
            connected: socket.socket = self._transport.get_extra_info("socket")
            connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            self._transport.abort()
        else:
            self._transport.close()

    def _send(self, event: h11.Event) -> None:
        data = self._http.send(event)

        if data:
            self._transport.write(data)

    async def _send_and_flush(self, event: h11.Event) -> None:
        self._send(event)
        await self._writable.wait()


async def _hold(delivery: Delivery, after_chunks: int | None) -> None:
    for hold in delivery.holds:
        if hold.after_chunks == after_chunks:
            await hold.pass_through()


def _head(response: Response, chunks: list[bytes]) -> h11.Response:
    headers = {"content-type": response.content_type}

    if not response.streamed:
        headers["content-length"] = str(sum(len(chunk) for chunk in chunks))

    headers.update((name.lower(), value) for name, value in response.headers.items())
    return h11.Response(status_code=response.status, headers=list(headers.items()))


def _recorded(head: h11.Request, body: bytes) -> RecordedRequest:
    path, _, query = head.target.decode("ascii", "replace").partition("?")
    headers: dict[str, str] = {}

    for raw_name, raw_value in head.headers:
        name, value = raw_name.decode("ascii"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value

    return RecordedRequest(method=head.method.decode("ascii"), path=path, query=query, headers=headers, body=body)
