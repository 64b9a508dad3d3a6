"""Tells the integrations of one call about its events."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from .._callbacks import Callback, notify
from .._version import VERSION
from .context_filter import without_context
from .options import TelemetryOptions
from .record_filter import without_unrecorded
from .redaction import Redaction
from .telemetry import Telemetry, TelemetryErrorEvent, TelemetryInfo

T = TypeVar("T")

_Execute = Callable[[], Awaitable[None]]
_Wrapper = Callable[[Any, TelemetryInfo, _Execute], Awaitable[None]]

_logger = logging.getLogger("ai_sdk_core")


class TelemetryDispatcher:
    """Tells integrations about the events of one call.

    Args:
        integrations: Whom to tell, in this order.
        options: The call's settings.
        tools: The call's tools, which know how to redact their settings.
    """

    def __init__(self, integrations: Sequence[Telemetry], options: TelemetryOptions, tools: Mapping[str, Any]) -> None:
        self._integrations = integrations
        self._options = options
        self._redaction = Redaction(tools)
        self._info = TelemetryInfo(
            function_id=options.get("function_id"),
            record_inputs=options.get("record_inputs", True),
            record_outputs=options.get("record_outputs", True),
            metadata=options.get("metadata", {}),
            version=VERSION,
        )

    def listens(self, name: str) -> bool:
        """Tell whether anybody wants to know about an event.

        Args:
            name: The method of the integrations.

        Returns:
            True if an integration overrides it.
        """
        return bool(self._find(name))

    async def notify(self, name: str, event: Any) -> None:
        """Tell the integrations about an event.

        Args:
            name: The method of the integrations; events that telemetry has no method for are left out.
            event: What happened.
        """
        methods = self._find(name)
        if methods:
            shown = self._shown(event)
            callbacks: list[Callback[Any]] = [partial(_call, method, self._info) for method in methods]
            await notify(shown, callbacks)

    async def fail(self, call_id: str, error: object) -> None:
        """Tell the integrations that the call failed.

        Args:
            call_id: The call.
            error: Why.
        """
        await self.notify("on_error", TelemetryErrorEvent(call_id=call_id, error=error))

    async def execute_language_model_call(self, event: Any, execute: Callable[[], Awaitable[T]]) -> T:
        """Call a language model inside the contexts of the integrations.

        Args:
            event: The start of the call.
            execute: Makes the call.

        Returns:
            What the call gave.

        Raises:
            BaseException: What the call raised.
        """
        return await self._execute("execute_language_model_call", event, execute)

    async def execute_tool(self, event: Any, execute: _Execute) -> None:
        """Run a tool inside the contexts of the integrations.

        Args:
            event: The start of the execution.
            execute: Runs the tool.

        Raises:
            BaseException: What the tool raised.
        """
        await self._execute("execute_tool", event, execute)

    async def _execute(self, name: str, event: Any, execute: Callable[[], Awaitable[T]]) -> T:
        outcome = _Outcome(execute)
        wrappers = self._find(name)
        if wrappers:
            shown = self._shown(event)
            run: _Execute = outcome.run
            for wrapper in wrappers:
                run = partial(wrapper, shown, self._info, run)
            try:
                await run()
            except Exception as error:
                if error is not outcome.error:  # The call's own error is raised below.
                    _logger.exception("A telemetry integration raised in %s", name)
        return await outcome.result()

    def _find(self, name: str) -> list[Any]:
        inherited = getattr(Telemetry, name, None)
        if inherited is None:
            return []
        methods = (getattr(integration, name, None) for integration in self._integrations)
        return [
            method for method in methods if method is not None and getattr(method, "__func__", None) is not inherited
        ]

    def _shown(self, event: Any) -> Any:
        event = without_context(
            event,
            runtime=self._options.get("include_runtime_context", {}),
            tools=self._options.get("include_tools_context", {}),
        )
        if not (self._info.record_inputs and self._info.record_outputs):
            event = without_unrecorded(event, inputs=self._info.record_inputs, outputs=self._info.record_outputs)
        return self._redaction.apply(event)


def _call(method: Callable[[Any, TelemetryInfo], Any], info: TelemetryInfo, event: Any) -> Any:
    return method(event, info)


class _Outcome(Generic[T]):
    """What became of a call that somebody else makes.

    Whatever an integration does wrong, the call is made once, and its result or error is what counts.
    """

    def __init__(self, execute: Callable[[], Awaitable[T]]) -> None:
        self._execute = execute
        self._started = False
        self._values: list[T] = []
        self.error: BaseException | None = None

    async def run(self) -> None:
        self._started = True
        try:
            self._values.append(await self._execute())
        except BaseException as error:
            self.error = error
            raise

    async def result(self) -> T:
        if not self._started:
            return await self._execute()
        if self.error is not None:
            raise self.error
        if not self._values:
            raise RuntimeError("A telemetry integration did not wait for the end of what it was to execute.")
        return self._values[-1]
