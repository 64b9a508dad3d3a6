"""Items that the Responses API puts out, as far as they are read.

Fields that are handed on as they are stand in the order in which users see them.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from ai_sdk_core.provider import JSONObject
from ai_sdk_core.provider_utils import keep_unknown_fields

Phase: TypeAlias = Literal["commentary", "final_answer"]
"""Whether a message is said on the way or is the answer."""

ItemStatus: TypeAlias = Literal["in_progress", "completed", "incomplete"]

# --- Annotations of text ---


class UrlCitation(TypedDict):
    """A web page that a stretch of text is based on."""

    type: Literal["url_citation"]
    start_index: int
    end_index: int
    url: str
    title: str


class FileCitation(TypedDict):
    """A file that the text is based on."""

    type: Literal["file_citation"]
    file_id: str
    filename: str
    index: int


class ContainerFileCitation(TypedDict):
    """A file in a container that a stretch of text is about."""

    type: Literal["container_file_citation"]
    container_id: str
    file_id: str
    filename: str
    start_index: int
    end_index: int


class FilePath(TypedDict):
    """A file that the model made."""

    type: Literal["file_path"]
    file_id: str
    index: int


KnownAnnotation: TypeAlias = UrlCitation | FileCitation | ContainerFileCitation | FilePath


@keep_unknown_fields
class OtherAnnotation(TypedDict):
    """An annotation of a kind that is not read; users get it as it is."""

    type: str


Annotation: TypeAlias = KnownAnnotation | OtherAnnotation

# --- Log probabilities ---


class TokenAlternative(TypedDict):
    """A token that the model might have written."""

    token: str
    logprob: float


class TokenLogprob(TypedDict):
    """A token that the model wrote, and how likely it was."""

    token: str
    logprob: float
    top_logprobs: list[TokenAlternative]


# --- Tools that the API runs ---


class UrlSearchSource(TypedDict):
    """A web page that a search found."""

    type: Literal["url"]
    url: str


class ApiSearchSource(TypedDict):
    """A service that a search asked."""

    type: Literal["api"]
    name: str


SearchSource: TypeAlias = UrlSearchSource | ApiSearchSource


class SearchAction(TypedDict):
    """A search of the web."""

    type: Literal["search"]
    query: str | None
    queries: list[str] | None
    sources: list[SearchSource] | None


class OpenPageAction(TypedDict):
    """A web page was opened."""

    type: Literal["open_page"]
    url: NotRequired[str | None]


class FindInPageAction(TypedDict):
    """A web page was searched."""

    type: Literal["find_in_page"]
    url: NotRequired[str | None]
    pattern: NotRequired[str | None]


WebSearchAction: TypeAlias = SearchAction | OpenPageAction | FindInPageAction


class WebSearchCall(TypedDict):
    """A web search."""

    type: Literal["web_search_call"]
    id: str
    status: str
    action: WebSearchAction | None


class FileSearchResult(TypedDict):
    """A part of a file that a search found."""

    attributes: dict[str, str | int | float | bool] | None
    file_id: str
    filename: str
    score: float
    text: str


class FileSearchCall(TypedDict):
    """A search in vector stores."""

    type: Literal["file_search_call"]
    id: str
    queries: list[str]
    results: list[FileSearchResult] | None


class LogsOutput(TypedDict):
    """What a program printed."""

    type: Literal["logs"]
    logs: str


class ImageOutput(TypedDict):
    """An image that a program drew."""

    type: Literal["image"]
    url: str


class CodeInterpreterCall(TypedDict):
    """A program that the model wrote and the API ran."""

    type: Literal["code_interpreter_call"]
    id: str
    code: str | None
    container_id: str
    outputs: list[LogsOutput | ImageOutput] | None


class ImageGenerationCall(TypedDict):
    """An image."""

    type: Literal["image_generation_call"]
    id: str
    result: str


@keep_unknown_fields
class McpError(TypedDict, total=False):
    """Why a tool of an MCP server failed."""

    type: str
    code: str | int | float
    message: str


class McpCall(TypedDict):
    """A call of a tool of an MCP server."""

    type: Literal["mcp_call"]
    id: str
    status: str
    arguments: str
    name: str
    server_label: str
    output: str | None
    error: str | McpError | None
    approval_request_id: str | None


class McpListTools(TypedDict):
    """The tools of an MCP server were listed."""

    type: Literal["mcp_list_tools"]
    id: str


class McpApprovalRequest(TypedDict):
    """The model wants to call a tool of an MCP server and asks whether it may."""

    type: Literal["mcp_approval_request"]
    id: str
    name: str
    arguments: str
    approval_request_id: str | None


class ToolSearchCall(TypedDict):
    """A search for tools."""

    type: Literal["tool_search_call"]
    id: str
    execution: Literal["server", "client"]
    call_id: str | None
    arguments: NotRequired[Any]


class ToolSearchOutput(TypedDict):
    """The tools that a search found."""

    type: Literal["tool_search_output"]
    id: str
    call_id: str | None
    tools: list[JSONObject]


class Program(TypedDict):
    """A program that calls tools."""

    type: Literal["program"]
    id: str
    call_id: str
    code: str
    fingerprint: str


class ProgramOutput(TypedDict):
    """The result of a program."""

    type: Literal["program_output"]
    id: str
    call_id: str
    result: str
    status: Literal["completed", "incomplete"]


# --- Tools that the caller runs ---


class DirectCaller(TypedDict):
    """The model itself called a tool."""

    type: Literal["direct"]


class ProgramCaller(TypedDict):
    """A program called a tool."""

    type: Literal["program"]
    caller_id: str


_MayBeAsync = TypedDict("_MayBeAsync", {"async": bool | None})  # a word of the language
"""Whether the model goes on without waiting for the result."""


class FunctionCall(_MayBeAsync):
    """A call of a function."""

    type: Literal["function_call"]
    id: str
    call_id: str
    name: str
    arguments: str
    namespace: str | None
    caller: DirectCaller | ProgramCaller | None


class CustomToolCall(_MayBeAsync):
    """A call of a tool that takes any text."""

    type: Literal["custom_tool_call"]
    id: str
    call_id: str
    name: str
    input: str


class LocalShellAction(TypedDict):
    """A command to run."""

    type: Literal["exec"]
    command: list[str]
    timeout_ms: NotRequired[int]
    user: NotRequired[str]
    working_directory: NotRequired[str]
    env: NotRequired[dict[str, str]]


class LocalShellCall(TypedDict):
    """A command for the caller's own shell."""

    type: Literal["local_shell_call"]
    id: str
    call_id: str
    action: LocalShellAction


