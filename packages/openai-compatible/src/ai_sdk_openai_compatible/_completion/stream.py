"""From the chunks of a streamed completion to stream parts. No I/O."""

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
from ai_sdk_core.provider_utils import TextBlock

from .._chat.response import map_finish_reason
from .response import convert_usage, response_metadata
from .schemas import CompletionChunkChoice, CompletionUsage


class CompletionStreamDecoder:
    """Decodes one stream.

    Args:
        warnings: Warnings of the request.
    """

    def __init__(self, warnings: list[CallWarning]) -> None:
        self.parts: list[LanguageModelStreamPart] = []
        """Parts that are ready and not yet handed out."""
        self._warnings = warnings
        self._text = TextBlock(self.parts, "0")
        self._is_first_chunk = True
        self._finish_reason = FinishReason(unified="other")
        self._usage: CompletionUsage | None = None

    def start(self) -> None:
        """Begin the stream."""
        self.parts.append(StreamStart(warnings=self._warnings))

    def chunk(self, chunk: Any) -> None:
        """Take a chunk.

        Args:
            chunk: A `CompletionChunk`, or what the provider sends as an error.
        """
        error = chunk.get("error")
        if error is not None or "choices" not in chunk:
            self._fail(chunk if error is None else error)
            return
        if self._is_first_chunk:
            self._is_first_chunk = False
            self.parts.append(response_metadata(chunk))
            self._text.start()
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
        self.parts.append(Finish(finish_reason=self._finish_reason, usage=convert_usage(self._usage)))

    def _add_choice(self, choice: CompletionChunkChoice) -> None:
        finish_reason = choice["finish_reason"]
        if finish_reason is not None:
            self._finish_reason = FinishReason(unified=map_finish_reason(finish_reason), raw=finish_reason)
        self._text.add(choice["text"])

    def _fail(self, error: object) -> None:
        self._finish_reason = FinishReason(unified="error")
        self.parts.append(StreamError(error=error))
