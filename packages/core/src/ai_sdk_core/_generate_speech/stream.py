"""`stream_speech`: a text becomes speech while it is still being written.

```python
async with stream_speech(model=model, text=answer.text_stream, voice="alloy") as speech:
    async for audio in speech.audio_stream:
        player.write(audio)
```
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, TypeAlias, assert_never

from typing_extensions import Unpack

from .._callbacks import Callback
from .._logger import log_warnings
from .._model import resolve_speech_model
from .._operation import Operation, RequestOptions
from .._owned_stream import InputStream, StreamedResult, open_model_stream, read_model_stream
from .._response_facts import ResponseFacts
from ..errors import (
    NoSpeechGeneratedError,
    StreamProviderError,
    UnsupportedFunctionalityError,
    get_error_message,
)
from ..provider.shared import AudioFormat, CallWarning, ProviderMetadata, ResponseInfo
from ..provider.speech_model import (
    SpeechAudio,
    SpeechFinish,
    SpeechModel,
    SpeechModelStreamOptions,
    SpeechModelStreamPart,
    SpeechModelStreamResult,
    SpeechModelStreamTextPart,
    SpeechModelStreamUsage,
    StreamingSpeechModel,
)
from ..provider.stream_part import RawChunk, StreamError
from ..provider_utils.data_content import to_bytes
from .events import SpeechErrorEvent

SpeechStreamPart: TypeAlias = SpeechAudio | RawChunk | StreamError
"""One part of streamed speech; its audio is bytes."""

SpeechText: TypeAlias = str | SpeechModelStreamTextPart
"""A piece of the text to say: a string, or a part that says who says it."""


@dataclass(slots=True, kw_only=True)
class StreamedSpeech:
    """What awaiting `stream_speech` gives."""

    usage: SpeechModelStreamUsage
    warnings: list[CallWarning]
    responses: list[ResponseInfo]
    provider_metadata: ProviderMetadata


class StreamSpeechOptions(RequestOptions, total=False):
    """Options of `stream_speech`."""

    voice: str
    """The provider's name or id of a voice."""
    output_format: AudioFormat
    """Format of the audio, e.g. `AudioFormat(type="audio/pcm", rate=24000)`."""
    instructions: str
    """How to say it."""
    speed: float
    """1 is the normal speed."""
    language: str
    """ISO 639-1 code, or `auto`."""
    include_raw_chunks: bool
    """Add the provider's own chunks to the stream, as `raw` parts."""
    on_error: Callback[SpeechErrorEvent]
    """Told about errors in the stream."""


class StreamSpeechResult(StreamedResult[SpeechStreamPart, StreamedSpeech]):
    """Speech that is being generated.

    Source: the reference's `StreamSpeechResult`.
    """

    def __init__(self, run: _Run) -> None:
        super().__init__(run.batches(), run.final)
        self._run = run

    @property
    def audio_stream(self) -> AsyncIterator[bytes]:
        """The audio, piece by piece; errors of the model that end nothing are passed over.

        Raises:
            StreamAlreadyRead: The stream was read already.
        """
        self.parts.claim()
        return _audio(self.parts.items())

    @property
    def warnings(self) -> list[CallWarning] | None:
        """What the model warns about, as soon as it is known."""
        return self._run.warnings


def stream_speech(
    *,
    model: SpeechModel | str,
    text: str | Iterable[SpeechText] | AsyncIterable[SpeechText],
    **options: Unpack[StreamSpeechOptions],
) -> StreamSpeechResult:
    """Speak a text piece by piece (experimental, as in the reference).

    Nothing happens before the stream is read.

    Args:
        model: The model, or its name.
        text: What to say: a text, or its pieces, which may begin and end anywhere.
        **options: Further options, see `StreamSpeechOptions`.

    Returns:
        The stream. Awaiting it gives usage and metadata.

    Raises:
        UnsupportedFunctionalityError: The model cannot stream.
        NoSuchModelError: The model's name is not known.

    Source: the reference's `experimental_streamSpeech`.
    """
    resolved = resolve_speech_model(model)
    if not isinstance(resolved, StreamingSpeechModel):
        raise UnsupportedFunctionalityError(
            functionality="streaming speech",
            message=f'The {resolved.provider} model "{resolved.model_id}" does not support streaming speech.',
        )
    return StreamSpeechResult(_Run(resolved, text, options))


