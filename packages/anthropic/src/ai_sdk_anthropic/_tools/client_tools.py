"""Tools that the API defines and you run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ai_sdk_core import Tool
from ai_sdk_core.provider_utils import Schema, as_schema, provider_defined_tool
from typing_extensions import Unpack

from .._tool_names import COMPUTER_TOOLSET_ID, ToolsetMember
from .arguments import ToolsetMemberConfig
from .functions import ClientToolFunctions
from .inputs import (
    BashInput,
    ComputerInput20241022,
    ComputerInput20250124,
    ComputerInput20251124,
    ComputerToolsetInput,
    MemoryInput,
    TextEditorInput,
    TextEditorInputWithUndo,
)


def bash_20241022(**functions: Unpack[ClientToolFunctions]) -> Tool[BashInput, Any]:
    """Make a shell for Claude 3.5. Results may hold images.

    Args:
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    return provider_defined_tool(id="anthropic.bash_20241022", input_schema=as_schema(BashInput), **functions)


def bash_20250124(**functions: Unpack[ClientToolFunctions]) -> Tool[BashInput, Any]:
    """Make a shell. Results may hold images.

    Args:
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    return provider_defined_tool(id="anthropic.bash_20250124", input_schema=as_schema(BashInput), **functions)


def computer_20241022(
    *,
    display_width_px: int,
    display_height_px: int,
    display_number: int | None = None,
    **functions: Unpack[ClientToolFunctions],
) -> Tool[ComputerInput20241022, Any]:
    """Make a computer for Claude 3.5. Results may hold images.

    Args:
        display_width_px: Width of the screen in pixels.
        display_height_px: Height of the screen in pixels.
        display_number: Number of the display, for X11.
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    return provider_defined_tool(
        id="anthropic.computer_20241022",
        input_schema=as_schema(ComputerInput20241022),
        args=_display(display_width_px, display_height_px, display_number),
        **functions,
    )


def computer_20250124(
    *,
    display_width_px: int,
    display_height_px: int,
    display_number: int | None = None,
    **functions: Unpack[ClientToolFunctions],
) -> Tool[ComputerInput20250124, Any]:
    """Make a computer for Claude 3.7 and 4. Results may hold images.

    Args:
        display_width_px: Width of the screen in pixels.
        display_height_px: Height of the screen in pixels.
        display_number: Number of the display, for X11.
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    return provider_defined_tool(
        id="anthropic.computer_20250124",
        input_schema=as_schema(ComputerInput20250124),
        args=_display(display_width_px, display_height_px, display_number),
        **functions,
    )


def computer_20251124(
    *,
    display_width_px: int,
    display_height_px: int,
    display_number: int | None = None,
    enable_zoom: bool | None = None,
    **functions: Unpack[ClientToolFunctions],
) -> Tool[ComputerInput20251124, Any]:
    """Make a computer for Claude Opus 4.5 and later. Results may hold images.

    Args:
        display_width_px: Width of the screen in pixels.
        display_height_px: Height of the screen in pixels.
        display_number: Number of the display, for X11.
        enable_zoom: Whether the model may look at parts of the screen in full resolution.
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    return provider_defined_tool(
        id="anthropic.computer_20251124",
        input_schema=as_schema(ComputerInput20251124),
        args={**_display(display_width_px, display_height_px, display_number), "enableZoom": enable_zoom},
        **functions,
    )


def computer_toolset_20260801(
    *,
    configs: Mapping[ToolsetMember, ToolsetMemberConfig] | None = None,
    **functions: Unpack[ClientToolFunctions],
) -> Tool[ComputerToolsetInput, Any]:
    """Make a computer for Claude 5 and later, which refuses the others.

    The model may do several things in one answer. Coordinates are pixels of the screenshots that you return.

    Args:
        configs: Settings of single actions, such as `{"zoom": {"enabled": False}}`; the others are as they are.
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    disabled: set[str] = {member for member, config in (configs or {}).items() if config.get("enabled") is False}
    return provider_defined_tool(
        id=COMPUTER_TOOLSET_ID,
        input_schema=_toolset_schema(disabled) if disabled else as_schema(ComputerToolsetInput),
        args={"configs": None if configs is None else {member: dict(config) for member, config in configs.items()}},
        **functions,
    )


def memory_20250818(**functions: Unpack[ClientToolFunctions]) -> Tool[MemoryInput, Any]:
    """Make a memory: files that outlive conversations. You decide where they are.

    Args:
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    return provider_defined_tool(id="anthropic.memory_20250818", input_schema=as_schema(MemoryInput), **functions)


def text_editor_20241022(**functions: Unpack[ClientToolFunctions]) -> Tool[TextEditorInputWithUndo, Any]:
    """Make an editor for Claude 3.5.

    Args:
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    schema = as_schema(TextEditorInputWithUndo)
    return provider_defined_tool(id="anthropic.text_editor_20241022", input_schema=schema, **functions)


def text_editor_20250124(**functions: Unpack[ClientToolFunctions]) -> Tool[TextEditorInputWithUndo, Any]:
    """Make an editor for Claude 3.7.

    Args:
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    schema = as_schema(TextEditorInputWithUndo)
    return provider_defined_tool(id="anthropic.text_editor_20250124", input_schema=schema, **functions)


def text_editor_20250429(**functions: Unpack[ClientToolFunctions]) -> Tool[TextEditorInput, Any]:
    """Make an editor without undo. Use `text_editor_20250728` instead.

    Args:
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    schema = as_schema(TextEditorInput)
    return provider_defined_tool(id="anthropic.text_editor_20250429", input_schema=schema, **functions)


def text_editor_20250728(
    *, max_characters: int | None = None, **functions: Unpack[ClientToolFunctions]
) -> Tool[TextEditorInput, Any]:
    """Make an editor for Claude 4 and later.

    Args:
        max_characters: How much of a file the model sees at once, in characters.
        **functions: What runs the tool, and what is called on the way.

    Returns:
        The tool.
    """
    return provider_defined_tool(
        id="anthropic.text_editor_20250728",
        input_schema=as_schema(TextEditorInput),
        args={"maxCharacters": max_characters},
        **functions,
    )


def _display(width: int, height: int, number: int | None) -> dict[str, Any]:
    return {"displayWidthPx": width, "displayHeightPx": height, "displayNumber": number}


def _toolset_schema(disabled: set[str]) -> Schema[ComputerToolsetInput]:
    """The schema of the toolset, without the actions that are switched off."""
    schema = as_schema(ComputerToolsetInput)

    def validate(value: object) -> ComputerToolsetInput:
        action = schema.validate(value)
        if action["action"] in disabled:
            raise ValueError(f"action: {action['action']} is switched off")
        return action

    def describe() -> dict[str, Any]:
        described: Any = schema.json_schema
        properties = described["properties"]
        actions = [action for action in properties["action"]["enum"] if action not in disabled]
        return {**described, "properties": {**properties, "action": {**properties["action"], "enum": actions}}}

    return Schema(json_schema=describe, validate=validate)
