"""`stream_speech` and `stream_transcribe`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ai_sdk_core import StreamedSpeech, StreamedTranscript, stream_speech, stream_transcribe
from ai_sdk_core.provider import (
    AudioFormat,
    SpeechModelStreamPart,
    SpeechModelStreamResult,
    TranscriptionModelStreamPart,
    TranscriptionModelStreamResult,
    from_json,
)
from ai_sdk_core.testing import MockStreamingSpeechModel, MockStreamingTranscriptionModel

from .encoding import JSON, encode, encode_error, without_user_agent
from .names import to_camel
from .options import OptionsAdapter
from .stage import Stage, play_parts

_SPEECH_FIELDS = ("usage", "responses", "provider_metadata")
_TRANSCRIPT_FIELDS = ("text", "segments", "language", "duration_in_seconds", "responses", "provider_metadata")


async def speech(stage: Stage) -> dict[str, JSON]:
    """Run a `streamSpeech` case."""

    async def do_stream(options: Any) -> SpeechModelStreamResult:
        told = _told(options, "text")
        _record(stage, {**told, "text": [encode(piece) async for piece in options.text]})
        return SpeechModelStreamResult(stream=play_parts(stage, _parts(stage), SpeechModelStreamPart))

    stage.models["m"] = MockStreamingSpeechModel(do_stream=do_stream)
    return await _observe(stage, stream_speech, _SPEECH_FIELDS, StreamedSpeech)


async def transcribe(stage: Stage) -> dict[str, JSON]:
    """Run a `streamTranscribe` case."""
    pieces = stage.decode(stage.data["audio"])

    async def do_stream(options: Any) -> TranscriptionModelStreamResult:
        chunks = [encode(piece) async for piece in options.audio]
        # The reference passes base64 on as it is, we decode it.
        told = [
            chunk["$base64"] if isinstance(piece, str) else chunk for piece, chunk in zip(pieces, chunks, strict=True)
        ]
        _record(stage, {**_told(options, "audio"), "audioChunks": told})
        return TranscriptionModelStreamResult(stream=play_parts(stage, _parts(stage), TranscriptionModelStreamPart))

    stage.models["m"] = MockStreamingTranscriptionModel(do_stream=do_stream)
    return await _observe(stage, stream_transcribe, _TRANSCRIPT_FIELDS, StreamedTranscript, audio=pieces)


def _parts(stage: Stage) -> list[Mapping[str, Any]]:
    script = stage.data["doStream"]
    if "$throw" in script:
        raise stage.throw(script["$throw"])
    return script["parts"]  # type: ignore[no-any-return]


def _told(options: Any, user_input: str) -> dict[str, JSON]:
    encoded: dict[str, JSON] = without_user_agent(encode(options))
    encoded.pop(user_input, None)
    return encoded


def _record(stage: Stage, options: dict[str, JSON]) -> None:
    stage.calls.append({"model": "m", "method": "doStream", "options": options})


async def _observe(
    stage: Stage, function: Any, fields: tuple[str, ...], result_type: type, **arguments: Any
) -> dict[str, JSON]:
    options = OptionsAdapter(stage)(stage.data["options"])
    for name in ("input_audio_format", "output_format"):
        if name in options:
            options[name] = from_json(AudioFormat, options[name])
    streamed = function(**options, **arguments)
    observed: dict[str, JSON] = {"fullStream": []}
    async with streamed:
        try:
            async for part in streamed.stream:
                observed["fullStream"].append(encode(part))
        except Exception as error:
            observed["fullStream"].append({"$streamError": encode_error(error)})
        observed |= await _fields(streamed, fields, result_type)
    return {**observed, **stage.observed()}


async def _fields(streamed: Any, names: tuple[str, ...], result_type: type) -> dict[str, JSON]:
    try:
        result = await streamed
        assert isinstance(result, result_type)
    except Exception as error:
        thrown = {"$throws": encode_error(error)}
        warnings = thrown if streamed.warnings is None else encode(streamed.warnings)
        return {**{to_camel(name): thrown for name in names}, "warnings": warnings}
    found = {to_camel(name): getattr(result, name) for name in (*names, "warnings")}
    return {name: encode(value) for name, value in found.items() if value is not None}
