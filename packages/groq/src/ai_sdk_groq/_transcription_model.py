"""Models that write down audio."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, TypedDict
from urllib.parse import urlsplit

from ai_sdk_core.errors import APICallError, InvalidArgumentError
from ai_sdk_core.provider import (
    ProviderOptions,
    ResponseInfo,
    TranscriptionModelCallOptions,
    TranscriptionModelResult,
    TranscriptionModelUrlCallOptions,
    TranscriptSegment,
)
from ai_sdk_core.provider_utils import (
    ApiResponse,
    FormData,
    FormFile,
    HttpResponse,
    ResponseHandler,
    ResponseSchema,
    binary_response_handler,
    json_response_handler,
    media_type_to_extension,
    parse_provider_options,
    post_form_data,
    to_bytes,
)

from ._config import GroqConfig
from ._errors import ERROR_HANDLER

_REDIRECT_OF_MEDIA = re.compile(r"failed to retrieve media: received status code: (?:301|302|303|307|308)\b")
"""What Groq says about a URL that leads elsewhere, which it does not follow."""


class _RequestId(TypedDict):
    id: str


class _Segment(TypedDict):
    start: float
    end: float
    text: str


class _Word(TypedDict):
    start: float
    end: float
    word: str


class _Transcript(TypedDict):
    text: str
    x_groq: _RequestId
    language: str | None
    duration: float | None
    segments: list[_Segment] | None
    words: list[_Word] | None


_TRANSCRIPT = ResponseSchema(_Transcript)


@dataclass(frozen=True, slots=True)
class _Call:
    """What the two ways to transcribe have in common."""

    provider_options: ProviderOptions | None
    headers: dict[str, str | None] | None
    source: tuple[str, str | FormFile]
    """The field of the form that holds the audio."""


class GroqTranscriptionModel:
    """A model that writes down audio, from bytes or from a URL.

    Args:
        model_id: Groq's name for the model.
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: GroqConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """`groq.transcription`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """Groq's name for the model."""
        return self._model_id

    async def do_generate(self, options: TranscriptionModelCallOptions) -> TranscriptionModelResult:
        """Transcribe audio.

        Args:
            options: The audio and the settings of the call.

        Returns:
            The transcript. Segments hold the words where the API times words only.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        file = FormFile(
            content=to_bytes(options.audio),
            filename=f"audio.{media_type_to_extension(options.media_type)}",
            media_type=options.media_type,
        )
        return await self._transcribe(_Call(options.provider_options, options.headers, ("file", file)))

    async def do_generate_from_url(self, options: TranscriptionModelUrlCallOptions) -> TranscriptionModelResult | None:
        """Transcribe audio that Groq fetches.

        Args:
            options: The URL and the settings of the call.

        Returns:
            The transcript, or None if the URL leads elsewhere: Groq does not follow, so download it and call
            `do_generate`.

        Raises:
            InvalidArgumentError: The URL is not one of HTTP, or holds a user name or a password.
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        source = ("url", _check_url(options.audio))
        try:
            return await self._transcribe(_Call(options.provider_options, options.headers, source))
        except APICallError as error:
            if error.status_code == 400 and _REDIRECT_OF_MEDIA.match(error.message):
                return None
            raise

    async def _transcribe(self, call: _Call) -> TranscriptionModelResult:
        timestamp = self._config.now()
        own_options = _parse_options(call.provider_options)
        handler: ResponseHandler[Any] = json_response_handler(_TRANSCRIPT)
        if own_options.get("response_format") == "text":
            handler = _text_handler
        response = await post_form_data(
            url=f"{self._config.base_url}/audio/transcriptions",
            headers=await self._config.request_headers(call.headers),
            form_data=_make_form(self._model_id, call, own_options),
            response_handler=handler,
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        transcript = response.value
        return TranscriptionModelResult(
            text=transcript["text"],
            segments=_convert_segments(transcript),
            language=transcript.get("language"),
            duration_in_seconds=transcript.get("duration"),
            response=ResponseInfo(
                timestamp=timestamp,
                model_id=self._model_id,
                headers=response.headers,
                body=transcript["text"] if response.text is None else response.raw_value,
            ),
        )


def _check_url(url: str) -> str:
    """The URL without its fragment, which is nobody's business but the caller's."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.username is not None or parts.password is not None:
        message = "Groq URL transcription requires an HTTP(S) URL without userinfo."
        raise InvalidArgumentError(argument="audio", message=message)
    return parts._replace(fragment="").geturl()


def _parse_options(provider_options: ProviderOptions | None) -> dict[str, Any]:
    if not provider_options:
        return {}
    from ._options import GroqTranscriptionModelOptions

    options = parse_provider_options(
        provider="groq", provider_options=provider_options, model=GroqTranscriptionModelOptions
    )
    return {} if options is None else options.model_dump(exclude_none=True)


def _make_form(model_id: str, call: _Call, own_options: dict[str, Any]) -> FormData:
    form_data = FormData()
    form_data.append("model", model_id)
    form_data.append(*call.source)
    for name, value in own_options.items():
        if isinstance(value, list):
            for item in value:
                form_data.append(f"{name}[]", item)
        else:
            form_data.append(name, value)
    return form_data


async def _text_handler(response: HttpResponse) -> ApiResponse[Any]:
    body = await binary_response_handler()(response)
    text = body.value.decode("utf-8-sig", "replace")
    return ApiResponse(value={"text": text}, headers=body.headers)


def _convert_segments(transcript: Any) -> list[TranscriptSegment]:
    segments = transcript.get("segments")
    if segments is not None:
        return [_segment(segment, segment["text"]) for segment in segments]
    return [_segment(word, word["word"]) for word in transcript.get("words") or ()]


def _segment(timed: Any, text: str) -> TranscriptSegment:
    return TranscriptSegment(text=text, start_second=timed["start"], end_second=timed["end"])
