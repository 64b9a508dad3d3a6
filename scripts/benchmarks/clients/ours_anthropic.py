"""This repository: core with the Anthropic provider."""

from __future__ import annotations

from ai_sdk_anthropic import create_anthropic
from ai_sdk_core import stream_text
from ai_sdk_core.provider_utils import aclose_all

from . import PROMPT, Client


class OursAnthropic(Client):
    """`stream_text` over the protocol with named events."""

    async def messages(self, path: str) -> int:
        model = create_anthropic(base_url=f"{self.url}/{path}/v1", api_key="key")("claude-opus-5")
        size = 0
        async with stream_text(model=model, prompt=PROMPT) as stream:
            async for text in stream.text_stream:
                size += len(text)
        return size

    async def aclose(self) -> None:
        await aclose_all()


def create(url: str) -> Client:
    """Our client."""
    return OursAnthropic(url)
