"""Models behind the transcriptions API."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    CallWarning,
    JSONObject,
    ProviderMetadata,
    ResponseInfo,
    TranscriptionModelCallOptions,
    TranscriptionModelResult,
    TranscriptSegment,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import (
    FormData,
    FormFile,
    ResponseSchema,
    json_response_handler,
    media_type_to_extension,
    parse_provider_options,
    post_form_data,
    to_bytes,
    to_json_text,
)

from ._capabilities import transcription_model_capabilities
from ._config import OpenAIConfig
from ._errors import ERROR_HANDLER
from ._languages import language_code


class _Language(TypedDict):
    code: str


class _Word(TypedDict):
    word: str
    start: float
    end: float


class _Segment(TypedDict):
    start: float
    end: float
    text: str
    speaker: str | None
    """Who speaks, in transcripts that tell speakers apart."""


class _Transcript(TypedDict):
    text: str
    language: str | None
    languages: list[_Language] | None
    duration: float | None
    words: list[_Word] | None
    segments: list[_Segment] | None
    usage: JSONObject | None


_RESPONSE = ResponseSchema(_Transcript)

_FIELDS = ("include", "language", "languages", "keywords", "prompt", "temperature")
"""Options that have the name of a field."""


class OpenAITranscriptionModel:
    """A model behind the transcriptions API.

    Args:
        model_id: OpenAI's name for the model.
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAIConfig) -> None:
        self._model_id = model_id
        self._config = config
        self._capabilities = transcription_model_capabilities(model_id)

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model, e.g. `openai.transcription`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """OpenAI's name for the model."""
        return self._model_id

    async def do_generate(self, options: TranscriptionModelCallOptions) -> TranscriptionModelResult:
        """Transcribe audio.

        Args:
            options: The audio and the settings of the call.

        Returns:
            The transcript.

        Raises:
            UnsupportedFunctionalityError: The model listens to live audio only.
            InvalidArgumentError: Provider options are not valid.
            InvalidDataContentError: The audio is not valid base64.
            APICallError: OpenAI could not be reached or refused.
        """
        if not self._capabilities.transcribes_files:
            raise UnsupportedFunctionalityError(functionality=f"non-streaming transcription with {self._model_id}")
        response_time = self._config.now()
        warnings: list[CallWarning] = []
        form_data = self._build_form(options, warnings)
        response = await post_form_data(
            url=self._config.url(path="/audio/transcriptions", model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            form_data=form_data,
            response_handler=json_response_handler(_RESPONSE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        transcript = response.value
        words = _convert_words(transcript["words"])
        return TranscriptionModelResult(
            text=transcript["text"],
            segments=_convert_segments(transcript["segments"], words),
            words=words or None,
            language=_find_language(transcript),
            duration_in_seconds=_find_duration(transcript),
            usage=transcript["usage"],
            provider_metadata=_build_metadata(transcript),
            response=ResponseInfo(
                timestamp=response_time,
                model_id=self._model_id,
                headers=response.headers,
                body=response.raw_value,
            ),
            warnings=warnings,
        )

    # --- The request ---

    def _build_form(self, options: TranscriptionModelCallOptions, warnings: list[CallWarning]) -> FormData:
        own_options = _parse_options(options)
        response_format = own_options.get("response_format", self._capabilities.response_format)
        granularities = _choose_granularities(options, own_options, response_format, warnings)
        form_data = FormData()
        form_data.append("model", self._model_id)
        filename = f"audio.{media_type_to_extension(options.media_type)}"
        audio = FormFile(content=to_bytes(options.audio), filename=filename, media_type=options.media_type)
        form_data.append("file", audio)
        fields = {
            "response_format": response_format,
            **{name: own_options.get(name) for name in _FIELDS},
            "timestamp_granularities": granularities if response_format == "verbose_json" else None,
        }
        for name, value in fields.items():
            if isinstance(value, list):
                for item in value:
                    form_data.append(f"{name}[]", item)
            elif value is not None:
                form_data.append(name, value)
        chunking_strategy = own_options.get("chunking_strategy", self._capabilities.chunking_strategy)
        if chunking_strategy is not None:
            is_text = isinstance(chunking_strategy, str)
            form_data.append("chunking_strategy", chunking_strategy if is_text else to_json_text(chunking_strategy))
        return form_data


def _parse_options(options: TranscriptionModelCallOptions) -> dict[str, Any]:
    if not options.provider_options:
        return {}
    from ._transcription_options import OpenAITranscriptionOptions  # Imports pydantic.

    own_options = parse_provider_options(
        provider="openai", provider_options=options.provider_options, model=OpenAITranscriptionOptions
    )
    return {} if own_options is None else own_options.model_dump(exclude_none=True)


def _choose_granularities(
    options: TranscriptionModelCallOptions,
    own_options: dict[str, Any],
    response_format: str | None,
    warnings: list[CallWarning],
) -> list[str] | None:
    """Choose the timing to ask for, and warn about what cannot be had."""
    requested = options.timestamp_granularities
    own: list[str] | None = own_options.get("timestamp_granularities")
    if own is not None:
        warnings.extend(_excluded(granularity) for granularity in requested or () if granularity not in own)
    chosen = requested if own is None else own
    feature = "timestampGranularities" if own is None else "providerOptions.openai.timestampGranularities"
    for granularity in chosen or ():
        is_diarized_segment = response_format == "diarized_json" and granularity == "segment"
        if response_format != "verbose_json" and not is_diarized_segment:
            details = (
                f"OpenAI transcription with the {response_format or 'default JSON'} response format "
                f"does not support {granularity} timestamps."
            )
            warnings.append(UnsupportedWarning(feature=feature, details=details))
    return ["segment"] if chosen is None else [*chosen]


def _excluded(granularity: str) -> UnsupportedWarning:
    details = f'The "{granularity}" timestamp granularity is excluded by providerOptions.openai.timestampGranularities.'
    return UnsupportedWarning(feature="timestampGranularities", details=details)


# --- The response ---


def _convert_words(words: list[_Word] | None) -> list[TranscriptSegment]:
    return [
        TranscriptSegment(text=word["word"], start_second=word["start"], end_second=word["end"]) for word in words or ()
    ]


def _convert_segments(segments: list[_Segment] | None, words: list[TranscriptSegment]) -> list[TranscriptSegment]:
    if segments is None:
        return [*words]
    return [
        TranscriptSegment(text=segment["text"], start_second=segment["start"], end_second=segment["end"])
        for segment in segments
    ]


def _find_language(transcript: _Transcript) -> str | None:
    language = language_code(transcript["language"])
    languages = transcript["languages"] or []
    if language is None and len(languages) == 1:
        code = languages[0]["code"]
        return code if language_code(code) == code else None
    return language


def _find_duration(transcript: _Transcript) -> float | None:
    """Models that are paid by duration tell it in the usage only."""
    if transcript["duration"] is not None:
        return transcript["duration"]
    usage = transcript["usage"] or {}
    seconds = usage.get("seconds")
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    return seconds if usage.get("type") == "duration" and is_number else None  # type: ignore[return-value]


def _build_metadata(transcript: _Transcript) -> ProviderMetadata | None:
    speakers = [
        {
            "text": segment["text"],
            "startSecond": segment["start"],
            "endSecond": segment["end"],
            "speaker": segment["speaker"],
        }
        for segment in transcript["segments"] or ()
        if segment["speaker"] is not None
    ]
    metadata: dict[str, Any] = {}
    if speakers:
        metadata["segments"] = speakers
    if transcript["languages"] is not None:
        metadata["languages"] = transcript["languages"]
    return {"openai": metadata} if metadata else None
