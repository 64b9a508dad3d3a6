"""A language model that answers what the test says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..provider.language_model.call_options import LanguageModelCallOptions
from ..provider.language_model.content import Content, Reasoning, Text, ToolCall
from ..provider.language_model.result import LanguageModelGenerateResult, LanguageModelStreamResult
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
    ToolInputDelta,
    ToolInputEnd,
    ToolInputStart,
)
from ..provider.language_model.usage import FinishReason, InputTokens, OutputTokens, UnifiedFinishReason, Usage
from ..provider.shared import SupportedUrls
from ._responses import MOCK_MODEL_ID, MOCK_PROVIDER
from ._scripts import Script, Scripted
from ._streams import stream_result


class MockLanguageModel:
    """A language model for tests: no network, answers as scripted, keeps what it was asked.

    Args:
        do_generate: What `do_generate` answers.
        do_stream: What `do_stream` answers: stream results (`stream_result([...])`).
        provider: The provider's name.
        model_id: The model's name.
        supported_urls: URLs that the model claims to fetch itself.

    Source: the reference's `MockLanguageModelV4`.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        do_generate: Script[LanguageModelGenerateResult, LanguageModelCallOptions] | None = None,
        do_stream: Script[LanguageModelStreamResult, LanguageModelCallOptions] | None = None,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
        supported_urls: SupportedUrls | None = None,
    ) -> None:
        self.provider = provider
        self.model_id = model_id
        self.supported_urls: SupportedUrls = supported_urls or {}
        self.do_generate = Scripted[LanguageModelCallOptions, LanguageModelGenerateResult]("do_generate", do_generate)
        """Answers calls; `do_generate.calls` holds their options."""
        self.do_stream = Scripted[LanguageModelCallOptions, LanguageModelStreamResult]("do_stream", do_stream)
        """Answers calls; `do_stream.calls` holds their options."""


def usage(input_tokens: int = 3, output_tokens: int = 10) -> Usage:
    """Make a usage.

    Args:
        input_tokens: Tokens of the prompt.
        output_tokens: Tokens of the answer, all of them text.

    Returns:
        The usage.
    """
    return Usage(
        input_tokens=InputTokens(total=input_tokens, no_cache=input_tokens),
        output_tokens=OutputTokens(total=output_tokens, text=output_tokens),
    )


def generate_result(
    *content: Content | str, finish_reason: UnifiedFinishReason = "stop"
) -> LanguageModelGenerateResult:
    """Make an answer for `MockLanguageModel(do_generate=...)`.

    Args:
        content: Pieces of content; a string is text.
        finish_reason: Why the model stopped.

    Returns:
        The answer.
    """
    return LanguageModelGenerateResult(
        content=[Text(text=piece) if isinstance(piece, str) else piece for piece in content],
        finish_reason=FinishReason(unified=finish_reason, raw=finish_reason),
        usage=usage(),
    )


def text_stream(*deltas: str, finish_reason: UnifiedFinishReason = "stop") -> LanguageModelStreamResult:
    """Make a streamed answer of text for `MockLanguageModel(do_stream=...)`.

    Args:
        deltas: Pieces of the text.
        finish_reason: Why the model stopped.

    Returns:
        A result that can be read once.
    """
    return stream_result(
        [
            StreamStart(warnings=[]),
            TextStart(id="1"),
            *(TextDelta(id="1", delta=delta) for delta in deltas),
            TextEnd(id="1"),
            Finish(usage=usage(), finish_reason=FinishReason(unified=finish_reason, raw=finish_reason)),
        ]
    )


def stream_of(answer: LanguageModelGenerateResult, *, delta_size: int = 4) -> LanguageModelStreamResult:
    """Stream an answer, so that a test can try the same one with `generate_text` and with `stream_text`.

    Args:
        answer: The whole answer, e.g. of `generate_result`.
        delta_size: How many characters of text, reasoning and tool input come at a time.

    Returns:
        A result that can be read once.
    """
    parts: list[LanguageModelStreamPart] = [StreamStart(warnings=answer.warnings)]
    if answer.response is not None:
        response = answer.response
        parts.append(ResponseMetadata(id=response.id, timestamp=response.timestamp, model_id=response.model_id))
    for index, content in enumerate(answer.content):
        parts += _streamed(content, str(index), delta_size)
    parts.append(
        Finish(usage=answer.usage, finish_reason=answer.finish_reason, provider_metadata=answer.provider_metadata)
    )
    return stream_result(parts, request=answer.request, response=answer.response)


def _streamed(content: Content, block: str, size: int) -> list[LanguageModelStreamPart]:
    if isinstance(content, Text):
        return [
            TextStart(id=block, provider_metadata=content.provider_metadata),
            *(TextDelta(id=block, delta=delta) for delta in _cut(content.text, size)),
            TextEnd(id=block, citations=content.citations),
        ]
    if isinstance(content, Reasoning):
        return [
            ReasoningStart(id=block, provider_metadata=content.provider_metadata),
            *(ReasoningDelta(id=block, delta=delta) for delta in _cut(content.text, size)),
            ReasoningEnd(id=block),
        ]
    if isinstance(content, ToolCall):
        return [
            ToolInputStart(
                id=content.tool_call_id,
                tool_name=content.tool_name,
                provider_executed=content.provider_executed,
                dynamic=content.dynamic,
            ),
            *(ToolInputDelta(id=content.tool_call_id, delta=delta) for delta in _cut(content.input, size)),
            ToolInputEnd(id=content.tool_call_id),
            content,
        ]
    return [content]


def _cut(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(0, len(text), size))
