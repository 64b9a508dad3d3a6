"""The package `litellm`."""

from __future__ import annotations

import time
from typing import Any

import litellm

from . import PROMPT, Client

_MESSAGES = [{"role": "user", "content": PROMPT}]


class LiteLLM(Client):
    """`acompletion` and `aembedding` with their defaults."""

    def _settings(self, path: str) -> dict[str, Any]:
        return {"model": "openai/m", "api_base": f"{self.url}/{path}/v1", "api_key": "key"}

    async def call(self, path: str) -> int:
        completion: Any = await litellm.acompletion(messages=_MESSAGES, **self._settings(path))
        return len(completion.choices[0].message.content)

    async def stream(self, path: str) -> tuple[int, float]:
        size = 0
        first = 0.0
        stream: Any = await litellm.acompletion(messages=_MESSAGES, stream=True, **self._settings(path))
        async for chunk in stream:
            if chunk.choices and (text := chunk.choices[0].delta.content):
                if not size:
                    first = time.process_time()
                size += len(text)
        return size, first

    async def embeddings(self, path: str) -> int:
        if path != "embeddings-float":
            raise NotImplementedError
        values = [PROMPT] * 64
        result: Any = await litellm.aembedding(input=values, encoding_format="float", **self._settings(path))
        return sum(len(item["embedding"]) for item in result.data)


def create(url: str) -> Client:
    """LiteLLM."""
    return LiteLLM(url)
