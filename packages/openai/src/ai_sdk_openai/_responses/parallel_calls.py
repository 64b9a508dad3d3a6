"""The tool named `parallel`, which models sometimes call although nobody declared it: several calls in one.

The call is taken apart into the calls that it stands for. Each remembers where it comes from, so that their results can
go back as one result where OpenAI keeps the conversation.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple, TypedDict

from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider import Prompt, ProviderOptions, ToolCall, ToolResultPart
from ai_sdk_core.provider_utils import ParseSuccess, ResponseSchema, safe_parse_json, to_json_text

from .input_files import own_options
from .item_schemas import FunctionCall

_PARALLEL = "parallel"
_RECIPIENT_PREFIX = "functions."


def is_undeclared_parallel_call(name: str, function_names: Collection[str]) -> bool:
    """Tell whether a call may stand for several.

    Args:
        name: The tool that is called.
        function_names: The functions that the caller declared.

    Returns:
        True for the tool `parallel`, unless the caller has one of that name.
    """
    return name == _PARALLEL and _PARALLEL not in function_names


def expand_parallel_call(
    item: FunctionCall, function_names: Collection[str], metadata_key: str
) -> list[ToolCall] | None:
    """Take a call apart.

    Args:
        item: The call.
        function_names: The functions that the caller declared.
        metadata_key: The key of metadata.

    Returns:
        The calls that it stands for; None if it is a call like others, or one of the calls makes no sense.
    """
    if not is_undeclared_parallel_call(item["name"], function_names):
        return None
    parsed = safe_parse_json(item["arguments"])
    uses: Any = None
    if isinstance(parsed, ParseSuccess) and isinstance(parsed.value, dict):
        uses = parsed.value.get("tool_uses")
    if not isinstance(uses, list) or not uses:
        return None
    calls = [_read_use(use, function_names) for use in uses]
    readable = [call for call in calls if call is not None]
    if len(readable) < len(calls):
        return None
    return [
        ToolCall(
            tool_call_id=f"{item['call_id']}_{index}",
            tool_name=call.name,
            input=to_json_text(call.parameters),
            provider_metadata={metadata_key: {"parallelToolCall": _origin(item, index, len(calls))}},
        )
        for index, call in enumerate(readable)
    ]


class _Use(NamedTuple):
    name: str
    parameters: dict[str, Any]


def _read_use(use: Any, function_names: Collection[str]) -> _Use | None:
    if not isinstance(use, dict):
        return None
    recipient, parameters = use.get("recipient_name"), use.get("parameters")
    if not isinstance(recipient, str) or not recipient.startswith(_RECIPIENT_PREFIX):
        return None
    name = recipient.removeprefix(_RECIPIENT_PREFIX)
    return _Use(name, parameters) if name in function_names and isinstance(parameters, dict) else None


def _origin(item: FunctionCall, index: int, count: int) -> dict[str, Any]:
    origin: dict[str, Any] = {
        "itemId": item["id"],
        "toolCallId": item["call_id"],
        "toolName": item["name"],
        "index": index,
        "count": count,
    }
    if index == 0:
        origin["input"] = item["arguments"]  # Once is enough: it repeats all the parameters.
    return origin


# --- The way back ---


class _WireOrigin(TypedDict):
    itemId: str
    toolCallId: str
    toolName: str
    input: str | None
    index: int
    count: int


_ORIGIN = ResponseSchema(_WireOrigin)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelOrigin:
    """Which call a call or result was a part of."""

    item_id: str
    tool_call_id: str
    tool_name: str
    input: str | None
    """The input of the call; only the first part has it."""
    index: int
    count: int

    def belongs_with(self, other: ParallelOrigin) -> bool:
        """Tell whether both were parts of the same call.

        Args:
            other: Another origin.

        Returns:
            Whether they are.
        """
        has_same_input = self.input is None or other.input is None or self.input == other.input
        return has_same_input and self._identity == other._identity

    @property
    def _identity(self) -> tuple[object, ...]:
        return self.item_id, self.tool_call_id, self.tool_name, self.count


class ParallelResults(NamedTuple):
    """All results of a call that was taken apart."""

    origin: ParallelOrigin
    """With the input of the call."""
    results: list[ToolResultPart]


def read_parallel_origin(options: ProviderOptions | None, metadata_key: str) -> ParallelOrigin | None:
    """Find out whether a call or result was a part of another call.

    Args:
        options: The options of the part.
        metadata_key: The key of metadata.

    Returns:
        The origin; None if there is none, or it makes no sense.
    """
    origin: Any = own_options(options, metadata_key).get("parallelToolCall")
    if not isinstance(origin, dict):
        return None
    try:
        read = _ORIGIN.validate(origin)
    except TypeValidationError:
        return None
    if not 0 <= read["index"] < read["count"]:
        return None
    return ParallelOrigin(
        item_id=read["itemId"],
        tool_call_id=read["toolCallId"],
        tool_name=read["toolName"],
        input=read["input"],
        index=read["index"],
        count=read["count"],
    )


class _Group:
    def __init__(self, origin: ParallelOrigin) -> None:
        self.origin = origin
        self.results: dict[int, ToolResultPart] = {}
        self.is_valid = True

    def add(self, origin: ParallelOrigin, result: ToolResultPart) -> None:
        if not self.origin.belongs_with(origin) or origin.index in self.results:
            self.is_valid = False
            return
        if self.origin.input is None:
            self.origin = origin
        self.results[origin.index] = result

    @property
    def is_complete(self) -> bool:
        return self.is_valid and self.origin.input is not None and len(self.results) == self.origin.count


def collect_parallel_results(prompt: Prompt, metadata_key: str) -> dict[str, ParallelResults]:
    """Find the calls that were taken apart and have all their results.

    Args:
        prompt: The conversation.
        metadata_key: The key of metadata.

    Returns:
        The results in their order, by the id of the call.
    """
    groups: dict[str, _Group] = {}
    for message in prompt:
        if message.role != "tool":
            continue
        for part in message.content:
            if part.type != "tool-result":
                continue
            origin = read_parallel_origin(part.provider_options, metadata_key)
            if origin is not None:
                groups.setdefault(origin.tool_call_id, _Group(origin)).add(origin, part)
    return {
        call_id: ParallelResults(group.origin, [group.results[index] for index in range(group.origin.count)])
        for call_id, group in groups.items()
        if group.is_complete
    }
