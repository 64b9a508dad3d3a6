"""Batches: many requests at once, answered within a day for half the price."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterable
from typing import Any, Literal, NotRequired, TypedDict
from urllib.parse import urlencode

from ai_sdk_core.errors import InvalidArgumentError, InvalidResponseDataError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    BatchCancelResult,
    BatchItemResult,
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
    ProviderOptions,
    SupportedUrls,
    TextBatchRequest,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import (
    ResponseSchema,
    encode_path_segment,
    get,
    get_untrusted,
    json_lines_handler,
    json_response_handler,
    parse_provider_options,
    post_json,
    start_generator,
)

from ._batch_results import BatchResultLine, convert_line
from ._config import AnthropicConfig
from ._errors import anthropic_error_handler
from ._messages.language_model import AnthropicLanguageModel
from ._messages.request import MessagesRequest

_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class _RequestCounts(TypedDict):
    processing: int
    succeeded: int
    errored: int
    canceled: int
    expired: int


class _Batch(TypedDict):
    id: str
    type: Literal["message_batch"]
    processing_status: str
    request_counts: _RequestCounts
    created_at: str
    expires_at: str
    archived_at: str | None
    cancel_initiated_at: str | None
    ended_at: str | None
    results_url: str | None


class _BatchPage(TypedDict):
    data: list[_Batch]
    has_more: bool
    last_id: NotRequired[str | None]


_BATCH = ResponseSchema(_Batch)
_BATCH_PAGE = ResponseSchema(_BatchPage)
_RESULT_LINE = ResponseSchema(BatchResultLine)


class AnthropicBatch:
    """The provider's interface for batches of calls of its models.

    Args:
        config: Where the API is and what the platform can do.
        max_result_bytes: The largest result, in bytes; 64 MiB if not set.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, config: AnthropicConfig, *, max_result_bytes: int | None = None) -> None:
        self._config = config
        self._max_result_bytes = max_result_bytes

    @property
    def provider(self) -> str:
        """Name of the provider and the API, e.g. `anthropic.batch`."""
        return f"{self._config.provider.removesuffix('.messages')}.batch"

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the models fetch themselves."""
        return {} if self._config.supported_urls is None else self._config.supported_urls()

    async def do_start_batch(self, options: BatchStartOptions) -> BatchStartResult:
        """Start a batch.

        Args:
            options: The requests: text only. Beta features are switched on for the whole batch.

        Returns:
            The id of the batch, and how it stands.

        Raises:
            UnsupportedFunctionalityError: A request is something that batches cannot do.
            InvalidArgumentError: The id of a request is not valid, or there twice.
            APICallError: The provider could not be reached or refused.
            AISDKError: The options of a request are not valid for this provider.
        """
        requests = [_check_type(request) for request in options.requests]
        _check_ids(request.id for request in requests)
        own_betas = self._read_betas(options.provider_options)
        prepared = [(request, self._prepare(request, own_betas)) for request in requests]
        betas = dict.fromkeys([*own_betas, *(beta for _, message in prepared for beta in message.betas)])
        beta_headers = {"anthropic-beta": ",".join(betas) if betas else None}
        response = await post_json(
            url=self._url(),
            headers=await self._config.request_headers(options.headers, beta_headers),
            body={"requests": [self._to_wire(request, message) for request, message in prepared]},
            response_handler=json_response_handler(_BATCH),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        warnings = [] if options.webhook_url is None else [_webhook_warning()]
        warnings += [
            BatchWarning(warning=warning, request_id=request.id)
            for request, message in prepared
            for warning in message.warnings
        ]
        return BatchStartResult(batch_id=response.value["id"], warnings=warnings, **_describe(response.value))

    async def do_get_batch_status(self, options: BatchOperationOptions) -> BatchStatus:
        """Ask how a batch stands.

        Args:
            options: Which batch.

        Returns:
            How it stands.

        Raises:
            APICallError: The provider could not be reached or refused.
        """
        return BatchStatus(**_describe(await self._retrieve(options)))

    async def do_cancel_batch(self, options: BatchOperationOptions) -> BatchCancelResult:
        """Cancel a batch.

        Args:
            options: Which batch.

        Returns:
            That the provider took note.

        Raises:
            APICallError: The provider could not be reached or refused.
        """
        await post_json(
            url=f"{self._url(options.batch_id)}/cancel",
            headers=await self._config.request_headers(options.headers),
            body={},
            response_handler=json_response_handler(_BATCH),
            error_handler=anthropic_error_handler(),
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
            APICallError: The provider could not be reached or refused.
        """
        query = {"limit": options.limit, "after_id": options.cursor}
        parameters = urlencode({name: value for name, value in query.items() if value is not None})
        response = await get(
            url=f"{self._url()}?{parameters}" if parameters else self._url(),
            headers=await self._config.request_headers(options.headers),
            response_handler=json_response_handler(_BATCH_PAGE),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        page = response.value
        return BatchListResult(
            batches=[BatchListItem(batch_id=batch["id"], **_describe(batch)) for batch in page["data"]],
            next_cursor=page.get("last_id") if page["has_more"] else None,
        )

    async def do_get_batch_results(self, options: BatchOperationOptions) -> BatchResults:
        """Fetch the results of a batch that is done.

        Args:
            options: Which batch.

        Returns:
            The results, which the caller must read to their end or close.

        Raises:
            InvalidArgumentError: The batch is not done, or its results are gone.
            InvalidResponseDataError: The provider says that the batch is done and has no results.
            DownloadError: The results are where they must not be.
            APICallError: The provider could not be reached or refused.
        """
        batch = await self._retrieve(options)
        response = await get_untrusted(
            url=_find_results(batch, options.batch_id),
            trusted_origin=self._config.base_url(),
            headers=await self._config.request_headers(options.headers),
            response_handler=json_lines_handler(_RESULT_LINE, max_line_bytes=self._max_result_bytes),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        return start_generator(self._convert_results(response.value))

    async def _convert_results(self, lines: AsyncGenerator[list[BatchResultLine], None]) -> BatchResults:
        try:
            yield []  # Taken by `start_generator`.
            async for batch in lines:
                results: list[BatchItemResult] = [convert_line(line, self._config.generate_id) for line in batch]
                yield results
        finally:
            await lines.aclose()

    async def _retrieve(self, options: BatchOperationOptions) -> _Batch:
        response = await get(
            url=self._url(options.batch_id),
            headers=await self._config.request_headers(options.headers),
            response_handler=json_response_handler(_BATCH),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        return response.value

    def _url(self, batch_id: str | None = None) -> str:
        url = f"{self._config.base_url()}/messages/batches"
        return url if batch_id is None else f"{url}/{encode_path_segment(batch_id)}"

    # --- Requests ---

    def _prepare(self, request: TextBatchRequest, betas: list[str]) -> MessagesRequest:
        if self._read_betas(request.options.provider_options):
            raise UnsupportedFunctionalityError(
                functionality="per-request providerOptions.anthropic.anthropicBeta",
                message=f'Anthropic Message Batches do not support per-request betas (request "{request.id}"). '
                "Set providerOptions.anthropic.anthropicBeta on startBatch instead.",
            )
        model = AnthropicLanguageModel(request.model_id, self._config)
        message = model.prepare_request(request.options, user_betas=tuple(betas))
        _check_message(request, message)
        return message

    def _to_wire(self, request: TextBatchRequest, message: MessagesRequest) -> dict[str, Any]:
        body = AnthropicLanguageModel(request.model_id, self._config).wire_body(message)
        _check_speed(request.id, body)
        return {"custom_id": request.id, "params": body}

    def _read_betas(self, provider_options: ProviderOptions | None) -> list[str]:
        names = [name for name in dict.fromkeys(["anthropic", self._config.provider_name]) if name]
        if not provider_options or not any(provider_options.get(name) is not None for name in names):
            return []
        from ._batch_options import AnthropicBatchOptions

        betas: list[str] = []
        for name in names:
            options = parse_provider_options(
                provider=name, provider_options=provider_options, model=AnthropicBatchOptions
            )
            if options is not None and options.anthropic_beta is not None:
                betas = options.anthropic_beta
        return betas


def _check_type(request: BatchRequest) -> TextBatchRequest:
    if isinstance(request, TextBatchRequest):
        return request
    raise UnsupportedFunctionalityError(
        functionality=f"batch request type: {request.type}",
        message=f'The Anthropic Message Batches API does not support batch requests with type "{request.type}".',
    )


def _check_ids(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for request_id in ids:
        if not _REQUEST_ID.fullmatch(request_id):
            message = f'Anthropic batch request ID "{request_id}" must match ^[A-Za-z0-9_-]{{1,64}}$.'
            raise InvalidArgumentError(argument="requests", message=message)
        if request_id in seen:
            message = f'Anthropic batch request IDs must be unique; duplicate ID "{request_id}".'
            raise InvalidArgumentError(argument="requests", message=message)
        seen.add(request_id)


def _check_message(request: TextBatchRequest, message: MessagesRequest) -> None:
    """Refuse what could not be understood when the results come: the request will not be known then."""
    if "thread" in message.body:
        raise UnsupportedFunctionalityError(
            functionality="message threads in batches",
            message=f'Anthropic Message Batches do not support message threads (request "{request.id}").',
        )
    if message.context.uses_json_tool:
        raise UnsupportedFunctionalityError(
            functionality="batch responseFormat JSON-tool fallback",
            message="Anthropic Message Batches cannot decode the JSON-tool structured-output fallback "
            f'(request "{request.id}") because batch results are retrieved independently of the start call. '
            "Use a model that supports native output_format structured outputs.",
        )
    for tool in request.options.tools or ():
        if tool.type == "provider" and message.context.tool_names.to_provider_tool_name(tool.name) != tool.name:
            raise UnsupportedFunctionalityError(
                functionality="aliased provider tool names in batches",
                message=f'Anthropic Message Batches cannot restore the custom provider-tool name "{tool.name}" '
                f'when results are retrieved independently of the start call (request "{request.id}"). '
                "Use the provider's canonical tool name.",
            )


def _check_speed(request_id: str, body: dict[str, Any]) -> None:
    fallbacks = body.get("fallbacks")
    has_fast_fallback = isinstance(fallbacks, list) and any(fallback.get("speed") for fallback in fallbacks)
    if body.get("speed") is not None:
        option, what = "speed", "speed"
    elif has_fast_fallback:
        option, what = "fallbacks[].speed", "fallback speed"
    else:
        return
    raise UnsupportedFunctionalityError(
        functionality=f"providerOptions.anthropic.{option}",
        message=f'Anthropic Message Batches do not support {what} (request "{request_id}").',
    )


def _webhook_warning() -> BatchWarning:
    details = "The Anthropic Message Batches API does not support completion webhooks."
    return BatchWarning(warning=UnsupportedWarning(feature="webhookUrl", details=details))


# --- Status ---


def _describe(batch: _Batch) -> dict[str, Any]:
    counts = batch["request_counts"]
    failed = counts["errored"] + counts["canceled"] + counts["expired"]
    return {
        "status": "completed" if batch["processing_status"] == "ended" else "pending",
        "raw_status": batch["processing_status"],
        "request_counts": BatchRequestCounts(
            total=counts["processing"] + counts["succeeded"] + failed,
            pending=counts["processing"],
            completed=counts["succeeded"],
            failed=failed,
        ),
        "created_at": batch["created_at"],
        "expires_at": batch["expires_at"],
        "provider_metadata": {
            "anthropic": {
                "archivedAt": batch["archived_at"],
                "cancelInitiatedAt": batch["cancel_initiated_at"],
                "endedAt": batch["ended_at"],
                "requestCounts": {**counts},
                "resultsUrl": batch["results_url"],
            }
        },
    }


def _find_results(batch: _Batch, batch_id: str) -> str:
    if batch["processing_status"] != "ended":
        message = f'Anthropic batch "{batch_id}" is not complete.'
        raise InvalidArgumentError(argument="batchId", message=message)
    if batch["archived_at"] is not None:
        message = f'Anthropic batch "{batch_id}" results are no longer available.'
        raise InvalidArgumentError(argument="batchId", message=message)
    if batch["results_url"] is None:
        message = f'Anthropic batch "{batch_id}" completed without batch output.'
        raise InvalidResponseDataError(data=batch, message=message)
    return batch["results_url"]
