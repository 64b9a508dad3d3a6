"""Requests to providers: everything that goes over HTTP goes through these functions.

A request is given a *response handler*, which turns a successful response into a value, and an *error handler*, which
turns any other response into the error to raise (see `response_handlers`). Whatever goes wrong on the network is
mapped to `APICallError` here and nowhere else. Cancellation is asyncio's: cancelling the calling task closes the
connection.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from .._override import override
from .._version import VERSION
from ..errors import APICallError, DownloadError, SerializationError
from .form_data import FormData
from .headers import with_user_agent_suffix
from .http_client import HttpClient, is_retryable_transport_error, is_transport_error, send_request

if TYPE_CHECKING:
    from ..provider.json_value import JSONValue

T = TypeVar("T")

MAX_RESPONSE_BYTES = 2 * 1024**3
"""The size at which a response that is read as a whole is refused."""


class _JSONNull:
    """The type of `JSON_NULL`."""

    @override
    def __repr__(self) -> str:
        return "JSON_NULL"


JSON_NULL = _JSONNull()
"""Stands for null in the body of `post_json`, where None means that the field is left out."""


class HttpResponse:
    """A response on its way to a handler; its body has not been read."""

    __slots__ = ("_is_streaming", "_response", "request_body_values", "url")

    def __init__(self, response: Any, *, url: str, request_body_values: object) -> None:
        self._response = response
        self._is_streaming = False
        self.url = url
        """The URL that was requested."""
        self.request_body_values = request_body_values
        """The body of the request, before it became bytes."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return int(self._response.status_code)

    @property
    def status_text(self) -> str:
        """The reason phrase that came with the status."""
        return str(self._response.reason_phrase)

    @property
    def headers(self) -> dict[str, str]:
        """The headers with lower-case names; values of repeated headers are joined by commas."""
        headers: dict[str, str] = {}
        for raw_name, raw_value in self._response.headers.raw:
            name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return headers

    @property
    def is_streaming(self) -> bool:
        """Whether a handler took the body over; then whoever reads it closes the response."""
        return self._is_streaming

    async def read(self, max_bytes: int = MAX_RESPONSE_BYTES) -> bytes:
        """Reads the whole body. The response is closed when its handler returns.

        Args:
            max_bytes: The size at which to give up.

        Returns:
            The decompressed body.

        Raises:
            DownloadError: If the body is larger than that.
        """
        chunks = []
        size = 0
        async for chunk in self._iterate():
            chunks.append(chunk)
            size += len(chunk)
            if size > max_bytes:
                message = f"Download of {self.url} exceeded maximum size of {max_bytes} bytes."
                raise DownloadError(url=self.url, message=message)
        return b"".join(chunks)

    def stream(self) -> AsyncIterator[bytes]:
        """Takes the body over as it arrives. The caller closes the response, on every path.

        Returns:
            The decompressed body, in the pieces that the network delivers.
        """
        self._is_streaming = True
        return self._iterate()

    async def aclose(self) -> None:
        """Closes the connection, or returns it to its pool when the body was read to the end."""
        await self._response.aclose()

    def _iterate(self) -> AsyncIterator[bytes]:
        if self._response.headers.get("content-encoding", "identity") == "identity":
            chunks: AsyncIterator[bytes] = self._response.stream.__aiter__()  # A layer less than `aiter_raw`.
            return chunks
        decompressed: AsyncIterator[bytes] = self._response.aiter_bytes()
        return decompressed


class ApiResponse(Generic[T]):
    """What a request gave.

    Args:
        value: What the response handler made of the body.
        headers: The response's headers, with lower-case names.
        raw_body: The body as JSON text, when there is one.
    """

    __slots__ = ("_raw_body", "headers", "value")

    def __init__(self, *, value: T, headers: dict[str, str], raw_body: bytes | None = None) -> None:
        self.value = value
        self.headers = headers
        self._raw_body = raw_body

    @property
    def text(self) -> str | None:
        """The JSON body as it came; None for other bodies."""
        return None if self._raw_body is None else self._raw_body.decode("utf-8", "replace")

    @property
    def raw_value(self) -> JSONValue:
        """The whole JSON body, without validation; None for other bodies. It is parsed anew at each access."""
        text = self.text
        if text is None:
            return None
        from .json_parsing import parse_json

        return parse_json(text)


