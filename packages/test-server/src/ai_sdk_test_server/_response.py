"""A reply as bytes: what the wires make and the connection writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ._delivery import Delivery
from ._json import to_json_bytes


@dataclass(slots=True, kw_only=True)
class Response:
    """One HTTP response."""

    status: int
    content_type: str
    chunks: Sequence[bytes]

    streamed: bool = False
    """Whether the length is unknown: one HTTP chunk per item instead of a `content-length`."""

    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


def json_response(
    body: object,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    delivery: Delivery | None = None,
) -> Response:
    """A response with a JSON document."""
    return Response(
        status=status,
        content_type="application/json",
        chunks=[to_json_bytes(body)],
        headers=headers or {},
        delivery=delivery or Delivery(),
    )


def event(data: object) -> bytes:
    """One server-sent event with JSON data."""
    return b"data: " + to_json_bytes(data) + b"\n\n"


def event_stream_response(
    events: Sequence[bytes], *, status: int = 200, headers: Mapping[str, str], delivery: Delivery
) -> Response:
    """A response that streams server-sent events."""
    return Response(
        status=status,
        content_type="text/event-stream; charset=utf-8",
        chunks=events,
        streamed=True,
        headers={"cache-control": "no-cache", **headers},
        delivery=delivery,
    )


DONE_EVENT = b"data: [DONE]\n\n"
"""What ends a stream of the OpenAI-compatible wire."""
