"""`rerank`: documents in the order of their relevance to a query.

```python
result = await rerank(model="cohere:rerank-v3.5", query="talk about rain", documents=["sunny day", "rainy afternoon"])
result.reranked_documents  # ["rainy afternoon", "sunny day"]
```
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Literal, TypeVar, cast

from typing_extensions import Unpack

from ._callbacks import Callback
from ._logger import log_warnings
from ._model import resolve_reranking_model
from ._operation import CallEvent, CallOptions, CallStartEvent, Operation
from .errors import InvalidResponseDataError
from .provider.json_value import JSONObject
from .provider.reranking_model import (
    ObjectDocuments,
    RerankedDocument,
    RerankingDocuments,
    RerankingModel,
    RerankingModelCallOptions,
    RerankingModelResult,
    TextDocuments,
)
from .provider.shared import CallWarning, PartialResponseInfo, ProviderMetadata

DocumentT = TypeVar("DocumentT", bound=str | JSONObject)


@dataclass(slots=True, kw_only=True)
class RankedDocument(Generic[DocumentT]):
    """A document and its place in the ranking."""

    original_index: int
    """Where the document stood among those that were passed."""
    score: float
    document: DocumentT


@dataclass(slots=True, kw_only=True)
class RerankResponse:
    """What is known about the model's response."""

    timestamp: datetime
    model_id: str
    id: str | None = None
    headers: dict[str, str] | None = None
    body: Any = None


@dataclass(slots=True, kw_only=True)
class RerankResult(Generic[DocumentT]):
    """What `rerank` returns.

    Source: the reference's `RerankResult`.
    """

    original_documents: list[DocumentT]
    ranking: list[RankedDocument[DocumentT]]
    """Most relevant first; may be shorter than the documents."""
    response: RerankResponse
    provider_metadata: ProviderMetadata | None = None

    @property
    def reranked_documents(self) -> list[DocumentT]:
        """The documents, most relevant first."""
        return [ranked.document for ranked in self.ranking]


@dataclass(slots=True, kw_only=True)
class RerankStartEvent(CallStartEvent):
    """A call begins; for `on_start`."""

    documents: Sequence[Any]
    query: str
    top_n: int | None
    runtime_context: Any


@dataclass(slots=True, kw_only=True)
class RerankEndEvent(CallEvent):
    """A call is complete; for `on_end`."""

    documents: Sequence[Any]
    query: str
    ranking: list[RankedDocument[Any]]
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata | None
    response: RerankResponse
    runtime_context: Any


@dataclass(slots=True, kw_only=True)
class RerankingModelCallStartEvent(CallEvent):
    """A model is about to be called; for telemetry's `on_rerank_start`."""

    documents: Sequence[Any]
    documents_type: Literal["text", "object"]
    query: str
    top_n: int | None


@dataclass(slots=True, kw_only=True)
class RerankingModelCallEndEvent(CallEvent):
    """A model has answered; for telemetry's `on_rerank_end`."""

    documents_type: Literal["text", "object"]
    ranking: list[RerankedDocument]


class RerankOptions(CallOptions, total=False):
    """Options of `rerank`."""

    top_n: int
    """How many of the most relevant documents are wanted; default all."""
    runtime_context: Any
    """Any value, passed on to the callbacks."""
    on_start: Callback[RerankStartEvent]
    on_end: Callback[RerankEndEvent]


async def rerank(
    *, model: RerankingModel | str, documents: Sequence[DocumentT], query: str, **options: Unpack[RerankOptions]
) -> RerankResult[DocumentT]:
    """Sort documents by their relevance to a query.

    Args:
        model: The model, or its name (`"cohere:rerank-v3.5"`).
        documents: Texts, or JSON objects; all of one kind. Without any, the model is not called.
        query: What the documents should be about.
        **options: Further options, see `RerankOptions`.

    Returns:
        The ranking, most relevant document first.

    Raises:
        NoSuchModelError: The model's name is not known.
        InvalidArgumentError: A setting has an impossible value.
        InvalidResponseDataError: The model ranked a document that does not exist.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `rerank`.
    """
    resolved = resolve_reranking_model(model)
    operation = Operation("ai.rerank", resolved, options)
    async with operation.watched():
        return await _rerank(operation, resolved, documents, query)


async def _rerank(
    operation: Operation, model: RerankingModel, documents: Sequence[DocumentT], query: str
) -> RerankResult[DocumentT]:
    subject: dict[str, Any] = {
        "documents": documents,
        "query": query,
        "runtime_context": operation.options.get("runtime_context", {}),
    }
    await operation.begin(RerankStartEvent(**operation.start_facts, **subject, top_n=operation.options.get("top_n")))
    answer = await _rank(operation, model, documents, query) if documents else RerankingModelResult(ranking=[])
    _check_indices(answer.ranking, documents)
    warnings = answer.warnings or []
    log_warnings(warnings, provider=model.provider, model=model.model_id)
    result = RerankResult(
        original_documents=list(documents),
        ranking=[
            RankedDocument(original_index=ranked.index, score=ranked.relevance_score, document=documents[ranked.index])
            for ranked in answer.ranking
        ],
        response=_response(answer.response or PartialResponseInfo(), model),
        provider_metadata=answer.provider_metadata,
    )
    await operation.notify(
        "on_end",
        RerankEndEvent(
            **operation.facts,
            **subject,
            ranking=result.ranking,
            warnings=warnings,
            provider_metadata=result.provider_metadata,
            response=result.response,
        ),
    )
    return result


async def _rank(
    operation: Operation, model: RerankingModel, documents: Sequence[str | JSONObject], query: str
) -> RerankingModelResult:
    to_send = _to_send(documents)
    call_options = RerankingModelCallOptions(
        documents=to_send,
        query=query,
        top_n=operation.options.get("top_n"),
        headers=operation.headers,
        provider_options=operation.options.get("provider_options"),
    )
    facts = {**operation.facts, "operation_id": "ai.rerank.doRerank", "documents_type": to_send.type}

    async def attempt() -> RerankingModelResult:
        await operation.tell_telemetry(
            "on_rerank_start",
            lambda: RerankingModelCallStartEvent(**facts, documents=documents, query=query, top_n=call_options.top_n),
        )
        answer = await model.do_rerank(call_options)
        await operation.tell_telemetry(
            "on_rerank_end", lambda: RerankingModelCallEndEvent(**facts, ranking=answer.ranking)
        )
        return answer

    return await operation.call(attempt)


def _to_send(documents: Sequence[str | JSONObject]) -> RerankingDocuments:
    if isinstance(documents[0], str):
        return TextDocuments(values=cast("list[str]", list(documents)))
    return ObjectDocuments(values=cast("list[JSONObject]", list(documents)))


def _check_indices(ranking: list[RerankedDocument], documents: Sequence[object]) -> None:
    for ranked in ranking:
        if not 0 <= ranked.index < len(documents):
            raise InvalidResponseDataError(
                data=ranking,
                message=f"Invalid ranking index {ranked.index}. "
                f"Expected an integer between 0 and {len(documents) - 1}.",
            )


def _response(response: PartialResponseInfo, model: RerankingModel) -> RerankResponse:
    return RerankResponse(
        id=response.id,
        timestamp=response.timestamp or datetime.now(UTC),
        model_id=response.model_id or model.model_id,
        headers=response.headers,
        body=response.body,
    )
