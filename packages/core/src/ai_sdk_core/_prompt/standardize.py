"""Brings the forms in which users write prompts into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import InvalidPromptError
from .messages import Instructions, InstructionsInput, MessageInput, ModelMessage, SystemModelMessage, UserModelMessage


@dataclass(slots=True, kw_only=True)
class StandardizedPrompt:
    """A prompt as typed messages."""

    instructions: Instructions | None
    messages: list[ModelMessage]


def standardize_prompt(
    *,
    instructions: InstructionsInput | None = None,
    system: InstructionsInput | None = None,
    prompt: str | Sequence[MessageInput] | None = None,
    messages: Sequence[MessageInput] | None = None,
    allow_system_in_messages: bool = False,
) -> StandardizedPrompt:
    """Check a prompt and bring it into one form.

    Args:
        instructions: What the model is told before the conversation.
        system: Deprecated name of `instructions`, which wins.
        prompt: What the user says, or messages.
        messages: The conversation so far; not used if `prompt` is given.
        allow_system_in_messages: Whether the messages may hold system messages. Off by default, because messages often
            come from clients, which could otherwise pass instructions of their own.

    Returns:
        The prompt as typed messages.

    Raises:
        InvalidPromptError: There are no messages, one of them is malformed, or there are system messages among them.
        InvalidMessageRoleError: A message has a role that does not exist.
    """
    standardized = _standardize_messages(prompt, messages)
    if not standardized:
        raise InvalidPromptError(prompt=prompt, message="messages must not be empty")
    if not allow_system_in_messages and any(message.role == "system" for message in standardized):
        # Who writes messages is not always who writes the program; instructions are.
        raise InvalidPromptError(
            prompt=prompt,
            message="System messages are not allowed in the prompt or messages fields. "
            "Use the instructions option instead.",
        )
    return StandardizedPrompt(
        instructions=parse_instructions(system if instructions is None else instructions), messages=standardized
    )


def _standardize_messages(
    prompt: str | Sequence[MessageInput] | None, messages: Sequence[MessageInput] | None
) -> list[ModelMessage]:
    if isinstance(prompt, str):
        return [UserModelMessage(content=prompt)]
    from .parsing import parse_messages  # A plain text does without.

    if prompt is not None:
        return parse_messages(prompt, name="prompt")
    if messages is not None:
        return parse_messages(messages)
    raise InvalidPromptError(prompt=None, message="either prompt or messages must be given")


def parse_instructions(instructions: InstructionsInput | None) -> Instructions | None:
    """Check instructions and turn dicts into typed messages.

    Args:
        instructions: A text, a system message, or a list of system messages.

    Returns:
        The same, typed.

    Raises:
        InvalidPromptError: One of them is no system message, or malformed.
    """
    if instructions is None or isinstance(instructions, str):
        return instructions
    from .parsing import parse_system_message  # Plain texts do without.

    if isinstance(instructions, SystemModelMessage | Mapping):
        return parse_system_message(instructions, name="instructions")
    if not isinstance(instructions, Sequence):
        raise InvalidPromptError(prompt=instructions, message="instructions: expected a text or system messages")
    return [parse_system_message(message, name=f"instructions[{index}]") for index, message in enumerate(instructions)]
