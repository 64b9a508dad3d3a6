"""An answer of a language model, sent whole or as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from .._json import JSONObject, as_object
from .._replies import Reply
from .._response import DONE_EVENT, Response, event, event_stream_response, json_response


class Answer(Protocol):
    """A reply in the words of one endpoint."""

    def completion(self) -> JSONObject:
        """The whole answer."""
        ...

    def chunks(self, *, with_usage: bool) -> Iterator[JSONObject]:
        """The answer in the order of a stream."""
        ...


def encode_answer(answer: Answer, reply: Reply, body: JSONObject) -> Response:
    """Write an answer as the request asks: whole, or as a stream, with or without usage at its end."""
    if body.get("stream") is not True:
        return json_response(answer.completion(), headers=reply.headers, delivery=reply.delivery)

    is_usage_wanted = as_object(body.get("stream_options")).get("include_usage") is True
    events = [event(chunk) for chunk in answer.chunks(with_usage=is_usage_wanted)]
    return event_stream_response([*events, DONE_EVENT], headers=reply.headers, delivery=reply.delivery)
