"""What the functions share that make single calls of a model: ids, headers, retries, time limits, callbacks.

Generations of text have steps and a run of their own (`_generate_text/run.py`).
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

from ._abort import AbortSignal
from ._callbacks import Callback, notify
from ._interrupt import TOTAL, Guard
from ._retries import Retries
from ._telemetry.options import TelemetryOptions
from ._telemetry.registry import find_dispatcher
from ._version import VERSION
from .errors import AISDKError, InvalidArgumentError
from .provider.model import Model
from .provider.shared import ProviderOptions
from .provider_utils.concurrency import run_all
from .provider_utils.headers import with_user_agent_suffix
from .provider_utils.ids import create_id_generator
from .provider_utils.retry import is_retryable_error

PartT = TypeVar("PartT")
T = TypeVar("T")


class LimitOptions(TypedDict, total=False):
    """Options that end a call early."""

    abort_signal: AbortSignal
    """Stops the call from elsewhere; cancelling the task works as well."""
    timeout: float
    """Seconds for the whole call, its retries and pauses included; default no limit."""


class RequestOptions(LimitOptions, total=False):
    """Options of every function that asks a provider for something."""

    headers: Mapping[str, str | None]
    """Further HTTP headers."""
    provider_options: ProviderOptions
    """Options for one provider each: `{"openai": {"user": "u-1"}}`."""


class RetryOptions(RequestOptions, total=False):
    """Options of every function that may ask again."""

    max_retries: int
    """How often a failed request is repeated; default 2, 0 switches retries off."""


class TelemetrySetting(TypedDict, total=False):
    """What functions have that telemetry knows about."""

    telemetry: TelemetryOptions
    """What telemetry may know about this call, and who else is told."""


class CallOptions(RetryOptions, TelemetrySetting, total=False):
    """Options of every function that calls a model."""


@dataclass(slots=True, kw_only=True)
class CallEvent:
    """What every event tells about the call that it belongs to."""

    call_id: str
    """The same in all events of one call."""
    operation_id: str
    """Which function it is, e.g. `ai.embed`."""
    provider: str
    model_id: str


@dataclass(slots=True, kw_only=True)
class CallStartEvent(CallEvent):
    """A call begins."""

    max_retries: int
    headers: Mapping[str, str | None]
    provider_options: ProviderOptions | None


class Operation:
    """One call of one of the functions.

    Args:
        operation_id: Which function it is, as events name it: `ai.embed`.
        model: The model.
        options: The options of the call; callbacks are among them.
        should_retry: Decides which errors of the model are worth another attempt.
        telemetry_names: What telemetry calls events that have another name there.

    Raises:
        InvalidArgumentError: `max_retries` is not a whole number of at least 0.
    """

    def __init__(
        self,
        operation_id: str,
        model: Model,
        options: Mapping[str, Any],
        *,
        should_retry: Callable[[Exception], bool] = is_retryable_error,
        telemetry_names: Mapping[str, str] | None = None,
    ) -> None:
        self.options = options
        self.retries = Retries(options.get("max_retries"), should_retry=should_retry)
        self.headers: dict[str, str | None] = request_headers(options)
        self.guard = Guard(options.get("abort_signal"))
        self.facts: dict[str, Any] = {
            "call_id": generate_call_id(),
            "operation_id": operation_id,
            "provider": model.provider,
            "model_id": model.model_id,
        }
        """The fields of `CallEvent`."""
        self._telemetry = find_dispatcher(options.get("telemetry"))
        self._telemetry_names = telemetry_names or {}

    @property
    def start_facts(self) -> dict[str, Any]:
        """The fields of `CallStartEvent`."""
        return {
            **self.facts,
            "max_retries": self.retries.max_retries,
            "headers": self.headers,
            "provider_options": self.options.get("provider_options"),
        }

    async def begin(self, event: Any) -> None:
        """Start the clock and tell `on_start`.

        Args:
            event: What `on_start` is told.

        Raises:
            BaseException: The abort signal has fired already: its reason.
        """
        self.start_clock()
        await self.notify("on_start", event)

    def start_clock(self) -> None:
        """Start the clock, for functions that have something to do before they tell `on_start`.

        Raises:
            BaseException: The abort signal has fired already: its reason.
        """
        self.guard.check()
        self.guard.set_deadline(TOTAL, self.options.get("timeout"))

    async def notify(self, name: str, event: Any) -> None:
        """Tell the user's callback and telemetry about an event.

        Args:
            name: The option that holds the callback.
            event: What happened.
        """
        callback: Callback[Any] | None = self.options.get(name)
        if callback is not None:
            await notify(event, (callback,))
        if self._telemetry is not None and name != _STREAM_ERROR:
            await self._telemetry.notify(self._telemetry_names.get(name, name), event)

    async def tell_telemetry(self, name: str, make_event: Callable[[], object]) -> None:
        """Tell telemetry alone about an event.

        Args:
            name: What telemetry calls it.
            make_event: Makes the event, if anybody wants to know.
        """
        if self._telemetry is not None and self._telemetry.listens(name):
            await self._telemetry.notify(name, make_event())

    @asynccontextmanager
    async def watched(self) -> AsyncGenerator[None, None]:
        """Tell telemetry if the body fails. Not for generators: nothing is held while one is suspended."""
        try:
            yield
        except Exception as error:
            await self.fail(error)
            raise

    async def fail(self, error: Exception) -> None:
        """Tell telemetry that the call failed.

        Args:
            error: Why.
        """
        if self._telemetry is not None:
            await self._telemetry.fail(self.facts["call_id"], error)

    async def call(self, start: Callable[[], Awaitable[T]]) -> T:
        """Call the model, with retries and within the limits.

        Args:
            start: Makes one attempt.

        Returns:
            What the first successful attempt gave.

        Raises:
            BaseException: What the last attempt raised, the abort signal's reason, or `OperationTimeoutError`.
        """
        return await self.guard.wait(lambda: self.retries(start))


async def run_parts(
    parts: Sequence[PartT], work: Callable[[PartT], Coroutine[Any, Any, T]], *, limit: int | None = None
) -> list[T]:
    """Work on the parts of one call at the same time.

    When one fails, or when the caller is cancelled, the others are cancelled and waited for.

    Args:
        parts: What to work on.
        work: Works on one part.
        limit: On how many at the same time; `None` for all.

    Returns:
        The results, in the order of the parts.

    Raises:
        Exception: What the first part that failed raised. An error of the SDK has the results of the parts that were
            done in `partial_results`, in order: they were paid for.
    """
    done: dict[int, T] = {}
    waiting: Iterator[tuple[int, PartT]] = iter(enumerate(parts))

    async def work_on_the_next() -> None:
        for index, part in waiting:
            done[index] = await work(part)

    workers = len(parts) if limit is None else min(limit, len(parts))
    try:
        if workers == 1:
            await work_on_the_next()
        else:
            await run_all(work_on_the_next() for _ in range(workers))
    except AISDKError as error:
        error.partial_results = [done[index] for index in sorted(done)]
        raise
    return [done[index] for index in range(len(parts))]


def split_count(count: int, most: int, *, name: str) -> list[int]:
    """Spread a number of things over calls.

    Args:
        count: How many there are to be.
        most: How many one call may bring.
        name: The option that says so, for the error.

    Returns:
        How many each call is to bring.

    Raises:
        InvalidArgumentError: A call may bring none at all.
    """
    if most <= 0:
        raise InvalidArgumentError(parameter=name, value=most, message=f"{name} must be greater than 0")
    return [min(most, count - start) for start in range(0, count, most)]


def start_guard(options: Mapping[str, Any]) -> Guard:
    """Start the limits of a call that is more than one model's.

    Args:
        options: `LimitOptions`.

    Returns:
        The limits, with the clock running.

    Raises:
        BaseException: The abort signal has fired already: its reason.
    """
    guard = Guard(options.get("abort_signal"))
    guard.check()
    guard.set_deadline(TOTAL, options.get("timeout"))
    return guard


def request_headers(options: Mapping[str, Any]) -> dict[str, str | None]:
    """Headers of requests: the user's, and who sends them.

    Args:
        options: `RequestOptions`.

    Returns:
        The headers.
    """
    return {**with_user_agent_suffix(options.get("headers") or {}, f"ai-sdk-core/{VERSION}")}


_STREAM_ERROR = "on_error"
"""Tells the user about errors in a stream, which may go on; telemetry is told when a call fails."""

generate_call_id = create_id_generator(prefix="call", size=24)
"""Makes the ids by which events are told to belong together."""
