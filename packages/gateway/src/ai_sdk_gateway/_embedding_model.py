"""Embedding models."""

from __future__ import annotations

from typing import ClassVar, NotRequired, TypedDict

from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    EmbeddingModelResult,
    EmbeddingModelUsage,
    PartialResponseInfo,
)
from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler, keep_unknown_fields

from ._model import GatewayModel, ProviderMetadata, WireWarning, to_warnings
from ._provider_options import to_wire_options


@keep_unknown_fields
class _Usage(TypedDict):
    tokens: int


@keep_unknown_fields
class _EmbeddingResponse(TypedDict):
    """All fields are kept: the validated response is the body that the result reports, so it is parsed only once."""

    embeddings: list[list[float]]
    usage: NotRequired[_Usage | None]
    warnings: NotRequired[list[WireWarning] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


_RESPONSE = json_response_handler(ResponseSchema(_EmbeddingResponse))


class GatewayEmbeddingModel(GatewayModel):
    """An embedding model behind the gateway."""

    kind: ClassVar[str] = "embedding"

    @property
    def max_embeddings_per_call(self) -> int:
        """How many values one call may carry."""
        return 2048

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
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        response = await self._post(
            {
                "values": options.values,
                "dimensions": options.dimensions,
                "providerOptions": to_wire_options(options.provider_options),
            },
            _RESPONSE,
            options.headers,
        )
        body = response.value
        usage = body.get("usage")
        return EmbeddingModelResult(
            embeddings=body["embeddings"],
            usage=None if usage is None else EmbeddingModelUsage(tokens=usage["tokens"]),
            provider_metadata=body.get("providerMetadata"),
            response=PartialResponseInfo(headers=response.headers, body=body),
            warnings=to_warnings(body.get("warnings")),
        )
