"""Reranking models."""

from __future__ import annotations

from typing import Literal, TypedDict

from ai_sdk_core.provider import PartialResponseInfo, RerankedDocument, RerankingModelCallOptions, RerankingModelResult
from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler, parse_provider_options, post_json
from ai_sdk_openai_compatible import OpenAICompatibleConfig

from ._errors import ERROR_HANDLER


class _Result(TypedDict):
    index: int
    relevance_score: float


class _Usage(TypedDict):
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class _RerankingResponse(TypedDict):
    id: str | None
    model: str | None
    results: list[_Result]
    usage: _Usage


_RESPONSE = ResponseSchema(_RerankingResponse)


class TogetherAIRerankingModel:
    """A model that sorts documents by how well they fit a query.

    Args:
        model_id: Together's name for the model.
        config: Where the API is.

    Source: https://docs.together.ai/reference/rerank-1
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAICompatibleConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """Together's name for the model."""
        return self._model_id

    async def do_rerank(self, options: RerankingModelCallOptions) -> RerankingModelResult:
        """Sort documents.

        Args:
            options: The documents, the query and the settings of the call.

        Returns:
            The ranking.

        Raises:
            APICallError: The API could not be reached or refused.
            InvalidArgumentError: A provider option is wrong.
        """
        from ._options import TogetherAIRerankingModelOptions

        provider_options = parse_provider_options(
            provider="togetherai", provider_options=options.provider_options, model=TogetherAIRerankingModelOptions
        )
        response = await post_json(
            url=self._config.url(path="/rerank", model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body={
                "model": self._model_id,
                "documents": options.documents.values,
                "query": options.query,
                "top_n": options.top_n,
                "rank_fields": None if provider_options is None else provider_options.rank_fields,
                "return_documents": False,  # The caller has them.
            },
            response_handler=json_response_handler(_RESPONSE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        value = response.value
        return RerankingModelResult(
            ranking=[
                RerankedDocument(index=result["index"], relevance_score=result["relevance_score"])
                for result in value["results"]
            ],
            response=PartialResponseInfo(
                id=value["id"], model_id=value["model"], headers=response.headers, body=response.raw_value
            ),
        )
