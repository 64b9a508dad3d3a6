"""Tool choices that allow some of the tools only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import CallWarning, UnsupportedWarning

Entry: TypeAlias = dict[str, Any]
"""How the list of allowed tools names a tool."""

_NAMED_BY_TYPE = frozenset(
    {
        "apply_patch",
        "code_interpreter",
        "computer",
        "file_search",
        "image_generation",
        "local_shell",
        "programmatic_tool_calling",
        "shell",
        "web_search",
        "web_search_preview",
    }
)


class _Forbidden(NamedTuple):
    """A tool that cannot be in the list."""

    reason: str


_Resolution: TypeAlias = Entry | _Forbidden


class AllowedToolNames:
    """Knows by which names the tools of a request can be allowed.

    Args:
        to_provider_name: Translates the name that the caller gave to a tool into the name on the wire.
    """

    def __init__(self, to_provider_name: Callable[[str], str]) -> None:
        self._to_provider_name = to_provider_name
        self._by_name: dict[str, _Resolution] = {}
        self._by_provider_name: dict[str, _Resolution | None] = {}
        """None where several tools share the name."""

    def add(self, name: str, entry: Entry) -> None:
        """Add a function.

        Args:
            name: Its name.
            entry: How the list names it.
        """
        self._by_name[name] = entry

    def forbid(self, name: str, reason: str) -> None:
        """Add a function that cannot be in the list.

        Args:
            name: Its name.
            reason: Why not.
        """
        self._by_name[name] = _Forbidden(reason)

    def add_provider_tool(self, name: str, wire_tool: Entry) -> None:
        """Add a tool that OpenAI defines, or a custom one.

        Args:
            name: The name that the caller gave it.
            wire_tool: The tool as the API takes it.
        """
        resolution = _resolve(wire_tool)
        self._by_name[name] = resolution
        provider_name = self._to_provider_name(name)
        if provider_name == name:
            return
        if self._by_provider_name.setdefault(provider_name, resolution) != resolution:
            self._by_provider_name[provider_name] = None

    def choose(self, names: Sequence[str], warnings: list[CallWarning]) -> list[Entry]:
        """Make the list.

        Args:
            names: The tools to allow: names that the caller gave, or names on the wire.
            warnings: Gets a warning for each name that cannot be taken as it is.

        Returns:
            The list.

        Raises:
            UnsupportedFunctionalityError: No tool is left.
        """
        entries: list[Entry] = []
        dropped: list[str] = []
        for name in names:
            entry = self._find(name, warnings)
            if entry is None:
                dropped.append(name)
            else:
                entries.append(entry)
        if not entries:
            functionality = f"allowedTools with only tools that cannot be allow-listed ({', '.join(dropped)})"
            raise UnsupportedFunctionalityError(functionality=functionality)
        return entries

    def _find(self, name: str, warnings: list[CallWarning]) -> Entry | None:
        def warn(details: str) -> None:
            warnings.append(UnsupportedWarning(feature=f'allowedTools entry "{name}"', details=details))

        if name in self._by_name:
            if name in self._by_provider_name:
                warn(
                    "this name is both a tool name and the provider tool name of another tool in this request; "
                    "the tool with this name is allowed"
                )
            resolution: _Resolution | None = self._by_name[name]
        elif name in self._by_provider_name:
            resolution = self._by_provider_name[name]
        else:
            warn("the tool is not part of the tools for this request and is sent as a function tool")
            return {"type": "function", "name": self._to_provider_name(name)}
        if resolution is None:
            warn(
                "several tools in this request share this provider tool name; "
                "use the tool name from the tools for this request instead"
            )
            return None
        if isinstance(resolution, _Forbidden):
            warn(f"{resolution.reason}; the tool is removed from the allowed tools")
            return None
        return resolution


def _resolve(wire_tool: Entry) -> _Resolution:
    kind = wire_tool["type"]
    if kind == "custom":
        return {"type": "custom", "name": wire_tool["name"]}
    if kind == "mcp":
        return {"type": "mcp", "server_label": wire_tool["server_label"]}
    if kind in _NAMED_BY_TYPE:
        return {"type": kind}
    return _Forbidden(f"OpenAI does not support {kind} tools in tool_choice.allowed_tools")
