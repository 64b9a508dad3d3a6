"""From call options to a Responses request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ai_sdk_core.provider import (
    CallWarning,
    JsonResponseFormat,
    LanguageModelCallOptions,
    ProviderTool,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import JSON_NULL, ToolNameMapping, resolve_provider_options

from .._capabilities import LanguageModelCapabilities, language_model_capabilities
from .._config import OpenAIConfig
from .._json_schema import normalize_json_schema
from .._request_rules import (
    drop_sampling,
    drop_unsupported_retention,
    drop_unsupported_tier,
    resolve_reasoning_effort,
)
from .input_context import InputSettings, WireItem
from .input_prompt import convert_prompt
from .provider_tools import PROVIDER_TOOL_NAMES
from .text_format import text_format_to_wire
from .tools import AllowedToolsOption, PreparedTools, ToolConverter
from .updates import EffortUpdates, last_effort, unsupported_updates_reason

if TYPE_CHECKING:
    from .options import AllowedTools

_LOGPROBS = "message.output_text.logprobs"
_MAX_TOP_LOGPROBS = 20

_UNSUPPORTED_SETTINGS = {
    "top_k": "topK",
    "seed": "seed",
    "presence_penalty": "presencePenalty",
    "frequency_penalty": "frequencyPenalty",
    "stop_sequences": "stopSequences",
}

_OPTIONS_OF_REASONING_MODELS = {
    "reasoning_effort": "reasoningEffort",
    "reasoning_summary": "reasoningSummary",
    "reasoning_mode": "reasoningMode",
    "reasoning_context": "reasoningContext",
}

_SENT_AS_THEY_ARE = (
    "conversation",
    "max_tool_calls",
    "metadata",
    "parallel_tool_calls",
    "previous_response_id",
    "store",
    "user",
    "instructions",
    "service_tier",
    "include",
    "prompt_cache_key",
    "prompt_cache_retention",
    "safety_identifier",
    "truncation",
)
"""Options that have the name of a field. None is sent as null."""


@dataclass(slots=True, kw_only=True)
class ResponsesRequest:
    """What is sent, and what to remember until the answer."""

    body: dict[str, Any]
    """None stands for null."""
    warnings: list[CallWarning]
    metadata_key: str
    """The key of metadata."""
    tool_names: ToolNameMapping
    web_search_tool_name: str | None
    """The name that the caller gave to web search."""
    collects_logprobs: bool
    """Whether the caller asked for log probabilities."""
    ends_reasoning_early: bool
    """Whether parts of a summary of reasoning are complete before their item is: nothing encrypted will follow."""
    is_shell_provider_executed: bool
    """Whether commands run at OpenAI."""

    @property
    def wire_body(self) -> dict[str, Any]:
        """The body for `post_json`."""
        return {name: JSON_NULL if value is None else value for name, value in self.body.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsesRequestBuilder:
    """Builds requests for one model."""

    model_id: str
    config: OpenAIConfig

    def build(self, options: LanguageModelCallOptions) -> ResponsesRequest:
        """Build a request.

        Args:
            options: The options of the call.

        Returns:
            The request.

        Raises:
            InvalidArgumentError: Provider options are not valid.
            TypeValidationError: The settings of a tool, or a call or result of one, are not valid.
            UnsupportedFunctionalityError: The API has no form for a part of the prompt, a schema or a setting.
            NoSuchProviderReferenceError: A file was uploaded, but not to this provider.
        """
        return _RequestAssembly(self.model_id, self.config, options).assemble()


class _RequestAssembly:
    """Puts together one request."""

    def __init__(self, model_id: str, config: OpenAIConfig, options: LanguageModelCallOptions) -> None:
        self._model_id = model_id
        self._config = config
        self._call = options
        self._key = config.metadata_key
        self._capabilities: LanguageModelCapabilities = language_model_capabilities(model_id)
        self._warnings: list[CallWarning] = []
        self._tool_warnings: list[CallWarning] = []
        self._options = self._parse_options()
        self._tool_names = ToolNameMapping(options.tools, PROVIDER_TOOL_NAMES)
        forced = self._options.get("force_reasoning")
        self._is_reasoning_model: bool = self._capabilities.is_reasoning_model if forced is None else forced

    def assemble(self) -> ResponsesRequest:
        self._warn_about_settings()
        effort = resolve_reasoning_effort(
            self._options.get("reasoning_effort"),
            self._call.reasoning,
            self._capabilities.reasoning_efforts,
            self._warnings,
        )
        self._warn_about_conversation()
        tools = self._prepare_tools()
        items = self._convert_prompt(tools)
        body: dict[str, Any] = {
            "model": self._config.wire_model_id(self._model_id),
            "input": items,
            **self._settings(),
            **self._text(),
            **self._chosen_options(),
            **self._reasoning(effort),
        }
        drop_unsupported_retention(body, self._capabilities, self._warnings)
        self._apply_reasoning_rules(body, last_effort(items, effort))
        drop_unsupported_tier(body, self._capabilities, self._warnings)
        return ResponsesRequest(
            body={**body, **tools.body},
            warnings=[*self._warnings, *self._tool_warnings],
            metadata_key=self._key,
            tool_names=self._tool_names,
            web_search_tool_name=self._web_search_tool_name,
            collects_logprobs=bool(self._options.get("logprobs")),
            ends_reasoning_early=self._options.get("store") is True,
            is_shell_provider_executed=self._is_shell_provider_executed,
        )

    # --- Options and warnings ---

    def _parse_options(self) -> dict[str, Any]:
        """The options that are set; None where they are set to None."""
        if not self._call.provider_options:
            return {}
        from .options import OpenAIResponsesOptions  # Imports pydantic.

        options, _ = resolve_provider_options(
            provider_options=self._call.provider_options,
            namespaces=[self._key, "openai"],
            resolution="first",
            model=OpenAIResponsesOptions,
        )
        if options is None:
            return {}
        return {name: getattr(options, name) for name in options.model_fields_set}

    def _warn_about_settings(self) -> None:
        self._warnings.extend(
            UnsupportedWarning(feature=feature)
            for name, feature in _UNSUPPORTED_SETTINGS.items()
            if getattr(self._call, name) is not None
        )

    def _warn_about_conversation(self) -> None:
        if self._options.get("conversation") and self._options.get("previous_response_id"):
            details = "conversation and previousResponseId cannot be used together"
            self._warnings.append(UnsupportedWarning(feature="conversation", details=details))

    # --- Tools ---

    def _prepare_tools(self) -> PreparedTools:
        converter = ToolConverter(
            tool_names=self._tool_names,
            metadata_key=self._key,
            supports_async_tools=self._capabilities.supports_async_tools,
            warnings=self._tool_warnings,
        )
        allowed: AllowedTools | None = self._options.get("allowed_tools")
        allowed_tools = None
        if allowed is not None:
            allowed_tools = AllowedToolsOption(tool_names=allowed.tool_names, mode=allowed.mode or "auto")
        return converter.convert(self._call.tools, self._call.tool_choice, allowed_tools)

    def _find_tool(self, *tool_ids: str) -> ProviderTool | None:
        tools = (tool for tool in self._call.tools or () if isinstance(tool, ProviderTool))
        return next((tool for tool in tools if tool.id in tool_ids), None)

    @property
    def _web_search_tool_name(self) -> str | None:
        tool = self._find_tool("openai.web_search", "openai.web_search_preview")
        return None if tool is None else tool.name

    @property
    def _is_shell_provider_executed(self) -> bool:
        tool = self._find_tool("openai.shell")
        environment = None if tool is None else tool.args.get("environment")
        return environment is not None and environment.get("type") in ("containerAuto", "containerReference")

    # --- Input ---

    def _convert_prompt(self, tools: PreparedTools) -> list[WireItem]:
        options = self._options
        updates_reason = unsupported_updates_reason(self._capabilities, options)
        tool_search = self._find_tool("openai.tool_search")
        own_tools = {
            PROVIDER_TOOL_NAMES[tool.id]
            for tool in self._call.tools or ()
            if isinstance(tool, ProviderTool) and tool.id in PROVIDER_TOOL_NAMES
        }
        settings = InputSettings(
            metadata_key=self._key,
            tool_names=self._tool_names,
            system_message_mode=options.get("system_message_mode")
            or ("developer" if self._is_reasoning_model else self._capabilities.system_message_mode),
            explicit_message_item_type=self._config.explicit_message_item_type,
            file_id_prefixes=self._config.file_id_prefixes,
            passes_any_file=options.get("pass_through_unsupported_files") or False,
            stores=options.get("store") is not False,
            is_reasoning_model=self._is_reasoning_model,
            has_conversation=options.get("conversation") is not None,
            has_previous_response=options.get("previous_response_id") is not None,
            own_tools=frozenset(own_tools),
            tool_search_name=None if tool_search is None else tool_search.name,
            custom_tool_names=tools.custom_tool_names,
            output_schema_tool_names=tools.output_schema_tool_names,
            unsupported_updates_reason=updates_reason,
        )
        items = convert_prompt(self._call.prompt, settings, self._warnings)
        updates = EffortUpdates(
            model_id=self._model_id,
            efforts=self._capabilities.reasoning_efforts,
            unsupported_reason=updates_reason,
        )
        updates.apply(items, options.get("reasoning_effort_update"), self._warnings)
        if options.get("compaction_trigger"):
            items.append({"type": "compaction_trigger"})  # Must be the last item.
        return items

    # --- The body ---

    def _settings(self) -> dict[str, Any]:
        settings = {
            "temperature": self._call.temperature,
            "top_p": self._call.top_p,
            "max_output_tokens": self._call.max_output_tokens,
        }
        return {name: value for name, value in settings.items() if value is not None}

    def _text(self) -> dict[str, Any]:
        text: dict[str, Any] = {}
        text_format = self._options.get("text_format")
        if text_format is not None:
            text["format"] = text_format_to_wire(text_format, self._warnings)
        elif isinstance(self._call.response_format, JsonResponseFormat):
            text["format"] = self._json_format(self._call.response_format)
        if self._options.get("text_verbosity"):
            text["verbosity"] = self._options["text_verbosity"]
        return {"text": text} if text else {}

    def _json_format(self, response_format: JsonResponseFormat) -> dict[str, Any]:
        if response_format.schema is None:
            return {"type": "json_object"}
        strict = self._options.get("strict_json_schema")
        description = response_format.description
        return {
            "type": "json_schema",
            "strict": True if strict is None else strict,
            "name": "response" if response_format.name is None else response_format.name,
            **({} if description is None else {"description": description}),
            "schema": normalize_json_schema(response_format.schema, self._warnings),
        }

    def _chosen_options(self) -> dict[str, Any]:
        options = self._options
        chosen = {name: options[name] for name in _SENT_AS_THEY_ARE if name in options}
        logprobs = options.get("logprobs")
        if logprobs:
            chosen["top_logprobs"] = _MAX_TOP_LOGPROBS if logprobs is True else logprobs
        include = [*(chosen.get("include") or ()), *self._needed_extras()]
        if include:
            chosen["include"] = list(dict.fromkeys(include))
        if options.get("prompt_cache_options") is not None:
            chosen["prompt_cache_options"] = options["prompt_cache_options"].model_dump(exclude_none=True)
        if options.get("context_management") is not None:
            chosen["context_management"] = [rule.model_dump() for rule in options["context_management"]]
        return chosen

    def _needed_extras(self) -> list[str]:
        """Extra fields of the response that tools and options need."""
        extras = []
        if self._options.get("logprobs"):
            extras.append(_LOGPROBS)
        asks_for_sources = self._options.get("include_web_search_sources") is not False
        if self._web_search_tool_name and asks_for_sources and self._config.supports_web_search_sources:
            extras.append("web_search_call.action.sources")
        if self._find_tool("openai.code_interpreter") is not None:
            extras.append("code_interpreter_call.outputs")
        if self._options.get("store") is False and self._is_reasoning_model:
            extras.append("reasoning.encrypted_content")
        return extras

    # --- Reasoning ---

    def _reasoning(self, effort: str | None) -> dict[str, Any]:
        if not self._is_reasoning_model:
            return {}
        summary = self._options.get("reasoning_summary")
        if "reasoning_summary" not in self._options and effort not in (None, "none"):
            summary = "detailed"
        reasoning = {
            "effort": effort,
            "summary": summary,
            "mode": self._options.get("reasoning_mode"),
            "context": self._options.get("reasoning_context"),
        }
        chosen = {name: value for name, value in reasoning.items() if value is not None}
        return {"reasoning": chosen} if chosen else {}

    def _apply_reasoning_rules(self, body: dict[str, Any], effort: str | None) -> None:
        if not self._is_reasoning_model:
            self._warn_about_reasoning()
            return
        if effort == "none" and self._capabilities.reasoning_sampling == "reasoning-effort-none":
            return
        drop_sampling(body, self._warnings)
        if self._capabilities.responses_logprobs_need_no_reasoning:
            self._drop_logprobs(body)

    def _warn_about_reasoning(self) -> None:
        for name, feature in _OPTIONS_OF_REASONING_MODELS.items():
            if self._options.get(name) is not None:
                details = f"{feature} is not supported for non-reasoning models"
                self._warnings.append(UnsupportedWarning(feature=feature, details=details))

    def _drop_logprobs(self, body: dict[str, Any]) -> None:
        include = body.get("include") or []
        if body.get("top_logprobs") is None and _LOGPROBS not in include:
            return
        body.pop("top_logprobs", None)
        body.pop("include", None)
        remaining = [name for name in include if name != _LOGPROBS]
        if remaining:
            body["include"] = remaining
        details = "logprobs is not supported for reasoning models"
        self._warnings.append(UnsupportedWarning(feature="logprobs", details=details))
