"""Names of provider-defined tools: the user's and the provider's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..provider.language_model.tools import LanguageModelTool


class ToolNameMapping:
    """Translates between the names that the user gave to provider-defined tools and the names on the provider's wire.

    Names without a translation stay as they are.

    Args:
        tools: The tools of the call.
        provider_tool_names: The wire name of each provider-defined tool, by its id (`anthropic.web_search_20250305`).
    """

    __slots__ = ("_custom_names", "_provider_names")

    def __init__(self, tools: Sequence[LanguageModelTool] | None, provider_tool_names: Mapping[str, str]) -> None:
        self._provider_names: dict[str, str] = {}
        self._custom_names: dict[str, str] = {}
        for tool in tools or ():
            if tool.type == "provider" and tool.id in provider_tool_names:
                provider_name = provider_tool_names[tool.id]
                self._provider_names[tool.name] = provider_name
                self._custom_names[provider_name] = tool.name

    def to_provider_tool_name(self, custom_tool_name: str) -> str:
        """Translate a name for the provider.

        Args:
            custom_tool_name: The name that the user gave to the tool.

        Returns:
            The name on the wire.
        """
        return self._provider_names.get(custom_tool_name, custom_tool_name)

    def to_custom_tool_name(self, provider_tool_name: str) -> str:
        """Translate a name from the provider.

        Args:
            provider_tool_name: The name on the wire.

        Returns:
            The name that the user gave to the tool.
        """
        return self._custom_names.get(provider_tool_name, provider_tool_name)
