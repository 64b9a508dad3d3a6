"""Reranking: documents in the order of their relevance.

Run it with `python docs/examples/rerank.py`. The mock stands for a model such as `"cohere:rerank-v3.5"`.
"""

from __future__ import annotations

import asyncio

from ai_sdk_core import rerank
from ai_sdk_core.testing import MockRerankingModel, reranking_result

DOCUMENTS = ("sunny day at the beach", "rainy afternoon in the city", "snowy night in the mountains")


async def main() -> None:
    """Ask for the two documents that fit best."""
    model = MockRerankingModel(do_rerank=reranking_result((1, 0.93), (2, 0.41)))
    result = await rerank(model=model, documents=DOCUMENTS, query="talk about rain", top_n=2)
    for ranked in result.ranking:
        print(f"{ranked.score:.2f}  {ranked.document}")


if __name__ == "__main__":
    asyncio.run(main())
