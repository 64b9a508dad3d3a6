"""The vendor's package `anthropic`."""

from __future__ import annotations

import anthropic

from . import PROMPT, Client


class Anthropic(Client):
    """`AsyncAnthropic` with its defaults."""

    async def messages(self, path: str) -> int:
        size = 0
        async with anthropic.AsyncAnthropic(base_url=f"{self.url}/{path}", api_key="key") as client:
            stream = await client.messages.create(
                model="claude", max_tokens=9_999, messages=[{"role": "user", "content": PROMPT}], stream=True
            )
            async for event in stream:
                if event.type == "content_block_delta" and event.delta.type == "text_delta":
                    size += len(event.delta.text)
        return size


def create(url: str) -> Client:
    """The vendor's client."""
    return Anthropic(url)
