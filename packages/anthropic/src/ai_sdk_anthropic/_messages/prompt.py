"""From a prompt to system instructions and messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from ai_sdk_core.provider import Message, Prompt

from .assistant_messages import AssistantContentConverter
from .prompt_context import PromptContext, WireBlock, WireMessage
from .system_messages import convert_initial_messages, convert_system_messages
from .user_messages import convert_user_content


@dataclass(slots=True, kw_only=True)
class ConvertedPrompt:
    """A prompt as the API takes it."""

    system: list[WireBlock] | None
    messages: list[WireMessage]


class PromptConverter:
    """Converts one prompt.

    Args:
        context: What the converters share; gets the warnings and betas.
    """

    def __init__(self, context: PromptContext) -> None:
        self._context = context
        self._system: list[WireBlock] | None = None
        self._messages: list[WireMessage] = []
        self._last_user_message = -1

    def convert(self, prompt: Prompt) -> ConvertedPrompt:
        """Convert the prompt.

        Args:
            prompt: The prompt.

        Returns:
            The instructions and messages; messages of one side that follow each other become one.

        Raises:
            UnsupportedFunctionalityError: The API does not take a file.
            NoSuchProviderReferenceError: A file was uploaded, but not to this provider.
            InvalidArgumentError: An option of a message or part is wrong.
            TypeValidationError: A result of a tool of the API is not what it gives.
        """
        blocks = [(side, list(messages)) for side, messages in groupby(prompt, key=_side)]
        for index, (side, messages) in enumerate(blocks):
            self._convert_block(side, messages, is_first=index == 0, is_last=index == len(blocks) - 1)
        self._omit_lost_callers()
        return ConvertedPrompt(system=self._system, messages=self._messages)

    def _convert_block(self, side: str, messages: list[Any], *, is_first: bool, is_last: bool) -> None:
        if side == "system":
            self._convert_system(messages, is_first=is_first)
        elif side == "user":
            if any(message.role == "user" and message.content for message in messages):
                self._last_user_message = len(self._messages)
            self._messages.append({"role": "user", "content": convert_user_content(messages, self._context)})
        else:
            content = AssistantContentConverter(self._context).convert(messages, is_prefill=is_last)
            if content:
                self._messages.append({"role": "assistant", "content": content})

    def _convert_system(self, messages: list[Any], *, is_first: bool) -> None:
        converted = convert_system_messages(messages, self._context)
        is_plain = not any(message.tool_changes or message.has_controls for message in converted)
        if is_first or (self._system is None and is_plain):
            self._system, only_effort = convert_initial_messages(converted, self._context)
            self._messages += only_effort
            return
        self._context.betas.append("mid-conversation-system-2026-04-07")
        for message in converted:
            self._messages.append(message.to_wire())
            self._context.betas += message.betas

    # --- Callers that are no longer there ---

    def _omit_lost_callers(self) -> None:
        """The API refuses calls from programs that were pruned from the history.

        Only turns that are over are looked at: a program may still wait for the results of the current one.
        """
        programs = {
            block["id"]
            for block in _assistant_blocks(self._messages)
            if block["type"] == "server_tool_use" and block["name"] == "code_execution"
        }
        warned: set[str] = set()
        for block in _assistant_blocks(self._messages[: max(self._last_user_message, 0)]):
            program = block.get("caller", {}).get("tool_id")
            if program is None or program in programs:
                continue
            del block["caller"]
            call_id = block["id"] if "id" in block else block["tool_use_id"]
            if call_id not in warned:
                warned.add(call_id)
                self._context.warn(
                    f"Omitted caller metadata for tool {call_id} because source code execution tool {program} "
                    "is missing from the conversation history."
                )


def _side(message: Message) -> Literal["system", "user", "assistant"]:
    """Results of tools come from the user's side."""
    return "user" if message.role == "tool" else message.role


def _assistant_blocks(messages: list[WireMessage]) -> Iterator[WireBlock]:
    for message in messages:
        if message["role"] == "assistant":
            yield from message["content"]
