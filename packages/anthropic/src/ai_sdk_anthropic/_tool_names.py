"""Names of the tools that the API defines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from ai_sdk_core.provider import LanguageModelTool

TOOL_NAMES: Mapping[str, str] = {
    "anthropic.code_execution_20250522": "code_execution",
    "anthropic.code_execution_20250825": "code_execution",
    "anthropic.code_execution_20260120": "code_execution",
    "anthropic.computer_20241022": "computer",
    "anthropic.computer_20250124": "computer",
    "anthropic.computer_20251124": "computer",
    "anthropic.computer_toolset_20260801": "computer",
    "anthropic.text_editor_20241022": "str_replace_editor",
    "anthropic.text_editor_20250124": "str_replace_editor",
    "anthropic.text_editor_20250429": "str_replace_based_edit_tool",
    "anthropic.text_editor_20250728": "str_replace_based_edit_tool",
    "anthropic.bash_20241022": "bash",
    "anthropic.bash_20250124": "bash",
    "anthropic.memory_20250818": "memory",
    "anthropic.web_search_20250305": "web_search",
    "anthropic.web_search_20260209": "web_search",
    "anthropic.web_search_20260318": "web_search",
    "anthropic.web_fetch_20250910": "web_fetch",
    "anthropic.web_fetch_20260209": "web_fetch",
    "anthropic.web_fetch_20260318": "web_fetch",
    "anthropic.tool_search_regex_20251119": "tool_search_tool_regex",
    "anthropic.tool_search_bm25_20251119": "tool_search_tool_bm25",
    "anthropic.advisor_20260301": "advisor",
}
"""Names on the wire, by the ids of the tools."""

TOOL_SEARCHES = ("tool_search_tool_regex", "tool_search_tool_bm25")
"""Names of the tools that search tools."""

COMPUTER_TOOLSET_ID = "anthropic.computer_toolset_20260801"
COMPUTER_TOOLSET_TYPE = "computer_toolset_20260801"
COMPUTER_TOOLSET_NAME = "computer"

ToolsetMember: TypeAlias = Literal[
    "screenshot",
    "zoom",
    "left_click",
    "right_click",
    "middle_click",
    "double_click",
    "triple_click",
    "left_click_drag",
    "mouse_move",
    "left_mouse_down",
    "left_mouse_up",
    "cursor_position",
    "scroll",
    "type",
    "key",
    "hold_key",
    "wait",
]
"""The tools that the computer toolset is made of; each is an `action` for users."""

COMPUTER_TOOLSET_MEMBERS: tuple[str, ...] = get_args(ToolsetMember)


def find_toolset_names(tools: Sequence[LanguageModelTool] | None) -> dict[str, str]:
    """Find the tools that are toolsets.

    Args:
        tools: The tools of the call.

    Returns:
        The toolset's name on the wire by the name that the user gave to the tool.
    """
    return {
        tool.name: COMPUTER_TOOLSET_NAME
        for tool in tools or ()
        if tool.type == "provider" and tool.id == COMPUTER_TOOLSET_ID
    }
