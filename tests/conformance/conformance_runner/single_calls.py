"""Functions without steps: embeddings, reranking, images, speech, transcripts, videos, uploads."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

import ai_sdk_core
from ai_sdk_core import VideoPolling
from ai_sdk_core._callbacks import resolve
from ai_sdk_core._prompt.download import DownloadedFile
from ai_sdk_core.provider import FileDataData, FileDataText, from_json

from .clock import recorded_delays
from .encoding import JSON, encode, encode_error
from .names import find_name, to_camel, to_snake
from .options import OptionsAdapter
from .stage import Stage
from .verdicts import NotApplicable, Unimplemented

Runner: TypeAlias = Callable[[Stage], Awaitable[dict[str, JSON]]]

_VIEWS = ("image", "video", "reranked_documents")
"""Properties of results that are fields in the reference."""

_CALL_ID = re.compile(r"call-[0-9A-Za-z]{24}")

_OPTION_NAMES = re.compile(
    r"\b(?:input_references|frame_images?|do_generate|do_start|do_status|generate_video|start_video|uploaded_videos)\b"
)
"""Names of ours in messages."""


async def _run(name: str, stage: Stage) -> dict[str, JSON]:
    observed: dict[str, JSON] = {}
    with recorded_delays() as delays:
        try:
            function = getattr(ai_sdk_core, find_name(name, ai_sdk_core.__all__) or "")
            observed["result"] = _encode_result(await function(**_options(name, stage)))
        except (NotApplicable, Unimplemented):
            raise
        except Exception as error:
            observed["throws"] = encode_error(error)
        if stage.data.get("recordDelays"):
            observed["delays"] = [limit for delay in delays for limit in _timers(stage, delay * 1000)]
    return _with_reference_names({**observed, **stage.observed()}, {})


def _encode_result(result: Any) -> JSON:
    encoded = encode(result)
    for name in _VIEWS:
        if hasattr(type(result), name):
            try:
                encoded[to_camel(name)] = encode(getattr(result, name))
            except ai_sdk_core.errors.NoVideoGeneratedError:
                continue  # Such a field is not enumerable in the reference.
    return encoded


def _timers(stage: Stage, delay: float) -> list[float]:
    """Each poll is a pause and a question, whose limit is a timer in the reference; limits of asyncio are none."""
    poll = stage.data["options"].get("poll")
    return [delay] if poll is None else [delay, poll.get("timeoutMs", 600_000)]


def _with_reference_names(value: JSON, ids: dict[str, str]) -> JSON:
    """Number the ids of calls as they appear, and write names in messages as the reference does."""
    if isinstance(value, str):
        if _CALL_ID.fullmatch(value):
            return ids.setdefault(value, f"call-{len(ids)}")
        return _OPTION_NAMES.sub(lambda match: to_camel(match[0]), value)
    if isinstance(value, dict):
        return {key: _with_reference_names(item, ids) for key, item in value.items()}
    return [_with_reference_names(item, ids) for item in value] if isinstance(value, list) else value


# --- Options ---


def _options(name: str, stage: Stage) -> dict[str, Any]:
    options = OptionsAdapter(stage)(stage.data["options"])
    for key, adapt in _ADAPTERS.items():
        if key in options:
            options[key] = adapt(options[key])
    if name in ("uploadFile", "uploadSkill"):
        options["api"] = options.pop("model")
    return options


def _snake_keys(value: Any) -> Any:
    return {to_snake(key): item for key, item in value.items()} if isinstance(value, Mapping) else value


def _polling(poll: Mapping[str, Any]) -> VideoPolling:
    return VideoPolling(**{to_snake(key.removesuffix("Ms")): value / 1000 for key, value in poll.items()})


def _download(function: Any) -> Any:
    async def download(requests: Any) -> list[DownloadedFile]:
        files = [await resolve(function({"url": {"$url": request.url}})) for request in requests]
        return [DownloadedFile(data=file["data"], media_type=file.get("mediaType")) for file in files]

    return download


def _upload_data(data: Any) -> Any:
    if not isinstance(data, Mapping):
        return data
    kinds = {"text": FileDataText, "data": FileDataData}
    if data["type"] not in kinds:
        raise Unimplemented(f"upload of {data['type']}")
    return from_json(kinds[data["type"]], data)


_ADAPTERS: Mapping[str, Callable[[Any], Any]] = {
    "download": _download,
    "poll": _polling,
    "data": _upload_data,
    "files": lambda files: [{**file, "data": _upload_data(file["data"])} for file in files],
    "frame_images": lambda frames: [_snake_keys(frame) for frame in frames],
    "input_references": lambda references: [_snake_keys(reference) for reference in references],
}
"""Options whose forms differ."""

RUNNERS: Mapping[str, Runner] = {
    name: partial(_run, name.removeprefix("experimental_"))
    for name in (
        "embed",
        "embedMany",
        "rerank",
        "generateImage",
        "generateSpeech",
        "transcribe",
        "experimental_generateVideo",
        "uploadFile",
        "uploadSkill",
    )
}
"""The functions, by the reference's names."""
