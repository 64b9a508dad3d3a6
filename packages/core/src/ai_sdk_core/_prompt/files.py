"""Files in prompts: from every form that users write to the specification's."""

from __future__ import annotations

from typing import TypeAlias

from ..errors import InvalidDataContentError
from ..provider.shared import (
    FileData,
    FileDataData,
    FileDataReference,
    FileDataText,
    FileDataUrl,
    ProviderReference,
)
from ..provider_utils.data_content import is_data_url, split_data_url
from .urls import normalize_url

UserFileData: TypeAlias = bytes | str | FileData | ProviderReference
"""Every form in which users write a file."""


def convert_file_data(content: UserFileData) -> tuple[FileData, str | None]:
    """Bring a file into the specification's form.

    Args:
        content: The file as the user wrote it.

    Returns:
        The file, and its media type if the data says it (data URLs do).

    Raises:
        InvalidDataContentError: A data URL is malformed, or stands where base64 should.
    """
    if isinstance(content, str):
        return _convert_string(content)
    if isinstance(content, FileDataUrl):
        return _convert_url(content)
    if isinstance(content, FileDataData):
        return _check_inline(content), None
    if isinstance(content, FileDataReference | FileDataText):
        return content, None
    if isinstance(content, dict):
        return FileDataReference(reference=content), None
    return FileDataData(data=content), None


def _convert_string(content: str) -> tuple[FileData, str | None]:
    if is_data_url(content):
        return _convert_data_url(content)
    url = normalize_url(content)
    if url is None:
        return FileDataData(data=content), None
    return FileDataUrl(url=url, original_url=None if url == content else content), None


def _convert_url(content: FileDataUrl) -> tuple[FileData, str | None]:
    if is_data_url(content.url):
        return _convert_data_url(content.url)
    return FileDataUrl(url=normalize_url(content.url) or content.url, original_url=content.original_url), None


def _convert_data_url(url: str) -> tuple[FileData, str | None]:
    media_type, base64_content = split_data_url(url)
    if media_type is None or base64_content is None:
        shown = url if len(url) <= 100 else f"{url[:100]}..."
        raise InvalidDataContentError(content=url, message=f"Invalid data URL format in content {shown}")
    return FileDataData(data=base64_content), media_type or None


def _check_inline(content: FileDataData) -> FileDataData:
    if isinstance(content.data, str) and is_data_url(content.data):
        raise InvalidDataContentError(
            content=content.data,
            message='Data URLs are not valid inline data. Pass them as { type: "url", url } instead.',
        )
    return content
