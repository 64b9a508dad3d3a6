"""What becomes of responses: handlers for the functions of `api_requests`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any, Generic, TypeVar

from ..errors import AISDKError, APICallError, EmptyResponseBodyError, JSONParseError, TypeValidationError
from .api_requests import ApiResponse, ErrorHandler, HttpResponse, ResponseHandler, processing_error
from .generators import first_chunk, start_generator
from .http_client import is_retryable_transport_error
from .json_parsing import ParseFailure, ParseSuccess, parse_json, safe_parse_json
from .response_schema import ResponseSchema
from .sse import SSEDecoder

T = TypeVar("T")
ItemT = TypeVar("ItemT")

SECONDS_AFTER_DONE = 0.25
"""How long a stream may stay open after its end marker. A stream that closes keeps its connection for the next call."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DONE = b"[DONE]"
_SHOWN_BODY_BYTES = 500
_NO_CONTENT = 204

_NEEDS_CARE = re.compile(rb'"(?:__proto__|constructor)"|\\u00[4-7]|NaN|Infinity')
"""Signs of what may be wrong in fields that a schema does not look at; users get the whole body, and trust it."""


def json_response_handler(schema: ResponseSchema[T]) -> ResponseHandler[T]:
    """Reads a JSON body.

    Args:
        schema: What the body must look like.

    Returns:
        A handler that gives the validated value. It raises `APICallError` for a body that is not JSON or does not fit.
    """

    async def handle(response: HttpResponse) -> ApiResponse[T]:
        body = (await response.read()).removeprefix(_BYTE_ORDER_MARK)
        try:
            value = parse_json(body, schema) if _needs_care(body) else schema.validate_json(body)
        except (JSONParseError, TypeValidationError) as error:
            raise _api_call_error("Invalid JSON response", response, body) from error
        return ApiResponse(value=value, headers=response.headers, raw_body=body)

    return handle


def event_stream_handler(schema: ResponseSchema[T]) -> ResponseHandler[EventStream[T]]:
    """Opens a stream of server-sent events with JSON data.

    Args:
        schema: What the data of each event must look like.

    Returns:
        A handler that gives the stream. Nothing of the body has been read then. It raises `EmptyResponseBodyError` for
        a response that has no body by definition.
    """

    async def handle(response: HttpResponse) -> ApiResponse[EventStream[T]]:
        if response.status_code == _NO_CONTENT:
            raise EmptyResponseBodyError
        return ApiResponse(value=EventStream(response, schema), headers=response.headers)

    return handle


def binary_response_handler() -> ResponseHandler[bytes]:
    """Reads a body of any kind.

    Returns:
        A handler that gives the bytes.
    """

    async def handle(response: HttpResponse) -> ApiResponse[bytes]:
        try:
            body = await response.read()
        except Exception as error:
            message = "Failed to read response as array buffer"
            is_retryable = True if is_retryable_transport_error(error) else None
            raise _api_call_error(message, response, None, is_retryable=is_retryable) from error
        return ApiResponse(value=body, headers=response.headers)

    return handle


def binary_stream_handler() -> ResponseHandler[AsyncGenerator[bytes, None]]:
    """Opens a stream of bytes.

    Returns:
        A handler that gives the body as it arrives. Closing the generator closes the connection.
    """

    async def handle(response: HttpResponse) -> ApiResponse[AsyncGenerator[bytes, None]]:
        return ApiResponse(value=start_generator(_stream_bytes(response)), headers=response.headers)

    return handle


def json_error_handler(
    error_schema: ResponseSchema[T],
    to_message: Callable[[T], str],
    *,
    is_retryable: Callable[[HttpResponse, T | None], bool | None] | None = None,
) -> ErrorHandler:
    """Reads a provider's error from a JSON body.

    Args:
        error_schema: What the provider's errors look like.
        to_message: Takes the message from a validated error.
        is_retryable: Decides with the error, or None when the body holds none; by default the status decides.

    Returns:
        A handler that gives an `APICallError` with the error in its `data`. For any other body, the message is the
        reason phrase.
    """

    async def handle(response: HttpResponse) -> Exception:
        body = await response.read()
        data: T | None = None
        message = response.status_text
        try:
            data = error_schema.validate_json(body.removeprefix(_BYTE_ORDER_MARK))
            message = to_message(data)
        except Exception:  # Whatever a gateway or proxy answers with, the status is the better story.
            data = None
        retryable = is_retryable(response, data) if is_retryable else None
        return _api_call_error(message, response, body, data=data, is_retryable=retryable)

    return handle


def status_code_error_handler() -> ErrorHandler:
    """Describes an error by its status alone.

    Returns:
        A handler that gives an `APICallError` with the reason phrase as message.
    """

    async def handle(response: HttpResponse) -> Exception:
        return _api_call_error(response.status_text, response, await response.read())

    return handle


