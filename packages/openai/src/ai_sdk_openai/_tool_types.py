"""What tools that OpenAI defines take and give.

Keys are the family's camelCase: inputs and results travel to front ends and back. `typing_extensions` has the kind of
TypedDict that pydantic can read before Python 3.12.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias

from ai_sdk_core.provider import JSONObject
from ai_sdk_core.provider_utils import Schema, as_schema
from typing_extensions import TypedDict

# --- Apply patch ---


class CreateFileOperation(TypedDict):
    """Make a file."""

    type: Literal["create_file"]
    path: str
    diff: str


class DeleteFileOperation(TypedDict):
    """Delete a file."""

    type: Literal["delete_file"]
    path: str


class UpdateFileOperation(TypedDict):
    """Change a file."""

    type: Literal["update_file"]
    path: str
    diff: str


ApplyPatchOperation: TypeAlias = CreateFileOperation | DeleteFileOperation | UpdateFileOperation


class ApplyPatchInput(TypedDict):
    """A change of a file."""

    callId: str
    operation: ApplyPatchOperation


class ApplyPatchOutput(TypedDict):
    """What became of the change."""

    status: Literal["completed", "failed"]
    output: NotRequired[str]


# --- Code interpreter ---


class CodeInterpreterInput(TypedDict):
    """A program and where it runs."""

    code: NotRequired[str | None]
    containerId: str


class CodeInterpreterLogs(TypedDict):
    """What the program printed."""

    type: Literal["logs"]
    logs: str


class CodeInterpreterImage(TypedDict):
    """An image that the program drew."""

    type: Literal["image"]
    url: str


class CodeInterpreterOutput(TypedDict):
    """What the program gave."""

    outputs: NotRequired[list[CodeInterpreterLogs | CodeInterpreterImage] | None]


# --- Computer ---

Coordinate: TypeAlias = int | float


class ComputerClick(TypedDict):
    """Press a button of the mouse."""

    type: Literal["click"]
    button: Literal["left", "right", "wheel", "back", "forward"]
    x: Coordinate
    y: Coordinate
    keys: NotRequired[list[str]]


class ComputerDoubleClick(TypedDict):
    """Press the mouse twice."""

    type: Literal["double_click"]
    x: Coordinate
    y: Coordinate
    keys: NotRequired[list[str]]


class ComputerPoint(TypedDict):
    """A place on the screen."""

    x: Coordinate
    y: Coordinate


class ComputerDrag(TypedDict):
    """Drag along a path."""

    type: Literal["drag"]
    path: list[ComputerPoint]
    keys: NotRequired[list[str]]


class ComputerKeypress(TypedDict):
    """Press keys."""

    type: Literal["keypress"]
    keys: list[str]


class ComputerMove(TypedDict):
    """Move the mouse."""

    type: Literal["move"]
    x: Coordinate
    y: Coordinate
    keys: NotRequired[list[str]]


class ComputerScreenshot(TypedDict):
    """Take a picture of the screen."""

    type: Literal["screenshot"]


class ComputerScroll(TypedDict):
    """Turn the wheel of the mouse."""

    type: Literal["scroll"]
    x: Coordinate
    y: Coordinate
    scrollX: Coordinate
    scrollY: Coordinate
    keys: NotRequired[list[str]]


class ComputerType(TypedDict):
    """Type a text."""

    type: Literal["type"]
    text: str


class ComputerWait(TypedDict):
    """Wait."""

    type: Literal["wait"]


OpenAIComputerAction: TypeAlias = (
    ComputerClick
    | ComputerDoubleClick
    | ComputerDrag
    | ComputerKeypress
    | ComputerMove
    | ComputerScreenshot
    | ComputerScroll
    | ComputerType
    | ComputerWait
)
"""Something to do with the computer."""


class OpenAIComputerSafetyCheck(TypedDict):
    """Something to be confirmed before the computer is used."""

    id: str
    code: NotRequired[str]
    message: NotRequired[str]


class ComputerInput(TypedDict):
    """What to do with the computer."""

    actions: list[OpenAIComputerAction]
    pendingSafetyChecks: list[OpenAIComputerSafetyCheck]
    status: Literal["in_progress", "completed", "incomplete"]


ImageDetail: TypeAlias = Literal["auto", "low", "high", "original"]


class LinkedScreenshot(TypedDict):
    """A picture of the screen behind a URL."""

    type: Literal["computer_screenshot"]
    imageUrl: str
    fileId: NotRequired[str]
    detail: NotRequired[ImageDetail]


class UploadedScreenshot(TypedDict):
    """A picture of the screen that was uploaded."""

    type: Literal["computer_screenshot"]
    fileId: str
    imageUrl: NotRequired[str]
    detail: NotRequired[ImageDetail]


class ComputerOutput(TypedDict):
    """How the screen looks now."""

    output: LinkedScreenshot | UploadedScreenshot
    acknowledgedSafetyChecks: NotRequired[list[OpenAIComputerSafetyCheck]]
    """What was confirmed."""


# --- Searches ---


class EmptyInput(TypedDict):
    """The tool takes no input: the model decides by itself."""


class FileSearchMatch(TypedDict):
    """A part of a file that was found."""

    attributes: dict[str, Any] | None
    fileId: str
    filename: str
    score: float
    text: str


class FileSearchOutput(TypedDict):
    """What was searched for and found."""

    queries: list[str]
    results: list[FileSearchMatch] | None


class WebSearchQuery(TypedDict):
    """A search."""

    type: Literal["search"]
    query: NotRequired[str]
    queries: NotRequired[list[str]]


class WebSearchOpenPage(TypedDict):
    """A page was opened."""

    type: Literal["openPage"]
    url: NotRequired[str | None]


class WebSearchFindInPage(TypedDict):
    """A page was searched."""

    type: Literal["findInPage"]
    url: NotRequired[str | None]
    pattern: NotRequired[str | None]


WebSearchAction: TypeAlias = WebSearchQuery | WebSearchOpenPage | WebSearchFindInPage


class UrlSearchSource(TypedDict):
    """A web page."""

    type: Literal["url"]
    url: str


class ApiSearchSource(TypedDict):
    """A service that was asked."""

    type: Literal["api"]
    name: str


class WebSearchOutput(TypedDict):
    """What was done to find something."""

    action: NotRequired[WebSearchAction]
    sources: NotRequired[list[UrlSearchSource | ApiSearchSource]]


class WebSearchPreviewOutput(TypedDict):
    """What was done to find something."""

    action: NotRequired[WebSearchAction]


class ToolSearchInput(TypedDict):
    """What tools are needed."""

    arguments: NotRequired[Any]
    """What the model searches for, after the tool's `parameters`."""
    call_id: NotRequired[str | None]
    """Set if the caller runs the search."""


