"""HTTP connections: one client per event loop, shared by all providers.

Connections belong to the event loop that opened them, so every running loop has its own client: a second
`asyncio.run` and a second thread just work. A client ends with its loop, without a warning: `asyncio.run` closes it
when it shuts the loop's asynchronous generators down, and code that manages loops itself calls `aclose_all`.

A client that the caller passes is used as it is and never closed. It is an `httpx.AsyncClient` or any object with its
`build_request` and `send`, such as `httpx2.AsyncClient`.
"""

from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias
from weakref import WeakKeyDictionary

from .._override import override
from .generators import start_loops_generator

if TYPE_CHECKING:
    import httpx

    from ._httpx_transport import RoutingTransport

CONNECT_TIMEOUT_SECONDS = 10.0
READ_TIMEOUT_SECONDS = 600.0
"""Models think for minutes before the first byte; the generation functions have finer limits."""

MAX_REDIRECTS = 5
MAX_REMEMBERED_URLS = 256

_TIMEOUT = {
    "connect": CONNECT_TIMEOUT_SECONDS,
    "read": READ_TIMEOUT_SECONDS,
    "write": READ_TIMEOUT_SECONDS,
    "pool": CONNECT_TIMEOUT_SECONDS,
}
_Content: TypeAlias = bytes | AsyncIterable[bytes] | None
"""A body that is there, or arrives piece by piece."""

_DEFAULT_HEADERS = [(b"accept", b"*/*"), (b"accept-encoding", b"gzip, deflate")]


class HttpClient(Protocol):
    """What the toolkit needs of a caller's HTTP client: the part of `httpx.AsyncClient` that its forks share."""

    def build_request(
        self,
        method: str,
        url: str,
        *,
        content: bytes | AsyncIterable[bytes] | None = ...,
        headers: dict[str, str] | None = ...,
    ) -> Any:
        """Prepares a request, with the client's own headers and settings.

        Args:
            method: The HTTP method.
            url: Where to send it.
            content: The body.
            headers: Headers, which win over the client's.

        Returns:
            A request for `send`.
        """
        ...

    async def send(self, request: Any, *, stream: bool = ...) -> Any:
        """Sends a request.

        Args:
            request: From `build_request`.
            stream: True to return when the headers are there and leave the body to be read.

        Returns:
            The response: an `httpx.Response` or its equal.
        """
        ...


async def send_request(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    content: bytes | AsyncIterable[bytes] | None = None,
    http_client: HttpClient | None = None,
) -> Any:
    """Sends a request and returns when the response's headers are there.

    Args:
        method: The HTTP method.
        url: Where to send it.
        headers: Normalized headers.
        content: The body.
        http_client: The caller's client; without one, the shared client of the running loop.

    Returns:
        An `httpx.Response` or its equal, whose body has not been read. Whoever gets it must close it.
    """
    if http_client is None:
        return await _shared_client().send(method, url, headers, content)
    request = http_client.build_request(method, url, content=content, headers=dict(headers))
    return await http_client.send(request, stream=True)


def shared_http_client() -> httpx.AsyncClient:
    """The client of the running event loop, for code that needs all of httpx.

    It keeps no cookies and follows no redirects. Do not close it: its connections are those of all providers.

    Returns:
        An `httpx.AsyncClient`, always the same one on the same loop.
    """
    return _shared_client().httpx_client


async def aclose_all() -> None:
    """Closes the shared connections of the running event loop.

    Needed only where a loop is not run by `asyncio.run` or `asyncio.Runner`, which do the same. Later requests open new
    connections.
    """
    client = _clients.by_loop.pop(asyncio.get_running_loop(), None)
    if client is not None:
        await client.aclose()


def is_transport_error(error: BaseException) -> bool:
    """Tells whether a request failed on the network.

    Args:
        error: What an HTTP client raised.

    Returns:
        True for errors of connections, timeouts, and answers that are not HTTP, of httpx and its forks.
    """
    names = {error_class.__name__ for error_class in type(error).__mro__}
    return not names.isdisjoint({"RequestError", "InvalidURL"}) or isinstance(error, OSError)


