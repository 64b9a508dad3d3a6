"""From messages of the model to content blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ai_sdk_core.errors import InvalidArgumentError, JSONParseError, TypeValidationError
from ai_sdk_core.provider import AssistantMessage, CustomPart, ReasoningPart, TextPart, ToolCallPart, ToolResultPart
from ai_sdk_core.provider_utils import ResponseSchema, parse_json

from .blocks import FallbackBlock
from .part_options import read_option, written_options
from .prompt_context import PromptContext, WireBlock, with_cache_control
from .server_calls import convert_mcp_call, convert_server_call
from .server_outputs import convert_mcp_output, convert_server_output

COMPACTION_BETA = "compact-2026-09-04"

_FALLBACK: ResponseSchema[Any] = ResponseSchema(FallbackBlock)
_CODE_EXECUTION_CALLERS = frozenset({"code_execution_20250825", "code_execution_20260120"})
_SEGMENT_ENDS = frozenset({"thinking", "redacted_thinking", "fallback"})


class AssistantContentConverter:
    """Converts messages of the model that stand side by side; they are one message for the API.

    Args:
        context: What the converters share.
    """

    def __init__(self, context: PromptContext) -> None:
        self._context = context
        self._mcp_call_ids: set[str] = set()
        self._converters: dict[str, Callable[[Any, dict[str, Any] | None], WireBlock | None]] = {
            "text": self._convert_text,
            "reasoning": self._convert_reasoning,
            "custom": self._convert_custom,
            "tool-call": self._convert_call,
            "tool-result": self._convert_result,
        }

    def convert(self, messages: Sequence[AssistantMessage], *, is_prefill: bool) -> list[WireBlock]:
        """Convert the messages.

        Args:
            messages: The messages.
            is_prefill: Whether the model continues them: then they must not end in white space.

        Returns:
            The blocks of one message; none if nothing is left.
        """
        blocks: list[WireBlock] = []
        for message in messages:
            blocks += self._convert_message(message, is_prefill=is_prefill and message is messages[-1])
        return _move_tool_uses_back(blocks)

    def _convert_message(self, message: AssistantMessage, *, is_prefill: bool) -> list[WireBlock]:
        content = [part for part in message.content if part.type != "text" or part.text]
        blocks = []
        for index, part in enumerate(content):
            is_last = index == len(content) - 1
            cache_control = self._context.cache_control.find(part.provider_options, "assistant message part")
            if cache_control is None and is_last:
                cache_control = self._context.cache_control.find(message.provider_options, "assistant message")
            converter = self._converters.get(part.type)
            block = None if converter is None else converter(part, cache_control)
            if block is not None:
                if is_prefill and is_last and block["type"] == "text":
                    block["text"] = block["text"].strip()
                blocks.append(block)
        return blocks

    def _convert_text(self, part: TextPart, cache_control: dict[str, Any] | None) -> WireBlock:
        options = written_options(part.provider_options)
        signature, citations = options.get("signature"), options.get("citations")
        if options.get("type") == "compaction":
            block: WireBlock = {"type": "compaction", "content": part.text}
            if isinstance(signature, str):
                self._context.betas.append(COMPACTION_BETA)
                block["signature"] = signature
            return with_cache_control(block, cache_control)
        block = {"type": "text", "text": part.text}
        if citations is not None:
            block["citations"] = citations
        return with_cache_control(block, cache_control)

    def _convert_reasoning(self, part: ReasoningPart, _cache_control: dict[str, Any] | None) -> WireBlock | None:
        if not self._context.sends_reasoning:
            self._context.warn("sending reasoning content is disabled for this model")
            return None
        signature = _read_text(part, "signature", "signature")
        redacted = _read_text(part, "redactedData", "redacted_data")
        if signature is not None:
            self._context.cache_control.find(part.provider_options, "thinking block", can_cache=False)
            return {"type": "thinking", "thinking": part.text, "signature": signature}
        if redacted is not None:
            self._context.cache_control.find(part.provider_options, "redacted thinking block", can_cache=False)
            return {"type": "redacted_thinking", "data": redacted}
        self._context.warn("unsupported reasoning metadata")
        return None

    def _convert_custom(self, part: CustomPart, _cache_control: dict[str, Any] | None) -> WireBlock | None:
        if part.kind != "anthropic.fallback":
            return None
        try:
            block: WireBlock = _FALLBACK.validate(written_options(part.provider_options))
        except TypeValidationError:
            self._context.warn("anthropic fallback metadata must include from.model and to.model")
            return None
        self._context.betas.append("server-side-fallback-2026-06-01")
        return block

    def _convert_call(self, part: ToolCallPart, cache_control: dict[str, Any] | None) -> WireBlock | None:
        options = written_options(part.provider_options)
        if not part.provider_executed:
            return with_cache_control(self._tool_use(part), cache_control)
        if options.get("type") == "mcp-tool-use":
            self._mcp_call_ids.add(part.tool_call_id)
            block = convert_mcp_call(part, options.get("serverName"), self._context)
        else:
            block = convert_server_call(part, read_caller(options), self._context)
        return None if block is None else with_cache_control(block, cache_control)

    def _tool_use(self, part: ToolCallPart) -> WireBlock:
        toolset_name = self._context.find_toolset_name(part)
        value = _to_object(part.input)
        block: WireBlock = {"type": "tool_use", "id": part.tool_call_id, "name": part.tool_name}
        if toolset_name is not None:
            block["name"] = value.get("action")
            if not isinstance(block["name"], str):
                self._context.warn(f"toolset tool call for tool {part.tool_name} is missing the action")
                block["name"] = toolset_name
            block["toolset_name"] = toolset_name
        block["input"] = value
        return _with_caller(block, read_caller(written_options(part.provider_options)))

    def _convert_result(self, part: ToolResultPart, cache_control: dict[str, Any] | None) -> WireBlock | None:
        if part.tool_call_id in self._mcp_call_ids:
            block = convert_mcp_output(part, self._context)
        else:
            caller = read_caller(written_options(part.provider_options))
            block = convert_server_output(part, caller, self._context)
        return None if block is None else with_cache_control(block, cache_control)


def read_caller(options: Any) -> WireBlock | None:
    """Read who called a tool.

    Args:
        options: Options of a call or a result, which are the metadata of an earlier answer.

    Returns:
        The caller as the API names it; None if it is not known.
    """
    caller = options.get("caller")
    if not isinstance(caller, dict):
        return None
    kind, tool_id = caller.get("type"), read_option(caller, "toolId", "tool_id")
    if kind in _CODE_EXECUTION_CALLERS and tool_id:
        return {"type": kind, "tool_id": tool_id}
    return {"type": kind} if kind == "direct" else None


def _read_text(part: ReasoningPart, camel_name: str, snake_name: str) -> str | None:
    value = read_option(written_options(part.provider_options), camel_name, snake_name)
    if value is None or isinstance(value, str):
        return value
    raise InvalidArgumentError(argument="providerOptions", message="invalid anthropic provider options")


def _with_caller(block: WireBlock, caller: WireBlock | None) -> WireBlock:
    if caller is not None:
        block["caller"] = caller
    return block


def _to_object(value: Any) -> dict[str, Any]:
    """The API insists on an object: what is none was invalid, and is shown to the model as it is."""
    if value is None:
        return {}  # a call without arguments
    parsed = value
    if isinstance(value, str):
        try:
            parsed = parse_json(value)
        except JSONParseError:
            parsed = value
    return parsed if isinstance(parsed, dict) else {"rawInvalidInput": value}


def _move_tool_uses_back(blocks: Sequence[WireBlock]) -> list[WireBlock]:
    """The API wants calls behind all else that the model said, up to where it began to think again."""
    moved: list[WireBlock] = []
    tool_uses: list[WireBlock] = []
    for block in blocks:
        if block["type"] == "tool_use":
            tool_uses.append(block)
            continue
        if block["type"] in _SEGMENT_ENDS:
            moved += tool_uses
            tool_uses = []
        moved.append(block)
    return moved + tool_uses
