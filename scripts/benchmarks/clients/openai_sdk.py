"""The vendor's package `openai`."""

from __future__ import annotations

import time
from array import array
from base64 import b64decode
from typing import Any

import openai
from pydantic import BaseModel

from . import PROMPT, Client

_MESSAGES: Any = [{"role": "user", "content": PROMPT}]
_TOOL: Any = {"type": "function", "function": {"name": "write", "parameters": {"type": "object", "properties": {}}}}


class _Item(BaseModel):
    name: str
    amount: float
    unit: str
    optional: bool
    notes: list[str]


class _Object(BaseModel):
    title: str
    items: list[_Item]


class OpenAI(Client):
    """`AsyncOpenAI` with its defaults."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._clients: dict[str, openai.AsyncOpenAI] = {}

    def _client(self, path: str) -> openai.AsyncOpenAI:
        if path not in self._clients:
            self._clients[path] = openai.AsyncOpenAI(base_url=f"{self.url}/{path}/v1", api_key="key")
        return self._clients[path]

    async def call(self, path: str) -> int:
        completion = await self._client(path).chat.completions.create(model="m", messages=_MESSAGES)
        return len(completion.choices[0].message.content or "")

    async def stream(self, path: str) -> tuple[int, float]:
        size = 0
        first = 0.0
        stream = await self._client(path).chat.completions.create(
            model="m", messages=_MESSAGES, stream=True, stream_options={"include_usage": True}
        )
        async for chunk in stream:
            if chunk.choices and (text := chunk.choices[0].delta.content):
                if not size:
                    first = time.process_time()
                size += len(text)
        return size, first

    async def tool_arguments(self, path: str) -> int:
        size = 0
        stream = await self._client(path).chat.completions.create(
            model="m", messages=_MESSAGES, stream=True, tools=[_TOOL]
        )
        async for chunk in stream:
            for call in (chunk.choices[0].delta.tool_calls if chunk.choices else None) or ():
                size += len((call.function and call.function.arguments) or "")
        return size

    async def partial_objects(self, path: str) -> int:
        value: Any = None
        completions = self._client(path).chat.completions
        async with completions.stream(model="m", messages=_MESSAGES, response_format=_Object) as stream:
            async for event in stream:
                if event.type == "content.delta":
                    value = event.parsed
        return len(value["items"])

    async def embeddings(self, path: str) -> int:
        encoding: Any = path.partition("-")[2]
        values = [PROMPT] * 64
        result = await self._client(path).embeddings.create(model="m", input=values, encoding_format=encoding)
        vectors: list[Any] = [item.embedding for item in result.data]
        if encoding == "base64":
            vectors = [array("f", b64decode(vector)) for vector in vectors]
        return sum(map(len, vectors))

    async def aclose(self) -> None:
        for client in self._clients.values():
            await client.close()


def create(url: str) -> Client:
    """The vendor's client."""
    return OpenAI(url)
