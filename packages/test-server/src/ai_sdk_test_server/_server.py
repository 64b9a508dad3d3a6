"""The server: a thread with its own event loop, so that it serves tests with and without one."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from ._answerer import Answerer, Script
from ._openai.helpful import helpful_answer
from ._replies import AnyReply, Rule
from ._request import RecordedRequest
from ._site import Site
from ._watched import DEFAULT_TIMEOUT

BACKLOG = 2048
"""Clients that may connect at the same moment."""


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
        default_rules = (helpful_answer,) if replies is None else ()
        self._has_default_rules = rules is None
        self._answerer = Answerer(
            script=Script(replies or ()), rules=default_rules if rules is None else rules, api_key=api_key
        )
        self._site = Site(self._answerer, chunk_delay, max_body_size, max_recorded_requests)
        self._address = (host, port)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        if self._thread is not None:
            raise RuntimeError("A TestServer runs once; make a new one.")

        self._listener = _listen(*self._address)
        self._address = (self._address[0], self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, name="ai-sdk-test-server", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._site.stop()

        if self._thread is not None:
            self._thread.join()

        if error is None and self._site.failures:
            raise self._site.failures[0]

    async def __aenter__(self) -> Self:
        return self.__enter__()  # takes a millisecond

    async def __aexit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.__exit__(error_type, error, traceback)  # never waits for a client: connections are aborted

    def _serve(self) -> None:
        # Only this kind of loop waits for sockets on every platform as `Site` does.
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(self._site.serve(self._listener))

    @property
    def base_url(self) -> str:
        """What clients take as their base URL, with `/v1` and without a slash at the end.

        Raises:
            RuntimeError: If the server was not entered yet: it has no address then.
        """
        if self._thread is None:
            raise RuntimeError("The server has no address before it is entered: `with TestServer() as server: ...`.")

        host, port = self._address
        return f"http://[{host}]:{port}/v1" if ":" in host else f"http://{host}:{port}/v1"

    def script(self, *replies: AnyReply) -> None:
        """Answer the next requests with these replies, after those that already wait.

        From now on a request beyond them is refused, unless a rule that was given to the server answers it.
        """
        self._answerer.script.extend(replies)

        if self._has_default_rules:
            self._answerer.rules = ()

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


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    # Clients inherit it. asyncio sets it only on sockets it opened itself; without it a chunk may wait for 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
