"""The forms in which users write prompts for images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Required, TypeAlias, TypedDict

from ..errors import InvalidArgumentError
from ..provider.image_model import ImageModelFile, ImageModelFileData, ImageModelFileUrl
from ..provider_utils.data_content import DataContent, split_data_url, to_bytes
from ..provider_utils.media import detect_media_type


class ImageEditPrompt(TypedDict, total=False):
    """Asks for images made from other images."""

    images: Required[Sequence[DataContent]]
    """What to edit or to vary: bytes, base64, data URLs, or HTTP URLs."""
    text: str
    """What to make of them; some operations, such as upscaling, need none."""
    mask: DataContent
    """Marks the region to paint."""


GenerateImagePrompt: TypeAlias = str | ImageEditPrompt
"""What to draw, or what to make of given images."""


@dataclass(slots=True, kw_only=True)
class PreparedPrompt:
    """A prompt as models receive it."""

    text: str | None
    files: list[ImageModelFile] | None = None
    mask: ImageModelFile | None = None


def prepare_image_prompt(prompt: GenerateImagePrompt) -> PreparedPrompt:
    """Bring the forms of prompts into one.

    Args:
        prompt: As the user wrote it.

    Returns:
        The prompt, with images as bytes or URLs.

    Raises:
        InvalidDataContentError: An image is neither bytes nor base64 nor a URL.
        InvalidArgumentError: A prompt that is no text has no images.
    """
    if isinstance(prompt, str):
        return PreparedPrompt(text=prompt)
    if "images" not in prompt:
        raise InvalidArgumentError(
            parameter="prompt", value=prompt, message="a prompt must be a text, or have images: {'images': [...]}"
        )
    mask = prompt.get("mask")
    return PreparedPrompt(
        text=prompt.get("text"),
        files=[_to_file(image) for image in prompt["images"]],
        mask=_to_file(mask) if mask else None,
    )


def _to_file(content: DataContent) -> ImageModelFile:
    media_type: str | None = None
    if isinstance(content, str):
        if content.startswith("http"):
            return ImageModelFileUrl(url=content)
        if content.startswith("data:"):
            media_type, encoded = split_data_url(content)
            content = content if encoded is None else encoded
    data = to_bytes(content)
    return ImageModelFileData(data=data, media_type=media_type or detect_media_type(data, "image") or "image/png")
