"""The answers of the mock server, as bytes that are ready to be written."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterable, Iterator
from typing import Any

STREAM_EVENTS = 2_000
SHORT_EVENTS = 20
PACED_EVENTS = 50
EVENTS_PER_BIG_WRITE = 100
EMBEDDINGS = 64
DIMENSIONS = 1_536
OBJECT_DELTAS = (500, 2_000, 4_000, 8_000)

_STREAM_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
_END = b"0\r\n\r\n"
_USAGE = {"prompt_tokens": 9, "completion_tokens": 2_000, "total_tokens": 2_009}
_WORDS = (" The", " sky", " is", " blue", " because", " air", " scatters", " short", " waves", " more")
_DONE = b"data: [DONE]\n\n"


def answers() -> dict[str, bytes]:
    """Whole answers, by the first segment of the request's path."""
    texts = [{"role": "assistant", "content": ""}, *_text_deltas(STREAM_EVENTS)]
    arguments = json.dumps({"text": "abcd " * STREAM_EVENTS})
    all_answers = {
        "call": _json_answer(_completion()),
        "short": _stream(_chat_events(texts[: SHORT_EVENTS + 1], "stop"), 1),
        "stream-big": _stream(_chat_events(texts, "stop"), EVENTS_PER_BIG_WRITE),
        "stream-small": _stream(_chat_events(texts, "stop"), 1),
        "tool-arguments": _stream(_chat_events(_tool_deltas(arguments), "tool_calls"), EVENTS_PER_BIG_WRITE),
        "embeddings-float": _json_answer(_embeddings("float")),
        "embeddings-base64": _json_answer(_embeddings("base64")),
        "messages-big": _stream(_message_events(), EVENTS_PER_BIG_WRITE),
        "messages-small": _stream(_message_events(), 1),
    }
    for deltas in OBJECT_DELTAS:
        pieces = list(_cut(object_text(deltas), deltas))
        events = _chat_events([{"role": "assistant", "content": ""}, *({"content": piece} for piece in pieces)], "stop")
        all_answers[f"object-{deltas}"] = _stream(events, EVENTS_PER_BIG_WRITE)
    return all_answers


def paced_writes() -> list[bytes]:
    """A stream to be sent write by write."""
    events = list(_chat_events([{"role": "assistant", "content": ""}, *_text_deltas(PACED_EVENTS)], "stop"))
    head, *middle, last, done = events
    return [_STREAM_HEAD + _http_chunk(head), *map(_http_chunk, middle), _http_chunk(last + done) + _END]


def object_text(deltas: int) -> str:
    """A JSON object of about ten characters a delta: 20 KB for 2,000 deltas."""
    item = {"name": "Flour, sifted twice", "amount": 250.5, "unit": "g", "optional": False, "notes": ["fine", "dry"]}
    count = deltas * 10 // len(json.dumps(item))
    return json.dumps({"title": "Bread", "items": [item] * count})


def _cut(text: str, pieces: int) -> Iterator[str]:
    for index in range(pieces):
        yield text[index * len(text) // pieces : (index + 1) * len(text) // pieces]


def _text_deltas(count: int) -> list[dict[str, Any]]:
    return [{"content": _WORDS[index % len(_WORDS)]} for index in range(count)]


def _tool_deltas(arguments: str) -> Iterator[dict[str, Any]]:
    yield {
        "role": "assistant",
        "tool_calls": [
            {"index": 0, "id": "call_1", "type": "function", "function": {"name": "write", "arguments": ""}}
        ],
    }
    for piece in _cut(arguments, STREAM_EVENTS):
        yield {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}


def _chat_events(deltas: Iterable[dict[str, Any]], finish_reason: str) -> Iterator[bytes]:
    for delta in deltas:
        yield _event(_chunk(delta, None))
    yield _event(_chunk({}, finish_reason) | {"usage": _USAGE})
    yield _DONE


def _chunk(delta: dict[str, Any], finish_reason: str | None) -> dict[str, Any]:
    """As long as the chunks of the largest vendor: about 310 bytes."""
    return {
        "id": "chatcmpl-123456789012345678901234567",
        "object": "chat.completion.chunk",
        "created": 1_700_000_000,
        "model": "gpt-4o-mini-2024-07-18",
        "service_tier": "default",
        "system_fingerprint": "fp_1234567890",
        "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}],
        "usage": None,
        "obfuscation": "abcdefgh",
    }


def _message_events() -> Iterator[bytes]:
    """The stream of the other large wire protocol: events with names."""
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude", "content": []}
    usage = {"input_tokens": 9, "output_tokens": 1}
    yield _named("message_start", message={**message, "stop_reason": None, "stop_sequence": None, "usage": usage})
    yield _named("content_block_start", index=0, content_block={"type": "text", "text": ""})
    for delta in _text_deltas(STREAM_EVENTS):
        yield _named("content_block_delta", index=0, delta={"type": "text_delta", "text": delta["content"]})
    yield _named("content_block_stop", index=0)
    yield _named(
        "message_delta",
        delta={"stop_reason": "end_turn", "stop_sequence": None},
        usage={"input_tokens": 9, "output_tokens": STREAM_EVENTS},
    )
    yield _named("message_stop")


def _named(name: str, **data: Any) -> bytes:
    return f"event: {name}\n".encode() + _event({"type": name, **data})


def _event(data: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(data, separators=(",", ":")).encode() + b"\n\n"


def _completion() -> dict[str, Any]:
    message = {"role": "assistant", "content": "Hello there, how can I help you today?"}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "gpt-4o-mini-2024-07-18",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21},
        "service_tier": "default",
        "system_fingerprint": "fp_1234567890",
    }


def _embeddings(encoding: str) -> dict[str, Any]:
    vector = [((index * 7_919) % 20_011 - 10_005) / 131_072 for index in range(DIMENSIONS)]
    packed = base64.b64encode(struct.pack(f"<{DIMENSIONS}f", *vector)).decode()
    data = [
        {"object": "embedding", "index": index, "embedding": packed if encoding == "base64" else vector}
        for index in range(EMBEDDINGS)
    ]
    usage = {"prompt_tokens": 64, "total_tokens": 64}
    return {"object": "list", "data": data, "model": "text-embedding-3-small", "usage": usage}


def _json_answer(value: dict[str, Any]) -> bytes:
    body = json.dumps(value).encode()
    return b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body) + body


def _stream(events: Iterable[bytes], events_per_chunk: int) -> bytes:
    all_events = list(events)
    starts = range(0, len(all_events), events_per_chunk)
    chunks = (_http_chunk(b"".join(all_events[start : start + events_per_chunk])) for start in starts)
    return _STREAM_HEAD + b"".join(chunks) + _END


def _http_chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)
