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

from .._config import OpenAIConfig

_USER = "user"
_ASSISTANT = "assistant"
_STOP_SEQUENCES = [f"\n{_USER}:"]
"""Where the model would begin to write the user's next message."""


class CompletionRequest(NamedTuple):
    """What is sent, and what the caller should know."""

    body: dict[str, Any]
    warnings: list[CallWarning]


def build_completion_request(
    options: LanguageModelCallOptions, *, model_id: str, config: OpenAIConfig
) -> CompletionRequest:
    """Build a request.

    Args:
        options: The options of the call.
        model_id: The model.
        config: Whose model it is.

    Returns:
        The request.

    Raises:
        InvalidArgumentError: Provider options are not valid.
        InvalidPromptError: A system message is not the first one.
        UnsupportedFunctionalityError: The prompt has tool calls or tool results.
    """
    own_options = _parse_options(options, config.provider.partition(".")[0].strip())
    logprobs = own_options.get("logprobs")
    if isinstance(logprobs, bool):
        logprobs = 0 if logprobs else None
    fields = {
        "model": config.wire_model_id(model_id),
        "echo": own_options.get("echo"),
        "logit_bias": own_options.get("logit_bias"),
        "logprobs": logprobs,
        "suffix": own_options.get("suffix"),
        "user": own_options.get("user"),
        "max_tokens": options.max_output_tokens,
        "temperature": options.temperature,
        "top_p": options.top_p,
        "frequency_penalty": options.frequency_penalty,
        "presence_penalty": options.presence_penalty,
        "seed": options.seed,
        "prompt": to_completion_prompt(options.prompt),
        "stop": [*_STOP_SEQUENCES, *(options.stop_sequences or ())],
    }
    body = {name: value for name, value in fields.items() if value is not None}
    return CompletionRequest(body, _unsupported(options))


def _parse_options(options: LanguageModelCallOptions, provider_name: str) -> dict[str, Any]:
    if not options.provider_options:
        return {}
    from .options import OpenAICompletionOptions  # Imports pydantic.

    own_options, _ = resolve_provider_options(
        provider_options=options.provider_options,
        namespaces=["openai", provider_name],
        resolution="merge",
        model=OpenAICompletionOptions,
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
