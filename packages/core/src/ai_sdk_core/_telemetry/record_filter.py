"""Leaves inputs or outputs out of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

HIDDEN_ERROR: Final = "AI SDK operation failed"
"""Stands for the text of errors, which may quote inputs and outputs."""

_INPUTS: Final[Mapping[str, Any]] = {
    "instructions": None,
    "prompt": None,
    "messages": (),
    "prompt_messages": (),
    "steering_messages": (),
    "tools": None,
    "step_tools": None,
    "schema": None,
    "schema_name": None,
    "schema_description": None,
    "provider_options": None,
    "value": "",
    "values": (),
    "query": "",
    "documents": (),
    "image": None,
}
"""Fields of events that hold what goes in, and what stands in their place."""

_OUTPUTS: Final[Mapping[str, Any]] = {
    "content": (),
    "initial_response_messages": (),
    "reasoning": None,
    "object": None,
    "object_text": "",
    "embedding": (),
    "embeddings": (),
    "segments": (),
    "words": (),
    "images": (),
    "videos": (),
    "uploaded_videos": (),
}
"""Fields of events that hold what comes out."""

_EITHER: Final = frozenset({"output", "provider_metadata"})
"""Fields that hold inputs in some events and outputs in others, or in the provider's own form."""

_SPEECH: Final = frozenset({"ai.generateSpeech", "ai.streamSpeech"})
"""Functions whose text goes in."""


def without_unrecorded(event: Any, *, inputs: bool, outputs: bool) -> Any:
    """Leave inputs or outputs out of an event.

    Args:
        event: The event.
        inputs: Whether inputs stay.
        outputs: Whether outputs stay.

    Returns:
        A copy.
    """
    is_speech = getattr(event, "operation_id", None) in _SPEECH
    hidden = {**({} if inputs else _inputs(is_speech)), **({} if outputs else _outputs(is_speech))}
    names = [field.name for field in fields(event)]
    changes = {name: _emptied(hidden[name]) for name in names if name in hidden}
    changes |= dict.fromkeys(_EITHER.intersection(names), None)
    nested = _Nested(inputs, outputs)
    for name in names:
        if name in _NESTED:
            changes[name] = _NESTED[name](nested, getattr(event, name))
    return replace(event, **changes)


def _inputs(is_speech: bool) -> dict[str, Any]:
    return {**_INPUTS, "text": ""} if is_speech else {**_INPUTS}


def _outputs(is_speech: bool) -> dict[str, Any]:
    return {**_OUTPUTS} if is_speech else {**_OUTPUTS, "text": ""}


def _emptied(value: Any) -> Any:
    return [] if value == () else value


def _emptied_document(entry: Any) -> Any:
    return "" if isinstance(entry.document, str) else {}


class _Nested:
    """Filters what events hold within."""

    def __init__(self, inputs: bool, outputs: bool) -> None:
        self._inputs = inputs
        self._outputs = outputs

    def _steps(self, steps: Sequence[Any]) -> list[Any]:
        return [without_unrecorded(step, inputs=self._inputs, outputs=self._outputs) for step in steps]

    def _tool_event(self, part: Any) -> Any:
        """Tool calls and what came of them hold inputs and outputs side by side."""
        if not is_dataclass(part) or isinstance(part, type):
            return part
        names = {field.name for field in fields(part)}
        changes: dict[str, Any] = dict.fromkeys(names & {"provider_metadata", "schema_input"}, None)
        if not self._inputs:
            changes |= dict.fromkeys(names & {"input"}, None)
        if not self._outputs:
            changes |= dict.fromkeys(names & {"output"}, None)
        if "error" in names:
            changes["error"] = self._error(part.error)  # type: ignore[attr-defined]
        if "tool_call" in names:
            changes["tool_call"] = self._tool_event(part.tool_call)  # type: ignore[attr-defined]
        return replace(part, **changes)

    def _ranking(self, ranking: Sequence[Any]) -> list[Any]:
        """A ranking comes out, but may hold the documents that went in."""
        if not self._outputs:
            return []
        if self._inputs:
            return list(ranking)
        return [
            replace(entry, document=_emptied_document(entry)) if hasattr(entry, "document") else entry
            for entry in ranking
        ]

    def _error(self, error: Any) -> Any:
        return None if error is None else Exception(HIDDEN_ERROR)

    def _request(self, request: Any) -> Any:
        return self._exchange(request, self._inputs)

    def _response(self, response: Any) -> Any:
        return self._exchange(response, self._outputs)

    def _exchange(self, exchange: Any, is_recorded: bool) -> Any:
        if isinstance(exchange, list):
            return [self._exchange(entry, is_recorded) for entry in exchange]
        if not is_dataclass(exchange) or isinstance(exchange, type):
            return exchange
        names = {field.name for field in fields(exchange)}
        changes: dict[str, Any] = dict.fromkeys(names & {"body"}, None)
        if not is_recorded:
            changes |= {name: [] for name in names & {"messages"}}
        return replace(exchange, **changes)


_NESTED: Final = {
    "steps": _Nested._steps,
    "tool_call": _Nested._tool_event,
    "tool_output": _Nested._tool_event,
    "ranking": _Nested._ranking,
    "error": _Nested._error,
    "reason": _Nested._error,
    "request": _Nested._request,
    "response": _Nested._response,
}
