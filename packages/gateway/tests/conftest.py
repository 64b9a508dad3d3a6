"""A wire without a network: canned answers, and a record of what was sent."""

import json
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from ai_sdk_core.provider import LanguageModelCallOptions, TextPart, UserMessage
from ai_sdk_gateway import GatewayProvider, create_gateway
from typing_extensions import override

API_KEY = "vck-do-not-show-this-1234567890"


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
    """Stands for the gateway, and for Vercel."""

    def __init__(self) -> None:
        self.client = httpx.AsyncClient(transport=httpx.MockTransport(self._respond))
        self.requests: list[httpx.Request] = []
        self.bodies: list[Body] = []
        self._answers: list[Callable[[], httpx.Response]] = []

    def provider(self, **settings: Any) -> GatewayProvider:
        """A provider that talks to this gateway."""
        return create_gateway(**{"api_key": API_KEY, "http_client": self.client, **settings})

    def answer(self, body: Any = None, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Prepare an answer: JSON, or text, or bytes as they are; an exception breaks the connection."""
        if isinstance(body, Exception):
            self._answers.append(lambda: _raise(body))
            return
        content = body if isinstance(body, str | bytes) else json.dumps(body)
        self._answers.append(lambda: httpx.Response(status, content=content, headers=headers))

    def stream(self, *events: Any, content_type: str = "text/event-stream") -> Body:
        """Prepare a streamed answer: one network read per event. Bytes come as they are, exceptions are raised."""
        body = Body([event if isinstance(event, bytes | Exception) else to_event(event) for event in events])
        self.bodies.append(body)
        self._answers.append(lambda: httpx.Response(200, stream=body, headers={"content-type": content_type}))
        return body

    @property
    def request(self) -> httpx.Request:
        """The only request."""
        (request,) = self.requests
        return request

    @property
    def json(self) -> Any:
        """The body of the only request."""
        return json.loads(self.request.content)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answers.pop(0)()


def _raise(error: Exception) -> httpx.Response:
    raise error


def to_event(chunk: Any) -> bytes:
    """A server-sent event."""
    return b"data: " + (chunk if isinstance(chunk, str) else json.dumps(chunk)).encode() + b"\n\n"


@pytest.fixture
async def wire() -> AsyncGenerator[Wire, None]:
    wire = Wire()
    yield wire
    await wire.client.aclose()


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the developer's own environment reaches a test."""
    for name in list(os.environ):
        if name.startswith(("AI_GATEWAY", "VERCEL")):
            monkeypatch.delenv(name)


@pytest.fixture
def call() -> Callable[..., LanguageModelCallOptions]:
    """Makes call options for a short prompt."""

    def make(**options: Any) -> LanguageModelCallOptions:
        options.setdefault("prompt", [UserMessage(content=[TextPart(text="Hello")])])
        return LanguageModelCallOptions(**options)

    return make


@pytest.fixture
def answer() -> dict[str, Any]:
    """An answer of a language model."""
    return {
        "content": [{"type": "text", "text": "Hi"}],
        "finishReason": {"unified": "stop", "raw": "end_turn"},
        "usage": {"inputTokens": {"total": 3, "noCache": 3}, "outputTokens": {"total": 1, "text": 1}},
        "warnings": [],
        "providerMetadata": {"gateway": {"generationId": "gen_1", "cost": "0.01"}},
    }
