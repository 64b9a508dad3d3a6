"""What a test tells the server to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ._delivery import Delivery
from ._json import JSONValue
from ._request import RecordedRequest


@dataclass(slots=True, kw_only=True)
class Usage:
    """The tokens that a reply reports."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    """The part of the prompt that came from a cache."""
    reasoning_tokens: int = 0
    """The part of the completion that was reasoning."""


@dataclass(slots=True, kw_only=True)
class ToolCall:
    """A call of a tool in a `Reply`."""

    name: str

    arguments: Mapping[str, JSONValue] | str | Sequence[str] = field(default_factory=dict)
    """A mapping is sent as JSON, cut into a few deltas; a string is sent as it is, valid or not; a list of strings is
    streamed as exactly these deltas."""

    id: str | None = None
    """`None`: the server numbers its calls (`call_1`, `call_2`, ...)."""


@dataclass(slots=True, kw_only=True)
class Reply:
    """An answer of a language model, streamed or not as the request asks."""

    text: str | Sequence[str] = ""
    """A string is streamed word by word, a list of strings as exactly these deltas."""

    reasoning: str | Sequence[str] = ""
    """Sent before the text as `reasoning_content`, in the same way."""

    tool_calls: Sequence[ToolCall] = ()
    """Sent after the text; several are parallel calls."""

    finish_reason: str | None = None
    """`None`: `"tool_calls"` if there are any, otherwise `"stop"`."""

    usage: Usage | Literal["counted"] | None = "counted"
    """`"counted"` estimates the tokens from the texts; `None` leaves the usage out."""

    model: str | None = None
    """The model that answers; `None`: the one that was asked for."""

    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


@dataclass(slots=True, kw_only=True)
class EmbeddingReply:
    """Vectors for an embedding request, in the order of its inputs."""

    embeddings: Sequence[Sequence[float]]

    usage: Usage | Literal["counted"] | None = "counted"
    """`"counted"` estimates the tokens from the inputs; `None` leaves the usage out."""

    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


@dataclass(slots=True, kw_only=True)
class ImageReply:
    """Images for a generation or an edit."""

    images: Sequence[bytes]
    """The bytes of each image file; the server encodes them."""

    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


@dataclass(slots=True, kw_only=True)
class ErrorReply:
    """An error in OpenAI's envelope."""

    status: int = 500
    message: str = "The test server was told to fail."
    type: str | None = None
    """`None`: what OpenAI calls an error of that status."""
    code: str | None = None
    param: str | None = None
    """The field of the request that is to blame."""

    retry_after: float | str | None = None
    """The `retry-after` header: seconds, or an HTTP date."""

    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


@dataclass(slots=True, kw_only=True)
class JsonReply:
    """Any JSON document."""

    body: JSONValue
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


@dataclass(slots=True, kw_only=True)
class EventStreamReply:
    """Server-sent events, whatever the request asked for."""

    events: Sequence[JSONValue | bytes]
    """JSON values are sent as `data:` events, bytes as they are."""

    done: bool = True
    """Whether `data: [DONE]` ends the stream."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


@dataclass(slots=True, kw_only=True)
class RawReply:
    """Any bytes."""

    chunks: bytes | Sequence[bytes] = b""
    """Bytes are sent with a `content-length`, a list with one HTTP chunk per item."""

    content_type: str = "application/octet-stream"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


AnyReply: TypeAlias = Reply | EmbeddingReply | ImageReply | ErrorReply | JsonReply | EventStreamReply | RawReply
"""Whatever a script or a rule may answer."""

Rule: TypeAlias = Callable[[RecordedRequest], AnyReply | None]
"""Looks at a request and answers it, or returns `None` to leave it to the next rule. Runs in the server's thread."""
