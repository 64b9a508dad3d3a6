"""TCP and TLS connections for httpcore, straight on asyncio's transports.

Why not httpcore's own: it goes through anyio, which opens a cancel scope and changes the selector twice for every read.
That is most of what a waiting stream costs. And only a connection that is ours can say that it has no more to read
without waiting, so that all that one network read brought is processed at once (`_read_ahead`).
"""

from __future__ import annotations

import asyncio
import select
import ssl
import types
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

import httpcore

from .._override import override

HAPPY_EYEBALLS_DELAY_SECONDS = 0.25
MAX_UNREAD_BYTES = 2**18
"""Beyond this, a peer that sends faster than its data is processed has to wait."""

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


MUST_WAIT: Final = object()
"""Yielded in place of a future by a read that has nothing to read; see `NetworkStream.waits`."""


class AsyncioBackend(httpcore.AsyncNetworkBackend):
    """Opens connections."""

    @override
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        options: dict[str, Any] = {}
        if local_address is not None:
            options["local_addr"] = (local_address, 0)
        if isinstance(loop, asyncio.BaseEventLoop):  # uvloop's does not know it.
            options["happy_eyeballs_delay"] = HAPPY_EYEBALLS_DELAY_SECONDS
        with _mapped_errors(httpcore.ConnectTimeout, httpcore.ConnectError):
            async with asyncio.timeout(timeout):
                transport, connection = await loop.create_connection(Connection, host, port, **options)
            for option in socket_options or ():
                transport.get_extra_info("socket").setsockopt(*option)
        return NetworkStream(transport, connection)

    @override
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Connection(asyncio.Protocol):
    """Keeps what arrives until it is read."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport
        self._unread = bytearray()
        self._is_over = False
        self._error: Exception | None = None
        self._reader: asyncio.Future[None] | None = None
        self._deadline = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._writer: asyncio.Future[None] | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's are, and do not say so.

    @override
    def data_received(self, data: bytes) -> None:
        self._unread += data
        if len(self._unread) > MAX_UNREAD_BYTES:
            self._transport.pause_reading()
        self._wake_reader()

    @override
    def eof_received(self) -> None:
        self._is_over = True
        self._wake_reader()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._is_over = True
        self._error = self._error or exc
        if self._timer is not None:
            self._timer.cancel()
        self._wake_reader()
        self.resume_writing()

    @override
    def pause_writing(self) -> None:
        self._writer = self._loop.create_future()

    @override
    def resume_writing(self) -> None:
        if self._writer is not None and not self._writer.done():
            self._writer.set_result(None)
        self._writer = None

    @property
    def is_over(self) -> bool:
        """Whether the peer has ended the connection, or it broke."""
        return self._is_over

    @property
    def has_data(self) -> bool:
        """Whether something can be read without waiting."""
        return bool(self._unread)

    def use_tls(self, transport: asyncio.Transport) -> None:
        """From now on, what arrives comes through another transport."""
        self._transport = transport

    def take(self, max_bytes: int) -> bytes:
        """What has arrived, up to a limit; empty at the end of the connection."""
        if self._error is not None and not self._unread:
            raise httpcore.ReadError(str(self._error)) from self._error
        data = bytes(self._unread[:max_bytes])
        del self._unread[:max_bytes]
        if len(self._unread) <= MAX_UNREAD_BYTES < len(self._unread) + len(data) and not self._is_over:
            self._transport.resume_reading()
        return data

    async def wait_for_data(self, timeout: float | None) -> None:
        """Wait until something has arrived or the connection is over."""
        self._reader = self._loop.create_future()
        if timeout is not None:
            self._deadline = self._loop.time() + timeout
            if self._timer is None:
                self._timer = self._loop.call_at(self._deadline, self._check_deadline)
        try:
            await self._reader
        finally:
            self._reader = None

    async def wait_until_writable(self, timeout: float | None) -> None:
        """Wait until the peer has taken enough of what was written."""
        if self._writer is not None:
            with _mapped_errors(httpcore.WriteTimeout, httpcore.WriteError):
                async with asyncio.timeout(timeout):
                    await asyncio.shield(self._writer)
        if self._is_over:
            raise httpcore.WriteError("The connection was closed.")

    def _check_deadline(self) -> None:
        """One timer serves many reads: most of them end long before their deadlines."""
        self._timer = None
        if self._reader is None or self._reader.done():
            return
        if self._loop.time() < self._deadline:
            self._timer = self._loop.call_at(self._deadline, self._check_deadline)
        else:
            self._reader.set_exception(httpcore.ReadTimeout())

    def _wake_reader(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)


class NetworkStream(httpcore.AsyncNetworkStream):
    """A connection as httpcore wants it."""

    def __init__(self, transport: asyncio.Transport, connection: Connection) -> None:
        self._transport = transport
        self._connection = connection
        self.waits = True
        """If False, a read that would have to wait yields `MUST_WAIT` to whoever drives it, and then waits."""
        self._is_closed = False

    @override
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        connection = self._connection
        if not self.waits and not connection.has_data and not connection.is_over:
            await _give_up()
        while not connection.has_data and not connection.is_over:
            if self._is_closed:
                raise httpcore.ReadError("The connection was closed.")
            await connection.wait_for_data(timeout)
        return connection.take(max_bytes)

    @override
    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            self._transport.write(buffer)
            await self._connection.wait_until_writable(timeout)

    @override
    async def aclose(self) -> None:
        self._is_closed = True
        self._transport.abort()
        await asyncio.sleep(0)  # The socket is closed in the loop's next round.

    @override
    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        try:
            with _mapped_errors(httpcore.ConnectTimeout, httpcore.ConnectError):
                async with asyncio.timeout(timeout):
                    transport = await loop.start_tls(
                        self._transport, self._connection, ssl_context, server_hostname=server_hostname
                    )
                if transport is None:
                    raise ConnectionResetError("The connection was closed.")
        except BaseException:
            await self.aclose()
            raise
        self._connection.use_tls(transport)
        return NetworkStream(transport, self._connection)

    @override
    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._connection.is_over or self._connection.has_data or _is_readable(self._transport)
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._transport.get_extra_info(names.get(info, info))

    def abandon(self) -> None:
        """Let a read that was interrupted fail when it goes on."""
        self._is_closed = True


@types.coroutine
def _give_up() -> Generator[object, None, None]:
    yield MUST_WAIT


@contextmanager
def _mapped_errors(timeout: type[Exception], other: type[Exception]) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise timeout(str(error)) from error
    except OSError as error:
        raise other(str(error)) from error


def _is_readable(transport: asyncio.Transport) -> bool:
    """Whether the peer has sent something, most likely its farewell, that the loop has had no time to look at."""
    socket = transport.get_extra_info("socket")
    if socket is None or socket.fileno() < 0:
        return True
    if not hasattr(select, "poll"):
        return bool(select.select([socket.fileno()], [], [], 0)[0])
    poll = select.poll()
    poll.register(socket.fileno(), select.POLLIN)
    return bool(poll.poll(0))
