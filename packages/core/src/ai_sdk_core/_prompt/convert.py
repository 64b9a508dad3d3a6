"""Converts the users' messages to the prompt that models receive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..errors import MissingToolResultsError
from ..provider.language_model import prompt as spec
from ..provider.shared import DeprecatedWarning, SupportedUrls
from .assets import DownloadedAssets, download_assets, image_as_file
from .deprecations import log_deprecations
from .download import DownloadFunction
from .file_parts import convert_file_part, convert_generated_file_part, convert_reasoning_file_part
from .merge import merge_objects
from .messages import (
    AssistantContentPart,
    AssistantModelMessage,
    FilePart,
    ImagePart,
    Instructions,
    ModelMessage,
    ReasoningFilePart,
    SystemModelMessage,
    ToolApprovalRequestPart,
    ToolMessagePart,
    ToolModelMessage,
    ToolResultPart,
    UserContentPart,
    UserModelMessage,
)
from .standardize import StandardizedPrompt, parse_instructions
from .tool_results import ToolResultConverter

_IMAGE_PART_WARNING = DeprecatedWarning(
    setting='"image" content part',
    message='The "image" content part type is deprecated. '
    "Use a \"file\" part with mediaType: 'image' (or a more specific image/* subtype) instead.",
)


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
    assets = await download_assets(prompt.messages, supported_urls=supported_urls, download=download)
    converter = _MessageConverter(assets=assets, provider=provider)
    messages: spec.Prompt = [*_convert_instructions(prompt.instructions), *map(converter.convert, prompt.messages)]
    log_deprecations(converter.warnings)
    messages = _merge_tool_messages(messages)
    _check_tool_results(messages)
    return [message for message in messages if message.role != "tool" or message.content]


def _convert_instructions(instructions: Instructions | None) -> Iterable[spec.SystemMessage]:
    parsed = parse_instructions(instructions)
    if parsed is None:
        return []
    if isinstance(parsed, str):
        return [spec.SystemMessage(content=parsed)]
    messages = [parsed] if isinstance(parsed, SystemModelMessage) else parsed
    return [_convert_system(message) for message in messages]


def _convert_system(message: SystemModelMessage) -> spec.SystemMessage:
    return spec.SystemMessage(content=message.content, provider_options=message.provider_options)


class _MessageConverter:
    """Converts the messages of one prompt, and gathers what should be written otherwise."""

    def __init__(self, *, assets: DownloadedAssets, provider: str | None) -> None:
        self._assets = assets
        self._tool_results = ToolResultConverter(assets=assets, provider=provider)
        self._warnings: list[DeprecatedWarning] = []

    @property
    def warnings(self) -> list[DeprecatedWarning]:
        return [*self._warnings, *self._tool_results.warnings]

    def convert(self, message: ModelMessage) -> spec.Message:
        if message.role == "system":
            return _convert_system(message)
        if message.role == "user":
            return self._user(message)
        if message.role == "assistant":
            return self._assistant(message)
        return self._tool(message)

    def _user(self, message: UserModelMessage) -> spec.UserMessage:
        if isinstance(message.content, str):
            content: list[spec.UserContent] = [spec.TextPart(text=message.content)]
        else:
            content = [self._user_part(part) for part in message.content if part.type != "text" or part.text]
        return spec.UserMessage(content=content, provider_options=message.provider_options)

    def _user_part(self, part: UserContentPart) -> spec.UserContent:
        if isinstance(part, ImagePart):
            self._warnings.append(_IMAGE_PART_WARNING)
            data, media_type = image_as_file(part)
            part = FilePart(data=data, media_type=media_type, provider_options=part.provider_options)
        return convert_file_part(part, self._assets) if isinstance(part, FilePart) else _copy_text(part)

    def _assistant(self, message: AssistantModelMessage) -> spec.AssistantMessage:
        if isinstance(message.content, str):
            content: list[spec.AssistantContent] = [spec.TextPart(text=message.content)]
        else:
            content = [
                self._assistant_part(part)
                for part in message.content
                if not isinstance(part, ToolApprovalRequestPart) and not _is_empty_text(part)
            ]
        return spec.AssistantMessage(content=content, provider_options=message.provider_options)

    def _assistant_part(self, part: AssistantContentPart) -> spec.AssistantContent:
        if isinstance(part, spec.TextPart):
            return _copy_text(part)
        if isinstance(part, FilePart):
            return convert_generated_file_part(part)
        if isinstance(part, ReasoningFilePart):
            return convert_reasoning_file_part(part)
        if isinstance(part, ToolResultPart):
            return self._tool_results.convert(part)
        assert not isinstance(part, ToolApprovalRequestPart), "approval requests are for people, not for models"
        return replace(part)

    def _tool(self, message: ToolModelMessage) -> spec.ToolMessage:
        content = [self._tool_part(part) for part in message.content if _is_for_model(part)]
        return spec.ToolMessage(content=content, provider_options=message.provider_options)

    def _tool_part(self, part: ToolMessagePart) -> spec.ToolContent:
        if isinstance(part, ToolResultPart):
            return self._tool_results.convert(part)
        return spec.ToolApprovalResponsePart(approval_id=part.approval_id, approved=part.approved, reason=part.reason)


def _copy_text(part: spec.TextPart) -> spec.TextPart:
    # A prompt belongs to one call: middleware may change it without changing the conversation.
    return spec.TextPart(text=part.text, provider_options=part.provider_options)


def _is_empty_text(part: AssistantContentPart) -> bool:
    # An empty text may carry metadata that the provider wants back, such as a signature.
    return part.type == "text" and not part.text and part.provider_options is None


def _is_for_model(part: ToolMessagePart) -> bool:
    # Tools that run here were approved or denied here; only the provider has to be told about its own.
    return part.type == "tool-result" or bool(part.provider_executed)


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
