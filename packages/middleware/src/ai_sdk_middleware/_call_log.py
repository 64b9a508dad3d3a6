"""Logging of model calls.

```python
log = CallLog()
model = wrap_language_model(model=groq("llama-3.3-70b-versatile"), middleware=log.language_model)
```
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from ai_sdk_core.errors import get_error_message
from ai_sdk_core.provider_utils import REDACTED
from typing_extensions import override

from ._layer import Layer, ModelCall, Proceed, ResultT
from ._streams import StreamWatcher, watched
from ._usage import tokens_of

_SECRETS: Final = ("authorization", "api_key", "apikey", "access_token", "password", "secret", "session_token")
"""Parts of names whose values are not logged, in provider options and tool settings."""

_LONGEST_TEXT: Final = 2_000
"""Characters; the rest of a text is left out of the log."""


class CallLog(Layer):
    """Logs every call of a model: one record when it ends, with what is known about it.

    A record has a readable message, and for machines an attribute `ai_sdk`: kind, operation, model, duration in
    seconds, tokens, finish reason, number of warnings, or the error. What goes in and what comes out is only logged on
    request. Headers, credentials and the contents of files never are.

    Args:
        logger: Where to log; default the logger `ai_sdk_middleware.calls`.
        level: Level of calls that went well; those that failed are warnings.
        inputs: Whether to log what goes into models.
        outputs: Whether to log what comes out of them (not for streams).
        clock: Seconds on a clock that only goes forward.
    """

    def __init__(
        self,
        logger: logging.Logger | None = None,
        *,
        level: int = logging.INFO,
        inputs: bool = False,
        outputs: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._logger = logger if logger is not None else logging.getLogger("ai_sdk_middleware.calls")
        self._level = level
        self._inputs = inputs
        self._outputs = outputs
        self._clock = clock

    @override
    async def around(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Make a call and log it.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The result.
        """
        record = self._begin(call)
        try:
            result = await proceed()
        except BaseException as error:
            self._failed(record, error)
            raise
        if self._outputs and result is not None:
            record.facts["output"] = loggable(result)
        self._succeeded(record, result)
        return result

    @override
    async def around_stream(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Make a call and log it when its stream ends.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The stream.
        """
        record = self._begin(call)
        try:
            result: Any = await proceed()
        except BaseException as error:
            self._failed(record, error)
            raise
        watcher = _StreamLog(self, record)
        return replace(result, stream=watched(result.stream, watcher))  # type: ignore[no-any-return]

    def _begin(self, call: ModelCall) -> _Record:
        record = _Record(call, self._clock)
        if self._inputs and not (call.operation == "stream" and call.kind != "language_model"):
            record.facts["input"] = loggable(call.params)
        return record

    def _succeeded(self, record: _Record, result: Any) -> None:
        facts = record.facts
        facts["tokens"] = tokens_of(record.call.kind, result)
        reason = getattr(result, "finish_reason", None)
        if reason is not None:
            facts["finish_reason"] = reason.unified
        warnings = getattr(result, "warnings", None)
        if warnings:
            facts["warnings"] = len(warnings)
        tokens = "" if facts["tokens"] is None else f", {facts['tokens']} tokens"
        self._write(self._level, record, f"answered{tokens}")

    def _failed(self, record: _Record, error: BaseException) -> None:
        if isinstance(error, Exception):
            record.facts["error"] = get_error_message(error)
            record.facts["status_code"] = getattr(error, "status_code", None)
            self._write(logging.WARNING, record, f"failed: {record.facts['error']}")
        else:
            record.facts["cancelled"] = True
            self._write(self._level, record, "was cancelled")

    def _write(self, level: int, record: _Record, outcome: str) -> None:
        record.facts["duration"] = duration = self._clock() - record.began
        call = record.call
        message = "%s of %s %s after %.3f s"
        facts = {name: value for name, value in record.facts.items() if value is not None}
        self._logger.log(level, message, call.operation, call.name, outcome, duration, extra={"ai_sdk": facts})


class _Record:
    """What is known about a call."""

    def __init__(self, call: ModelCall, clock: Callable[[], float]) -> None:
        self.call = call
        self.began = clock()
        self.facts: dict[str, Any] = {"kind": call.kind, "operation": call.operation, "model": call.name}


class _StreamLog(StreamWatcher):
    def __init__(self, log: CallLog, record: _Record) -> None:
        self._log = log
        self._record = record
        self._finish: Any = None

    @override
    def batch(self, parts: list[Any]) -> list[Any]:
        for part in parts:
            if part.type == "finish":
                self._finish = part
            elif part.type == "error":
                self._record.facts["stream_error"] = get_error_message(part.error)
        return parts

    @override
    async def end(self) -> None:
        self._log._succeeded(self._record, self._finish)

    @override
    async def fail(self, error: BaseException) -> None:
        self._log._failed(self._record, error)


def loggable(value: Any, name: str = "") -> Any:
    """Turn a value of the specification into something that can be logged.

    Args:
        value: Options or results of a call.
        name: Name of the member that the value is.

    Returns:
        Dicts, lists and scalars; without headers, credentials, bodies, and contents of files.
    """
    if is_dataclass(value) and not isinstance(value, type):
        members = {field.name: getattr(value, field.name) for field in fields(value)}
        return _loggable_members({key: member for key, member in members.items() if member is not None})
    if isinstance(value, Mapping):
        return _loggable_members(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return f"<{len(value)} bytes>"
    if isinstance(value, str):
        return _loggable_text(value, name)
    if isinstance(value, int | float | bool) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [loggable(item, name) for item in value]
    return repr(value) if isinstance(value, BaseException) else str(value)


def _loggable_members(members: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): loggable(item, str(key)) for key, item in members.items() if key not in ("headers", "body")}


def _loggable_text(text: str, name: str) -> str:
    lowered = name.lower().replace("-", "_")
    if any(secret in lowered for secret in _SECRETS):
        return REDACTED
    if lowered in ("data", "images", "audio"):  # Base64.
        return f"<{len(text)} characters>"
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}... ({len(text)} characters)"
