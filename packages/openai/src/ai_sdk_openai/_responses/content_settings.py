"""What the conversion of an answer knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ai_sdk_core.provider import Prompt, ProviderMetadata
from ai_sdk_core.provider_utils import IdGenerator, ToolNameMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSettings:
    """What decides about the content that an answer becomes."""

    metadata_key: str
    """The key of metadata."""
    tool_names: ToolNameMapping
    function_names: Collection[str]
    """The functions that the caller declared."""
    generate_id: IdGenerator
    """Makes ids of sources, and of calls that wait for approval."""
    approved_calls: Mapping[str, str]
    """Ids of calls, by the ids of the requests for approval."""
    web_search_name: str | None
    """The name that the caller gave to web search."""
    is_shell_provider_executed: bool
    """Whether commands run at OpenAI."""

    def tool_name(self, wire_name: str) -> str:
        """Find the caller's name for a tool.

        Args:
            wire_name: The name on the wire.

        Returns:
            The name.
        """
        return self.tool_names.to_custom_tool_name(wire_name)

    def metadata(self, **facts: Any) -> ProviderMetadata:
        """Make metadata.

        Args:
            **facts: What they say.

        Returns:
            The metadata.
        """
        return {self.metadata_key: facts}


def without_none(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not set.

    Args:
        facts: Facts; None stands for what is not set.

    Returns:
        The facts that are set.
    """
    return {name: value for name, value in facts.items() if value is not None}


def approved_calls(prompt: Prompt) -> dict[str, str]:
    """Find calls of MCP tools that had to be approved.

    Args:
        prompt: The conversation.

    Returns:
        The ids of the calls, by the ids of the requests for approval.
    """
    calls: dict[str, str] = {}
    for message in prompt:
        if message.role != "assistant":
            continue
        for part in message.content:
            options = (part.provider_options or {}).get("openai") if part.type == "tool-call" else None
            approval_id = (options or {}).get("approvalRequestId")
            if part.type == "tool-call" and isinstance(approval_id, str):
                calls[approval_id] = part.tool_call_id
    return calls
