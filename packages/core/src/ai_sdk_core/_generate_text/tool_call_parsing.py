"""From the text that a model wrote to a tool call that can run: parse, validate, repair, refine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from .._abort import AbortSignal, abortable
from .._callbacks import resolve
from .._prompt.messages import Instructions, ModelMessage
from .._tools import Tool, ToolSet
from .._value import Value
from ..errors import (
    InvalidToolInputError,
    JSONParseError,
    NoSuchToolError,
    ToolCallRepairError,
    TypeValidationError,
)
from ..provider.json_value import JSONObject
from ..provider.language_model.content import ToolCall
from ..provider_utils.json_parsing import parse_json
from .content import TypedToolCall


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolCallRepairOptions(Value):
    """A tool call that cannot be used, and what may help to repair it."""

    tool_call: ToolCall
    error: NoSuchToolError | InvalidToolInputError
    tools: ToolSet
    instructions: Instructions | None
    messages: Sequence[ModelMessage]
    """The messages that the model answered with this call."""
    abort_signal: AbortSignal | None = None

    def input_schema(self, tool_name: str) -> JSONObject:
        """Look up what the input of a tool must look like.

        Args:
            tool_name: The tool's name.

        Returns:
            JSON Schema.

        Raises:
            KeyError: There is no such tool.
        """
        return self.tools[tool_name].input_schema.json_schema


ToolCallRepairFunction: TypeAlias = Callable[[ToolCallRepairOptions], Awaitable[ToolCall | None] | ToolCall | None]
"""Gives a better tool call for one that cannot be used, or `None`."""

ToolInputRefinement: TypeAlias = Callable[[Any], Awaitable[Any] | Any]
"""Changes the validated input of a tool call; gives the input that is used."""


async def parse_tool_call(
    tool_call: ToolCall,
    *,
    tools: ToolSet | None,
    repair_tool_call: ToolCallRepairFunction | None = None,
    refine_tool_input: Mapping[str, ToolInputRefinement] | None = None,
    instructions: Instructions | None = None,
    messages: Sequence[ModelMessage] = (),
    abort_signal: AbortSignal | None = None,
) -> TypedToolCall:
    """Parse and validate a tool call; repair it if that fails and can be done.

    Args:
        tool_call: What the model wrote.
        tools: The tools that the model may call.
        repair_tool_call: Repairs calls of unknown tools and calls with invalid input.
        refine_tool_input: Functions by tool name that change validated inputs.
        instructions: For the repair function.
        messages: For the repair function.
        abort_signal: Stops the repair.

    Returns:
        The call. One that cannot be used is marked as `invalid` and carries the error.

    Raises:
        BaseException: The reason of the abort signal.
    """
    try:
        return await _parse_or_repair(
            tool_call,
            tools,
            repair_tool_call,
            refine_tool_input or {},
            lambda error, tools: ToolCallRepairOptions(
                tool_call=tool_call,
                error=error,
                tools=tools,
                instructions=instructions,
                messages=messages,
                abort_signal=abort_signal,
            ),
        )
    except Exception as error:  # Also what the user's functions raise: the model is told and can try again.
        if abort_signal is not None:
            abort_signal.throw_if_aborted()
        return _invalid_tool_call(tool_call, (tools or {}).get(tool_call.tool_name), error)


async def _parse_or_repair(
    tool_call: ToolCall,
    tools: ToolSet | None,
    repair: ToolCallRepairFunction | None,
    refinements: Mapping[str, ToolInputRefinement],
    repair_options: Callable[[NoSuchToolError | InvalidToolInputError, ToolSet], ToolCallRepairOptions],
) -> TypedToolCall:
    try:
        return await refine_tool_call(_parse(tool_call, tools), refinements)
    except (NoSuchToolError, InvalidToolInputError) as error:
        if repair is None or tools is None:
            raise
        repaired = await _repair(repair, repair_options(error, tools))
        if repaired is None:
            raise
        return await refine_tool_call(_parse(repaired, tools), refinements)


async def _repair(repair: ToolCallRepairFunction, options: ToolCallRepairOptions) -> ToolCall | None:
    try:
        if options.abort_signal is not None:
            options.abort_signal.throw_if_aborted()
        return await abortable(resolve(repair(options)), options.abort_signal)
    except Exception as error:
        raise ToolCallRepairError(cause=error, original_error=options.error) from error


def _parse(tool_call: ToolCall, tools: ToolSet | None) -> TypedToolCall:
    tool = (tools or {}).get(tool_call.tool_name)
    if tool is not None:
        return _parse_for_tool(tool_call, tool)
    if tool_call.provider_executed and tool_call.dynamic:
        # A tool that only the provider knows, such as one of its MCP servers.
        return TypedToolCall(
            tool_call_id=tool_call.tool_call_id,
            tool_name=tool_call.tool_name,
            input=_parse_input(tool_call, None)[0],
            provider_executed=True,
            provider_metadata=tool_call.provider_metadata,
            dynamic=True,
        )
    raise NoSuchToolError(tool_name=tool_call.tool_name, available_tools=None if tools is None else list(tools))


def _parse_for_tool(tool_call: ToolCall, tool: Tool[Any, Any]) -> TypedToolCall:
    validated, raw = _parse_input(tool_call, tool)
    return TypedToolCall(
        tool_call_id=tool_call.tool_call_id,
        tool_name=tool_call.tool_name,
        input=validated,
        provider_executed=tool_call.provider_executed,
        provider_metadata=tool_call.provider_metadata,
        tool_metadata=tool.metadata,
        dynamic=True if tool.type == "dynamic" else None,
        title=tool.title,
        schema_input=(raw,),
    )


def _parse_input(tool_call: ToolCall, tool: Tool[Any, Any] | None) -> tuple[Any, Any]:
    """Gives the validated and the raw input."""
    try:
        # Many models write nothing at all when a tool has no parameters.
        raw = parse_json(tool_call.input) if tool_call.input.strip() else {}
        return (raw if tool is None else tool.input_schema.validate(raw)), raw
    except (JSONParseError, TypeValidationError) as error:
        raise InvalidToolInputError(tool_name=tool_call.tool_name, tool_input=tool_call.input, cause=error) from error


async def refine_tool_call(tool_call: TypedToolCall, refinements: Mapping[str, ToolInputRefinement]) -> TypedToolCall:
    """Let the user's function change the input of a tool call.

    Args:
        tool_call: The parsed call.
        refinements: Functions by tool name.

    Returns:
        The call with the refined input; what the model wrote stays in `schema_input`.
    """
    refine = refinements.get(tool_call.tool_name)
    if refine is None:
        return tool_call
    return replace(tool_call, input=await resolve(refine(tool_call.input)))


def _invalid_tool_call(tool_call: ToolCall, tool: Tool[Any, Any] | None, error: Exception) -> TypedToolCall:
    try:
        value: Any = parse_json(tool_call.input)
    except JSONParseError:
        value = tool_call.input
    return TypedToolCall(
        tool_call_id=tool_call.tool_call_id,
        tool_name=tool_call.tool_name,
        input=value,
        provider_executed=tool_call.provider_executed,
        provider_metadata=tool_call.provider_metadata,
        tool_metadata=tool.metadata if tool is not None else None,
        dynamic=True,
        invalid=True,
        error=error,
        title=tool.title if tool is not None else None,
    )
