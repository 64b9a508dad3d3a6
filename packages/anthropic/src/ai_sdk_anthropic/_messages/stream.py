"""From the events of a streamed answer to stream parts. No I/O."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from ai_sdk_core.errors import AISDKError, InvalidResponseDataError
from ai_sdk_core.provider import (
    CallWarning,
    CustomContent,
    Finish,
    FinishReason,
    JSONObject,
    LanguageModelStreamPart,
    Ping,
    ResponseMetadata,
    StreamError,
    StreamStart,
    ToolInputDelta,
    ToolInputEnd,
    ToolInputStart,
    Usage,
)

from .._errors import describe_stream_error
from .._tool_names import TOOL_SEARCHES
from .blocks import CompactionBlock, RedactedThinkingBlock, ServerToolUseBlock, ToolUseBlock
from .citations import AnthropicCitation, create_source
from .content import BlockConverter, ContentContext, call_metadata
from .response import JSON_TOOL_NAME, TEXT_OR_THINKING, compaction_metadata, continues
from .schemas import (
    CitationsDelta,
    CompactionDelta,
    ContentBlockDelta,
    ContentBlockStart,
    ContentBlockStop,
    ErrorEvent,
    InputJsonDelta,
    MessageDelta,
    MessageStart,
    MessageStop,
    SignatureDelta,
    TextDelta,
    ThinkingDelta,
)
from .schemas import Ping as PingEvent
from .stream_blocks import HeldBackText, OpenReasoning, OpenText, OpenToolInput, OpenToolsetInput
from .stream_facts import StreamFacts

_OpenBlock: TypeAlias = OpenText | HeldBackText | OpenReasoning | OpenToolInput | OpenToolsetInput


class MessageStreamDecoder:
    """Decodes one stream.

    Args:
        warnings: Warnings of the request.
        context: What is needed to read the answer.
        metadata_keys: The keys for provider metadata.
        includes_pings: Whether signs of life are passed on.
    """

    def __init__(
        self,
        *,
        warnings: list[CallWarning],
        context: ContentContext,
        metadata_keys: tuple[str, ...],
        includes_pings: bool = False,
    ) -> None:
        self.parts: list[LanguageModelStreamPart] = []
        """Parts that are ready and not yet handed out."""
        self._warnings = warnings
        self._context = context
        self._includes_pings = includes_pings
        self._converter = BlockConverter(context)
        self._facts = StreamFacts(metadata_keys)
        self._blocks: dict[int, _OpenBlock] = {}
        self._held_back: list[HeldBackText] = []
        self._web_citations: list[AnthropicCitation] = []
        self._message_id: str | None = None
        self._is_message_open = False
        self._is_json_from_tool = False
        self._has_output = False
        self._has_failed = False
        self._is_broken = False
        self._last_finish: Finish | None = None
        self._event_handlers: dict[str, Callable[[Any], None]] = {
            "content_block_delta": self._content_block_delta,
            "content_block_start": self._content_block_start,
            "content_block_stop": self._content_block_stop,
            "message_start": self._message_start,
            "message_delta": self._message_delta,
            "message_stop": self._message_stop,
            "ping": self._ping,
            "error": self._error,
        }
        self._block_openers: dict[str, Callable[[int, Any], None]] = {
            "text": self._open_text,
            "thinking": self._open_reasoning,
            "redacted_thinking": self._open_reasoning,
            "compaction": self._open_compaction,
            "tool_use": self._open_tool_use,
            "server_tool_use": self._open_server_tool_use,
        }
        self._delta_handlers: dict[str, Callable[[int, Any], None]] = {
            "text_delta": self._text_delta,
            "thinking_delta": self._thinking_delta,
            "signature_delta": self._signature_delta,
            "compaction_delta": self._compaction_delta,
            "input_json_delta": self._input_json_delta,
            "citations_delta": self._citations_delta,
        }

    def start(self) -> None:
        """Begin the stream."""
        self.parts.append(StreamStart(warnings=self._warnings))

    def chunk(self, chunk: Any) -> None:
        """Take an event.

        Args:
            chunk: The event, a `StreamEvent`.

        Raises:
            InvalidResponseDataError: A call of a toolset member makes no sense.
        """
        if not self._is_broken:
            self._event_handlers[chunk["type"]](chunk)

    def invalid(self, error: AISDKError) -> None:
        """Take note of an event that could not be read.

        Args:
            error: Why not.
        """
        if not self._is_broken:
            self._fail(error)

    def finish(self) -> None:
        """End the stream. An answer that was cut off gets a finish reason that says so."""
        if self._has_output and not self._has_failed:
            last = self._last_finish
            self.parts.append(
                Finish(
                    finish_reason=FinishReason(unified="interrupted"),
                    usage=Usage() if last is None else last.usage,
                    provider_metadata=None if last is None else last.provider_metadata,
                )
            )

    # --- Events ---

    def _message_start(self, event: MessageStart) -> None:
        message = event["message"]
        if self._is_message_open:
            if message["id"] != self._message_id:
                self._break_off(event)
            return
        self._is_message_open = True
        self._message_id = message["id"]
        self._has_output = False
        self._close_texts()
        self._blocks.clear()
        usage = self._facts.start(message)
        self.parts.append(ResponseMetadata(id=message["id"], model_id=message["model"]))
        details: JSONObject = {"id": message["id"], "model": message["model"], "usage": usage}
        self.parts.append(CustomContent(kind="anthropic.message_start", provider_metadata={"anthropic": details}))
        for block in message["content"] or ():
            self._whole_tool_use(block)

    def _break_off(self, event: MessageStart) -> None:
        self._is_broken = True
        new, old = (json.dumps(message_id) for message_id in (event["message"]["id"], self._message_id))
        message = f"Received message_start for message {new} while message {old} is still open."
        self._fail(InvalidResponseDataError(data=event, message=message))

    def _whole_tool_use(self, block: ToolUseBlock) -> None:
        call = self._converter.tool_call(block)
        self._has_output = True
        self.parts += [
            ToolInputStart(id=call.tool_call_id, tool_name=call.tool_name),
            ToolInputDelta(id=call.tool_call_id, delta=call.input),
            ToolInputEnd(id=call.tool_call_id),
            call,
        ]

    def _message_delta(self, event: MessageDelta) -> None:
        self._facts.update(event)

    def _message_stop(self, _event: MessageStop) -> None:
        self._is_message_open = False
        self._close_texts()
        if not self._converter.server_results.has_web_search_results:
            self._add_sources(self._web_citations)
        self._web_citations.clear()
        if not self._is_json_from_tool and not continues(self._facts.stop_reason):
            for text in self._held_back:
                text.show()
        self._held_back.clear()
        self._has_output = False
        self._last_finish = self._facts.finish(is_json_from_tool=self._is_json_from_tool)
        self.parts.append(self._last_finish)

    def _close_texts(self) -> None:
        """End what the API forgot to end. The input of a tool is not known to be whole, and stays without its call."""
        for index, block in list(self._blocks.items()):
            if isinstance(block, OpenText | OpenReasoning):
                self._close(index)

    def _ping(self, _event: PingEvent) -> None:
        if self._includes_pings:
            self.parts.append(Ping())

    def _error(self, event: ErrorEvent) -> None:
        self._fail(describe_stream_error(event["error"]))

    def _fail(self, error: object) -> None:
        self._has_failed = True
        self.parts.append(StreamError(error=error))

    # --- Blocks ---

    def _content_block_start(self, event: ContentBlockStart) -> None:
        index, block = event["index"], event["content_block"]
        self._close(index)
        if block["type"] not in TEXT_OR_THINKING and block["type"] != "fallback":
            self._held_back.clear()  # text before a call is no answer
        opener = self._block_openers.get(block["type"])
        if opener is not None:
            opener(index, block)
            return
        converted = self._converter.convert(block)
        self._has_output = self._has_output or any(part.type == "tool-call" for part in converted)
        self.parts += converted

    def _content_block_stop(self, event: ContentBlockStop) -> None:
        self._close(event["index"])

    def _close(self, index: int) -> None:
        block = self._blocks.pop(index, None)
        if block is not None:
            block.close()
            if isinstance(block, OpenToolInput | OpenToolsetInput):
                self._has_output = True

    def _open_text(self, index: int, _block: object) -> None:
        if self._context.uses_json_tool:
            held_back = HeldBackText(self.parts, str(index), self._context.documents)
            self._held_back.append(held_back)
            self._blocks[index] = held_back
        else:
            self._start_text(index)

    def _start_text(self, index: int) -> OpenText:
        text = OpenText(self.parts, str(index), self._context.documents)
        self._blocks[index] = text
        text.start()
        return text

    def _open_reasoning(self, index: int, block: RedactedThinkingBlock | Any) -> None:
        reasoning = OpenReasoning(self.parts, str(index))
        self._blocks[index] = reasoning
        is_redacted = block["type"] == "redacted_thinking"
        reasoning.start({"anthropic": {"redactedData": block["data"]}} if is_redacted else None)

    def _open_compaction(self, index: int, block: CompactionBlock) -> None:
        text = OpenText(self.parts, str(index), self._context.documents)
        self._blocks[index] = text
        text.start(compaction_metadata(block["signature"]))
        if block["signature"] is not None and block["content"]:
            self._has_output = True
            text.add(block["content"])

    def _open_tool_use(self, index: int, block: ToolUseBlock) -> None:
        if self._context.uses_json_tool and block["name"] == JSON_TOOL_NAME:
            self._is_json_from_tool = True
            self._start_text(index)
            return
        tool_name = self._converter.custom_tool_name(block)
        toolset_name = block["toolset_name"]
        settings: dict[str, Any] = {
            "tool_call_id": block["id"],
            "tool_name": tool_name,
            "provider_metadata": call_metadata(block["caller"], toolset_name),
            "initial_input": block.get("input"),
        }
        if toolset_name is None:
            self._blocks[index] = OpenToolInput(self.parts, **settings)
        else:
            self._blocks[index] = OpenToolsetInput(self.parts, member=block["name"], **settings)

    def _open_server_tool_use(self, index: int, block: ServerToolUseBlock) -> None:
        tool = self._converter.server_tool(block)
        if tool is not None:
            # Web tools and programs may bring their input along; that of searches comes in deltas.
            initial_input = None if block["name"] in TOOL_SEARCHES else block["input"]
            self._blocks[index] = OpenToolInput(
                self.parts,
                tool_call_id=block["id"],
                tool_name=tool.tool_name,
                provider_metadata=call_metadata(block["caller"]),
                initial_input=initial_input,
                server_tool=tool,
            )

    # --- Deltas ---

    def _content_block_delta(self, event: ContentBlockDelta) -> None:
        delta = event["delta"]
        self._delta_handlers[delta["type"]](event["index"], delta)

    def _text_delta(self, index: int, delta: TextDelta) -> None:
        block = self._blocks.get(index)
        if block is None and not self._context.uses_json_tool:
            block = self._start_text(index)
        text = delta["text"]
        if isinstance(block, OpenText):
            if text:
                self._has_output = True
            block.add(text)
        elif isinstance(block, HeldBackText):
            block.add(text)

    def _thinking_delta(self, index: int, delta: ThinkingDelta) -> None:
        block = self._blocks.get(index)
        if block is None:
            block = self._blocks[index] = OpenReasoning(self.parts, str(index))
        if isinstance(block, OpenReasoning):
            thinking = delta["thinking"]
            if thinking:
                self._has_output = True
            block.add(thinking)

    def _signature_delta(self, index: int, delta: SignatureDelta) -> None:
        block = self._blocks.get(index)
        if isinstance(block, OpenReasoning):
            block.sign(delta["signature"])

    def _compaction_delta(self, index: int, delta: CompactionDelta) -> None:
        content, block = delta["content"], self._blocks.get(index)
        if content is not None and isinstance(block, OpenText):
            self._has_output = self._has_output or bool(content)
            block.add(content)

    def _input_json_delta(self, index: int, delta: InputJsonDelta) -> None:
        text = delta["partial_json"]
        block = self._blocks.get(index)
        if not text or block is None or isinstance(block, OpenReasoning | HeldBackText):
            return
        if not isinstance(block, OpenToolsetInput):
            self._has_output = True
        block.add(text)

    def _citations_delta(self, index: int, delta: CitationsDelta) -> None:
        citation = delta["citation"]
        block = self._blocks.get(index)
        if isinstance(block, OpenText | HeldBackText):
            block.citations.append(citation)
        if citation["type"] == "web_search_result_location":
            self._web_citations.append(citation)
        else:
            self._add_sources([citation])

    def _add_sources(self, citations: list[AnthropicCitation]) -> None:
        for citation in citations:
            source = create_source(citation, self._context.documents, self._context.generate_id)
            if source is not None:
                self.parts.append(source)
