"""Results of tools that the API ran: from content blocks to tool results and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from ai_sdk_core.provider import CustomContent, JSONValue, ToolCall, ToolResult, UrlSource
from ai_sdk_core.provider_utils import IdGenerator, ToolNameMapping

from .._tool_names import TOOL_SEARCHES
from .citations import CitedDocument
from .result_blocks import (
    AdvisorResultBlock,
    BashResultBlock,
    CodeExecutionResultBlock,
    TextEditorResultBlock,
    ToolCaller,
    ToolSearchResultBlock,
    WebFetchResult,
    WebFetchResultBlock,
    WebSearchResult,
    WebSearchResultBlock,
)

WholeContent: TypeAlias = CustomContent | ToolCall | ToolResult | UrlSource
"""Content that comes whole, in streams too."""


class ServerResultConverter:
    """Converts the results of one answer.

    Args:
        tool_names: The names that the user gave to the tools.
        documents: The documents that may be cited; fetched pages are added.
        generate_id: Makes ids of sources.
    """

    def __init__(
        self, *, tool_names: ToolNameMapping, documents: list[CitedDocument], generate_id: IdGenerator
    ) -> None:
        self.has_web_search_results = False
        """True once a search has found something."""
        self.tool_searches: dict[str, str] = {}
        """Which search tool was called, by the id of the call."""
        self._tool_names = tool_names
        self._documents = documents
        self._generate_id = generate_id
        self._converters: dict[str, Callable[[Any], Iterator[WholeContent]]] = {
            "web_fetch_tool_result": self._web_fetch,
            "web_search_tool_result": self._web_search,
            "code_execution_tool_result": self._code_execution,
            "bash_code_execution_tool_result": self._subtool,
            "text_editor_code_execution_tool_result": self._subtool,
            "tool_search_tool_result": self._tool_search,
            "advisor_tool_result": self._advisor,
        }

    def convert(self, block: Any) -> list[WholeContent]:
        """Convert a block.

        Args:
            block: A block of the answer.

        Returns:
            The result and its sources; nothing if the block is no result of a tool that the API ran.
        """
        converter = self._converters.get(block["type"])
        return [] if converter is None else list(converter(block))

    def _result(
        self,
        block: Any,
        name: str,
        result: JSONValue,
        *,
        is_error: bool | None = None,
        caller: ToolCaller | None = None,
    ) -> ToolResult:
        return ToolResult(
            tool_call_id=block["tool_use_id"],
            tool_name=self._tool_names.to_custom_tool_name(name),
            result=result,
            is_error=is_error,
            provider_metadata=None if caller is None else {"anthropic": {"caller": describe_caller(caller)}},
        )

    def _error(self, block: Any, name: str, *, caller: ToolCaller | None = None) -> ToolResult:
        content = block["content"]
        result: JSONValue = {"type": content["type"], "errorCode": content["error_code"]}
        return self._result(block, name, result, is_error=True, caller=caller)

    def _web_fetch(self, block: WebFetchResultBlock) -> Iterator[WholeContent]:
        content = block["content"]
        if content["type"] == "web_fetch_tool_result_error":
            yield self._error(block, "web_fetch", caller=block["caller"])
            return
        document = content["content"]
        title = content["url"] if document["title"] is None else document["title"]
        self._documents.append(CitedDocument(title=title, media_type=document["source"]["media_type"]))
        yield self._result(block, "web_fetch", _fetched_page(content), caller=block["caller"])

    def _web_search(self, block: WebSearchResultBlock) -> Iterator[WholeContent]:
        content = block["content"]
        if not isinstance(content, list):
            yield self._error(block, "web_search", caller=block["caller"])
            return
        self.has_web_search_results = self.has_web_search_results or bool(content)
        yield self._result(block, "web_search", [_found_page(page) for page in content], caller=block["caller"])
        for page in content:
            yield UrlSource(
                id=self._generate_id(),
                url=page["url"],
                title=page["title"],
                provider_metadata={"anthropic": {"pageAge": page["page_age"]}},
            )

    def _code_execution(self, block: CodeExecutionResultBlock) -> Iterator[WholeContent]:
        content = block["content"]
        if content["type"] == "code_execution_tool_result_error":
            yield self._error(block, "code_execution")
            return
        result: dict[str, JSONValue] = {**content}  # type: ignore[dict-item] # lists of dicts are JSON, too
        result["content"] = result["content"] or []
        yield self._result(block, "code_execution", result)

    def _subtool(self, block: BashResultBlock | TextEditorResultBlock) -> Iterator[WholeContent]:
        result: Any = block["content"]
        yield self._result(block, "code_execution", result)

    def _tool_search(self, block: ToolSearchResultBlock) -> Iterator[WholeContent]:
        name = self.tool_searches.get(block["tool_use_id"]) or self._declared_tool_search()
        content = block["content"]
        if content["type"] == "tool_search_tool_result_error":
            yield self._error(block, name)
            return
        found: JSONValue = [
            {"type": reference["type"], "toolName": reference["tool_name"]} for reference in content["tool_references"]
        ]
        yield self._result(block, name, found)

    def _declared_tool_search(self) -> str:
        """The search whose call came with an earlier answer: the one that the user gave a name."""
        regex, bm25 = TOOL_SEARCHES
        return bm25 if self._tool_names.to_custom_tool_name(bm25) != bm25 else regex

    def _advisor(self, block: AdvisorResultBlock) -> Iterator[WholeContent]:
        content = block["content"]
        if content["type"] == "advisor_tool_result_error":
            yield self._error(block, "advisor")
            return
        result: dict[str, JSONValue] = {"type": content["type"]}
        if content["type"] == "advisor_result":
            result["text"] = content["text"]
        else:
            result["encryptedContent"] = content["encrypted_content"]
        if content["stop_reason"] is not None:
            result["stopReason"] = content["stop_reason"]
        yield self._result(block, "advisor", result)


def describe_caller(caller: ToolCaller) -> dict[str, JSONValue]:
    """Write down who called a tool.

    Args:
        caller: The caller as the API names it.

    Returns:
        The caller for metadata.
    """
    if caller["type"] == "direct":
        return {"type": caller["type"]}
    return {"type": caller["type"], "toolId": caller["tool_id"]}


def _fetched_page(content: WebFetchResult) -> JSONValue:
    document = content["content"]
    source = document["source"]
    citations = document.get("citations")
    page: dict[str, JSONValue] = {
        "type": document["type"],
        "title": document["title"],
        "source": {"type": source["type"], "mediaType": source["media_type"], "data": source["data"]},
    }
    if citations is not None:
        page["citations"] = {"enabled": citations["enabled"]}
    return {
        "type": "web_fetch_result",
        "url": content["url"],
        "retrievedAt": content["retrieved_at"],
        "content": page,
    }


def _found_page(page: WebSearchResult) -> JSONValue:
    return {
        "url": page["url"],
        **({} if page["title"] is None else {"title": page["title"]}),
        "pageAge": page["page_age"],
        "encryptedContent": page["encrypted_content"],
        "type": page["type"],
    }