ResponseHandler: TypeAlias = Callable[[HttpResponse], Awaitable[ApiResponse[T]]]
"""Turns a successful response into a value."""

ErrorHandler: TypeAlias = Callable[[HttpResponse], Awaitable[Exception]]
"""Turns an unsuccessful response into the error to raise."""


async def post_json(
    *,
    url: str,
    body: Mapping[str, Any],
    response_handler: ResponseHandler[T],
    error_handler: ErrorHandler,
    headers: Mapping[str, str | None] | None = None,
    http_client: HttpClient | None = None,
    shown_body: Mapping[str, Any] | None = None,
) -> ApiResponse[T]:
    """Sends a JSON object.

    Args:
        url: Where to send it.
        body: The object. Entries of the object itself that are None are left out, those that are `JSON_NULL` are null;
            None below them is null.
        response_handler: Makes the value from a successful response.
        error_handler: Makes the error from any other response.
        headers: More headers; `content-type` is set unless it is among them.
        http_client: The caller's client; by default the shared one.
        shown_body: What errors say about the body, where it holds credentials; by default the body.

    Returns:
        The handler's value with the response's headers.

    Raises:
        APICallError: If the provider cannot be reached, refuses the request, or answers with nonsense.
        SerializationError: If the body is not JSON.
    """
    values = {name: None if value is JSON_NULL else value for name, value in body.items() if value is not None}
    return await _request(
        "POST",
        url,
        headers={"content-type": "application/json", **(headers or {})},
        content=_to_json_bytes(values),
        request_body_values=values if shown_body is None else shown_body,
        response_handler=response_handler,
        error_handler=error_handler,
        http_client=http_client,
    )


async def post_form_data(
    *,
    url: str,
    form_data: FormData,
    response_handler: ResponseHandler[T],
    error_handler: ErrorHandler,
    headers: Mapping[str, str | None] | None = None,
    http_client: HttpClient | None = None,
) -> ApiResponse[T]:
    """Sends a form with fields and files (`multipart/form-data`).

    Args:
        url: Where to send it.
        form_data: The form. Files that arrive piece by piece are closed, whatever happens.
        response_handler: Makes the value from a successful response.
        error_handler: Makes the error from any other response.
        headers: More headers.
        http_client: The caller's client; by default the shared one.

    Returns:
        The handler's value with the response's headers.

    Raises:
        APICallError: If the provider cannot be reached, refuses the request, or answers with nonsense.
    """
    content, content_type = form_data.stream() if form_data.is_streamed else form_data.encode()
    try:
        return await _request(
            "POST",
            url,
            headers={**(headers or {}), "content-type": content_type},
            content=content,
            request_body_values=form_data.values(),
            response_handler=response_handler,
            error_handler=error_handler,
            http_client=http_client,
        )
    finally:
        if not isinstance(content, bytes):
            await content.aclose()
            await form_data.aclose()


async def post_bytes(
    *,
    url: str,
    content: bytes,
    request_body_values: object,
    response_handler: ResponseHandler[T],
    error_handler: ErrorHandler,
    headers: Mapping[str, str | None] | None = None,
    http_client: HttpClient | None = None,
) -> ApiResponse[T]:
    """Sends bytes as they are, for example audio.

    Args:
        url: Where to send them.
        content: The body.
        request_body_values: What errors say about the body.
        response_handler: Makes the value from a successful response.
        error_handler: Makes the error from any other response.
        headers: More headers, with the `content-type`.
        http_client: The caller's client; by default the shared one.

    Returns:
        The handler's value with the response's headers.

    Raises:
        APICallError: If the provider cannot be reached, refuses the request, or answers with nonsense.
    """
    return await _request(
        "POST",
        url,
        headers=headers,
        content=content,
        request_body_values=request_body_values,
        response_handler=response_handler,
        error_handler=error_handler,
        http_client=http_client,
    )


