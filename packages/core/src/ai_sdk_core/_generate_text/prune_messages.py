"""Shortens a conversation: removes reasoning and tool calls that are no longer needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NotRequired, TypeAlias, TypedDict

from .._prompt.messages import (
    AssistantContentPart,
    AssistantModelMessage,
    MessageInput,
    ModelMessage,
    ToolApprovalRequestPart,
    ToolApprovalResponsePart,
    ToolMessagePart,
    ToolModelMessage,
    ToolResultPart,
)
from .._prompt.parsing import parse_messages
from ..errors import InvalidArgumentError
from ..provider.language_model.prompt import ToolCallPart

ReasoningPruning: TypeAlias = Literal["all", "before-last-message", "none"]
"""Which reasoning to remove."""


class ToolCallPruning(TypedDict):
    """Which tool calls to remove, with their results and approvals."""

    type: str
    """`all`, `before-last-message` or `before-last-{number}-messages`."""
    tools: NotRequired[Sequence[str]]
    """Remove calls of these tools only."""


_BEFORE_LAST = re.compile(r"before-last-([0-9]+)-messages")
_Part: TypeAlias = AssistantContentPart | ToolMessagePart


def prune_messages(
    messages: Sequence[MessageInput],
    *,
    reasoning: ReasoningPruning = "none",
    tool_calls: str | Sequence[ToolCallPruning] = "none",
    empty_messages: Literal["keep", "remove"] = "remove",
) -> list[ModelMessage]:
    """Remove parts of a conversation that the model no longer needs.

    Tool calls that the messages to keep refer to are kept, wherever they stand. Reasoning that led to nothing but
    removed tool calls is removed with them, because providers tie the two together.

    Args:
        messages: The conversation; it is not changed.
        reasoning: Which reasoning to remove from assistant messages.
        tool_calls: Which tool calls to remove, with results and approvals: `"none"`, `"all"`, `"before-last-message"`,
            `"before-last-3-messages"` (any number), or several rules, which are applied one after the other.
        empty_messages: What happens to messages without content.

    Returns:
        The shorter conversation.

    Raises:
        InvalidPromptError: A message is malformed.
        InvalidArgumentError: There is no such way to remove tool calls.
    """
    pruned = _without_reasoning(parse_messages(messages), reasoning)
    for rule in _rules(tool_calls):
        pruned = rule.apply(pruned)
    return [message for message in pruned if message.content] if empty_messages == "remove" else pruned


def _without_reasoning(messages: list[ModelMessage], mode: ReasoningPruning) -> list[ModelMessage]:
    if mode == "none":
        return messages
    last = len(messages) - 1 if mode == "before-last-message" else None
    return [
        replace(message, content=[part for part in message.content if not _is_reasoning(part)])
        if isinstance(message, AssistantModelMessage) and isinstance(message.content, list) and index != last
        else message
        for index, message in enumerate(messages)
    ]


def _is_reasoning(part: _Part) -> bool:
    return part.type == "reasoning" or part.type == "reasoning-file"


def _rules(tool_calls: str | Sequence[ToolCallPruning]) -> list[_Rule]:
    if tool_calls == "none":
        return []
    rules: Sequence[ToolCallPruning] = [{"type": tool_calls}] if isinstance(tool_calls, str) else tool_calls
    return [_Rule(keep_last=_keep_last(rule["type"]), tools=rule.get("tools")) for rule in rules]


def _keep_last(kind: str) -> int:
    if kind == "all":
        return 0
    if kind == "before-last-message":
        return 1
    match = _BEFORE_LAST.fullmatch(kind)
    if match is None:
        raise InvalidArgumentError(
            parameter="tool_calls",
            value=kind,
            message='must be "none", "all", "before-last-message" or "before-last-{number}-messages"',
        )
    return int(match[1])


@dataclass(slots=True, kw_only=True)
class _Rule:
    """Removes tool calls from all messages but the last ones."""

    keep_last: int
    tools: Sequence[str] | None

    def apply(self, messages: list[ModelMessage]) -> list[ModelMessage]:
        first_kept = max(len(messages) - self.keep_last, 0)
        references = _References(messages, first_kept)
        return [
            self._prune(message, references) if index < first_kept else message
            for index, message in enumerate(messages)
        ]

    def _prune(self, message: ModelMessage, references: _References) -> ModelMessage:
        if isinstance(message, ToolModelMessage):
            return replace(message, content=[part for part in message.content if self._keeps(part, references)])
        if isinstance(message, AssistantModelMessage) and isinstance(message.content, list):
            keep = [self._keeps(part, references) for part in message.content]
            _drop_orphaned_reasoning(message.content, keep)
            return replace(message, content=[part for part, kept in zip(message.content, keep, strict=True) if kept])
        return message

    def _keeps(self, part: _Part, references: _References) -> bool:
        if isinstance(part, ToolCallPart | ToolResultPart):
            if part.tool_call_id in references.kept_calls:
                return True
            tool_name: str | None = part.tool_name
        elif isinstance(part, ToolApprovalRequestPart | ToolApprovalResponsePart):
            if part.approval_id in references.kept_approvals:
                return True
            tool_name = references.tool_of_approval(part.approval_id)
        else:
            return True
        return self.tools is not None and tool_name is not None and tool_name not in self.tools


class _References:
    """How tool calls and approvals hang together across messages, and which of them the kept messages refer to."""

    def __init__(self, messages: Sequence[ModelMessage], first_kept: int) -> None:
        self._tool_of_call: dict[str, str] = {}
        self._call_of_approval: dict[str, str] = {}
        self.kept_calls: set[str] = set()
        self.kept_approvals: set[str] = set()
        for index, message in enumerate(messages):
            for part in _parts(message):
                self._add(part, kept=index >= first_kept)
        # An approval that is kept needs the call that it is about.
        self.kept_calls.update(
            call for approval, call in self._call_of_approval.items() if approval in self.kept_approvals
        )

    def tool_of_approval(self, approval_id: str) -> str | None:
        return self._tool_of_call.get(self._call_of_approval.get(approval_id, ""))

    def _add(self, part: _Part, *, kept: bool) -> None:
        if isinstance(part, ToolCallPart | ToolResultPart):
            self._tool_of_call[part.tool_call_id] = part.tool_name
            if kept:
                self.kept_calls.add(part.tool_call_id)
        elif isinstance(part, ToolApprovalRequestPart | ToolApprovalResponsePart):
            if isinstance(part, ToolApprovalRequestPart):
                self._call_of_approval[part.approval_id] = part.tool_call_id
            if kept:
                self.kept_approvals.add(part.approval_id)


def _parts(message: ModelMessage) -> Iterator[_Part]:
    if isinstance(message, AssistantModelMessage | ToolModelMessage) and not isinstance(message.content, str):
        yield from message.content


def _drop_orphaned_reasoning(parts: Sequence[_Part], keep: list[bool]) -> None:
    """Stop keeping groups of reasoning if something follows them, up to the next group, and all of it is removed."""
    followed = kept = False
    orphaned = False
    for index in reversed(range(len(parts))):
        if _is_reasoning(parts[index]):
            if followed:
                orphaned = not kept
                followed = kept = False
            keep[index] = keep[index] and not orphaned
        else:
            if not followed:
                orphaned = False
            followed = True
            kept = kept or keep[index]
