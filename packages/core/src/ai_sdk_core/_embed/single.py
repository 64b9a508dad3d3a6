"""`embed`: one text becomes a vector.

```python
result = await embed(model=openai.embedding_model("text-embedding-3-small"), value="sunny day at the beach")
result.embedding  # [0.013, -0.024, ...]
```
"""

from __future__ import annotations

from typing import Any

from typing_extensions import Unpack

from .._logger import log_warnings
from .._model import resolve_embedding_model
from .._operation import Operation
from ..errors import InvalidResponseDataError
from ..provider.embedding_model import EmbeddingModel, EmbeddingModelCallOptions
from .events import EmbedEndEvent, EmbedStartEvent
from .model_call import call_embedding_model, usage_of
from .options import EmbedOptions, check_dimensions
from .result import EmbedResult


async def embed(*, model: EmbeddingModel | str, value: str, **options: Unpack[EmbedOptions]) -> EmbedResult:
    """Turn a text into a vector.

    Args:
        model: The model, or its name (`"openai:text-embedding-3-small"`).
        value: The text.
        **options: Further options, see `EmbedOptions`.

    Returns:
        The vector, and what the call used.

    Raises:
        InvalidArgumentError: A setting has an impossible value.
        NoSuchModelError: The model's name is not known.
        InvalidResponseDataError: The model gave no vector.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `embed`.
    """
    check_dimensions(options.get("dimensions"))
    resolved = resolve_embedding_model(model)
    operation = Operation("ai.embed", resolved, options)
    async with operation.watched():
        return await _embed(operation, resolved, value, options)


async def _embed(operation: Operation, model: EmbeddingModel, value: str, options: EmbedOptions) -> EmbedResult:
    context: Any = options.get("runtime_context", {})
    dimensions = options.get("dimensions")
    await operation.begin(
        EmbedStartEvent(**operation.start_facts, value=value, dimensions=dimensions, runtime_context=context)
    )
    call_options = EmbeddingModelCallOptions(
        values=[value],
        dimensions=dimensions,
        headers=operation.headers,
        provider_options=options.get("provider_options"),
    )
    answer = await operation.call(lambda: call_embedding_model(operation, model, call_options))
    if not answer.embeddings:
        raise InvalidResponseDataError(data=answer.embeddings, message="No embedding generated.")
    log_warnings(answer.warnings, provider=model.provider, model=model.model_id)
    result = EmbedResult(
        value=value,
        embedding=answer.embeddings[0],
        usage=usage_of(answer),
        warnings=answer.warnings,
        provider_metadata=answer.provider_metadata,
        response=answer.response,
    )
    await operation.notify(
        "on_end",
        EmbedEndEvent(
            **operation.facts,
            value=value,
            embedding=result.embedding,
            usage=result.usage,
            warnings=result.warnings,
            provider_metadata=result.provider_metadata,
            response=result.response,
            runtime_context=context,
        ),
    )
    return result
