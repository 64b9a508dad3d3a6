"""`POST /v1/chat/completions`."""

from __future__ import annotations

from collections.abc import Iterator

from .._endpoint import Endpoint, Exchange
from .._json import JSONObject, JSONValue
from .._replies import AnyReply, Reply, ToolCall, Usage
from .._request import RecordedRequest
from .._response import Response
from .answer import encode_answer
from .chat_checks import check_messages, check_response_format, check_tools
from .checks import check_stream_options, read_object
from .deltas import argument_deltas, text_deltas, whole
from .tokens import count_prompt_tokens, count_tokens, encode_usage

CREATED = 1_700_000_000
"""Every object's time of creation: answers are the same whenever a test runs."""


def _check(request: RecordedRequest) -> None:
    body = read_object(request)
    check_stream_options(body)
    check_messages(body)
    check_tools(body)
    check_response_format(body)


def _encode(reply: AnyReply, exchange: Exchange) -> Response | None:
    if not isinstance(reply, Reply):
        return None

    body = exchange.request.json_object
    return encode_answer(_Answer(reply, body, exchange.number), reply, body)


class _Answer:
    """A reply to one chat request, whole or in chunks."""

    def __init__(self, reply: Reply, body: JSONObject, number: int) -> None:
        self._reply = reply
        self._number = number
        self._model = reply.model or body["model"]
        self._reasoning = text_deltas(reply.reasoning)
        self._text = text_deltas(reply.text)
        self._finish_reason = reply.finish_reason or ("tool_calls" if reply.tool_calls else "stop")
        self._usage = self._count(body) if reply.usage == "counted" else reply.usage

    def completion(self) -> JSONObject:
        """The whole answer."""
        message: JSONObject = {"role": "assistant", "content": whole(self._text) or None}

        if self._reasoning:
            message["reasoning_content"] = whole(self._reasoning)

        if self._reply.tool_calls:
            message["tool_calls"] = [self._tool_call(*item) for item in enumerate(self._reply.tool_calls)]

        choice: JSONObject = {"index": 0, "message": message, "logprobs": None, "finish_reason": self._finish_reason}
        completion = self._envelope("chat.completion", [choice])

        if self._usage is not None:
            completion["usage"] = encode_usage(self._usage)

        return completion

    def chunks(self, *, with_usage: bool) -> Iterator[JSONObject]:
        """The answer in the order of a stream: role, reasoning, text, tool calls, finish reason, usage."""
        for delta in self._deltas():
            yield self._chunk(delta, None)

        yield self._chunk({}, self._finish_reason)

        if with_usage and self._usage is not None:
            yield {**self._envelope("chat.completion.chunk", []), "usage": encode_usage(self._usage)}

    def _deltas(self) -> Iterator[JSONObject]:
        yield {"role": "assistant", "content": ""}

        for reasoning in self._reasoning:
            yield {"reasoning_content": reasoning}

        for text in self._text:
            yield {"content": text}

        for index, call in enumerate(self._reply.tool_calls):
            yield from self._tool_call_deltas(index, call)

    def _tool_call_deltas(self, index: int, call: ToolCall) -> Iterator[JSONObject]:
        start: JSONObject = {"name": call.name, "arguments": ""}
        yield {
            "tool_calls": [{"index": index, "id": self._call_id(index, call), "type": "function", "function": start}]
        }

        for arguments in argument_deltas(call.arguments):
            yield {"tool_calls": [{"index": index, "function": {"arguments": arguments}}]}

    def _tool_call(self, index: int, call: ToolCall) -> JSONValue:
        function: JSONObject = {"name": call.name, "arguments": whole(argument_deltas(call.arguments))}
        return {"id": self._call_id(index, call), "type": "function", "function": function}

    def _call_id(self, index: int, call: ToolCall) -> str:
        return call.id or f"call_{self._number}_{index}"

    def _chunk(self, delta: JSONObject, finish_reason: str | None) -> JSONObject:
        choice: JSONObject = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return self._envelope("chat.completion.chunk", [choice])

    def _envelope(self, kind: str, choices: list[JSONValue]) -> JSONObject:
        return {
            "id": f"chatcmpl-{self._number}",
            "object": kind,
            "created": CREATED,
            "model": self._model,
            "choices": choices,
        }

    def _count(self, body: JSONObject) -> Usage:
        reasoning = count_tokens(whole(self._reasoning))
        calls = sum(
            count_tokens(call.name + " " + whole(argument_deltas(call.arguments))) for call in self._reply.tool_calls
        )
        return Usage(
            prompt_tokens=count_prompt_tokens(body),
            completion_tokens=reasoning + count_tokens(whole(self._text)) + calls,
            reasoning_tokens=reasoning,
        )


CHAT = Endpoint(method="POST", check=_check, encode=_encode)
"""The chat endpoint."""
