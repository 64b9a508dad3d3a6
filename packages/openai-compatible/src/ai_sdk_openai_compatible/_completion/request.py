"""From call options to the body of a completion request."""

from __future__ import annotations

from typing import Any, NamedTuple

from ai_sdk_core.errors import InvalidPromptError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    AssistantMessage,
    CallWarning,
    LanguageModelCallOptions,
    Message,
    Prompt,
    UnsupportedWarning,
    UserMessage,
)
from ai_sdk_core.provider_utils import resolve_provider_options

from .._option_keys import merge_raw_options, to_camel_case, warn_if_deprecated_key

_USER = "user"
_ASSISTANT = "assistant"
_STOP_SEQUENCES = [f"\n{_USER}:"]
"""Where the model would begin to write the user's next message."""


class CompletionRequest(NamedTuple):
    """What is sent, and what the caller should know."""

    body: dict[str, Any]
    warnings: list[CallWarning]


def build_completion_request(
    options: LanguageModelCallOptions, *, model_id: str, provider_name: str
) -> CompletionRequest:
    """Build a request.

    Args:
        options: The options of the call.
        model_id: The model.
        provider_name: The name under which the user passes options.

    Returns:
        The request.

    Raises:
        InvalidArgumentError: Provider options are not valid.
        InvalidPromptError: A system message is not the first one.
        UnsupportedFunctionalityError: The prompt has tool calls or tool results.
    """
    warnings: list[CallWarning] = []
    warn_if_deprecated_key(provider_name, options.provider_options, warnings)
    own_options = _parse_options(options, provider_name)
    warnings.extend(_unsupported(options))
    fields = {
        "echo": own_options.get("echo"),
        "logit_bias": own_options.get("logit_bias"),
        "suffix": own_options.get("suffix"),
        "user": own_options.get("user"),
        "max_tokens": options.max_output_tokens,
        "temperature": options.temperature,
        "top_p": options.top_p,
        "frequency_penalty": options.frequency_penalty,
        "presence_penalty": options.presence_penalty,
        "seed": options.seed,
    }
    body = {
        "model": model_id,
        **{name: value for name, value in fields.items() if value is not None},
        **merge_raw_options(provider_name, options.provider_options),
        "prompt": to_completion_prompt(options.prompt),
        "stop": [*_STOP_SEQUENCES, *(options.stop_sequences or ())],
    }
    return CompletionRequest(body, warnings)


def _parse_options(options: LanguageModelCallOptions, provider_name: str) -> dict[str, Any]:
    if not options.provider_options:
        return {}
    from .options import OpenAICompatibleCompletionOptions

    own_options, _ = resolve_provider_options(
        provider_options=options.provider_options,
        namespaces=[provider_name, to_camel_case(provider_name)],
        resolution="merge",
        model=OpenAICompatibleCompletionOptions,
    )
    return {} if own_options is None else own_options.model_dump(exclude_unset=True)


def _unsupported(options: LanguageModelCallOptions) -> list[CallWarning]:
    warnings: list[CallWarning] = []
    if options.top_k is not None:
        warnings.append(UnsupportedWarning(feature="topK"))
    if options.tools:
        warnings.append(UnsupportedWarning(feature="tools"))
    if options.tool_choice is not None:
        warnings.append(UnsupportedWarning(feature="toolChoice"))
    if options.response_format is not None and options.response_format.type != "text":
        details = "JSON response format is not supported."
        warnings.append(UnsupportedWarning(feature="responseFormat", details=details))
    return warnings


def to_completion_prompt(prompt: Prompt) -> str:
    """Write a conversation as one text that the model continues.

    Args:
        prompt: The conversation; a system message may only come first.

    Returns:
        The text, which ends where the assistant begins to speak. Files and reasoning are left out.

    Raises:
        InvalidPromptError: A system message is not the first one, or there are no messages.
        UnsupportedFunctionalityError: There are tool calls or tool results.
    """
    if not prompt:
        raise InvalidPromptError(prompt=prompt, message="A completion needs at least one message.")
    text = ""
    messages = prompt
    if prompt[0].role == "system":
        text = f"{prompt[0].content}\n\n"
        messages = prompt[1:]
    return text + "".join(_write_message(message, messages) for message in messages) + f"{_ASSISTANT}:\n"


def _write_message(message: Message, messages: Prompt) -> str:
    if message.role == "user":
        return f"{_USER}:\n{_user_text(message)}\n\n"
    if message.role == "assistant":
        return f"{_ASSISTANT}:\n{_assistant_text(message)}\n\n"
    if message.role == "system":
        raise InvalidPromptError(prompt=messages, message=f"Unexpected system message in prompt: {message.content}")
    raise UnsupportedFunctionalityError(functionality="tool messages")


def _user_text(message: UserMessage) -> str:
    return "".join(part.text for part in message.content if part.type == "text")


def _assistant_text(message: AssistantMessage) -> str:
    if any(part.type == "tool-call" for part in message.content):
        raise UnsupportedFunctionalityError(functionality="tool-call messages")
    return "".join(part.text for part in message.content if part.type == "text")