class ShellAction(TypedDict):
    """Commands to run."""

    commands: list[str]
    timeout_ms: int | None
    max_output_length: int | None


class ShellCall(TypedDict):
    """Commands for a shell."""

    type: Literal["shell_call"]
    id: str
    call_id: str
    action: ShellAction


class ShellTimeout(TypedDict):
    """A command took too long."""

    type: Literal["timeout"]


class ShellExit(TypedDict):
    """A command ended."""

    type: Literal["exit"]
    exit_code: int


class ShellCommandOutput(TypedDict):
    """What one command printed, and how it ended."""

    stdout: str
    stderr: str
    outcome: ShellTimeout | ShellExit


class ShellCallOutput(TypedDict):
    """What the commands gave."""

    type: Literal["shell_call_output"]
    id: str
    call_id: str
    max_output_length: int | None
    output: list[ShellCommandOutput]


class CreateFile(TypedDict):
    """A file is to be made."""

    type: Literal["create_file"]
    path: str
    diff: str


class DeleteFile(TypedDict):
    """A file is to be deleted."""

    type: Literal["delete_file"]
    path: str


class UpdateFile(TypedDict):
    """A file is to be changed."""

    type: Literal["update_file"]
    path: str
    diff: str


class ApplyPatchCall(TypedDict):
    """A change of a file."""

    type: Literal["apply_patch_call"]
    id: str
    call_id: str
    status: Literal["in_progress", "completed"]
    operation: CreateFile | DeleteFile | UpdateFile


class SafetyCheck(TypedDict):
    """Something to be confirmed before the computer is used."""

    id: str
    code: str | None
    message: str | None


class ClickAction(TypedDict):
    """A button of the mouse is pressed."""

    type: Literal["click"]
    button: Literal["left", "right", "wheel", "back", "forward"]
    x: int | float
    y: int | float
    keys: list[str] | None


class PointerAction(TypedDict):
    """The mouse is moved, or pressed twice."""

    type: Literal["double_click", "move"]
    x: int | float
    y: int | float
    keys: list[str] | None


class Point(TypedDict):
    """A place on the screen."""

    x: int | float
    y: int | float


class DragAction(TypedDict):
    """Something is dragged along a path."""

    type: Literal["drag"]
    path: list[Point]
    keys: list[str] | None


class KeypressAction(TypedDict):
    """Keys are pressed."""

    type: Literal["keypress"]
    keys: list[str]


class ScrollAction(TypedDict):
    """The wheel of the mouse is turned."""

    type: Literal["scroll"]
    x: int | float
    y: int | float
    scroll_x: int | float
    scroll_y: int | float
    keys: list[str] | None


class TypeAction(TypedDict):
    """A text is typed."""

    type: Literal["type"]
    text: str


class PlainAction(TypedDict):
    """A picture of the screen is taken, or nothing is done for a while."""

    type: Literal["screenshot", "wait"]


ComputerAction: TypeAlias = (
    ClickAction | PointerAction | DragAction | KeypressAction | ScrollAction | TypeAction | PlainAction
)


class ComputerCall(TypedDict):
    """The computer is to be used."""

    type: Literal["computer_call"]
    id: str
    call_id: str | None
    status: ItemStatus
    action: ComputerAction | None
    """Older models do one thing at a time."""
    actions: list[ComputerAction] | None
    pending_safety_checks: list[SafetyCheck] | None


class Compaction(TypedDict):
    """The conversation so far, compacted."""

    type: Literal["compaction"]
    id: str
    encrypted_content: str


class OtherItem(TypedDict):
    """An item of a kind that is not read."""

    type: str


ToolItem: TypeAlias = (
    FunctionCall
    | CustomToolCall
    | WebSearchCall
    | FileSearchCall
    | CodeInterpreterCall
    | ImageGenerationCall
    | McpCall
    | McpListTools
    | McpApprovalRequest
    | ToolSearchCall
    | ToolSearchOutput
    | Program
    | ProgramOutput
    | LocalShellCall
    | ShellCall
    | ShellCallOutput
    | ApplyPatchCall
    | ComputerCall
    | Compaction
)
"""A finished item that is neither text nor reasoning."""
