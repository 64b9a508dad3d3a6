"""Models behind the completions API, the older one that continues a text."""

from __future__ import annotations

from typing import Literal

from ai_sdk_core.provider import (
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    LanguageModelStreamResult,
    RequestInfo,
    SupportedUrls,
)
from ai_sdk_core.provider_utils import decode_stream, event_stream_handler, json_response_handler, post_json

from .._config import OpenAIConfig
from .._errors import ERROR_HANDLER
from .._stream_start import open_stream
from .request import CompletionRequest, build_completion_request
from .response import convert_response
from .schemas import COMPLETION_CHUNK, COMPLETION_RESPONSE
from .stream import CompletionStreamDecoder, judge_chunk

_PATH = "/completions"


class OpenAICompletionLanguageModel:
    """A model behind the completions API.

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
        """Name of the provider and the kind of model, e.g. `openai.completion`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """OpenAI's name for the model."""
        return self._model_id

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the model fetches itself: none."""
        return {}

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        """Answer at once.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The complete answer.

        Raises:
            APICallError: OpenAI could not be reached or refused.
            AISDKError: The options are not valid for this provider, or the response has no choices.
        """
        request = self._build(options)
        response = await post_json(
            url=self._url,
            headers=await self._config.request_headers(options.headers),
            body=request.body,
            response_handler=json_response_handler(COMPLETION_RESPONSE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        result = convert_response(response.value)
        result.request = RequestInfo(body=request.body)
        result.warnings = request.warnings
        if result.response is not None:
            result.response.headers = response.headers
            result.response.body = response.raw_value
        return result

    async def do_stream(self, options: LanguageModelCallOptions) -> LanguageModelStreamResult:
        """Answer piece by piece.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The stream of parts, which the caller must read to its end or close.

        Raises:
            APICallError: OpenAI could not be reached, refused, or failed before it began to answer.
            AISDKError: The options are not valid for this provider.
        """
        request = self._build(options)
        body = {**request.body, "stream": True, "stream_options": {"include_usage": True}}
        response = await post_json(
            url=self._url,
            headers=await self._config.request_headers(options.headers),
            body=body,
            response_handler=event_stream_handler(COMPLETION_CHUNK),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        include_raw_chunks = bool(options.include_raw_chunks)
        stream = await open_stream(
            response, judge=judge_chunk, include_raw_chunks=include_raw_chunks, url=self._url, request_body=body
        )
        decoder = CompletionStreamDecoder(request.warnings)
        return LanguageModelStreamResult(
            stream=decode_stream(stream, decoder, include_raw_chunks=include_raw_chunks),
            request=RequestInfo(body=body),
            response=LanguageModelResponse(headers=response.headers),
        )

    @property
    def _url(self) -> str:
        return self._config.url(path=_PATH, model_id=self._config.wire_model_id(self._model_id))

    def _build(self, options: LanguageModelCallOptions) -> CompletionRequest:
        return build_completion_request(options, model_id=self._model_id, config=self._config)
