"""What is measured. Each module wraps one package and has `create(url)`; the package itself may be absent elsewhere."""

from __future__ import annotations

PROMPT = "Why is the sky blue?"


class Client:
    """One client. What it cannot do stays unimplemented and is left out of the table.

    Every method does the same work for every client, and returns how much there was to read. `path` picks the answer
    of the mock server.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    async def call(self, path: str) -> int:
        """One answer at once; returns its length."""
        raise NotImplementedError

    async def stream(self, path: str) -> tuple[int, float]:
        """One stream of text; returns its length and the process's CPU time at its first token."""
        raise NotImplementedError

    async def tool_arguments(self, path: str) -> int:
        """One stream of a tool call; returns the length of the deltas of its arguments."""
        raise NotImplementedError

    async def partial_objects(self, path: str) -> int:
        """One stream of JSON with the value so far after every delta; returns the number of items at the end."""
        raise NotImplementedError

    async def embeddings(self, path: str) -> int:
        """Embeddings; returns the number of all dimensions."""
        raise NotImplementedError

    async def messages(self, path: str) -> int:
        """One stream of text over the protocol with named events; returns its length."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Let go of connections."""
