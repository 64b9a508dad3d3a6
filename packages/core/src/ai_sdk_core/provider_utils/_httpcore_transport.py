"""A transport for httpx on httpcore's connection pool, with network connections of our own."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from typing import cast

import httpcore
import httpx

from .._override import override
from ._network import AsyncioBackend, NetworkStream, SocketOption
from ._read_ahead import ReadAhead


class HttpcoreTransport(httpx.AsyncBaseTransport):
    """Sends requests over HTTP/1.1.

    Args:
        verify: How TLS connections are verified; False where none is made.
        proxy: What all requests go through.
        limits: The size of the pool.
        socket_options: Options of all sockets.
    """

    def __init__(
        self,
        *,
        verify: ssl.SSLContext | bool,
        proxy: httpx.Proxy | None,
        limits: httpx.Limits,
        socket_options: Iterable[SocketOption],
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=verify if isinstance(verify, ssl.SSLContext) else None,
            proxy=None if proxy is None else _convert_proxy(proxy),
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            socket_options=socket_options,
            network_backend=AsyncioBackend(),
        )

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        core_request = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _mapped_errors():
            response = await self._pool.handle_async_request(core_request)
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_ResponseStream(response),
            extensions=response.extensions,
        )

    @override
    async def aclose(self) -> None:
        await self._pool.aclose()


class _ResponseStream(httpx.AsyncByteStream):
    """The body of a response."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        chunks = aiter(cast("AsyncIterator[bytes]", self._response.stream))
        connection = self._response.extensions.get("network_stream")
        with _mapped_errors():
            if not isinstance(connection, NetworkStream):  # Mocks have none.
                async for chunk in chunks:
                    yield chunk
                return
            body = ReadAhead(chunks, connection)
            try:
                while True:
                    yield await body.read()
            except StopAsyncIteration:
                return
            finally:
                await body.aclose()

    @override
    async def aclose(self) -> None:
        with _mapped_errors():
            await self._response.aclose()


def _convert_proxy(proxy: httpx.Proxy) -> httpcore.Proxy:
    url = proxy.url
    return httpcore.Proxy(
        url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        auth=proxy.raw_auth,
        headers=proxy.headers.raw,
        ssl_context=proxy.ssl_context,
    )


@contextmanager
def _mapped_errors() -> Iterator[None]:
    """Both packages name their errors alike."""
    try:
        yield
    except Exception as error:
        mapped = getattr(httpx, type(error).__name__, None)
        if mapped is None or type(error).__module__.partition(".")[0] != "httpcore":
            raise
        raise mapped(str(error)) from error
