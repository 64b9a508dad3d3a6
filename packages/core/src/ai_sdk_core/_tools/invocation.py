"""Calling a tool's function: on the event loop or in a worker thread, once or step by step."""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import AsyncIterable, Callable, Generator
from contextlib import AsyncExitStack, closing
from typing import Any, TypeAlias

from ..provider_utils.tool import Tool, ToolExecutionOptions, takes_options
from .define import runs_on_event_loop

OutputCallback: TypeAlias = Callable[[Any], None]
"""Told about preliminary outputs."""


async def invoke_tool(
    tool: Tool[Any, Any],
    input: Any,  # noqa: A002 - the tool's input
    options: ToolExecutionOptions[Any],
    on_preliminary: OutputCallback,
) -> Any:
    """Call the function of a tool.

    Sync functions run in a worker thread, unless the tool is `inline`. Such a thread cannot be stopped: after a
    cancellation it runs on unobserved, until it looks at `options.abort_signal`. A sync generator is closed at its next
    `yield`.

    Args:
        tool: A tool with an `execute` function.
        input: The validated input.
        options: For functions that want them.
        on_preliminary: Told about each value that the function yields, on the event loop.

    Returns:
        The result: what the function returned, or the last value that it yielded (`None` if it yielded none).
    """
    execute = tool.execute
    assert execute is not None, "only executable tools are invoked"
    arguments = (input, options) if takes_options(execute, 1) else (input,)
    inline = runs_on_event_loop(execute) if tool.inline is None else tool.inline
    if inline:
        result = execute(*arguments)
    else:
        result = await _call_in_thread(lambda: execute(*arguments), on_preliminary)
    if hasattr(result, "__aiter__"):
        return await _last_of_async(result, on_preliminary)
    if inspect.isawaitable(result):
        return await result
    return _last_of(result, on_preliminary) if inspect.isgenerator(result) else result


async def _last_of_async(outputs: AsyncIterable[Any], on_preliminary: OutputCallback) -> Any:
    last = None
    async with AsyncExitStack() as stack:
        close = getattr(outputs, "aclose", None)
        if close is not None:
            stack.push_async_callback(close)
        async for last in outputs:
            on_preliminary(last)
    return last


def _last_of(outputs: Generator[Any, Any, Any], on_preliminary: OutputCallback) -> Any:
    last = None
    with closing(outputs):
        for last in outputs:
            on_preliminary(last)
    return last


class _Abandoned(Exception):
    """Nobody waits for the generator in the worker thread any more."""


async def _call_in_thread(call: Callable[[], Any], on_preliminary: OutputCallback) -> Any:
    from anyio import to_thread

    loop = asyncio.get_running_loop()
    abandoned = threading.Event()

    def tell(output: Any) -> None:
        if not abandoned.is_set():
            on_preliminary(output)

    def tell_from_thread(output: Any) -> None:
        if abandoned.is_set():
            raise _Abandoned
        loop.call_soon_threadsafe(tell, output)

    def work() -> Any:
        result = call()
        return _last_of(result, tell_from_thread) if inspect.isgenerator(result) else result

    try:
        return await to_thread.run_sync(work, abandon_on_cancel=True)
    finally:
        abandoned.set()
