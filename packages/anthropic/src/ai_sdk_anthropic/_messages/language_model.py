"""Models behind the messages API."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Literal

from ai_sdk_core.provider import (
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    LanguageModelStreamResult,
    RequestInfo,
    SupportedUrls,
)
from ai_sdk_core.provider_utils import (
    combine_headers,
    decode_stream,
    event_stream_handler,
    json_response_handler,
    post_json,
)

from .._config import AnthropicConfig, Headers
from .._errors import anthropic_error_handler
from .request import MessagesRequest, MessagesRequestBuilder
from .response import convert_response
from .schemas import MESSAGE_RESPONSE, STREAM_EVENT
from .stream import MessageStreamDecoder
from .stream_start import open_stream

_BETA_HEADER = "anthropic-beta"


class AnthropicLanguageModel:
    """A model behind the messages API.

    Args:
        model_id: Name of the model.
        config: Where the API is and what the platform can do.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: AnthropicConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the API, e.g. `anthropic.messages`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """Name of the model."""
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
            InvalidResponseDataError: The answer calls a member of a toolset that was not offered.
            AISDKError: The options are not valid for this provider.
        """
        own_headers = await self._config.own_headers()
        request = self._builder(options, is_streaming=False, headers=own_headers).build()
        response = await post_json(
            url=self._url(is_streaming=False),
            headers=await self._headers(own_headers, options, request),
            body=self._wire_body(request),
            response_handler=json_response_handler(MESSAGE_RESPONSE),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        result = convert_response(response.value, request.context, request.metadata_keys)
        result.request = RequestInfo(body=request.body)
        result.warnings = request.warnings
        if result.response is not None:
            result.response.headers = response.headers
            result.response.body = response.raw_value
        return result

    async def do_stream(self, options: LanguageModelCallOptions) -> LanguageModelStreamResult:
        """Answer piece by piece.

        Returns when the answer has begun: the API may fail although it said that all is well.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The stream of parts, which the caller must read to its end or close.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider.
        """
        own_headers = await self._config.own_headers()
        request = self._builder(options, is_streaming=True, headers=own_headers).build()
        url = self._url(is_streaming=True)
        response = await post_json(
            url=url,
            headers=await self._headers(own_headers, options, request),
            body=self._wire_body(request),
            response_handler=event_stream_handler(STREAM_EVENT),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        decoder = MessageStreamDecoder(
            warnings=request.warnings,
            context=request.context,
            metadata_keys=request.metadata_keys,
            includes_pings=request.includes_pings,
        )
        stream = decode_stream(response.value, decoder, include_raw_chunks=bool(options.include_raw_chunks))
        return LanguageModelStreamResult(
            stream=await open_stream(stream, url=url, request_body=request.body, response_headers=response.headers),
            request=RequestInfo(body=request.body),
            response=LanguageModelResponse(headers=response.headers),
        )

    def prepare_request(
        self, options: LanguageModelCallOptions, *, user_betas: tuple[str, ...] = ()
    ) -> MessagesRequest:
        """Build what `do_generate` would send, without sending it.

        Args:
            options: The prompt and the settings of the call.
            user_betas: Beta features that are switched on elsewhere.

        Returns:
            The request, with its warnings and the betas that it needs.

        Raises:
            AISDKError: The options are not valid for this provider.
        """
        return MessagesRequestBuilder(
            self._model_id, self._config, options, is_streaming=False, user_betas=user_betas
        ).build()

    def wire_body(self, request: MessagesRequest) -> dict[str, object]:
        """Make the body that is sent.

        Args:
            request: The request.

        Returns:
            The body, with the changes of the platform.
        """
        return self._wire_body(request)

    def _builder(
        self, options: LanguageModelCallOptions, *, is_streaming: bool, headers: Headers
    ) -> MessagesRequestBuilder:
        betas = [*_read_betas(headers), *_read_betas(options.headers)]
        return MessagesRequestBuilder(
            self._model_id, self._config, options, is_streaming=is_streaming, user_betas=betas
        )

    def _url(self, *, is_streaming: bool) -> str:
        base_url = self._config.base_url()
        if self._config.build_request_url is None:
            return f"{base_url}/messages"
        return self._config.build_request_url(base_url=base_url, is_streaming=is_streaming)

    async def _headers(
        self, own_headers: Headers, options: LanguageModelCallOptions, request: MessagesRequest
    ) -> Headers:
        betas = {_BETA_HEADER: ",".join(request.betas)} if request.betas else {}
        headers: Headers = combine_headers(own_headers, options.headers, betas)
        if self._config.transform_request_headers is None:
            return headers
        transformed = self._config.transform_request_headers(headers, options.provider_options)
        return await transformed if inspect.isawaitable(transformed) else transformed

    def _wire_body(self, request: MessagesRequest) -> dict[str, object]:
        if self._config.transform_request_body is None:
            return request.body
        return self._config.transform_request_body(request.body, request.betas)


def _read_betas(headers: Mapping[str, str | None] | None) -> list[str]:
    values = (value for name, value in (headers or {}).items() if name.lower() == _BETA_HEADER and value)
    return [beta.strip() for value in values for beta in value.lower().split(",") if beta.strip()]
