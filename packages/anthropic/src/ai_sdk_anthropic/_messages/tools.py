"""From tools and tool choice to the fields of a request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider import (
    CallWarning,
    FunctionTool,
    LanguageModelTool,
    ProviderTool,
    ToolChoice,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import ResponseSchema

from .._tool_names import TOOL_NAMES
from .._tools.arguments import (
    AdvisorArgs,
    ComputerToolsetArgs,
    TextEditorArgs,
    WebFetchArgs,
    WebFetchArgs20260318,
    WebSearchArgs,
    WebSearchArgs20260318,
)
from .cache_control import CacheControlValidator
from .part_options import read_option, written_options
from .prompt_context import WireBlock, with_cache_control

_MIN_ADVISOR_TOKENS = 1024

_BETAS: dict[str, str] = {
    "code_execution_20250522": "code-execution-2025-05-22",
    "code_execution_20250825": "code-execution-2025-08-25",
    "computer_20241022": "computer-use-2024-10-22",
    "computer_20250124": "computer-use-2025-01-24",
    "computer_20251124": "computer-use-2025-11-24",
    "text_editor_20241022": "computer-use-2024-10-22",
    "text_editor_20250124": "computer-use-2025-01-24",
    "text_editor_20250429": "computer-use-2025-01-24",
    "bash_20241022": "computer-use-2024-10-22",
    "bash_20250124": "computer-use-2025-01-24",
    "memory_20250818": "context-management-2025-06-27",
    "web_fetch_20250910": "web-fetch-2025-09-10",
    "web_fetch_20260209": "code-execution-web-tools-2026-02-09",
    "web_search_20260209": "code-execution-web-tools-2026-02-09",
    "advisor_20260301": "advisor-tool-2026-03-01",
}
"""Betas by tool."""

_ARGUMENTS: dict[str, ResponseSchema[Any]] = {
    "computer_toolset_20260801": ResponseSchema(ComputerToolsetArgs),
    "text_editor_20250728": ResponseSchema(TextEditorArgs),
    "web_fetch_20250910": ResponseSchema(WebFetchArgs),
    "web_fetch_20260209": ResponseSchema(WebFetchArgs),
    "web_fetch_20260318": ResponseSchema(WebFetchArgs20260318),
    "web_search_20250305": ResponseSchema(WebSearchArgs),
    "web_search_20260209": ResponseSchema(WebSearchArgs),
    "web_search_20260318": ResponseSchema(WebSearchArgs20260318),
    "advisor_20260301": ResponseSchema(AdvisorArgs),
}
"""Settings that are checked, by tool."""

_COMPUTER_SETTINGS = ("displayWidthPx", "displayHeightPx", "displayNumber", "enableZoom")
_UPPER_CASE = re.compile("[A-Z]")


@dataclass(slots=True, kw_only=True)
class PreparedTools:
    """Tools as the API takes them."""

    tools: list[WireBlock] | None
    tool_choice: WireBlock | None
    warnings: list[CallWarning]
    betas: list[str]
    """Betas that the tools need."""


@dataclass(slots=True, kw_only=True)
class ToolSupport:
    """What model and platform can do with tools."""

    supports_structured_output: bool = False
    """Whether answers are kept to a schema."""
    supports_strict_tools: bool = False
    streams_eagerly: bool = False
    """Whether inputs of function tools are streamed as they are written, unless a tool says otherwise."""
    rejects_forced_tool_use: bool = False
    """Whether the model cannot be made to call a tool."""


@dataclass(slots=True, kw_only=True)
class ToolsConverter:
    """Converts tools.

    Public because platforms that offer the same models through an API of their own pass the same tools on.
    """

    support: ToolSupport
    cache_control: CacheControlValidator = field(default_factory=CacheControlValidator)
    warnings: list[CallWarning] = field(default_factory=list)
    """Warnings so far."""
    betas: list[str] = field(default_factory=list)
    """Betas so far."""

    def convert(self, tool: LanguageModelTool) -> WireBlock | None:
        """Convert a tool.

        Args:
            tool: The tool.

        Returns:
            The definition; None, with a warning, if the API has no such tool.

        Raises:
            TypeValidationError: A setting of a tool of the API is wrong.
        """
        return self._convert_function(tool) if tool.type == "function" else self._convert_provider_tool(tool)

    def _convert_function(self, tool: FunctionTool) -> WireBlock:
        support = self.support
        cache_control = self.cache_control.find(tool.provider_options, "tool definition")
        if tool.strict and not support.supports_strict_tools:
            details = (
                f"Tool '{tool.name}' has strict: true, but strict mode is not supported by this provider. "
                "The strict property will be ignored."
            )
            self.warnings.append(UnsupportedWarning(feature="strict", details=details))
        definition: WireBlock = {"name": tool.name}
        if tool.description is not None:
            definition["description"] = tool.description
        definition["input_schema"] = tool.input_schema
        with_cache_control(definition, cache_control)
        definition.update(self._function_settings(tool))
        if support.supports_structured_output and support.supports_strict_tools:
            self.betas.append("structured-outputs-2025-11-13")
        if "input_examples" in definition or "allowed_callers" in definition:
            self.betas.append("advanced-tool-use-2025-11-20")
        return definition

    def _function_settings(self, tool: FunctionTool) -> WireBlock:
        options = written_options(tool.provider_options)
        eager = read_option(options, "eagerInputStreaming", "eager_input_streaming")
        settings = {
            "eager_input_streaming": (self.support.streams_eagerly if eager is None else bool(eager)) or None,
            "strict": tool.strict if self.support.supports_strict_tools else None,
            "defer_loading": read_option(options, "deferLoading", "defer_loading"),
            "allowed_callers": read_option(options, "allowedCallers", "allowed_callers"),
            "input_examples": _examples(tool),
        }
        return {name: value for name, value in settings.items() if value is not None}

    def _convert_provider_tool(self, tool: ProviderTool) -> WireBlock | None:
        name = TOOL_NAMES.get(tool.id)
        if name is None:
            self.warnings.append(UnsupportedWarning(feature=f"provider-defined tool {tool.id}"))
            return None
        version = tool.id.removeprefix("anthropic.")
        if version in _BETAS:
            self.betas.append(_BETAS[version])
        definition: WireBlock = {"type": version.replace("tool_search_", "tool_search_tool_")}
        if version != "computer_toolset_20260801":
            definition["name"] = name
        return {**definition, **_convert_arguments(version, tool.args)}


def prepare_tools(
    tools: Sequence[LanguageModelTool],
    tool_choice: ToolChoice | None,
    converter: ToolsConverter,
    *,
    has_inline_tools: bool = False,
    disable_parallel_tool_use: bool | None = None,
) -> PreparedTools:
    """Convert tools and tool choice.

    Args:
        tools: The tools.
        tool_choice: Which tools may or must be called.
        converter: Converts single tools.
        has_inline_tools: Whether the prompt adds tools, so that the choice means something without `tools`.
        disable_parallel_tool_use: Whether there may be only one call per answer.

    Returns:
        The fields of the request.

    Raises:
        TypeValidationError: A setting of a tool of the API is wrong.
    """
    prepared = PreparedTools(tools=None, tool_choice=None, warnings=converter.warnings, betas=converter.betas)
    if not tools and not has_inline_tools:
        return prepared
    converted = [definition for tool in tools if (definition := converter.convert(tool)) is not None]
    prepared.tools = converted if tools else None
    choice = _convert_choice(tool_choice, prepared, converter)
    if choice is not None and choice["type"] != "none" and disable_parallel_tool_use is not None:
        choice["disable_parallel_tool_use"] = disable_parallel_tool_use
    if choice is None and disable_parallel_tool_use:
        choice = {"type": "auto", "disable_parallel_tool_use": True}
    prepared.tool_choice = choice
    return prepared


def _convert_choice(
    tool_choice: ToolChoice | None, prepared: PreparedTools, converter: ToolsConverter
) -> WireBlock | None:
    if tool_choice is None:
        return None
    if tool_choice.type in {"required", "tool"} and converter.support.rejects_forced_tool_use:
        _replace_forced_choice(tool_choice, prepared)
        return {"type": "auto"}
    if tool_choice.type == "tool":
        return {"type": "tool", "name": tool_choice.tool_name}
    return {"type": "any" if tool_choice.type == "required" else tool_choice.type}


def _replace_forced_choice(tool_choice: ToolChoice, prepared: PreparedTools) -> None:
    """A model that cannot be forced is at least offered nothing else."""
    where = "is not supported with this model or thinking configuration."
    if tool_choice.type == "required":
        details = (
            f"toolChoice 'required' {where} Using 'auto' instead. "
            "Instruct the model to use a tool in the prompt and verify that a tool call was made."
        )
    else:
        details = (
            f"toolChoice 'tool' {where} Only the '{tool_choice.tool_name}' tool is sent with 'auto' tool choice. "
            "Instruct the model to use the tool in the prompt and verify that a tool call was made."
        )
        if prepared.tools is not None:
            prepared.tools = [tool for tool in prepared.tools if tool.get("name") == tool_choice.tool_name]
    prepared.warnings.append(UnsupportedWarning(feature="toolChoice", details=details))


def _convert_arguments(version: str, args: dict[str, Any]) -> WireBlock:
    if version.startswith("computer_20"):
        return {_to_snake(name): args[name] for name in _COMPUTER_SETTINGS if name in args}
    schema = _ARGUMENTS.get(version)
    if schema is None:
        return {}
    checked = schema.validate(args)
    if version == "advisor_20260301" and (checked.get("maxTokens") or _MIN_ADVISOR_TOKENS) < _MIN_ADVISOR_TOKENS:
        cause = f"maxTokens: Input should be greater than or equal to {_MIN_ADVISOR_TOKENS}"
        raise TypeValidationError(value=args, cause=cause)
    if version == "computer_toolset_20260801":
        return _convert_toolset_configs(checked.get("configs"))
    return {_to_snake(name): value for name, value in checked.items() if value is not None}


def _convert_toolset_configs(configs: dict[str, dict[str, Any]] | None) -> WireBlock:
    if configs is None:
        return {}
    return {
        "configs": {
            member: {_to_snake(name): value for name, value in config.items() if value is not None}
            for member, config in configs.items()
        }
    }


def _examples(tool: FunctionTool) -> list[Any] | None:
    return None if tool.input_examples is None else [example.input for example in tool.input_examples]


def _to_snake(name: str) -> str:
    return _UPPER_CASE.sub(lambda letter: f"_{letter[0].lower()}", name)
