"""From call options to the body of a chat request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ai_sdk_core.provider import (
    CallWarning,
    CompatibilityWarning,
    FunctionTool,
    JsonResponseFormat,
    LanguageModelCallOptions,
    OtherWarning,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import is_custom_reasoning, resolve_provider_options

from .._capabilities import LanguageModelCapabilities, language_model_capabilities
from .._config import OpenAIConfig
from .._json_schema import normalize_json_schema
from .._request_rules import (
    drop_sampling,
    drop_unsupported,
    drop_unsupported_retention,
    drop_unsupported_tier,
    resolve_reasoning_effort,
)
from .messages import MessageConverter
from .tools import prepare_tools

_SENT_AS_THEY_ARE = (
    "logit_bias",
    "user",
    "parallel_tool_calls",
    "max_completion_tokens",
    "store",
    "metadata",
    "prediction",
    "service_tier",
    "prompt_cache_key",
    "prompt_cache_retention",
    "safety_identifier",
)
"""Options that have the name of a field."""

_SETTINGS = {
    "max_tokens": "max_output_tokens",
    "temperature": "temperature",
    "top_p": "top_p",
    "frequency_penalty": "frequency_penalty",
    "presence_penalty": "presence_penalty",
    "stop": "stop_sequences",
    "seed": "seed",
}
"""Settings of the call, by their fields."""


@dataclass(slots=True, kw_only=True)
class ChatRequest:
    """What is sent, and what the caller should know."""

    body: dict[str, Any]
    warnings: list[CallWarning]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequestBuilder:
    """Builds requests for one model."""

    model_id: str
    config: OpenAIConfig

    def build(self, options: LanguageModelCallOptions) -> ChatRequest:
        """Build a request.

        Args:
            options: The options of the call.

        Returns:
            The request.

        Raises:
            InvalidArgumentError: Provider options are not valid.
            UnsupportedFunctionalityError: The API has no form for a part of the prompt, or a schema.
            NoSuchProviderReferenceError: A file was uploaded, but not to OpenAI.
        """
        return _RequestAssembly(self.model_id, self.config, options).assemble()


class _RequestAssembly:
    """Puts together one request."""

    def __init__(self, model_id: str, config: OpenAIConfig, options: LanguageModelCallOptions) -> None:
        self._model_id = model_id
        self._config = config
        self._call = options
        self._capabilities: LanguageModelCapabilities = language_model_capabilities(model_id)
        self._warnings: list[CallWarning] = []
        self._namespaces = ["openai", "azure"] if config.metadata_key == "azure" else ["openai"]
        self._options = self._parse_options()
        forced = self._options.get("force_reasoning")
        self._is_reasoning_model: bool = self._capabilities.is_reasoning_model if forced is None else forced

    def assemble(self) -> ChatRequest:
        effort = self._resolve_effort()
        self._warn_about_settings()
        messages = self._convert_messages()
        body: dict[str, Any] = {
            "model": self._config.wire_model_id(self._model_id),
            **self._settings(),
            **self._chosen_options(),
            **({} if effort is None else {"reasoning_effort": effort}),
            "messages": messages,
        }
        drop_unsupported_retention(body, self._capabilities, self._warnings)
        if self._is_reasoning_model:
            self._apply_reasoning_rules(body, effort)
        elif not self._capabilities.supports_chat_temperature:
            details = "temperature is not supported for the search preview models and has been removed."
            drop_unsupported(body, "temperature", "temperature", details, self._warnings)
        drop_unsupported_tier(body, self._capabilities, self._warnings)
        body.update(prepare_tools(self._call.tools, self._call.tool_choice, self._warnings))
        return ChatRequest(body=body, warnings=self._warnings)

    # --- Options and warnings ---

    def _parse_options(self) -> dict[str, Any]:
        """The options that are set."""
        if not self._call.provider_options:
            return {}
        from .options import OpenAIChatOptions  # Imports pydantic.

        options, _ = resolve_provider_options(
            provider_options=self._call.provider_options,
            namespaces=self._namespaces,
            resolution="merge",
            model=OpenAIChatOptions,
        )
        if options is None:
            return {}
        given = {name: getattr(options, name) for name in options.model_fields_set}
        return {name: value for name, value in given.items() if value is not None}

    def _warn_about_settings(self) -> None:
        if self._call.top_k is not None:
            self._warnings.append(UnsupportedWarning(feature="topK"))
        if any(self._has_summary(namespace) for namespace in self._namespaces):
            details = "reasoningSummary is only supported by the Responses API, not the Chat Completions API"
            self._warnings.append(UnsupportedWarning(feature="reasoningSummary", details=details))

    def _has_summary(self, namespace: str) -> bool:
        options: Any = (self._call.provider_options or {}).get(namespace)
        if not isinstance(options, dict):
            return False
        return any(options.get(name) is not None for name in ("reasoningSummary", "reasoning_summary"))

    # --- Reasoning ---

    def _resolve_effort(self) -> str | None:
        own_effort = self._options.get("reasoning_effort")
        has_functions = any(isinstance(tool, FunctionTool) for tool in self._call.tools or ())
        if has_functions and own_effort is None and not self._capabilities.supports_chat_tools_with_reasoning:
            # The API refuses functions while the model reasons, and it reasons unless it is told not to.
            self._warn_about_lost_reasoning()
            return "none"
        efforts = self._capabilities.reasoning_efforts
        return resolve_reasoning_effort(
            own_effort,
            self._call.reasoning,
            None if efforts is None else [effort for effort in efforts if effort != "max"],  # Responses API only.
            self._warnings,
        )

    def _warn_about_lost_reasoning(self) -> None:
        if is_custom_reasoning(self._call.reasoning) and self._call.reasoning != "none":
            details = (
                f"{self._model_id} does not support function tools with reasoning in the Chat Completions API. "
                'reasoning effort set to "none". Use the Responses API to combine reasoning with function tools.'
            )
            self._warnings.append(CompatibilityWarning(feature="reasoning", details=details))

    def _apply_reasoning_rules(self, body: dict[str, Any], effort: str | None) -> None:
        if effort != "none" or self._capabilities.reasoning_sampling != "reasoning-effort-none":
            drop_sampling(body, self._warnings)
            self._drop(body, "logprobs", "logprobs")
        for name, feature in (("frequency_penalty", "frequencyPenalty"), ("presence_penalty", "presencePenalty")):
            details = f"{feature} is not supported for reasoning models"
            drop_unsupported(body, name, feature, details, self._warnings)
        self._drop(body, "logit_bias", "logitBias")
        self._drop(body, "top_logprobs", "topLogprobs")
        max_tokens = body.pop("max_tokens", None)
        if max_tokens is not None:
            body.setdefault("max_completion_tokens", max_tokens)

    def _drop(self, body: dict[str, Any], name: str, feature: str) -> None:
        if body.pop(name, None) is not None:
            self._warnings.append(OtherWarning(message=f"{feature} is not supported for reasoning models"))

    # --- The body ---

    def _convert_messages(self) -> list[dict[str, Any]]:
        default_mode = "developer" if self._is_reasoning_model else self._capabilities.system_message_mode
        mode = self._options.get("system_message_mode", default_mode)
        return MessageConverter(mode, self._warnings).convert(self._call.prompt)

    def _settings(self) -> dict[str, Any]:
        settings = {field: getattr(self._call, name) for field, name in _SETTINGS.items()}
        settings["response_format"] = self._response_format()
        return {name: value for name, value in settings.items() if value is not None}

    def _response_format(self) -> dict[str, Any] | None:
        response_format = self._call.response_format
        if not isinstance(response_format, JsonResponseFormat):
            return None
        if response_format.schema is None:
            return {"type": "json_object"}
        description = response_format.description
        return {
            "type": "json_schema",
            "json_schema": {
                "schema": normalize_json_schema(response_format.schema, self._warnings),
                "strict": self._options.get("strict_json_schema", True),
                "name": "response" if response_format.name is None else response_format.name,
                **({} if description is None else {"description": description}),
            },
        }

    def _chosen_options(self) -> dict[str, Any]:
        options = self._options
        chosen = {name: options[name] for name in _SENT_AS_THEY_ARE if name in options}
        logprobs = options.get("logprobs", False)
        if logprobs is not False:
            chosen["logprobs"] = True
            chosen["top_logprobs"] = 0 if logprobs is True else logprobs
        if "text_verbosity" in options:
            chosen["verbosity"] = options["text_verbosity"]
        if "prompt_cache_options" in options:
            chosen["prompt_cache_options"] = options["prompt_cache_options"].model_dump(exclude_none=True)
        return chosen
