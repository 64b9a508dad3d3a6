"""From content blocks to content: what whole answers and streams have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ai_sdk_core.provider import CustomContent, JSONObject, ToolCall, ToolResult
from ai_sdk_core.provider_utils import IdGenerator, ToolNameMapping, generate_id, to_json_text

from .._tool_names import TOOL_SEARCHES
from .blocks import ContainerUploadBlock, McpToolUseBlock, ServerToolUseBlock, ToolUseBlock
from .citations import CitedDocument
from .result_blocks import McpToolResultBlock, ToolCaller
from .server_results import ServerResultConverter, WholeContent, describe_caller
from .toolsets import check_toolset_member, member_input_text

CODE_EXECUTION_SUBTOOLS = ("bash_code_execution", "text_editor_code_execution")
"""Tools of the API that are one tool, `code_execution`, for users: the input's `type` tells them apart."""

PROGRAM_TYPE = "programmatic-tool-call"
"""The `type` in the input of code execution itself."""

_SERVER_TOOLS = frozenset(
    {"web_fetch", "web_search", "code_execution", "advisor", *CODE_EXECUTION_SUBTOOLS, *TOOL_SEARCHES}
)


@dataclass(slots=True, kw_only=True)
class ContentContext:
    """What is needed to read the answer to a request."""

    tool_names: ToolNameMapping
    tools: Sequence[Mapping[str, Any]] | None = None
    """The tools of the request, as they were sent."""
    documents: list[CitedDocument] = field(default_factory=list)
    """The documents that may be cited."""
    marks_code_execution_dynamic: bool = False
    """Whether programs may run that no tool of the user stands for."""
    uses_json_tool: bool = False
    """Whether the answer is the input of a tool that we added."""
    generate_id: IdGenerator = generate_id


class BlockConverter:
    """Converts the blocks of one answer that come whole.

    Args:
        context: What is needed to read the answer.
    """

    def __init__(self, context: ContentContext) -> None:
        self._context = context
        self._tool_names = context.tool_names
        self._mcp_calls: dict[str, ToolCall] = {}
        self.server_results = ServerResultConverter(
            tool_names=context.tool_names, documents=context.documents, generate_id=context.generate_id
        )
        """Converts results of tools that the API ran."""
        self._converters: dict[str, Callable[[Any], WholeContent]] = {
            "container_upload": _container_upload,
            "fallback": _fallback,
            "mcp_tool_use": self._mcp_call,
            "mcp_tool_result": self._mcp_result,
        }

    def convert(self, block: Any) -> Sequence[WholeContent]:
        """Convert a block.

        Args:
            block: A block that is no text, no reasoning, and no call of a tool outside MCP servers.

        Returns:
            The content; nothing for other blocks.
        """
        converter = self._converters.get(block["type"])
        return self.server_results.convert(block) if converter is None else [converter(block)]

    def custom_tool_name(self, block: ToolUseBlock) -> str:
        """Find the tool that is called.

        Args:
            block: A call.

        Returns:
            The name that the user gave to the tool.

        Raises:
            InvalidResponseDataError: The call is one of a toolset that does not offer it.
        """
        toolset_name = block["toolset_name"]
        if toolset_name is None:
            return block["name"]
        check_toolset_member(toolset_name, block["name"], self._context.tools)
        return self._tool_names.to_custom_tool_name(toolset_name)

    def tool_call(self, block: ToolUseBlock) -> ToolCall:
        """Convert a call of a tool that the caller of the API runs.

        Args:
            block: The call with its whole input.

        Returns:
            The call.

        Raises:
            InvalidResponseDataError: The call is one of a toolset that does not offer it, or its input is no object.
        """
        tool_name = self.custom_tool_name(block)
        toolset_name = block["toolset_name"]
        value: object = block.get("input", {})
        text = to_json_text(value) if toolset_name is None else member_input_text(block["name"], value)
        return ToolCall(
            tool_call_id=block["id"],
            tool_name=tool_name,
            input=text,
            provider_metadata=call_metadata(block["caller"], toolset_name),
        )

    def server_tool(self, block: ServerToolUseBlock) -> ServerTool | None:
        """Find out about a tool that the API runs.

        Args:
            block: A call of it.

        Returns:
            What users see of the tool; None for tools that they cannot see.
        """
        name = block["name"]
        if name not in _SERVER_TOOLS:
            return None
        if name in TOOL_SEARCHES:
            self.server_results.tool_searches[block["id"]] = name
        is_subtool = name in CODE_EXECUTION_SUBTOOLS
        is_code = is_subtool or name == "code_execution"
        return ServerTool(
            tool_name=self._tool_names.to_custom_tool_name("code_execution" if is_subtool else name),
            is_code_execution=is_code,
            input_type=name if is_subtool else PROGRAM_TYPE if is_code else None,
            # The API provides code execution for some web tools by itself: such calls belong to no declared tool.
            dynamic=True if is_code and self._context.marks_code_execution_dynamic else None,
        )

    def server_tool_call(self, block: ServerToolUseBlock) -> ToolCall | None:
        """Convert a call of a tool that the API runs.

        Args:
            block: The call with its whole input.

        Returns:
            The call; None for tools that users cannot see.
        """
        tool = self.server_tool(block)
        if tool is None:
            return None
        value: object = block["input"]
        if isinstance(value, dict):
            value = tool.with_type(value)
        return ToolCall(
            tool_call_id=block["id"],
            tool_name=tool.tool_name,
            input=to_json_text(value),
            provider_executed=True,
            dynamic=tool.dynamic,
            provider_metadata=call_metadata(block["caller"]),
        )

    def _mcp_call(self, block: McpToolUseBlock) -> WholeContent:
        call = ToolCall(
            tool_call_id=block["id"],
            tool_name=block["name"],
            input=to_json_text(block.get("input", {})),
            provider_executed=True,
            dynamic=True,
            provider_metadata={"anthropic": {"type": "mcp-tool-use", "serverName": block["server_name"]}},
        )
        self._mcp_calls[block["id"]] = call
        return call

    def _mcp_result(self, block: McpToolResultBlock) -> WholeContent:
        call = self._mcp_calls.get(block["tool_use_id"])
        result: Any = block["content"]
        return ToolResult(
            tool_call_id=block["tool_use_id"],
            tool_name="mcp" if call is None else call.tool_name,  # the call came with an earlier answer
            result=result,
            is_error=block["is_error"],
            dynamic=True,
            provider_metadata=None if call is None else call.provider_metadata,
        )