class EventStream(Generic[T]):
    """A stream of server-sent events with JSON data, read in batches: one per network read.

    Args:
        response: The response, whose body has not been read.
        schema: What the data of each event must look like.
    """

    def __init__(self, response: HttpResponse, schema: ResponseSchema[T]) -> None:
        self._response = response
        self._chunks = response.stream()
        self._schema = schema
        self._decoder = SSEDecoder()
        self._is_done = False
        self._has_events = False
        self._start_of_body = b""

    def batches(self) -> AsyncGenerator[list[T | ParseFailure], None]:
        """Reads the events.

        Returns:
            For each network read that completed events, these events in order: validated data, or a `ParseFailure` for
            data that is not JSON or does not fit. The generator raises `APICallError` when the connection breaks, or
            when the body ends and was no event stream. However it ends, the response is closed; that holds for a
            generator that is closed before its first step, too.
        """
        return start_generator(self._read(self._validate_all))

    def raw_batches(self) -> AsyncGenerator[list[tuple[Any, T | ParseFailure]], None]:
        """Reads the events with their data before validation.

        Returns:
            Like `batches`, with pairs: the JSON value (None where the data is not JSON), and the validated data or
            failure.
        """
        return start_generator(self._read(self._parse_all))

    async def aclose(self) -> None:
        """Closes the response of a stream that nobody wants to read."""
        await self._response.aclose()

    async def _read(self, parse: Callable[[list[bytes]], list[ItemT]]) -> AsyncGenerator[list[ItemT], None]:
        try:
            yield []  # Taken by `start_generator`.
            chunk: bytes | None = await first_chunk(self._chunks)
            while chunk is not None:
                if batch := parse(self._decode(chunk)):
                    yield batch
                chunk = None if self._is_done else await anext(self._chunks, None)
            while self._is_done and (chunk := await self._read_after_done()):
                if batch := parse(self._decode(chunk)):
                    yield batch
            self._check_body()
        except AISDKError:
            raise
        except Exception as error:
            raise processing_error(error, self._response) from error
        finally:
            await _aclose(self._chunks, self._response)

    async def _read_after_done(self) -> bytes:
        try:
            async with asyncio.timeout(SECONDS_AFTER_DONE):
                return await anext(self._chunks, b"")
        except TimeoutError:
            return b""

    def _decode(self, chunk: bytes) -> list[bytes]:
        payloads = self._decoder.feed(chunk)
        if payloads:
            self._has_events = True
            if payloads[-1] == _DONE:
                self._is_done = True
                payloads.pop()
        elif not self._has_events and len(self._start_of_body) < _SHOWN_BODY_BYTES:
            self._start_of_body += chunk
        return payloads

    def _validate_all(self, payloads: list[bytes]) -> list[T | ParseFailure]:
        try:
            return list(map(self._schema.json_validator, payloads))
        except ValueError:
            return [self._validate(payload) for payload in self._without_done(payloads)]

    def _validate(self, payload: bytes) -> T | ParseFailure:
        try:
            return self._schema.validate_json(payload)
        except JSONParseError as error:
            return ParseFailure(error=error)
        except TypeValidationError as error:
            return ParseFailure(error=error, raw_value=error.value)

    def _parse_all(self, payloads: list[bytes]) -> list[tuple[Any, T | ParseFailure]]:
        texts = [payload.decode("utf-8", "replace") for payload in self._without_done(payloads)]
        results = [safe_parse_json(text, self._schema) for text in texts]
        return [(result.raw_value, result.value if isinstance(result, ParseSuccess) else result) for result in results]

    def _without_done(self, payloads: list[bytes]) -> list[bytes]:
        """A marker that is not the last event ends nothing: what follows it counts."""
        return [payload for payload in payloads if payload != _DONE]

    def _check_body(self) -> None:
        if self._has_events:
            return
        start = self._start_of_body.strip()
        content_type = self._response.headers.get("content-type", "no content type")
        text = start[:_SHOWN_BODY_BYTES].decode("utf-8", "replace")
        body = f"It begins: {text}" if text else "It is empty."
        message = f"The response ({content_type}) is no stream of events. {body}"
        raise _api_call_error(message, self._response, start)


def _needs_care(body: bytes) -> bool:
    """Searches for plain bytes first: in a few megabytes of numbers that takes a fifth of the time of the pattern."""
    is_suspect = (
        (b"\\" in body and b"\\u00" in body)
        or (b"N" in body and b"NaN" in body)
        or (b"I" in body and b"Infinity" in body)
        or b'"__proto__"' in body
        or b'"constructor"' in body
    )
    return is_suspect and _NEEDS_CARE.search(body) is not None


async def _stream_bytes(response: HttpResponse) -> AsyncGenerator[bytes, None]:
    chunks = response.stream()
    try:
        yield b""  # Taken by `start_generator`.
        if first := await first_chunk(chunks):
            yield first
        async for chunk in chunks:
            yield chunk
    except Exception as error:
        raise processing_error(error, response) from error
    finally:
        await _aclose(chunks, response)


async def _aclose(chunks: AsyncIterator[bytes], response: HttpResponse) -> None:
    """Closes both: an HTTP client's iterator does not close its response, and is itself left to the loop otherwise."""
    try:
        if isinstance(chunks, AsyncGenerator):
            await chunks.aclose()
    finally:
        await response.aclose()


def _api_call_error(
    message: str, response: HttpResponse, body: bytes | None, *, data: object = None, is_retryable: bool | None = None
) -> APICallError:
    return APICallError(
        message=message,
        url=response.url,
        request_body_values=response.request_body_values,
        status_code=response.status_code,
        response_headers=response.headers,
        response_body=None if body is None else body.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "replace"),
        data=data,
        is_retryable=is_retryable,
    )
