"""Reranking models: documents in the order of their relevance to a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Protocol, TypeAlias, runtime_checkable

from ._codec_hooks import BY_TYPE, SpecValue
from .json_value import JSONObject
from .model import Model
from .shared import CallWarning, PartialResponseInfo, ProviderMetadata, ProviderOptions


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextDocuments(SpecValue):
    """Documents that are texts."""

    values: list[str]
    type: Literal["text"] = "text"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ObjectDocuments(SpecValue):
    """Documents that are JSON objects."""

    values: list[JSONObject]
    type: Literal["object"] = "object"


RerankingDocuments: TypeAlias = Annotated[TextDocuments | ObjectDocuments, BY_TYPE]
"""What to sort; all documents of one call are of one form."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RerankingModelCallOptions(SpecValue):
    """One call of a reranking model."""

    documents: RerankingDocuments
    query: str
    top_n: int | None = None
    """Return only so many documents."""
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RerankedDocument(SpecValue):
    """A document's place in the ranking."""

    index: int
    """Where the document stood among those that were passed."""
    relevance_score: float


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RerankingModelResult(SpecValue):
    """The ranking: most relevant first."""

    ranking: list[RerankedDocument]
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] | None = None
    response: PartialResponseInfo | None = None


@runtime_checkable
class RerankingModel(Model, Protocol):
    """A model that sorts documents by their relevance to a query.

    Source: the reference's `RerankingModelV4`.
    """

    async def do_rerank(self, options: RerankingModelCallOptions) -> RerankingModelResult:
        """Sort documents.

        Args:
            options: The documents, the query and the settings of the call.

        Returns:
            The ranking.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...
