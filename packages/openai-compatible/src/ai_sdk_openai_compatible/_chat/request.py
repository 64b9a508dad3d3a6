"""From call options to the body of a chat request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ai_sdk_core.provider import (
    CallWarning,
    JsonResponseFormat,
    LanguageModelCallOptions,
    ProviderOptions,
    ReasoningEffort,
    ResponseFormat,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import (
    JSON_NULL,
    chat_response_format,
    chat_settings,
    resolve_provider_options,
)

from .._option_keys import (
    deprecated_key_warning,
    merge_raw_options,
    resolve_provider_options_key,
    to_camel_case,
    warn_if_deprecated_key,
)
from .messages import MessageConverter
from .tools import prepare_tools

MapReasoning: TypeAlias = Callable[[ReasoningEffort, list[CallWarning]], str | None]
"""Turns a level of reasoning into a value of `reasoning_effort`; may add warnings."""

_OWN_KEYS = frozenset(
    {
        "user",
        "reasoningEffort",
        "reasoning_effort",
        "textVerbosity",
        "text_verbosity",
        "strictJsonSchema",
        "strict_json_schema",
        "tools",
        "tool_choice",
    }
)
"""Keys of provider options that do not pass into the body as they are: our own options, and what the call decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequestBuilder:
    """Builds requests for one model."""

    model_id: str
    provider_name: str
    supports_structured_outputs: bool = False
    supports_multi_part_tool_content: bool = False
    map_reasoning: MapReasoning | None = None

    def build(self, options: LanguageModelCallOptions) -> ChatRequest:
        """Build a request.

        Args:
            options: The options of the call.

        Returns:
            The request.

        Raises:
            InvalidArgumentError: Provider options are not valid.
            UnsupportedFunctionalityError: The API has no form for a part of the prompt.
            NoSuchProviderReferenceError: A file was uploaded, but not to this provider.
        """
        metadata_key = resolve_provider_options_key(self.provider_name, options.provider_options)
        request = ChatRequest(body={"model": self.model_id}, metadata_key=metadata_key)
        own_options = self._parse_options(options.provider_options, request.warnings)
        self._warn_about_unsupported(options, request.warnings)
        request.body.update(self._settings(options, own_options))
        request.body.update(self._passed_through(options.provider_options))
        request.body.update(self._effort(options, own_options, request.warnings))
        converter = MessageConverter(
            provider=self.provider_name,
            metadata_key=metadata_key,
            supports_multi_part_tool_content=self.supports_multi_part_tool_content,
        )
        request.body["messages"] = converter.convert(options.prompt)
        request.body.update(prepare_tools(options.tools, options.tool_choice, request.warnings))
        return request

    def _parse_options(self, provider_options: ProviderOptions | None, warnings: list[CallWarning]) -> dict[str, Any]:
        if not provider_options:
            return {}
        from .options import OpenAICompatibleChatOptions

        name = self.provider_name
        options, namespaces = resolve_provider_options(
            provider_options=provider_options,
            namespaces=["openai-compatible", "openaiCompatible", name, to_camel_case(name)],
            resolution="merge",
            model=OpenAICompatibleChatOptions,
        )
        if "openai-compatible" in namespaces:
            warnings.append(deprecated_key_warning("openai-compatible", "openaiCompatible"))
        warn_if_deprecated_key(name, provider_options, warnings)
        return {} if options is None else options.model_dump(exclude_unset=True)

    def _warn_about_unsupported(self, options: LanguageModelCallOptions, warnings: list[CallWarning]) -> None:
        if options.top_k is not None:
            warnings.append(UnsupportedWarning(feature="topK"))
        if _json_schema(options.response_format) is not None and not self.supports_structured_outputs:
            details = "JSON response format schema is only supported with structuredOutputs"
            warnings.append(UnsupportedWarning(feature="responseFormat", details=details))

    def _settings(self, options: LanguageModelCallOptions, own_options: dict[str, Any]) -> dict[str, Any]:
        settings = {"user": own_options.get("user"), **chat_settings(options)}
        if isinstance(options.response_format, JsonResponseFormat):
            settings["response_format"] = chat_response_format(
                options.response_format,
                strict=own_options.get("strict_json_schema", True),
                supports_schema=self.supports_structured_outputs,
            )
        return {name: value for name, value in settings.items() if value is not None}

    def _passed_through(self, provider_options: ProviderOptions | None) -> dict[str, Any]:
        raw_options = merge_raw_options(self.provider_name, provider_options)
        return {key: value for key, value in raw_options.items() if key not in _OWN_KEYS}

    def _effort(
        self, options: LanguageModelCallOptions, own_options: dict[str, Any], warnings: list[CallWarning]
    ) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if "reasoning_effort" in own_options:
            fields["reasoning_effort"] = own_options["reasoning_effort"]  # None is sent: null has a meaning for some
        elif options.reasoning is not None and options.reasoning != "provider-default":
            effort = self._map_reasoning(options.reasoning, warnings)
            if effort is not None:
                fields["reasoning_effort"] = effort
        if own_options.get("text_verbosity") is not None:
            fields["verbosity"] = own_options["text_verbosity"]
        return fields

    def _map_reasoning(self, reasoning: ReasoningEffort, warnings: list[CallWarning]) -> str | None:
        return reasoning if self.map_reasoning is None else self.map_reasoning(reasoning, warnings)


@dataclass(slots=True, kw_only=True)
class ChatRequest:
    """What is sent, and what to remember until the answer."""

    body: dict[str, Any]
    metadata_key: str
    """The key for provider metadata."""
    warnings: list[CallWarning] = field(default_factory=list)

    @property
    def wire_body(self) -> dict[str, Any]:
        """The body for `post_json`: what is None here was written so by the user, and is sent as null."""
        return {name: JSON_NULL if value is None else value for name, value in self.body.items()}


def _json_schema(response_format: ResponseFormat | None) -> dict[str, Any] | None:
    return response_format.schema if isinstance(response_format, JsonResponseFormat) else None
