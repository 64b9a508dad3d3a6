"""Batches: many requests at once, answered within a day for half the price."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal, TypedDict
from urllib.parse import urlencode

from ai_sdk_core.errors import InvalidArgumentError, InvalidResponseDataError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    BatchCancelResult,
    BatchError,
    BatchListItem,
    BatchListOptions,
    BatchListResult,
    BatchOperationOptions,
    BatchRequest,
    BatchRequestCounts,
    BatchResults,
    BatchStartOptions,
    BatchStartResult,
    BatchStatus,
    BatchWarning,
    ProviderTool,
    SupportedUrls,
    TextBatchRequest,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import (
    FormData,
    FormFile,
    ResponseSchema,
    encode_path_segment,
    get,
    json_lines_handler,
    json_response_handler,
    post_form_data,
    post_json,
    resolve_provider_options,
    start_generator,
    to_json_text,
)

from ._batch_results import BatchResultLine, convert_line
from ._config import Headers, OpenAIConfig
from ._errors import ERROR_HANDLER
from ._files import STORED_FILE, StoredFile, expiry_fields
from ._responses.language_model import RESPONSES_SUPPORTED_URLS
from ._responses.request import ResponsesRequestBuilder

_ENDPOINT = "/v1/responses"
_DEFAULT_EXPIRY_SECONDS = 48 * 60 * 60
_CONVERTIBLE_TOOLS = frozenset(
    {
        "openai.code_interpreter",
        "openai.custom",
        "openai.file_search",
        "openai.web_search",
        "openai.web_search_preview",
    }
)
"""Tools that OpenAI defines whose output in a batch can be converted."""

_STATUSES: dict[str, Literal["completed", "failed"]] = {
    "completed": "completed",
    "failed": "failed",
    "expired": "failed",
    "cancelled": "failed",
}
"""Final statuses. With any other, also an unknown one, the results may not be complete."""


class _RequestCounts(TypedDict):
    total: int | None
    completed: int | None
    failed: int | None


class _BatchFault(TypedDict):
    code: str | None
    message: str | None


class _BatchFaults(TypedDict):
    data: list[_BatchFault] | None


class _Batch(TypedDict):
    id: str
    status: str
    output_file_id: str | None
    error_file_id: str | None
    created_at: int | float | None
    expires_at: int | float | None
    request_counts: _RequestCounts | None
    errors: _BatchFaults | None


class _BatchPage(TypedDict):
    data: list[_Batch]
    has_more: bool
    last_id: str | None


_BATCH = ResponseSchema(_Batch)
_BATCH_PAGE = ResponseSchema(_BatchPage)
_RESULT_LINE = ResponseSchema(BatchResultLine)


class OpenAIBatch:
    """OpenAI's interface for batches of calls of models behind the Responses API.

    Args:
        config: Configures the models.
        provider: Name of the provider and its API.
        max_line_bytes: How long one result may be, in bytes; 64 MiB if not set.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, config: OpenAIConfig, *, provider: str, max_line_bytes: int | None = None) -> None:
        self._config = config
        self._provider = provider
        self._max_line_bytes = max_line_bytes

    @property
    def provider(self) -> str:
        """Name of the provider and its API, e.g. `openai.batch`."""
        return self._provider

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the models fetch themselves."""
        return RESPONSES_SUPPORTED_URLS

    async def do_start_batch(self, options: BatchStartOptions) -> BatchStartResult:
        """Start a batch.

        Args:
            options: The requests: of texts only, and all of the same model.

        Returns:
            The id of the batch, and how it stands.

        Raises:
            UnsupportedFunctionalityError: A request is not for a text.
            InvalidArgumentError: The requests are for different models, or options are not valid.
            APICallError: OpenAI could not be reached or refused.
            AISDKError: The options of a request are not valid for this provider.
        """
        requests = _check_requests(options.requests)
        warnings: list[BatchWarning] = []
        if options.webhook_url is not None:
            details = "The OpenAI Batch API does not support per-batch webhook URLs."
            warnings.append(BatchWarning(warning=UnsupportedWarning(feature="webhookUrl", details=details)))
        expiry = self._parse_expiry(options)
        lines = [self._write_line(request, warnings) for request in requests]
        file = await self._upload("".join(lines).encode(), expiry, options.headers)
        response = await post_json(
            url=self._url("/batches"),
            headers=await self._config.request_headers(options.headers),
            body={"input_file_id": file["id"], "endpoint": _ENDPOINT, "completion_window": "24h"},
            response_handler=json_response_handler(_BATCH),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        facts = {"inputFileId": file["id"], "inputFileExpiresAt": _to_iso(file["expires_at"])}
        return BatchStartResult(
            **{
                **_status_fields(response.value),
                "batch_id": response.value["id"],
                "provider_metadata": {"openai": {name: value for name, value in facts.items() if value is not None}},
                "warnings": warnings,
            }
        )

    async def do_get_batch_status(self, options: BatchOperationOptions) -> BatchStatus:
        """Ask how a batch stands.

        Args:
            options: Which batch.

        Returns:
            How it stands.

        Raises:
            APICallError: OpenAI could not be reached or refused.
        """
        return BatchStatus(**_status_fields(await self._retrieve(options)))

    async def do_get_batch_results(self, options: BatchOperationOptions) -> BatchResults:
        """Fetch the results of a batch that is done.

        Args:
            options: Which batch.

        Returns:
            The results, which the caller must read to their end or close.

        Raises:
            InvalidArgumentError: The batch is not done.
            InvalidResponseDataError: The batch is complete and has no results.
            APICallError: OpenAI could not be reached or refused.
        """
        batch = await self._retrieve(options)
        status = _STATUSES.get(batch["status"])
        if status is None:
            message = f'OpenAI batch "{options.batch_id}" is not complete.'
            raise InvalidArgumentError(argument="batchId", message=message)
        file_ids = [file_id for file_id in (batch["output_file_id"], batch["error_file_id"]) if file_id is not None]
        if status == "completed" and not file_ids:
            message = f'OpenAI batch "{options.batch_id}" completed without batch output.'
            raise InvalidResponseDataError(data=batch, message=message)
        return start_generator(self._read_results(file_ids, options.headers))

    async def do_cancel_batch(self, options: BatchOperationOptions) -> BatchCancelResult:
        """Cancel a batch.

        Args:
            options: Which batch.

        Returns:
            That OpenAI took note.

        Raises:
            APICallError: OpenAI could not be reached or refused.
        """
        await post_json(
            url=self._url(f"/batches/{encode_path_segment(options.batch_id)}/cancel"),
            headers=await self._config.request_headers(options.headers),
            body={},
            response_handler=json_response_handler(_BATCH),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        return BatchCancelResult()

    async def do_list_batches(self, options: BatchListOptions) -> BatchListResult:
        """List batches.

        Args:
            options: Which page.

        Returns:
            The page.

        Raises:
            APICallError: OpenAI could not be reached or refused.
        """
        query = {"limit": options.limit, "after": options.cursor}
        query_text = urlencode({name: value for name, value in query.items() if value is not None})
        response = await get(
            url=self._url("/batches") + (f"?{query_text}" if query_text else ""),
            headers=await self._config.request_headers(options.headers),
            response_handler=json_response_handler(_BATCH_PAGE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        page = response.value
        return BatchListResult(
            batches=[BatchListItem(batch_id=batch["id"], **_status_fields(batch)) for batch in page["data"]],
            next_cursor=page["last_id"] if page["has_more"] else None,
        )

    # --- Requests ---

    def _parse_expiry(self, options: BatchStartOptions) -> int:
        if not options.provider_options:
            return _DEFAULT_EXPIRY_SECONDS
        from ._batch_options import OpenAIBatchOptions  # Imports pydantic.

        own_options, _ = resolve_provider_options(
            provider_options=options.provider_options,
            namespaces=[self._config.metadata_key, "openai"],
            resolution="first",
            model=OpenAIBatchOptions,
        )
        expiry = None if own_options is None else own_options.input_file_expires_after
        return _DEFAULT_EXPIRY_SECONDS if expiry is None else expiry

    def _write_line(self, request: TextBatchRequest, warnings: list[BatchWarning]) -> str:
        prepared = ResponsesRequestBuilder(model_id=request.model_id, config=self._config).build(request.options)
        warnings.extend(BatchWarning(warning=warning, request_id=request.id) for warning in prepared.warnings)
        for tool in request.options.tools or ():
            if isinstance(tool, ProviderTool) and tool.id not in _CONVERTIBLE_TOOLS:
                warning = UnsupportedWarning(
                    feature=f'batch result conversion for tool "{tool.name}"',
                    details="OpenAI may return output for this tool that AI SDK text batches cannot currently convert.",
                )
                warnings.append(BatchWarning(warning=warning, request_id=request.id))
        line = {"custom_id": request.id, "method": "POST", "url": _ENDPOINT, "body": prepared.body}
        return to_json_text(line) + "\n"

    async def _upload(self, content: bytes, expiry_seconds: int, headers: Headers | None) -> StoredFile:
        file = FormFile(content=content, filename="batch.jsonl", media_type="application/jsonl")
        form_data = FormData([("file", file)])
        for name, value in {"purpose": "batch", **expiry_fields(expiry_seconds)}.items():
            form_data.append(name, value)
        response = await post_form_data(
            url=self._url("/files"),
            headers=await self._config.request_headers(headers),
            form_data=form_data,
            response_handler=json_response_handler(STORED_FILE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        return response.value

    async def _retrieve(self, options: BatchOperationOptions) -> _Batch:
        response = await get(
            url=self._url(f"/batches/{encode_path_segment(options.batch_id)}"),
            headers=await self._config.request_headers(options.headers),
            response_handler=json_response_handler(_BATCH),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        return response.value

    async def _read_results(self, file_ids: Sequence[str], headers: Headers | None) -> BatchResults:
        yield []  # Taken by `start_generator`.
        for file_id in file_ids:
            response = await get(
                url=self._url(f"/files/{encode_path_segment(file_id)}/content"),
                headers=await self._config.request_headers(headers),
                response_handler=json_lines_handler(_RESULT_LINE, max_line_bytes=self._max_line_bytes),
                error_handler=ERROR_HANDLER,
                http_client=self._config.http_client,
            )
            try:
                async for lines in response.value:
                    yield [convert_line(line) for line in lines]
            finally:
                await response.value.aclose()

    def _url(self, path: str) -> str:
        return self._config.url(path=path, model_id="")


def _check_requests(requests: Sequence[BatchRequest]) -> list[TextBatchRequest]:
    texts: list[TextBatchRequest] = []
    for request in requests:
        if not isinstance(request, TextBatchRequest):
            raise UnsupportedFunctionalityError(
                functionality=f"batch request type: {request.type}",
                message=f'The OpenAI Batch API does not support batch requests with type "{request.type}".',
            )
        texts.append(request)
    for text in texts:
        if text.model_id != texts[0].model_id:
            message = (
                "The OpenAI Batch API requires all requests in a batch to use the same model. "
                f'Found "{texts[0].model_id}" and "{text.model_id}".'
            )
            raise InvalidArgumentError(argument="requests", message=message)
    return texts


# --- Status ---


def _status_fields(batch: _Batch) -> dict[str, Any]:
    return {
        "status": _STATUSES.get(batch["status"], "pending"),
        "raw_status": batch["status"],
        "request_counts": _convert_counts(batch["request_counts"]),
        "error": _convert_fault(batch["errors"]),
        "created_at": _to_iso(batch["created_at"]),
        "expires_at": _to_iso(batch["expires_at"]),
    }


def _convert_counts(counts: _RequestCounts | None) -> BatchRequestCounts | None:
    """Counts that are not complete, or do not add up, say nothing."""
    if counts is None:
        return None
    total, completed, failed = counts["total"], counts["completed"], counts["failed"]
    if total is None or completed is None or failed is None:
        return None
    pending = total - completed - failed
    if min(completed, failed, pending) < 0:
        return None
    return BatchRequestCounts(total=total, pending=pending, completed=completed, failed=failed)


def _convert_fault(faults: _BatchFaults | None) -> BatchError | None:
    if faults is None or not faults["data"]:
        return None
    fault = faults["data"][0]
    message = "OpenAI batch failed." if fault["message"] is None else fault["message"]
    return BatchError(message=message, code=fault["code"])


def _to_iso(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    try:
        time = datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
