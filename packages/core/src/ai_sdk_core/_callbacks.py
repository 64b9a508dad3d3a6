"""Calling the functions that users pass in: sync or async, and without letting their failures break a generation."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeAlias, TypeVar, cast

EventT = TypeVar("EventT")
ResultT = TypeVar("ResultT")

Callback: TypeAlias = Callable[[EventT], Awaitable[Any] | Any]
"""A function, sync or async, that is told about an event."""

_logger = logging.getLogger("ai_sdk_core")


async def resolve(value: Awaitable[ResultT] | ResultT) -> ResultT:
    """Await a value if it has to be awaited.

    Args:
        value: A value or something awaitable that gives one.

    Returns:
        The value.
    """
    return cast("ResultT", await value if inspect.isawaitable(value) else value)


async def notify(event: EventT, callbacks: Iterable[Callback[EventT] | None]) -> None:
    """Tell callbacks about an event, one after the other.

    A callback that raises is logged and otherwise ignored: watching a generation must not break it.

    Args:
        event: What happened.
        callbacks: Whom to tell; `None` entries are skipped.
    """
    for callback in callbacks:
        if callback is None:
            continue
        try:
            await resolve(callback(event))
        except Exception:
            _logger.exception("A callback raised while it was told about %s", type(event).__name__)
