"""The limit on httpx: the least that a program can do with it."""

from __future__ import annotations

import time
from array import array
from base64 import b64decode
from collections.abc import AsyncIterator
from typing import Any

import httpx
from pydantic_core import from_json

from . import PROMPT, Client

_BODY = {"model": "m", "messages": [{"role": "user", "content": PROMPT}]}
_STREAM_BODY = {**_BODY, "stream": True, "stream_options": {"include_usage": True}}


class RawHttpx(Client):
    """A loop over `aiter_raw`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
        self._client = httpx.AsyncClient(limits=limits, timeout=600)

    async def call(self, path: str) -> int:
        response = await self._client.post(f"{self.url}/{path}/v1/chat/completions", json=_BODY)
        return len(from_json(response.content)["choices"][0]["message"]["content"])

    async def stream(self, path: str) -> tuple[int, float]:
        size = 0
        first = 0.0
        url = f"{self.url}/{path}/v1/chat/completions"
        async with self._client.stream("POST", url, json=_STREAM_BODY) as response:
            rest = b""
            async for data in response.aiter_raw():
                *events, rest = (rest + data).split(b"\n\n")
                for event in events:
                    if event == b"data: [DONE]":
                        continue
                    choices = from_json(event[6:])["choices"]
                    if choices and (text := choices[0]["delta"].get("content")):
                        if not size:
                            first = time.process_time()
                        size += len(text)
        return size, first

    async def tool_arguments(self, path: str) -> int:
        size = 0
        async for delta in self._deltas(path):
            for call in delta.get("tool_calls") or ():
                size += len(call["function"]["arguments"])
        return size

    async def partial_objects(self, path: str) -> int:
        text = ""
        value: Any = None
        async for delta in self._deltas(path):
            if content := delta.get("content"):
                text += content
                value = from_json(text, allow_partial="trailing-strings")
        return len(value["items"])

    async def _deltas(self, path: str) -> AsyncIterator[dict[str, Any]]:
        url = f"{self.url}/{path}/v1/chat/completions"
        async with self._client.stream("POST", url, json=_STREAM_BODY) as response:
            rest = b""
            async for data in response.aiter_raw():
                *events, rest = (rest + data).split(b"\n\n")
                for event in events:
                    if event != b"data: [DONE]" and (choices := from_json(event[6:])["choices"]):
                        yield choices[0]["delta"]

    async def embeddings(self, path: str) -> int:
        encoding = path.partition("-")[2]
        body = {"model": "m", "input": [PROMPT] * 64, "encoding_format": encoding}
        response = await self._client.post(f"{self.url}/{path}/v1/embeddings", json=body)
        vectors = [item["embedding"] for item in from_json(response.content)["data"]]
        if encoding == "base64":
            vectors = [array("f", b64decode(vector)) for vector in vectors]
        return sum(map(len, vectors))

    async def messages(self, path: str) -> int:
        size = 0
        body = {**_BODY, "stream": True, "max_tokens": 9_999}
        async with self._client.stream("POST", f"{self.url}/{path}/v1/messages", json=body) as response:
            rest = b""
            async for data in response.aiter_raw():
                *events, rest = (rest + data).split(b"\n\n")
                for event in events:
                    value = from_json(event[event.index(b"data: ") + 6 :])
                    if value["type"] == "content_block_delta":
                        size += len(value["delta"]["text"])
        return size

    async def aclose(self) -> None:
        await self._client.aclose()


def create(url: str) -> Client:
    """A loop on httpx."""
    return RawHttpx(url)
