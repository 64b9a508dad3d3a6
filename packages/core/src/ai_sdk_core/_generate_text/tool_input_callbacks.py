"""Telling tools how their calls come about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._abort import AbortSignal
from .._callbacks import resolve
from .._prompt.messages import ModelMessage
from .._tools import Tool, ToolExecutionOptions, ToolSet
from ..provider_utils.tool import ToolHook, call_with_options
from .content import TypedToolCall
from .tool_context import validated_tool_context


class ToolInputCallbacks:
    """Calls the `on_input_...` functions of the tools of one step."""

    def __init__(
        self,
        tools: ToolSet | None,
        *,
        messages: Sequence[ModelMessage],
        tools_context: Mapping[str, Any] | None,
        abort_signal: AbortSignal | None = None,
    ) -> None:
        self._tools = tools or {}
        self._messages = messages
        self.listens_to_deltas = any(tool.on_input_delta is not None for tool in self._tools.values())
        """Whether any tool wants to know each piece of its input."""
        self._tools_context = tools_context
        self._abort_signal = abort_signal
        self._open: dict[str, str] = {}
        self._options: dict[tuple[str, str], ToolExecutionOptions[Any]] = {}

    @property
    def listened(self) -> bool:
        """Whether any tool has such a function."""
        return any(
            tool.on_input_start or tool.on_input_delta or tool.on_input_available for tool in self._tools.values()
        )

    async def start(self, tool_call_id: str, tool_name: str) -> None:
        """The model begins to write the input of a call.

        Args:
            tool_call_id: Id of the call.
            tool_name: Name of the tool, which need not exist.

        Raises:
            TypeValidationError: The tool's context is not valid.
        """
        self._open[tool_call_id] = tool_name
        tool = self._tools.get(tool_name)
        if tool is not None and tool.on_input_start is not None:
            await self._call(tool.on_input_start, tool_call_id, tool_name, tool)

    async def delta(self, tool_call_id: str, input_text_delta: str) -> None:
        """The model goes on writing the input of a call that has begun.

        Args:
            tool_call_id: Id of the call.
            input_text_delta: The next piece of the input.

        Raises:
            TypeValidationError: The tool's context is not valid.
        """
        tool_name = self._open.get(tool_call_id, "")
        tool = self._tools.get(tool_name)
        if tool is not None and tool.on_input_delta is not None:
            await self._call(tool.on_input_delta, tool_call_id, tool_name, tool, input_text_delta)

    async def available(self, tool_call: TypedToolCall) -> None:
        """The input of a call is complete. Invalid calls are of no interest to a tool.

        Args:
            tool_call: The call.

        Raises:
            TypeValidationError: The tool's context is not valid.
        """
        tool = self._tools.get(tool_call.tool_name)
        if tool is not None and tool.on_input_available is not None and not tool_call.invalid:
            await self._call(
                tool.on_input_available, tool_call.tool_call_id, tool_call.tool_name, tool, tool_call.input
            )
        self._open.pop(tool_call.tool_call_id, None)
        self._options.pop((tool_call.tool_call_id, tool_call.tool_name), None)

    def reset(self) -> None:
        """Forget the calls that have begun, because the model starts anew."""
        self._open.clear()
        self._options.clear()

    async def _call(
        self, hook: ToolHook, tool_call_id: str, tool_name: str, tool: Tool[Any, Any], *arguments: object
    ) -> None:
        key = (tool_call_id, tool_name)
        options = self._options.get(key)
        if options is None:
            options = self._options[key] = ToolExecutionOptions(
                tool_call_id=tool_call_id,
                messages=self._messages,
                context=validated_tool_context(tool_name, tool, self._tools_context),
                abort_signal=self._abort_signal,
            )
        await resolve(call_with_options(hook, *arguments, options=options))
