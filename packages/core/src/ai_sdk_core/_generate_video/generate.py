"""`generate_video`: a prompt, and perhaps images, become videos.

```python
result = await generate_video(model="google:veo-3.1", prompt="A paper boat on a stream", poll=VideoPolling(interval=10))
result.video.save("boat.mp4")
```
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import fields, replace
from typing import Any

from typing_extensions import Unpack

from .._logger import log_warnings
from .._model import resolve_video_model
from .._operation import Operation, run_parts, split_count
from ..errors import UnsupportedFunctionalityError
from ..provider.shared import OtherWarning
from ..provider.video_model import (
    GeneratingVideoModel,
    OperationVideoModel,
    VideoModel,
    VideoModelCallOptions,
    VideoModelOperationStartOptions,
    VideoModelResult,
)
from .options import (
    GenerateVideoEndEvent,
    GenerateVideoOptions,
    GenerateVideoStartEvent,
    prepare_video_call,
)
from .polling import StartedVideo
from .prompt import GenerateVideoPrompt
from .result import GenerateVideoResult, build_video_result


async def generate_video(
    *, model: VideoModel | str, prompt: GenerateVideoPrompt, **options: Unpack[GenerateVideoOptions]
) -> GenerateVideoResult:
    """Generate videos, and wait for them (experimental, as in the reference).

    More videos than one call may bring are spread over several calls, which run at the same time.

    Args:
        model: The model, or its name.
        prompt: What to show; or `{"image": ..., "text": ...}` to animate an image.
        **options: Further options, see `GenerateVideoOptions`.

    Returns:
        The videos.

    Raises:
        NoVideoGeneratedError: No call gave a video, or a generation failed.
        OperationTimeoutError: A generation took too long; its `operation` names the generation, which goes on, for
            `get_video_status`.
        DownloadError: A video cannot be downloaded.
        UnsupportedFunctionalityError: The model implements none of the ways in which videos are made.
        InvalidArgumentError: A setting has an impossible value.
        InvalidDataContentError: An image is neither bytes nor base64 nor a URL.
        NoSuchModelError: The model's name is not known.
        APICallError: The provider refused in a way that no retry mends. (All errors of the SDK that are raised after
            some calls were done have their answers in `partial_results`.)
        RetryError: All attempts of a model call failed.
        AbortError: The abort signal fired.

    Source: the reference's `experimental_generateVideo`.
    """
    resolved = resolve_video_model(model)
    operation = Operation("ai.generateVideo", resolved, options)
    async with operation.watched():
        return await _generate(operation, resolved, prompt)


async def _generate(operation: Operation, model: VideoModel, prompt: GenerateVideoPrompt) -> GenerateVideoResult:
    options = operation.options
    n = options.get("n", 1)
    call = prepare_video_call(operation, prompt)
    most = options.get("max_videos_per_call", model.max_videos_per_call)
    counts = split_count(n, 1 if most is None else most, name="max_videos_per_call")
    generate = _way_to_generate(operation, model)
    await operation.begin(GenerateVideoStartEvent(**operation.start_facts, prompt=prompt, n=n))
    answers = await run_parts(counts, lambda count: generate(replace(call.options, n=count)))
    result = await operation.guard.wait(lambda: build_video_result(answers, call.warnings, options.get("download")))
    log_warnings(result.warnings, provider=model.provider, model=model.model_id)
    await operation.notify(
        "on_end",
        GenerateVideoEndEvent(
            **operation.facts,
            videos=result.videos,
            uploaded_videos=result.uploaded_videos,
            warnings=result.warnings,
            provider_metadata=result.provider_metadata,
            response=result.responses,
        ),
    )
    return result


def _way_to_generate(
    operation: Operation, model: VideoModel
) -> Callable[[VideoModelOperationStartOptions], Coroutine[Any, Any, VideoModelResult]]:
    """Choose between one call that waits, and a start with questions."""
    wants_start = "poll" in operation.options or "webhook" in operation.options
    if isinstance(model, OperationVideoModel) and (wants_start or not isinstance(model, GeneratingVideoModel)):
        starting = model
        return lambda call_options: StartedVideo(operation, starting, call_options).run()
    if not isinstance(model, GeneratingVideoModel):
        raise UnsupportedFunctionalityError(
            functionality="video generation",
            message=f"Video model {model.model_id} does not implement do_generate or do_start/do_status.",
        )
    if wants_start:
        warning = OtherWarning(
            message="poll/webhook options were provided but the model does not support do_start/do_status. "
            "Falling back to do_generate."
        )
        log_warnings([warning], provider=model.provider, model=model.model_id)
    generating = model

    async def generate(call_options: VideoModelOperationStartOptions) -> VideoModelResult:
        plain = VideoModelCallOptions(
            **{field.name: getattr(call_options, field.name) for field in fields(VideoModelCallOptions)}
        )
        return await operation.call(lambda: generating.do_generate(plain))

    return generate
