"""What lives in the server's thread: the listening socket, the connections, and what they saw."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from dataclasses import dataclass, replace

from ._answerer import Answerer, refusal_response
from ._connection import Connection, RequestRefused
from ._endpoint import Exchange
from ._request import RecordedRequest
from ._response import Response
from ._watched import Watched

PAUSE_SECONDS = 0.1
"""How long nobody is accepted after the system refused to accept: it has no file descriptors left."""


@dataclass(slots=True, kw_only=True, frozen=True)
class Counts:
    """What a server has seen.

    The numbers change together, so that a test that waited for one may look at the others.
    """

    requests: int = 0
    connections: int = 0
    open_connections: int = 0
    disconnects: int = 0


class Site:
    """Accepts clients, answers them, and counts."""

    def __init__(self, answerer: Answerer, chunk_delay: float, max_body_size: int, max_recorded_requests: int) -> None:
        self.chunk_delay = chunk_delay
        self.max_body_size = max_body_size
        self.requests: deque[RecordedRequest] = deque(maxlen=max_recorded_requests)
        self.counts = Watched(Counts())
        self.failures: list[BaseException] = []
        self._answerer = answerer
        self._is_stopped = Watched(False)
        self._accepting: set[asyncio.Task[None]] = set()
        self._open: set[Connection] = set()

    async def serve(self, listener: socket.socket) -> None:
        """Serve the clients of a listening socket until `stop` is called, then close it and end every connection."""
        loop = asyncio.get_running_loop()
        listener.setblocking(False)
        loop.add_reader(listener, self._accept, listener)
        await self._is_stopped.wait(bool, timeout=None, expectation="the stop")
        loop.remove_reader(listener)
        listener.close()
        await asyncio.gather(*self._accepting, return_exceptions=True)
        await self._end_connections()

    def stop(self) -> None:
        """End `serve`, from any thread."""
        self._is_stopped.update(lambda _: True)

    def _accept(self, listener: socket.socket) -> None:
        """Accept a client, in a task that `serve` can wait for: one that comes with the stop is not forgotten."""
        loop = asyncio.get_running_loop()

        try:
            client, _ = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # it has changed its mind
        except OSError:
            loop.remove_reader(listener)
            loop.call_later(PAUSE_SECONDS, self._accept_again, listener)
            return

        client.setblocking(False)
        task = loop.create_task(self._connect(client))
        self._accepting.add(task)
        task.add_done_callback(self._accepting.discard)

    def _accept_again(self, listener: socket.socket) -> None:
        if not self._is_stopped.value:
            asyncio.get_running_loop().add_reader(listener, self._accept, listener)

    async def _connect(self, client: socket.socket) -> None:
        await asyncio.get_running_loop().connect_accepted_socket(lambda: Connection(self), client)

    async def _end_connections(self) -> None:
        open_connections = list(self._open)

        for connection in open_connections:
            connection.abort()

        await asyncio.gather(*(connection.task for connection in open_connections), return_exceptions=True)

    def respond(self, request: RecordedRequest) -> Response:
        """Record a request and answer it."""
        self.requests.append(request)
        self.counts.update(lambda counts: replace(counts, requests=counts.requests + 1))
        number = self.counts.value.requests

        try:
            response = self._answerer.answer(Exchange(request=request, number=number))
        except Exception as error:  # a rule of the test failed: the test hears of it when it leaves the server
            self.failures.append(error)
            response = refusal_response(500, f"A rule of the test server raised {type(error).__name__}.")

        response.headers = {"x-request-id": f"req_{number}", **response.headers}

        if request.method == "HEAD":
            response.chunks = ()

        return response

    def refuse(self, refusal: RequestRefused) -> Response:
        """Answer what is no request."""
        return refusal_response(refusal.status, refusal.message)

    def connection_opened(self, connection: Connection) -> None:
        """A client has connected."""
        self._open.add(connection)
        self.counts.update(
            lambda counts: replace(
                counts, connections=counts.connections + 1, open_connections=counts.open_connections + 1
            )
        )

    def connection_failed(self, error: BaseException) -> None:
        """A response could not be written; the test hears of it when it leaves the server."""
        self.failures.append(error)

    def connection_closed(self, connection: Connection, *, is_interrupted: bool) -> None:
        """The connection is gone."""
        self._open.discard(connection)

        self.counts.update(
            lambda counts: replace(
                counts,
                open_connections=counts.open_connections - 1,
                disconnects=counts.disconnects + is_interrupted,
            )
        )
