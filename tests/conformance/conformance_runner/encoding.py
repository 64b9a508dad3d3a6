"""From what our packages give to the JSON in which cases write it down.

Everything that differs between the languages by nature is bridged here: names, seconds, exceptions, bytes.
"""

from __future__ import annotations

import base64
import dataclasses
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeAlias

from ai_sdk_core import ChunkEvent, EmbeddingUsage, GeneratedAudioFile, GeneratedFile, Schema, StepResult
from ai_sdk_core.provider import FileDataUrl, ReasoningDelta, TextDelta, UnknownPart

from .error_encoding import ErrorEncoder, with_reference_wording
from .errors import ThrownValue
from .names import to_camel

JSON: TypeAlias = Any

OMITTED = object()
"""Stands for what has no JSON form: functions, signals, tasks."""

_SPECIFICATION = "ai_sdk_core.provider."

_STEP_VIEWS = (
    "text",
    "reasoning",
    "reasoning_text",
    "files",
    "sources",
    "tool_calls",
    "static_tool_calls",
    "dynamic_tool_calls",
    "tool_results",
    "static_tool_results",
    "dynamic_tool_results",
)

_MILLISECONDS = {
    "response_time": "responseTimeMs",
    "step_time": "stepTimeMs",
    "tool_execution": "toolExecutionMs",
    "time_to_first_output": "timeToFirstOutputMs",
    "time_between_output_chunks": "timeBetweenOutputChunksMs",
    "tool_execution_time": "toolExecutionMs",
    "time_to_first_chunk": "msToFirstChunk",
}
"""Durations: seconds here, milliseconds in the reference."""

_TOOL_VALUES = frozenset({"output"})
"""Members that hold any value, null among them."""

_PRIVATE_FIELDS = frozenset({"schema_input", "parsed_output", "output_error"})
"""Fields of our classes that the reference keeps elsewhere."""


def encode(value: Any) -> JSON:
    """Write a value down.

    Args:
        value: Anything that our packages give.

    Returns:
        JSON, with the markers of the vectors for what JSON does not have.
    """
    encoded = _encode(value)
    return None if encoded is OMITTED else encoded


def encode_error(error: object) -> JSON:
    """Write an exception down, or a value that was reported as an error."""
    return {"$error": error_fields(error)} if isinstance(error, BaseException) else encode(error)


def error_fields(error: BaseException) -> dict[str, JSON]:
    """Name, message, fields and cause of an exception: the members of `$error`."""
    return _ERRORS.fields(error)


def _encode(value: Any) -> JSON:
    if isinstance(value, str):
        return with_reference_wording(value)
    if value is None or isinstance(value, bool | int):
        return value
    encoder = _ENCODERS.get(type(value))
    if encoder is None:
        encoder = _find_encoder(value)
    return encoder(value)


def _find_encoder(value: Any) -> Callable[[Any], JSON]:
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return lambda named: _encode_members(zip(named._fields, named, strict=True))
    for kind, encoder in _ENCODERS_OF_SUBTYPES:
        if isinstance(value, kind):
            return encoder
    if hasattr(value, "do_generate") or hasattr(value, "specification_version"):
        return lambda model: {"$model": f"{model.provider}:{model.model_id}"}
    if dataclasses.is_dataclass(value):
        return _encode_dataclass
    return lambda _value: OMITTED


def _encode_float(value: float) -> JSON:
    if math.isfinite(value):
        return value
    return {"$number": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}


def _encode_mapping(value: Mapping[Any, Any]) -> JSON:
    encoded = {str(key): _encode(item) for key, item in value.items()}
    return {key: item for key, item in encoded.items() if item is not OMITTED}


def _encode_sequence(value: Any) -> JSON:
    return [None if (encoded := _encode(item)) is OMITTED else encoded for item in value]


def _encode_bytes(value: Any) -> JSON:
    return {"$base64": base64.b64encode(bytes(value)).decode("ascii")}


def _encode_datetime(value: datetime) -> JSON:
    in_utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return in_utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _encode_file(file: GeneratedFile) -> JSON:
    members: dict[str, JSON] = {"mediaType": file.media_type, "base64": file.base64}
    if isinstance(file, GeneratedAudioFile):
        members["format"] = file.format
    elif file.provider_metadata is not None:
        members["providerMetadata"] = _encode(file.provider_metadata)
    return {"$file": members}


def _encode_embedding_usage(usage: EmbeddingUsage) -> JSON:
    """JavaScript says `NaN` for a number that is not known."""
    return {"tokens": {"$number": "NaN"} if usage.tokens is None else usage.tokens}


