"""Downloads of files that someone else names: a model, a response, a message from a browser.

Every hop of every redirect is checked before it is requested, the size is limited while the body arrives, and headers
that may hold credentials go to nobody but the origin they are meant for.

What remains: the name of a host is resolved once for the check and once more by the HTTP client. A name server that
answers differently the second time (DNS rebinding) can still point a download to an internal host, and behind a proxy
the proxy resolves names itself. Where that matters, restrict the outgoing connections of the machine or of the proxy.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar
from urllib.parse import urljoin

from ..errors import DownloadError
from .api_requests import ApiResponse, ErrorHandler, ResponseHandler, get
from .data_content import decode_base64, is_data_url, split_data_url
from .http_client import HttpClient
from .secure_url import is_private_address, is_same_origin, split_url, validate_download_url, without_credentials

T = TypeVar("T")

DEFAULT_MAX_DOWNLOAD_SIZE = 2 * 1024 * 1024 * 1024
"""Bytes."""

MAX_DOWNLOAD_REDIRECTS = 10

Resolver: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""Given a host name and a port, returns the IP addresses that a connection may go to."""

_REDIRECT_STATUS_CODES = frozenset({301, 302, 303, 307, 308})
_SHOWN_OF_DATA_URL = 60

# Names of headers with credentials are up to every provider. Only these are known to hold none.
_HARMLESS_HEADERS = frozenset(
    {
        "accept",
        "accept-language",
        "baggage",
        "cache-control",
        "idempotency-key",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "pragma",
        "range",
        "traceparent",
        "tracestate",
        "user-agent",
        "x-correlation-id",
        "x-request-id",
    }
)
# These let a caller speak for a proxy, unlock the metadata service of a cloud, or belong to the connection.
_FORBIDDEN_HEADERS = frozenset(
    {
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "host",
        "forwarded",
        "proxy-authorization",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-real-ip",
        "metadata",
        "metadata-flavor",
        "x-aws-ec2-metadata-token",
        "x-metadata-token",
        "cookie",
        "set-cookie",
    }
)
_HEADERS_OF_THE_CLIENT = frozenset({"host", "accept", "connection", "user-agent"})


class DownloadClient(Protocol):
    """What a download needs of an HTTP client: the part of `httpx.AsyncClient` that its forks share."""

    def build_request(self, method: str, url: str, *, headers: dict[str, str]) -> Any:
        """Prepares a request.

        Args:
            method: The HTTP method.
            url: Where to send it.
            headers: Headers, which win over the client's own.

        Returns:
            A request for `send`.
        """
        ...

    async def send(self, request: Any, *, stream: bool, auth: None, follow_redirects: bool) -> Any:
        """Sends a request.

        Args:
            request: From `build_request`.
            stream: True to leave the body to be read.
            auth: None, to add no credentials.
            follow_redirects: False, to return redirects as they are.

        Returns:
            The response.
        """
        ...


@dataclass(slots=True, kw_only=True)
class Download:
    """A downloaded file."""

    data: bytes
    media_type: str | None
    """What the server says: the `content-type` header with its parameters."""


