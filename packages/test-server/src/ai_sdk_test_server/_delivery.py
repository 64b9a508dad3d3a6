"""How a reply travels: pauses, points where the test holds it, faults of the connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ._watched import DEFAULT_TIMEOUT, Watched


class HoldPoint:
    """A point in a reply where the server waits until the test releases it.

    Args:
        after_chunks: How many chunks have been written when the server holds; 0 is right after the headers.
            `None` holds before the status line.
    """

    def __init__(self, after_chunks: int | None = None) -> None:
        self.after_chunks = after_chunks
        self._state: Watched[Literal["ahead", "reached", "released"]] = Watched("ahead")

    @property
    def is_reached(self) -> bool:
        """Whether the server has arrived here, released or not."""
        return self._state.value == "reached"

    def release(self) -> None:
        """Let the server go on, now or when it gets here; may be called from any thread."""
        self._state.update(lambda _: "released")

    async def wait_until_reached(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Wait until the server holds here.

        Args:
            timeout: Seconds to wait at most.

        Raises:
            TimeoutError: If the server did not get here in time.
        """
        await self._state.wait(
            lambda state: state != "ahead", timeout=timeout, expectation="a hold point to be reached"
        )

    def block_until_reached(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        """The blocking twin of `wait_until_reached`, for tests without an event loop.

        Args:
            timeout: Seconds to wait at most.

        Raises:
            TimeoutError: If the server did not get here in time.
        """
        self._state.block(lambda state: state != "ahead", timeout=timeout, expectation="a hold point to be reached")

    async def pass_through(self) -> None:
        """Arrive here and wait for the release: the server's side."""
        self._state.update(lambda state: "reached" if state == "ahead" else state)
        await self._state.wait(lambda state: state == "released", timeout=None, expectation="the release")


@dataclass(slots=True, kw_only=True)
class Cut:
    """The end of a reply before its time."""

    after_chunks: int
    """How many chunks arrive before the cut."""

    how: Literal["end", "close", "reset"] = "close"
    """`"end"`: the HTTP message ends as if it were complete. `"close"`: the connection closes in the middle of the
    message. `"reset"`: the connection is reset (TCP RST)."""


@dataclass(slots=True, kw_only=True)
class Delivery:
    """How the chunks of a reply are written.

    A chunk is one server-sent event of a streamed reply, one item of `RawReply.chunks`, or the whole body of any
    other reply.
    """

    delay: float = 0.0
    """Seconds before the status line."""

    chunk_delay: float | None = None
    """Seconds before every chunk; `None` takes the server's `chunk_delay`."""

    holds: Sequence[HoldPoint] = ()
    """Where the test holds the reply."""

    cut: Cut | None = None
    """Where the reply breaks off."""

    inserts: Mapping[int, bytes] = field(default_factory=dict)
    """Raw bytes to write as an extra chunk before the chunk of that number (from 0): a malformed event, a ping."""

    write_size: int | None = None
    """Bytes per write: the body is regrouped into chunks of that size, which then are what the other fields count.
    A small one splits events and characters, a large one brings everything at once. `None`: one write per chunk."""

    def arrange(self, chunks: Sequence[bytes]) -> list[bytes]:
        """The chunks as they are written: with the inserts, regrouped, without what an early end leaves out."""
        arranged = self._with_inserts(chunks)

        if self.write_size is not None:
            body = b"".join(arranged)
            arranged = [body[start : start + self.write_size] for start in range(0, len(body), self.write_size)]

        if self.cut is not None and self.cut.how == "end":
            arranged = arranged[: self.cut.after_chunks]

        return arranged

    def _with_inserts(self, chunks: Sequence[bytes]) -> list[bytes]:
        arranged: list[bytes] = []

        for number, chunk in enumerate(chunks):
            if number in self.inserts:
                arranged.append(self.inserts[number])

            arranged.append(chunk)

        return arranged
