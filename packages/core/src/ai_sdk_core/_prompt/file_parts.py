"""File parts in prompts: from the users' form to the specification's, with downloaded contents put in."""

from __future__ import annotations

from ..errors import InvalidDataContentError, InvalidPromptError
from ..provider.language_model import prompt as spec
from ..provider.shared import FileData, FileDataData, FileDataUrl
from ..provider_utils.media import detect_media_type, is_full_media_type
from .assets import DownloadedAssets
from .files import convert_file_data
from .messages import FilePart, ReasoningFilePart


def convert_file_part(part: FilePart, assets: DownloadedAssets) -> spec.FilePart:
    """Convert a file that the user or a tool gives.

    The media type is what the data says itself (data URLs, signatures of images), else what the part says, made
    complete by what the download said.

    Args:
        part: The users' form.
        assets: Files that were downloaded, by URL.

    Returns:
        The specification's form.

    Raises:
        InvalidDataContentError: The file is malformed, or its media type is unknown.
    """
    data, media_type = convert_file_data(part.data)
    media_type = media_type or part.media_type
    if isinstance(data, FileDataUrl):
        data, media_type = _resolve(data, media_type, assets)
    if isinstance(data, FileDataData):
        media_type = detect_media_type(data.data, "image") or media_type
    return _file(part, data, media_type)


def convert_generated_file_part(part: FilePart) -> spec.FilePart:
    """Convert a file of an assistant message, which is passed on as it is.

    Args:
        part: The users' form.

    Returns:
        The specification's form.

    Raises:
        InvalidDataContentError: The file is malformed, or its media type is unknown.
    """
    data, media_type = convert_file_data(part.data)
    return _file(part, data, media_type or part.media_type)


def convert_reasoning_file_part(part: ReasoningFilePart) -> spec.ReasoningFilePart:
    """Convert a file of an assistant's reasoning.

    Args:
        part: The users' form.

    Returns:
        The specification's form.

    Raises:
        InvalidDataContentError: The file is malformed.
        InvalidPromptError: The file is neither inline nor a URL.
    """
    data, media_type = convert_file_data(part.data)
    if not isinstance(data, FileDataData | FileDataUrl):
        raise InvalidPromptError(prompt=part, message=f"Unsupported reasoning-file data type: {data.type}")
    return spec.ReasoningFilePart(
        data=data, media_type=media_type or part.media_type, provider_options=part.provider_options
    )


def _resolve(data: FileDataUrl, media_type: str | None, assets: DownloadedAssets) -> tuple[FileData, str | None]:
    file = assets.get(data.url)
    if file is None:
        return data, media_type
    if file.media_type is not None and (media_type is None or not is_full_media_type(media_type)):
        media_type = file.media_type
    return FileDataData(data=file.data), media_type


def _file(part: FilePart, data: FileData, media_type: str | None) -> spec.FilePart:
    if media_type is None:
        raise InvalidDataContentError(content=part.data, message="Media type is missing for file part")
    return spec.FilePart(
        data=data, media_type=media_type, filename=part.filename, provider_options=part.provider_options
    )
