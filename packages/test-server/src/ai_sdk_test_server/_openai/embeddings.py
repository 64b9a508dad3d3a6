"""`POST /v1/embeddings`."""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence

from .._endpoint import Endpoint, Exchange, InvalidRequest
from .._json import JSONObject, JSONValue
from .._replies import AnyReply, EmbeddingReply, Usage
from .._request import RecordedRequest
from .._response import Response, json_response
from .checks import read_object
from .tokens import count_tokens

MAX_INPUTS = 2048
MAX_DIMENSIONS = 65_536


def inputs_of(body: JSONObject) -> list[JSONValue]:
    """The inputs of an embedding request: strings, or lists of token numbers."""
    value = body.get("input")
    is_list_of_inputs = isinstance(value, list) and not all(isinstance(item, int) for item in value)
    return value if is_list_of_inputs and isinstance(value, list) else [value]


def _check(request: RecordedRequest) -> None:
    body = read_object(request)
    inputs = inputs_of(body)

    if len(inputs) > MAX_INPUTS or not all(_is_input(item) for item in inputs):
        raise InvalidRequest(
            f"'input' must be a string, a list of token numbers, or up to {MAX_INPUTS} of these, none empty.",
            param="input",
        )

    if body.get("encoding_format", "float") not in ("float", "base64"):
        raise InvalidRequest("'encoding_format' must be 'float' or 'base64'.", param="encoding_format")

    dimensions = body.get("dimensions", 1)

    if not isinstance(dimensions, int) or isinstance(dimensions, bool) or not 1 <= dimensions <= MAX_DIMENSIONS:
        raise InvalidRequest("'dimensions' must be a positive integer.", param="dimensions")


def _is_input(item: JSONValue) -> bool:
    if isinstance(item, str):
        return bool(item)

    return isinstance(item, list) and bool(item) and all(isinstance(token, int) for token in item)


def _encode(reply: AnyReply, exchange: Exchange) -> Response | None:
    if not isinstance(reply, EmbeddingReply):
        return None

    body = exchange.request.json_object
    is_base64 = body.get("encoding_format") == "base64"
    answer: JSONObject = {
        "object": "list",
        "data": [
            {"object": "embedding", "index": index, "embedding": _to_base64(vector) if is_base64 else list(vector)}
            for index, vector in enumerate(reply.embeddings)
        ],
        "model": body["model"],
    }
    usage = _count(body) if reply.usage == "counted" else reply.usage

    if usage is not None:
        answer["usage"] = {"prompt_tokens": usage.prompt_tokens, "total_tokens": usage.prompt_tokens}

    return json_response(answer, headers=reply.headers, delivery=reply.delivery)


def _to_base64(vector: Sequence[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode("ascii")


def _count(body: JSONObject) -> Usage:
    inputs = inputs_of(body)
    return Usage(prompt_tokens=sum(count_tokens(item) if isinstance(item, str) else _length(item) for item in inputs))


def _length(item: JSONValue) -> int:
    return len(item) if isinstance(item, list) else 0


EMBEDDINGS = Endpoint(method="POST", check=_check, encode=_encode)
"""The embedding endpoint."""