def _encode_dataclass(value: Any) -> JSON:
    # The specification has members that may be null; what users see leaves them out, but for the values of tools.
    keeps_null = type(value).__module__.startswith(_SPECIFICATION)
    nullable = {
        field.name
        for field in dataclasses.fields(value)
        if field.default is not None and (keeps_null or field.name in _TOOL_VALUES)
    }
    members = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    return _encode_members(members, nullable)


def _encode_members(members: Iterable[tuple[str, Any]], nullable: Collection[str] = ()) -> dict[str, JSON]:
    encoded: dict[str, JSON] = {}
    for name, item in members:
        if name not in _PRIVATE_FIELDS and (item is not None or name in nullable):
            _put(encoded, name, item)
    return encoded


def _put(encoded: dict[str, JSON], name: str, item: Any) -> None:
    if name in _MILLISECONDS and not isinstance(item, str):
        encoded[_MILLISECONDS[name]] = _in_milliseconds(_encode(item))
    elif (value := _encode(item)) is not OMITTED:
        encoded[to_camel(name)] = value


def _in_milliseconds(value: JSON) -> JSON:
    if isinstance(value, dict):
        return {key: _in_milliseconds(item) for key, item in value.items()}
    return value * 1000 if isinstance(value, int | float) else value


def _encode_step(step: StepResult) -> JSON:
    encoded = _encode_dataclass(step)
    if not step.steering_messages:
        encoded.pop("steeringMessages")
    for name in _STEP_VIEWS:
        view = getattr(step, name)
        if view is not None:
            encoded[to_camel(name)] = _encode(view)
    return encoded


def _encode_schema(schema: Schema[Any]) -> JSON:
    return {"$jsonSchema": schema.json_schema}


def _encode_pattern(pattern: re.Pattern[str]) -> JSON:
    return {"$regex": pattern.pattern}


def _encode_url(data: FileDataUrl) -> JSON:
    """The reference holds an object of the class `URL` here."""
    encoded = _encode_dataclass(data)
    return {**encoded, "url": {"$url": data.url}}


_ENCODERS: dict[type, Callable[[Any], JSON]] = {
    float: _encode_float,
    dict: _encode_mapping,
    list: _encode_sequence,
    tuple: _encode_sequence,
    bytes: _encode_bytes,
    bytearray: _encode_bytes,
    datetime: _encode_datetime,
    GeneratedFile: _encode_file,
    GeneratedAudioFile: _encode_file,
    EmbeddingUsage: _encode_embedding_usage,
    StepResult: _encode_step,
    Schema: _encode_schema,
    re.Pattern: _encode_pattern,
    FileDataUrl: _encode_url,
    UnknownPart: lambda part: _encode(part.value),
}

_ENCODERS_OF_SUBTYPES: tuple[tuple[Any, Callable[[Any], JSON]], ...] = (
    (ThrownValue, lambda error: encode(error.value)),
    (BaseException, lambda error: encode_error(error)),
    (Enum, lambda value: value.value),
    (Mapping, _encode_mapping),
    ((list, tuple, set, frozenset), _encode_sequence),
    ((bytes, bytearray, memoryview), _encode_bytes),
    (datetime, _encode_datetime),
    (date, lambda value: value.isoformat()),
    (Schema, _encode_schema),
)


def _encode_chunk_event(event: ChunkEvent) -> JSON:
    return {"chunk": encode_user_part(event.chunk)}


_ERRORS = ErrorEncoder(_encode, OMITTED)

_ENCODERS[ChunkEvent] = _encode_chunk_event


def encode_user_part(part: Any) -> JSON:
    """Write down a part of a stream as users see it: the reference renames deltas on their way to them."""
    encoded = encode(part)
    if isinstance(part, TextDelta | ReasoningDelta):
        encoded["text"] = encoded.pop("delta")
    return encoded


def encode_path(value: Any, path: str) -> JSON:
    """Write down what lies at a dotted path of an event; `OMITTED` if there is nothing."""
    from .names import to_snake

    if isinstance(value, ChunkEvent) and path == "chunk":
        return encode_user_part(value.chunk)
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        else:
            value = getattr(value, to_snake(step), None)
        if value is None:
            return OMITTED
    return _encode(value)


def without_user_agent(value: JSON) -> JSON:
    """Leave out headers that name the program, and then empty headers: they are different by nature."""
    if isinstance(value, dict):
        cleaned = {
            key: without_user_agent(item) for key, item in value.items() if not key.lower().endswith("user-agent")
        }
        return {key: item for key, item in cleaned.items() if not (key == "headers" and item == {})}
    return [without_user_agent(item) for item in value] if isinstance(value, list) else value
