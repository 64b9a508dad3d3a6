"""Structured output through a tool, for models that cannot combine a JSON schema with other tools.

The model is given one more tool, whose input is the answer. What it writes into that tool becomes the text of the
answer; what it says beside it is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from ..errors import AISDKError
from ..provider.language_model.call_options import JsonResponseFormat, ResponseFormat
from ..provider.language_model.content import Content, Text, ToolCall
from ..provider.language_model.stream_part import (
    Finish,
    LanguageModelStreamPart,
    TextDelta,
    TextEnd,
    TextStart,
    ToolInputDelta,
    ToolInputEnd,
    ToolInputStart,
)
from ..provider.language_model.tools import FunctionTool, LanguageModelTool
from ..provider.language_model.usage import FinishReason
from .stream_decoding import ChunkDecoder

ChunkT = TypeVar("ChunkT")


def json_response_tool(
    response_format: ResponseFormat | None, tools: Sequence[LanguageModelTool] | None
) -> FunctionTool | None:
    """Make the tool that takes the answer.

    Args:
        response_format: What the answer shall look like.
        tools: The tools of the call.

    Returns:
        The tool, under a name that no other tool has; None where no schema meets a function tool.
    """
    if not isinstance(response_format, JsonResponseFormat) or response_format.schema is None:
        return None
    if not any(tool.type == "function" for tool in tools or ()):
        return None
    description = response_format.description
    return FunctionTool(
        name=_free_name({tool.name for tool in tools or ()}),
        description="Respond with a JSON object." if description is None else description,
        input_schema=response_format.schema,
    )


def _free_name(taken: set[str]) -> str:
    name, suffix = "json", 0
    while name in taken:
        suffix += 1
        name = f"json_{suffix}"
    return name


def json_response_content(content: Sequence[Content], tool_name: str) -> list[Content]:
    """Turn calls of the tool into text.

    Args:
        content: The answer of the model.
        tool_name: Name of the tool.

    Returns:
        The content, in which the tool's input is the only text.
    """
    return [
        Text(text=part.input) if isinstance(part, ToolCall) and part.tool_name == tool_name else part
        for part in content
        if part.type != "text"
    ]


def json_response_finish_reason(finish_reason: FinishReason, content: Sequence[Content]) -> FinishReason:
    """Say why a model stopped that gave its answer through the tool.

    Args:
        finish_reason: What the model says.
        content: The content from `json_response_content`.

    Returns:
        `stop` instead of `tool-calls` if there is an answer and no other tool was called.
    """
    kinds = {part.type for part in content}
    is_answer = finish_reason.unified == "tool-calls" and "text" in kinds and "tool-call" not in kinds
    return replace(finish_reason, unified="stop") if is_answer else finish_reason


class JsonResponseToolDecoder(Generic[ChunkT]):
    """Does the same for a stream: stands between the decoder of a provider and `decode_stream`.

    Args:
        decoder: The decoder of the provider.
        tool_name: Name of the tool.
    """

    def __init__(self, decoder: ChunkDecoder[ChunkT], tool_name: str) -> None:
        self.parts: list[LanguageModelStreamPart] = []
        """Parts that are ready and not yet handed out."""
        self._decoder = decoder
        self._tool_name = tool_name
        self._call_ids: set[str] = set()
        self._has_called_others = False

    def start(self) -> None:
        """Begin the stream."""
        self._decoder.start()
        self._move()

    def chunk(self, chunk: ChunkT) -> None:
        """Take a chunk.

        Args:
            chunk: The validated chunk.

        Raises:
            AISDKError: The stream cannot go on.
        """
        try:
            self._decoder.chunk(chunk)
        finally:
            self._move()

    def invalid(self, error: AISDKError) -> None:
        """Take note of an event that could not be read.

        Args:
            error: Why not.
        """
        self._decoder.invalid(error)
        self._move()

    def finish(self) -> None:
        """End the stream.

        Raises:
            AISDKError: The stream ended in the middle of something.
        """
        try:
            self._decoder.finish()
        finally:
            self._move()

    def _move(self) -> None:
        for part in self._decoder.parts:
            converted = self._convert(part)
            if converted is not None:
                self.parts.append(converted)
        self._decoder.parts.clear()

    def _convert(self, part: LanguageModelStreamPart) -> LanguageModelStreamPart | None:
        if isinstance(part, TextStart | TextDelta | TextEnd):
            return None
        if isinstance(part, ToolInputStart) and part.tool_name == self._tool_name:
            self._call_ids.add(part.id)
            return TextStart(id=part.id, provider_metadata=part.provider_metadata)
        if isinstance(part, ToolInputDelta) and part.id in self._call_ids:
            return TextDelta(id=part.id, delta=part.delta, provider_metadata=part.provider_metadata)
        if isinstance(part, ToolInputEnd) and part.id in self._call_ids:
            return None  # the call follows, and that is the end of the text
        if isinstance(part, ToolCall):
            return self._convert_call(part)
        if isinstance(part, Finish) and part.finish_reason.unified == "tool-calls":
            return self._convert_finish(part)
        return part

    def _convert_call(self, call: ToolCall) -> LanguageModelStreamPart | None:
        if call.tool_name == self._tool_name:
            return TextEnd(id=call.tool_call_id, provider_metadata=call.provider_metadata)
        self._has_called_others = self._has_called_others or not call.provider_executed
        return call

    def _convert_finish(self, finish: Finish) -> Finish:
        is_answer = bool(self._call_ids) and not self._has_called_others
        return replace(finish, finish_reason=replace(finish.finish_reason, unified="stop")) if is_answer else finish
