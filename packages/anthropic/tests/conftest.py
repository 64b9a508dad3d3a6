"""A wire without a network: canned answers, and a record of what was sent."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from ai_sdk_anthropic import AnthropicProvider, create_anthropic
from ai_sdk_core.provider import LanguageModelCallOptions, TextPart, UserMessage
from typing_extensions import override

BASE_URL = "https://api.test/v1"


class Body(httpx.AsyncByteStream):
    """A body that comes in pieces; an exception among them breaks the connection."""

    def __init__(self, pieces: list[bytes | Exception]) -> None:
        self.pieces = pieces
        self.is_closed = False

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    @override
    async def aclose(self) -> None:
        self.is_closed = True


class Wire:
    """Stands for the server."""

    def __init__(self) -> None:
        self.client = httpx.AsyncClient(transport=httpx.MockTransport(self._respond))
        self.requests: list[httpx.Request] = []
        self.bodies: list[Body] = []
        self._answers: list[Callable[[], httpx.Response]] = []

    def provider(self, **settings: Any) -> AnthropicProvider:
        """A provider that talks to this server."""
        defaults = {"api_key": "test-key", "base_url": BASE_URL, "http_client": self.client}
        return create_anthropic(**{**defaults, **settings})

    def answer(self, body: Any = None, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Prepare an answer: JSON, or text, or bytes as they are."""
        content = body if isinstance(body, (str, bytes)) else json.dumps(body)
        self._answers.append(lambda: httpx.Response(status, content=content, headers=headers))

    def say(self, *blocks: Any, **facts: Any) -> None:
        """Prepare a whole answer with these content blocks."""
        self.answer(message(*blocks, **facts))

    def stream(self, *events: Any, content_type: str = "text/event-stream") -> None:
        """Prepare a streamed answer: one network read per event. Bytes come as they are, exceptions are raised."""
        pieces = [event if isinstance(event, (bytes, Exception)) else to_event(event) for event in events]
        body = Body(pieces)
        self.bodies.append(body)
        self._answers.append(lambda: httpx.Response(200, stream=body, headers={"content-type": content_type}))

    @property
    def json(self) -> Any:
        """The body of the only request."""
        (request,) = self.requests
        return json.loads(request.content)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answers.pop(0)()


def to_event(event: dict[str, Any]) -> bytes:
    """A server-sent event."""
    return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()


def message(*blocks: Any, **facts: Any) -> dict[str, Any]:
    """A whole answer."""
    usage = {"input_tokens": 3, "output_tokens": 5}
    base = {"type": "message", "id": "msg_1", "model": "claude-test", "stop_reason": "end_turn", "usage": usage}
    return {**base, "content": list(blocks), **facts}


@pytest.fixture
async def wire() -> AsyncGenerator[Wire, None]:
    wire = Wire()
    yield wire
    await wire.client.aclose()


@pytest.fixture
def answer() -> Callable[..., dict[str, Any]]:
    """Makes whole answers."""
    return message


@pytest.fixture
def call() -> Callable[..., LanguageModelCallOptions]:
    """Makes call options for a short prompt."""

    def make(**options: Any) -> LanguageModelCallOptions:
        options.setdefault("prompt", [UserMessage(content=[TextPart(text="Hello")])])
        return LanguageModelCallOptions(**options)

    return make
