"""One call of an embedding model, as telemetry sees it."""

from __future__ import annotations

from .._operation import Operation, generate_call_id
from ..provider.embedding_model import EmbeddingModel, EmbeddingModelCallOptions, EmbeddingModelResult
from .events import EmbeddingModelCallEndEvent, EmbeddingModelCallStartEvent
from .result import EmbeddingUsage


async def call_embedding_model(
    operation: Operation, model: EmbeddingModel, call_options: EmbeddingModelCallOptions
) -> EmbeddingModelResult:
    """Make one attempt, and tell telemetry about it.

    Args:
        operation: The call that it belongs to.
        model: The model.
        call_options: What the model is asked for.

    Returns:
        The vectors.

    Raises:
        AISDKError: The attempt failed.
    """
    embed_call_id = generate_call_id()
    facts = {
        **operation.facts,
        "operation_id": f"{operation.facts['operation_id']}.doEmbed",
        "embed_call_id": embed_call_id,
        "values": call_options.values,
    }
    await operation.tell_telemetry(
        "on_embed_start", lambda: EmbeddingModelCallStartEvent(**facts, dimensions=call_options.dimensions)
    )
    answer = await model.do_embed(call_options)
    await operation.tell_telemetry(
        "on_embed_end",
        lambda: EmbeddingModelCallEndEvent(**facts, embeddings=answer.embeddings, usage=usage_of(answer)),
    )
    return answer


def usage_of(answer: EmbeddingModelResult) -> EmbeddingUsage:
    """Tell what an answer used.

    Args:
        answer: The answer.

    Returns:
        The usage, with `None` for what is not known.
    """
    return EmbeddingUsage(tokens=answer.usage.tokens if answer.usage is not None else None)
