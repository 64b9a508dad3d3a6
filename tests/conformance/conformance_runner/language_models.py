"""Cases of `language-models/`: one call of `do_generate` or `do_stream` against a canned network."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable, Mapping
from itertools import count
from typing import Any

from ai_sdk_core.provider import LanguageModelCallOptions, StreamError, from_json

from .cases import Case
from .encoding import JSON, OMITTED, encode
from .environment import environment
from .error_encoding import ErrorEncoder
from .json_values import request_body
from .network import CannedNetwork
from .provider_functions import FUNCTIONS, OBJECTS
from .providers import create_model, create_provider, find_method, import_package
from .values import Decoder
from .verdicts import Unimplemented


def _encode_field(value: Any) -> JSON:
    return {"$error": _ERRORS.fields(value)} if isinstance(value, BaseException) else encode(value)


_ERRORS = ErrorEncoder(_encode_field, OMITTED, without=frozenset({"requestBodyValues"}), flat_causes=True)


async def observe(case: Case) -> JSON:
    """Make the call of a case.

    Args:
        case: The case.

    Returns:
        What happened, in the shape of the case's `expected`.

    Raises:
        Unimplemented: There is no such package, model or method yet.
    """
    data = case.data
    network = CannedNetwork(data.get("responses", ()))
    module = import_package(data["reference"]["package"], data.get("entrypoint"))
    with environment(data.get("env") or {}):
        async with network.client() as client:
            observed = await _observe_call(data, module, client)
    requests = [
        _without_none(
            {
                "method": recorded.request.method,
                "url": str(recorded.request.url),
                "headers": recorded.headers,
                "body": request_body(recorded),
            }
        )
        for recorded in network.requests
    ]
    return {"requests": requests, **observed}


async def _observe_call(data: Mapping[str, Any], module: Any, client: Any) -> dict[str, JSON]:
    decode = Decoder(_MARKERS)
    stage = "factory"
    try:
        provider = create_provider(module, data["factory"], decode(data.get("settings") or {}), client)
        stage = "model"
        reference = data["model"]
        arguments = [reference["id"]] if "id" in reference else decode(reference.get("args", []))
        model = create_model(provider, reference["method"], arguments)
        stage = ""
        options = from_json(LanguageModelCallOptions, decode(data["call"]["options"]))
        if data["call"]["method"] == "doStream":
            return await _stream(model, options)
        return await _generate(model, options)
    except Unimplemented:
        raise
    except Exception as error:
        failure = {"error": _ERRORS.fields(error)}
        return {**failure, "errorStage": stage} if stage else failure


async def _generate(model: Any, options: LanguageModelCallOptions) -> dict[str, JSON]:
    result = encode(await find_method(model, "doGenerate")(options))
    if isinstance(result.get("response"), dict):
        result["response"].pop("body", None)
    return {"result": result}


async def _stream(model: Any, options: LanguageModelCallOptions) -> dict[str, JSON]:
    result = await find_method(model, "doStream")(options)
    parts: list[JSON] = []
    observed: dict[str, JSON] = {"parts": parts}
    stream: AsyncGenerator[list[Any], None] = result.stream
    async with contextlib.aclosing(stream):
        try:
            async for batch in stream:
                parts += map(_encode_part, batch)
        except Exception as error:
            observed["streamError"] = _ERRORS.fields(error)
    facts = {"request": encode(result.request), "response": encode(result.response)}
    observed["stream"] = {key: value for key, value in facts.items() if value is not None}
    return observed


def _encode_part(part: Any) -> JSON:
    if isinstance(part, StreamError) and isinstance(part.error, BaseException):
        return {"type": "error", "error": {"$error": _ERRORS.fields(part.error)}}
    return encode(part)


def _without_none(value: dict[str, JSON]) -> dict[str, JSON]:
    return {key: item for key, item in value.items() if item is not None}


def _id_generator(value: Mapping[str, Any]) -> Callable[[], str]:
    numbers = count()
    return lambda: f"{value['$generateId']}-{next(numbers)}"


def _named(table: Mapping[str, Any], marker: str) -> Callable[[Mapping[str, Any]], Any]:
    def find(value: Mapping[str, Any]) -> Any:
        name = value[marker]
        if name not in table:
            raise Unimplemented(f"{marker} {name}")
        return table[name]()

    return find


_MARKERS = {
    "$generateId": _id_generator,
    "$function": _named(FUNCTIONS, "$function"),
    "$object": _named(OBJECTS, "$object"),
}
