"""Language models: a call of the specification is the request, a result of the specification is the response."""

from __future__ import annotations

import re
from typing import Any, ClassVar, cast

from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider import (
    Content,
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    LanguageModelStreamResult,
    RequestInfo,
    SupportedUrls,
    UnknownPart,
    to_json,
)
from ai_sdk_core.provider_utils import ApiResponse, ResponseHandler, decode_stream

from ._client import T, observability_headers, redact_body
from ._error_mapping import as_gateway_error
from ._json_events import json_body, json_events
from ._language_model_stream import GatewayStreamDecoder, is_known_content
from ._model import GatewayModel
from ._provider_options import to_wire_options
from ._spec_reader import SpecSchema

SUPPORTED_URLS: SupportedUrls = {"*/*": [re.compile(".*")]}
"""The gateway fetches all files itself."""

_RESULT: SpecSchema[LanguageModelGenerateResult] = SpecSchema(LanguageModelGenerateResult)


class GatewayLanguageModel(GatewayModel):
    """A language model behind the gateway."""

    kind: ClassVar[str] = "language"

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the model fetches itself: all of them."""
        return SUPPORTED_URLS

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        """Answer at once.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The complete answer.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        body = to_call_body(options)
        response = await self._call(body, options, json_body, is_streaming=False)
        try:
            result = to_generate_result(response.value)
        except TypeValidationError as error:
            raise as_gateway_error(error, None) from error
        result.request = RequestInfo(body=redact_body(body))
        result.response = LanguageModelResponse(headers=response.headers, body=response.value)
        return result

    async def do_stream(self, options: LanguageModelCallOptions) -> LanguageModelStreamResult:
        """Answer piece by piece.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The stream of parts, which the caller must read to its end or close. Parts of a kind that this version does
            not know are `UnknownPart`s.

        Raises:
            GatewayError: The gateway could not be reached, or refused.
        """
        body = to_call_body(options)
        response = await self._call(body, options, json_events, is_streaming=True)
        decoder = GatewayStreamDecoder(include_raw_chunks=bool(options.include_raw_chunks))
        return LanguageModelStreamResult(
            stream=decode_stream(response.value, decoder),
            request=RequestInfo(body=redact_body(body)),
            response=LanguageModelResponse(headers=response.headers),
        )

    async def _call(
        self,
        body: dict[str, Any],
        options: LanguageModelCallOptions,
        handler: ResponseHandler[T],
        *,
        is_streaming: bool,
    ) -> ApiResponse[T]:
        model_headers = {
            "ai-language-model-specification-version": "4",
            "ai-language-model-id": self.model_id,
            "ai-language-model-streaming": "true" if is_streaming else "false",
        }
        return await self._client.post(
            "/language-model", body, handler, options.headers, model_headers, observability_headers()
        )


def to_call_body(options: LanguageModelCallOptions) -> dict[str, Any]:
    """Write a call as the gateway reads it.

    Args:
        options: The call.

    Returns:
        A JSON object; files in it are base64.
    """
    body = cast("dict[str, Any]", to_json(options))
    if options.provider_options is not None:
        body["providerOptions"] = to_wire_options(options.provider_options)
    return body


def to_generate_result(body: Any) -> LanguageModelGenerateResult:
    """Read an answer. Pieces of content of a kind that this version does not know become `UnknownPart`s.

    Args:
        body: The JSON value.

    Returns:
        The answer.

    Raises:
        TypeValidationError: It is none.
    """
    content = body.get("content") if isinstance(body, dict) else None
    if not isinstance(content, list) or all(map(is_known_content, content)):
        return _with_warnings(body)
    result = _with_warnings({**body, "content": list(filter(is_known_content, content))})
    known = iter(result.content)
    result.content = [
        next(known) if is_known_content(item) else cast("Content", UnknownPart(value=item)) for item in content
    ]
    return result


def _with_warnings(body: Any) -> LanguageModelGenerateResult:
    if isinstance(body, dict) and body.get("warnings") is None:
        body = {**body, "warnings": []}
    return _RESULT.validate(body)
