"""Middleware that streams the answers of models that do not stream."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from .._override import override
from ..provider.language_model.call_options import LanguageModelCallOptions
from ..provider.language_model.content import Reasoning, Text
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.result import (
    LanguageModelGenerateResult,
    LanguageModelResponse,
    LanguageModelStreamResult,
)
from ..provider.language_model.stream_part import (
    Finish,
    LanguageModelStreamPart,
    ReasoningDelta,
    ReasoningEnd,
    ReasoningStart,
    ResponseMetadata,
    StreamStart,
    TextDelta,
    TextEnd,
    TextStart,
)
from ..provider.middleware import LanguageModelMiddleware


def simulate_streaming_middleware() -> LanguageModelMiddleware:
    """Make middleware that streams complete answers: all parts of one come at once.

    Returns:
        The middleware.

    Source: the reference's `simulateStreamingMiddleware`.
    """
    return _SimulatedStreaming()


class _SimulatedStreaming(LanguageModelMiddleware):
    @override
    async def wrap_stream(self, model: LanguageModel, params: LanguageModelCallOptions) -> LanguageModelStreamResult:
        result = await model.do_generate(params)
        return LanguageModelStreamResult(
            stream=_one_batch(stream_parts(result)), request=result.request, response=result.response
        )


async def _one_batch(parts: list[LanguageModelStreamPart]) -> AsyncGenerator[list[LanguageModelStreamPart], None]:
    yield parts


def stream_parts(result: LanguageModelGenerateResult) -> list[LanguageModelStreamPart]:
    """Write a complete answer as the parts of a stream.

    Args:
        result: The answer.

    Returns:
        All parts, in order.
    """
    response = result.response or LanguageModelResponse()
    parts: list[LanguageModelStreamPart] = [
        StreamStart(warnings=result.warnings),
        ResponseMetadata(id=response.id, timestamp=response.timestamp, model_id=response.model_id),
    ]
    blocks = 0
    for content in result.content:
        if content.type == "text":
            block = _text_block(content, str(blocks))
        elif content.type == "reasoning":
            block = _reasoning_block(content, str(blocks))
        else:
            parts.append(content)
            continue
        parts += block
        blocks += bool(block)
    parts.append(
        Finish(usage=result.usage, finish_reason=result.finish_reason, provider_metadata=result.provider_metadata)
    )
    return parts


def _text_block(text: Text, block_id: str) -> list[LanguageModelStreamPart]:
    if not text.text and not text.citations:
        return []
    return [
        TextStart(id=block_id, provider_metadata=text.provider_metadata),
        TextDelta(id=block_id, delta=text.text),
        TextEnd(id=block_id, citations=text.citations),
    ]


def _reasoning_block(reasoning: Reasoning, block_id: str) -> list[LanguageModelStreamPart]:
    return [
        ReasoningStart(id=block_id, provider_metadata=reasoning.provider_metadata),
        ReasoningDelta(id=block_id, delta=reasoning.text),
        ReasoningEnd(id=block_id),
    ]
