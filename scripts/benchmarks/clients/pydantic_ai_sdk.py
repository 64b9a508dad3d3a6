"""The package `pydantic-ai`: its `Agent`."""

from __future__ import annotations

import time
from typing import Any

from pydantic_ai import Agent, NativeOutput
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider
from typing_extensions import TypedDict

from . import PROMPT, Client


class _Item(TypedDict, total=False):
    name: str
    amount: float
    unit: str
    optional: bool
    notes: list[str]


class _Object(TypedDict, total=False):
    title: str
    items: list[_Item]


class PydanticAI(Client):
    """`Agent` with its defaults."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._agents: dict[tuple[str, Any], Agent[None, Any]] = {}

    def _agent(self, path: str, output: Any = str) -> Agent[None, Any]:
        if (path, str(output)) not in self._agents:
            provider = OpenAIProvider(base_url=f"{self.url}/{path}/v1", api_key="key")
            model = OpenAIChatModel("gpt-4o", provider=provider)
            self._agents[path, str(output)] = Agent(model, output_type=output)
        return self._agents[path, str(output)]

    async def call(self, path: str) -> int:
        return len((await self._agent(path).run(PROMPT)).output)

    async def stream(self, path: str) -> tuple[int, float]:
        size = 0
        first = 0.0
        async with self._agent(path).run_stream(PROMPT) as result:
            async for text in result.stream_text(delta=True, debounce_by=None):
                if not size:
                    first = time.process_time()
                size += len(text)
        return size, first

    async def partial_objects(self, path: str) -> int:
        value: Any = None
        async with self._agent(path, _OUTPUT).run_stream(PROMPT) as result:
            async for partial in result.stream_output(debounce_by=None):
                value = partial
        return len(value["items"])


_OUTPUT = NativeOutput(_Object)


def create(url: str) -> Client:
    """Pydantic AI's agent."""
    return PydanticAI(url)
