"""From tools and tool choice to the fields of a Responses request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    CallWarning,
    FunctionTool,
    LanguageModelTool,
    ProviderTool,
    ToolChoice,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import ToolNameMapping

from .._json_schema import normalize_json_schema
from .allowed_tools import AllowedToolNames
from .provider_tools import WireTool, convert_provider_tool

_CHOSEN_BY_TYPE = frozenset(
    {
        "apply_patch",
        "code_interpreter",
        "computer",
        "file_search",
        "image_generation",
        "mcp",
        "programmatic_tool_calling",
        "web_search",
        "web_search_preview",
    }
)
"""Tools that a tool choice names by their type."""

_OMITTED = "tools omitted from the request tools array cannot be allow-listed"
_IN_NAMESPACE = "tools inside an OpenAI tool namespace are not visible to tool_choice.allowed_tools"
_DEFERRED = "deferred tools are not visible to tool_choice.allowed_tools"


@dataclass(slots=True, kw_only=True)
class PreparedTools:
    """What a request says about tools."""

    body: dict[str, Any] = field(default_factory=dict)
    """The fields `tools` and `tool_choice`, each only if it says something."""
    custom_tool_names: set[str] = field(default_factory=set)
    """Tools that take any text."""
    output_schema_tool_names: set[str] = field(default_factory=set)
    """Functions whose results must be JSON texts."""


@dataclass(slots=True, kw_only=True)
class AllowedToolsOption:
    """The option that allows some of the tools only."""

    tool_names: Sequence[str]
    mode: str = "auto"


class ToolConverter:
    """Converts the tools of one call.

    Args:
        tool_names: Translates names of tools.
        metadata_key: The key of options.
        supports_async_tools: Whether the model can go on without waiting for a tool's result.
        warnings: Gets warnings.
    """

    def __init__(
        self,
        *,
        tool_names: ToolNameMapping,
        metadata_key: str,
        supports_async_tools: bool,
        warnings: list[CallWarning],
    ) -> None:
        self._tool_names = tool_names
        self._metadata_key = metadata_key
        self._supports_async_tools = supports_async_tools
        self._warnings = warnings
        self._tools: list[WireTool] = []
        self._namespaces: dict[str, WireTool] = {}
        self._allowed_names = AllowedToolNames(tool_names.to_provider_tool_name)
        self._prepared = PreparedTools()

    def convert(
        self,
        tools: Sequence[LanguageModelTool] | None,
        choice: ToolChoice | None,
        allowed_tools: AllowedToolsOption | None,
    ) -> PreparedTools:
        """Convert tools and tool choice.

        Args:
            tools: The tools.
            choice: Which tools may or must be called; means nothing without tools.
            allowed_tools: The tools that may be called; wins over the choice.

        Returns:
            What the request says about them.

        Raises:
            TypeValidationError: The settings of a tool are not valid.
            UnsupportedFunctionalityError: The API cannot do what is asked for.
            NoSuchProviderReferenceError: A skill was uploaded, but not to OpenAI.
        """
        if not tools:
            return self._prepared
        for tool in tools:
            if isinstance(tool, ProviderTool):
                self._add_provider_tool(tool)
            else:
                self._add_function(tool, None if allowed_tools is not None else choice)
        self._prepared.body["tools"] = self._tools
        wire_choice = self._convert_choice(choice, allowed_tools)
        if wire_choice is not None:
            self._prepared.body["tool_choice"] = wire_choice
        return self._prepared

    # --- Functions ---

    def _add_function(self, tool: FunctionTool, choice: ToolChoice | None) -> None:
        options = self._options(tool)
        if options.get("outputSchema") is not None:
            self._prepared.output_schema_tool_names.add(tool.name)
        if options.get("omitFromRequestTools") is True:
            self._omit(tool.name, choice)
            return
        wire_tool = self._convert_function(tool, options)
        namespace = options.get("namespace")
        if namespace is not None:
            self._add_to_namespace(namespace, wire_tool)
            self._allowed_names.forbid(tool.name, _IN_NAMESPACE)
            return
        self._tools.append(wire_tool)
        if options.get("deferLoading") is True:
            self._allowed_names.forbid(tool.name, _DEFERRED)
        else:
            self._allowed_names.add(tool.name, {"type": "function", "name": tool.name})

    def _options(self, tool: FunctionTool) -> Mapping[str, Any]:
        options = tool.provider_options or {}
        own = options.get(self._metadata_key)
        return (options.get("openai") if own is None else own) or {}

    def _omit(self, name: str, choice: ToolChoice | None) -> None:
        self._allowed_names.forbid(name, _OMITTED)
        if choice is not None and choice.type == "tool" and choice.tool_name == name:
            raise UnsupportedFunctionalityError(
                functionality=f'forcing tool "{name}" omitted from the request tools array; '
                "use automatic tool choice for history-loaded tools"
            )

    def _convert_function(self, tool: FunctionTool, options: Mapping[str, Any]) -> WireTool:
        is_async = self._resolve_async(options.get("async"), tool.name)
        wire_tool: WireTool = {
            "type": "function",
            "name": tool.name,
            "description": tool.description,
            "parameters": normalize_json_schema(tool.input_schema, self._warnings),
            "async": is_async,
            "strict": False if tool.strict is None else tool.strict,
            "defer_loading": options.get("deferLoading"),
            "allowed_callers": options.get("allowedCallers"),
        }
        output_schema = options.get("outputSchema")
        if output_schema is not None:
            wire_tool["output_schema"] = normalize_json_schema(output_schema, self._warnings)
        return {name: value for name, value in wire_tool.items() if value is not None}

    def _add_to_namespace(self, namespace: Mapping[str, Any], wire_tool: WireTool) -> None:
        name, description = namespace["name"], namespace["description"]
        wire_namespace = self._namespaces.get(name)
        if wire_namespace is None:
            wire_namespace = {"type": "namespace", "name": name, "description": description, "tools": []}
            self._namespaces[name] = wire_namespace
            self._tools.append(wire_namespace)
        elif wire_namespace["description"] != description:
            raise UnsupportedFunctionalityError(
                functionality=f'conflicting descriptions for OpenAI tool namespace "{name}"'
            )
        wire_namespace["tools"].append(wire_tool)

    def _resolve_async(self, is_async: bool | None, name: str) -> bool | None:
        if is_async is not True or self._supports_async_tools:
            return is_async
        details = "Async tool calling is only supported by GPT-6 and later models."
        self._warnings.append(UnsupportedWarning(feature=f'async tool calling for "{name}"', details=details))
        return None

    # --- Tools that OpenAI defines ---

    def _add_provider_tool(self, tool: ProviderTool) -> None:
        wire_tool = self._convert_custom_tool(tool) if tool.id == "openai.custom" else convert_provider_tool(tool)
        if wire_tool is not None:
            self._tools.append(wire_tool)
            self._allowed_names.add_provider_tool(tool.name, wire_tool)

    def _convert_custom_tool(self, tool: ProviderTool) -> WireTool:
        from .._tool_args import CustomArgs  # Imports pydantic.

        self._prepared.custom_tool_names.add(tool.name)
        args = CustomArgs.read(tool.args)
        settings = args.to_wire()
        settings.pop("is_async", None)
        is_async = self._resolve_async(args.is_async, tool.name)
        return {"type": "custom", "name": tool.name, **settings, **({} if is_async is None else {"async": is_async})}

    # --- Tool choice ---

    def _convert_choice(
        self, choice: ToolChoice | None, allowed_tools: AllowedToolsOption | None
    ) -> str | dict[str, Any] | None:
        if allowed_tools is not None:
            entries = self._allowed_names.choose(allowed_tools.tool_names, self._warnings)
            return {"type": "allowed_tools", "mode": allowed_tools.mode, "tools": entries}
        if choice is None:
            return None
        if choice.type != "tool":
            return choice.type
        name = self._tool_names.to_provider_tool_name(choice.tool_name or "")
        if name in _CHOSEN_BY_TYPE:
            return {"type": name}
        return {"type": "custom" if name in self._prepared.custom_tool_names else "function", "name": name}