async def resolve_host(host: str, port: int) -> Sequence[str]:
    """Asks the system for the addresses of a host.

    Args:
        host: The host name.
        port: The port.

    Returns:
        The IP addresses; none when the name is not known here (a proxy may know it).
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(address[0]) for *_, address in found]


async def download(
    url: str,
    *,
    client: DownloadClient,
    max_bytes: int = DEFAULT_MAX_DOWNLOAD_SIZE,
    headers: Mapping[str, str] | None = None,
    credentialed_origin: str | None = None,
    trusted_origin: str | None = None,
    allow_private: bool = False,
    max_redirects: int = MAX_DOWNLOAD_REDIRECTS,
    resolve: Resolver = resolve_host,
) -> Download:
    """Downloads a file from a URL that is not trusted.

    Args:
        url: The URL: http, https, or data (decoded without a request).
        client: An `httpx.AsyncClient` or its equal. Its own headers, cookies and credentials are not sent, and it is
            not closed.
        max_bytes: The largest size of the file, in bytes.
        headers: Headers to send. Only those that hold no credentials are sent, unless `credentialed_origin` is the
            origin of the URL; after a redirect to another origin only the user agent is.
        credentialed_origin: A URL whose origin may get all headers; by default `trusted_origin`. It must come from the
            developer, never from a response.
        trusted_origin: A URL whose origin may be a private address, such as the base URL of a provider that runs on
            this machine. It must come from the developer, never from a response.
        allow_private: Allow every private address. For tests.
        max_redirects: Redirects that are followed.
        resolve: Looks up the addresses of a host before it is connected to; each must be public.

    Returns:
        The file and its media type.

    Raises:
        DownloadError: The URL or a redirect is refused, the server answers with an error, the file is too large, or the
            connection fails.
    """
    guard = _Guard(trusted_origin=trusted_origin, allow_private=allow_private, resolve=resolve)
    sent_headers = _first_headers(url, headers or {}, credentialed_origin or trusted_origin)
    try:
        if is_data_url(url):
            return _read_data_url(url, max_bytes)
        return await _follow(url, client, sent_headers, guard, max_redirects, max_bytes)
    except DownloadError:
        raise
    except Exception as error:  # every client has errors of its own
        raise DownloadError(url=without_credentials(url), cause=error) from error


async def get_untrusted(
    url: str,
    *,
    trusted_origin: str,
    response_handler: ResponseHandler[T],
    error_handler: ErrorHandler,
    headers: Mapping[str, str | None] | None = None,
    http_client: HttpClient | None = None,
    resolve: Resolver = resolve_host,
) -> ApiResponse[T]:
    """Requests a URL that a response of a provider names, to read its body as it arrives.

    Args:
        url: The URL: http or https.
        trusted_origin: The base URL of the provider. Its origin gets all headers and may be a private address; others
            get headers without credentials, and must be public.
        response_handler: Makes the value from a successful response.
        error_handler: Makes the error from any other response, redirects to another origin included.
        headers: Headers to send.
        http_client: The caller's client; by default the shared one.
        resolve: Looks up the addresses of a host before it is connected to.

    Returns:
        The handler's value with the response's headers.

    Raises:
        DownloadError: The URL is refused.
        APICallError: The server cannot be reached, refuses the request, or answers with nonsense.
    """
    await _Guard(trusted_origin=trusted_origin, allow_private=False, resolve=resolve).check(url)
    given = {name: value for name, value in (headers or {}).items() if value is not None}
    return await get(
        url=url,
        headers=_first_headers(url, given, trusted_origin),
        response_handler=response_handler,
        error_handler=error_handler,
        http_client=http_client,
    )


@dataclass(slots=True, kw_only=True)
class _Guard:
    trusted_origin: str | None
    allow_private: bool
    resolve: Resolver

    async def check(self, url: str) -> None:
        """Raises unless the URL may be requested."""
        is_trusted = self.trusted_origin is not None and is_same_origin(url, self.trusted_origin)
        validate_download_url(url, allow_private=is_trusted or self.allow_private)
        if is_trusted or self.allow_private:
            return
        parts = split_url(url)
        for address in await self.resolve(parts.hostname or "", parts.port or 443):
            if is_private_address(ipaddress.ip_address(address.partition("%")[0])):
                message = f"URL with hostname {parts.hostname} is not allowed: it resolves to the address {address}"
                raise DownloadError(url=url, message=message)


def _first_headers(url: str, headers: Mapping[str, str], credentialed_origin: str | None) -> dict[str, str]:
    has_all = credentialed_origin is not None and is_same_origin(url, credentialed_origin)
    lower_case = {name.lower(): value for name, value in headers.items()}
    return {
        name: value
        for name, value in lower_case.items()
        if (has_all or name in _HARMLESS_HEADERS) and name not in _FORBIDDEN_HEADERS
    }


def _read_data_url(url: str, max_bytes: int) -> Download:
    shown = url if len(url) <= _SHOWN_OF_DATA_URL else f"{url[:_SHOWN_OF_DATA_URL]}..."
    media_type, content = split_data_url(url)
    if content is None:
        raise DownloadError(url=shown, message=f"Invalid URL: {shown}")
    try:
        data = decode_base64(content)
    except ValueError as error:
        raise DownloadError(url=shown, cause=error) from error
    if len(data) > max_bytes:
        raise _too_large(shown, max_bytes)
    return Download(data=data, media_type=media_type or None)


async def _follow(
    url: str, client: DownloadClient, headers: dict[str, str], guard: _Guard, max_redirects: int, max_bytes: int
) -> Download:
    current_url = url
    for _ in range(max_redirects + 1):
        await guard.check(current_url)
        response = await _send(client, current_url, headers)
        try:
            location = response.headers.get("location")
            if response.status_code not in _REDIRECT_STATUS_CODES or not location:
                return await _read_response(url, response, max_bytes)
        finally:
            await response.aclose()
        next_url = _redirect_target(current_url, location)
        if not is_same_origin(next_url, current_url):
            headers = {name: value for name, value in headers.items() if name == "user-agent"}
        current_url = next_url
    raise DownloadError(url=url, message=f"Too many redirects (max {max_redirects})")


def _redirect_target(url: str, location: str) -> str:
    target = urljoin(url, location)
    scheme = split_url(target).scheme
    if scheme == "http" and split_url(url).scheme == "https":
        raise DownloadError(url=url, message="Redirect from HTTPS to HTTP was blocked")
    if scheme == "data":
        raise DownloadError(url=url, message="Redirect to a data URL was blocked")
    return target


async def _send(client: DownloadClient, url: str, headers: dict[str, str]) -> Any:
    # A compressed body could grow to a thousand times its size before anybody can count it.
    request = client.build_request("GET", url, headers={**headers, "accept-encoding": "identity"})
    for name in set(request.headers) - headers.keys() - _HEADERS_OF_THE_CLIENT - {"accept-encoding"}:
        del request.headers[name]  # defaults of the client, credentials and cookies among them
    request.url = type(request.url)(url)  # without the client's query parameters, which may be credentials too
    return await client.send(request, stream=True, auth=None, follow_redirects=False)


async def _read_response(url: str, response: Any, max_bytes: int) -> Download:
    if not 200 <= response.status_code < 300:
        raise DownloadError(url=url, status_code=response.status_code, status_text=response.reason_phrase)
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > max_bytes:
        raise _too_large(url, max_bytes, f" (Content-Length: {int(announced)})")
    data = bytearray()
    async with aclosing(response.aiter_bytes()) as chunks:
        async for chunk in chunks:
            if len(data) + len(chunk) > max_bytes:
                raise _too_large(url, max_bytes)
            data += chunk
    return Download(data=bytes(data), media_type=response.headers.get("content-type"))


def _too_large(url: str, max_bytes: int, detail: str = "") -> DownloadError:
    return DownloadError(url=url, message=f"Download of {url} exceeded maximum size of {max_bytes} bytes{detail}.")
