"""Keeping below a provider's rate limits.

```python
limit = RateLimit(requests_per_minute=60, tokens_per_minute=100_000)
model = wrap_language_model(model=groq("llama-3.3-70b-versatile"), middleware=limit.language_model)
```
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final

from ai_sdk_core.errors import InvalidArgumentError
from ai_sdk_core.provider import to_json_bytes
from typing_extensions import override

from ._layer import Layer, ModelCall, ModelKind, Proceed, ResultT
from ._streams import StreamWatcher, watched
from ._usage import tokens_of

WINDOW: Final = 60.0
"""Seconds that the limits are for."""

_BYTES_PER_TOKEN: Final = 4


def estimate_tokens(call: ModelCall) -> int:
    """Guess how many tokens a call will use, before it is made.

    Args:
        call: The call.

    Returns:
        A token for every four bytes of the request, and the tokens that the answer may have, if the call limits them.
    """
    size = len(to_json_bytes(replace(call.params, headers=None)))
    return size // _BYTES_PER_TOKEN + (getattr(call.params, "max_output_tokens", None) or 0)


class RateLimit(Layer):
    """Makes calls wait, first come first served, so that no minute has more of them than allowed.

    Tokens are guessed before a call and corrected when its usage is known. May be shared by models, threads and event
    loops. What waits can be cancelled at any time.

    Args:
        requests_per_minute: How many calls may begin within any 60 seconds; `None` for no limit.
        tokens_per_minute: How many tokens they may use. A call that needs more on its own is made when nothing else is.
        estimate: Guesses the tokens of a call.
        clock: Seconds on a clock that only goes forward.
        sleep: Waits for a number of seconds.

    Raises:
        InvalidArgumentError: A limit is not positive.
    """

    def __init__(
        self,
        *,
        requests_per_minute: int | None = None,
        tokens_per_minute: int | None = None,
        estimate: Callable[[ModelCall], int] = estimate_tokens,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        for name, limit in (("requests_per_minute", requests_per_minute), ("tokens_per_minute", tokens_per_minute)):
            if limit is not None and limit <= 0:
                raise InvalidArgumentError(parameter=name, value=limit, message=f"{name} must be positive")
        self._estimate = estimate
        self._queue = _Queue(requests_per_minute, tokens_per_minute, clock, sleep)
        self._limits_tokens = tokens_per_minute is not None

    @override
    async def around(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Wait for the call's turn and make it.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The result.
        """
        entry = await self._wait(call)
        result = await proceed()
        entry.correct(tokens_of(call.kind, result))
        return result

    @override
    async def around_stream(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Wait for the call's turn and make it.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The stream.
        """
        entry = await self._wait(call)
        result: Any = await proceed()
        return replace(result, stream=watched(result.stream, _Corrector(entry, call.kind)))  # type: ignore[no-any-return]

    async def _wait(self, call: ModelCall) -> _Entry:
        streams_in = call.operation == "stream" and call.kind != "language_model"
        tokens = self._estimate(call) if self._limits_tokens and not streams_in else 0
        return await self._queue.wait(tokens)


class _Entry:
    """A call that has begun."""

    __slots__ = ("time", "tokens")

    def __init__(self, began: float, tokens: int) -> None:
        self.time = began
        self.tokens = tokens

    def correct(self, tokens: int | None) -> None:
        if tokens is not None:
            self.tokens = tokens


class _Corrector(StreamWatcher):
    def __init__(self, entry: _Entry, kind: ModelKind) -> None:
        self._entry = entry
        self._kind: ModelKind = kind

    @override
    def batch(self, parts: list[Any]) -> list[Any]:
        for part in parts:
            if part.type == "finish":
                self._entry.correct(tokens_of(self._kind, part))
        return parts


class _Ticket:
    """A place in the queue."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def call(self) -> None:
        """Tell the one who waits to look again; from any thread."""
        try:
            self._loop.call_soon_threadsafe(self._event.set)
        except RuntimeError:
            return  # The loop is closed: whoever waited there is gone.

    async def wait(self) -> None:
        await self._event.wait()
        self._event.clear()


class _Queue:
    """Lets calls begin in the order in which they came."""

    def __init__(
        self,
        requests: int | None,
        tokens: int | None,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]],
    ) -> None:
        self._requests = requests
        self._tokens = tokens
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._tickets: deque[_Ticket] = deque()
        self._window: deque[_Entry] = deque()

    async def wait(self, tokens: int) -> _Entry:
        ticket = _Ticket()
        with self._lock:
            self._tickets.append(ticket)
        try:
            while True:
                with self._lock:
                    is_first = self._tickets[0] is ticket
                    delay = self._delay(tokens) if is_first else 0.0
                    if is_first and delay <= 0:
                        entry = _Entry(self._clock(), tokens)
                        self._window.append(entry)
                        return entry
                await (self._sleep(delay) if is_first else ticket.wait())
        finally:
            self._leave(ticket)

    def _leave(self, ticket: _Ticket) -> None:
        with self._lock:
            was_first = self._tickets[0] is ticket
            self._tickets.remove(ticket)
            if was_first and self._tickets:
                self._tickets[0].call()

    def _delay(self, tokens: int) -> float:
        """Seconds until a call may begin, as far as is known now."""
        now = begins = self._clock()
        while self._window and self._window[0].time <= now - WINDOW:
            self._window.popleft()
        count = len(self._window)
        used = sum(entry.tokens for entry in self._window)
        for entry in self._window:
            if self._fits(count, used + tokens):
                break
            begins = entry.time + WINDOW  # Then it leaves the window.
            count -= 1
            used -= entry.tokens
        return begins - now

    def _fits(self, count: int, tokens: int) -> bool:
        return (self._requests is None or count < self._requests) and (self._tokens is None or tokens <= self._tokens)
