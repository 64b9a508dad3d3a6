"""From tool messages to input: results of the caller's tools, and decisions about calls of MCP tools."""

from __future__ import annotations

from typing import Any, TypeAlias

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    ExecutionDenied,
    ProviderOptions,
    ToolApprovalResponsePart,
    ToolMessage,
    ToolResultOutput,
    ToolResultPart,
)
from ai_sdk_core.provider_utils import parse_provider_options, to_json_text

from .input_context import InputState, WireItem, additional_tools_item
from .input_files import WirePart, cache_breakpoint, own_options
from .input_tool_calls import caller_to_wire
from .parallel_calls import ParallelResults, read_parallel_origin

WireOutput: TypeAlias = str | list[WirePart]
"""A result: a text, or texts and files."""

_DENIED = "Tool call execution denied."
_ADDITIONAL_TOOLS = frozenset({"additionalTools", "additional_tools"})
_CALLERS_TOOLS = frozenset({"apply_patch", "computer", "local_shell", "shell"})


class ToolMessageConverter:
    """Converts tool messages.

    Args:
        state: What was made of the prompt so far.
    """

    def __init__(self, state: InputState) -> None:
        self._state = state
        self._settings = state.settings
        self._content = state.content_converter("tool", takes_references=True)
        self._custom_content = state.content_converter("custom tool", takes_references=False)

    def add(self, message: ToolMessage) -> None:
        """Convert a message.

        Args:
            message: The message.

        Raises:
            InvalidArgumentError: Options of a part are not valid.
            TypeValidationError: The result of a tool that OpenAI defines is not what it should be.
            UnsupportedFunctionalityError: The API has no form for a result.
        """
        for part in message.content:
            if isinstance(part, ToolApprovalResponsePart):
                self._add_approval(part)
            elif not self._add_parallel_result(part) and not _is_answered_approval(part.output):
                self._add_result(part)

    def _add_approval(self, part: ToolApprovalResponsePart) -> None:
        if part.approval_id in self._state.answered_approvals:
            return
        self._state.answered_approvals.add(part.approval_id)
        settings = self._settings
        if settings.stores and not settings.has_conversation and not settings.has_previous_response:
            self._state.refer_to(part.approval_id)
        self._state.add(
            {"type": "mcp_approval_response", "approval_request_id": part.approval_id, "approve": part.approved}
        )

    def _add_result(self, part: ToolResultPart) -> None:
        name = self._settings.tool_names.to_provider_tool_name(part.tool_name)
        if self._add_result_of_own_tool(part, name):
            return
        if name in self._settings.custom_tool_names:
            self._state.add(
                {
                    "type": "custom_tool_call_output",
                    "call_id": part.tool_call_id,
                    "output": self._custom_output(part),
                }
            )
            return
        caller = own_options(part.provider_options, self._settings.metadata_key).get("caller")
        self._check_denied_call_of_program(part, caller)
        item = {"type": "function_call_output", "call_id": part.tool_call_id, "output": self._function_output(part)}
        self._state.add(item if caller is None else {**item, "caller": caller_to_wire(caller)})
        self._add_tools_of_result(part)

    def _add_result_of_own_tool(self, part: ToolResultPart, name: str) -> bool:
        if part.output.type != "json":
            return False
        if part.tool_name == self._settings.tool_search_name:
            name = "tool_search"
        elif name not in _CALLERS_TOOLS or name not in self._settings.own_tools:
            return False
        from .own_outputs import convert_output  # Imports what describes these tools.

        self._state.add(convert_output(part, part.output, name))
        return True

    def _check_denied_call_of_program(self, part: ToolResultPart, caller: Any) -> None:
        is_by_program = part.tool_call_id in self._state.calls_of_programs or (caller or {}).get("type") == "program"
        if is_by_program and isinstance(part.output, ExecutionDenied):
            raise UnsupportedFunctionalityError(functionality="execution-denied results for programmatic tool calls")

    def _add_tools_of_result(self, part: ToolResultPart) -> None:
        if not _mentions_tools(part.provider_options, (self._settings.metadata_key, "openai")):
            return
        from .options import OpenAIToolResultOptions  # Imports pydantic.

        for provider in dict.fromkeys((self._settings.metadata_key, "openai")):
            options = parse_provider_options(
                provider=provider, provider_options=part.provider_options, model=OpenAIToolResultOptions
            )
            if options is not None and options.additional_tools is not None:
                if options.additional_tools:
                    self._state.add(additional_tools_item(options.additional_tools))
                return

    # --- Outputs ---

    def _function_output(self, part: ToolResultPart) -> WireOutput:
        if part.output.type == "content":
            return self._content.convert(part.output.value)
        return self._with_breakpoint(self._function_text(part), part)

    def _function_text(self, part: ToolResultPart) -> str:
        text = _plain_text(part.output)
        if text is None:
            return _json_text(part.output)
        # A function with an output schema has JSON texts as results: a text is written as JSON, too.
        return to_json_text(text) if part.tool_name in self._settings.output_schema_tool_names else text

    def _custom_output(self, part: ToolResultPart) -> WireOutput:
        if part.output.type == "content":
            return self._custom_content.convert(part.output.value)
        text = _plain_text(part.output)
        return self._with_breakpoint(_json_text(part.output) if text is None else text, part)

    def _with_breakpoint(self, text: str, part: ToolResultPart) -> WireOutput:
        end_of_cache = self._breakpoint(part)
        return [{"type": "input_text", "text": text, **end_of_cache}] if end_of_cache else text

    def _breakpoint(self, part: ToolResultPart) -> WirePart:
        key = self._settings.metadata_key
        if part.output.type == "content":
            return {}
        return cache_breakpoint(part.output.provider_options, key) or cache_breakpoint(part.provider_options, key)

    # --- Results of calls that were taken apart ---

    def _add_parallel_result(self, part: ToolResultPart) -> bool:
        origin = read_parallel_origin(part.provider_options, self._settings.metadata_key)
        group = None if origin is None else self._state.parallel_results.get(origin.tool_call_id)
        if origin is None or group is None or not group.origin.belongs_with(origin):
            return False
        if origin.tool_call_id not in self._state.sent_parallel_results:
            self._state.sent_parallel_results.add(origin.tool_call_id)
            self._add_group(group)
        return True

    def _add_group(self, group: ParallelResults) -> None:
        texts = [self._text_in_group(result) for result in group.results]
        breakpoints = [self._breakpoint(result) for result in group.results]
        output: WireOutput = "\n".join(texts)
        if any(breakpoints):
            separated = [text if position == 0 else f"\n{text}" for position, text in enumerate(texts)]
            output = [
                {"type": "input_text", "text": text, **end_of_cache}
                for text, end_of_cache in zip(separated, breakpoints, strict=True)
            ]
        item: WireItem = {"type": "function_call_output", "call_id": group.origin.tool_call_id, "output": output}
        self._state.add(item)
        for result in group.results:
            self._add_tools_of_result(result)

    def _text_in_group(self, result: ToolResultPart) -> str:
        if result.output.type == "content":
            return to_json_text(self._content.convert(result.output.value))
        return self._function_text(result)


def _mentions_tools(options: ProviderOptions | None, providers: tuple[str, ...]) -> bool:
    return any(not _ADDITIONAL_TOOLS.isdisjoint(own_options(options, provider)) for provider in providers)


def _is_answered_approval(output: ToolResultOutput) -> bool:
    """A denied call of an MCP tool was answered by the decision itself."""
    if not isinstance(output, ExecutionDenied):
        return False
    return bool(own_options(output.provider_options, "openai").get("approvalId"))


def _plain_text(output: ToolResultOutput) -> str | None:
    if output.type == "text":
        return output.value
    if output.type == "execution-denied":
        return _DENIED if output.reason is None else output.reason
    return None


def _json_text(output: Any) -> str:
    return to_json_text(output.value if output.type == "json" else {"error": output.value})