@dataclass(slots=True, kw_only=True)
class ServerTool:
    """What users see of a tool that the API runs."""

    tool_name: str
    is_code_execution: bool
    input_type: str | None
    """What the input's `type` must say, if it must say something."""
    dynamic: bool | None

    def with_type(self, value: dict[str, Any]) -> dict[str, Any]:
        """Add the type to the input.

        Args:
            value: The input.

        Returns:
            The input with its type, where it needs one.
        """
        if self.input_type is None or (self.input_type == PROGRAM_TYPE and not is_bare_program(value)):
            return value
        return {"type": self.input_type, **value}


def is_bare_program(value: object) -> bool:
    """Tell whether an input is the program alone, as the API sends it.

    Args:
        value: The input.

    Returns:
        True if there is code and no type.
    """
    return isinstance(value, dict) and "code" in value and "type" not in value


def call_metadata(caller: ToolCaller | None, toolset_name: str | None = None) -> dict[str, JSONObject] | None:
    """Make the metadata of a call, which must travel back to the API.

    Args:
        caller: Who called the tool.
        toolset_name: The toolset that the tool belongs to.

    Returns:
        The metadata, if there is something to say.
    """
    details: JSONObject = {}
    if toolset_name is not None:
        details["toolsetName"] = toolset_name
    if caller is not None:
        details["caller"] = describe_caller(caller)
    return {"anthropic": details} if details else None


def offers_code_execution_implicitly(tools: Iterable[Mapping[str, Any]] | None) -> bool:
    """Tell whether programs may run although no tool for them was declared.

    Args:
        tools: The tools of the request.

    Returns:
        True if there is a web tool that filters its results with programs, and no tool that runs programs.
    """
    types = [str(tool.get("type", "")) for tool in tools or ()]
    filters = any(kind.startswith(("web_fetch_2026", "web_search_2026")) for kind in types)
    return filters and not any(kind.startswith("code_execution_") for kind in types)


def _container_upload(block: ContainerUploadBlock) -> WholeContent:
    return CustomContent(
        kind="anthropic.container_upload", provider_metadata={"anthropic": {"fileId": block["file_id"]}}
    )


def _fallback(block: Any) -> WholeContent:
    return CustomContent(
        kind="anthropic.fallback",
        provider_metadata={"anthropic": {"type": "fallback", "from": {**block["from"]}, "to": {**block["to"]}}},
    )
