"""Tool calls of OpenAI-shaped streams: from deltas with unreliable labels to whole calls.

A delta says to which call it belongs by id, by index, or by both; servers leave either out, repeat one id or one index
for several calls, or change the id half way. `StreamingToolCallTracker` weighs what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from ..errors import InvalidResponseDataError
from ..provider.language_model.content import ToolCall
from ..provider.language_model.stream_part import (
    LanguageModelStreamPart,
    ToolInputDelta,
    ToolInputEnd,
    ToolInputStart,
)
from ..provider.shared import ProviderMetadata
from .ids import generate_id as default_generate_id
from .tool_call_arguments import ToolCallArguments, starts_structured_value

ToolCallDelta: TypeAlias = Mapping[str, Any]
"""A delta as the wire has it: `index`, `id`, `type` and `function` (`name`, `arguments`); each may be missing or None.

`arguments` is text, or a whole object from servers that do not stream it.
"""

TypeValidation: TypeAlias = Literal["none", "if-present", "required"]
"""How the `type` of a new call is checked: not at all, must be `function` if there is one, or must be `function`."""


class _TrackedCall:
    """A call that has begun."""

    __slots__ = ("arguments", "finished", "id", "index", "name", "provider_metadata")

    def __init__(self, call_id: str, index: int | None, name: str, metadata: ProviderMetadata | None) -> None:
        self.id = call_id
        self.index = index
        self.name = name
        self.provider_metadata = metadata
        self.arguments = ToolCallArguments()
        self.finished = False


class _Labels(NamedTuple):
    """What a delta says about the call it belongs to; blank is the same as missing."""

    call_id: str | None
    call_index: int | None
    name: str | None
    starts_call: bool
    """It names a tool and its arguments begin with `{` or `[`."""
    has_empty_arguments: bool


_Match: TypeAlias = _TrackedCall | Literal["new", "ambiguous"]


class StreamingToolCallTracker:
    """Turns tool call deltas into `tool-input-start`, `-delta`, `-end` and `tool-call` parts.

    A call ends with the stream, never earlier: arguments that parse may still be the beginning of longer ones.

    Args:
        parts: The list that parts are appended to. It stays the same list for the whole stream.
        generate_id: Makes ids for calls that come without one, or with one that is taken.
        type_validation: How the `type` of a new call is checked.
        extract_metadata: Finds provider metadata in the delta that begins a call; it becomes part of the `tool-call`.
    """

    def __init__(
        self,
        parts: list[LanguageModelStreamPart],
        *,
        generate_id: Callable[[], str] = default_generate_id,
        type_validation: TypeValidation = "none",
        extract_metadata: Callable[[ToolCallDelta], ProviderMetadata | None] | None = None,
    ) -> None:
        self._emit = parts.append
        self._generate_id = generate_id
        self._type_validation: TypeValidation = type_validation
        self._extract_metadata = extract_metadata
        self._calls: list[_TrackedCall] = []
        self._calls_by_id: dict[str, list[_TrackedCall]] = {}
        self._calls_by_index: dict[int, list[_TrackedCall]] = {}
        self._used_ids: set[str] = set()
        self._next_suffixes: dict[str, int] = {}

    def process_delta(self, delta: ToolCallDelta) -> None:
        """Take the next delta.

        Args:
            delta: The delta. One that fits several calls equally well is dropped.

        Raises:
            InvalidResponseDataError: A new call has no name, or not the type that it must have.
        """
        function = delta.get("function") or {}
        name = function.get("name")
        arguments = function.get("arguments")
        if isinstance(arguments, dict):
            arguments = _to_json_text(arguments)
        index = delta.get("index")
        if index is not None and not name and not delta.get("id"):
            calls = self._calls_by_index.get(index)
            if calls is not None and len(calls) == 1:  # an ordinary continuation: nearly all deltas
                self._continue_call(calls[0], arguments)
                return
        self._process_labelled_delta(delta, name, arguments)

    def flush(self) -> None:
        """End all calls: by index if every call has one, else in the order of their beginning."""
        calls = self._calls
        if all(call.index is not None for call in calls):
            calls = sorted(calls, key=lambda call: call.index or 0)
        for call in calls:
            if not call.finished:
                self._finish_call(call)

    def _process_labelled_delta(self, delta: ToolCallDelta, wire_name: str | None, arguments: str | None) -> None:
        labels = _read_labels(delta, wire_name, arguments)
        match = self._find_call(labels)
        if match == "ambiguous":
            return
        if match == "new":
            if wire_name is not None and labels.name is None:
                return  # some servers repeat a blank name on continuations; it cannot begin a call
            call = self._begin_call(delta, labels, arguments)
        else:
            call = match
            self._continue_call(call, arguments)
        _associate(self._calls_by_id, labels.call_id, call)
        _associate(self._calls_by_index, labels.call_index, call)

    # --- Which call does a delta belong to? ---

    def _find_call(self, labels: _Labels) -> _Match:
        indexed = None if labels.call_index is None else self._calls_by_index.get(labels.call_index)
        same_index = _with_name(indexed or (), labels.name)
        if labels.call_id is not None:
            same_id = self._calls_by_id.get(labels.call_id)
            if same_id is None:
                return _match_unseen_id(same_index, labels)
            if labels.call_index is None:
                return _choose(_with_name(same_id, labels.name), starts_call=labels.starts_call)
            return _match_known_id(same_id, indexed, same_index, labels)
        if indexed is not None:
            # The same name may be repeated on continuations; another name at the same index is another call.
            return _choose(same_index, starts_call=labels.starts_call)
        if labels.name is not None:
            return "new"
        return _choose([call for call in self._calls if not call.finished], starts_call=False)

    # --- The life of a call ---

    def _begin_call(self, delta: ToolCallDelta, labels: _Labels, arguments: str | None) -> _TrackedCall:
        self._check_type(delta)
        if labels.name is None:
            raise InvalidResponseDataError(data=delta, message="Expected 'function.name' to be a string.")
        call_id = self._create_id(labels.call_id)
        self._emit(ToolInputStart(id=call_id, tool_name=labels.name))
        metadata = None if self._extract_metadata is None else self._extract_metadata(delta)
        call = _TrackedCall(call_id, labels.call_index, labels.name, metadata)
        self._calls.append(call)
        if arguments:
            self._continue_call(call, arguments)
        return call

    def _check_type(self, delta: ToolCallDelta) -> None:
        call_type = delta.get("type")
        if self._type_validation == "none" or call_type == "function":
            return
        if call_type is not None or self._type_validation == "required":
            raise InvalidResponseDataError(data=delta, message="Expected 'function' type.")

    def _continue_call(self, call: _TrackedCall, arguments: str | None) -> None:
        if arguments is None or call.finished:
            return
        delta = call.arguments.append(arguments)
        if delta is not None:
            self._emit(ToolInputDelta(id=call.id, delta=delta))

    def _finish_call(self, call: _TrackedCall) -> None:
        rest = call.arguments.flush()
        if rest:
            self._emit(ToolInputDelta(id=call.id, delta=rest))
        self._emit(ToolInputEnd(id=call.id))
        self._emit(
            ToolCall(
                tool_call_id=call.id,
                tool_name=call.name,
                input=call.arguments.text,
                provider_metadata=call.provider_metadata,
            )
        )
        call.finished = True

    def _create_id(self, wire_id: str | None) -> str:
        if wire_id is not None and wire_id not in self._used_ids:
            self._used_ids.add(wire_id)
            return wire_id
        generated = self._generate_id()
        unique = base = generated if generated.strip() else "tool-call"
        suffix = self._next_suffixes.get(base, 1)
        while unique in self._used_ids:
            unique = f"{base}-{suffix}"
            suffix += 1
            self._next_suffixes[base] = suffix
        self._used_ids.add(unique)
        return unique


def _read_labels(delta: ToolCallDelta, wire_name: str | None, arguments: str | None) -> _Labels:
    name = _non_blank(wire_name)
    return _Labels(
        call_id=_non_blank(delta.get("id")),
        call_index=delta.get("index"),
        name=name,
        starts_call=name is not None and starts_structured_value(arguments),
        has_empty_arguments=arguments is None or not arguments.strip(),
    )


def _non_blank(value: str | None) -> str | None:
    return value if value is not None and value.strip() else None


def _with_name(calls: Iterable[_TrackedCall], name: str | None) -> list[_TrackedCall]:
    return [call for call in calls if name is None or call.name == name]


def _match_unseen_id(same_index: list[_TrackedCall], labels: _Labels) -> _Match:
    # A new id is a new call, unless the index leads to a call whose id changed half way. A name without arguments
    # continues that call for as long as its arguments are not closed.
    if not same_index or labels.starts_call:
        return "new"
    return _choose(same_index, starts_call=labels.name is not None and labels.has_empty_arguments)


def _match_known_id(
    same_id: list[_TrackedCall],
    indexed: list[_TrackedCall] | None,
    same_index: list[_TrackedCall],
    labels: _Labels,
) -> _Match:
    match = _choose([call for call in same_index if call in same_id], starts_call=labels.starts_call)
    if match != "new":
        return match
    if labels.name is not None:
        return "new"  # servers give one id to several parallel calls; then the index decides
    if indexed is not None:
        return "ambiguous"  # the id says one call, the index another
    return _choose(same_id, starts_call=False)


def _choose(candidates: Sequence[_TrackedCall], *, starts_call: bool) -> _Match:
    """Pick the call that a delta continues.

    A delta that looks like the start of a call begins one only where the candidate's own arguments are closed.
    """
    if not candidates:
        return "new"
    if not starts_call and len(candidates) == 1:
        return candidates[0]
    open_calls = [call for call in candidates if not call.arguments.has_complete_structured_value]
    if len(open_calls) == 1:
        return open_calls[0]
    if open_calls or not starts_call:
        return "ambiguous"
    return "new"


def _associate(calls: dict[Any, list[_TrackedCall]], label: object, call: _TrackedCall) -> None:
    if label is not None:
        known = calls.setdefault(label, [])
        if call not in known:
            known.append(call)


def _to_json_text(arguments: dict[str, Any]) -> str:
    import json

    return json.dumps(arguments, ensure_ascii=False, separators=(",", ":"))
