"""Models behind the Responses API."""

from __future__ import annotations

import re
from typing import Any, Literal

from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider import (
    FunctionTool,
    JsonResponseFormat,
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    LanguageModelStreamResult,
    RequestInfo,
    SupportedUrls,
)
from ai_sdk_core.provider_utils import (
    ApiResponse,
    decode_stream,
    event_stream_handler,
    json_response_handler,
    post_json,
)

from .._config import OpenAIConfig
from .._errors import ERROR_HANDLER
from .._redaction import redact_body
from .._stream_start import open_stream
from .content_settings import ContentSettings, approved_calls
from .request import ResponsesRequest, ResponsesRequestBuilder
from .response import ResponseConverter
from .schemas import RESPONSES_EVENT, RESPONSES_RESPONSE, ResponsesResponse
from .stream import ResponsesStreamDecoder, chat_stream_error, judge_event

_PATH = "/responses"

RESPONSES_SUPPORTED_URLS: SupportedUrls = {
    "image/*": [re.compile(r"^https?://.*$")],
    "application/pdf": [re.compile(r"^https?://.*$")],
}
"""URLs that models behind the Responses API fetch themselves."""


class OpenAIResponsesLanguageModel:
    """A model behind the Responses API.

    Args:
        model_id: OpenAI's name for the model.
        config: Where the API is and what the platform can do.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAIConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model, e.g. `openai.responses`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """OpenAI's name for the model."""
        return self._model_id

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the model fetches itself."""
        return RESPONSES_SUPPORTED_URLS

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        """Answer at once.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The complete answer.

        Raises:
            APICallError: OpenAI could not be reached, refused, or has no answer.
            AISDKError: The options are not valid for this provider.
        """
        request = self._build(options)
        response = await post_json(
            url=self._url,
            headers=await self._config.request_headers(options.headers),
            body=request.wire_body,
            shown_body=redact_body(request.body),
            response_handler=json_response_handler(RESPONSES_RESPONSE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        self._check(response, request)
        converter = ResponseConverter(
            self._content_settings(options, request),
            wants_json=isinstance(options.response_format, JsonResponseFormat),
            collects_logprobs=request.collects_logprobs,
        )
        result = converter.convert(response.value)
        result.request = RequestInfo(body=redact_body(request.body))
        result.warnings = request.warnings
        if result.response is not None:
            result.response.headers = response.headers
            result.response.body = redact_body(response.raw_value)
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
        shown_body = redact_body(request.body)
        response = await post_json(
            url=self._url,
            headers=await self._config.request_headers(options.headers),
            body={**request.wire_body, "stream": True},
            shown_body={**shown_body, "stream": True},
            response_handler=event_stream_handler(RESPONSES_EVENT),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        include_raw_chunks = bool(options.include_raw_chunks)
        stream = await open_stream(
            response,
            judge=judge_event,
            include_raw_chunks=include_raw_chunks,
            url=self._url,
            request_body=shown_body,
        )
        decoder = ResponsesStreamDecoder(
            self._content_settings(options, request),
            warnings=request.warnings,
            collects_logprobs=request.collects_logprobs,
            ends_reasoning_early=request.ends_reasoning_early,
            explain=lambda error: chat_stream_error(
                error, url=self._url, request_body=shown_body, response_headers=response.headers
            ),
        )
        return LanguageModelStreamResult(
            stream=decode_stream(stream, decoder, include_raw_chunks=include_raw_chunks),
            request=RequestInfo(body=shown_body),
            response=LanguageModelResponse(headers=response.headers),
        )

    @property
    def _url(self) -> str:
        return self._config.url(path=_PATH, model_id=self._config.wire_model_id(self._model_id))

    def _build(self, options: LanguageModelCallOptions) -> ResponsesRequest:
        return ResponsesRequestBuilder(model_id=self._model_id, config=self._config).build(options)

    def _content_settings(self, options: LanguageModelCallOptions, request: ResponsesRequest) -> ContentSettings:
        return ContentSettings(
            metadata_key=request.metadata_key,
            tool_names=request.tool_names,
            function_names={tool.name for tool in options.tools or () if isinstance(tool, FunctionTool)},
            generate_id=self._config.generate_id,
            approved_calls=approved_calls(options.prompt),
            web_search_name=request.web_search_tool_name,
            is_shell_provider_executed=request.is_shell_provider_executed,
        )

    def _check(self, response: ApiResponse[ResponsesResponse], request: ResponsesRequest) -> None:
        error, details = response.value["error"], response.value["incomplete_details"]
        if error is not None:
            raise self._error(error["message"], 400, response, request)
        if response.value["output"] is None:
            reason = "" if details is None else f" ({details['reason']})"
            raise self._error(f"Responses API returned no output{reason}", 500, response, request)

    def _error(
        self, message: str, status_code: int, response: ApiResponse[Any], request: ResponsesRequest
    ) -> APICallError:
        return APICallError(
            message=message,
            url=self._url,
            request_body_values=redact_body(request.body),
            status_code=status_code,
            response_headers=response.headers,
            response_body=response.text,
            is_retryable=False,
        )
