"""What the model sees of a tool's output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from .._callbacks import resolve
from ..errors import SerializationError, get_error_message
from ..provider.json_value import JSONValue
from ..provider.language_model.prompt import ErrorJsonOutput, ErrorTextOutput, JsonOutput, TextOutput
from .messages import ToolResultOutput
from .parsing import parse_tool_result_output

if TYPE_CHECKING:
    from .._tools import Tool

ErrorMode: TypeAlias = Literal["none", "text", "json"]
"""Whether an output is an error, and how the model is told."""


async def create_tool_model_output(
    *,
    tool_call_id: str,
    input: Any,  # noqa: A002 - the reference's name
    output: Any,
    tool: Tool[Any, Any] | None,
    error_mode: ErrorMode = "none",
) -> ToolResultOutput:
    """Turn what a tool gave into what the model sees.

    Args:
        tool_call_id: Id of the tool call.
        input: Input of the tool call.
        output: The tool's output, or the error for the error modes.
        tool: The tool; its `to_model_output` decides if it has one.
        error_mode: `none` for a result; `text` or `json` for an error.

    Returns:
        The output for the prompt: text stays text, everything else becomes JSON.

    Raises:
        SerializationError: The output cannot be expressed in JSON.
        InvalidPromptError: `to_model_output` gave something that is no tool output.
    """
    if error_mode == "text":
        return ErrorTextOutput(value=get_error_message(output))
    if error_mode == "json":
        return ErrorJsonOutput(value=get_error_message(output) if _is_error(output) else to_json_value(output))
    if tool is not None and tool.to_model_output is not None:
        from ..provider_utils.tool import ToolModelOutputOptions, call_with_options

        options = ToolModelOutputOptions(tool_call_id=tool_call_id, input=input)
        return parse_tool_result_output(await resolve(call_with_options(tool.to_model_output, output, options=options)))
    return TextOutput(value=output) if isinstance(output, str) else JsonOutput(value=to_json_value(output))


def to_json_value(value: object) -> JSONValue:
    """Express a value in JSON: models, dataclasses, dates, bytes (as base64), sets and the like become plain values.

    Args:
        value: Any value.

    Returns:
        A new JSON value; numbers that JSON does not know (NaN, infinity) become null.

    Raises:
        SerializationError: There is no JSON for the value.
    """
    if value is None or isinstance(value, str | bool):
        return value
    from pydantic_core import to_jsonable_python

    try:
        result: JSONValue = to_jsonable_python(value, by_alias=True, bytes_mode="base64", inf_nan_mode="null")
    except ValueError as error:
        raise SerializationError(message=f"Failed to serialize value: {error}", cause=error) from error
    return result


def _is_error(value: object) -> bool:
    return isinstance(value, BaseException)
