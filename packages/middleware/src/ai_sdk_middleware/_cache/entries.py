"""What a cache keeps of results: everything but requests, bodies and headers, which nobody made this time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from ai_sdk_core.provider import (
    EmbeddingModelResult,
    ImageModelResult,
    LanguageModelGenerateResult,
    LanguageModelStreamPart,
    RerankingModelResult,
    SpeechModelResult,
    TranscriptionModelResult,
    VideoModelResult,
    from_json,
    to_json_bytes,
)

from .._layer import ModelKind

_RESULTS: Final[dict[ModelKind, Any]] = {
    "language_model": LanguageModelGenerateResult,
    "embedding_model": EmbeddingModelResult,
    "image_model": ImageModelResult,
    "speech_model": SpeechModelResult,
    "transcription_model": TranscriptionModelResult,
    "reranking_model": RerankingModelResult,
    "video_model": VideoModelResult,
}


def is_worth_keeping(kind: ModelKind, result: Any) -> bool:
    """Tell whether a result is an answer.

    Args:
        kind: Kind of the model.
        result: What it gave.

    Returns:
        False for answers that ended in an error, for those without any content, and for videos behind URLs, which do
        not stay there.
    """
    if kind == "language_model":
        return bool(result.content) and result.finish_reason.unified != "error"
    if kind == "image_model":
        return bool(result.images)
    if kind == "video_model":
        return all(video.type in ("base64", "binary") for video in result.videos)
    return result is not None


def write_result(result: Any) -> bytes:
    """Write a result for the store.

    Args:
        result: A complete result.

    Returns:
        JSON.
    """
    changes: dict[str, Any] = {"request": None} if hasattr(result, "request") else {}
    if getattr(result, "response", None) is not None:
        changes["response"] = replace(result.response, headers=None, body=None)
    return to_json_bytes(replace(result, **changes))


def read_result(kind: ModelKind, value: bytes) -> Any:
    """Read a result from the store.

    Args:
        kind: Kind of the model.
        value: What `write_result` wrote.

    Returns:
        The result.

    Raises:
        TypeValidationError: The entry is damaged.
    """
    return from_json(_RESULTS[kind], json.loads(value))


def write_batches(batches: list[list[Any]]) -> bytes:
    """Write the batches of a stream for the store.

    Args:
        batches: All of them.

    Returns:
        JSON.
    """
    return to_json_bytes(batches)


def read_batches(value: bytes) -> list[list[Any]]:
    """Read the batches of a stream from the store.

    Args:
        value: What `write_batches` wrote.

    Returns:
        The batches.

    Raises:
        TypeValidationError: The entry is damaged.
    """
    return [[from_json(LanguageModelStreamPart, part) for part in batch] for batch in json.loads(value)]
