"""Video models that answer what the test says, one for each way in which videos are made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal, TypeAlias

from ..provider.video_model import (
    VideoData,
    VideoModelCallOptions,
    VideoModelOperationStartOptions,
    VideoModelOperationStartResult,
    VideoModelOperationStatusOptions,
    VideoModelOperationStatusResult,
    VideoModelResult,
    VideoModelWebhook,
)
from ._responses import MOCK_MODEL_ID, MOCK_PROVIDER, response_info
from ._scripts import Script, Scripted

Webhook: TypeAlias = Callable[[], Awaitable[VideoModelWebhook]]


class _MockVideoModel:
    specification_version: Literal["v4"] = "v4"

    def __init__(self, *, max_videos_per_call: int | None, provider: str, model_id: str) -> None:
        self.provider = provider
        self.model_id = model_id
        self.max_videos_per_call = max_videos_per_call


class MockVideoModel(_MockVideoModel):
    """A video model for tests, with one call that returns when the videos are there.

    Args:
        do_generate: What `do_generate` answers (`video_result(VideoUrl(...))`).
        max_videos_per_call: How many videos one call may ask for; `None` leaves it to the generation function.
        provider: The provider's name.
        model_id: The model's name.

    Source: the reference's `MockVideoModelV4`.
    """

    def __init__(
        self,
        *,
        do_generate: Script[VideoModelResult, VideoModelCallOptions] | None = None,
        max_videos_per_call: int | None = 1,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        super().__init__(max_videos_per_call=max_videos_per_call, provider=provider, model_id=model_id)
        self.do_generate = Scripted[VideoModelCallOptions, VideoModelResult]("do_generate", do_generate)
        """Answers calls; `do_generate.calls` holds their options."""


class MockOperationVideoModel(_MockVideoModel):
    """A video model for tests whose generations are started and then asked about.

    Args:
        do_start: What `do_start` answers.
        do_status: What `do_status` answers, e.g. a pending and then a completed operation.
        max_videos_per_call: How many videos one call may ask for.
        provider: The provider's name.
        model_id: The model's name.
    """

    def __init__(
        self,
        *,
        do_start: Script[VideoModelOperationStartResult, VideoModelOperationStartOptions] | None = None,
        do_status: Script[VideoModelOperationStatusResult, VideoModelOperationStatusOptions] | None = None,
        max_videos_per_call: int | None = 1,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        super().__init__(max_videos_per_call=max_videos_per_call, provider=provider, model_id=model_id)
        self.do_start = Scripted[VideoModelOperationStartOptions, VideoModelOperationStartResult]("do_start", do_start)
        """Answers calls; `do_start.calls` holds their options."""
        self.do_status = Scripted[VideoModelOperationStatusOptions, VideoModelOperationStatusResult](
            "do_status", do_status
        )
        """Answers calls; `do_status.calls` holds their options."""


class MockWebhookVideoModel(MockOperationVideoModel):
    """A video model for tests whose provider can tell that a video is done.

    Args:
        do_start: What `do_start` answers.
        do_status: What `do_status` answers.
        handle_webhook_option: What `handle_webhook_option` answers; a function may call what it is given.
        max_videos_per_call: How many videos one call may ask for.
        provider: The provider's name.
        model_id: The model's name.
    """

    def __init__(
        self,
        *,
        do_start: Script[VideoModelOperationStartResult, VideoModelOperationStartOptions] | None = None,
        do_status: Script[VideoModelOperationStatusResult, VideoModelOperationStatusOptions] | None = None,
        handle_webhook_option: Script[VideoModelWebhook, Webhook] | None = None,
        max_videos_per_call: int | None = 1,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        super().__init__(
            do_start=do_start,
            do_status=do_status,
            max_videos_per_call=max_videos_per_call,
            provider=provider,
            model_id=model_id,
        )
        self.webhooks = Scripted[Webhook, VideoModelWebhook]("handle_webhook_option", handle_webhook_option)
        """Answers `handle_webhook_option`; `webhooks.calls` holds what it was given."""

    async def handle_webhook_option(self, webhook: Webhook) -> VideoModelWebhook:
        """Set up the caller's webhook, as scripted."""
        return await self.webhooks(webhook)


def video_result(*videos: VideoData) -> VideoModelResult:
    """Make an answer for `MockVideoModel(do_generate=...)`.

    Args:
        videos: The videos.

    Returns:
        The answer.
    """
    return VideoModelResult(videos=list(videos), response=response_info())
