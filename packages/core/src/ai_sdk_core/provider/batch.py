"""Batches: many requests at once, answered within hours and for less money. Experimental, as in the reference."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated, Literal, Protocol, TypeAlias, runtime_checkable

from ._codec_hooks import BY_STATUS, BY_TYPE, SpecValue
from .image_model import ImageModelCallOptions, ImageModelResult
from .language_model.call_options import LanguageModelCallOptions
from .language_model.result import LanguageModelGenerateResult
from .shared import CallWarning, ProviderMetadata, ProviderOptions, SupportedUrls

# --- Requests ---


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextBatchRequest(SpecValue):
    """A call of a language model."""

    id: str
    """The caller's own; the result carries it too."""
    model_id: str
    options: LanguageModelCallOptions
    """`headers` and `include_raw_chunks` mean nothing here."""
    type: Literal["text"] = "text"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImageBatchRequest(SpecValue):
    """A call of an image model."""

    id: str
    """The caller's own; the result carries it too."""
    model_id: str
    options: ImageModelCallOptions
    """`headers` mean nothing here."""
    type: Literal["image"] = "image"


BatchRequest: TypeAlias = Annotated[TextBatchRequest | ImageBatchRequest, BY_TYPE]
"""One request of a batch."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchStartOptions(SpecValue):
    """A new batch."""

    requests: list[BatchRequest]
    webhook_url: str | None = None
    """Where the provider tells that the batch is done."""
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchOperationOptions(SpecValue):
    """A question or a command about a batch."""

    batch_id: str
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchListOptions(SpecValue):
    """A page of the list of batches."""

    limit: int | None = None
    cursor: str | None = None
    """`next_cursor` of the page before."""
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


# --- Status ---


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchError(SpecValue):
    """Why a batch or one of its requests failed."""

    message: str
    type: str | None = None
    code: str | None = None
    status_code: int | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchRequestCounts(SpecValue):
    """How many requests stand where."""

    total: int
    pending: int
    completed: int
    failed: int


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchStatus(SpecValue):
    """How a batch stands."""

    status: Literal["pending", "completed", "failed"]
    raw_status: str | None = None
    """The provider's own word for it."""
    request_counts: BatchRequestCounts | None = None
    error: BatchError | None = None
    created_at: str | None = None
    expires_at: str | None = None
    provider_metadata: ProviderMetadata | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchWarning(SpecValue):
    """A warning, and the request that it is about if it is about one."""

    warning: CallWarning
    request_id: str | None = None


@dataclass(slots=True, kw_only=True)
class BatchStartResult(BatchStatus):
    """A batch was started."""

    batch_id: str
    warnings: list[BatchWarning]


@dataclass(slots=True, kw_only=True)
class BatchListItem(BatchStatus):
    """A batch in the list of batches."""

    batch_id: str


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchListResult(SpecValue):
    """A page of the list of batches."""

    batches: list[BatchListItem]
    next_cursor: str | None = None
    """`None` on the last page."""
    provider_metadata: ProviderMetadata | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchCancelResult(SpecValue):
    """The provider took note of the cancellation; requests under way may still finish."""

    provider_metadata: ProviderMetadata | None = None


# --- Results ---


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextBatchItemSucceeded(SpecValue):
    """A text request was answered."""

    id: str
    result: LanguageModelGenerateResult
    type: Literal["text"] = "text"
    status: Literal["succeeded"] = "succeeded"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImageBatchItemSucceeded(SpecValue):
    """An image request was answered."""

    id: str
    result: ImageModelResult
    type: Literal["image"] = "image"
    status: Literal["succeeded"] = "succeeded"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchItemFailed(SpecValue):
    """A request failed."""

    id: str
    error: BatchError
    type: Literal["text", "image"]
    provider_metadata: ProviderMetadata | None = None
    status: Literal["failed"] = "failed"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class BatchItemDropped(SpecValue):
    """A request was never answered."""

    id: str
    type: Literal["text", "image"]
    status: Literal["cancelled", "expired"]
    error: BatchError | None = None
    provider_metadata: ProviderMetadata | None = None


BatchItemSucceeded: TypeAlias = Annotated[TextBatchItemSucceeded | ImageBatchItemSucceeded, BY_TYPE]
"""A request was answered."""

BatchItemResult: TypeAlias = Annotated[BatchItemSucceeded | BatchItemFailed | BatchItemDropped, BY_STATUS]
"""What became of one request."""

BatchResults: TypeAlias = AsyncGenerator[list[BatchItemResult], None]
"""Results in any order: one non-empty list for what one network read brought. `aclose()` ends the call."""


# --- Interfaces ---


@runtime_checkable
class Batch(Protocol):
    """A provider's interface for batches.

    Source: the reference's `BatchV4`.
    """

    @property
    def specification_version(self) -> Literal["v4"]:
        """The version of this interface."""
        ...

    @property
    def provider(self) -> str:
        """Name of the provider and its API, e.g. `openai.batch`."""
        ...

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the models fetch themselves; files behind other URLs are downloaded before the call."""
        ...

    async def do_start_batch(self, options: BatchStartOptions) -> BatchStartResult:
        """Start a batch.

        Args:
            options: The requests.

        Returns:
            The id of the batch, and how it stands.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...

    async def do_get_batch_status(self, options: BatchOperationOptions) -> BatchStatus:
        """Ask how a batch stands.

        Args:
            options: Which batch.

        Returns:
            How it stands.

        Raises:
            APICallError: The provider could not be reached or refused.
        """
        ...

    async def do_get_batch_results(self, options: BatchOperationOptions) -> BatchResults:
        """Fetch the results of a batch that is done.

        Args:
            options: Which batch.

        Returns:
            The results, which the caller must read to their end or close.

        Raises:
            APICallError: The provider could not be reached or refused.
        """
        ...


@runtime_checkable
class CancellableBatch(Batch, Protocol):
    """An interface for batches that can be cancelled."""

    async def do_cancel_batch(self, options: BatchOperationOptions) -> BatchCancelResult:
        """Cancel a batch.

        Args:
            options: Which batch.

        Returns:
            That the provider took note.

        Raises:
            APICallError: The provider could not be reached or refused.
        """
        ...


@runtime_checkable
class ListableBatch(Batch, Protocol):
    """An interface for batches that can list them."""

    async def do_list_batches(self, options: BatchListOptions) -> BatchListResult:
        """List batches.

        Args:
            options: Which page.

        Returns:
            The page.

        Raises:
            APICallError: The provider could not be reached or refused.
        """
        ...
