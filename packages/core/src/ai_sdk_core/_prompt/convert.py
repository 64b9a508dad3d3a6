"""Converts the users' messages to the prompt that models receive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import MissingToolResultsError
from ..provider.language_model import prompt as spec
from ..provider.shared import SupportedUrls
from .merge import merge_objects
from .messages import (
    AssistantModelMessage,
    Instructions,
    ModelMessage,
    SystemModelMessage,
    ToolModelMessage,
    UserModelMessage,
)
from .standardize import StandardizedPrompt, parse_instructions

if TYPE_CHECKING:
    from .convert_parts import PartConverter
    from .download import DownloadFunction


async def convert_to_language_model_prompt(
    prompt: StandardizedPrompt,
    *,
    supported_urls: SupportedUrls,
    download: DownloadFunction | None = None,
    provider: str | None = None,
) -> spec.Prompt:
    """Convert a prompt to the form that models receive.

    Files behind URLs that the model does not fetch itself are downloaded, all at the same time. Empty text, approval
    requests, and approvals of tools that run here are left out; consecutive tool messages become one.

    Args:
        prompt: The prompt as typed messages.
        supported_urls: URLs that the model fetches itself.
        download: Replaces the download; asked about every URL.
        provider: Name of the provider that is called, for files that are given by its ids.

    Returns:
        The prompt.

    Raises:
        DownloadError: A file cannot be downloaded, or must not be.
        InvalidDataContentError: A file is malformed, or its media type is unknown.
        InvalidPromptError: A message holds something that cannot be converted.
        MissingToolResultsError: Tool calls have no results although the conversation goes on.
    """
    if download is None and all(isinstance(message.content, str) for message in prompt.messages):
        messages: spec.Prompt = [_convert_text_message(message) for message in prompt.messages]
    else:
        messages = await _convert_parts(prompt.messages, supported_urls, download, provider)
    messages = _merge_tool_messages([*_convert_instructions(prompt.instructions), *messages])
    _check_tool_results(messages)
    return [message for message in messages if message.role != "tool" or message.content]


async def _convert_parts(
    messages: Iterable[ModelMessage],
    supported_urls: SupportedUrls,
    download: DownloadFunction | None,
    provider: str | None,
) -> spec.Prompt:
    from .assets import download_assets
    from .convert_parts import PartConverter
    from .deprecations import log_deprecations

    assets = await download_assets(messages, supported_urls=supported_urls, download=download)
    converter = PartConverter(assets=assets, provider=provider)
    converted = [_convert_message(message, converter) for message in messages]
    log_deprecations(converter.warnings)
    return converted


def _convert_message(message: ModelMessage, converter: PartConverter) -> spec.Message:
    options = message.provider_options
    if isinstance(message, UserModelMessage) and not isinstance(message.content, str):
        return spec.UserMessage(content=converter.user_content(message.content), provider_options=options)
    if isinstance(message, AssistantModelMessage) and not isinstance(message.content, str):
        return spec.AssistantMessage(content=converter.assistant_content(message.content), provider_options=options)
    if isinstance(message, ToolModelMessage):
        return spec.ToolMessage(content=converter.tool_content(message.content), provider_options=options)
    return _convert_text_message(message)


def _convert_text_message(message: ModelMessage) -> spec.Message:
    text, options = message.content, message.provider_options
    assert isinstance(text, str), "messages that consist of parts are converted elsewhere"
    if message.role == "system":
        return spec.SystemMessage(content=text, provider_options=options)
    if message.role == "user":
        return spec.UserMessage(content=[spec.TextPart(text=text)], provider_options=options)
    return spec.AssistantMessage(content=[spec.TextPart(text=text)], provider_options=options)


def _convert_instructions(instructions: Instructions | None) -> Iterable[spec.Message]:
    parsed = parse_instructions(instructions)
    if parsed is None:
        return []
    if isinstance(parsed, str):
        return [spec.SystemMessage(content=parsed)]
    return map(_convert_text_message, [parsed] if isinstance(parsed, SystemModelMessage) else parsed)


def _merge_tool_messages(messages: spec.Prompt) -> spec.Prompt:
    merged: spec.Prompt = []
    for message in messages:
        last = merged[-1] if merged else None
        if isinstance(message, spec.ToolMessage) and isinstance(last, spec.ToolMessage):
            merged[-1] = _merge_two(last, message)
        else:
            merged.append(message)
    return merged


def _merge_two(first: spec.ToolMessage, second: spec.ToolMessage) -> spec.ToolMessage:
    """Append a tool message to another; options of the first move to its last part, which they stood behind."""
    if not first.content:
        return spec.ToolMessage(
            content=second.content,
            provider_options=merge_objects(first.provider_options, second.provider_options),
        )
    *content, last = first.content
    if first.provider_options is not None:
        last = replace(last, provider_options=merge_objects(first.provider_options, last.provider_options))
    return spec.ToolMessage(content=[*content, last, *second.content], provider_options=second.provider_options)


def _check_tool_results(messages: spec.Prompt) -> None:
    open_calls: dict[str, None] = {}
    for message in messages:
        if isinstance(message, spec.AssistantMessage):
            for part in message.content:
                if isinstance(part, spec.ToolCallPart) and not part.provider_executed:
                    open_calls[part.tool_call_id] = None
        elif isinstance(message, spec.ToolMessage):
            for result in message.content:
                if isinstance(result, spec.ToolResultPart):
                    open_calls.pop(result.tool_call_id, None)
        elif open_calls:
            break
    if open_calls:
        raise MissingToolResultsError(tool_call_ids=list(open_calls))
