"""Video models: one call that waits, or a start and questions about the status."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal, NotRequired, TypeAlias, TypedDict

from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider import (
    ResponseInfo,
    VideoBase64,
    VideoData,
    VideoModelCallOptions,
    VideoModelOperationCompleted,
    VideoModelOperationFailed,
    VideoModelOperationPending,
    VideoModelOperationStartOptions,
    VideoModelOperationStartResult,
    VideoModelOperationStatusOptions,
    VideoModelOperationStatusResult,
    VideoModelResult,
    VideoModelWebhook,
    VideoUploaded,
    VideoUrl,
    to_json,
)
from ai_sdk_core.provider_utils import (
    JSON_NULL,
    ApiResponse,
    HttpResponse,
    ParseFailure,
    ResponseSchema,
    event_stream_handler,
    json_response_handler,
)

from ._model import UNLIMITED, GatewayModel, ProviderMetadata, WireWarning, to_warnings
from ._provider_options import to_wire_options


class _UploadedVideo(TypedDict):
    type: Literal["uploaded"]
    mediaType: str


class _UrlVideo(TypedDict):
    type: Literal["url"]
    url: str
    mediaType: str


class _Base64Video(TypedDict):
    type: Literal["base64"]
    data: str
    mediaType: str


_Video: TypeAlias = _UploadedVideo | _UrlVideo | _Base64Video


class _ResultEvent(TypedDict):
    type: Literal["result"]
    videos: list[_Video]
    warnings: NotRequired[list[WireWarning] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


class _ErrorEvent(TypedDict):
    type: Literal["error"]
    message: str
    errorType: str
    statusCode: int
    param: Any


class _StartResponse(TypedDict):
    operation: NotRequired[Any]
    warnings: NotRequired[list[WireWarning] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


class _PendingStatus(TypedDict):
    status: Literal["pending"]
    warnings: NotRequired[list[WireWarning] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


class _CompletedStatus(TypedDict):
    status: Literal["completed"]
    videos: list[_Video]
    warnings: NotRequired[list[WireWarning] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


class _FailedStatus(TypedDict):
    status: Literal["error"]
    error: str
    providerMetadata: NotRequired[ProviderMetadata | None]


class _CancelledStatus(TypedDict):
    status: Literal["cancelled"]
    providerMetadata: NotRequired[ProviderMetadata | None]


_Status: TypeAlias = _PendingStatus | _CompletedStatus | _FailedStatus | _CancelledStatus

_EVENTS: ResponseSchema[_ResultEvent | _ErrorEvent] = ResponseSchema(_ResultEvent | _ErrorEvent)
_STATUS: ResponseSchema[_Status] = ResponseSchema(_Status)
_START_RESPONSE = json_response_handler(ResponseSchema(_StartResponse))
_STATUS_RESPONSE = json_response_handler(_STATUS)


class GatewayVideoModel(GatewayModel):
    """A video model behind the gateway."""

    kind: ClassVar[str] = "video"

    @property
    def max_videos_per_call(self) -> int:
        """How many videos one call may ask for: any number."""
        return UNLIMITED

    async def do_generate(self, options: VideoModelCallOptions) -> VideoModelResult:
        """Generate videos in one call, which stays open until they are there.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The videos.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        accept = {"accept": "text/event-stream"}
        response = await self._post(_body(options), _read_only_event, options.headers, accept)
        event = response.value
        return VideoModelResult(
            videos=_to_videos(event["videos"]),
            warnings=to_warnings(event.get("warnings")),
            provider_metadata=event.get("providerMetadata"),
            response=self._response_info(response),
        )

    async def handle_webhook_option(self, webhook: Callable[[], Awaitable[VideoModelWebhook]]) -> VideoModelWebhook:
        """Set up the caller's webhook: the gateway calls its URL as it is.

        Args:
            webhook: Sets up a URL of the caller.

        Returns:
            What the caller set up.
        """
        return await webhook()

    async def do_start(self, options: VideoModelOperationStartOptions) -> VideoModelOperationStartResult:
        """Start a generation.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The operation, for `do_status`.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        body = {**_body(options), "callbackUrl": options.webhook_url or None}
        response = await self._post(body, _START_RESPONSE, options.headers, path="/start")
        started = response.value
        return VideoModelOperationStartResult(
            operation=started.get("operation"),
            warnings=to_warnings(started.get("warnings")),
            provider_metadata=started.get("providerMetadata"),
            response=self._response_info(response),
        )

    async def do_status(self, options: VideoModelOperationStatusOptions) -> VideoModelOperationStatusResult:
        """Ask how a generation stands.

        Args:
            options: The operation.

        Returns:
            Whether it goes on, failed, or is done, and then its videos. A generation that was cancelled has failed.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        operation = JSON_NULL if options.operation is None else options.operation
        response = await self._post({"operation": operation}, _STATUS_RESPONSE, options.headers, path="/status")
        return _to_status(response.value, self._response_info(response))

    def _response_info(self, response: ApiResponse[Any]) -> ResponseInfo:
        return ResponseInfo(timestamp=datetime.now(UTC), model_id=self.model_id, headers=response.headers)


