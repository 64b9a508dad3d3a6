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

from .._config import OpenAICompatibleCompletionConfig
from .request import CompletionRequest, build_completion_request
from .response import convert_response
from .schemas import COMPLETION_RESPONSE, completion_chunk_schema
from .stream import CompletionStreamDecoder

_PATH = "/completions"


class OpenAICompatibleCompletionLanguageModel:
    """A model behind the completions API.

    Args:
        model_id: The provider's name for the model.
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAICompatibleCompletionConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model, e.g. `my-provider.completion`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """The provider's name for the model."""
        return self._model_id

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the model fetches itself."""
        return {} if self._config.supported_urls is None else self._config.supported_urls()

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        """Answer at once.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The complete answer.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or the response has no choices.
        """
        request = self._build(options)
        response = await post_json(
            url=self._config.url(path=_PATH, model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body=request.body,
            response_handler=json_response_handler(COMPLETION_RESPONSE),
            error_handler=self._config.error_handler,
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
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider.
        """
        request = self._build(options)
        request.body["stream"] = True
        request.body.pop("stream_options", None)
        if self._config.include_usage:
            request.body["stream_options"] = {"include_usage": True}
        response = await post_json(
            url=self._config.url(path=_PATH, model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body=request.body,
            response_handler=event_stream_handler(completion_chunk_schema(self._config.error_structure)),
            error_handler=self._config.error_handler,
            http_client=self._config.http_client,
        )
        decoder = CompletionStreamDecoder(request.warnings)
        return LanguageModelStreamResult(
            stream=decode_stream(response.value, decoder, include_raw_chunks=bool(options.include_raw_chunks)),
            request=RequestInfo(body=request.body),
            response=LanguageModelResponse(headers=response.headers),
        )

    def _build(self, options: LanguageModelCallOptions) -> CompletionRequest:
        return build_completion_request(options, model_id=self._model_id, provider_name=self._config.provider_name)
