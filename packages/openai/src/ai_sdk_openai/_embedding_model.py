"""Models behind the embeddings API."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from ai_sdk_core.errors import TooManyEmbeddingValuesForCallError
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    EmbeddingModelResult,
    EmbeddingModelUsage,
    PartialResponseInfo,
)
from ai_sdk_core.provider_utils import (
    ResponseSchema,
    json_response_handler,
    keep_unknown_fields,
    parse_provider_options,
    post_json,
)

from ._config import OpenAIConfig
from ._errors import ERROR_HANDLER

MAX_EMBEDDINGS_PER_CALL = 2048
MAX_INPUT_BYTES_PER_CALL = 300_000
"""The API counts tokens, of which there are never more than bytes."""


@keep_unknown_fields
class _EmbeddingItem(TypedDict):
    embedding: list[float]


@keep_unknown_fields
class _EmbeddingUsage(TypedDict):
    prompt_tokens: int


@keep_unknown_fields
class _EmbeddingResponse(TypedDict):
    """All fields are kept: the validated response is the body that the result reports, so it is parsed only once."""

    data: list[_EmbeddingItem]
    usage: NotRequired[_EmbeddingUsage | None]


_RESPONSE = ResponseSchema(_EmbeddingResponse)


class OpenAIEmbeddingModel:
    """A model behind the embeddings API.

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
        """Name of the provider and the kind of model, e.g. `openai.embedding`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """OpenAI's name for the model."""
        return self._model_id

    @property
    def max_embeddings_per_call(self) -> int:
        """How many values one call may carry."""
        return MAX_EMBEDDINGS_PER_CALL

    @property
    def max_input_bytes_per_call(self) -> int:
        """How many bytes of UTF-8 all values of a call may have together."""
        return MAX_INPUT_BYTES_PER_CALL

    @property
    def supports_parallel_calls(self) -> bool:
        """Whether several calls may run at the same time."""
        return True

    async def do_embed(self, options: EmbeddingModelCallOptions) -> EmbeddingModelResult:
        """Embed the values.

        Args:
            options: The values and the settings of the call.

        Returns:
            One vector per value.

        Raises:
            TooManyEmbeddingValuesForCallError: There are more values than `max_embeddings_per_call`.
            InvalidArgumentError: Provider options are not valid.
            APICallError: OpenAI could not be reached or refused.
        """
        if len(options.values) > MAX_EMBEDDINGS_PER_CALL:
            raise TooManyEmbeddingValuesForCallError(
                provider=self.provider,
                model_id=self.model_id,
                max_embeddings_per_call=MAX_EMBEDDINGS_PER_CALL,
                values=options.values,
            )
        own_options = _parse_options(options)
        dimensions = own_options.get("dimensions")
        response = await post_json(
            url=self._config.url(path="/embeddings", model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body={
                "model": self._model_id,
                "input": options.values,
                "encoding_format": "float",
                "dimensions": options.dimensions if dimensions is None else dimensions,
                "user": own_options.get("user"),
            },
            response_handler=json_response_handler(_RESPONSE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        body = response.value
        usage = body.get("usage")
        return EmbeddingModelResult(
            embeddings=[item["embedding"] for item in body["data"]],
            usage=None if usage is None else EmbeddingModelUsage(tokens=usage["prompt_tokens"]),
            response=PartialResponseInfo(headers=response.headers, body=body),
        )


def _parse_options(options: EmbeddingModelCallOptions) -> dict[str, Any]:
    if not options.provider_options:
        return {}
    from ._embedding_options import OpenAIEmbeddingOptions  # Imports pydantic.

    own_options = parse_provider_options(
        provider="openai", provider_options=options.provider_options, model=OpenAIEmbeddingOptions
    )
    return {} if own_options is None else own_options.model_dump(exclude_unset=True)
