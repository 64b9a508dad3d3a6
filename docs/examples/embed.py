"""Embeddings: find the text that is closest to a question.

Run it with `python docs/examples/embed.py`. The server of this example runs on your machine; in your own program the
model is, for example, `"openai:text-embedding-3-small"`.
"""

from __future__ import annotations

import asyncio

from ai_sdk_core import cosine_similarity, embed, embed_many
from ai_sdk_openai_compatible import create_openai_compatible
from ai_sdk_test_server import TestServer

CHAPTERS = (
    "How to bake bread with sourdough",
    "How to repair the chain of a bicycle",
    "How to grow tomatoes on a balcony",
)


async def main() -> None:
    """Embed the chapters in batches, then the question, and compare."""
    with TestServer() as server:
        model = create_openai_compatible(name="local", base_url=server.base_url).embedding_model("any")

        chapters = await embed_many(
            model=model,
            values=CHAPTERS,
            max_parallel_calls=4,
            on_progress=lambda event: print(f"{event.completed_values} of {event.total_values} chapters"),
        )
        question = await embed(model=model, value="the chain of my bicycle is broken")

        scores = [cosine_similarity(question.embedding, chapter) for chapter in chapters.embeddings]
        best = scores.index(max(scores))
        print(f"Read {CHAPTERS[best]!r} ({scores[best]:.2f}).")
        print(f"All vectors in one buffer: {memoryview(chapters.as_array()).nbytes} bytes.")


if __name__ == "__main__":
    asyncio.run(main())
