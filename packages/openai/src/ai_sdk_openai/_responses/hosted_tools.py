"""Calls and results of tools that OpenAI runs."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.provider import (
    CustomContent,
    JSONObject,
    ToolApprovalRequest,
    ToolCall,
    ToolResult,
)
from ai_sdk_core.provider_utils import to_json_text

from .content_settings import ContentSettings, without_none
from .item_schemas import (
    CodeInterpreterCall,
    Compaction,
    ComputerCall,
    FileSearchCall,
    ImageGenerationCall,
    McpApprovalRequest,
    McpCall,
    Program,
    ProgramOutput,
    ShellCallOutput,
    ShellCommandOutput,
    ToolSearchCall,
    ToolSearchOutput,
    WebSearchAction,
    WebSearchCall,
)


class HostedToolConverter:
    """Converts calls and results of tools that OpenAI runs, in the order of their items.

    Args:
        settings: What decides about content.
    """

    def __init__(self, settings: ContentSettings) -> None:
        self._settings = settings
        self._approved_calls = dict(settings.approved_calls)
        self._hosted_tool_searches: list[str] = []

    @property
    def web_search_name(self) -> str:
        """The caller's name for web search."""
        return self._settings.tool_name(self._settings.web_search_name or "web_search")

    def call(self, call_id: str, name: str, tool_input: str = "{}") -> ToolCall:
        """Make a call of a tool that the API runs.

        Args:
            call_id: Id of the call.
            name: The caller's name for the tool.
            tool_input: The input, as JSON text.

        Returns:
            The call.
        """
        return ToolCall(tool_call_id=call_id, tool_name=name, input=tool_input, provider_executed=True)

    def web_search_result(self, item: WebSearchCall) -> ToolResult:
        """Convert what a web search did.

        Args:
            item: The item.

        Returns:
            The result; an error if the search is not complete.
        """
        is_complete = item["status"] == "completed"
        return ToolResult(
            tool_call_id=item["id"],
            tool_name=self.web_search_name,
            result=web_search_output(item["action"]) if is_complete else {"status": item["status"]},
            is_error=None if is_complete else True,
        )

    def file_search_result(self, item: FileSearchCall) -> ToolResult:
        """Convert what a file search found.

        Args:
            item: The item.

        Returns:
            The result.
        """
        results: Any = None
        if item["results"] is not None:
            results = [
                {
                    "attributes": result["attributes"],
                    "fileId": result["file_id"],
                    "filename": result["filename"],
                    "score": result["score"],
                    "text": result["text"],
                }
                for result in item["results"]
            ]
        return ToolResult(
            tool_call_id=item["id"],
            tool_name=self._settings.tool_name("file_search"),
            result={"queries": [*item["queries"]], "results": results},
        )

    def code_interpreter_result(self, item: CodeInterpreterCall) -> ToolResult:
        """Convert what a program gave.

        Args:
            item: The item.

        Returns:
            The result.
        """
        outputs: Any = item["outputs"]
        return ToolResult(
            tool_call_id=item["id"], tool_name=self._settings.tool_name("code_interpreter"), result={"outputs": outputs}
        )

    def image_result(self, item: ImageGenerationCall) -> ToolResult:
        """Convert an image.

        Args:
            item: The item.

        Returns:
            The result.
        """
        return ToolResult(
            tool_call_id=item["id"],
            tool_name=self._settings.tool_name("image_generation"),
            result={"result": item["result"]},
        )

    def program(self, item: Program) -> ToolCall:
        """Convert a program that calls tools.

        Args:
            item: The item.

        Returns:
            The call.
        """
        call = self.call(
            item["call_id"],
            self._settings.tool_name("programmatic_tool_calling"),
            to_json_text({"code": item["code"], "fingerprint": item["fingerprint"]}),
        )
        call.provider_metadata = self._settings.metadata(itemId=item["id"])
        return call

    def program_output(self, item: ProgramOutput) -> ToolResult:
        """Convert the result of a program.

        Args:
            item: The item.

        Returns:
            The result.
        """
        return ToolResult(
            tool_call_id=item["call_id"],
            tool_name=self._settings.tool_name("programmatic_tool_calling"),
            result={"result": item["result"], "status": item["status"]},
            provider_metadata=self._settings.metadata(itemId=item["id"]),
        )

    # --- MCP ---

    def mcp_call(self, item: McpCall) -> tuple[ToolCall, ToolResult]:
        """Convert a call of a tool of an MCP server.

        Args:
            item: The item.

        Returns:
            The call and its result. A call that had to be approved has the id under which approval was asked for.
        """
        call_id = self._approved_calls.get(item["approval_request_id"] or "", item["id"])
        name = f"mcp.{item['name']}"
        result: dict[str, Any] = {
            "type": "call",
            "serverLabel": item["server_label"],
            "name": item["name"],
            "arguments": item["arguments"],
            "output": item["output"],
            "error": item["error"],
        }
        return (
            _dynamic_call(call_id, name, item["arguments"]),
            ToolResult(
                tool_call_id=call_id,
                tool_name=name,
                result={key: value for key, value in result.items() if value is not None},
                provider_metadata=self._settings.metadata(itemId=item["id"]),
            ),
        )

    def mcp_approval_request(self, item: McpApprovalRequest) -> tuple[ToolCall, ToolApprovalRequest]:
        """Convert the question whether a tool of an MCP server may be called.

        Args:
            item: The item.

        Returns:
            The call, with an id of our own, and the question.
        """
        approval_id = item["approval_request_id"]
        if approval_id is None:
            approval_id = item["id"]
        call_id = self._settings.generate_id()
        self._approved_calls[approval_id] = call_id
        call = _dynamic_call(call_id, f"mcp.{item['name']}", item["arguments"])
        return call, ToolApprovalRequest(approval_id=approval_id, tool_call_id=call_id)

    # --- Tool search ---

    def tool_search_call(self, item: ToolSearchCall, call_id: str, wire_call_id: str | None) -> ToolCall:
        """Convert a search for tools.

        Args:
            item: The item.
            call_id: Id of the call.
            wire_call_id: The id in the call's input; None for a search that the API runs.

        Returns:
            The call.
        """
        is_hosted = item["execution"] == "server"
        if is_hosted:
            self._hosted_tool_searches.append(call_id)
        tool_input = {"arguments": item["arguments"]} if "arguments" in item else {}
        return ToolCall(
            tool_call_id=call_id,
            tool_name=self._settings.tool_name("tool_search"),
            input=to_json_text({**tool_input, "call_id": wire_call_id}),
            provider_executed=True if is_hosted else None,
            provider_metadata=self._settings.metadata(itemId=item["id"]),
        )

    def tool_search_output(self, item: ToolSearchOutput) -> ToolResult:
        """Convert the tools that a search found.

        Args:
            item: The item.

        Returns:
            The result. Without an id, it belongs to the first search that the API ran and that has none.
        """
        call_id = item["call_id"]
        if call_id is None:
            call_id = self._hosted_tool_searches.pop(0) if self._hosted_tool_searches else item["id"]
        return ToolResult(
            tool_call_id=call_id,
            tool_name=self._settings.tool_name("tool_search"),
            result={"tools": [*item["tools"]]},
            provider_metadata=self._settings.metadata(itemId=item["id"]),
        )

    def shell_output(self, item: ShellCallOutput) -> ToolResult:
        """Convert what commands gave.

        Args:
            item: The item.

        Returns:
            The result.
        """
        result: dict[str, Any] = {"output": [_command_output(output) for output in item["output"]]}
        if item["max_output_length"] is not None:
            result["maxOutputLength"] = item["max_output_length"]
        return ToolResult(tool_call_id=item["call_id"], tool_name=self._settings.tool_name("shell"), result=result)

    def computer_call(self, item: ComputerCall) -> tuple[ToolCall, ToolResult]:
        """Convert what OpenAI itself did with a computer.

        Args:
            item: The item.

        Returns:
            The call and its result.
        """
        name = self._settings.tool_name("computer_use")
        result: JSONObject = {"type": "computer_use_tool_result", "status": item["status"]}
        return self.call(item["id"], name, ""), ToolResult(tool_call_id=item["id"], tool_name=name, result=result)

    def compaction(self, item: Compaction) -> CustomContent:
        """Convert a compacted conversation.

        Args:
            item: The item.

        Returns:
            The content, which must travel back.
        """
        metadata = self._settings.metadata(
            type="compaction", itemId=item["id"], encryptedContent=item["encrypted_content"]
        )
        return CustomContent(kind="openai.compaction", provider_metadata=metadata)


def web_search_output(action: WebSearchAction | None) -> JSONObject:
    """Convert what a web search did.

    Args:
        action: What it did.

    Returns:
        The output of the tool.
    """
    if action is None:
        return {}
    if action["type"] == "search":
        query = {"type": "search", "query": action["query"], "queries": action["queries"]}
        return without_none({"action": without_none(query), "sources": action["sources"]})
    name = "openPage" if action["type"] == "open_page" else "findInPage"
    facts: dict[str, Any] = {**action, "type": name}
    return {"action": facts}


def _dynamic_call(call_id: str, name: str, arguments: str) -> ToolCall:
    return ToolCall(tool_call_id=call_id, tool_name=name, input=arguments, provider_executed=True, dynamic=True)


def _command_output(output: ShellCommandOutput) -> JSONObject:
    outcome: JSONObject = {"type": "timeout"}
    if output["outcome"]["type"] == "exit":
        outcome = {"type": "exit", "exitCode": output["outcome"]["exit_code"]}
    return {"stdout": output["stdout"], "stderr": output["stderr"], "outcome": outcome}
