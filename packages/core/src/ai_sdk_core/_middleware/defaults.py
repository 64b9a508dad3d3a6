"""Middleware that fills in what a call leaves open: settings and instructions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Literal, TypedDict, TypeVar

from .._override import override
from .._prompt.merge import merge_objects
from .._prompt.messages import InstructionsInput, SystemModelMessage
from .._prompt.standardize import parse_instructions
from ..errors import InvalidArgumentError
from ..provider.embedding_model import EmbeddingModel, EmbeddingModelCallOptions
from ..provider.language_model.call_options import LanguageModelCallOptions, ReasoningEffort, ResponseFormat
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.prompt import SystemMessage
from ..provider.language_model.tools import LanguageModelTool, ToolChoice
from ..provider.middleware import EmbeddingModelMiddleware, LanguageModelMiddleware
from ..provider.shared import ProviderOptions

OptionsT = TypeVar("OptionsT", LanguageModelCallOptions, EmbeddingModelCallOptions)


class LanguageModelDefaultSettings(TypedDict, total=False):
    """Settings that a call of a language model may leave open."""

    max_output_tokens: int
    temperature: float
    stop_sequences: list[str]
    top_p: float
    top_k: float
    presence_penalty: float
    frequency_penalty: float
    response_format: ResponseFormat
    seed: int
    tools: list[LanguageModelTool]
    tool_choice: ToolChoice
    headers: dict[str, str | None]
    reasoning: ReasoningEffort
    provider_options: ProviderOptions


class EmbeddingModelDefaultSettings(TypedDict, total=False):
    """Settings that a call of an embedding model may leave open."""

    dimensions: int
    headers: dict[str, str | None]
    provider_options: ProviderOptions


def default_settings_middleware(*, settings: LanguageModelDefaultSettings) -> LanguageModelMiddleware:
    """Make middleware that gives a language model default settings.

    Args:
        settings: Used where a call does not say otherwise; headers and provider options are merged with the call's.

    Returns:
        The middleware.

    Raises:
        InvalidArgumentError: There is no such setting.

    Source: the reference's `defaultSettingsMiddleware`.
    """
    return _DefaultSettings(_checked(settings, LanguageModelCallOptions))


def default_embedding_settings_middleware(*, settings: EmbeddingModelDefaultSettings) -> EmbeddingModelMiddleware:
    """Make middleware that gives an embedding model default settings.

    Args:
        settings: Used where a call does not say otherwise; headers and provider options are merged with the call's.

    Returns:
        The middleware.

    Raises:
        InvalidArgumentError: There is no such setting.

    Source: the reference's `defaultEmbeddingSettingsMiddleware`.
    """
    return _DefaultEmbeddingSettings(_checked(settings, EmbeddingModelCallOptions))


def default_instructions_middleware(*, instructions: InstructionsInput) -> LanguageModelMiddleware:
    """Make middleware that gives a language model instructions where a call has none.

    Args:
        instructions: A text, a system message, or several.

    Returns:
        The middleware.

    Raises:
        InvalidPromptError: The instructions are malformed.

    Source: the reference's `defaultInstructionsMiddleware`.
    """
    parsed = parse_instructions(instructions)
    if isinstance(parsed, str | SystemModelMessage):
        return _DefaultInstructions([_system_message(parsed)])
    return _DefaultInstructions([_system_message(message) for message in parsed or ()])


class _DefaultSettings(LanguageModelMiddleware):
    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings

    @override
    async def transform_params(
        self, model: LanguageModel, params: LanguageModelCallOptions, operation: Literal["generate", "stream"]
    ) -> LanguageModelCallOptions:
        return _with_defaults(params, self._settings)


class _DefaultEmbeddingSettings(EmbeddingModelMiddleware):
    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings

    @override
    async def transform_params(
        self, model: EmbeddingModel, params: EmbeddingModelCallOptions
    ) -> EmbeddingModelCallOptions:
        return _with_defaults(params, self._settings)


class _DefaultInstructions(LanguageModelMiddleware):
    def __init__(self, messages: list[SystemMessage]) -> None:
        self._messages = messages

    @override
    async def transform_params(
        self, model: LanguageModel, params: LanguageModelCallOptions, operation: Literal["generate", "stream"]
    ) -> LanguageModelCallOptions:
        if any(message.role == "system" for message in params.prompt):
            return params
        return replace(params, prompt=[*self._messages, *params.prompt])


def _checked(settings: Mapping[str, Any], options: type[OptionsT]) -> Mapping[str, Any]:
    unknown = sorted(settings.keys() - {field.name for field in fields(options)})
    if unknown:
        raise InvalidArgumentError(
            parameter="settings", value=settings, message=f"There is no setting {', '.join(map(repr, unknown))}"
        )
    return settings


def _with_defaults(params: OptionsT, settings: Mapping[str, Any]) -> OptionsT:
    changes = {name: _merged(default, getattr(params, name)) for name, default in settings.items()}
    return replace(params, **changes)


def _merged(default: Any, value: Any) -> Any:
    if value is None:
        return default
    if isinstance(value, Mapping) and isinstance(default, Mapping):
        return merge_objects(default, value)
    return value


def _system_message(message: str | SystemModelMessage) -> SystemMessage:
    if isinstance(message, str):
        return SystemMessage(content=message)
    return SystemMessage(content=message.content, provider_options=message.provider_options)
