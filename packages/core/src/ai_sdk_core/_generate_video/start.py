"""`start_video` and `get_video_status`: videos for programs that do not wait.

```python
started = await start_video(model=model, prompt="A paper boat on a stream")
# later, perhaps in another process:
status = await get_video_status(model=model, operation=started.operation)
```
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from typing_extensions import Unpack

from .._logger import log_warnings
from .._model import resolve_video_model
from .._operation import Operation, RetryOptions
from ..errors import InvalidArgumentError, UnsupportedFunctionalityError
from ..provider.json_value import JSONValue
from ..provider.shared import CallWarning, ProviderMetadata, ResponseInfo
from ..provider.video_model import (
    OperationVideoModel,
    VideoModel,
    VideoModelOperationStatusOptions,
    VideoModelOperationStatusResult,
)
from .options import StartVideoOptions, check_number_of_videos, prepare_video_call, with_idempotency_key
from .prompt import GenerateVideoPrompt


@dataclass(slots=True, kw_only=True)
class StartVideoResult:
    """What `start_video` returns.

    Source: the reference's `StartVideoResult`.
    """

    operation: JSONValue
    """Names the generation to `get_video_status`; may be stored."""
    warnings: list[CallWarning]
    response: ResponseInfo
    provider_metadata: ProviderMetadata | None = None


async def start_video(
    *, model: VideoModel | str, prompt: GenerateVideoPrompt, **options: Unpack[StartVideoOptions]
) -> StartVideoResult:
    """Start a generation that goes on without the caller (experimental, as in the reference).

    Args:
        model: The model, or its name.
        prompt: What to show; or `{"image": ..., "text": ...}` to animate an image.
        **options: Further options, see `StartVideoOptions`.

    Returns:
        The operation, for `get_video_status`.

    Raises:
        UnsupportedFunctionalityError: The model has no such operations.
        InvalidArgumentError: More videos are asked for than one operation makes, or a setting has an impossible value.
        InvalidDataContentError: An image is neither bytes nor base64 nor a URL.
        NoSuchModelError: The model's name is not known.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `experimental_startVideo`.
    """
    resolved = resolve_video_model(model)
    if not isinstance(resolved, OperationVideoModel):
        raise UnsupportedFunctionalityError(
            functionality="video operations",
            message=f"Video model {resolved.model_id} does not implement do_start. "
            "Use generate_video for models without an asynchronous start/status flow.",
        )
    n = options.get("n", 1)
    check_number_of_videos(n)
    most = options.get("max_videos_per_call", resolved.max_videos_per_call)
    if most is not None and n > most:
        raise InvalidArgumentError(
            argument="n",
            message=f"Video model {resolved.model_id} supports at most {most} video(s) per call, "
            f"but {n} were requested. Split the batch across multiple start_video calls.",
        )
    operation = Operation("ai.startVideo", resolved, options)
    call = prepare_video_call(operation, prompt)
    call_options = replace(call.options, headers=with_idempotency_key(call.options.headers))
    operation.start_clock()
    started = await operation.call(lambda: resolved.do_start(call_options))
    warnings = [*call.warnings, *started.warnings]
    log_warnings(warnings, provider=resolved.provider, model=resolved.model_id)
    return StartVideoResult(
        operation=started.operation,
        warnings=warnings,
        provider_metadata=started.provider_metadata,
        response=started.response,
    )


async def get_video_status(
    *, model: VideoModel | str, operation: JSONValue, **options: Unpack[RetryOptions]
) -> VideoModelOperationStatusResult:
    """Ask how a generation stands that was started (experimental, as in the reference).

    Args:
        model: The model that it was started with, or its name.
        operation: What `start_video` gave, or the `operation` of an `OperationTimeoutError`.
        **options: Further options, see `RetryOptions`.

    Returns:
        Whether it goes on, failed, or is done, and then its videos.

    Raises:
        UnsupportedFunctionalityError: The model has no such operations.
        NoSuchModelError: The model's name is not known.
        InvalidArgumentError: A setting has an impossible value.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `experimental_getVideoStatus`.
    """
    resolved = resolve_video_model(model)
    if not isinstance(resolved, OperationVideoModel):
        raise UnsupportedFunctionalityError(
            functionality="video operations",
            message=f"Video model {resolved.model_id} does not implement do_status.",
        )
    run = Operation("ai.getVideoStatus", resolved, options)
    run.start_clock()
    question = VideoModelOperationStatusOptions(operation=operation, headers=run.headers)
    return await run.call(lambda: resolved.do_status(question))
