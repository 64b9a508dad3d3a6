"""System messages: the instructions at the beginning, and messages in the middle that change effort and tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ai_sdk_core.provider import (
    FunctionTool,
    LanguageModelTool,
    Prompt,
    ProviderTool,
    SystemMessage,
    ToolInputExample,
)

from .option_parsing import read_system_message_options
from .prompt_context import PromptContext, WireBlock, WireMessage, with_cache_control

if TYPE_CHECKING:
    from .options import (
        AnthropicSystemMessageOptions,
        InlineFunctionTool,
        InlineProviderTool,
        ToolAddition,
        ToolAdditionByName,
        ToolRemoval,
    )

_EFFORT_BETA = "mid-conversation-output-config-2026-07-01"


@dataclass(slots=True, kw_only=True)
class ConvertedSystemMessage:
    """A system message, converted."""

    content: list[WireBlock]
    clear_at: str | None
    effort: str | None

    @property
    def has_controls(self) -> bool:
        """Whether it says something besides its text and tools."""
        return self.clear_at is not None or self.effort is not None

    @property
    def texts(self) -> list[WireBlock]:
        """Its text."""
        return [block for block in self.content if block["type"] == "text"]

    @property
    def tool_changes(self) -> list[WireBlock]:
        """Tools that come and go with it."""
        return [block for block in self.content if block["type"] != "text"]

    @property
    def betas(self) -> Iterator[str]:
        """Betas that it needs in the middle of a conversation."""
        changes = self.tool_changes
        if any(change["tool"]["type"] == "tool_definition" for change in changes):
            yield "inline-tools-2026-09-15"  # changes by name are part of it
        elif changes:
            yield "mid-conversation-tool-changes-2026-07-01"
        if self.clear_at is not None:
            yield "mid-conversation-system-clear-at-2026-08-21"
        if self.effort is not None:
            yield _EFFORT_BETA

    def to_wire(self) -> WireMessage:
        """Write it as a message.

        Returns:
            The message.
        """
        message: WireMessage = {"role": "system", "content": self.content}
        if self.clear_at is not None:
            message["clear_at"] = self.clear_at
        if self.effort is not None:
            message["output_config"] = {"effort": self.effort}
        return message


def convert_system_messages(messages: Sequence[SystemMessage], context: PromptContext) -> list[ConvertedSystemMessage]:
    """Convert system messages that stand side by side.

    Args:
        messages: The messages.
        context: What the converters share.

    Returns:
        The messages that have something to say.

    Raises:
        InvalidArgumentError: An option is wrong.
    """
    converted = (_convert(message, context) for message in messages)
    return [message for message in converted if message.content or message.has_controls]


def convert_initial_messages(
    converted: Sequence[ConvertedSystemMessage], context: PromptContext
) -> tuple[list[WireBlock], list[WireMessage]]:
    """Make instructions of the system messages at the beginning.

    Args:
        converted: The messages.
        context: What the converters share.

    Returns:
        The instructions; and messages that only set the effort, which are no instructions.
    """
    if any(message.tool_changes for message in converted):
        context.warn(
            "tool changes on the initial system message are not supported by Anthropic. "
            "Configure the initial tool set via the tools option instead. "
            "The tool changes have been ignored."
        )
    only_effort = []
    for message in converted:
        if not message.content and message.clear_at is None:
            only_effort.append(message.to_wire())
            context.betas.append(_EFFORT_BETA)
        elif message.has_controls:
            context.warn(
                "clearAt and effort on this initial system message are not supported by Anthropic. "
                "Use a separate effort-only system message with empty content to set effort. "
                "These options have been ignored."
            )
    return [text for message in converted for text in message.texts], only_effort


def find_inline_tools(prompt: Prompt) -> list[LanguageModelTool]:
    """Find the tools that a prompt adds and the call does not declare.

    Args:
        prompt: The prompt.

    Returns:
        The tools, without those that cannot be added.

    Raises:
        InvalidArgumentError: An option of a system message is wrong.
    """
    tools: list[LanguageModelTool] = []
    for message in prompt:
        if message.role == "system":
            options = read_system_message_options(message.provider_options)
            tools += [tool for tool in _inline_tools(options) if not _is_computer_tool(tool)]
    return tools


def _inline_tools(options: AnthropicSystemMessageOptions | None) -> Iterator[LanguageModelTool]:
    if options is None or not options.tool_changes:
        return
    from .options import ToolAddition

    for change in options.tool_changes:
        if isinstance(change, ToolAddition):
            yield _to_tool(change.tool)


def _to_tool(tool: InlineFunctionTool | InlineProviderTool) -> LanguageModelTool:
    if tool.type == "provider":
        return ProviderTool(id=tool.id, name=tool.name, args=tool.args)
    examples = tool.input_examples
    return FunctionTool(
        name=tool.name,
        description=tool.description,
        input_schema=tool.input_schema,
        input_examples=None
        if examples is None
        else [ToolInputExample(input=_example(example)) for example in examples],
        strict=tool.strict,
        provider_options=tool.provider_options,
    )


def _example(example: dict[str, Any]) -> dict[str, Any]:
    value = example.get("input")
    return value if isinstance(value, dict) else {}


def _is_computer_tool(tool: LanguageModelTool) -> bool:
    """The API refuses definitions of these in messages."""
    return tool.type == "provider" and tool.id.startswith("anthropic.computer_")


def _convert(message: SystemMessage, context: PromptContext) -> ConvertedSystemMessage:
    options = read_system_message_options(message.provider_options)
    clear_at = None if options is None else options.clear_at
    effort = None if options is None else options.effort
    changes = (options and options.tool_changes) or []
    content: list[WireBlock] = []
    if message.content or (not changes and clear_at is None and effort is None):
        cache_control = context.cache_control.find(message.provider_options, "system message")
        content.append(with_cache_control({"type": "text", "text": message.content}, cache_control))
    content += [block for change in changes for block in _convert_change(change, context)]
    return ConvertedSystemMessage(content=content, clear_at=clear_at, effort=effort)


def _convert_change(change: ToolAdditionByName | ToolAddition | ToolRemoval, context: PromptContext) -> list[WireBlock]:
    from .options import ToolAddition

    if isinstance(change, ToolAddition):
        return _add_definition(_to_tool(change.tool), context)
    name = context.tool_names.to_provider_tool_name(change.tool_name)
    return [{"type": change.type, "tool": {"type": "tool_reference", "name": name}}]


def _add_definition(tool: LanguageModelTool, context: PromptContext) -> list[WireBlock]:
    if _is_computer_tool(tool):
        context.warn(
            f"The tool '{tool.name}' cannot be added by value in a tool change. "
            "Declare it in the tools option and add it by reference with toolName. "
            "The tool change has been ignored."
        )
        return []
    definition = context.convert_inline_tool(tool)
    if definition is None:
        return []
    return [{"type": "tool_addition", "tool": {"type": "tool_definition", "definition": definition}}]
