"""`generate_image`: a prompt, and perhaps images, become images.

```python
result = await generate_image(model="openai:gpt-image-1", prompt="A fox in the snow", n=2)
result.image.save("fox.png")

edited = await generate_image(model="openai:gpt-image-1", prompt={"images": [photo], "text": "Make it night"})
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from typing_extensions import Unpack

from .._callbacks import Callback
from .._generated_file import GeneratedFile
from .._logger import log_warnings
from .._model import resolve_image_model
from .._operation import CallEvent, CallOptions, CallStartEvent, Operation, run_parts, split_count
from ..errors import AISDKError, NoImageGeneratedError, RetryError
from ..provider.image_model import ImageModel, ImageModelCallOptions, ImageModelUsage
from ..provider.shared import CallWarning, ProviderMetadata, ResponseInfo
from ..provider_utils.retry import is_retryable_error
from .metadata import combine_image_metadata
from .prompt import GenerateImagePrompt, prepare_image_prompt
from .result import GenerateImageCall, GenerateImageResult, add_image_usage, as_call


@dataclass(slots=True, kw_only=True)
class GenerateImageStartEvent(CallStartEvent):
    """A call begins; for `on_start`."""

    prompt: GenerateImagePrompt
    n: int
    size: str | None
    aspect_ratio: str | None
    seed: int | None


@dataclass(slots=True, kw_only=True)
class GenerateImageEndEvent(CallEvent):
    """A call is complete; for `on_end`."""

    images: list[GeneratedFile]
    usage: ImageModelUsage
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata
    response: list[ResponseInfo]
    """One for each model call."""


class GenerateImageOptions(CallOptions, total=False):
    """Options of `generate_image`."""

    n: int
    """How many images; default 1."""
    max_images_per_call: int
    """How many images one model call may bring; default is the model's own limit, or 1."""
    size: str
    """`{width}x{height}` in pixels, e.g. `1024x1024`."""
    aspect_ratio: str
    """`{width}:{height}`, e.g. `16:9`."""
    seed: int
    """Makes results repeatable where the provider supports it."""
    on_start: Callback[GenerateImageStartEvent]
    on_end: Callback[GenerateImageEndEvent]


class _NoImages(Exception):
    """A call gave no image; the next attempt may."""


async def generate_image(
    *, model: ImageModel | str, prompt: GenerateImagePrompt, **options: Unpack[GenerateImageOptions]
) -> GenerateImageResult:
    """Generate images.

    More images than one call may bring are spread over several calls, which run at the same time. A call that gives no
    image is repeated like one that failed, unless the model says that this is in vain.

    Args:
        model: The model, or its name (`"openai:gpt-image-1"`).
        prompt: What to draw; or `{"images": [...], "text": ..., "mask": ...}` to edit or vary images.
        **options: Further options, see `GenerateImageOptions`.

    Returns:
        The images.

    Raises:
        NoImageGeneratedError: No call gave an image; `calls` and `responses` say more.
        InvalidArgumentError: A setting has an impossible value.
        InvalidDataContentError: An image of the prompt is neither bytes nor base64 nor a URL.
        NoSuchModelError: The model's name is not known.
        APICallError: The provider refused in a way that no retry mends. (All errors of the SDK that are raised after
            some calls were done have those, as `GenerateImageCall`, in `partial_results`.)
        RetryError: All attempts of a model call failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `generateImage`.
    """
    resolved = resolve_image_model(model)
    operation = Operation("ai.generateImage", resolved, options, should_retry=_should_retry)
    async with operation.watched():
        return await _generate(operation, resolved, prompt)


async def _generate(operation: Operation, model: ImageModel, prompt: GenerateImagePrompt) -> GenerateImageResult:
    options = operation.options
    n = options.get("n", 1)
    settings: dict[str, Any] = {name: options.get(name) for name in ("size", "aspect_ratio", "seed")}
    most = options.get("max_images_per_call", model.max_images_per_call)
    counts = split_count(n, 1 if most is None else most, name="max_images_per_call")
    await operation.begin(GenerateImageStartEvent(**operation.start_facts, prompt=prompt, n=n, **settings))
    calls = await _call_all(operation, model, _call_options(operation, prompt, settings), counts)
    result = _combine(calls)
    log_warnings(result.warnings, provider=model.provider, model=model.model_id)
    if not result.images:
        raise NoImageGeneratedError(calls=calls, responses=result.responses)
    await operation.notify(
        "on_end",
        GenerateImageEndEvent(
            **operation.facts,
            images=result.images,
            usage=result.usage,
            warnings=result.warnings,
            provider_metadata=result.provider_metadata,
            response=result.responses,
        ),
    )
    return result


def _should_retry(error: Exception) -> bool:
    return isinstance(error, _NoImages) or is_retryable_error(error)


def _call_options(
    operation: Operation, prompt: GenerateImagePrompt, settings: Mapping[str, Any]
) -> ImageModelCallOptions:
    prepared = prepare_image_prompt(prompt)
    return ImageModelCallOptions(
        prompt=prepared.text,
        files=prepared.files,
        mask=prepared.mask,
        headers=operation.headers,
        provider_options=operation.options.get("provider_options") or {},
        **settings,
    )


async def _call_all(
    operation: Operation, model: ImageModel, call_options: ImageModelCallOptions, counts: list[int]
) -> list[GenerateImageCall]:
    async def generate(count: int) -> list[GenerateImageCall]:
        return await _call(operation, model, replace(call_options, n=count))

    try:
        groups = await run_parts(counts, generate)
    except AISDKError as error:
        error.partial_results = [call for group in error.partial_results for call in group]
        raise
    return [call for group in groups for call in group]


async def _call(
    operation: Operation, model: ImageModel, call_options: ImageModelCallOptions
) -> list[GenerateImageCall]:
    """Call the model until it gives images; all calls count, also those that gave none."""
    calls: list[GenerateImageCall] = []

    async def attempt() -> None:
        answer = await model.do_generate(call_options)
        calls.append(as_call(answer))
        if not answer.images and answer.is_retryable is not False:
            raise _NoImages

    try:
        await operation.call(attempt)
    except _NoImages:
        pass
    except RetryError as error:
        if not isinstance(error.last_error, _NoImages):
            raise
    return calls


def _combine(calls: list[GenerateImageCall]) -> GenerateImageResult:
    return GenerateImageResult(
        images=[image for call in calls for image in call.images],
        calls=calls,
        warnings=[warning for call in calls for warning in call.warnings],
        responses=[call.response for call in calls],
        provider_metadata=combine_image_metadata(call.provider_metadata for call in calls),
        usage=reduce(add_image_usage, (call.usage for call in calls if call.usage is not None), ImageModelUsage()),
    )
