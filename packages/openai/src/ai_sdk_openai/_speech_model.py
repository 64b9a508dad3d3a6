"""Models behind the speech API."""

from __future__ import annotations

from typing import Any, Literal

from ai_sdk_core.provider import (
    CallWarning,
    RequestInfo,
    ResponseInfo,
    SpeechModelCallOptions,
    SpeechModelResult,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import binary_response_handler, parse_provider_options, post_json, to_json_text

from ._config import OpenAIConfig
from ._errors import ERROR_HANDLER

_DEFAULT_VOICE = "alloy"
_DEFAULT_FORMAT = "mp3"
_FORMATS = frozenset({"mp3", "opus", "aac", "flac", "wav", "pcm"})


class OpenAISpeechModel:
    """A model behind the speech API.

    Args:
        model_id: OpenAI's name for the model.
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAIConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model, e.g. `openai.speech`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """OpenAI's name for the model."""
        return self._model_id

    async def do_generate(self, options: SpeechModelCallOptions) -> SpeechModelResult:
        """Speak a text.

        Args:
            options: The text and the settings of the call.

        Returns:
            The complete audio.

        Raises:
            InvalidArgumentError: Provider options are not valid.
            APICallError: OpenAI could not be reached or refused.
        """
        response_time = self._config.now()
        warnings: list[CallWarning] = []
        body = self._build_body(options, warnings)
        response = await post_json(
            url=self._config.url(path="/audio/speech", model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body=body,
            response_handler=binary_response_handler(),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        return SpeechModelResult(
            audio=response.value,
            request=RequestInfo(body=to_json_text(body)),
            response=ResponseInfo(timestamp=response_time, model_id=self._model_id, headers=response.headers),
            warnings=warnings,
        )

    def _build_body(self, options: SpeechModelCallOptions, warnings: list[CallWarning]) -> dict[str, Any]:
        body = {
            "model": self._model_id,
            "input": options.text,
            "voice": _DEFAULT_VOICE if options.voice is None else options.voice,
            "response_format": _choose_format(options.output_format, warnings),
            "speed": options.speed,
            "instructions": options.instructions,
            **_parse_options(options),
        }
        if options.language:
            details = (
                "OpenAI speech models do not support language selection. "
                f'Language parameter "{options.language}" was ignored.'
            )
            warnings.append(UnsupportedWarning(feature="language", details=details))
        return {name: value for name, value in body.items() if value is not None}


def _choose_format(output_format: str | None, warnings: list[CallWarning]) -> str:
    if not output_format:
        return _DEFAULT_FORMAT
    if output_format in _FORMATS:
        return output_format
    details = f"Unsupported output format: {output_format}. Using {_DEFAULT_FORMAT} instead."
    warnings.append(UnsupportedWarning(feature="outputFormat", details=details))
    return _DEFAULT_FORMAT


def _parse_options(options: SpeechModelCallOptions) -> dict[str, Any]:
    if not options.provider_options:
        return {}
    from ._speech_options import OpenAISpeechOptions  # Imports pydantic.

    own_options = parse_provider_options(
        provider="openai", provider_options=options.provider_options, model=OpenAISpeechOptions
    )
    return {} if own_options is None else own_options.model_dump(exclude_none=True)
