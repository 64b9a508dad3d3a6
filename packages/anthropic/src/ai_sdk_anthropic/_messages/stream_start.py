"""A look at the beginning of a stream, before it is handed out."""

from __future__ import annotations

from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider import LanguageModelStream, LanguageModelStreamPart, StreamError
from ai_sdk_core.provider_utils import start_generator, to_json_text

_SAYING_NOTHING = frozenset({"stream-start", "raw", "ping"})


async def open_stream(
    stream: LanguageModelStream, *, url: str, request_body: object, response_headers: dict[str, str]
) -> LanguageModelStream:
    """Wait until a stream has begun. One that begins with an error is a call that failed, and may be tried again.

    Args:
        stream: The stream. It is closed if this function raises.
        url: What was called, for errors.
        request_body: What was sent, for errors.
        response_headers: Headers of the response, for errors.

    Returns:
        The stream from its beginning, which the caller must read to its end or close.

    Raises:
        APICallError: The stream begins with an error, breaks off before it has begun, or is no stream of events.
        AISDKError: The stream begins with something that cannot be read.
    """
    seen: list[list[LanguageModelStreamPart]] = []
    first = await _read_to_first_part(stream, seen)
    if first is None or first.type != "error":
        return start_generator(_replay(seen, stream))
    await stream.aclose()
    raise _early_error(first, url, request_body, response_headers)


async def _read_to_first_part(
    stream: LanguageModelStream, seen: list[list[LanguageModelStreamPart]]
) -> LanguageModelStreamPart | None:
    async for batch in stream:
        seen.append(batch)
        for part in batch:
            if part.type not in _SAYING_NOTHING:
                return part
    return None


async def _replay(seen: list[list[LanguageModelStreamPart]], stream: LanguageModelStream) -> LanguageModelStream:
    try:
        yield []  # Taken by `start_generator`.
        for batch in seen:
            yield batch
        async for batch in stream:
            yield batch
    finally:
        await stream.aclose()


def _early_error(part: StreamError, url: str, request_body: object, response_headers: dict[str, str]) -> Exception:
    error = part.error
    if isinstance(error, Exception):
        return error
    return APICallError(
        message=error["message"],
        url=url,
        request_body_values=request_body,
        status_code=error.get("statusCode", 500),
        response_headers=response_headers,
        response_body=to_json_text(error["data"]),
        is_retryable=error.get("isRetryable") is True,
    )
