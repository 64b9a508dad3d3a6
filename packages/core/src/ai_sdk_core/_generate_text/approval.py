"""Whether a tool call may run: the program's rules, and requests to the user."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast, get_args

from .._callbacks import resolve
from .._prompt.messages import ModelMessage
from .._tools import Tool, ToolExecutionOptions, ToolSet
from .._value import Value
from ..errors import InvalidArgumentError
from ..provider_utils.tool import call_with_options
from .approval_signature import sign_tool_approval
from .content import ToolApprovalRequestOutput, ToolApprovalResponseOutput, TypedToolCall
from .tool_context import validated_tool_context

ToolApprovalStatus: TypeAlias = Literal["not-applicable", "approved", "denied", "user-approval"]
"""What the rules say about a call: it needs no approval, is approved or denied by the program, or the user decides."""

_STATUSES = frozenset(get_args(ToolApprovalStatus))


@dataclass(slots=True, kw_only=True, frozen=True)
class ToolApprovalDecision:
    """What the rules say about a call, and why."""

    type: ToolApprovalStatus
    reason: str | None = None
    """For the user who is asked, or for those who read the automatic decision."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolApprovalOptions(Value):
    """What a rule for a single tool may look at besides the input."""

    tool_call_id: str
    messages: Sequence[ModelMessage]
    """The messages that the model answered with this call."""
    tool_context: Any
    runtime_context: Any


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolCallApprovalOptions(Value):
    """What a rule for all tools may look at."""

    tool_call: TypedToolCall
    tools: ToolSet | None
    tools_context: Mapping[str, Any] | None
    runtime_context: Any
    messages: Sequence[ModelMessage]
    """The messages that the model answered with this call."""


ToolApprovalVerdict: TypeAlias = ToolApprovalStatus | ToolApprovalDecision | None
"""What a rule gives; `None` means `not-applicable`."""

GenericToolApprovalFunction: TypeAlias = Callable[
    [ToolCallApprovalOptions], Awaitable[ToolApprovalVerdict] | ToolApprovalVerdict
]
"""A rule for all tools, sync or async."""

SingleToolApprovalFunction: TypeAlias = (
    Callable[[Any], Awaitable[ToolApprovalVerdict] | ToolApprovalVerdict]
    | Callable[[Any, ToolApprovalOptions], Awaitable[ToolApprovalVerdict] | ToolApprovalVerdict]
)
"""A rule for one tool, sync or async: a function of the input and, if it wants them, the options."""

ToolApprovalConfiguration: TypeAlias = (
    GenericToolApprovalFunction | Mapping[str, ToolApprovalVerdict | SingleToolApprovalFunction]
)
"""A rule for all tools, or rules by tool name."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ApprovalPolicy(Value):
    """The rules of one generation."""

    tools: ToolSet | None
    tool_approval: ToolApprovalConfiguration | None
    tools_context: Mapping[str, Any] | None
    runtime_context: Any
    messages: Sequence[ModelMessage]

    async def decide(self, tool_call: TypedToolCall) -> ToolApprovalDecision:
        """Apply the rules; those of the generation come before those of the tool.

        Args:
            tool_call: A valid call.

        Returns:
            The decision.

        Raises:
            InvalidArgumentError: A rule gave something that is no status.
            TypeValidationError: The tool's context is not valid.
        """
        rules = self.tool_approval
        if rules is not None and callable(rules):
            options = ToolCallApprovalOptions(
                tool_call=tool_call,
                tools=self.tools,
                tools_context=self.tools_context,
                runtime_context=self.runtime_context,
                messages=self.messages,
            )
            return _as_decision(await resolve(rules(options)))
        rule = rules.get(tool_call.tool_name) if rules is not None else None
        tool = (self.tools or {}).get(tool_call.tool_name)
        if rule is None:
            return await self._ask_tool(tool_call, tool)
        if callable(rule):
            rule = await resolve(call_with_options(rule, tool_call.input, options=self._options(tool_call, tool)))
        return _as_decision(rule)

    def _options(self, tool_call: TypedToolCall, tool: Tool[Any, Any] | None) -> ToolApprovalOptions:
        return ToolApprovalOptions(
            tool_call_id=tool_call.tool_call_id,
            messages=self.messages,
            tool_context=validated_tool_context(tool_call.tool_name, tool, self.tools_context),
            runtime_context=self.runtime_context,
        )

    async def _ask_tool(self, tool_call: TypedToolCall, tool: Tool[Any, Any] | None) -> ToolApprovalDecision:
        needs_approval = tool.needs_approval if tool is not None else None
        if callable(needs_approval):
            options = ToolExecutionOptions(
                tool_call_id=tool_call.tool_call_id,
                messages=self.messages,
                context=validated_tool_context(tool_call.tool_name, tool, self.tools_context),
            )
            needs_approval = await resolve(call_with_options(needs_approval, tool_call.input, options=options))
        return ToolApprovalDecision(type="user-approval" if needs_approval else "not-applicable")


def _as_decision(verdict: object) -> ToolApprovalDecision:
    if verdict is None:
        return ToolApprovalDecision(type="not-applicable")
    decision = verdict if isinstance(verdict, ToolApprovalDecision) else None
    if decision is None and isinstance(verdict, str):
        decision = ToolApprovalDecision(type=cast("ToolApprovalStatus", verdict))
    if decision is None or decision.type not in _STATUSES:
        # A typo in a rule must not let a tool run.
        raise InvalidArgumentError(
            parameter="tool_approval",
            value=verdict,
            message=f"a rule gave {verdict!r}; it must give one of {', '.join(sorted(_STATUSES))}, "
            "a ToolApprovalDecision, or None.",
        )
    return decision


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolApproval(Value):
    """What follows from a decision on a tool call."""

    request: ToolApprovalRequestOutput | None = None
    """The question to the user, or the record of an automatic decision."""
    response: ToolApprovalResponseOutput | None = None
    """The automatic decision."""
    blocked: bool = False
    """True if the tool must not run now."""


def apply_decision(
    tool_call: TypedToolCall,
    decision: ToolApprovalDecision,
    *,
    generate_id: Callable[[], str],
    secret: str | bytes | None = None,
) -> ToolApproval:
    """Turn a decision into content.

    Args:
        tool_call: The call.
        decision: What the rules said. Calls that need no approval use up no id.
        generate_id: Makes the id of the request.
        secret: Signs the request.

    Returns:
        What to add to the content, and whether the tool may run.
    """
    if decision.type == "not-applicable":
        return ToolApproval()
    asks_user = decision.type == "user-approval"
    approval_id = generate_id()
    request = ToolApprovalRequestOutput(
        approval_id=approval_id,
        tool_call=tool_call,
        reason=decision.reason if asks_user else None,
        is_automatic=None if asks_user else True,
        signature=_sign(secret, approval_id, tool_call),
    )
    if asks_user:
        return ToolApproval(request=request, blocked=True)
    response = ToolApprovalResponseOutput(
        approval_id=approval_id,
        tool_call=tool_call,
        approved=decision.type == "approved",
        reason=decision.reason,
        provider_executed=tool_call.provider_executed,
    )
    return ToolApproval(request=request, response=response, blocked=not response.approved)


def _sign(secret: str | bytes | None, approval_id: str, tool_call: TypedToolCall) -> str | None:
    if secret is None:
        return None
    return sign_tool_approval(
        secret=secret,
        approval_id=approval_id,
        tool_call_id=tool_call.tool_call_id,
        tool_name=tool_call.tool_name,
        tool_input=tool_call.input,
    )
