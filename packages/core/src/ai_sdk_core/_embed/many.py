"""`embed_many`: any number of texts become vectors, in as many model calls as that takes.

```python
result = await embed_many(model="openai:text-embedding-3-small", values=chapters, max_parallel_calls=4)
result.as_numpy().shape  # (number of chapters, 1536)
```
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from typing_extensions import Unpack

from .._logger import log_warnings
from .._model import resolve_embedding_model
from .._operation import Operation, run_parts
from .._provider_metadata import merge_provider_metadata
from ..errors import InvalidArgumentError, InvalidResponseDataError
from ..provider.embedding_model import (
    ByteLimitedEmbeddingModel,
    Embedding,
    EmbeddingModel,
    EmbeddingModelCallOptions,
    EmbeddingModelResult,
    OptionsSplittingEmbeddingModel,
)
from ..provider.shared import ProviderOptions
from .batches import Limits, split_values
from .events import EmbedEndEvent, EmbedProgressEvent, EmbedStartEvent
from .model_call import call_embedding_model, usage_of
from .options import EmbedManyOptions, check_dimensions, check_max_parallel_calls
from .result import EmbeddingBatch, EmbeddingUsage, EmbedManyResult


async def embed_many(
    *, model: EmbeddingModel | str, values: Sequence[str], **options: Unpack[EmbedManyOptions]
) -> EmbedManyResult:
    """Turn texts into vectors.

    The texts are spread over model calls as the model's limits demand: by their number, and by their size where the
    model limits that. Calls run at the same time if the model allows it.

    Args:
        model: The model, or its name (`"openai:text-embedding-3-small"`).
        values: The texts.
        **options: Further options, see `EmbedManyOptions`.

    Returns:
        One vector for each text, in their order, and what all calls used together.

    Raises:
        InvalidArgumentError: A setting has an impossible value.
        NoSuchModelError: The model's name is not known.
        InvalidResponseDataError: The model gave more or fewer vectors than texts.
        APICallError: The provider refused in a way that no retry mends. (All errors of the SDK that are raised after
            some model calls were done have their results, as `EmbeddingBatch`, in `partial_results`.)
        RetryError: All attempts of a model call failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `embedMany`.
    """
    check_dimensions(options.get("dimensions"))
    check_max_parallel_calls(options.get("max_parallel_calls"))
    model = resolve_embedding_model(model)
    if isinstance(values, str):  # Its letters would pass for texts.
        raise InvalidArgumentError(parameter="values", value=values, message="values must be a list of texts")
    run = _Run(model, list(values), options)
    async with run.operation.watched():
        await run.begin()
        result = _combine(run.values, await run.batches())
        log_warnings(result.warnings, provider=model.provider, model=model.model_id)
        await run.end(result)
        return result


@dataclass(slots=True, kw_only=True)
class _Range:
    """The values of one model call."""

    start: int
    values: list[str]


class _Run:
    """One call of `embed_many`."""

    def __init__(self, model: EmbeddingModel, values: list[str], options: EmbedManyOptions) -> None:
        self.values = values
        self._model = model
        self._options = options
        self.operation = Operation("ai.embedMany", model, options)
        self._context: Any = options.get("runtime_context", {})
        self._completed_values = self._completed_calls = self._total_calls = 0

    async def begin(self) -> None:
        await self.operation.begin(
            EmbedStartEvent(
                **self.operation.start_facts,
                value=self.values,
                dimensions=self._options.get("dimensions"),
                runtime_context=self._context,
            )
        )

    async def end(self, result: EmbedManyResult) -> None:
        await self.operation.notify(
            "on_end",
            EmbedEndEvent(
                **self.operation.facts,
                value=result.values,
                embedding=result.embeddings,
                usage=result.usage,
                warnings=result.warnings,
                provider_metadata=result.provider_metadata,
                response=result.responses,
                runtime_context=self._context,
            ),
        )

    async def batches(self) -> list[EmbeddingBatch]:
        ranges = self._ranges()
        self._total_calls = len(ranges)
        limit = self._options.get("max_parallel_calls") if self._model.supports_parallel_calls else 1
        return await run_parts(ranges, self._embed, limit=limit)

    def _ranges(self) -> list[_Range]:
        model = self._model
        limits = Limits(
            values=model.max_embeddings_per_call,
            input_bytes=model.max_input_bytes_per_call if isinstance(model, ByteLimitedEmbeddingModel) else None,
        )
        ranges: list[_Range] = []
        start = 0
        for values in split_values(self.values, limits):
            ranges.append(_Range(start=start, values=values))
            start += len(values)
        return ranges

    async def _embed(self, part: _Range) -> EmbeddingBatch:
        call_options = EmbeddingModelCallOptions(
            values=part.values,
            dimensions=self._options.get("dimensions"),
            headers=self.operation.headers,
            provider_options=await self._provider_options(part),
        )
        answer = await self.operation.call(lambda: call_embedding_model(self.operation, self._model, call_options))
        batch = _as_batch(part, answer)
        await self._tell_progress(part)
        return batch

    async def _provider_options(self, part: _Range) -> ProviderOptions | None:
        provider_options = self._options.get("provider_options")
        if self._total_calls == 1 or not isinstance(self._model, OptionsSplittingEmbeddingModel):
            return provider_options
        end = part.start + len(part.values)
        return await self._model.split_provider_options(provider_options, self.values, part.start, end)

    async def _tell_progress(self, part: _Range) -> None:
        self._completed_values += len(part.values)
        self._completed_calls += 1
        await self.operation.notify(
            "on_progress",
            EmbedProgressEvent(
                completed_values=self._completed_values,
                total_values=len(self.values),
                completed_calls=self._completed_calls,
                total_calls=self._total_calls,
            ),
        )


def _as_batch(part: _Range, answer: EmbeddingModelResult) -> EmbeddingBatch:
    expected, received = len(part.values), len(answer.embeddings)
    if expected != received:
        raise InvalidResponseDataError(
            data=answer.embeddings, message=f"Expected {expected} embeddings, but received {received}."
        )
    return EmbeddingBatch(
        start_index=part.start,
        values=part.values,
        embeddings=answer.embeddings,
        usage=usage_of(answer),
        warnings=answer.warnings,
        provider_metadata=answer.provider_metadata,
        response=answer.response,
    )


def _combine(values: list[str], batches: list[EmbeddingBatch]) -> EmbedManyResult:
    counts = [batch.usage.tokens for batch in batches]
    known = [count for count in counts if count is not None]
    embeddings: Sequence[Embedding] = [embedding for batch in batches for embedding in batch.embeddings]
    return EmbedManyResult(
        values=values,
        embeddings=embeddings,
        usage=EmbeddingUsage(tokens=sum(known) if len(known) == len(counts) else None),
        warnings=[warning for batch in batches for warning in batch.warnings],
        provider_metadata=merge_provider_metadata(batch.provider_metadata for batch in batches),
        responses=[batch.response for batch in batches],
    )
