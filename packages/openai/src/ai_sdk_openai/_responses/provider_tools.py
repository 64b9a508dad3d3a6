"""Tools that OpenAI defines, as the Responses API takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from ai_sdk_core.provider import ProviderTool

    from .._tool_args import ToolArgs

WireTool: TypeAlias = dict[str, Any]
"""A tool as the API takes it."""

PROVIDER_TOOL_NAMES = {
    "openai.code_interpreter": "code_interpreter",
    "openai.computer": "computer",
    "openai.file_search": "file_search",
    "openai.image_generation": "image_generation",
    "openai.local_shell": "local_shell",
    "openai.shell": "shell",
    "openai.web_search": "web_search",
    "openai.web_search_preview": "web_search_preview",
    "openai.mcp": "mcp",
    "openai.apply_patch": "apply_patch",
    "openai.tool_search": "tool_search",
    "openai.programmatic_tool_calling": "programmatic_tool_calling",
}
"""Names on the wire, by the ids of the tools. Custom tools keep the names that the caller gave them."""

_DEFAULTS: dict[str, WireTool] = {
    "openai.apply_patch": {},
    "openai.code_interpreter": {"container": {"type": "auto"}},
    "openai.computer": {},
    "openai.image_generation": {},
    "openai.local_shell": {},
    "openai.programmatic_tool_calling": {},
    "openai.shell": {},
    "openai.tool_search": {},
    "openai.web_search": {},
    "openai.web_search_preview": {},
}
"""What is sent for tools without settings."""

_WITHOUT_SETTINGS = frozenset(
    {"openai.apply_patch", "openai.computer", "openai.local_shell", "openai.programmatic_tool_calling"}
)


def convert_provider_tool(tool: ProviderTool) -> WireTool | None:
    """Convert a tool.

    Args:
        tool: The tool, of any provider.

    Returns:
        The tool as the API takes it; None if it is not one of OpenAI's, or a custom one.

    Raises:
        TypeValidationError: The settings of the tool are not valid.
        NoSuchProviderReferenceError: A skill was uploaded, but not to OpenAI.
    """
    name = PROVIDER_TOOL_NAMES.get(tool.id)
    if name is None:
        return None
    if tool.id in _WITHOUT_SETTINGS or (not tool.args and tool.id in _DEFAULTS):
        return {"type": name, **_DEFAULTS[tool.id]}
    return {"type": name, **_find_args_class(tool.id).read(tool.args).to_wire()}


def _find_args_class(tool_id: str) -> type[ToolArgs]:
    from .. import _tool_args as args  # Imports pydantic.

    classes: dict[str, type[ToolArgs]] = {
        "openai.code_interpreter": args.CodeInterpreterArgs,
        "openai.file_search": args.FileSearchArgs,
        "openai.image_generation": args.ImageGenerationArgs,
        "openai.mcp": args.McpArgs,
        "openai.shell": args.ShellArgs,
        "openai.tool_search": args.ToolSearchArgs,
        "openai.web_search": args.WebSearchArgs,
        "openai.web_search_preview": args.WebSearchPreviewArgs,
    }
    return classes[tool_id]
