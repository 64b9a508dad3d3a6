"""An embedding model that answers what the test says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..provider.embedding_model import EmbeddingModelCallOptions, EmbeddingModelResult, EmbeddingModelUsage
from ._responses import MOCK_MODEL_ID, MOCK_PROVIDER
from ._scripts import Script, Scripted


class MockEmbeddingModel:
    """An embedding model for tests: no network, answers as scripted, keeps what it was asked.

    Args:
        do_embed: What `do_embed` answers (`embedding_result([0.1, 0.2])`).
        max_embeddings_per_call: How many values one call may carry; `None` means any number.
        supports_parallel_calls: Whether several calls may run at the same time.
        provider: The provider's name.
        model_id: The model's name.

    Source: the reference's `MockEmbeddingModelV4`.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        do_embed: Script[EmbeddingModelResult, EmbeddingModelCallOptions] | None = None,
        max_embeddings_per_call: int | None = 1,
        supports_parallel_calls: bool = False,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        self.provider = provider
        self.model_id = model_id
        self.max_embeddings_per_call = max_embeddings_per_call
        self.supports_parallel_calls = supports_parallel_calls
        self.do_embed = Scripted[EmbeddingModelCallOptions, EmbeddingModelResult]("do_embed", do_embed)
        """Answers calls; `do_embed.calls` holds their options."""


def embedding_result(*embeddings: Sequence[float], tokens: int = 10) -> EmbeddingModelResult:
    """Make an answer for `MockEmbeddingModel(do_embed=...)`.

    Args:
        embeddings: One vector per value.
        tokens: Tokens of all values.

    Returns:
        The answer.
    """
    return EmbeddingModelResult(embeddings=list(embeddings), usage=EmbeddingModelUsage(tokens=tokens))
