"""From the chunks of a streamed answer to stream parts. No I/O."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.errors import AISDKError, InvalidResponseDataError
from ai_sdk_core.provider import (
    CallWarning,
    Finish,
    FinishReason,
    LanguageModelStreamPart,
    ProviderMetadata,
    StreamError,
    StreamStart,
)
from ai_sdk_core.provider_utils import StreamAssembler, StreamingToolCallTracker, ToolCallDelta

from .late_tool_names import LateToolNames
from .metadata_extractor import StreamMetadataExtractor
from .response import (
    ConvertUsage,
    build_provider_metadata,
    convert_content,
    map_finish_reason,
    response_metadata,
    thought_signature_metadata,
)
from .schemas import ChatDelta, ContentPart, TokenUsage


class ChatStreamDecoder:
    """Decodes one stream.

    Args:
        warnings: Warnings of the request.
        metadata_key: The key for provider metadata.
        convert_usage: Reads the usage.
        metadata_extractor: Finds further metadata; it sees the chunks elsewhere.
    """

    def __init__(
        self,
        *,
        warnings: list[CallWarning],
        metadata_key: str,
        convert_usage: ConvertUsage,
        metadata_extractor: StreamMetadataExtractor | None,
    ) -> None:
        self.parts: list[LanguageModelStreamPart] = []
        """Parts that are ready and not yet handed out."""
        self._warnings = warnings
        self._metadata_key = metadata_key
        self._convert_usage = convert_usage
        self._metadata_extractor = metadata_extractor
        tracker = StreamingToolCallTracker(self.parts, extract_metadata=self._tool_call_metadata)
        self._assembler = StreamAssembler(self.parts, LateToolNames(tracker))
        self._has_response_metadata = False
        self._has_refusal = False
        self._has_failed = False
        self._finish_reason: str | None = None
        self._usage: TokenUsage | None = None

    def start(self) -> None:
        """Begin the stream."""
        self.parts.append(StreamStart(warnings=self._warnings))

    def chunk(self, chunk: Any) -> None:
        """Take a chunk.

        Args:
            chunk: A `ChatChunk`, or what the provider sends as an error.

        Raises:
            InvalidResponseDataError: A tool call in it makes no sense.
        """
        if "choices" not in chunk or chunk.get("error") is not None:
            self._fail(chunk.get("error") or chunk)
            return
        if not self._has_response_metadata:
            self._add_response_metadata(chunk)
        if chunk["usage"] is not None:
            self._usage = chunk["usage"]
        if chunk["choices"]:
            choice = chunk["choices"][0]
            if choice["finish_reason"] is not None:
                # Mapped at the end: the chunk with the finish reason may also be the one with the refusal.
                self._finish_reason = choice["finish_reason"]
            if choice["delta"] is not None:
                self._add_delta(choice["delta"])

    def invalid(self, error: AISDKError) -> None:
        """Take note of a chunk that could not be read.

        Args:
            error: Why not.
        """
        self._fail(error)

    def finish(self) -> None:
        """End the stream.

        Raises:
            InvalidResponseDataError: A tool call never got its name.
        """
        self._assembler.end()
        finish_reason = self._resolve_finish_reason()
        self.parts.append(
            Finish(
                finish_reason=finish_reason,
                usage=self._convert_usage(self._usage),
                provider_metadata=self._build_provider_metadata(),
            )
        )

    def _add_response_metadata(self, chunk: Any) -> None:
        metadata = response_metadata(chunk)
        if metadata.id or metadata.model_id or metadata.timestamp:  # some servers begin with an empty chunk
            self._has_response_metadata = True
            self.parts.append(metadata)

    def _add_delta(self, delta: ChatDelta) -> None:
        reasoning = delta["reasoning_content"]
        if reasoning is None:
            reasoning = delta["reasoning"]
        if reasoning:
            self._add_reasoning(reasoning)
        content = delta["content"]
        if content:
            if isinstance(content, str):
                self._assembler.add_text(content)
            else:
                self._add_content_parts(content)
        refusal = delta.get("refusal")
        if refusal and isinstance(refusal, str):
            self._has_refusal = True
            self._assembler.add_text(refusal)
        if delta["tool_calls"]:
            self._assembler.add_tool_calls(delta["tool_calls"])

    def _add_content_parts(self, content: list[ContentPart]) -> None:
        for part in convert_content(content):
            if part.type == "reasoning":
                self._add_reasoning(part.text)
            else:
                self._assembler.add_text(part.text)

    def _add_reasoning(self, delta: str) -> None:
        if self._assembler.text.is_open:
            self._assembler.text.end()
        self._assembler.add_reasoning(delta)

    def _fail(self, error: object) -> None:
        self._has_failed = True
        self._finish_reason = None
        self.parts.append(StreamError(error=error))

    def _resolve_finish_reason(self) -> FinishReason:
        if self._finish_reason is not None:
            unified = map_finish_reason(self._finish_reason, has_refusal=self._has_refusal)
            return FinishReason(unified=unified, raw=self._finish_reason)
        if not self._has_failed:
            message = "Response stream ended without a finish reason."
            self.parts.append(StreamError(error=InvalidResponseDataError(data=None, message=message)))
        return FinishReason(unified="error")

    def _build_provider_metadata(self) -> ProviderMetadata:
        extractor = self._metadata_extractor
        extracted = None if extractor is None else extractor.build_metadata()
        return build_provider_metadata(self._metadata_key, extracted, self._usage)

    def _tool_call_metadata(self, delta: ToolCallDelta) -> ProviderMetadata | None:
        return thought_signature_metadata(delta.get("extra_content"), self._metadata_key)
