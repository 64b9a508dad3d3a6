"""Models behind the chat completions API."""

from __future__ import annotations

import re
from typing import Any, Literal

from ai_sdk_core.provider import (
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    LanguageModelStreamResult,
    RequestInfo,
    SupportedUrls,
)
from ai_sdk_core.provider_utils import (
    ApiResponse,
    ChunkDecoder,
    JsonResponseToolDecoder,
    ResponseHandler,
    decode_stream,
    event_stream_handler,
    json_response_handler,
    post_json,
    to_json_text,
)

from .._config import GroqConfig
from .._errors import ERROR_HANDLER
from .request import build_request
from .response import convert_response
from .schemas import CHAT_CHUNK, CHAT_RESPONSE
from .stream import ChatStreamDecoder

_SUPPORTED_URLS: SupportedUrls = {"image/*": [re.compile(r"^https?://.*$")]}


class GroqChatLanguageModel:
    """A model behind the chat completions API.

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
        """`groq.chat`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """Groq's name for the model."""
        return self._model_id

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the model fetches itself: those of images."""
        return _SUPPORTED_URLS

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        """Answer at once.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The complete answer.

        Raises:
            APICallError: The provider could not be reached or refused.
            InvalidResponseDataError: The response has no choices.
            AISDKError: The options are not valid for this provider.
        """
        request = build_request(self._model_id, options)
        response = await self._post(request.body, options, json_response_handler(CHAT_RESPONSE))
        result = convert_response(
            response.value, raw_response=response.raw_value, json_tool_name=request.json_tool_name
        )
        result.request = RequestInfo(body=to_json_text(request.body))
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
        request = build_request(self._model_id, options)
        request.body["stream"] = True
        response = await self._post(request.body, options, event_stream_handler(CHAT_CHUNK))
        decoder: ChunkDecoder[Any] = ChatStreamDecoder(request.warnings)
        if request.json_tool_name is not None:
            decoder = JsonResponseToolDecoder(decoder, request.json_tool_name)
        return LanguageModelStreamResult(
            stream=decode_stream(response.value, decoder, include_raw_chunks=bool(options.include_raw_chunks)),
            request=RequestInfo(body=to_json_text(request.body)),
            response=LanguageModelResponse(headers=response.headers),
        )

    async def _post(
        self, body: dict[str, Any], options: LanguageModelCallOptions, handler: ResponseHandler[Any]
    ) -> ApiResponse[Any]:
        return await post_json(
            url=f"{self._config.base_url}/chat/completions",
            headers=await self._config.request_headers(options.headers),
            body=body,
            response_handler=handler,
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