async def get(
    *,
    url: str,
    response_handler: ResponseHandler[T],
    error_handler: ErrorHandler,
    headers: Mapping[str, str | None] | None = None,
    http_client: HttpClient | None = None,
) -> ApiResponse[T]:
    """Requests a URL of the provider. For URLs that a response names, see `download`.

    Args:
        url: What to request.
        response_handler: Makes the value from a successful response.
        error_handler: Makes the error from any other response.
        headers: More headers.
        http_client: The caller's client; by default the shared one.

    Returns:
        The handler's value with the response's headers.

    Raises:
        APICallError: If the provider cannot be reached, refuses the request, or answers with nonsense.
    """
    return await _request(
        "GET",
        url,
        headers=headers,
        content=None,
        request_body_values={},
        response_handler=response_handler,
        error_handler=error_handler,
        http_client=http_client,
    )


async def delete(
    *,
    url: str,
    response_handler: ResponseHandler[T],
    error_handler: ErrorHandler,
    headers: Mapping[str, str | None] | None = None,
    http_client: HttpClient | None = None,
) -> ApiResponse[T]:
    """Deletes something at the provider.

    Args:
        url: What to delete.
        response_handler: Makes the value from a successful response.
        error_handler: Makes the error from any other response.
        headers: More headers.
        http_client: The caller's client; by default the shared one.

    Returns:
        The handler's value with the response's headers.

    Raises:
        APICallError: If the provider cannot be reached, refuses the request, or answers with nonsense.
    """
    return await _request(
        "DELETE",
        url,
        headers=headers,
        content=None,
        request_body_values={},
        response_handler=response_handler,
        error_handler=error_handler,
        http_client=http_client,
    )


async def _request(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str | None] | None,
    content: bytes | AsyncIterable[bytes] | None,
    request_body_values: object,
    response_handler: ResponseHandler[T],
    error_handler: ErrorHandler,
    http_client: HttpClient | None,
) -> ApiResponse[T]:
    sent_headers = with_user_agent_suffix(headers, *_user_agent_parts())
    try:
        raw_response = await send_request(method, url, headers=sent_headers, content=content, http_client=http_client)
    except Exception as error:
        if not is_transport_error(error):
            raise
        raise _connection_error(error, url, request_body_values) from error
    response = HttpResponse(raw_response, url=url, request_body_values=request_body_values)
    try:
        result = await _handle(response, response_handler, error_handler)
    except BaseException:
        await response.aclose()
        raise
    if not response.is_streaming:
        await response.aclose()
    return result


async def _handle(
    response: HttpResponse, response_handler: ResponseHandler[T], error_handler: ErrorHandler
) -> ApiResponse[T]:
    is_success = 200 <= response.status_code < 300
    try:
        if is_success:
            return await response_handler(response)
        response_error = await error_handler(response)
    except APICallError:
        raise
    except Exception as error:
        raise processing_error(error, response, kind="successful" if is_success else "error") from error
    raise response_error


def processing_error(error: Exception, response: HttpResponse, *, kind: str = "successful") -> APICallError:
    """Describes a response that broke off or could not be understood.

    Args:
        error: What happened.
        response: The response.
        kind: What kind of response it is: `successful` or `error`.

    Returns:
        The error to raise from `error`; it is retryable when the network is at fault.
    """
    return APICallError(
        message=f"Failed to process {kind} response",
        cause=error,
        url=response.url,
        request_body_values=response.request_body_values,
        status_code=response.status_code,
        response_headers=response.headers,
        is_retryable=True if is_retryable_transport_error(error) else None,
    )


def _connection_error(error: Exception, url: str, request_body_values: object) -> APICallError:
    return APICallError(
        message=f"Cannot connect to API: {str(error) or type(error).__name__}",
        cause=error,
        url=url,
        request_body_values=request_body_values,
        is_retryable=is_retryable_transport_error(error),
    )


def _to_json_bytes(value: object) -> bytes:
    from pydantic_core import PydanticSerializationError, to_json

    try:
        return to_json(value, inf_nan_mode="null")
    except PydanticSerializationError as error:
        if "surrogates not allowed" in str(error):  # Half of a pair: JSON can say it, UTF-8 cannot.
            import json

            return json.dumps(value, separators=(",", ":")).encode()
        raise SerializationError(message=f"The request body is not JSON: {error}", cause=error) from error


@functools.cache
def _user_agent_parts() -> tuple[str, str]:
    python_version = ".".join(map(str, sys.version_info[:3]))
    return f"ai-sdk-provider-utils/{VERSION}", f"python/{python_version}"