class _Run:
    """One call of `stream_speech`, and what is known of it."""

    def __init__(
        self,
        model: StreamingSpeechModel,
        text: str | Iterable[SpeechText] | AsyncIterable[SpeechText],
        options: StreamSpeechOptions,
    ) -> None:
        self._model = model
        self._options = options
        self._operation = Operation("ai.streamSpeech", model, options)
        self._text = InputStream([text] if isinstance(text, str) else text, _as_part)
        self._response = ResponseFacts(model.model_id)
        self._has_audio = False
        self._last_error: Any = None
        self._finish: SpeechFinish | None = None
        self.warnings: list[CallWarning] | None = None

    async def batches(self) -> AsyncGenerator[list[SpeechStreamPart], None]:
        operation = self._operation
        answer = await open_model_stream(operation, None, self._open, self._text)
        self._response.add(answer.response)
        batches = read_model_stream(self._operation.guard, answer.stream, self._take)
        async with aclosing(batches):
            async for batch in batches:
                yield batch
        if self._finish is None:
            raise self._broken_off()

    def final(self) -> StreamedSpeech:
        assert self._finish is not None, "a stream ends with a finish part or an error"
        return StreamedSpeech(
            usage=self._finish.usage or SpeechModelStreamUsage(),
            warnings=self.warnings or [],
            responses=[self._response.info],
            provider_metadata=self._finish.provider_metadata or {},
        )

    async def _open(self) -> SpeechModelStreamResult:
        options = self._options
        return await self._model.do_stream(
            SpeechModelStreamOptions(
                text=self._text,
                voice=options.get("voice"),
                output_format=options.get("output_format"),
                instructions=options.get("instructions"),
                speed=options.get("speed"),
                language=options.get("language"),
                provider_options=options.get("provider_options") or {},
                headers=self._operation.headers,
                include_raw_chunks=options.get("include_raw_chunks"),
            )
        )

    async def _take(self, part: SpeechModelStreamPart) -> list[SpeechStreamPart]:
        """Take in a part; give what the user sees of it."""
        match part.type:
            case "audio":
                return self._take_audio(part)
            case "error":
                self._last_error = part.error
                await self._operation.notify("on_error", SpeechErrorEvent(error=part.error))
                return [part]
            case "raw":
                return [part]
            case "stream-start":
                self._take_warnings(part.warnings)
            case "response-metadata":
                self._response.add(part)
            case "finish":
                self._take_finish(part)
            case _:
                assert_never(part)
        return []

    def _take_audio(self, part: SpeechAudio) -> list[SpeechStreamPart]:
        part.audio = to_bytes(part.audio)
        self._has_audio = self._has_audio or bool(part.audio)
        # A part without audio may carry metadata for a point in it, such as the end of a turn.
        return [part] if part.audio or part.provider_metadata is not None else []

    def _take_warnings(self, warnings: list[CallWarning]) -> None:
        self.warnings = warnings
        log_warnings(warnings, provider=self._model.provider, model=self._model.model_id)

    def _take_finish(self, part: SpeechFinish) -> None:
        if not self._has_audio:
            raise self._broken_off()
        self._finish = part

    def _broken_off(self) -> BaseException:
        error = self._last_error
        if not self._has_audio:
            return NoSpeechGeneratedError(responses=[self._response.info], cause=error)
        if isinstance(error, BaseException):
            return error
        if error is not None:
            return StreamProviderError(message=get_error_message(error), data=error)
        return StreamProviderError(message="The speech stream ended before it finished.")


async def _audio(parts: AsyncGenerator[SpeechStreamPart, None]) -> AsyncGenerator[bytes, None]:
    async with aclosing(parts):
        async for part in parts:
            if part.type == "audio" and part.audio:
                yield to_bytes(part.audio)


def _as_part(piece: SpeechText) -> SpeechModelStreamTextPart:
    return SpeechModelStreamTextPart(text=piece) if isinstance(piece, str) else piece
