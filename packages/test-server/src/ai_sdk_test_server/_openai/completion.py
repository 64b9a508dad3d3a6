"""`POST /v1/completions`."""

from __future__ import annotations

from collections.abc import Iterator

from .._endpoint import Endpoint, Exchange, InvalidRequest
from .._json import JSONObject, JSONValue
from .._replies import AnyReply, Reply, Usage
from .._request import RecordedRequest
from .._response import Response
from .answer import encode_answer
from .chat import CREATED
from .checks import check_stream_options, read_object
from .deltas import text_deltas, whole
from .tokens import count_tokens, count_tokens_in, encode_usage


def _check(request: RecordedRequest) -> None:
    body = read_object(request)
    check_stream_options(body)

    if not isinstance(body.get("prompt"), str | list):
        raise InvalidRequest("You must provide a prompt: a string or a list.", param="prompt")


def _encode(reply: AnyReply, exchange: Exchange) -> Response | None:
    if not isinstance(reply, Reply) or reply.tool_calls or reply.reasoning:
        return None

    body = exchange.request.json_object
    usage = _count(reply, body) if reply.usage == "counted" else reply.usage
    return encode_answer(_Answer(reply, body, exchange.number, usage), reply, body)


def _count(reply: Reply, body: JSONObject) -> Usage:
    return Usage(
        prompt_tokens=count_tokens_in(body.get("prompt")),
        completion_tokens=count_tokens(whole(text_deltas(reply.text))),
    )


class _Answer:
    """A reply to one completion request, whole or in chunks."""

    def __init__(self, reply: Reply, body: JSONObject, number: int, usage: Usage | None) -> None:
        self._text = text_deltas(reply.text)
        self._finish_reason = reply.finish_reason or "stop"
        self._model = reply.model or body["model"]
        self._number = number
        self._usage = usage

    def completion(self) -> JSONObject:
        """The whole answer."""
        completion = self._envelope([self._choice(whole(self._text), self._finish_reason)])

        if self._usage is not None:
            completion["usage"] = encode_usage(self._usage)

        return completion

    def chunks(self, *, with_usage: bool) -> Iterator[JSONObject]:
        """The answer in the order of a stream: text, finish reason, usage."""
        for text in self._text:
            yield self._envelope([self._choice(text, None)])

        yield self._envelope([self._choice("", self._finish_reason)])

        if with_usage and self._usage is not None:
            yield {**self._envelope([]), "usage": encode_usage(self._usage)}

    def _choice(self, text: str, finish_reason: str | None) -> JSONValue:
        return {"index": 0, "text": text, "logprobs": None, "finish_reason": finish_reason}

    def _envelope(self, choices: list[JSONValue]) -> JSONObject:
        return {
            "id": f"cmpl-{self._number}",
            "object": "text_completion",
            "created": CREATED,
            "model": self._model,
            "choices": choices,
        }


COMPLETION = Endpoint(method="POST", check=_check, encode=_encode)
"""The completion endpoint."""