def _body(options: VideoModelCallOptions) -> dict[str, Any]:
    return {
        "prompt": options.prompt,
        "n": options.n,
        "aspectRatio": options.aspect_ratio or None,
        "resolution": options.resolution or None,
        "duration": options.duration or None,
        "fps": options.fps or None,
        "seed": options.seed,
        "generateAudio": options.generate_audio,
        "providerOptions": to_wire_options(options.provider_options),
        "image": None if options.image is None else to_json(options.image),
        "frameImages": None if options.frame_images is None else to_json(options.frame_images),
        "inputReferences": None if options.input_references is None else to_json(options.input_references),
    }


async def _read_only_event(response: HttpResponse) -> ApiResponse[_ResultEvent]:
    """Take the one event of a call that stayed open; it may be an error with a status of its own."""
    opened = await event_stream_handler(_EVENTS)(response)
    event: _ResultEvent | _ErrorEvent | ParseFailure | None = None
    async with aclosing(opened.value.batches()) as batches:
        async for batch in batches:
            event = batch[0]
            break
    if event is None:
        raise _call_error(response, "SSE stream ended without a data event")
    if isinstance(event, ParseFailure):
        raise _call_error(response, "Failed to parse video SSE event") from event.error
    if event["type"] == "error":
        details = {"message": event["message"], "type": event["errorType"], "param": event["param"]}
        raise APICallError(
            message=event["message"],
            url=response.url,
            request_body_values=response.request_body_values,
            status_code=event["statusCode"],
            response_headers=response.headers,
            response_body=json.dumps(event),
            data={"error": details},
        )
    return ApiResponse(value=event, headers=response.headers)


def _call_error(response: HttpResponse, message: str) -> APICallError:
    return APICallError(
        message=message,
        url=response.url,
        request_body_values=response.request_body_values,
        status_code=response.status_code,
        response_headers=response.headers,
    )


def _to_status(body: _Status, response: ResponseInfo) -> VideoModelOperationStatusResult:
    metadata = body.get("providerMetadata")
    if body["status"] == "completed":
        return VideoModelOperationCompleted(
            videos=_to_videos(body["videos"]),
            warnings=to_warnings(body.get("warnings")),
            provider_metadata=metadata,
            response=response,
        )
    if body["status"] == "error":
        return VideoModelOperationFailed(error=body["error"], provider_metadata=metadata, response=response)
    if body["status"] == "cancelled":
        return VideoModelOperationFailed(
            error="Video generation was cancelled.", provider_metadata=metadata, response=response
        )
    return VideoModelOperationPending(
        warnings=to_warnings(body.get("warnings")), provider_metadata=metadata, response=response
    )


def _to_videos(videos: list[_Video]) -> list[VideoData]:
    return [_to_video(video) for video in videos]


def _to_video(video: _Video) -> VideoData:
    if video["type"] == "url":
        return VideoUrl(url=video["url"], media_type=video["mediaType"])
    if video["type"] == "base64":
        return VideoBase64(data=video["data"], media_type=video["mediaType"])
    return VideoUploaded(media_type=video["mediaType"])
