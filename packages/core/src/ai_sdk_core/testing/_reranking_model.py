"""A reranking model that answers what the test says."""

from __future__ import annotations

from typing import Literal

from ..provider.reranking_model import RerankedDocument, RerankingModelCallOptions, RerankingModelResult
from ._responses import MOCK_MODEL_ID, MOCK_PROVIDER
from ._scripts import Script, Scripted


class MockRerankingModel:
    """A reranking model for tests: no network, answers as scripted, keeps what it was asked.

    Args:
        do_rerank: What `do_rerank` answers (`reranking_result((1, 0.9), (0, 0.2))`).
        provider: The provider's name.
        model_id: The model's name.

    Source: the reference's `MockRerankingModelV4`.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        do_rerank: Script[RerankingModelResult, RerankingModelCallOptions] | None = None,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        self.provider = provider
        self.model_id = model_id
        self.do_rerank = Scripted[RerankingModelCallOptions, RerankingModelResult]("do_rerank", do_rerank)
        """Answers calls; `do_rerank.calls` holds their options."""


def reranking_result(*ranking: tuple[int, float]) -> RerankingModelResult:
    """Make an answer for `MockRerankingModel(do_rerank=...)`.

    Args:
        ranking: Index and score of each document, best first.

    Returns:
        The answer.
    """
    return RerankingModelResult(
        ranking=[RerankedDocument(index=index, relevance_score=score) for index, score in ranking]
    )
