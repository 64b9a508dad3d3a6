"""Downloads the files of a prompt that the model cannot fetch itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from ..provider.shared import FileDataUrl, SupportedUrls
from .download import DownloadedFile, DownloadFunction, DownloadRequest, download_unsupported
from .files import UserFileData, convert_file_data
from .messages import DeprecatedToolContent, FilePart, ImagePart, ModelMessage, ToolOutputContent
from .urls import normalize_url

DownloadedAssets: TypeAlias = Mapping[str, DownloadedFile]
"""What was downloaded, by URL."""

_EXTENSIONS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "avif": "image/avif",
    "heic": "image/heic",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "tif": "image/tiff",
    "pdf": "application/pdf",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
}
UNKNOWN_MEDIA_TYPE = "application/octet-stream"


async def download_assets(
    messages: Iterable[ModelMessage], *, supported_urls: SupportedUrls, download: DownloadFunction | None
) -> DownloadedAssets:
    """Download the files that messages refer to by URL, unless the model fetches them itself.

    Files of the user and files in tool results are considered; what assistants generated is not.

    Args:
        messages: The messages.
        supported_urls: URLs that the model fetches.
        download: Decides what is downloaded, and does it; by default `download_unsupported`.

    Returns:
        What was downloaded, by URL.

    Raises:
        DownloadError: A download failed or is not allowed.
        InvalidDataContentError: A data URL is malformed.
    """
    requests = [
        DownloadRequest(url=data.url, is_url_supported_by_model=_is_supported(data.url, media_type, supported_urls))
        for content, media_type in _files(messages)
        if isinstance(data := convert_file_data(content)[0], FileDataUrl)
    ]
    if download is None:
        if not requests:
            return {}
        download = download_unsupported
    files = await download(requests)
    return {request.url: file for request, file in zip(requests, files, strict=True) if file is not None}


def media_type_from_url(url: str) -> str:
    """Guess a media type from the extension of a URL's path.

    Args:
        url: The URL.

    Returns:
        The media type, `application/octet-stream` if the extension is unknown.
    """
    path = (normalize_url(url) or "").partition("?")[0].partition("#")[0].partition("://")[2].partition("/")[2]
    return _EXTENSIONS.get(path.rpartition(".")[2].lower(), UNKNOWN_MEDIA_TYPE)


def _is_supported(url: str, media_type: str | None, supported_urls: SupportedUrls) -> bool:
    if media_type is None or not supported_urls:
        return False
    from ..provider_utils.media import is_url_supported

    return is_url_supported(url, media_type, supported_urls)


def _files(messages: Iterable[ModelMessage]) -> Iterator[tuple[UserFileData, str | None]]:
    for message in messages:
        if isinstance(message.content, str):
            continue
        for part in message.content:
            if part.type == "tool-result" and part.output.type == "content":
                yield from _tool_files(part.output.value)
            elif message.role == "user" and part.type == "image":
                yield image_as_file(part)
            elif message.role == "user" and part.type == "file":
                yield part.data, part.media_type


def image_as_file(part: ImagePart) -> tuple[UserFileData, str]:
    """Give what a `FilePart` with the same image would hold: data and media type."""
    return part.image, part.media_type or "image"


def _tool_files(content: Sequence[ToolOutputContent]) -> Iterator[tuple[UserFileData, str | None]]:
    for part in content:
        if isinstance(part, FilePart):
            yield part.data, part.media_type
        elif isinstance(part, DeprecatedToolContent) and part.url is not None:
            yield FileDataUrl(url=part.url), deprecated_url_media_type(part)


def deprecated_url_media_type(part: DeprecatedToolContent) -> str:
    """Give the media type of a `file-url` or `image-url`."""
    if part.type == "image-url":
        return "image"
    return part.media_type or media_type_from_url(part.url or "")
