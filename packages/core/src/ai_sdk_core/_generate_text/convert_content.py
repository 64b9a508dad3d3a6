"""Turns what a model returned into content as users see it, together with what came of its tool calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from .._generated_file import GeneratedFile
from ..errors import DownloadError, InvalidResponseDataError, ToolCallNotFoundForApprovalError
from ..provider.language_model.content import Content, File, ReasoningFile, ToolApprovalRequest, ToolCall, ToolResult
from ..provider.shared import FileDataData
from .content import (
    ContentPart,
    FileOutput,
    ReasoningFileOutput,
    ToolApprovalRequestOutput,
    ToolApprovalResponseOutput,
    ToolOutput,
    TypedToolCall,
    TypedToolError,
    TypedToolResult,
)

if TYPE_CHECKING:
    from .._prompt.download import DownloadFunction
    from .._tools import ToolSet

FileCache: TypeAlias = MutableMapping[str, bytes]
"""Generated files that were downloaded already, by URL."""


async def convert_content(
    content: Iterable[Content],
    *,
    tool_calls: Iterable[TypedToolCall],
    tool_outputs: Sequence[ToolOutput] = (),
    tool_approval_requests: Sequence[ToolApprovalRequestOutput] = (),
    tool_approval_responses: Sequence[ToolApprovalResponseOutput] = (),
    tools: ToolSet | None = None,
    download: DownloadFunction | None = None,
    file_cache: FileCache | None = None,
) -> list[ContentPart]:
    """Put the content of a step together.

    Args:
        content: What the model returned.
        tool_calls: Its tool calls, parsed.
        tool_outputs: What the tools gave that ran here.
        tool_approval_requests: Calls that wait for a decision.
        tool_approval_responses: Decisions that were made automatically.
        tools: The tools of the step.
        download: Replaces the download of generated files.
        file_cache: Keeps downloaded files between conversions of the same content.

    Returns:
        What the model returned, results of tools, approval requests and responses, then results of tools that a
        response approved.

    Raises:
        InvalidResponseDataError: There is a result for a tool call that does not exist.
        ToolCallNotFoundForApprovalError: There is an approval request for a tool call that does not exist.
        DownloadError: A generated file cannot be downloaded.
    """
    calls = {call.tool_call_id: call for call in reversed(list(tool_calls))}
    converted = [
        await _convert_file(part, download, file_cache)
        if isinstance(part, File | ReasoningFile)
        else _convert_part(part, calls, tools)
        for part in content
    ]
    approved = {response.tool_call.tool_call_id for response in tool_approval_responses}
    return [
        *converted,
        *(output for output in tool_outputs if output.tool_call_id not in approved),
        *tool_approval_requests,
        *tool_approval_responses,
        *(output for output in tool_outputs if output.tool_call_id in approved),
    ]


async def resolve_generated_file(
    part: File | ReasoningFile, *, download: DownloadFunction | None = None, file_cache: FileCache | None = None
) -> GeneratedFile:
    """Make a generated file ready to use; if the model gave a URL, the file is downloaded.

    Args:
        part: The file as the model returned it.
        download: Replaces the download.
        file_cache: Files that were downloaded already.

    Returns:
        The file.

    Raises:
        DownloadError: The file cannot be downloaded.
    """
    if isinstance(part.data, FileDataData):
        data: bytes | str = part.data.data
    else:
        data = await _download(part.data.url, download, {} if file_cache is None else file_cache)
    return GeneratedFile(data=data, media_type=part.media_type, provider_metadata=part.provider_metadata)


async def _download(url: str, download: DownloadFunction | None, file_cache: FileCache) -> bytes:
    if url in file_cache:
        return file_cache[url]
    from .._prompt.download import DownloadRequest, download_unsupported

    files = await (download or download_unsupported)([DownloadRequest(url=url, is_url_supported_by_model=False)])
    file = files[0] if files else None
    if file is None:  # There is no model that the URL could be passed on to.
        raise DownloadError(
            url=url,
            message=f"Generated file URL {url} must be downloaded, but the download function returned null",
        )
    file_cache[url] = file.data
    return file.data


async def _convert_file(
    part: File | ReasoningFile, download: DownloadFunction | None, file_cache: FileCache | None
) -> ContentPart:
    file = await resolve_generated_file(part, download=download, file_cache=file_cache)
    make = FileOutput if part.type == "file" else ReasoningFileOutput
    return make(file=file, provider_metadata=part.provider_metadata)


def _convert_part(part: Any, calls: Mapping[str, TypedToolCall], tools: ToolSet | None) -> ContentPart:
    if isinstance(part, ToolCall):
        return _existing(calls, part.tool_call_id)
    if isinstance(part, ToolResult):
        return _convert_result(part, calls, tools)
    if isinstance(part, ToolApprovalRequest):
        call = calls.get(part.tool_call_id)
        if call is None:
            raise ToolCallNotFoundForApprovalError(tool_call_id=part.tool_call_id, approval_id=part.approval_id)
        return ToolApprovalRequestOutput(approval_id=part.approval_id, tool_call=call)
    unchanged: ContentPart = part
    return unchanged


def _convert_result(
    part: ToolResult, calls: Mapping[str, TypedToolCall], tools: ToolSet | None
) -> TypedToolResult | TypedToolError:
    tool = None if tools is None else tools.get(part.tool_name)
    deferred = part.tool_call_id not in calls and tool is not None and tool.supports_deferred_results
    # The call of a deferred result came with an earlier response.
    call = None if deferred else _existing(calls, part.tool_call_id)
    shared: dict[str, Any] = {
        "tool_call_id": part.tool_call_id,
        "tool_name": part.tool_name,
        "input": None if call is None else call.input,
        "provider_executed": True,
        "dynamic": part.dynamic if call is None else call.dynamic,
        "provider_metadata": part.provider_metadata,
        "tool_metadata": (None if tool is None else tool.metadata) if call is None else call.tool_metadata,
    }
    if part.is_error:
        return TypedToolError(error=part.result, **shared)
    return TypedToolResult(output=part.result, **shared)


def _existing(calls: Mapping[str, TypedToolCall], tool_call_id: str) -> TypedToolCall:
    call = calls.get(tool_call_id)
    if call is None:
        raise InvalidResponseDataError(data=tool_call_id, message=f"Tool call {tool_call_id} not found.")
    return call
