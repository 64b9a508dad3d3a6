"""From a request to a response: key, path, checks, script, rules, encoding."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Sequence

from ._endpoint import Endpoint, Exchange, InvalidRequest, Wire
from ._openai import OpenAIWire
from ._replies import AnyReply, ErrorReply, EventStreamReply, JsonReply, RawReply, Rule
from ._request import RecordedRequest
from ._response import DONE_EVENT, Response, event, event_stream_response, json_response

WIRES: Sequence[Wire] = (OpenAIWire(),)
"""The wires the server speaks. The first one words the errors about paths that none of them knows."""


class Script:
    """Replies that are used up in their order; the test adds them while the server's thread takes them."""

    def __init__(self, replies: Iterable[AnyReply]) -> None:
        self._replies = deque(replies)
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._replies)

    def extend(self, replies: Iterable[AnyReply]) -> None:
        """Add replies after those that wait."""
        with self._lock:
            self._replies.extend(replies)

    def take(self) -> AnyReply | None:
        """The next reply, if there is one."""
        with self._lock:
            return self._replies.popleft() if self._replies else None


class Answerer:
    """Answers requests from a script first, then from rules."""

    def __init__(self, *, script: Script, rules: Sequence[Rule], api_key: str | None) -> None:
        self.script = script
        self.rules = rules
        self._api_key = api_key

    def answer(self, exchange: Exchange) -> Response:
        """The response to a request; never raises, except what a rule raises."""
        wire, endpoints = _find(exchange.request.path)

        try:
            self._check_key(exchange.request)
            return self._answer(exchange, wire, endpoints)
        except InvalidRequest as error:
            return wire.encode_error(error.reply)

    def _answer(self, exchange: Exchange, wire: Wire, endpoints: list[Endpoint]) -> Response:
        request = exchange.request
        endpoint = next((endpoint for endpoint in endpoints if endpoint.method == request.method), None)

        if endpoint is None:
            reply = self._apply_rules(request) or _refuse_route(request, endpoints)
        else:
            endpoint.check(request)
            reply = self._reply_for(request, endpoint)

        return _encode(reply, exchange, wire, endpoint)

    def _reply_for(self, request: RecordedRequest, endpoint: Endpoint) -> AnyReply:
        if endpoint.standing_answer is not None:
            reply = self._apply_rules(request) or endpoint.standing_answer(request)
        else:
            reply = self.script.take() or self._apply_rules(request)

        if reply is None:
            raise InvalidRequest(
                f"The test server has no reply left for {request.method} {request.path}.", status=422, code="no_reply"
            )

        return reply

    def _apply_rules(self, request: RecordedRequest) -> AnyReply | None:
        return next((reply for rule in self.rules if (reply := rule(request)) is not None), None)

    def _check_key(self, request: RecordedRequest) -> None:
        if self._api_key is None:
            return

        authorization = request.headers.get("authorization")

        if authorization is None:
            raise InvalidRequest("You did not provide an API key.", status=401)

        if authorization != f"Bearer {self._api_key}":
            raise InvalidRequest("Incorrect API key provided.", status=401, code="invalid_api_key")


def refusal_response(status: int, message: str) -> Response:
    """The response to something that is no HTTP request."""
    return WIRES[0].encode_error(ErrorReply(status=status, message=message))


def _find(path: str) -> tuple[Wire, list[Endpoint]]:
    return next(((wire, found) for wire in WIRES if (found := wire.endpoints(path))), (WIRES[0], []))


def _refuse_route(request: RecordedRequest, endpoints: list[Endpoint]) -> ErrorReply:
    if not endpoints:
        return ErrorReply(status=404, message=f"Invalid URL ({request.method} {request.path})", code="unknown_url")

    return ErrorReply(
        status=405,
        message=f"Not allowed to {request.method} on {request.path}.",
        code="method_not_supported",
        headers={"allow": ", ".join(endpoint.method for endpoint in endpoints)},
    )


def _encode(reply: AnyReply, exchange: Exchange, wire: Wire, endpoint: Endpoint | None) -> Response:
    response = _encode_for_any_wire(reply)

    if isinstance(reply, ErrorReply):
        response = wire.encode_error(reply)
    elif response is None and endpoint is not None:
        response = endpoint.encode(reply, exchange)

    if response is None:
        request = exchange.request
        raise InvalidRequest(
            f"The test server's next reply, {type(reply).__name__}, is no answer to {request.method} {request.path}.",
            status=422,
            code="wrong_reply",
        )

    return response


def _encode_for_any_wire(reply: AnyReply) -> Response | None:
    if isinstance(reply, JsonReply):
        return json_response(reply.body, status=reply.status, headers=reply.headers, delivery=reply.delivery)

    if isinstance(reply, EventStreamReply):
        events = [item if isinstance(item, bytes) else event(item) for item in reply.events]
        end = [DONE_EVENT] if reply.done else []
        return event_stream_response(
            [*events, *end], status=reply.status, headers=reply.headers, delivery=reply.delivery
        )

    return _encode_raw(reply) if isinstance(reply, RawReply) else None


def _encode_raw(reply: RawReply) -> Response:
    is_whole = isinstance(reply.chunks, bytes)
    return Response(
        status=reply.status,
        content_type=reply.content_type,
        chunks=[reply.chunks] if isinstance(reply.chunks, bytes) else reply.chunks,
        streamed=not is_whole,
        headers=reply.headers,
        delivery=reply.delivery,
    )
