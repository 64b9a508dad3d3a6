"""Batches of calls of one language model."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Any, Final, Literal, NotRequired, TypedDict, cast

from ai_sdk_core.errors import InvalidArgumentError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    BatchCancelResult,
    BatchError,
    BatchItemDropped,
    BatchItemFailed,
    BatchItemResult,
    BatchOperationOptions,
    BatchRequest,
    BatchRequestCounts,
    BatchResults,
    BatchStartOptions,
    BatchStartResult,
    BatchStatus,
    BatchWarning,
    SupportedUrls,
    TextBatchItemSucceeded,
    TextBatchRequest,
)
from ai_sdk_core.provider_utils import (
    ResponseSchema,
    binary_stream_handler,
    json_response_handler,
    keep_unknown_fields,
    start_generator,
)

from ._client import GatewayClient, observability_headers
from ._json_lines import JSONLines
from ._language_model import SUPPORTED_URLS, to_call_body, to_generate_result
from ._model import ProviderMetadata, WireWarning, to_warnings
from ._provider_options import take_idempotency_key, to_wire_options
from ._spec_reader import SpecSchema


class _Error(TypedDict):
    message: str
    type: NotRequired[str | None]
    code: NotRequired[str | None]
    statusCode: NotRequired[int | None]


class _RequestCounts(TypedDict):
    total: NotRequired[float | None]
    pending: NotRequired[float | None]
    completed: NotRequired[float | None]
    failed: NotRequired[float | None]


class _StatusResponse(TypedDict):
    status: Literal["completed", "failed", "pending"]
    rawStatus: NotRequired[str | None]
    requestCounts: NotRequired[_RequestCounts | None]
    error: NotRequired[_Error | None]
    createdAt: NotRequired[str | None]
    expiresAt: NotRequired[str | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


class _StartWarning(TypedDict):
    warning: WireWarning
    requestId: NotRequired[str | None]


class _StartResponse(_StatusResponse):
    batchId: str
    warnings: NotRequired[list[_StartWarning] | None]


@keep_unknown_fields
class _ResultLine(TypedDict):
    """The result itself is read as that of a call."""

    type: Literal["text"]
    id: str
    status: Literal["cancelled", "expired", "failed", "succeeded"]


_START = json_response_handler(ResponseSchema(_StartResponse))
_STATUS = json_response_handler(ResponseSchema(_StatusResponse))
_RESULT_LINE = ResponseSchema(_ResultLine)
_FAILED: SpecSchema[BatchItemFailed] = SpecSchema(BatchItemFailed)
_DROPPED: SpecSchema[BatchItemDropped] = SpecSchema(BatchItemDropped)


class GatewayBatch:
    """Batches behind the gateway.

    Args:
        client: Sends the requests.
    """

    specification_version: Final = "v4"

    def __init__(self, client: GatewayClient) -> None:
        self._client = client

    @property
    def provider(self) -> str:
        """Name of the provider and its API."""
        return "gateway.batch"

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that models fetch themselves: all of them."""
        return SUPPORTED_URLS

    async def do_start_batch(self, options: BatchStartOptions) -> BatchStartResult:
        """Start a batch.

        Args:
            options: The requests, all for the same language model.

        Returns:
            The id of the batch, and how it stands.

        Raises:
            InvalidArgumentError: There are no requests, or they are for several models.
            UnsupportedFunctionalityError: A request is not for a language model.
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        requests = _text_requests(options.requests)
        provider_options, key = take_idempotency_key(to_wire_options(options.provider_options))
        response = await self._client.post(
            "/batch/start",
            {
                "callbackUrl": options.webhook_url,
                "requests": [_to_wire(request) for request in requests],
                "providerOptions": provider_options,
            },
            _START,
            options.headers,
            {"ai-model-id": requests[0].model_id},
            observability_headers(),
            {"idempotency-key": key},
        )
        body = response.value
        return BatchStartResult(
            batch_id=body["batchId"],
            warnings=[_to_warning(warning) for warning in body.get("warnings") or ()],
            **_status_fields(body),
        )

    async def do_get_batch_status(self, options: BatchOperationOptions) -> BatchStatus:
        """Ask how a batch stands.

        Args:
            options: Which batch.

        Returns:
            How it stands.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        return BatchStatus(**_status_fields(await self._ask("status", options)))

    async def do_cancel_batch(self, options: BatchOperationOptions) -> BatchCancelResult:
        """Cancel a batch.

        Args:
            options: Which batch.

        Returns:
            That the gateway took note.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        body = await self._ask("cancel", options)
        return BatchCancelResult(provider_metadata=body.get("providerMetadata"))

    async def do_get_batch_results(self, options: BatchOperationOptions) -> BatchResults:
        """Fetch the results of a batch that is done.

        Args:
            options: Which batch.

        Returns:
            The results, which the caller must read to their end or close.

        Raises:
            InvalidArgumentError: The provider's `max_batch_line_bytes` is not positive.
            GatewayError: The gateway could not be reached, or refused: for example because the batch is not done.
        """
        limit = self._client.settings.max_batch_line_bytes
        if limit <= 0:
            raise InvalidArgumentError(
                argument="max_batch_line_bytes", message="max_batch_line_bytes must be a positive number of bytes."
            )
        path = "/batch/results"
        response = await self._client.post(
            path, {"batchId": options.batch_id}, binary_stream_handler(), options.headers, observability_headers()
        )
        lines = JSONLines(url=self._client.base_url + path, max_line_bytes=limit)
        return start_generator(_read_results(response.value, lines))

    async def _ask(self, question: str, options: BatchOperationOptions) -> _StatusResponse:
        response = await self._client.post(
            f"/batch/{question}", {"batchId": options.batch_id}, _STATUS, options.headers, observability_headers()
        )
        return response.value


def _text_requests(requests: Sequence[BatchRequest]) -> list[TextBatchRequest]:
    texts: list[TextBatchRequest] = []
    for request in requests:
        if request.type != "text":
            raise UnsupportedFunctionalityError(
                functionality=f"batch request type: {request.type}",
                message=f'The AI Gateway Batch API does not support batch requests with type "{request.type}".',
            )
        texts.append(request)
    if not texts:
        raise InvalidArgumentError(
            argument="requests", message="The AI Gateway Batch API requires at least one request."
        )
    other = next((request for request in texts if request.model_id != texts[0].model_id), None)
    if other is not None:
        raise InvalidArgumentError(
            argument="requests",
            message="The AI Gateway Batch API requires all requests in a batch to use the same model. "
            f'Found "{texts[0].model_id}" and "{other.model_id}".',
        )
    return texts


def _to_wire(request: TextBatchRequest) -> dict[str, Any]:
    options = to_call_body(request.options)
    return {"id": request.id, "type": request.type, "modelId": request.model_id, "options": options}


def _to_warning(warning: _StartWarning) -> BatchWarning:
    return BatchWarning(warning=to_warnings([warning["warning"]])[0], request_id=warning.get("requestId"))


def _status_fields(body: _StatusResponse) -> dict[str, Any]:
    error = body.get("error")
    return {
        "status": body["status"],
        "raw_status": body.get("rawStatus"),
        "request_counts": _request_counts(body.get("requestCounts")),
        "error": None if error is None else _to_error(error),
        "created_at": body.get("createdAt"),
        "expires_at": body.get("expiresAt"),
        "provider_metadata": body.get("providerMetadata"),
    }


def _to_error(error: _Error) -> BatchError:
    return BatchError(
        message=error["message"],
        type=error.get("type"),
        code=error.get("code"),
        status_code=error.get("statusCode"),
    )


def _request_counts(counts: _RequestCounts | None) -> BatchRequestCounts | None:
    """Counts that do not add up are worse than none."""
    names: tuple[Literal["total", "pending", "completed", "failed"], ...] = ("total", "pending", "completed", "failed")
    numbers = [(counts or {}).get(name) for name in names]
    if any(number is None or number < 0 or number != int(number) for number in numbers):
        return None
    total, pending, completed, failed = (int(cast("float", number)) for number in numbers)
    if pending + completed + failed != total:
        return None
    return BatchRequestCounts(total=total, pending=pending, completed=completed, failed=failed)


async def _read_results(chunks: AsyncGenerator[bytes, None], lines: JSONLines) -> BatchResults:
    try:
        yield []  # Taken by `start_generator`.
        async for chunk in chunks:
            if results := [_to_result(line) for line in lines.feed(chunk)]:
                yield results
        if results := [_to_result(line) for line in lines.close()]:
            yield results
    finally:
        await chunks.aclose()


def _to_result(line: bytes) -> BatchItemResult:
    item = _RESULT_LINE.validate_json(line)
    if item["status"] == "succeeded":
        return TextBatchItemSucceeded(id=item["id"], result=to_generate_result(dict(item).get("result")))
    if item["status"] == "failed":
        return _FAILED.validate(item)
    return _DROPPED.validate(item)
