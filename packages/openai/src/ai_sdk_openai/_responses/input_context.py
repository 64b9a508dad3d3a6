"""What the conversion of a prompt knows, and what it makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ai_sdk_core.provider import CallWarning, OtherWarning
from ai_sdk_core.provider_utils import ToolNameMapping

from .._capabilities import SystemMessageMode
from .input_files import ToolContentConverter
from .parallel_calls import ParallelResults

WireItem: TypeAlias = dict[str, Any]
"""One item of the input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputSettings:
    """What decides about the form of the input."""

    metadata_key: str
    """The key of options, and the name under which uploaded files are known."""
    tool_names: ToolNameMapping
    system_message_mode: SystemMessageMode
    explicit_message_item_type: bool
    file_id_prefixes: tuple[str, ...]
    passes_any_file: bool
    stores: bool
    """Whether OpenAI keeps responses, so that their items can be referred to."""
    is_reasoning_model: bool
    has_conversation: bool
    """Whether OpenAI keeps the conversation: its items must not be sent again."""
    has_previous_response: bool
    """Whether OpenAI keeps the responses before: their items must not be sent again."""
    own_tools: frozenset[str]
    """Names on the wire of the tools of this call that OpenAI defines."""
    tool_search_name: str | None
    """The name that the caller gave to tool search."""
    custom_tool_names: set[str]
    output_schema_tool_names: set[str]
    """Functions whose results must be JSON texts."""
    unsupported_updates_reason: str | None
    """Why the configuration cannot change in the middle of the conversation, if it cannot."""

    @property
    def message_type(self) -> WireItem:
        """The field that says that an item is a message, where the platform insists on it."""
        return {"type": "message"} if self.explicit_message_item_type else {}


@dataclass(slots=True, kw_only=True)
class InputState:
    """What was made of the prompt so far."""

    settings: InputSettings
    warnings: list[CallWarning]
    parallel_results: dict[str, ParallelResults]
    """Results of calls that were taken apart, where they must go back as one."""
    items: list[WireItem] = field(default_factory=list)
    answered_approvals: set[str] = field(default_factory=set)
    calls_of_programs: set[str] = field(default_factory=set)
    """Ids of the calls that a program made."""
    sent_parallel_calls: set[str] = field(default_factory=set)
    sent_parallel_results: set[str] = field(default_factory=set)

    def add(self, item: WireItem) -> None:
        """Add an item.

        Args:
            item: The item.
        """
        self.items.append(item)

    def refer_to(self, item_id: str) -> None:
        """Add a reference to an item that OpenAI keeps.

        Args:
            item_id: Its id.
        """
        self.items.append({"type": "item_reference", "id": item_id})

    def warn(self, message: str) -> None:
        """Add a warning.

        Args:
            message: What the caller should know.
        """
        self.warnings.append(OtherWarning(message=message))

    def content_converter(self, kind: str, *, takes_references: bool) -> ToolContentConverter:
        """Make a converter for tool results of several parts.

        Args:
            kind: What kind of tool it is, for warnings.
            takes_references: Whether the API takes ids of uploaded files there.

        Returns:
            The converter.
        """
        return ToolContentConverter(
            metadata_key=self.settings.metadata_key,
            kind=kind,
            takes_references=takes_references,
            warnings=self.warnings,
        )


def without_none(item: WireItem) -> WireItem:
    """Leave out what is not set.

    Args:
        item: An item or a part of it.

    Returns:
        The fields that are set.
    """
    return {name: value for name, value in item.items() if value is not None}


def additional_tools_item(tools: list[Any]) -> WireItem:
    """Make the item that makes tools known in the middle of a conversation.

    Args:
        tools: The tools, from validated options.

    Returns:
        The item.
    """
    return {
        "type": "additional_tools",
        "role": "developer",
        "tools": [tool.model_dump(exclude_none=True) for tool in tools],
    }
