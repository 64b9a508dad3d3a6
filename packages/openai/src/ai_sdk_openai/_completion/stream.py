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
from .._stream_errors import describe_stream_error
from .._stream_start import EarlyError, Verdict
from .response import build_provider_metadata, convert_usage, response_metadata
from .schemas import CompletionChunkChoice, CompletionLogprobs, CompletionUsage


def judge_chunk(chunk: Any) -> Verdict:
    """Tell what a chunk says about the beginning of a stream.

    Args:
        chunk: A chunk, or an error.

    Returns:
        The verdict.
    """
    if "error" in chunk:
        return EarlyError(chunk["error"])
    return "output" if any(choice["text"] for choice in chunk["choices"]) else None


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
        self._finish_reason = FinishReason(unified="interrupted")  # Until the API says why the model stopped.
        self._usage: CompletionUsage | None = None
        self._logprobs: CompletionLogprobs | None = None

    def start(self) -> None:
        """Begin the stream."""
        self.parts.append(StreamStart(warnings=self._warnings))

    def chunk(self, chunk: Any) -> None:
        """Take a chunk.

        Args:
            chunk: A chunk, or an error.
        """
        if "error" in chunk:
            self._fail(describe_stream_error(chunk["error"]))
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
        self.parts.append(
            Finish(
                finish_reason=self._finish_reason,
                usage=convert_usage(self._usage),
                provider_metadata=build_provider_metadata(self._logprobs),
            )
        )

    def _add_choice(self, choice: CompletionChunkChoice) -> None:
        finish_reason = choice["finish_reason"]
        if finish_reason is not None:
            self._finish_reason = FinishReason(unified=map_finish_reason(finish_reason), raw=finish_reason)
        if choice["logprobs"] is not None:
            self._logprobs = choice["logprobs"]
        if choice["text"]:
            self._text.add(choice["text"])

    def _fail(self, error: object) -> None:
        self._finish_reason = FinishReason(unified="error")
        self.parts.append(StreamError(error=error))
