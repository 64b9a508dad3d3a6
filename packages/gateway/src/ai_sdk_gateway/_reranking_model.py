"""Reranking models."""

from __future__ import annotations

from typing import ClassVar, NotRequired, TypedDict

from ai_sdk_core.provider import (
    PartialResponseInfo,
    RerankedDocument,
    RerankingModelCallOptions,
    RerankingModelResult,
    to_json,
)
from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler

from ._model import GatewayModel, ProviderMetadata, WireWarning, to_warnings
from ._provider_options import to_wire_options


class _RankedDocument(TypedDict):
    index: int
    relevanceScore: float


class _RerankingResponse(TypedDict):
    ranking: list[_RankedDocument]
    warnings: NotRequired[list[WireWarning] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


_RESPONSE = json_response_handler(ResponseSchema(_RerankingResponse))


class GatewayRerankingModel(GatewayModel):
    """A reranking model behind the gateway."""

    kind: ClassVar[str] = "reranking"

    async def do_rerank(self, options: RerankingModelCallOptions) -> RerankingModelResult:
        """Sort documents.

        Args:
            options: The documents, the query and the settings of the call.

        Returns:
            The ranking.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        response = await self._post(
            {
                "documents": to_json(options.documents),
                "query": options.query,
                "topN": options.top_n,
                "providerOptions": to_wire_options(options.provider_options),
            },
            _RESPONSE,
            options.headers,
        )
        body = response.value
        return RerankingModelResult(
            ranking=[
                RerankedDocument(index=item["index"], relevance_score=item["relevanceScore"])
                for item in body["ranking"]
            ],
            provider_metadata=body.get("providerMetadata"),
            response=PartialResponseInfo(headers=response.headers, body=response.raw_value),
            warnings=to_warnings(body.get("warnings")),
        )
