"""Approvals in the messages of a generation: found, and checked again before a tool runs.

Messages may come from a browser. Nothing in them is believed that the program can check itself.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .._canonical_json import canonical_json
from .._prompt.messages import (
    ModelMessage,
    ToolApprovalRequestPart,
    ToolApprovalResponsePart,
    ToolResultPart,
)
from .._prompt.tool_output import to_json_value
from .._value import Value
from ..errors import (
    InvalidToolApprovalError,
    InvalidToolApprovalSignatureError,
    InvalidToolInputError,
    ToolCallNotFoundForApprovalError,
)
from ..provider.language_model.prompt import ToolCallPart
from .approval import ApprovalPolicy
from .approval_signature import is_valid_tool_approval
from .content import TypedToolCall
from .tool_call_parsing import ToolInputRefinement, refine_tool_call


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class CollectedApproval(Value):
    """A decision found in the messages, with all that belongs to it."""

    request: ToolApprovalRequestPart
    response: ToolApprovalResponsePart
    tool_call: TypedToolCall
    existing_result: ToolResultPart | None = None
    """The call's `execution-denied` result, if the messages have it already."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class InvalidApproval(Value):
    """An approved call that no longer fits its tool; the model is told."""

    approval: CollectedApproval
    error: InvalidToolInputError


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class CollectedApprovals(Value):
    """Decisions found in the messages."""

    approved: list[CollectedApproval] = field(default_factory=list)
    """In the order of the model's calls."""
    denied: list[CollectedApproval] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ValidatedApprovals(CollectedApprovals):
    """Approvals that were checked; `denied` are those that the rules of the generation refuse."""

    invalid: list[InvalidApproval] = field(default_factory=list)


def collect_tool_approvals(messages: Sequence[ModelMessage]) -> CollectedApprovals:
    """Find the decisions in the last message, if it is a tool message, that have not been acted on yet.

    Only the first decision on a call counts.

    Args:
        messages: The conversation.

    Returns:
        The decisions.

    Raises:
        InvalidToolApprovalError: A decision answers a request that is not in the messages.
        ToolCallNotFoundForApprovalError: A request is about a call that is not in the messages.
    """
    collected = CollectedApprovals()
    last = messages[-1] if messages else None
    if last is None or last.role != "tool":
        return collected
    calls, requests = _index(messages)
    results = {part.tool_call_id: part for part in last.content if part.type == "tool-result"}
    seen: set[str] = set()
    for response in last.content:
        if response.type != "tool-approval-response":
            continue
        request = requests.get(response.approval_id)
        if request is None:
            raise InvalidToolApprovalError(approval_id=response.approval_id)
        result = results.get(request.tool_call_id)
        if result is not None and (response.approved or result.output.type != "execution-denied"):
            continue
        call = calls.get(request.tool_call_id)
        if call is None:
            raise ToolCallNotFoundForApprovalError(tool_call_id=request.tool_call_id, approval_id=request.approval_id)
        if request.tool_call_id in seen:
            continue
        seen.add(request.tool_call_id)
        approval = CollectedApproval(
            request=request, response=response, tool_call=_tool_call(call), existing_result=result
        )
        (collected.approved if response.approved else collected.denied).append(approval)
    order = {call_id: position for position, call_id in enumerate(calls)}
    collected.approved.sort(key=lambda approval: order[approval.tool_call.tool_call_id])
    return collected


def _index(
    messages: Sequence[ModelMessage],
) -> tuple[dict[str, ToolCallPart], dict[str, ToolApprovalRequestPart]]:
    """Tool calls and approval requests of all assistant messages, by id; a later one of the same id wins."""
    calls: dict[str, ToolCallPart] = {}
    requests: dict[str, ToolApprovalRequestPart] = {}
    for message in messages:
        if message.role != "assistant" or isinstance(message.content, str):
            continue
        for part in message.content:
            if part.type == "tool-call":
                calls.pop(part.tool_call_id, None)
                calls[part.tool_call_id] = part
            elif part.type == "tool-approval-request":
                requests[part.approval_id] = part
    return calls, requests


