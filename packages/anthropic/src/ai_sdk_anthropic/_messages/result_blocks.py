"""Content blocks with results of tools that the API ran, as far as they are read."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

# --- Who called? ---


class CodeExecutionCaller(TypedDict):
    """A program that the model wrote made the call."""

    type: Literal["code_execution_20250825", "code_execution_20260120"]
    tool_id: str


class DirectCaller(TypedDict):
    """The model itself made the call."""

    type: Literal["direct"]


ToolCaller: TypeAlias = CodeExecutionCaller | DirectCaller
"""Who called a tool."""


# --- Results ---


class McpText(TypedDict):
    """Text that an MCP server gave."""

    type: Literal["text"]
    text: str
    citations: NotRequired[list[Any] | None]


class McpToolResultBlock(TypedDict):
    """What a tool of an MCP server gave."""

    type: Literal["mcp_tool_result"]
    tool_use_id: str
    is_error: bool
    content: str | list[str | McpText]


class WebFetchCitations(TypedDict):
    """Whether a fetched page may be cited."""

    enabled: bool


class WebFetchSource(TypedDict):
    """A fetched page."""

    type: Literal["base64", "text"]
    media_type: Literal["application/pdf", "text/plain"]
    data: str


class WebFetchDocument(TypedDict):
    """A fetched page as a document."""

    type: Literal["document"]
    title: str | None
    citations: NotRequired[WebFetchCitations]
    source: WebFetchSource


class WebFetchResult(TypedDict):
    """What fetching a URL gave."""

    type: Literal["web_fetch_result"]
    url: str
    retrieved_at: str | None
    content: WebFetchDocument


class WebFetchError(TypedDict):
    """Why a URL could not be fetched."""

    type: Literal["web_fetch_tool_result_error"]
    error_code: str


class WebFetchResultBlock(TypedDict):
    """The result of a web fetch."""

    type: Literal["web_fetch_tool_result"]
    tool_use_id: str
    caller: ToolCaller | None
    content: WebFetchResult | WebFetchError


class WebSearchResult(TypedDict):
    """A page that a search found."""

    type: Literal["web_search_result"]
    url: str
    title: str | None
    encrypted_content: str
    page_age: str | None


class WebSearchError(TypedDict):
    """Why a search failed."""

    type: Literal["web_search_tool_result_error"]
    error_code: str


class WebSearchResultBlock(TypedDict):
    """The result of a web search."""

    type: Literal["web_search_tool_result"]
    tool_use_id: str
    caller: ToolCaller | None
    content: list[WebSearchResult] | WebSearchError


class CodeExecutionOutput(TypedDict):
    """A file that a program wrote."""

    type: Literal["code_execution_output"]
    file_id: str


class CodeExecutionResult(TypedDict):
    """What a program gave."""

    type: Literal["code_execution_result"]
    stdout: str
    stderr: str
    return_code: int
    content: list[CodeExecutionOutput] | None


class EncryptedCodeExecutionResult(TypedDict):
    """What a program gave, which only the API can read."""

    type: Literal["encrypted_code_execution_result"]
    encrypted_stdout: str
    stderr: str
    return_code: int
    content: list[CodeExecutionOutput] | None


class CodeExecutionError(TypedDict):
    """Why a program could not run."""

    type: Literal["code_execution_tool_result_error"]
    error_code: str


class CodeExecutionResultBlock(TypedDict):
    """The result of a program."""

    type: Literal["code_execution_tool_result"]
    tool_use_id: str
    content: CodeExecutionResult | EncryptedCodeExecutionResult | CodeExecutionError


class BashOutput(TypedDict):
    """A file that a command wrote."""

    type: Literal["bash_code_execution_output"]
    file_id: str


class BashResult(TypedDict):
    """What a command gave."""

    type: Literal["bash_code_execution_result"]
    content: list[BashOutput]
    stdout: str
    stderr: str
    return_code: int


class BashError(TypedDict):
    """Why a command could not run."""

    type: Literal["bash_code_execution_tool_result_error"]
    error_code: str


class BashResultBlock(TypedDict):
    """The result of a command."""

    type: Literal["bash_code_execution_tool_result"]
    tool_use_id: str
    content: BashResult | BashError


class TextEditorError(TypedDict):
    """Why a file could not be edited."""

    type: Literal["text_editor_code_execution_tool_result_error"]
    error_code: str


class TextEditorView(TypedDict):
    """A part of a file."""

    type: Literal["text_editor_code_execution_view_result"]
    content: str
    file_type: str
    num_lines: int | None
    start_line: int | None
    total_lines: int | None


class TextEditorCreation(TypedDict):
    """A file was written."""

    type: Literal["text_editor_code_execution_create_result"]
    is_file_update: bool


class TextEditorReplacement(TypedDict):
    """A part of a file was replaced."""

    type: Literal["text_editor_code_execution_str_replace_result"]
    lines: list[str] | None
    new_lines: int | None
    new_start: int | None
    old_lines: int | None
    old_start: int | None


class TextEditorResultBlock(TypedDict):
    """The result of editing a file."""

    type: Literal["text_editor_code_execution_tool_result"]
    tool_use_id: str
    content: TextEditorError | TextEditorView | TextEditorCreation | TextEditorReplacement


class ToolReference(TypedDict):
    """A tool that a search found."""

    type: Literal["tool_reference"]
    tool_name: str


class ToolSearchResult(TypedDict):
    """Tools that a search found."""

    type: Literal["tool_search_tool_search_result"]
    tool_references: list[ToolReference]


class ToolSearchError(TypedDict):
    """Why a tool search failed."""

    type: Literal["tool_search_tool_result_error"]
    error_code: str


class ToolSearchResultBlock(TypedDict):
    """The result of a tool search."""

    type: Literal["tool_search_tool_result"]
    tool_use_id: str
    content: ToolSearchResult | ToolSearchError


class AdvisorResult(TypedDict):
    """Advice."""

    type: Literal["advisor_result"]
    text: str
    stop_reason: str | None


class AdvisorRedactedResult(TypedDict):
    """Advice that only the API can read."""

    type: Literal["advisor_redacted_result"]
    encrypted_content: str
    stop_reason: str | None


class AdvisorError(TypedDict):
    """Why there is no advice."""

    type: Literal["advisor_tool_result_error"]
    error_code: str


class AdvisorResultBlock(TypedDict):
    """What the advisor said."""

    type: Literal["advisor_tool_result"]
    tool_use_id: str
    content: AdvisorResult | AdvisorRedactedResult | AdvisorError


ServerToolResultBlock: TypeAlias = (
    WebFetchResultBlock
    | WebSearchResultBlock
    | CodeExecutionResultBlock
    | BashResultBlock
    | TextEditorResultBlock
    | ToolSearchResultBlock
    | AdvisorResultBlock
)
"""The result of a tool that the API ran."""
