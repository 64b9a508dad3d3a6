"""Models behind the chat completions API."""

from __future__ import annotations

from typing import Any, Literal

from ai_sdk_core.provider import (
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    LanguageModelStreamResult,
    ProviderOptions,
    RequestInfo,
    SupportedUrls,
)
from ai_sdk_core.provider_utils import (
    decode_stream,
    event_stream_handler,
    json_response_handler,
    post_json,
    to_json_text,
)

from .._config import OpenAICompatibleChatConfig
from .._option_keys import resolve_provider_options_key
from .request import ChatRequest, ChatRequestBuilder
from .response import convert_response, convert_usage
from .schemas import CHAT_RESPONSE, ChatResponse, chat_chunk_schema
from .stream import ChatStreamDecoder

_PATH = "/chat/completions"


class OpenAICompatibleChatLanguageModel:
    """A model behind the chat completions API.

    Args:
        model_id: The provider's name for the model.
        config: Where the API is and what it can do.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAICompatibleChatConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model, e.g. `my-provider.chat`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """The provider's name for the model."""
        return self._model_id

    @property
    def supports_structured_outputs(self) -> bool:
        """Whether answers can be made to match a JSON schema."""
        return self._config.supports_structured_outputs

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
            InvalidResponseDataError: The response has no choices.
            AISDKError: The options are not valid for this provider.
        """
        request = self.prepare_request(options)
        response = await post_json(
            url=self._config.url(path=_PATH, model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body=request.wire_body,
            response_handler=json_response_handler(CHAT_RESPONSE),
            error_handler=self._config.error_handler,
            http_client=self._config.http_client,
        )
        raw_body = response.raw_value
        result = self._convert(response.value, raw_body, request.metadata_key)
        result.request = RequestInfo(body=to_json_text(request.body))
        result.warnings = request.warnings
        if result.response is not None:
            result.response.headers = response.headers
            result.response.body = raw_body
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
        request = self._builder.build(options)
        request.body["stream"] = True
        request.body.pop("stream_options", None)
        if self._config.include_usage:
            request.body["stream_options"] = {"include_usage": True}
        self._transform(request)
        extractor = self._config.metadata_extractor
        stream_extractor = None if extractor is None else extractor.create_stream_extractor()
        decoder = ChatStreamDecoder(
            warnings=request.warnings,
            metadata_key=request.metadata_key,
            convert_usage=self._config.convert_usage or convert_usage,
            metadata_extractor=stream_extractor,
        )
        response = await post_json(
            url=self._config.url(path=_PATH, model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body=request.wire_body,
            response_handler=event_stream_handler(chat_chunk_schema(self._config.error_structure)),
            error_handler=self._config.error_handler,
            http_client=self._config.http_client,
        )
        return LanguageModelStreamResult(
            stream=decode_stream(
                response.value,
                decoder,
                include_raw_chunks=bool(options.include_raw_chunks),
                on_raw_chunk=None if stream_extractor is None else stream_extractor.process_chunk,
            ),
            request=RequestInfo(body=request.body),
            response=LanguageModelResponse(headers=response.headers),
        )

    def prepare_request(self, options: LanguageModelCallOptions) -> ChatRequest:
        """Build what `do_generate` would send, without sending it.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The request, with its warnings.

        Raises:
            AISDKError: The options are not valid for this provider.
        """
        request = self._builder.build(options)
        self._transform(request)
        return request

    def convert_response(
        self, body: object, *, provider_options: ProviderOptions | None = None
    ) -> LanguageModelGenerateResult:
        """Read a response that came another way, from a batch for example.

        Args:
            body: The body of the response, as JSON value.
            provider_options: The options of the request, so that metadata come under the same key.

        Returns:
            The answer, without warnings and without facts about the request.

        Raises:
            TypeValidationError: The body is no response of this API.
            InvalidResponseDataError: The response has no choices.
        """
        metadata_key = resolve_provider_options_key(self._config.provider_name, provider_options)
        return self._convert(CHAT_RESPONSE.validate(body), body, metadata_key)

    @property
    def _builder(self) -> ChatRequestBuilder:
        config = self._config
        return ChatRequestBuilder(
            model_id=self._model_id,
            provider_name=config.provider_name,
            supports_structured_outputs=config.supports_structured_outputs,
            supports_multi_part_tool_content=config.supports_multi_part_tool_content,
            map_reasoning=config.map_reasoning,
        )

    def _transform(self, request: ChatRequest) -> None:
        if self._config.transform_request_body is not None:
            request.body = self._config.transform_request_body(request.body, request.warnings)

    def _convert(self, response: ChatResponse, raw_response: Any, metadata_key: str) -> LanguageModelGenerateResult:
        extractor = self._config.metadata_extractor
        return convert_response(
            response,
            raw_response=raw_response,
            metadata_key=metadata_key,
            extracted_metadata=None if extractor is None else extractor.extract_metadata(raw_response),
            convert_usage=self._config.convert_usage or convert_usage,
        )
