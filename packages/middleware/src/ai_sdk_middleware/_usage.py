"""Reading the usage of results of all kinds."""

from __future__ import annotations

from typing import Any

from ._layer import ModelKind


def tokens_of(kind: ModelKind, result: Any) -> int | None:
    """Count the tokens that a call used.

    Args:
        kind: Kind of the model.
        result: What it gave; for a stream, its `finish` part.

    Returns:
        Tokens of input and output together; `None` if the provider does not say.
    """
    usage = getattr(result, "usage", None)
    if usage is None:
        return None
    if kind == "language_model":
        return _sum(usage.input_tokens.total, usage.output_tokens.total)
    if kind == "embedding_model":
        tokens: int | None = usage.tokens
        return tokens
    if kind == "image_model":
        return usage.total_tokens if usage.total_tokens is not None else _sum(usage.input_tokens, usage.output_tokens)
    return None


def _sum(first: int | None, second: int | None) -> int | None:
    if first is None and second is None:
        return None
    return (first or 0) + (second or 0)
