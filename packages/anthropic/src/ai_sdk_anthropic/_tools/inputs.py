"""What the model passes to the tools."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from .._tool_names import ToolsetMember


class BashInput(TypedDict):
    """A command, or a new beginning."""

    command: str
    restart: NotRequired[bool]
    """Whether to begin a new session."""


class ComputerInput20241022(TypedDict):
    """An action with mouse, keyboard or screen."""

    action: Literal[
        "key",
        "type",
        "mouse_move",
        "left_click",
        "left_click_drag",
        "right_click",
        "middle_click",
        "double_click",
        "screenshot",
        "cursor_position",
    ]
    coordinate: NotRequired[list[int]]
    """x and y in pixels, from the upper left corner."""
    text: NotRequired[str]
    """What to type, or the keys to press in the syntax of xdotool."""


class ComputerInput20250124(TypedDict):
    """An action with mouse, keyboard or screen."""

    action: Literal[
        "key",
        "hold_key",
        "type",
        "cursor_position",
        "mouse_move",
        "left_mouse_down",
        "left_mouse_up",
        "left_click",
        "left_click_drag",
        "right_click",
        "middle_click",
        "double_click",
        "triple_click",
        "scroll",
        "wait",
        "screenshot",
    ]
    coordinate: NotRequired[tuple[int, int]]
    """x and y in pixels, from the upper left corner."""
    duration: NotRequired[float]
    """Seconds to hold a key or to wait."""
    scroll_amount: NotRequired[float]
    """Clicks of the scroll wheel."""
    scroll_direction: NotRequired[Literal["up", "down", "left", "right"]]
    start_coordinate: NotRequired[tuple[int, int]]
    """Where a drag begins."""
    text: NotRequired[str]
    """What to type, or the keys to press or hold in the syntax of xdotool."""


class ComputerInput20251124(TypedDict):
    """An action with mouse, keyboard or screen."""

    action: Literal[
        "key",
        "hold_key",
        "type",
        "cursor_position",
        "mouse_move",
        "left_mouse_down",
        "left_mouse_up",
        "left_click",
        "left_click_drag",
        "right_click",
        "middle_click",
        "double_click",
        "triple_click",
        "scroll",
        "wait",
        "screenshot",
        "zoom",
    ]
    coordinate: NotRequired[tuple[int, int]]
    """x and y in pixels, from the upper left corner."""
    duration: NotRequired[float]
    """Seconds to hold a key or to wait."""
    region: NotRequired[tuple[int, int, int, int]]
    """What to zoom to: left, top, right and bottom in pixels."""
    scroll_amount: NotRequired[float]
    """Clicks of the scroll wheel."""
    scroll_direction: NotRequired[Literal["up", "down", "left", "right"]]
    start_coordinate: NotRequired[tuple[int, int]]
    """Where a drag begins."""
    text: NotRequired[str]
    """What to type, or the keys to press or hold in the syntax of xdotool."""


class ComputerToolsetInput(TypedDict):
    """An action with mouse, keyboard or screen."""

    action: ToolsetMember
    coordinate: NotRequired[tuple[int, int]]
    """x and y in pixels of the screenshots that you return."""
    duration: NotRequired[float]
    """Seconds to hold a key or to wait."""
    region: NotRequired[tuple[int, int, int, int]]
    """What to zoom to: left, top, right and bottom in pixels."""
    repeat: NotRequired[int]
    """How often to press the key."""
    scroll_amount: NotRequired[float]
    """Clicks of the scroll wheel."""
    scroll_direction: NotRequired[Literal["up", "down", "left", "right"]]
    start_coordinate: NotRequired[tuple[int, int]]
    """Where a drag begins."""
    text: NotRequired[str]
    """What to type, the keys to press or hold, or the keys to hold during a click."""


class _TextEditorParameters(TypedDict):
    path: str
    """Absolute path of a file or folder."""
    file_text: NotRequired[str]
    """For `create`: what the file is to contain."""
    insert_line: NotRequired[int]
    """For `insert`: the line behind which to insert."""
    new_str: NotRequired[str]
    """For `str_replace`: the new text; for `insert`, what to insert (older models)."""
    insert_text: NotRequired[str]
    """For `insert`: what to insert."""
    old_str: NotRequired[str]
    """For `str_replace`: the text to replace."""
    view_range: NotRequired[list[int]]
    """For `view`: first and last line, from 1; -1 is the end."""


class TextEditorInputWithUndo(_TextEditorParameters):
    """A look at a file, or a change of it."""

    command: Literal["view", "create", "str_replace", "insert", "undo_edit"]


class TextEditorInput(_TextEditorParameters):
    """A look at a file, or a change of it."""

    command: Literal["view", "create", "str_replace", "insert"]


class MemoryView(TypedDict):
    """Look at a file or folder of the memory."""

    command: Literal["view"]
    path: str
    view_range: NotRequired[tuple[float, float]]
    """First and last line."""


class MemoryCreate(TypedDict):
    """Write a file."""

    command: Literal["create"]
    path: str
    file_text: str


class MemoryReplace(TypedDict):
    """Replace a part of a file."""

    command: Literal["str_replace"]
    path: str
    old_str: str
    new_str: str


class MemoryInsert(TypedDict):
    """Insert something into a file."""

    command: Literal["insert"]
    path: str
    insert_line: float
    insert_text: str


class MemoryDelete(TypedDict):
    """Delete a file or folder."""

    command: Literal["delete"]
    path: str


class MemoryRename(TypedDict):
    """Rename a file or folder."""

    command: Literal["rename"]
    old_path: str
    new_path: str


MemoryInput: TypeAlias = MemoryView | MemoryCreate | MemoryReplace | MemoryInsert | MemoryDelete | MemoryRename
"""A command about the memory."""


class CodeInput(TypedDict):
    """A program in Python."""

    code: str


class ProgramInput(TypedDict):
    """A program in Python, which may call tools."""

    type: Literal["programmatic-tool-call"]
    code: str


class CommandInput(TypedDict):
    """A shell command."""

    type: Literal["bash_code_execution"]
    command: str


class ViewFileInput(TypedDict):
    """Look at a file."""

    type: Literal["text_editor_code_execution"]
    command: Literal["view"]
    path: str


class CreateFileInput(TypedDict):
    """Write a file."""

    type: Literal["text_editor_code_execution"]
    command: Literal["create"]
    path: str
    file_text: NotRequired[str | None]


class ReplaceInFileInput(TypedDict):
    """Replace a part of a file."""

    type: Literal["text_editor_code_execution"]
    command: Literal["str_replace"]
    path: str
    old_str: str
    new_str: str


CodeExecutionInput: TypeAlias = ProgramInput | CommandInput | ViewFileInput | CreateFileInput | ReplaceInFileInput
"""A program, a command, or something about a file."""


class WebFetchInput(TypedDict):
    """A URL to fetch."""

    url: str


class WebSearchInput(TypedDict):
    """What to search for."""

    query: str


class RegexSearchInput(TypedDict):
    """Which tools to search for."""

    pattern: str
    """A regular expression, as of `re.search`, of at most 200 characters."""
    limit: NotRequired[float]
    """How many tools to give at most."""


class TextSearchInput(TypedDict):
    """Which tools to search for."""

    query: str
    """What the tools are needed for, in words."""
    limit: NotRequired[float]
    """How many tools to give at most."""


class AdvisorInput(TypedDict):
    """Nothing: the advisor reads the conversation."""
