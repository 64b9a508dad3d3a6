"""Speech models: text becomes audio."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated, Literal, Protocol, TypeAlias, runtime_checkable

from ._codec_hooks import BASE64, BY_TYPE, SpecValue
from .json_value import JSONObject
from .model import Model
from .shared import (
    AudioFormat,
    CallWarning,
    PartialResponseInfo,
    ProviderMetadata,
    ProviderOptions,
    RequestInfo,
    ResponseInfo,
)
from .stream_part import RawChunk, StreamError, StreamResponseMetadata, StreamStart


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SpeechModelCallOptions(SpecValue):
    """One call of a speech model."""

    text: str
    """What to say."""
    voice: str | None = None
    """The provider's name or id of a voice."""
    output_format: str | None = None
    """Format of the audio, e.g. `mp3` or `wav`."""
    instructions: str | None = None
    """How to say it."""
    speed: float | None = None
    """1 is the normal speed."""
    language: str | None = None
    """ISO 639-1 code, or `auto`."""
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SpeechModelResult(SpecValue):
    """The audio of one call."""

    audio: Annotated[bytes | str, BASE64]
    """Bytes or base64, as the provider sent it."""
    response: ResponseInfo
    usage: JSONObject | None = None
    """The provider's own usage object."""
    request: RequestInfo | None = None
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@runtime_checkable
class SpeechModel(Model, Protocol):
    """A model that speaks a text.

    Source: the reference's `SpeechModelV4`.
    """

    async def do_generate(self, options: SpeechModelCallOptions) -> SpeechModelResult:
        """Speak a text.

        Args:
            options: The text and the settings of the call.

        Returns:
            The complete audio.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...


# --- Streaming: experimental, as in the reference ---


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SpeechModelStreamTextPart(SpecValue):
    """A piece of the text to say. Pieces may begin and end anywhere, even inside a word."""

    text: str
    voice: str | None = None
    """Who says this piece, where a provider can change voices within a stream; otherwise the voice of the call."""
    provider_options: ProviderOptions | None = None
    type: Literal["text"] = "text"


@dataclass(slots=True, kw_only=True)
class SpeechModelStreamOptions:
    """One streamed call of a speech model."""

    text: AsyncIterator[SpeechModelStreamTextPart]
    """What to say, in order. The model owns it from the call on, and closes it on every path if it can be closed."""
    voice: str | None = None
    output_format: AudioFormat | None = None
    instructions: str | None = None
    speed: float | None = None
    language: str | None = None
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None
    include_raw_chunks: bool | None = None
    """Pass the provider's chunks on as `raw` parts."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SpeechModelStreamUsage(SpecValue):
    """What a streamed call used; providers count different things."""

    input_characters: int | None = None
    """Unicode code points of the text."""
    input_tokens: int | None = None
    output_tokens: int | None = None
    raw: JSONObject | None = None
    """The usage object as the provider sent it."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SpeechAudio(SpecValue):
    """A piece of audio. Pieces need not be files of their own; joined in order they are the audio."""

    audio: Annotated[bytes | str, BASE64]
    """May be empty where the part only carries metadata for a point in the audio."""
    audio_format: AudioFormat
    id: str | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["audio"] = "audio"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SpeechFinish(SpecValue):
    """The last part of a stream that came to its end."""

    usage: SpeechModelStreamUsage | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["finish"] = "finish"


SpeechModelStreamPart: TypeAlias = Annotated[
    StreamStart | SpeechAudio | StreamResponseMetadata | SpeechFinish | RawChunk | StreamError, BY_TYPE
]
"""One part of streamed speech."""

SpeechModelStream: TypeAlias = AsyncGenerator[list[SpeechModelStreamPart], None]
"""Parts of streamed speech, in batches: one non-empty list for what one read brought. `aclose()` ends the call."""


@dataclass(slots=True, kw_only=True)
class SpeechModelStreamResult:
    """Streamed speech: the call was accepted, its parts follow."""

    stream: SpeechModelStream
    request: RequestInfo | None = None
    response: PartialResponseInfo | None = None


@runtime_checkable
class StreamingSpeechModel(SpeechModel, Protocol):
    """A speech model that begins to speak while the text is still being written."""

    async def do_stream(self, options: SpeechModelStreamOptions) -> SpeechModelStreamResult:
        """Speak a text piece by piece.

        Args:
            options: The pieces of the text and the settings of the call.

        Returns:
            The stream of parts, which the caller must read to its end or close.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider.
        """
        ...
