"""The transport below the shared clients. Only this module and those below it import httpx, at the first request.

Why not httpx's own transport: its connection pool walks through all requests and connections whenever one begins or
ends, which is quadratic in the number of open requests. Several small pools behind one transport are not.
"""

from __future__ import annotations

import functools
import importlib
import socket
import ssl
import urllib.request
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import httpx

from .._override import override
from ._httpcore_transport import HttpcoreTransport
from .concurrency import uncancelled

REQUESTS_PER_POOL = 32
KEEP_ALIVE_SECONDS = 30.0
TCP_KEEP_ALIVE_SECONDS = 60
MAX_REMEMBERED_ORIGINS = 1024

TransportFactory = Callable[[ssl.SSLContext | bool, str | None], httpx.AsyncBaseTransport]


class RoutingTransport(httpx.AsyncBaseTransport):
    """Sends each request through the pools for its kind of connection: plain or TLS, direct or by a proxy.

    Proxies come from the environment, which is read when an origin is first requested.
    """

    def __init__(self, create_transport: TransportFactory | None = None) -> None:
        self._create_transport = create_transport or _load_transport_factory()
        self._pools: dict[tuple[bool, str | None], PooledTransport] = {}
        self._pools_by_origin: dict[tuple[str, str, int | None], PooledTransport] = {}

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        pools = self._pools_by_origin.get((url.scheme, url.host, url.port)) or self._find_pools(url)
        return await pools.handle_async_request(request)

    @override
    async def aclose(self) -> None:
        all_pools = list(self._pools.values())
        self._pools.clear()
        self._pools_by_origin.clear()
        for pools in all_pools:
            await pools.aclose()

    def _find_pools(self, url: httpx.URL) -> PooledTransport:
        proxy = _find_proxy(url)
        needs_tls = url.scheme == "https" or (proxy or "").startswith("https:")
        pools = self._pools.get((needs_tls, proxy))
        if pools is None:
            pools = self._pools[needs_tls, proxy] = PooledTransport(
                lambda: self._create_transport(_tls_context() if needs_tls else False, proxy)
            )
        if len(self._pools_by_origin) >= MAX_REMEMBERED_ORIGINS:  # Downloads may come from anywhere.
            self._pools_by_origin.clear()
        self._pools_by_origin[url.scheme, url.host, url.port] = pools
        return pools


@dataclass(slots=True)
class _Pool:
    transport: httpx.AsyncBaseTransport
    open_requests: int = 0


class PooledTransport(httpx.AsyncBaseTransport):
    """Spreads requests over pools of limited size, and makes another pool when all are busy.

    The first pool with room is taken, so that few requests at a time meet again the connections that are kept alive.
    """

    def __init__(self, create_transport: Callable[[], httpx.AsyncBaseTransport]) -> None:
        self._create_transport = create_transport
        self._pools: list[_Pool] = []

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pool = self._take_pool()
        try:
            response = await pool.transport.handle_async_request(request)
        except BaseException:
            pool.open_requests -= 1
            raise
        response.stream = _CountedStream(response.stream, pool)
        return response

    @override
    async def aclose(self) -> None:
        pools, self._pools = self._pools, []
        for pool in pools:
            await pool.transport.aclose()

    def _take_pool(self) -> _Pool:
        for pool in self._pools:
            if pool.open_requests < REQUESTS_PER_POOL:
                break
        else:
            pool = _Pool(self._create_transport())
            self._pools.append(pool)
        pool.open_requests += 1
        return pool


class _CountedStream(httpx.AsyncByteStream):
    """Gives the place in the pool back when the response is closed."""

    def __init__(self, stream: httpx.SyncByteStream | httpx.AsyncByteStream, pool: _Pool) -> None:
        assert isinstance(stream, httpx.AsyncByteStream)
        self._stream = stream
        self._pool: _Pool | None = pool

    @override
    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._stream.__aiter__()  # Not a generator around it: that would cost every read a detour.

    @override
    async def aclose(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.open_requests -= 1
            # Cancelled while it closes a response, httpcore would keep the connection for ever.
            await uncancelled(self._stream.aclose())


@functools.cache
def _tls_context() -> ssl.SSLContext:
    """Loading the certificates takes 15 ms: once per process is enough."""
    return httpx.create_ssl_context()


def _find_proxy(url: httpx.URL) -> str | None:
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(url.host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


@functools.cache
def _load_transport_factory() -> TransportFactory:
    try:
        aiohttp_transport = importlib.import_module("httpx_aiohttp").AiohttpTransport
    except ImportError:
        return _create_httpcore_transport
    return functools.partial(_create_aiohttp_transport, aiohttp_transport)


def _create_httpcore_transport(verify: ssl.SSLContext | bool, proxy: str | None) -> httpx.AsyncBaseTransport:
    return HttpcoreTransport(
        verify=verify,
        proxy=_make_proxy(verify, proxy),
        limits=_limits(),
        socket_options=_socket_options(),
    )


def _create_aiohttp_transport(
    aiohttp_transport: Callable[..., httpx.AsyncBaseTransport], verify: ssl.SSLContext | bool, proxy: str | None
) -> httpx.AsyncBaseTransport:
    return aiohttp_transport(
        verify=verify, proxy=_make_proxy(verify, proxy), limits=_limits(), socket_options=_socket_options()
    )


def _make_proxy(verify: ssl.SSLContext | bool, proxy: str | None) -> httpx.Proxy | None:
    if proxy is None:
        return None
    context = verify if isinstance(verify, ssl.SSLContext) and proxy.startswith("https:") else None
    return httpx.Proxy(proxy, ssl_context=context)


def _limits() -> httpx.Limits:
    return httpx.Limits(
        max_connections=REQUESTS_PER_POOL,
        max_keepalive_connections=REQUESTS_PER_POOL,
        keepalive_expiry=KEEP_ALIVE_SECONDS,
    )


def _socket_options() -> list[tuple[int, int, int]]:
    """Finds out that a silent peer is gone: a stream may wait minutes for its first token."""
    options = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
    for name in ("TCP_KEEPIDLE", "TCP_KEEPALIVE", "TCP_KEEPINTVL"):  # Which of them exist depends on the system.
        option = getattr(socket, name, None)
        if option is not None:
            options.append((socket.IPPROTO_TCP, option, TCP_KEEP_ALIVE_SECONDS))
    return options
