"""Videos: started, waited for, and found again when the waiting took too long.

Run it with `python docs/examples/generate_video.py`. The mock stands for a model whose videos take minutes.
"""

from __future__ import annotations

import asyncio

from ai_sdk_core import VideoPolling, VideoProgressEvent, generate_video, get_video_status
from ai_sdk_core.errors import OperationTimeoutError
from ai_sdk_core.provider import (
    VideoBase64,
    VideoModelOperationCompleted,
    VideoModelOperationPending,
    VideoModelOperationStartResult,
)
from ai_sdk_core.testing import MockOperationVideoModel, response_info

VIDEO = VideoBase64(data="AAAAGGZ0eXBtcDQy", media_type="video/mp4")
STARTED = VideoModelOperationStartResult(operation={"id": "job-1"}, response=response_info())
PENDING = VideoModelOperationPending(response=response_info())
DONE = VideoModelOperationCompleted(videos=[VIDEO], response=response_info())


def show(event: VideoProgressEvent) -> None:
    """Told when the video was started, and each time it was asked about."""
    print(f"{event.operation}: {event.status}")


async def main() -> None:
    """Wait for a video; then for one that takes longer than we want to wait."""
    model = MockOperationVideoModel(do_start=STARTED, do_status=[PENDING, DONE])
    result = await generate_video(
        model=model, prompt="A paper boat on a stream", poll=VideoPolling(interval=0.01), on_progress=show
    )
    print("done:", result.video)

    slow = MockOperationVideoModel(do_start=STARTED, do_status=[PENDING, PENDING, DONE])
    try:
        await generate_video(model=slow, prompt="A long one", poll=VideoPolling(interval=0.01, timeout=0.015))
    except OperationTimeoutError as error:
        print(error)
        status = await get_video_status(model=slow, operation=error.operation)  # Any time later, from any process.
        print("asked again:", status.status)


if __name__ == "__main__":
    asyncio.run(main())