def is_retryable_transport_error(error: BaseException) -> bool:
    """Tells whether a request that failed on the network may succeed when it is sent again.

    Args:
        error: What an HTTP client raised.

    Returns:
        False where the request itself is at fault, such as a URL without a usable scheme.
    """
    names = {error_class.__name__ for error_class in type(error).__mro__}
    is_own_fault = not names.isdisjoint({"UnsupportedProtocol", "LocalProtocolError"})
    return not is_own_fault and ("TransportError" in names or isinstance(error, OSError))


class _SharedClient:
    """The connections of one event loop."""

    def __init__(self) -> None:
        from ._httpx_transport import RoutingTransport

        self._transport: RoutingTransport = RoutingTransport()
        self._closer = start_loops_generator(self._close_with_loop())

    @functools.cached_property
    def httpx_client(self) -> httpx.AsyncClient:
        from http.cookiejar import CookieJar, DefaultCookiePolicy

        import httpx

        return httpx.AsyncClient(
            transport=self._transport,
            timeout=httpx.Timeout(**_TIMEOUT),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # One user's must not reach the next.
            trust_env=False,  # The transport has read it.
        )

    async def send(self, method: str, url: str, headers: Mapping[str, str], content: _Content) -> httpx.Response:
        """Sends a request below httpx's client, which costs a third of a call: cookies, sessions and mounts."""
        parsed_url = _parse_url(url)
        redirects = 0
        while True:
            response = await self._transport.handle_async_request(_build_request(method, parsed_url, headers, content))
            target = _redirect_target(method, parsed_url, response)
            is_repeatable = content is None or isinstance(content, bytes)
            if not is_repeatable or target is None or redirects == MAX_REDIRECTS:
                return response
            await response.aclose()
            parsed_url = target
            redirects += 1

    async def aclose(self) -> None:
        await self._closer.aclose()

    async def _close_with_loop(self) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await self._transport.aclose()


class _Clients(threading.local):
    """A loop runs in one thread, so clients are kept per thread and need no lock."""

    def __init__(self) -> None:
        self.by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, _SharedClient] = WeakKeyDictionary()


_clients = _Clients()


def _shared_client() -> _SharedClient:
    loop = asyncio.get_running_loop()
    client = _clients.by_loop.get(loop)
    if client is None:
        for other in [other for other in _clients.by_loop if other.is_closed()]:
            del _clients.by_loop[other]  # Open connections refer to their loop: weak keys alone would not free them.
        client = _clients.by_loop[loop] = _SharedClient()
    return client


@functools.lru_cache(MAX_REMEMBERED_URLS)
def _parse_url(url: str) -> httpx.URL:
    import httpx

    parsed = httpx.URL(url)
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise httpx.UnsupportedProtocol(f"{url!r} is no http or https URL.")
    return parsed


def _build_request(method: str, url: httpx.URL, headers: Mapping[str, str], content: _Content) -> httpx.Request:
    import httpx

    raw_headers = [(b"host", url.netloc), *_DEFAULT_HEADERS]
    raw_headers += [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]
    extensions = {"timeout": _TIMEOUT}
    if content is None:
        return httpx.Request(method, url, headers=raw_headers, extensions=extensions)
    if not isinstance(content, bytes):
        raw_headers.append((b"transfer-encoding", b"chunked"))
        stream = _request_stream(content)
        return httpx.Request(method, url, headers=raw_headers, stream=stream, extensions=extensions)
    raw_headers.append((b"content-length", b"%d" % len(content)))
    # A ready stream saves httpx the search for the kind of content.
    return httpx.Request(method, url, headers=raw_headers, stream=httpx.ByteStream(content), extensions=extensions)


def _request_stream(content: AsyncIterable[bytes]) -> httpx.AsyncByteStream:
    import httpx

    class RequestStream(httpx.AsyncByteStream):
        @override
        def __aiter__(self) -> AsyncIterator[bytes]:
            return aiter(content)

    return RequestStream()


def _redirect_target(method: str, url: httpx.URL, response: httpx.Response) -> httpx.URL | None:
    """Follows what repeats the same request at the same place: credentials do not travel to other hosts."""
    is_repeatable = response.status_code in {307, 308} or (method == "GET" and response.status_code in {301, 302, 303})
    location = response.headers.get("location") if is_repeatable else None
    if location is None:
        return None
    target = url.join(location)
    is_upgrade = target.host == url.host and (url.scheme, target.scheme) == ("http", "https")
    is_same_origin = (target.scheme, target.netloc) == (url.scheme, url.netloc)
    return target if is_same_origin or is_upgrade else None
