"""Options of the functions that make videos."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from .._callbacks import Callback
from .._generated_file import GeneratedFile
from .._operation import CallEvent, CallStartEvent, Operation, RetryOptions, TelemetrySetting
from .._prompt.download import DownloadFunction
from ..errors import InvalidArgumentError
from ..provider.json_value import JSONValue
from ..provider.shared import CallWarning, ProviderMetadata
from ..provider.video_model import VideoModelOperationStartOptions, VideoModelWebhook
from ..provider_utils.ids import create_id_generator
from .prompt import FrameImage, GenerateVideoPrompt, InputReference, VideoInputs, prepare_video_inputs
from .result import VideoResponse

WebhookFactory: TypeAlias = Callable[[], Awaitable[VideoModelWebhook]]
"""Sets up a URL where the provider can tell that a video is done."""


@dataclass(slots=True, kw_only=True, frozen=True)
class VideoPolling:
    """How to wait for a video that the provider makes without us."""

    interval: float = 5.0
    """Seconds between two questions."""
    timeout: float = 600.0
    """Seconds after which to give up; the generation itself goes on."""


@dataclass(slots=True, kw_only=True)
class VideoProgressEvent:
    """A generation was started, or asked about; for `on_progress`.

    With the operation, `get_video_status` can ask again at any time, also from another process.
    """

    operation: JSONValue
    status: Literal["started", "pending", "completed", "error"]
    elapsed: float
    """Seconds since the start."""


@dataclass(slots=True, kw_only=True)
class GenerateVideoStartEvent(CallStartEvent):
    """A call begins; for `on_start`."""

    prompt: GenerateVideoPrompt
    n: int


@dataclass(slots=True, kw_only=True)
class GenerateVideoEndEvent(CallEvent):
    """A call is complete; for `on_end`."""

    videos: list[GeneratedFile]
    uploaded_videos: int
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata
    response: list[VideoResponse]
    """One for each model call."""


class VideoOptions(RetryOptions, total=False):
    """Options of `generate_video` and `start_video`."""

    n: int
    """How many videos; default 1."""
    max_videos_per_call: int
    """How many videos one model call may bring; default is the model's own limit, or 1."""
    aspect_ratio: str
    """`{width}:{height}`, e.g. `16:9`; or `adaptive`: that of the input."""
    resolution: str
    """`{width}x{height}` in pixels, e.g. `1280x720`."""
    duration: float
    """Length in seconds."""
    fps: float
    """Frames per second."""
    seed: int
    """Makes results repeatable where the provider supports it."""
    frame_images: Sequence[FrameImage]
    """Images that the video begins or ends with: `[{"image": ..., "frame_type": "last_frame"}]`."""
    input_references: Sequence[InputReference]
    """Images and videos to refer to."""
    generate_audio: bool
    """Whether the video has sound."""


class StartVideoOptions(VideoOptions, total=False):
    """Options of `start_video`."""

    webhook_url: str
    """Where the provider tells that the video is done."""


class GenerateVideoOptions(VideoOptions, TelemetrySetting, total=False):
    """Options of `generate_video`."""

    poll: VideoPolling
    """Starts the generation and asks how it stands, instead of waiting in one long call, if the model can do both."""
    webhook: WebhookFactory
    """Waits until the provider tells that the video is done, if it can do that."""
    download: DownloadFunction
    """Replaces the download of videos that the model gives as URLs."""
    on_start: Callback[GenerateVideoStartEvent]
    on_progress: Callback[VideoProgressEvent]
    """Told when a generation was started, and each time it was asked about; only if the model works that way."""
    on_end: Callback[GenerateVideoEndEvent]


@dataclass(slots=True, kw_only=True)
class PreparedVideoCall:
    """What a model is asked for."""

    options: VideoModelOperationStartOptions
    warnings: list[CallWarning]


_SETTINGS = ("aspect_ratio", "resolution", "duration", "fps", "seed", "generate_audio")


def prepare_video_call(operation: Operation, prompt: GenerateVideoPrompt) -> PreparedVideoCall:
    """Write down what a model is asked for.

    Args:
        operation: The call, whose options are `VideoOptions`.
        prompt: As the user wrote it.

    Returns:
        The options of the model call, and warnings about inputs that are not used.

    Raises:
        InvalidDataContentError: An image is neither bytes nor base64 nor a URL.
    """
    options = operation.options
    inputs: VideoInputs = prepare_video_inputs(prompt, options.get("frame_images"), options.get("input_references"))
    settings: dict[str, Any] = {name: options.get(name) for name in _SETTINGS}
    call_options = VideoModelOperationStartOptions(
        prompt=inputs.prompt,
        n=options.get("n", 1),
        image=inputs.image,
        frame_images=inputs.frame_images,
        input_references=inputs.input_references,
        provider_options=options.get("provider_options") or {},
        headers=operation.headers,
        webhook_url=options.get("webhook_url"),
        **settings,
    )
    return PreparedVideoCall(options=call_options, warnings=inputs.warnings)


def with_idempotency_key(headers: dict[str, str | None] | None) -> dict[str, str | None]:
    """Make sure that a generation is paid for once, however often its start is tried.

    Args:
        headers: Headers of the start; a key among them stays as it is.

    Returns:
        Headers with a key.
    """
    key = f"aisdk_vid_{_generate_key()}"
    return {"idempotency-key": key, **(headers or {})}


def check_number_of_videos(n: object) -> None:
    """Check how many videos are asked for.

    Args:
        n: As the user gave it.

    Raises:
        InvalidArgumentError: It is not a whole number from 1.
    """
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        raise InvalidArgumentError(argument="n", message=f"Invalid n: expected a positive integer, received {n!r}.")


_generate_key = create_id_generator()
