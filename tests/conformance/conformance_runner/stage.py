"""What a core case needs to run: mock models, functions that log their calls, an abort signal, counters for ids."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

from ai_sdk_core import AbortController
from ai_sdk_core.errors import AbortError
from ai_sdk_core.provider import (
    LanguageModelGenerateResult,
    LanguageModelResponse,
    LanguageModelStreamPart,
    LanguageModelStreamResult,
    RequestInfo,
    StreamError,
    from_json,
)
from ai_sdk_core.testing import MockLanguageModel, mock_id

from .encoding import JSON, OMITTED, encode, encode_path, without_user_agent
from .errors import build_error
from .functions import FunctionFactory
from .mock_models import build_model
from .segmenter import build_segmenter
from .values import Decoder
from .verdicts import Unimplemented


class Stage:
    """The surroundings of one core case.

    Args:
        data: The contents of the case's file.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.events: list[JSON] = []
        self.calls: list[JSON] = []
        self.controller = AbortController()
        self.generate_id = mock_id("id")
        self.generate_call_id = mock_id("call")
        functions = FunctionFactory(self.log, self.abort, lambda value: self.decode(value))
        self.decode = Decoder(
            {
                "$fn": functions.build,
                "$model": lambda value: self.models[value["$model"]],
                "$segmenter": build_segmenter,
                **functions.markers,
            }
        )
        self.models = {name: self._model(name, script) for name, script in (data.get("models") or {}).items()}

    def log(self, event: str, data: JSON = OMITTED) -> None:
        """Add to the case's `events`."""
        self.events.append({"event": event} if data is OMITTED else {"event": event, "data": data})

    def abort(self, reason: Any = True) -> None:
        """Fire the case's abort signal."""
        decoded = self.decode(reason)
        self.controller.abort(None if decoded is True else decoded)

    def abort_error(self) -> BaseException:
        """What a call raises whose signal has fired."""
        return self.controller.signal.reason or AbortError()

    def observed(self) -> dict[str, JSON]:
        """The calls of models and the events, if there were any."""
        logs = {"calls": self.calls, "events": self.events}
        return {key: log for key, log in logs.items() if log}

    # --- Models ---

    def _model(self, name: str, script: Mapping[str, Any]) -> Any:
        if script.get("kind", "language") != "language":
            return build_model(self, name, script)
        if "spec" in script:
            raise Unimplemented(f"models of specification {script['spec']}, which Python never had")
        return MockLanguageModel(
            provider=script.get("provider", "mock-provider"),
            model_id=script.get("modelId", "mock-model-id"),
            supported_urls={
                media_type: [re.compile(pattern) for pattern in patterns]
                for media_type, patterns in (script.get("supportedUrls") or {}).items()
            },
            do_generate=_Script(self, name, "doGenerate", script.get("doGenerate", ())).generate,
            do_stream=_Script(self, name, "doStream", script.get("doStream", ())).stream,
        )

    def record_call(self, model: str, method: str, options: Any) -> None:
        """Add to the case's `calls`."""
        self.calls.append({"model": model, "method": method, "options": without_user_agent(encode(options))})

    def throw(self, description: Any) -> BaseException:
        """Build the error that a script throws."""
        return build_error(description, self.decode)

    def play(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        """Do what an entry of a script says: raise, abort, or give the entry itself as the answer."""
        if "$throw" in entry:
            raise self.throw(entry["$throw"])
        if "$abort" in entry:
            self.abort(entry["$abort"])
            raise self.abort_error()
        return entry


class _Script:
    """The answers of one method of a mock model, in order; the last one repeats."""

    def __init__(self, stage: Stage, model: str, method: str, entries: Sequence[Mapping[str, Any]]) -> None:
        self._stage = stage
        self._model = model
        self._method = method
        self._entries = entries
        self._calls = 0

    async def generate(self, options: Any) -> LanguageModelGenerateResult:
        return from_json(LanguageModelGenerateResult, self._stage.decode(self._next(options)))

    async def stream(self, options: Any) -> LanguageModelStreamResult:
        entry = self._next(options)
        return LanguageModelStreamResult(
            stream=play_parts(self._stage, entry["parts"], LanguageModelStreamPart),
            request=from_json(RequestInfo, entry["request"]) if "request" in entry else None,
            response=from_json(LanguageModelResponse, self._stage.decode(entry["response"]))
            if "response" in entry
            else None,
        )

    def _next(self, options: Any) -> Mapping[str, Any]:
        self._stage.record_call(self._model, self._method, options)
        if not self._entries:
            raise AssertionError(f"The case has no answer for {self._method} of {self._model}")
        entry = self._entries[min(self._calls, len(self._entries) - 1)]
        self._calls += 1
        return self._stage.play(entry)


async def play_parts(stage: Stage, parts: Sequence[Mapping[str, Any]], kind: Any) -> AsyncGenerator[list[Any], None]:
    """Stream what a script says.

    Args:
        stage: The case's surroundings.
        parts: Parts of the stream, errors, pauses, aborts.
        kind: The type of the parts.

    Yields:
        Batches of one part each.
    """
    for part in parts:
        if "$throw" in part:
            raise stage.throw(part["$throw"])
        if "$wait" in part:
            await asyncio.sleep(part["$wait"] / 1000)
        elif "$abort" in part:
            stage.abort(part["$abort"])
            if part.get("then") == "error":
                raise stage.abort_error()
        else:
            yield [_part(stage, part, kind)]


def _part(stage: Stage, part: Mapping[str, Any], kind: Any) -> Any:
    if part.get("type") == "error":  # Its error is any value, an exception too.
        return StreamError(error=stage.decode(part.get("error")))
    return from_json(kind, stage.decode(part))


def logged(stage: Stage, event: str, paths: Sequence[str] | str | None) -> Any:
    """Make a callback that logs what it is told.

    Args:
        stage: Where to log.
        event: Name of the event.
        paths: Dotted paths of what to log; `*` for all; None for the name alone.

    Returns:
        The callback.
    """

    def callback(payload: Any = None) -> None:
        if paths is None:
            stage.log(event)
        elif paths == "*":
            stage.log(event, encode(payload))
        else:
            found = {path: encode_path(payload, path) for path in paths}
            stage.log(event, {path: value for path, value in found.items() if value is not OMITTED})

    return callback
