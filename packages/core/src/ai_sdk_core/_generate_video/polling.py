"""A video that the provider makes without us: started, and then waited for."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import Any, Literal

from .._abort import discard
from .._operation import Operation
from .._provider_metadata import merge_provider_metadata
from ..errors import AISDKError, NoVideoGeneratedError, OperationTimeoutError
from ..provider.json_value import JSONValue
from ..provider.shared import CallWarning, ProviderMetadata, UnsupportedWarning
from ..provider.video_model import (
    OperationVideoModel,
    VideoModelOperationCompleted,
    VideoModelOperationStartOptions,
    VideoModelOperationStatusOptions,
    VideoModelOperationStatusResult,
    VideoModelResult,
    VideoModelWebhook,
    WebhookVideoModel,
)
from .options import VideoPolling, VideoProgressEvent, WebhookFactory, with_idempotency_key

_LABEL = "Video generation"


class StartedVideo:
    """One generation, from its start to its end.

    Args:
        operation: The call that it belongs to; its options are `GenerateVideoOptions`.
        model: The model.
        call_options: What the model is asked for.
    """

    def __init__(
        self, operation: Operation, model: OperationVideoModel, call_options: VideoModelOperationStartOptions
    ) -> None:
        self._operation = operation
        self._model = model
        self._call_options = call_options
        self._polling: VideoPolling = operation.options.get("poll") or VideoPolling()
        self._warnings: list[CallWarning] = []
        self._metadata: ProviderMetadata | None = None
        self._name: JSONValue = None
        self._started = 0.0

    async def run(self) -> VideoModelResult:
        """Start the generation and wait for its end.

        Returns:
            The videos.

        Raises:
            OperationTimeoutError: The generation took too long; it goes on, and the error's `operation` names it.
            NoVideoGeneratedError: The generation failed.
            AISDKError: A call failed.
        """
        webhook = await self._set_up_webhook()
        try:
            await self._start(webhook)
        except BaseException:
            if webhook is not None:
                discard(webhook.received)
            raise
        try:
            return await (self._poll() if webhook is None else self._wait_for(webhook))
        except NoVideoGeneratedError:
            raise
        except AISDKError as error:
            self._say_how_to_resume(error)
            raise

    def _say_how_to_resume(self, error: AISDKError) -> None:
        if isinstance(error, OperationTimeoutError) and error.operation is None:
            error.operation = self._name
        error.add_note(
            "The generation goes on at the provider. Ask for it with "
            f"get_video_status(model=..., operation={self._name!r})."
        )

    async def _set_up_webhook(self) -> VideoModelWebhook | None:
        factory: WebhookFactory | None = self._operation.options.get("webhook")
        if factory is None:
            return None
        model = self._model
        if isinstance(model, WebhookVideoModel):
            return await self._operation.guard.wait(lambda: model.handle_webhook_option(factory))
        self._warnings.append(
            UnsupportedWarning(
                feature="webhook", details="This model does not support webhooks. Falling back to polling."
            )
        )
        return None

    async def _start(self, webhook: VideoModelWebhook | None) -> None:
        call_options = replace(
            self._call_options,
            headers=with_idempotency_key(self._call_options.headers),
            webhook_url=webhook.url if webhook is not None else None,
        )
        self._started = time.monotonic()
        started = await self._operation.call(lambda: self._model.do_start(call_options))
        self._name = started.operation
        self._warnings += started.warnings
        self._metadata = started.provider_metadata
        await self._tell("started")

    async def _poll(self) -> VideoModelResult:
        scope = asyncio.timeout(self._polling.timeout)
        try:
            async with scope:
                while True:
                    await self._operation.guard.wait(lambda: asyncio.sleep(self._polling.interval))
                    result = await self._ask()
                    if result is not None:
                        return result
        except TimeoutError as error:
            if not scope.expired():
                raise
            raise self._timed_out() from error

    async def _wait_for(self, webhook: VideoModelWebhook) -> VideoModelResult:
        async def received() -> Any:
            return await webhook.received

        scope = asyncio.timeout(self._polling.timeout)
        try:
            async with scope:
                await self._operation.guard.wait(received)
        except TimeoutError as error:
            if not scope.expired():
                raise
            raise self._timed_out() from error
        result = await self._ask()
        if result is None:
            raise AISDKError(message="Video generation did not complete after webhook notification.")
        return result

    async def _ask(self) -> VideoModelResult | None:
        """Ask once how the generation stands; the videos, if they are there."""
        status = await self._operation.call(self._ask_model)
        await self._tell(status.status)
        if status.status == "error":
            raise NoVideoGeneratedError(message=status.error, responses=[status.response])
        self._warnings += status.warnings or []
        self._metadata = merge_provider_metadata((self._metadata, status.provider_metadata), joined=("videos",))
        return self._result(status) if status.status == "completed" else None

    async def _ask_model(self) -> VideoModelOperationStatusResult:
        return await self._model.do_status(
            VideoModelOperationStatusOptions(operation=self._name, headers=self._operation.headers)
        )

    def _result(self, status: VideoModelOperationCompleted) -> VideoModelResult:
        return VideoModelResult(
            videos=status.videos,
            warnings=self._warnings,
            provider_metadata=self._metadata,
            response=status.response,
        )

    async def _tell(self, status: Literal["started", "pending", "completed", "error"]) -> None:
        event = VideoProgressEvent(operation=self._name, status=status, elapsed=time.monotonic() - self._started)
        await self._operation.notify("on_progress", event)

    def _timed_out(self) -> OperationTimeoutError:
        limit = self._polling.timeout
        return OperationTimeoutError(
            label=_LABEL,
            timeout=limit,
            message=f"{_LABEL} timed out after {limit * 1000:.15g}ms.",
            operation=self._name,
        )
