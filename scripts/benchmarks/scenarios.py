"""What is measured, how often, and what our own figures should be."""

from __future__ import annotations

from dataclasses import dataclass

from wire import OBJECT_DELTAS, STREAM_EVENTS


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One row of the table."""

    name: str
    title: str
    kind: str
    """What the worker does; see `worker.MEASURES`."""
    path: str = ""
    """Which answer the mock server gives."""
    count: int = 1
    """Repetitions in one measurement (streams at a time, calls) for a stable figure."""
    rounds: int = 12
    per: int = 1
    """Divisor for the figure of one operation: chunks in a stream."""
    unit: str = "us"
    target: float | None = None
    """The highest ratio to the raw httpx loop, or the highest value where `is_absolute`."""
    is_absolute: bool = False
    is_fresh: bool = False
    """Each measurement needs a new process."""
    clients: tuple[str, ...] = ()
    """Who takes part, where not everybody does: what grows with the square of the size takes minutes."""


SCENARIOS = [
    Scenario(name="import", title="import", kind="import", unit="ms", target=1.6, rounds=15, is_fresh=True),
    Scenario(
        name="cold",
        title="cold process: import, construct, one call, one stream",
        kind="cold",
        unit="ms",
        target=1.4,
        rounds=15,
        is_fresh=True,
    ),
    Scenario(name="call", title="non-streamed call", kind="call", path="call", count=60, target=0.95),
    Scenario(
        name="first-token",
        title="first token of a short stream",
        kind="first_token",
        path="short",
        count=40,
        target=1.15,
    ),
    Scenario(
        name="stream-big",
        title="2,000-chunk stream, big writes, per chunk",
        kind="stream",
        path="stream-big",
        count=3,
        per=STREAM_EVENTS,
        target=2.0,
    ),
    Scenario(
        name="stream-small",
        title="2,000-chunk stream, one HTTP chunk per event, per chunk",
        kind="stream",
        path="stream-small",
        count=2,
        per=STREAM_EVENTS,
        target=1.3,
    ),
    Scenario(
        name="tool-arguments",
        title="tool arguments in 2,000 deltas, per chunk",
        kind="tools",
        path="tool-arguments",
        count=3,
        per=STREAM_EVENTS,
        target=2.0,
    ),
    *(
        Scenario(
            name=f"object-{deltas}",
            title=f"object streamed in {deltas:,} deltas, a partial at each",
            kind="objects",
            path=f"object-{deltas}",
            unit="ms",
            rounds=6 if deltas < 8_000 else 3,
            clients=() if deltas < 8_000 else ("raw", "raw-sniffio", "ours", "ours-aiohttp"),
            target=0.3 if deltas == 2_000 else None,
        )
        for deltas in OBJECT_DELTAS
    ),
    Scenario(
        name="concurrent-200",
        title="200 paced streams at a time",
        kind="concurrent",
        path="paced",
        count=200,
        rounds=5,
        unit="ms",
        target=0.65,
        is_fresh=True,
    ),
    Scenario(
        name="concurrent-1000",
        title="1,000 paced streams at a time",
        kind="concurrent",
        path="paced",
        count=1_000,
        rounds=3,
        unit="ms",
        target=0.22,
        is_fresh=True,
    ),
    Scenario(
        name="embeddings-float",
        title="embeddings 64 x 1,536, floats",
        kind="embeddings",
        path="embeddings-float",
        count=3,
        unit="ms",
        target=1.0,
    ),
    Scenario(
        name="embeddings-base64",
        title="embeddings 64 x 1,536, base64",
        kind="embeddings",
        path="embeddings-base64",
        count=6,
        unit="ms",
    ),
    Scenario(
        name="messages-big",
        title="stream with named events, big writes, per chunk",
        kind="messages",
        path="messages-big",
        count=3,
        per=STREAM_EVENTS,
    ),
    Scenario(
        name="messages-small",
        title="stream with named events, one HTTP chunk each, per chunk",
        kind="messages",
        path="messages-small",
        count=2,
        per=STREAM_EVENTS,
    ),
    Scenario(
        name="memory",
        title="memory that a call leaves behind, after 200 of 2,000",
        kind="memory",
        path="call",
        count=2_000,
        rounds=3,
        unit="KB",
        target=0.2,
        is_absolute=True,
        is_fresh=True,
    ),
]

MEMORY_PER_STREAM_TARGET = 45.0
GROWTH_EXPONENT_TARGET = 1.2
DISTRIBUTIONS_TARGET = 14
MEGABYTES_TARGET = 12.0
