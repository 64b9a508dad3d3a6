"""Tools of a stream: inputs as they are written, calls, and results of tools that OpenAI runs.

Inputs that the API sends in pieces of another form than JSON are written as JSON piece by piece, so that the pieces
together are the input of the call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ai_sdk_core.provider import (
    ProviderMetadata,
    ToolCall,
    ToolInputDelta,
    ToolInputEnd,
    ToolInputStart,
    ToolResult,
)
from ai_sdk_core.provider_utils import to_json_text

from .callers_tools import CallersToolConverter
from .hosted_tools import HostedToolConverter
from .item_schemas import (
    ApplyPatchCall,
    CodeInterpreterCall,
    ComputerCall,
    CustomToolCall,
    FileSearchCall,
    FunctionCall,
    McpApprovalRequest,
    McpCall,
    ToolSearchCall,
    WebSearchCall,
)
from .parallel_calls import expand_parallel_call, is_undeclared_parallel_call
from .schemas import (
    CodeDoneEvent,
    DiffDoneEvent,
    ItemAddedEvent,
    ItemDoneEvent,
    NewItem,
    NewToolSearch,
    PartialImageEvent,
    ToolInputDeltaEvent,
)
from .sources import SourceConverter
from .stream_state import StreamState


@dataclass(slots=True, kw_only=True)
class _OngoingCall:
    """A call that has begun."""

    id: str
    name: str
    is_async: bool | None = None
    held_back: list[str] | None = None
    """Pieces of the input of a call that may stand for several; None for other calls."""
    container_id: str | None = None
    """Where a program runs; None for other calls."""
    is_patch: bool = False
    has_diff: bool = False
    has_ended: bool = False
    """Whether the input of a change of a file is complete."""


class ToolDecoder:
    """Decodes tools.

    Args:
        state: The state of the stream.
        sources: Converts sources.
    """

    def __init__(self, state: StreamState, sources: SourceConverter) -> None:
        self.has_callers_call = False
        """Whether the model calls tools that the caller runs."""
        self._state = state
        self._settings = state.settings
        self._emit = state.parts.append
        self._sources = sources
        self._hosted = hosted = HostedToolConverter(state.settings)
        self._callers = callers = CallersToolConverter(state.settings)
        self._calls: dict[int, _OngoingCall] = {}
        self._started: set[str] = set()
        self._added: dict[str, Callable[[Any, int], None]] = {
            "function_call": self._function_added,
            "custom_tool_call": self._custom_tool_added,
            "web_search_call": self._web_search_added,
            "computer_call": self._computer_added,
            "code_interpreter_call": self._code_interpreter_added,
            "file_search_call": self._hosted_call_added("file_search"),
            "image_generation_call": self._hosted_call_added("image_generation"),
            "tool_search_call": self._tool_search_added,
            "apply_patch_call": self._apply_patch_added,
        }
        self._done: dict[str, Callable[[Any, int], None]] = {
            "function_call": self._function_done,
            "custom_tool_call": self._custom_tool_done,
            "web_search_call": self._web_search_done,
            "computer_call": self._computer_done,
            "file_search_call": self._file_search_done,
            "code_interpreter_call": self._emitting(hosted.code_interpreter_result),
            "image_generation_call": self._emitting(hosted.image_result),
            "program": self._emitting(hosted.program),
            "program_output": self._emitting(hosted.program_output),
            "tool_search_call": self._tool_search_done,
            "tool_search_output": self._emitting(hosted.tool_search_output),
            "mcp_call": self._mcp_call_done,
            "mcp_approval_request": self._mcp_approval_done,
            "apply_patch_call": self._apply_patch_done,
            "local_shell_call": self._emitting(callers.local_shell_call),
            "shell_call": self._emitting(callers.shell_call),
            "shell_call_output": self._emitting(hosted.shell_output),
            "compaction": self._emitting(hosted.compaction),
        }

    # --- Events ---

    def added(self, event: ItemAddedEvent) -> None:
        """Begin an item.

        Args:
            event: The event.
        """
        add = self._added.get(event["item"]["type"])
        if add is not None:
            add(event["item"], event["output_index"])

    def done(self, event: ItemDoneEvent) -> None:
        """End an item.

        Args:
            event: The event.
        """
        end = self._done.get(event["item"]["type"])
        if end is not None:
            end(event["item"], event["output_index"])
            self._calls.pop(event["output_index"], None)

    def input_delta(self, event: ToolInputDeltaEvent) -> None:
        """Add to the input of a call.

        Args:
            event: The event.
        """
        call = self._calls.get(event["output_index"])
        if call is None:
            return
        if call.held_back is not None:
            call.held_back.append(event["delta"])
        else:
            self._add_input(call.id, event["delta"])

    def code_delta(self, event: ToolInputDeltaEvent) -> None:
        """Add to a program.

        Args:
            event: The event.
        """
        call = self._calls.get(event["output_index"])
        if call is not None:
            self._add_escaped(call.id, event["delta"])

    def code_done(self, event: CodeDoneEvent) -> None:
        """Complete a program.

        Args:
            event: The event.
        """
        call = self._calls.get(event["output_index"])
        if call is None or call.container_id is None or call.has_ended:
            return
        call.has_ended = True
        self._add_rest(call.id)
        self._emit(ToolInputDelta(id=call.id, delta='"}'))
        self._emit(ToolInputEnd(id=call.id))
        tool_input = to_json_text({"code": event["code"], "containerId": call.container_id})
        self._emit(self._hosted.call(call.id, self._settings.tool_name("code_interpreter"), tool_input))

    def diff_delta(self, event: ToolInputDeltaEvent) -> None:
        """Add to a change of a file.

        Args:
            event: The event.
        """
        call = self._calls.get(event["output_index"])
        if call is not None and call.is_patch and not call.has_ended:
            call.has_diff = True
            self._add_escaped(call.id, event["delta"])

    def diff_done(self, event: DiffDoneEvent) -> None:
        """Complete a change of a file.

        Args:
            event: The event.
        """
        call = self._calls.get(event["output_index"])
        if call is not None and call.is_patch:
            self._end_patch(call, event["diff"])

    def partial_image(self, event: PartialImageEvent) -> None:
        """Show an image that is not finished.

        Args:
            event: The event.
        """
        self._emit(
            ToolResult(
                tool_call_id=event["item_id"],
                tool_name=self._settings.tool_name("image_generation"),
                result={"result": event["partial_image_b64"]},
                preliminary=True,
            )
        )

    def finish(self) -> None:
        """Show the pieces of calls that were held back and never ended."""
        for call in self._calls.values():
            if call.held_back is not None:
                self._start(call.id, call.name)
                for delta in call.held_back:
                    self._add_input(call.id, delta)

    # --- Inputs ---

    def _start(self, call_id: str, name: str, *, is_hosted: bool = False, is_text: bool = False) -> None:
        if call_id in self._started:
            return
        self._started.add(call_id)
        self._emit(
            ToolInputStart(
                id=call_id,
                tool_name=name,
                input_encoding="text" if is_text else None,
                provider_executed=True if is_hosted else None,
            )
        )

    def _add_input(self, call_id: str, delta: str) -> None:
        text = self._state.whole_characters(call_id, delta)
        if text or not delta:
            self._emit(ToolInputDelta(id=call_id, delta=text))

    def _add_escaped(self, call_id: str, delta: str) -> None:
        """Add a piece of a text that stands in a JSON string."""
        text = self._state.whole_characters(call_id, delta)
        if text or not delta:
            self._emit(ToolInputDelta(id=call_id, delta=_escape(text)))

    def _add_rest(self, call_id: str) -> None:
        rest = self._state.rest(call_id)
        if rest:
            self._emit(ToolInputDelta(id=call_id, delta=rest))

    def _end(self, call_id: str, metadata: ProviderMetadata | None = None) -> None:
        self._add_rest(call_id)
        self._emit(ToolInputEnd(id=call_id, provider_metadata=metadata))

    # --- Functions and custom tools ---

    def _function_added(self, item: FunctionCall, index: int) -> None:
        call = _OngoingCall(id=item["call_id"], name=item["name"], is_async=item["async"])
        self._calls[index] = call
        if is_undeclared_parallel_call(item["name"], self._settings.function_names):
            call.held_back = []
        else:
            self._start(call.id, call.name)

    def _function_done(self, item: FunctionCall, index: int) -> None:
        self.has_callers_call = True
        ongoing = self._calls.get(index)
        calls = expand_parallel_call(item, self._settings.function_names, self._settings.metadata_key)
        if calls is not None:
            for call in calls:
                self._add_whole_call(call)
            return
        held_back = None if ongoing is None else ongoing.held_back
        if item["call_id"] not in self._started:
            self._start(item["call_id"], item["name"])
            for delta in held_back or filter(None, [item["arguments"]]):
                self._add_input(item["call_id"], delta)
        namespace = item["namespace"]
        self._end(item["call_id"], None if namespace is None else self._settings.metadata(namespace=namespace))
        self._emit(self._callers.function_call(item, is_async=None if ongoing is None else ongoing.is_async))

    def _add_whole_call(self, call: ToolCall) -> None:
        self._start(call.tool_call_id, call.tool_name)
        self._emit(ToolInputDelta(id=call.tool_call_id, delta=call.input))
        self._emit(ToolInputEnd(id=call.tool_call_id))
        self._emit(call)

    def _custom_tool_added(self, item: CustomToolCall, index: int) -> None:
        name = self._settings.tool_name(item["name"])
        self._calls[index] = _OngoingCall(id=item["call_id"], name=name, is_async=item["async"])
        self._start(item["call_id"], name, is_text=True)

    def _custom_tool_done(self, item: CustomToolCall, index: int) -> None:
        self.has_callers_call = True
        ongoing = self._calls.get(index)
        if item["call_id"] not in self._started:
            self._start(item["call_id"], self._settings.tool_name(item["name"]), is_text=True)
            self._add_input(item["call_id"], item["input"])
        self._end(item["call_id"])
        self._emit(self._callers.custom_tool_call(item, is_async=None if ongoing is None else ongoing.is_async))

    # --- Changes of files ---

    def _apply_patch_added(self, item: ApplyPatchCall, index: int) -> None:
        operation = item["operation"]
        name = self._settings.tool_name("apply_patch")
        call = _OngoingCall(id=item["call_id"], name=name, is_patch=True)
        self._calls[index] = call
        self._start(call.id, name)
        if operation["type"] == "delete_file":
            call.has_ended = True
            tool_input = to_json_text({"callId": call.id, "operation": operation})
            self._emit(ToolInputDelta(id=call.id, delta=tool_input))
            self._emit(ToolInputEnd(id=call.id))
            return
        kind, path = _escape(operation["type"]), _escape(operation["path"])
        start = f'{{"callId":"{_escape(call.id)}","operation":{{"type":"{kind}","path":"{path}","diff":"'
        self._emit(ToolInputDelta(id=call.id, delta=start))

    def _end_patch(self, call: _OngoingCall, diff: str) -> None:
        if call.has_ended:
            return
        if not call.has_diff:
            self._add_escaped(call.id, diff)
        self._add_rest(call.id)
        self._emit(ToolInputDelta(id=call.id, delta='"}}'))
        self._emit(ToolInputEnd(id=call.id))
        call.has_ended = True

    def _apply_patch_done(self, item: ApplyPatchCall, index: int) -> None:
        call = self._calls.get(index)
        if call is None:
            return
        operation = item["operation"]
        if operation["type"] != "delete_file":
            self._end_patch(call, operation["diff"])
        if item["status"] == "completed":
            self.has_callers_call = True
            self._emit(self._callers.apply_patch_call(item))

    # --- The computer ---

    def _computer_added(self, item: ComputerCall, index: int) -> None:
        call_id = item["id"] if item["call_id"] is None else item["call_id"]
        self._start(call_id, self._settings.tool_name("computer"))

    def _computer_done(self, item: ComputerCall, index: int) -> None:
        call_id = item["call_id"]
        if call_id is None:
            self._end(item["id"])
            for part in self._hosted.computer_call(item):
                self._emit(part)
            return
        self.has_callers_call = True
        call = self._callers.computer_call(item, call_id)
        self._start(call_id, call.tool_name)
        self._emit(ToolInputDelta(id=call_id, delta=call.input))
        self._emit(ToolInputEnd(id=call_id))
        self._emit(call)

    # --- Tools that OpenAI runs ---

    def _emitting(self, convert: Callable[[Any], Any]) -> Callable[[Any, int], None]:
        """Make a handler for items that become one part when they are complete."""
        emit = self._emit
        return lambda item, index: emit(convert(item))

    def _hosted_call_added(self, name: str) -> Callable[[NewItem, int], None]:
        """Make a handler for calls without input, which can be told as soon as they begin."""
        return lambda item, index: self._emit(self._hosted.call(item["id"], self._settings.tool_name(name)))

    def _web_search_added(self, item: NewItem, index: int) -> None:
        name = self._hosted.web_search_name
        self._start(item["id"], name, is_hosted=True)
        self._emit(ToolInputEnd(id=item["id"]))
        self._emit(self._hosted.call(item["id"], name))

    def _web_search_done(self, item: WebSearchCall, index: int) -> None:
        self._emit(self._hosted.web_search_result(item))
        for source in self._sources.web_search_sources(item):
            self._emit(source)

    def _file_search_done(self, item: FileSearchCall, index: int) -> None:
        self._emit(self._hosted.file_search_result(item))
        for source in self._sources.file_search_sources(item):
            self._emit(source)

    def _code_interpreter_added(self, item: CodeInterpreterCall, index: int) -> None:
        name = self._settings.tool_name("code_interpreter")
        self._calls[index] = _OngoingCall(id=item["id"], name=name, container_id=item["container_id"])
        self._start(item["id"], name, is_hosted=True)
        start = f'{{"containerId":"{_escape(item["container_id"])}","code":"'
        self._emit(ToolInputDelta(id=item["id"], delta=start))

    def _tool_search_added(self, item: NewToolSearch, index: int) -> None:
        name = self._settings.tool_name("tool_search")
        self._calls[index] = _OngoingCall(id=item["id"], name=name)
        if item["execution"] == "server":
            self._start(item["id"], name, is_hosted=True)

    def _tool_search_done(self, item: ToolSearchCall, index: int) -> None:
        ongoing = self._calls.get(index)
        if ongoing is None:
            return
        wire_call_id = None
        call_id = ongoing.id
        if item["execution"] != "server":
            wire_call_id = call_id = item["id"] if item["call_id"] is None else item["call_id"]
            self._start(call_id, ongoing.name)
        self._end(call_id)
        self._emit(self._hosted.tool_search_call(item, call_id, wire_call_id))

    def _mcp_call_done(self, item: McpCall, index: int) -> None:
        for part in self._hosted.mcp_call(item):
            self._emit(part)

    def _mcp_approval_done(self, item: McpApprovalRequest, index: int) -> None:
        for part in self._hosted.mcp_approval_request(item):
            self._emit(part)


def _escape(text: str) -> str:
    """Write a text as it stands between the quotes of a JSON string."""
    return to_json_text(text)[1:-1]
