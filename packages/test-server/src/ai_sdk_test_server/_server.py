"""The server: a thread with its own event loop, so that it serves tests with and without one."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from ._answerer import Answerer, Script, refusal_response
from ._connection import Connection, RequestRefused
from ._endpoint import Exchange
from ._openai.helpful import helpful_answer
from ._replies import AnyReply, Rule
from ._request import RecordedRequest
from ._response import Response
from ._watched import DEFAULT_TIMEOUT, Watched

BACKLOG = 2048
"""Clients that may connect at the same moment."""


@dataclass(slots=True, kw_only=True, frozen=True)
class Counts:
    """What a server has seen.

    The numbers change together, so that a test that waited for one may look at the others.
    """

    requests: int = 0
    connections: int = 0
    open_connections: int = 0
    disconnects: int = 0


class TestServer:
    """An HTTP server on this machine that answers as a test wants.

    It starts when entered, with `with` or with `async with`, and is gone when left: no thread, task or socket stays.

    Args:
        replies: Answers to the requests that come, in their order.
        rules: Functions that look at a request and answer it, or return `None`. They are asked in their order when the
            replies are used up. Default: `helpful_answer` for a server without replies, none for one with replies.
        api_key: What clients must send as `Authorization: Bearer ...`; `None` accepts everybody.
        host: The address to listen on.
        port: The port to listen on; 0 takes a free one.
        chunk_delay: Seconds before every chunk of a reply that does not say it itself.
        max_body_size: Bytes of a request's body beyond which it is refused.
        max_recorded_requests: How many of the latest requests are kept.
    """

    __test__ = False  # for pytest, which collects what is called Test...

    def __init__(
        self,
        *,
        replies: Sequence[AnyReply] | None = None,
        rules: Sequence[Rule] | None = None,
        api_key: str | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        chunk_delay: float = 0.0,
        max_body_size: int = 16 * 1024 * 1024,
        max_recorded_requests: int = 10_000,
    ) -> None:
        default_rules = [helpful_answer] if replies is None else []
        self._answerer = Answerer(
            script=Script(replies or ()), rules=default_rules if rules is None else list(rules), api_key=api_key
        )
        self._site = _Site(self._answerer, chunk_delay, max_body_size, max_recorded_requests)
        self._address = (host, port)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        if self._thread is not None:
            raise RuntimeError("A TestServer runs once; make a new one.")

        started: Future[tuple[str, int]] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._site.serve(self._address, started)), name="ai-sdk-test-server", daemon=True
        )
        self._thread.start()

        try:
            self._address = started.result()
        except BaseException:
            self._stop()
            raise

        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop()

        if error is None and self._site.failures:
            raise self._site.failures[0]

    async def __aenter__(self) -> Self:
        return self.__enter__()  # takes a millisecond

    async def __aexit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.__exit__(error_type, error, traceback)  # never waits for a client: connections are aborted

    def _stop(self) -> None:
        self._site.stop()

        if self._thread is not None:
            self._thread.join()

    @property
    def base_url(self) -> str:
        """What clients take as their base URL, with `/v1` and without a slash at the end.

        Raises:
            RuntimeError: If the server was not entered yet: it has no address then.
        """
        if self._thread is None:
            raise RuntimeError("The server has no address before it is entered: `with TestServer() as server: ...`.")

        host, port = self._address
        return f"http://{host}:{port}/v1"

    def script(self, *replies: AnyReply) -> None:
        """Answer the next requests with these replies, after those that already wait.

        From now on a request that finds no reply is refused: the default rule no longer answers.
        """
        self._answerer.script.extend(replies)
        self._answerer.rules = [rule for rule in self._answerer.rules if rule is not helpful_answer]

    @property
    def replies_left(self) -> int:
        """How many scripted replies have not been used."""
        return len(self._answerer.script)

    @property
    def requests(self) -> list[RecordedRequest]:
        """The requests that arrived completely, oldest first, also those that were refused."""
        return list(self._site.requests)

    @property
    def open_connections(self) -> int:
        """How many clients are connected now."""
        return self._site.counts.value.open_connections

    @property
    def connections(self) -> int:
        """How many connections were made so far."""
        return self._site.counts.value.connections

    @property
    def disconnects(self) -> int:
        """How many clients left before they had their whole response."""
        return self._site.counts.value.disconnects

    async def wait_for_requests(self, count: int = 1, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Wait until that many requests have arrived since the start.

        Args:
            count: The number of requests.
            timeout: Seconds to wait at most.

        Raises:
            TimeoutError: If they did not arrive in time.
        """
        await self._site.counts.wait(
            lambda counts: counts.requests >= count, timeout=timeout, expectation=f"request {count}"
        )

    async def wait_for_disconnects(self, count: int = 1, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Wait until that many clients have left before they had their whole response.

        Args:
            count: The number of disconnects since the start.
            timeout: Seconds to wait at most.

        Raises:
            TimeoutError: If they did not leave in time.
        """
        await self._site.counts.wait(
            lambda counts: counts.disconnects >= count, timeout=timeout, expectation=f"disconnect {count}"
        )

    async def wait_until_idle(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Wait until no client is connected.

        Args:
            timeout: Seconds to wait at most.

        Raises:
            TimeoutError: If clients were still connected then.
        """
        await self._site.counts.wait(
            lambda counts: counts.open_connections == 0, timeout=timeout, expectation="no open connection"
        )

    def block_for_requests(self, count: int = 1, timeout: float = DEFAULT_TIMEOUT) -> None:
        """The blocking twin of `wait_for_requests`, for tests without an event loop.

        Args:
            count: The number of requests.
            timeout: Seconds to wait at most.

        Raises:
            TimeoutError: If they did not arrive in time.
        """
        self._site.counts.block(
            lambda counts: counts.requests >= count, timeout=timeout, expectation=f"request {count}"
        )

    def block_for_disconnects(self, count: int = 1, timeout: float = DEFAULT_TIMEOUT) -> None:
        """The blocking twin of `wait_for_disconnects`, for tests without an event loop.

        Args:
            count: The number of disconnects since the start.
            timeout: Seconds to wait at most.

        Raises:
            TimeoutError: If they did not leave in time.
        """
        self._site.counts.block(
            lambda counts: counts.disconnects >= count, timeout=timeout, expectation=f"disconnect {count}"
        )

    def block_until_idle(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        """The blocking twin of `wait_until_idle`, for tests without an event loop.

        Args:
            timeout: Seconds to wait at most.

        Raises:
            TimeoutError: If clients were still connected then.
        """
        self._site.counts.block(
            lambda counts: counts.open_connections == 0, timeout=timeout, expectation="no open connection"
        )


class _Site:
    """What lives in the server's thread: the listening socket, the connections and what they saw."""

    def __init__(self, answerer: Answerer, chunk_delay: float, max_body_size: int, max_recorded_requests: int) -> None:
        self.chunk_delay = chunk_delay
        self.max_body_size = max_body_size
        self.requests: deque[RecordedRequest] = deque(maxlen=max_recorded_requests)
        self.counts = Watched(Counts())
        self.failures: list[BaseException] = []
        self._answerer = answerer
        self._is_stopped = Watched(False)
        self._open: set[Connection] = set()

    async def serve(self, address: tuple[str, int], started: Future[tuple[str, int]]) -> None:
        """Listen until `stop` is called."""
        try:
            server = await asyncio.get_running_loop().create_server(lambda: Connection(self), *address, backlog=BACKLOG)
        except BaseException as error:
            started.set_exception(error)
            return

        started.set_result((address[0], server.sockets[0].getsockname()[1]))
        await self._is_stopped.wait(bool, timeout=None, expectation="the stop")
        server.close()
        await self._end_connections()
        await server.wait_closed()

    def stop(self) -> None:
        """End `serve`, from any thread."""
        self._is_stopped.update(lambda _: True)

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
        """A client has connected, perhaps in the last moment."""
        self._open.add(connection)
        self.counts.update(
            lambda counts: replace(
                counts, connections=counts.connections + 1, open_connections=counts.open_connections + 1
            )
        )

        if self._is_stopped.value:
            connection.abort()

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
