"""`generate_speech`: a text becomes speech.

```python
result = await generate_speech(model="openai:gpt-4o-mini-tts", text="Good morning!", voice="alloy")
result.audio.save("morning.mp3")
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from typing_extensions import Unpack

from .._audio_facts import AudioFacts
from .._callbacks import Callback
from .._generated_file import GeneratedAudioFile
from .._logger import log_warnings
from .._model import resolve_speech_model
from .._operation import CallOptions, Operation
from ..errors import NoSpeechGeneratedError
from ..provider.shared import CallWarning, ProviderMetadata, ResponseInfo
from ..provider.speech_model import SpeechModel, SpeechModelCallOptions, SpeechModelResult
from ..provider_utils.media import detect_media_type
from .events import GenerateSpeechEndEvent, GenerateSpeechStartEvent


@dataclass(slots=True, kw_only=True)
class SpeechResult:
    """What `generate_speech` returns.

    Source: the reference's `SpeechResult`.
    """

    audio: GeneratedAudioFile
    warnings: list[CallWarning]
    responses: list[ResponseInfo]
    provider_metadata: ProviderMetadata


class GenerateSpeechOptions(CallOptions, total=False):
    """Options of `generate_speech`."""

    voice: str
    """The provider's name or id of a voice."""
    output_format: str
    """Format of the audio, e.g. `mp3` or `wav`."""
    instructions: str
    """How to say it."""
    speed: float
    """1 is the normal speed."""
    language: str
    """ISO 639-1 code, or `auto`."""
    on_start: Callback[GenerateSpeechStartEvent]
    on_end: Callback[GenerateSpeechEndEvent]


async def generate_speech(
    *, model: SpeechModel | str, text: str, **options: Unpack[GenerateSpeechOptions]
) -> SpeechResult:
    """Speak a text.

    Args:
        model: The model, or its name (`"openai:gpt-4o-mini-tts"`).
        text: What to say.
        **options: Further options, see `GenerateSpeechOptions`.

    Returns:
        The complete audio.

    Raises:
        NoSpeechGeneratedError: The model gave no audio.
        NoSuchModelError: The model's name is not known.
        InvalidArgumentError: A setting has an impossible value.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `generateSpeech`.
    """
    resolved = resolve_speech_model(model)
    operation = Operation("ai.generateSpeech", resolved, options)
    async with operation.watched():
        return await _generate(operation, resolved, text)


async def _generate(operation: Operation, model: SpeechModel, text: str) -> SpeechResult:
    options = operation.options
    settings: dict[str, Any] = {
        name: options.get(name) for name in ("voice", "output_format", "instructions", "speed", "language")
    }
    await operation.begin(GenerateSpeechStartEvent(**operation.start_facts, text=text, **settings))
    call_options = SpeechModelCallOptions(
        text=text,
        **settings,
        headers=operation.headers,
        provider_options=options.get("provider_options") or {},
    )
    answer = await operation.call(lambda: model.do_generate(call_options))
    if not answer.audio:
        raise NoSpeechGeneratedError(responses=[answer.response])
    log_warnings(answer.warnings, provider=model.provider, model=model.model_id)
    audio = GeneratedAudioFile(data=answer.audio, media_type=_media_type(answer, options.get("output_format")))
    await operation.notify("on_end", _end_event(operation, text, audio, answer))
    return SpeechResult(
        audio=audio,
        warnings=answer.warnings,
        responses=[answer.response],
        provider_metadata=answer.provider_metadata or {},
    )


def _end_event(
    operation: Operation, text: str, audio: GeneratedAudioFile, answer: SpeechModelResult
) -> GenerateSpeechEndEvent:
    response = answer.response
    return GenerateSpeechEndEvent(
        **operation.facts,
        text=text,
        audio=AudioFacts(byte_length=len(audio.bytes), media_type=audio.media_type, format=audio.format),
        usage=answer.usage,
        warnings=answer.warnings,
        provider_metadata=answer.provider_metadata,
        # Without the body, which may be the audio once more.
        response=ResponseInfo(timestamp=response.timestamp, model_id=response.model_id, headers=response.headers),
    )


def _media_type(answer: SpeechModelResult, output_format: str | None) -> str:
    """Raw samples have no signature: for them, what the response or the caller says has to do."""
    return (
        detect_media_type(answer.audio, "audio")
        or _audio_type_of(answer.response.headers or {})
        or _RAW_FORMATS.get((output_format or "").strip().lower().removeprefix("audio/"))
        or "audio/mp3"
    )


def _audio_type_of(headers: Mapping[str, str]) -> str | None:
    for name, value in headers.items():
        media_type = value.partition(";")[0].strip().lower()
        if name.lower() == "content-type" and media_type.startswith("audio/"):
            return media_type
    return None


_RAW_FORMATS = {"pcm": "audio/pcm", "l16": "audio/l16", "mulaw": "audio/mulaw", "alaw": "audio/alaw"}
