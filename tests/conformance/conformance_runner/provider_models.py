"""Cases of `models/`: one call of a model that is no language model, against a canned network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, TypeAlias

from ai_sdk_core import provider as specification
from ai_sdk_core.errors import NoSuchModelError
from ai_sdk_core.provider import from_json

from .cases import Case
from .clock import recorded_delays
from .encoding import JSON, encode, encode_error, error_fields, without_user_agent
from .environment import environment
from .json_values import request_content
from .names import find_name, to_camel, to_snake
from .network import CannedNetwork, RecordedRequest
from .providers import create_model, create_provider, find_method, import_package
from .values import Decoder
from .verdicts import Unimplemented

Data: TypeAlias = Mapping[str, Any]

_OPTION_TYPES = {
    ("embedding", "doEmbed"): "EmbeddingModelCallOptions",
    ("image", "doGenerate"): "ImageModelCallOptions",
    ("speech", "doGenerate"): "SpeechModelCallOptions",
    ("transcription", "doGenerate"): "TranscriptionModelCallOptions",
    ("reranking", "doRerank"): "RerankingModelCallOptions",
    ("video", "doGenerate"): "VideoModelCallOptions",
    ("video", "doStart"): "VideoModelOperationStartOptions",
    ("video", "doStatus"): "VideoModelOperationStatusOptions",
    ("files", "uploadFile"): "FilesUploadFileCallOptions",
    ("files", "getFileMetadata"): "FilesGetFileMetadataCallOptions",
    ("files", "downloadFile"): "FilesDownloadFileCallOptions",
    ("files", "deleteFile"): "FilesDeleteFileCallOptions",
    ("skills", "uploadSkill"): "SkillsUploadSkillCallOptions",
}
"""The type of the options, for each kind of model and call."""

_FACTS = (
    "provider",
    "model_id",
    "max_embeddings_per_call",
    "max_input_bytes_per_call",
    "supports_parallel_calls",
    "max_images_per_call",
    "max_videos_per_call",
    "specification_version",
)
"""What a case may say about a model."""

_MAX_POLLS = 10


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
    module = import_package(data["package"], data.get("module"))
    with environment(data.get("env") or {}), recorded_delays() as delays:
        async with network.client() as client:
            decode = Decoder(_MARKERS)
            settings = decode(data.get("settings") or {})
            if "lookups" in data:
                return _look_up(data, create_provider(module, data["factory"], settings, client))
            observed = await _call(data, decode, lambda: create_provider(module, data["factory"], settings, client))
    observed["requests"] = [_request(recorded) for recorded in network.requests]
    if "delays" in data["expected"]:
        observed["delays"] = [delay * 1000 for delay in delays]
    return without_user_agent(observed)


async def _call(data: Data, decode: Decoder, make_provider: Any) -> dict[str, JSON]:
    observed: dict[str, JSON] = {}
    try:
        arguments = decode(data.get("modelArgs", [data["modelId"]] if "modelId" in data else []))
        model = create_model(make_provider(), data["method"], arguments)
        observed["model"] = _facts(model, data["expected"].get("model"))
        if data["call"] == "startStatus":
            await _start_and_poll(model, decode(data["options"]), observed)
        else:
            observed["result"] = await _result(model, data, decode(data["options"]))
    except Unimplemented:
        raise
    except Exception as error:
        observed["throws"] = encode_error(error)
    return observed


def _facts(model: Any, expected: JSON) -> dict[str, JSON]:
    facts = {to_camel(name): getattr(model, name, None) for name in _FACTS}
    # Only what the reference says can be compared; that we say more is no fault.
    return {key: value for key, value in facts.items() if value is not None and (not expected or key in expected)}


def _options(kind: str, call: str, options: Data) -> Any:
    kind = kind.removeprefix("text").removesuffix("Model").lower()
    name = _OPTION_TYPES.get((kind, call))
    if name is None:
        raise Unimplemented(f"{call} of {kind}")
    option_type = getattr(specification, name)
    if kind == "files" and call == "uploadFile":
        return _upload_options(option_type, options)
    return from_json(option_type, options)


def _upload_options(option_type: Any, options: Data) -> Any:
    """Uploads may be streams, which are no data that a codec reads."""
    data = options["data"]
    if data["type"] == "stream":
        contents: Any = specification.FilesUploadFileStreamData(stream=data["stream"])
    else:
        contents = from_json(specification.FileDataText if data["type"] == "text" else specification.FileDataData, data)
    rest = {to_snake(key): value for key, value in options.items() if key != "data"}
    return option_type(data=contents, **rest)


async def _result(model: Any, data: Data, options: Data) -> JSON:
    call = find_method(model, data["call"])
    result = await call(_options(data["method"], data["call"], options))
    if data["call"] == "downloadFile":
        content = b"".join([chunk async for chunk in result.content])
        result.content = content
    return encode(result)


async def _start_and_poll(model: Any, options: Data, observed: dict[str, JSON]) -> None:
    started = await find_method(model, "doStart")(_options("video", "doStart", options))
    observed["start"] = encode(started)
    statuses: list[JSON] = []
    observed["statuses"] = statuses
    asked = {"operation": started.operation, **({"headers": options["headers"]} if "headers" in options else {})}
    for _ in range(_MAX_POLLS):
        status = await find_method(model, "doStatus")(_options("video", "doStatus", asked))
        statuses.append(encode(status))
        if statuses[-1]["status"] != "pending":
            return


def _look_up(data: Data, provider: Any) -> JSON:
    rows = [_look_up_one(provider, lookup["method"], lookup["id"]) for lookup in data["lookups"]]
    facts = {"callable": callable(provider), "specificationVersion": getattr(provider, "specification_version", None)}
    return {"rows": rows, **{key: value for key, value in facts.items() if key in data["expected"]}}


def _look_up_one(provider: Any, method: str, model_id: str) -> JSON:
    name = find_name(method, dir(provider))
    if name is None:
        return {"absent": True}
    try:
        model = getattr(provider, name)(*([] if method in ("files", "skills") else [model_id]))
    except NoSuchModelError as error:
        return {"throws": {"$error": error_fields(error)}}
    return _facts(model, {"provider": "", "modelId": "", "specificationVersion": ""})


def _request(recorded: RecordedRequest) -> dict[str, JSON]:
    headers = recorded.headers
    content = request_content(recorded)
    if "form" in content and recorded.is_streamed:
        content = {"streamBody": recorded.content.decode()}
    elif "form" in content:
        headers = {name: value for name, value in headers.items() if name != "content-type"}
    return {"url": str(recorded.request.url), "method": recorded.request.method, "headers": headers, **content}


def _stream(value: Data) -> AsyncIterator[bytes]:
    decode = Decoder()

    async def chunks() -> AsyncIterator[bytes]:
        for chunk in value["$stream"]:
            decoded = decode(chunk)
            yield decoded.encode() if isinstance(decoded, str) else decoded

    return chunks()


def _auth_client(_value: Data) -> Any:
    raise Unimplemented("Google credentials")


_MARKERS = {"$stream": _stream, "$authClient": _auth_client}
