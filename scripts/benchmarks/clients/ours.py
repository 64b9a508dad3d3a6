"""This repository: core with the OpenAI-compatible provider, through the public functions."""

from __future__ import annotations

import time
from typing import Any

from ai_sdk_core import Output, generate_text, stream_text, tool
from ai_sdk_core.provider import EmbeddingModelCallOptions
from ai_sdk_core.provider_utils import aclose_all
from ai_sdk_openai_compatible import create_openai_compatible

from . import PROMPT, Client


class Ours(Client):
    """`generate_text` and `stream_text`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._providers: dict[str, Any] = {}

    def _provider(self, path: str) -> Any:
        if path not in self._providers:
            self._providers[path] = create_openai_compatible(
                name="bench", base_url=f"{self.url}/{path}/v1", include_usage=True
            )
        return self._providers[path]

    async def call(self, path: str) -> int:
        return len((await generate_text(model=self._provider(path)("m"), prompt=PROMPT)).text)

    async def stream(self, path: str) -> tuple[int, float]:
        size = 0
        first = 0.0
        async with stream_text(model=self._provider(path)("m"), prompt=PROMPT) as stream:
            async for text in stream.text_stream:
                if not size:
                    first = time.process_time()
                size += len(text)
        return size, first

    async def tool_arguments(self, path: str) -> int:
        size = 0
        tools: dict[str, Any] = {"write": tool(description="Writes.", input_schema=_INPUT_SCHEMA)}
        async with stream_text(model=self._provider(path)("m"), prompt=PROMPT, tools=tools) as stream:
            async for part in stream.stream:
                if part.type == "tool-input-delta":
                    size += len(part.delta)
        return size

    async def partial_objects(self, path: str) -> int:
        value: Any = None
        async with stream_text(model=self._provider(path)("m"), prompt=PROMPT, output=Output.json()) as stream:
            async for partial in stream.partial_output_stream:
                value = partial
        return len(value["items"])

    async def embeddings(self, path: str) -> int:
        if path != "embeddings-float":
            raise NotImplementedError
        options = EmbeddingModelCallOptions(values=[PROMPT] * 64)
        result = await self._provider(path).embedding_model("m").do_embed(options)
        return sum(map(len, result.embeddings))

    async def aclose(self) -> None:
        await aclose_all()


_INPUT_SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}


def create(url: str) -> Client:
    """Our client."""
    return Ours(url)
