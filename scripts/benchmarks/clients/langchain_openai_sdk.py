"""The package `langchain-openai`."""

from __future__ import annotations

import time
from typing import Any

from langchain_core.output_parsers import JsonOutputParser
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from . import PROMPT, Client


class LangChainOpenAI(Client):
    """`ChatOpenAI` with its defaults."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._models: dict[str, ChatOpenAI] = {}

    def _model(self, path: str) -> ChatOpenAI:
        if path not in self._models:
            self._models[path] = ChatOpenAI(model="m", base_url=f"{self.url}/{path}/v1", api_key=SecretStr("key"))
        return self._models[path]

    async def call(self, path: str) -> int:
        return len((await self._model(path).ainvoke(PROMPT)).content)

    async def stream(self, path: str) -> tuple[int, float]:
        size = 0
        first = 0.0
        async for chunk in self._model(path).astream(PROMPT):
            if chunk.content:
                if not size:
                    first = time.process_time()
                size += len(chunk.content)
        return size, first

    async def partial_objects(self, path: str) -> int:
        value: Any = None
        async for partial in (self._model(path) | JsonOutputParser()).astream(PROMPT):
            value = partial
        return len(value["items"])


def create(url: str) -> Client:
    """LangChain's client."""
    return LangChainOpenAI(url)
