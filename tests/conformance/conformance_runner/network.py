"""A network that answers what the case says, and remembers what was asked."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from email.message import MIMEPart
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

import httpx
from typing_extensions import override

from .errors import build_error
from .values import Decoder

_ADDED_BY_THE_CLIENT = ("host", "content-length", "transfer-encoding", "accept-encoding", "user-agent")
"""Headers that belong to the connection, not to what was asked."""

_FETCH_FAILED = "fetch failed"
"""What the recorder's platform says when there is no connection."""


class CannedNetwork(httpx.AsyncBaseTransport):
    """Answers requests in order; the last answer repeats.

    Args:
        responses: The case's `responses`.
    """

    def __init__(self, responses: Sequence[dict[str, Any]]) -> None:
        self._responses = responses
        self.requests: list[RecordedRequest] = []

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        self.requests.append(RecordedRequest(request, await request.aread()))
        if not self._responses:
            raise AssertionError(f"The case has no response for {request.method} {request.url}")
        response = self._responses[min(len(self.requests), len(self._responses)) - 1]
        return build_response(response, request)

    def client(self) -> httpx.AsyncClient:
        """Make a client that adds no headers of its own."""
        client = httpx.AsyncClient(transport=self, follow_redirects=False)
        for name in ("accept", "accept-encoding", "connection", "user-agent"):
            del client.headers[name]
        return client


@dataclass(slots=True)
class RecordedRequest:
    """A request, as the cases write it down."""

    request: httpx.Request
    content: bytes

    @property
    def headers(self) -> dict[str, str]:
        """Headers in lower case, sorted, without those of the connection."""
        items = {name.lower(): value for name, value in self.request.headers.items()}
        return {name: items[name] for name in sorted(items) if name not in _ADDED_BY_THE_CLIENT}

    @property
    def content_type(self) -> str:
        """What the body is."""
        return str(self.request.headers.get("content-type", ""))

    @property
    def is_streamed(self) -> bool:
        """Whether the body arrived piece by piece."""
        return "transfer-encoding" in self.request.headers

    @property
    def form(self) -> list[MIMEPart]:
        """Parts of a form."""
        head = f"content-type: {self.content_type}\r\n\r\n".encode("latin-1")
        message = BytesParser(policy=HTTP).parsebytes(head + self.content)
        return list(message.iter_parts())


_DEFAULT_CONTENT_TYPES = {"json": "application/json", "text": "text/plain;charset=UTF-8"}
"""What the recorder's platform says of bodies whose type is not given."""


def build_response(canned: dict[str, Any], request: httpx.Request) -> httpx.Response:
    """Make the response that a case describes.

    Args:
        canned: An entry of `responses`, of either schema.
        request: The request that is answered.

    Returns:
        The response.

    Raises:
        Exception: The case says that the network fails.
    """
    if "networkError" in canned:
        raise _network_error(canned["networkError"], request)
    if "$throw" in canned:
        raise _thrown(canned["$throw"], request)
    status = canned.get("status", 200)
    reason = canned.get("statusText", "OK" if status == 200 else "")
    headers = [(name, value) for name, value in (canned.get("headers") or {}).items()]
    for kind, content_type in _DEFAULT_CONTENT_TYPES.items():
        if kind in canned and not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(("content-type", content_type))
    return httpx.Response(
        status,
        headers=headers,
        stream=_Body(_chunks(canned), canned.get("streamError")),
        extensions={"reason_phrase": reason.encode("latin-1", "replace")},
        request=request,
    )


@dataclass
class _Body(httpx.AsyncByteStream):
    chunks: list[bytes]
    error: Any = None
    closed: bool = field(default=False)

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self.chunks:
            await asyncio.sleep(0)  # As in a network, others have their turn between two reads.
            yield chunk
        if self.error is not None:
            raise httpx.ReadError(self.error["message"] if isinstance(self.error, dict) else str(self.error))

    @override
    async def aclose(self) -> None:
        self.closed = True


def _chunks(canned: dict[str, Any]) -> list[bytes]:
    if "chunks" in canned:
        return [chunk.encode("utf-8", "surrogatepass") for chunk in canned["chunks"]]
    if "chunksBase64" in canned:
        return [base64.b64decode(chunk) for chunk in canned["chunksBase64"]]
    for key in ("bodyBase64", "base64"):
        if key in canned:
            return [base64.b64decode(canned[key])]
    for key in ("body", "text"):
        if key in canned:
            return [canned[key].encode("utf-8", "surrogatepass")]
    return (
        [json.dumps(canned["json"], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")]
        if "json" in canned
        else []
    )


def _network_error(error: dict[str, Any], request: httpx.Request) -> Exception:
    """What the platform raises where `fetch` rejects."""
    cause = error.get("cause") or {}
    if not cause.get("code") and error["message"] != _FETCH_FAILED:
        return TypeError(error["message"])
    failure = httpx.ConnectError(cause.get("message", error["message"]), request=request)
    if "code" in cause:
        failure.code = cause["code"]  # type: ignore[attr-defined]
    return failure


def _thrown(description: dict[str, Any], request: httpx.Request) -> BaseException:
    if description.get("message") == _FETCH_FAILED:
        cause = description.get("cause", {}).get("$error", {})
        return _network_error({"message": _FETCH_FAILED, "cause": cause}, request)
    return build_error(description, Decoder())