def _tool_call(part: ToolCallPart) -> TypedToolCall:
    return TypedToolCall(
        tool_call_id=part.tool_call_id,
        tool_name=part.tool_name,
        input=part.input,
        provider_executed=part.provider_executed,
    )


async def validate_tool_approvals(
    approvals: Sequence[CollectedApproval],
    policy: ApprovalPolicy,
    *,
    secret: str | bytes | None = None,
    refine_tool_input: Mapping[str, ToolInputRefinement] | None = None,
) -> ValidatedApprovals:
    """Check approved calls before their tools run: signature, input, and the rules of the generation.

    Args:
        approvals: Approved calls of tools that run here.
        policy: The rules.
        secret: The key of the signatures; `None` asks for none.
        refine_tool_input: Functions by tool name that change validated inputs.

    Returns:
        Calls that may run, with validated inputs; calls that are refused; and calls whose inputs do not fit.

    Raises:
        InvalidToolApprovalSignatureError: A request was not signed by this server, or was changed.
    """
    validated = ValidatedApprovals()
    for collected in approvals:
        _check_signature(collected, secret)
        approval = _with_current_definition(collected, policy)
        try:
            approval = await _with_validated_input(approval, policy, refine_tool_input or {})
        except InvalidToolInputError as error:
            validated.invalid.append(InvalidApproval(approval=approval, error=error))
            continue
        decision = await policy.decide(approval.tool_call)
        if decision.type == "denied":
            response = replace(
                approval.response,
                approved=False,
                reason=approval.response.reason if decision.reason is None else decision.reason,
            )
            validated.denied.append(replace(approval, response=response))
        else:
            validated.approved.append(approval)
    return validated


def _check_signature(approval: CollectedApproval, secret: str | bytes | None) -> None:
    if secret is None:
        return
    request, call = approval.request, approval.tool_call
    if request.signature is not None and is_valid_tool_approval(
        secret=secret,
        signature=request.signature,
        approval_id=request.approval_id,
        tool_call_id=call.tool_call_id,
        tool_name=call.tool_name,
        tool_input=call.input,
    ):
        return
    raise InvalidToolApprovalSignatureError(
        approval_id=request.approval_id,
        tool_call_id=call.tool_call_id,
        reason="missing signature" if request.signature is None else "invalid signature",
    )


def _with_current_definition(approval: CollectedApproval, policy: ApprovalPolicy) -> CollectedApproval:
    """What the messages say about the tool itself is replaced by what the program says."""
    tool = (policy.tools or {}).get(approval.tool_call.tool_name)
    call = replace(
        approval.tool_call,
        tool_metadata=tool.metadata if tool is not None else None,
        dynamic=True if tool is not None and tool.type == "dynamic" else None,
        title=tool.title if tool is not None else None,
    )
    return replace(approval, tool_call=call)


async def _with_validated_input(
    approval: CollectedApproval, policy: ApprovalPolicy, refinements: Mapping[str, ToolInputRefinement]
) -> CollectedApproval:
    """Validates the input as for a new call; what comes of it must be what the user approved."""
    call = approval.tool_call
    tool = (policy.tools or {}).get(call.tool_name)
    if tool is None or tool.execute is None:
        return approval
    approved_text = canonical_json(to_json_value(call.input))
    raw = call.input if approval.request.input_schema_input is None else approval.request.input_schema_input
    try:
        # Validators and refinements may change what they are given.
        checked = replace(call, input=tool.input_schema.validate(copy.deepcopy(raw)), schema_input=(raw,))
        refined = await refine_tool_call(checked, refinements)
        if canonical_json(to_json_value(refined.input)) != approved_text:
            raise Exception("Approved tool input does not match the validated schema output.")
    except Exception as error:
        raise InvalidToolInputError(tool_name=call.tool_name, tool_input=approved_text, cause=error) from error
    return replace(approval, tool_call=refined)