class ToolSearchOutput(TypedDict):
    """The tools that were found, as the API takes them."""

    tools: list[JSONObject]


# --- Shells ---


class LocalShellAction(TypedDict):
    """A command."""

    type: Literal["exec"]
    command: list[str]
    timeoutMs: NotRequired[Coordinate]
    user: NotRequired[str]
    workingDirectory: NotRequired[str]
    env: NotRequired[dict[str, str]]


class LocalShellInput(TypedDict):
    """A command to run."""

    action: LocalShellAction


class LocalShellOutput(TypedDict):
    """What the command printed."""

    output: str


class ShellAction(TypedDict):
    """Commands."""

    commands: list[str]
    timeoutMs: NotRequired[Coordinate]
    maxOutputLength: NotRequired[Coordinate]


class ShellInput(TypedDict):
    """Commands to run."""

    action: ShellAction


class ShellTimeout(TypedDict):
    """The command took too long."""

    type: Literal["timeout"]


class ShellExit(TypedDict):
    """The command ended."""

    type: Literal["exit"]
    exitCode: Coordinate


class ShellCommandOutput(TypedDict):
    """What one command printed, and how it ended."""

    stdout: str
    stderr: str
    outcome: ShellTimeout | ShellExit


class ShellOutput(TypedDict):
    """What the commands gave."""

    maxOutputLength: NotRequired[Coordinate]
    output: list[ShellCommandOutput]


# --- Others ---


class ImageGenerationOutput(TypedDict):
    """An image, in base64."""

    result: str


class McpOutput(TypedDict):
    """What a tool of an MCP server gave."""

    type: Literal["call"]
    serverLabel: str
    name: str
    arguments: str
    output: NotRequired[str | None]
    error: NotRequired[Any]


class ProgramInput(TypedDict):
    """A program that calls tools."""

    code: str
    fingerprint: str


class ProgramOutput(TypedDict):
    """What the program gave."""

    result: str
    status: Literal["completed", "incomplete"]


APPLY_PATCH_INPUT: Schema[ApplyPatchInput] = as_schema(ApplyPatchInput)
APPLY_PATCH_OUTPUT: Schema[ApplyPatchOutput] = as_schema(ApplyPatchOutput)
COMPUTER_INPUT: Schema[ComputerInput] = as_schema(ComputerInput)
COMPUTER_OUTPUT: Schema[ComputerOutput] = as_schema(ComputerOutput)
LOCAL_SHELL_INPUT: Schema[LocalShellInput] = as_schema(LocalShellInput)
LOCAL_SHELL_OUTPUT: Schema[LocalShellOutput] = as_schema(LocalShellOutput)
PROGRAM_INPUT: Schema[ProgramInput] = as_schema(ProgramInput)
PROGRAM_OUTPUT: Schema[ProgramOutput] = as_schema(ProgramOutput)
SHELL_INPUT: Schema[ShellInput] = as_schema(ShellInput)
SHELL_OUTPUT: Schema[ShellOutput] = as_schema(ShellOutput)
TOOL_SEARCH_INPUT: Schema[ToolSearchInput] = as_schema(ToolSearchInput)
TOOL_SEARCH_OUTPUT: Schema[ToolSearchOutput] = as_schema(ToolSearchOutput)
WEB_SEARCH_OUTPUT: Schema[WebSearchOutput] = as_schema(WebSearchOutput)
