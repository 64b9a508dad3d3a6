"""From the chunks of a streamed answer to stream parts. No I/O."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.errors import AISDKError
from ai_sdk_core.provider import (
    CallWarning,
    Finish,
    FinishReason,
    LanguageModelStreamPart,
    StreamError,
    StreamStart,
)
from ai_sdk_core.provider_utils import StreamAssembler, StreamingToolCallTracker, chat_finish_reason

from .._errors import describe_stream_error
from .response import convert_usage, response_metadata
from .schemas import ChatDelta, TokenUsage


class ChatStreamDecoder:
    """Decodes one stream.

    Args:
        warnings: Warnings of the request.
    """

    def __init__(self, warnings: list[CallWarning]) -> None:
        self.parts: list[LanguageModelStreamPart] = []
        """Parts that are ready and not yet handed out."""
        self._warnings = warnings
        tracker = StreamingToolCallTracker(self.parts, type_validation="required")
        self._assembler = StreamAssembler(self.parts, tracker)
        self._has_response_metadata = False
        self._finish_reason = FinishReason(unified="interrupted")  # until the API says why it stopped
        self._usage: TokenUsage | None = None

    def start(self) -> None:
        """Begin the stream."""
        self.parts.append(StreamStart(warnings=self._warnings))

    def chunk(self, chunk: Any) -> None:
        """Take a chunk.

        Args:
            chunk: A `ChatChunk` or a `GroqErrorData`.

        Raises:
            InvalidResponseDataError: A tool call in it makes no sense.
        """
        if "choices" not in chunk:
            self._fail(describe_stream_error(chunk))
            return
        if not self._has_response_metadata:
            self._has_response_metadata = True
            self.parts.append(response_metadata(chunk))
        facts = chunk["x_groq"]
        if facts is not None and facts["usage"] is not None:
            self._usage = facts["usage"]
        for choice in chunk["choices"][:1]:
            if choice["finish_reason"] is not None:
                unified = chat_finish_reason(choice["finish_reason"])
                self._finish_reason = FinishReason(unified=unified, raw=choice["finish_reason"])
            if choice["delta"] is not None:
                self._add_delta(choice["delta"])

    def invalid(self, error: AISDKError) -> None:
        """Take note of a chunk that could not be read.

        Args:
            error: Why not.
        """
        self._fail(error)

    def finish(self) -> None:
        """End the stream."""
        self._assembler.end()
        self.parts.append(Finish(finish_reason=self._finish_reason, usage=convert_usage(self._usage)))

    def _add_delta(self, delta: ChatDelta) -> None:
        if delta["reasoning"]:
            self._assembler.add_reasoning(delta["reasoning"])
        if delta["content"]:
            self._assembler.add_text(delta["content"])
        if delta["tool_calls"]:
            self._assembler.add_tool_calls(delta["tool_calls"])

    def _fail(self, error: object) -> None:
        self._finish_reason = FinishReason(unified="error")
        self.parts.append(StreamError(error=error))
