"""Image models: a prompt, and perhaps images, become images."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, Protocol, TypeAlias, runtime_checkable

from ._codec_hooks import BASE64, BY_TYPE, SpecValue
from .model import Model
from .shared import CallWarning, ProviderMetadata, ProviderOptions, ResponseInfo


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImageModelFileData(SpecValue):
    """An image given as bytes, or as a string that holds them in base64."""

    data: Annotated[bytes | str, BASE64]
    media_type: str
    provider_options: ProviderOptions | None = None
    type: Literal["file"] = "file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImageModelFileUrl(SpecValue):
    """An image given as a URL."""

    url: str
    provider_options: ProviderOptions | None = None
    type: Literal["url"] = "url"


ImageModelFile: TypeAlias = Annotated[ImageModelFileData | ImageModelFileUrl, BY_TYPE]
"""An image to edit or to vary, or a mask."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImageModelCallOptions(SpecValue):
    """One call of an image model."""

    prompt: str | None = None
    """What to draw; some operations, such as upscaling, need none."""
    n: int = 1
    """How many images."""
    size: str | None = None
    """`{width}x{height}` in pixels."""
    aspect_ratio: str | None = None
    """`{width}:{height}`."""
    seed: int | None = None
    files: list[ImageModelFile] | None = None
    """Images to edit or to vary."""
    mask: ImageModelFile | None = None
    """Marks the region to paint."""
    provider_options: ProviderOptions = field(default_factory=dict)
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImageModelUsage(SpecValue):
    """Tokens that one call used; `None` where the provider does not say."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    total_tokens: int | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImageModelResult(SpecValue):
    """The images of one call."""

    images: list[Annotated[bytes | str, BASE64]]
    """Bytes or base64, as the provider sent them."""
    response: ResponseInfo
    is_retryable: bool | None = None
    """Whether asking again may help when there are no images; `None` if unknown."""
    usage: ImageModelUsage | None = None
    provider_metadata: ProviderMetadata | None = None
    """The provider's entry has a list `images` with one item per image."""
    warnings: list[CallWarning] = field(default_factory=list)


@runtime_checkable
class ImageModel(Model, Protocol):
    """A model that generates images.

    Source: the reference's `ImageModelV4`.
    """

    @property
    def max_images_per_call(self) -> int | None:
        """How many images one call may ask for; `None` leaves it to the default of the generation function."""
        ...

    async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
        """Generate images.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The images.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...


@runtime_checkable
class ImageEditingModel(ImageModel, Protocol):
    """An image model that says whether it takes images as input. Without this, support is unknown."""

    @property
    def supports_file_inputs(self) -> bool | None:
        """Whether `files` are understood; `None` if unknown."""
        ...

    @property
    def supports_mask_inputs(self) -> bool | None:
        """Whether a `mask` is understood; `None` if unknown."""
        ...
