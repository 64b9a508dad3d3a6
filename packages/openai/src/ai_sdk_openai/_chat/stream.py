"""From the chunks of a streamed answer to stream parts. No I/O."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.errors import AISDKError
from ai_sdk_core.provider import (
    CallWarning,
    Finish,
    FinishReason,
    LanguageModelStreamPart,
    ProviderMetadata,
    StreamError,
    StreamStart,
)
from ai_sdk_core.provider_utils import IdGenerator, StreamingToolCallTracker, TextBlock

from .._stream_errors import describe_stream_error
from .._stream_start import EarlyError, Verdict
from .response import (
    build_provider_metadata,
    convert_annotation,
    convert_usage,
    joined_logprobs,
    map_finish_reason,
    response_metadata,
)
from .schemas import ChatDelta, ChatUsage, ChunkChoice, TokenLogprob


def judge_chunk(chunk: Any) -> Verdict:
    """Tell what a chunk says about the beginning of a stream.

    Args:
        chunk: A chunk, or an error.

    Returns:
        The verdict.
    """
    if "error" in chunk:
        return EarlyError(chunk["error"])
    deltas = (choice["delta"] or {} for choice in chunk["choices"])
    return "output" if any(any(delta.values()) for delta in deltas) else None


class ChatStreamDecoder:
    """Decodes one stream.

    Args:
        warnings: Warnings of the request.
        generate_id: Makes ids of sources, and of tool calls that come without one.
    """

    def __init__(self, warnings: list[CallWarning], generate_id: IdGenerator) -> None:
        self.parts: list[LanguageModelStreamPart] = []
        """Parts that are ready and not yet handed out."""
        self._warnings = warnings
        self._generate_id = generate_id
        self._text = TextBlock(self.parts, "0")
        self._tool_calls = StreamingToolCallTracker(self.parts, generate_id=generate_id, type_validation="if-present")
        self._has_response_metadata = False
        self._has_refusal = False
        self._finish_reason = FinishReason(unified="interrupted")  # Until the API says why the model stopped.
        self._raw_finish_reason: str | None = None
        self._usage: ChatUsage | None = None
        self._logprobs: list[TokenLogprob] | None = None

    def start(self) -> None:
        """Begin the stream."""
        self.parts.append(StreamStart(warnings=self._warnings))

    def chunk(self, chunk: Any) -> None:
        """Take a chunk.

        Args:
            chunk: A chunk, or an error.

        Raises:
            InvalidResponseDataError: A tool call in it makes no sense.
        """
        if "error" in chunk:
            self._fail(describe_stream_error(chunk["error"]))
            return
        if not self._has_response_metadata:
            self._add_response_metadata(chunk)
        if chunk["usage"] is not None:
            self._usage = chunk["usage"]
        if chunk["choices"]:
            self._add_choice(chunk["choices"][0])

    def invalid(self, error: AISDKError) -> None:
        """Take note of a chunk that could not be read.

        Args:
            error: Why not.
        """
        self._fail(error)

    def finish(self) -> None:
        """End the stream."""
        self._text.end()
        self._tool_calls.flush()
        if self._raw_finish_reason is not None:
            # Mapped at the end: the chunk with the finish reason may also be the one with the refusal.
            unified = map_finish_reason(self._raw_finish_reason, has_refusal=self._has_refusal)
            self._finish_reason = FinishReason(unified=unified, raw=self._raw_finish_reason)
        self.parts.append(
            Finish(
                finish_reason=self._finish_reason,
                usage=convert_usage(self._usage),
                provider_metadata=self._provider_metadata(),
            )
        )

    def _add_response_metadata(self, chunk: Any) -> None:
        metadata = response_metadata(chunk)
        if metadata.id or metadata.model_id or metadata.timestamp:  # Azure may begin with a chunk about the prompt.
            self._has_response_metadata = True
            self.parts.append(metadata)

    def _add_choice(self, choice: ChunkChoice) -> None:
        if choice["finish_reason"] is not None:
            self._raw_finish_reason = choice["finish_reason"]
        logprobs = joined_logprobs(choice["logprobs"])
        if logprobs is not None:
            self._logprobs = self._logprobs or []
            self._logprobs.extend(logprobs)
        if choice["delta"] is not None:
            self._add_delta(choice["delta"])

    def _add_delta(self, delta: ChatDelta) -> None:
        content, refusal = delta["content"], delta["refusal"]
        if content or (content is not None and not refusal):
            self._text.add(content)
        if refusal:
            self._has_refusal = True
            self._text.add(refusal)
        for call in delta["tool_calls"] or ():
            self._tool_calls.process_delta(call)
        for annotation in delta["annotations"] or ():
            self.parts.append(convert_annotation(annotation, self._generate_id))

    def _provider_metadata(self) -> ProviderMetadata:
        return build_provider_metadata(self._usage, self._logprobs)

    def _fail(self, error: object) -> None:
        self._finish_reason = FinishReason(unified="error")
        self._raw_finish_reason = None
        self.parts.append(StreamError(error=error))
