"""Turns the content of a step into messages that can be sent back to the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .._prompt.messages import (
    AssistantContentPart,
    AssistantModelMessage,
    FilePart,
    ReasoningFilePart,
    ResponseMessage,
    ToolApprovalRequestPart,
    ToolApprovalResponsePart,
    ToolMessagePart,
    ToolModelMessage,
    ToolResultPart,
)
from .._prompt.tool_output import ErrorMode, create_tool_model_output, to_json_value
from ..provider.language_model.prompt import CustomPart, ExecutionDenied, ReasoningPart, TextPart, ToolCallPart
from .content import (
    ContentPart,
    ToolApprovalRequestOutput,
    ToolApprovalResponseOutput,
    TypedToolCall,
    TypedToolError,
    TypedToolResult,
)

if TYPE_CHECKING:
    from .._tools import ToolSet


async def to_response_messages(content: Sequence[ContentPart], tools: ToolSet | None) -> list[ResponseMessage]:
    """Turn content into messages: what the model said, and what the tools gave.

    Sources are left out, no provider expects them back. Provider metadata becomes provider options, unchanged.

    Args:
        content: Content of a step.
        tools: The tools, which may decide how their results look to the model.

    Returns:
        At most one assistant message and one tool message, in this order.

    Raises:
        SerializationError: A tool's result cannot be expressed in JSON.
    """
    said = [part for item in content if (part := await _assistant_part(item, tools)) is not None]
    gave = [part for item in content for part in await _tool_parts(item, tools)]
    messages: list[ResponseMessage] = []
    if said:
        messages.append(AssistantModelMessage(content=said))
    if gave:
        messages.append(ToolModelMessage(content=_in_order_of_calls(gave, content)))
    return messages


async def _assistant_part(part: ContentPart, tools: ToolSet | None) -> AssistantContentPart | None:
    if part.type == "tool-result" or part.type == "tool-error":
        return await _tool_result(part, tools, "json") if part.provider_executed else None
    if part.type == "tool-call":
        return _tool_call(part)
    if part.type == "tool-approval-request":
        return _approval_request(part)
    return _plain_part(part)


def _plain_part(part: ContentPart) -> AssistantContentPart | None:
    match part.type:
        case "text":
            if not part.text and part.provider_metadata is None:
                return None
            return TextPart(text=part.text, provider_options=part.provider_metadata)
        case "reasoning":
            return ReasoningPart(text=part.text, provider_options=part.provider_metadata)
        case "custom":
            return CustomPart(kind=part.kind, provider_options=part.provider_metadata)
        case "file":
            return FilePart(
                data=part.file.base64, media_type=part.file.media_type, provider_options=part.provider_metadata
            )
        case "reasoning-file":
            return ReasoningFilePart(
                data=part.file.base64, media_type=part.file.media_type, provider_options=part.provider_metadata
            )
        case _:
            return None


def _tool_call(call: TypedToolCall) -> ToolCallPart:
    # An invalid call may hold any text as its input; providers insist on objects.
    unusable = call.invalid and not (call.input is None or isinstance(call.input, dict | list))
    return ToolCallPart(
        tool_call_id=call.tool_call_id,
        tool_name=call.tool_name,
        input={} if unusable else to_json_value(call.input),
        provider_executed=call.provider_executed,
        provider_options=call.provider_metadata,
    )


def _approval_request(request: ToolApprovalRequestOutput) -> ToolApprovalRequestPart:
    call = request.tool_call
    before = call.schema_input[0] if call.schema_input is not None else None
    changed = call.schema_input is not None and before != to_json_value(call.input)
    return ToolApprovalRequestPart(
        approval_id=request.approval_id,
        tool_call_id=call.tool_call_id,
        reason=request.reason,
        is_automatic=request.is_automatic,
        signature=request.signature,
        input_schema_input=before if changed else None,
    )


async def _tool_parts(part: ContentPart, tools: ToolSet | None) -> list[ToolMessagePart]:
    if part.type == "tool-approval-response":
        return _approval_response(part)
    if (part.type == "tool-result" or part.type == "tool-error") and not part.provider_executed:
        return [await _tool_result(part, tools, "text")]
    return []


def _approval_response(response: ToolApprovalResponseOutput) -> list[ToolMessagePart]:
    parts: list[ToolMessagePart] = [
        ToolApprovalResponsePart(
            approval_id=response.approval_id,
            approved=response.approved,
            reason=response.reason,
            provider_executed=response.provider_executed,
        )
    ]
    if not response.approved:  # A call that never runs has no other result.
        parts.append(
            ToolResultPart(
                tool_call_id=response.tool_call.tool_call_id,
                tool_name=response.tool_call.tool_name,
                output=ExecutionDenied(reason=response.reason),
            )
        )
    return parts


async def _tool_result(
    part: TypedToolResult | TypedToolError, tools: Mapping[str, Any] | None, error_mode: ErrorMode
) -> ToolResultPart:
    failed = part.type == "tool-error"
    output = await create_tool_model_output(
        tool_call_id=part.tool_call_id,
        input=part.input,
        output=part.error if part.type == "tool-error" else part.output,
        tool=None if tools is None else tools.get(part.tool_name),
        error_mode=error_mode if failed else "none",
    )
    return ToolResultPart(
        tool_call_id=part.tool_call_id,
        tool_name=part.tool_name,
        output=output,
        provider_options=part.provider_metadata,
    )


def _in_order_of_calls(parts: list[ToolMessagePart], content: Iterable[ContentPart]) -> list[ToolMessagePart]:
    """Sort results by their calls, whichever tool was done first; approval responses stay in their places."""
    calls = dict.fromkeys(item.tool_call_id for item in content if item.type == "tool-call")
    order = {tool_call_id: index for index, tool_call_id in enumerate(calls)}
    results = iter(
        sorted(
            (part for part in parts if isinstance(part, ToolResultPart)),
            key=lambda result: order.get(result.tool_call_id, len(order)),
        )
    )
    return [next(results) if isinstance(part, ToolResultPart) else part for part in parts]
