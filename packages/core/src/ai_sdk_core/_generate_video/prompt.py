"""The forms in which users write prompts for videos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Required, TypeAlias, TypedDict

from ..provider.shared import CallWarning, OtherWarning
from ..provider.video_model import (
    VideoModelFile,
    VideoModelFileData,
    VideoModelFileUrl,
    VideoModelFrameImage,
    VideoModelFrameType,
)
from ..provider_utils.data_content import DataContent, split_data_url, to_bytes
from ..provider_utils.media import detect_media_type


class ImageToVideoPrompt(TypedDict, total=False):
    """Asks for a video that an image becomes."""

    image: Required[DataContent]
    """The image to animate: bytes, base64, a data URL, or an HTTP URL."""
    text: str
    """What happens in it."""


class FrameImage(TypedDict):
    """An image that the video begins or ends with."""

    image: DataContent
    frame_type: VideoModelFrameType


class TypedReference(TypedDict, total=False):
    """An image or a video to refer to, with its media type."""

    data: Required[DataContent]
    media_type: str


GenerateVideoPrompt: TypeAlias = str | ImageToVideoPrompt
"""What to show, or what to make of an image."""

InputReference: TypeAlias = DataContent | TypedReference
"""An image or a video to refer to: bytes, base64, a data URL, or an HTTP URL; or a dict that names its media type."""


@dataclass(slots=True, kw_only=True)
class VideoInputs:
    """Prompt and images as models receive them."""

    prompt: str | None
    image: VideoModelFile | None
    frame_images: list[VideoModelFrameImage] | None
    input_references: list[VideoModelFile] | None
    warnings: list[CallWarning]


def prepare_video_inputs(
    prompt: GenerateVideoPrompt,
    frame_images: Sequence[FrameImage] | None,
    input_references: Sequence[InputReference] | None,
) -> VideoInputs:
    """Bring prompt and images into one form.

    Args:
        prompt: As the user wrote it.
        frame_images: Images that the video begins or ends with; the first frame takes the place of the prompt's image.
        input_references: What to refer to; not used together with frame images.

    Returns:
        The inputs, and warnings about those that are not used.

    Raises:
        InvalidDataContentError: An image is neither bytes nor base64 nor a URL.
    """
    text, image = _split_prompt(prompt)
    frames = None if frame_images is None else [_frame(frame) for frame in frame_images]
    references = None if input_references is None else [_reference(reference) for reference in input_references]
    warnings: list[CallWarning] = []
    if frames and references:
        warnings.append(
            OtherWarning(
                message="input_references were ignored because frame_images were provided; "
                "frame_images and input_references cannot be combined."
            )
        )
    first_frame = next((frame.image for frame in frames or [] if frame.frame_type == "first_frame"), None)
    if image is not None and first_frame is not None:
        warnings.append(
            OtherWarning(
                message="prompt.image was ignored because a first_frame frame_image was provided; "
                "the first_frame frame_image takes precedence as the start image."
            )
        )
    return VideoInputs(
        prompt=text,
        image=first_frame or image,
        frame_images=frames,
        input_references=None if frames else references,
        warnings=warnings,
    )


def _split_prompt(prompt: GenerateVideoPrompt) -> tuple[str | None, VideoModelFile | None]:
    if isinstance(prompt, str):
        return prompt, None
    image = prompt.get("image")
    return prompt.get("text"), None if image is None else _to_file(image, "image")


def _frame(frame: FrameImage) -> VideoModelFrameImage:
    return VideoModelFrameImage(image=_to_file(frame["image"], "image"), frame_type=frame["frame_type"])


def _reference(reference: InputReference) -> VideoModelFile:
    if not isinstance(reference, Mapping):
        return _to_file(reference, None)
    file = _to_file(reference["data"], None)
    media_type = reference.get("media_type")
    if media_type is not None:
        file.media_type = media_type
    return file


def _to_file(content: DataContent, kind: str | None) -> VideoModelFile:
    media_type: str | None = None
    if isinstance(content, str):
        if content.startswith(("http://", "https://")):
            return VideoModelFileUrl(url=content)
        if content.startswith("data:"):
            media_type, encoded = split_data_url(content)
            content = encoded or ""
    data = to_bytes(content)
    if media_type is None:
        media_type = detect_media_type(data, kind) or "image/png"
    return VideoModelFileData(data=data, media_type=media_type)
