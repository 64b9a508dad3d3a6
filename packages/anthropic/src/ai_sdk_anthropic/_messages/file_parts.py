"""From files of a prompt to content blocks."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import FileDataData, FileDataReference, FileDataUrl, FilePart
from ai_sdk_core.provider_utils import (
    resolve_full_media_type,
    resolve_provider_reference,
    to_base64,
    to_bytes,
    top_level_media_type,
)

from .option_parsing import read_file_part_options
from .prompt_context import PromptContext, WireBlock, with_cache_control

FILES_BETA = "files-api-2025-04-14"
PDFS_BETA = "pdfs-2024-09-25"


def convert_file(part: FilePart, context: PromptContext, cache_control: dict[str, Any] | None) -> WireBlock:
    """Convert a file of a user message.

    Args:
        part: The file.
        context: What the converters share.
        cache_control: The breakpoint behind it.

    Returns:
        The block.

    Raises:
        UnsupportedFunctionalityError: The API does not take files of this kind.
        NoSuchProviderReferenceError: The file was uploaded, but not to this provider.
        InvalidArgumentError: An option of the file is wrong.
    """
    converted = None if context.convert_media_part is None else context.convert_media_part(part)
    if converted is not None:
        return with_cache_control(converted, cache_control)
    data = part.data
    if data.type == "reference":
        return _convert_reference(part, data, context, cache_control)
    if data.type == "text":
        source = {"type": "text", "media_type": "text/plain", "data": data.text}
        return _convert_document(part, source, cache_control)
    if top_level_media_type(part.media_type) == "image":
        return with_cache_control({"type": "image", "source": image_source(part, data)}, cache_control)
    if _is_pdf(part, data):
        context.betas.append(PDFS_BETA)
        return _convert_document(part, pdf_source(data), cache_control)
    if part.media_type == "text/plain":
        return _convert_document(part, _text_source(data), cache_control)
    raise UnsupportedFunctionalityError(functionality=f"media type: {part.media_type}")


def convert_tool_file(part: FilePart, context: PromptContext) -> WireBlock | None:
    """Convert a file of a tool's result.

    Args:
        part: The file.
        context: What the converters share.

    Returns:
        The block; None, with a warning, for files that the API does not take there.

    Raises:
        NoSuchProviderReferenceError: The file was uploaded, but not to this provider.
    """
    data = part.data
    is_image = top_level_media_type(part.media_type) == "image"
    kind = "image" if is_image else "document"
    if data.type == "reference":
        return {"type": kind, "source": _file_source(data, context)}
    if data.type == "text":
        context.warn(f"unsupported tool content part type: file with data type: {data.type}")
        return None
    if data.type == "url":
        return {"type": kind, "source": {"type": "url", "url": data.url}}
    if is_image:
        return {"type": kind, "source": image_source(part, data)}
    if resolve_full_media_type(part) == "application/pdf":
        context.betas.append(PDFS_BETA)
        return {"type": kind, "source": pdf_source(data)}
    context.warn(f"unsupported tool content part type: file with media type: {part.media_type}")
    return None


def image_source(part: FilePart, data: FileDataData | FileDataUrl) -> WireBlock:
    """Write down where an image is.

    Args:
        part: The image.
        data: Its contents or URL.

    Returns:
        The source.

    Raises:
        UnsupportedFunctionalityError: The kind of image is not known.
    """
    if data.type == "url":
        return {"type": "url", "url": data.url}
    return {"type": "base64", "media_type": resolve_full_media_type(part), "data": to_base64(data.data)}


def pdf_source(data: FileDataData | FileDataUrl) -> WireBlock:
    """Write down where a PDF is.

    Args:
        data: Its contents or URL.

    Returns:
        The source.
    """
    if data.type == "url":
        return {"type": "url", "url": data.url}
    return {"type": "base64", "media_type": "application/pdf", "data": to_base64(data.data)}


def _text_source(data: FileDataData | FileDataUrl) -> WireBlock:
    if data.type == "url":
        return {"type": "url", "url": data.url}
    text = to_bytes(data.data).decode("utf-8-sig", "replace")
    return {"type": "text", "media_type": "text/plain", "data": text}


def _is_pdf(part: FilePart, data: FileDataData | FileDataUrl) -> bool:
    if top_level_media_type(part.media_type) != "application":
        return False
    media_type = part.media_type if data.type == "url" else resolve_full_media_type(part)
    return media_type == "application/pdf"


def _file_source(data: FileDataReference, context: PromptContext) -> WireBlock:
    file_id = resolve_provider_reference(data.reference, "anthropic")
    context.betas.append(FILES_BETA)
    return {"type": "file", "file_id": file_id}


def _convert_reference(
    part: FilePart, data: FileDataReference, context: PromptContext, cache_control: dict[str, Any] | None
) -> WireBlock:
    source = _file_source(data, context)
    options = read_file_part_options(part.provider_options)
    if options is not None and options.container_upload:
        return {"type": "container_upload", "file_id": source["file_id"]}
    kind = "image" if top_level_media_type(part.media_type) == "image" else "document"
    return with_cache_control({"type": kind, "source": source}, cache_control)


def _convert_document(part: FilePart, source: WireBlock, cache_control: dict[str, Any] | None) -> WireBlock:
    options = read_file_part_options(part.provider_options)
    title = part.filename if options is None or options.title is None else options.title
    block: WireBlock = {"type": "document", "source": source}
    if title is not None:
        block["title"] = title
    if options is not None and options.context:
        block["context"] = options.context
    if options is not None and options.citations is not None and options.citations.enabled:
        block["citations"] = {"enabled": True}
    return with_cache_control(block, cache_control)
