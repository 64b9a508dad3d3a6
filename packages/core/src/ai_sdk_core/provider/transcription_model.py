"""Transcription models: audio becomes text."""

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

TimestampGranularity: TypeAlias = Literal["word", "segment"]
"""How fine the timing should be: words to highlight, or segments of the length of a caption."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptionModelCallOptions(SpecValue):
    """One call of a transcription model."""

    audio: Annotated[bytes | str, BASE64]
    """Bytes, or a string that holds them in base64."""
    media_type: str
    """E.g. `audio/wav`."""
    timestamp_granularities: list[TimestampGranularity] | None = None
    """Timing to ask for; an option of the provider for the same thing wins."""
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptSegment(SpecValue):
    """A stretch of the transcript (a segment or a single word) and when it is heard."""

    text: str
    start_second: float
    end_second: float


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptionModelResult(SpecValue):
    """A complete transcript."""

    text: str
    segments: list[TranscriptSegment]
    response: ResponseInfo
    words: list[TranscriptSegment] | None = None
    """`None` if the provider does not time words."""
    language: str | None = None
    """ISO 639-1 code of the language that was heard."""
    duration_in_seconds: float | None = None
    """Length of the audio."""
    usage: JSONObject | None = None
    """The provider's own usage object."""
    request: RequestInfo | None = None
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@runtime_checkable
class TranscriptionModel(Model, Protocol):
    """A model that writes down what is said.

    Source: the reference's `TranscriptionModelV4`.
    """

    async def do_generate(self, options: TranscriptionModelCallOptions) -> TranscriptionModelResult:
        """Transcribe audio.

        Args:
            options: The audio and the settings of the call.

        Returns:
            The transcript.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...


# --- Audio behind a URL ---


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptionModelUrlCallOptions(SpecValue):
    """One call of a transcription model that fetches the audio itself."""

    audio: str
    """HTTP(S) URL of the audio."""
    timestamp_granularities: list[TimestampGranularity] | None = None
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None
    """For the provider, not for the server that has the audio."""


@runtime_checkable
class UrlTranscriptionModel(TranscriptionModel, Protocol):
    """A transcription model whose provider fetches audio from URLs."""

    async def do_generate_from_url(self, options: TranscriptionModelUrlCallOptions) -> TranscriptionModelResult | None:
        """Transcribe audio that the provider fetches.

        Args:
            options: The URL and the settings of the call.

        Returns:
            The transcript, or `None` if the provider cannot fetch this URL: then download it and call `do_generate`.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...


# --- Streaming: experimental, as in the reference ---


@dataclass(slots=True, kw_only=True)
class TranscriptionModelStreamOptions:
    """One streamed call of a transcription model."""

    audio: AsyncIterator[bytes]
    """Raw audio. The model owns it from the call on, and closes it on every path if it can be closed."""
    input_audio_format: AudioFormat
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None
    include_raw_chunks: bool | None = None
    """Pass the provider's chunks on as `raw` parts."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptDelta(SpecValue):
    """More of the transcript; it will not change."""

    delta: str
    id: str | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["transcript-delta"] = "transcript-delta"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptPartial(SpecValue):
    """A first guess, which later parts may revise."""

    text: str
    id: str | None = None
    start_second: float | None = None
    duration_in_seconds: float | None = None
    channel_index: int | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["transcript-partial"] = "transcript-partial"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptFinal(SpecValue):
    """The text of one segment or utterance, which will not change."""

    text: str
    id: str | None = None
    start_second: float | None = None
    end_second: float | None = None
    channel_index: int | None = None
    provider_metadata: ProviderMetadata | None = None
    type: Literal["transcript-final"] = "transcript-final"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TranscriptionFinish(SpecValue):
    """The last part of a stream that came to its end: the whole transcript."""

    text: str
    segments: list[TranscriptSegment]
    language: str | None = None
    duration_in_seconds: float | None = None
    usage: JSONObject | None = None
    """The provider's own usage object."""
    provider_metadata: ProviderMetadata | None = None
    type: Literal["finish"] = "finish"


TranscriptionModelStreamPart: TypeAlias = Annotated[
    StreamStart
    | TranscriptDelta
    | TranscriptPartial
    | TranscriptFinal
    | StreamResponseMetadata
    | TranscriptionFinish
    | RawChunk
    | StreamError,
    BY_TYPE,
]
"""One part of a streamed transcript."""

TranscriptionModelStream: TypeAlias = AsyncGenerator[list[TranscriptionModelStreamPart], None]
"""Parts of a transcript, in batches: one non-empty list for what one read brought. `aclose()` ends the call."""


@dataclass(slots=True, kw_only=True)
class TranscriptionModelStreamResult:
    """A streamed transcript: the call was accepted, its parts follow."""

    stream: TranscriptionModelStream
    request: RequestInfo | None = None
    response: PartialResponseInfo | None = None


@runtime_checkable
class StreamingTranscriptionModel(TranscriptionModel, Protocol):
    """A transcription model that listens to live audio."""

    async def do_stream(self, options: TranscriptionModelStreamOptions) -> TranscriptionModelStreamResult:
        """Transcribe audio while it is being recorded.

        Args:
            options: The pieces of the audio and the settings of the call.

        Returns:
            The stream of parts, which the caller must read to its end or close.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider.
        """
        ...
