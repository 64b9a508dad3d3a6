"""From user messages and results of tools to content blocks; both are one message for the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ai_sdk_core.provider import (
    ContentOutput,
    ToolContentPart,
    ToolMessage,
    ToolResultOutput,
    ToolResultPart,
    UserMessage,
)
from ai_sdk_core.provider_utils import tool_result_text

from .file_parts import convert_file, convert_tool_file
from .part_options import written_options
from .prompt_context import PromptContext, WireBlock, with_cache_control


def convert_user_content(messages: Sequence[UserMessage | ToolMessage], context: PromptContext) -> list[WireBlock]:
    """Convert messages that stand side by side.

    Args:
        messages: The messages.
        context: What the converters share.

    Returns:
        The blocks of one message.

    Raises:
        UnsupportedFunctionalityError: The API does not take a file.
        NoSuchProviderReferenceError: A file was uploaded, but not to this provider.
        InvalidArgumentError: An option of a file is wrong.
    """
    blocks: list[WireBlock] = []
    for message in messages:
        blocks += (
            _convert_user_message(message, context) if message.role == "user" else _convert_results(message, context)
        )
    return blocks


def _convert_user_message(message: UserMessage, context: PromptContext) -> list[WireBlock]:
    blocks = []
    for index, part in enumerate(message.content):
        cache_control = context.cache_control.find(part.provider_options, "user message part")
        if cache_control is None and index == len(message.content) - 1:
            cache_control = context.cache_control.find(message.provider_options, "user message")
        if part.type == "text":
            blocks.append(with_cache_control({"type": "text", "text": part.text}, cache_control))
        else:
            blocks.append(convert_file(part, context, cache_control))
    return blocks


def _convert_results(message: ToolMessage, context: PromptContext) -> list[WireBlock]:
    return [
        _convert_result(part, message, context, is_last=index == len(message.content) - 1)
        for index, part in enumerate(message.content)
        if part.type == "tool-result"
    ]


def _convert_result(part: ToolResultPart, message: ToolMessage, context: PromptContext, *, is_last: bool) -> WireBlock:
    cache_control = context.cache_control.find(part.provider_options, "tool result part")
    if cache_control is None:
        cache_control = context.cache_control.find(_output_options(part.output), "tool result output")
    if cache_control is None and is_last:
        cache_control = context.cache_control.find(message.provider_options, "tool result message")
    toolset_name = context.find_toolset_name(part)
    block: WireBlock = {"type": "tool_result", "tool_use_id": part.tool_call_id}
    if toolset_name is not None:
        block["toolset_name"] = toolset_name
    block["content"] = _convert_output(part.output, context)
    if part.output.type == "error-text" or part.output.type == "error-json":
        block["is_error"] = True
    return with_cache_control(block, cache_control)


def _output_options(output: ToolResultOutput) -> dict[str, Any] | None:
    if output.provider_options is not None or not isinstance(output, ContentOutput):
        return output.provider_options
    options = (part.provider_options for part in output.value)
    return next((found for found in options if found is not None), None)


def _convert_output(output: ToolResultOutput, context: PromptContext) -> str | list[WireBlock]:
    if not isinstance(output, ContentOutput):
        return tool_result_text(output)
    blocks = (_convert_content_part(part, context) for part in output.value)
    return [block for block in blocks if block is not None]


def _convert_content_part(part: ToolContentPart, context: PromptContext) -> WireBlock | None:
    if part.type == "text":
        return {"type": "text", "text": part.text}
    if part.type == "file":
        return convert_tool_file(part, context)
    options = written_options(part.provider_options)
    if options.get("type") == "tool-reference":
        return {"type": "tool_reference", "tool_name": options.get("toolName")}
    context.warn("unsupported custom tool content part")
    return None
