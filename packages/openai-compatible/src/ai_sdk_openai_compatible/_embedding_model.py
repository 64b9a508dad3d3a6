"""Models behind the embeddings API."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from ai_sdk_core.errors import TooManyEmbeddingValuesForCallError
from ai_sdk_core.provider import (
    CallWarning,
    EmbeddingModelCallOptions,
    EmbeddingModelResult,
    EmbeddingModelUsage,
    PartialResponseInfo,
)
from ai_sdk_core.provider_utils import (
    ResponseSchema,
    json_response_handler,
    keep_unknown_fields,
    post_json,
    resolve_provider_options,
)

from ._config import OpenAICompatibleEmbeddingConfig
from ._model_catalog import REQUEST_DEFAULTS
from ._option_keys import deprecated_key_warning, warn_if_deprecated_key


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
    providerMetadata: NotRequired[dict[str, dict[str, Any]] | None]


_RESPONSE = ResponseSchema(_EmbeddingResponse)


class OpenAICompatibleEmbeddingModel:
    """A model behind the embeddings API.

    Args:
        model_id: The provider's name for the model.
        config: Where the API is and what its limits are.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAICompatibleEmbeddingConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model, e.g. `my-provider.embedding`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """The provider's name for the model."""
        return self._model_id

    @property
    def max_embeddings_per_call(self) -> int:
        """How many values one call may carry."""
        limit = self._config.max_embeddings_per_call
        return REQUEST_DEFAULTS.embedding.max_embeddings_per_call if limit is None else limit

    @property
    def supports_parallel_calls(self) -> bool:
        """Whether several calls may run at the same time."""
        is_supported = self._config.supports_parallel_calls
        return REQUEST_DEFAULTS.embedding.supports_parallel_calls if is_supported is None else is_supported

    async def do_embed(self, options: EmbeddingModelCallOptions) -> EmbeddingModelResult:
        """Embed the values.

        Args:
            options: The values and the settings of the call.

        Returns:
            One vector per value.

        Raises:
            TooManyEmbeddingValuesForCallError: There are more values than `max_embeddings_per_call`.
            InvalidArgumentError: Provider options are not valid.
            APICallError: The provider could not be reached or refused.
        """
        warnings: list[CallWarning] = []
        own_options = self._parse_options(options, warnings)
        self._check_number_of_values(options.values)
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
            error_handler=self._config.error_handler,
            http_client=self._config.http_client,
        )
        body = response.value
        usage = body.get("usage")
        return EmbeddingModelResult(
            embeddings=[item["embedding"] for item in body["data"]],
            usage=None if usage is None else EmbeddingModelUsage(tokens=usage["prompt_tokens"]),
            provider_metadata=body.get("providerMetadata"),
            response=PartialResponseInfo(headers=response.headers, body=body),
            warnings=warnings,
        )

    def _check_number_of_values(self, values: list[str]) -> None:
        if len(values) > self.max_embeddings_per_call:
            raise TooManyEmbeddingValuesForCallError(
                provider=self.provider,
                model_id=self.model_id,
                max_embeddings_per_call=self.max_embeddings_per_call,
                values=values,
            )

    def _parse_options(self, options: EmbeddingModelCallOptions, warnings: list[CallWarning]) -> dict[str, Any]:
        provider_options = options.provider_options
        if not provider_options:
            return {}
        from ._embedding_options import OpenAICompatibleEmbeddingOptions

        name = self._config.provider_name
        own_options, namespaces = resolve_provider_options(
            provider_options=provider_options,
            namespaces=["openai-compatible", "openaiCompatible", name],
            resolution="merge",
            model=OpenAICompatibleEmbeddingOptions,
        )
        if "openai-compatible" in namespaces:
            warnings.append(deprecated_key_warning("openai-compatible", "openaiCompatible"))
        warn_if_deprecated_key(name, provider_options, warnings)
        return {} if own_options is None else own_options.model_dump(exclude_unset=True)
