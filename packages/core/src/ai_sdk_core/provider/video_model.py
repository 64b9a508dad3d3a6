"""Video models: a prompt, and perhaps images or videos, become videos.

Making a video takes minutes. A provider implements `GeneratingVideoModel` (one call that waits), `OperationVideoModel`
(start, then ask for the status, which survives a restart of the program), or both.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Annotated, Literal, Protocol, TypeAlias, runtime_checkable

from ._codec_hooks import BASE64, BY_STATUS, BY_TYPE, BYTES, SpecValue
from .json_value import JSONValue
from .model import Model
from .shared import CallWarning, ProviderMetadata, ProviderOptions, ResponseInfo

# --- Options ---


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelFileData(SpecValue):
    """An image or a video given as bytes, or as a string that holds them in base64."""

    data: Annotated[bytes | str, BASE64]
    media_type: str
    provider_options: ProviderOptions | None = None
    type: Literal["file"] = "file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelFileUrl(SpecValue):
    """An image or a video given as a URL."""

    url: str
    media_type: str | None = None
    provider_options: ProviderOptions | None = None
    type: Literal["url"] = "url"


VideoModelFile: TypeAlias = Annotated[VideoModelFileData | VideoModelFileUrl, BY_TYPE]
"""An image to animate, or an image or a video to edit or to refer to."""

VideoModelFrameType: TypeAlias = Literal["first_frame", "last_frame"]
"""Where in the video an image stands."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelFrameImage(SpecValue):
    """An image that the video begins or ends with."""

    image: VideoModelFile
    frame_type: VideoModelFrameType


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelCallOptions(SpecValue):
    """One call of a video model."""

    prompt: str | None = None
    n: int = 1
    """How many videos."""
    aspect_ratio: str | None = None
    """`{width}:{height}`, or `adaptive`: that of the input."""
    resolution: str | None = None
    """`{width}x{height}` in pixels."""
    duration: float | None = None
    """Length in seconds."""
    fps: float | None = None
    """Frames per second."""
    seed: int | None = None
    image: VideoModelFile | None = None
    """The image to animate."""
    frame_images: list[VideoModelFrameImage] | None = None
    input_references: list[VideoModelFile] | None = None
    """Images and videos to refer to."""
    generate_audio: bool | None = None
    provider_options: ProviderOptions = field(default_factory=dict)
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True)
class VideoModelOperationStartOptions(VideoModelCallOptions):
    """The start of a generation that goes on without the caller."""

    webhook_url: str | None = None
    """Where the provider tells that the video is done."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelOperationStatusOptions(SpecValue):
    """A question about a generation that was started."""

    operation: JSONValue
    """What `do_start` gave."""
    headers: dict[str, str | None] | None = None


# --- Results ---


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoUrl(SpecValue):
    """A video behind a URL."""

    url: str
    media_type: str
    type: Literal["url"] = "url"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoBase64(SpecValue):
    """A video in base64."""

    data: str
    media_type: str
    type: Literal["base64"] = "base64"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoBinary(SpecValue):
    """A video in bytes."""

    data: Annotated[bytes, BYTES]
    media_type: str
    type: Literal["binary"] = "binary"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoUploaded(SpecValue):
    """A video that the provider put into the caller's own storage; there is nothing to download."""

    media_type: str
    type: Literal["uploaded"] = "uploaded"


VideoData: TypeAlias = Annotated[VideoUrl | VideoBase64 | VideoBinary | VideoUploaded, BY_TYPE]
"""A generated video, or the word that it was delivered."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelResult(SpecValue):
    """The videos of one call."""

    videos: list[VideoData]
    response: ResponseInfo
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelOperationStartResult(SpecValue):
    """A generation was started."""

    operation: JSONValue
    """Names the generation to `do_status`; may be stored."""
    response: ResponseInfo
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelOperationPending(SpecValue):
    """The generation goes on."""

    response: ResponseInfo
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] | None = None
    status: Literal["pending"] = "pending"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelOperationCompleted(SpecValue):
    """The videos are there."""

    videos: list[VideoData]
    response: ResponseInfo
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)
    status: Literal["completed"] = "completed"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelOperationFailed(SpecValue):
    """The generation failed."""

    error: str
    """Why, in words for people."""
    response: ResponseInfo
    provider_metadata: ProviderMetadata | None = None
    status: Literal["error"] = "error"


VideoModelOperationStatusResult: TypeAlias = Annotated[
    VideoModelOperationPending | VideoModelOperationCompleted | VideoModelOperationFailed, BY_STATUS
]
"""How a generation stands."""


# --- Interfaces ---


@runtime_checkable
class VideoModel(Model, Protocol):
    """A model that generates videos, in one of the ways that the other Protocols of this module describe.

    Source: the reference's `VideoModelV4`.
    """

    @property
    def max_videos_per_call(self) -> int | None:
        """How many videos one call may ask for; `None` leaves it to the default of the generation function."""
        ...


@runtime_checkable
class GeneratingVideoModel(VideoModel, Protocol):
    """A video model with one call that returns when the videos are there."""

    async def do_generate(self, options: VideoModelCallOptions) -> VideoModelResult:
        """Generate videos.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The videos.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...


@runtime_checkable
class OperationVideoModel(VideoModel, Protocol):
    """A video model whose generations are started and then asked about."""

    async def do_start(self, options: VideoModelOperationStartOptions) -> VideoModelOperationStartResult:
        """Start a generation.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The operation, for `do_status`.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...

    async def do_status(self, options: VideoModelOperationStatusOptions) -> VideoModelOperationStatusResult:
        """Ask how a generation stands.

        Args:
            options: The operation.

        Returns:
            Whether it goes on, failed, or is done, and then its videos.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The provider's response is not what it should be.
        """
        ...


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class VideoModelOperationWebhook(SpecValue):
    """A notification, as it arrived."""

    headers: dict[str, str]
    body: JSONValue


@dataclass(slots=True, kw_only=True)
class VideoModelWebhook:
    """A place where a notification can arrive."""

    url: str
    received: Awaitable[VideoModelOperationWebhook]
    """Done when the notification is there."""


@runtime_checkable
class WebhookVideoModel(OperationVideoModel, Protocol):
    """A video model whose provider can tell that a video is done.

    Only for such models the caller's webhook is set up at all: it may cost real resources.
    """

    async def handle_webhook_option(self, webhook: Callable[[], Awaitable[VideoModelWebhook]]) -> VideoModelWebhook:
        """Set up the caller's webhook for one generation.

        Args:
            webhook: Sets up a URL of the caller.

        Returns:
            The URL for `VideoModelOperationStartOptions.webhook_url`, and the notification to wait for.
        """
        ...
