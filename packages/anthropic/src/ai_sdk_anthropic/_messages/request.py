"""From call options to a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ai_sdk_core.provider import (
    CallWarning,
    CompatibilityWarning,
    LanguageModelCallOptions,
    LanguageModelTool,
    OtherWarning,
    ToolChoice,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import ToolNameMapping

from .._capabilities import get_model_capabilities
from .._config import AnthropicConfig
from .._tool_names import TOOL_NAMES, find_toolset_names
from .cache_control import CacheControlValidator
from .citations import find_citable_documents
from .content import ContentContext, offers_code_execution_implicitly
from .forced_choice import restrict_to_choice
from .option_checks import check_conflicts, check_service_tier, thread_warnings
from .option_fields import (
    context_fields,
    fallback_betas,
    has_skills,
    option_betas,
    service_fields,
    thinking_betas,
    thread_field,
)
from .option_parsing import read_call_options
from .prompt import ConvertedPrompt, PromptConverter
from .prompt_context import PromptContext, WireBlock
from .sampling import (
    Sampling,
    clamp_temperature,
    drop_what_excludes_each_other,
    drop_what_the_model_refuses,
    drop_what_thinking_excludes,
    warn_about_missing_schema,
    warn_about_unsupported,
)
from .structured_output import StructuredOutput, plan_structured_output
from .system_messages import find_inline_tools
from .thinking import DEFAULT_THINKING_BUDGET, Thinking, ThinkingResolver
from .tools import PreparedTools, ToolsConverter, ToolSupport, prepare_tools

_PROGRAM_TOOL_IDS = frozenset({"anthropic.code_execution_20250825", "anthropic.code_execution_20260120"})


@dataclass(slots=True, kw_only=True)
class MessagesRequest:
    """What is sent, and what to remember until the answer."""

    body: dict[str, Any]
    betas: list[str]
    """Beta features to switch on."""
    warnings: list[CallWarning]
    context: ContentContext
    """What is needed to read the answer."""
    metadata_keys: tuple[str, ...]
    """The keys for provider metadata."""
    includes_pings: bool


class MessagesRequestBuilder:
    """Builds one request.

    Args:
        model_id: The model.
        config: What the platform can do.
        options: The options of the call.
        is_streaming: Whether the answer is to be streamed.
        user_betas: Beta features that headers switch on.
    """

    def __init__(
        self,
        model_id: str,
        config: AnthropicConfig,
        options: LanguageModelCallOptions,
        *,
        is_streaming: bool,
        user_betas: Sequence[str] = (),
    ) -> None:
        self._model_id = model_id
        self._config = config
        self._call = options
        self._is_streaming = is_streaming
        self._user_betas = list(user_betas)
        self._capabilities = get_model_capabilities(model_id)
        self._warnings: list[CallWarning] = []
        self._betas: list[str] = []
        self._options: dict[str, Any] = {}
        self._tools: Sequence[LanguageModelTool] = options.tools or ()
        self._inline_tools: list[LanguageModelTool] = []
        self._inline_definitions: list[tuple[str, WireBlock]] = []
        self._cache_control = CacheControlValidator()
        self._tool_names = ToolNameMapping((), {})

    def build(self) -> MessagesRequest:
        """Build the request.

        Returns:
            The request.

        Raises:
            InvalidArgumentError: Options are wrong, or exclude each other.
            UnsupportedFunctionalityError: The API has no form for a part of the prompt, or no threads.
            NoSuchProviderReferenceError: A file or skill was uploaded, but not to this provider.
            TypeValidationError: A setting of a tool of the API is wrong.
        """
        call, warnings = self._call, self._warnings
        warn_about_unsupported(call, warnings)
        temperature = clamp_temperature(call.temperature, self._config, warnings)
        sampling = Sampling(temperature=temperature, top_k=call.top_k, top_p=call.top_p)
        warn_about_missing_schema(call, warnings)
        self._options, uses_own_key = read_call_options(call.provider_options, self._config.provider_name)
        check_service_tier(self._options, self._config, warnings)
        self._warn_about_unknown_model()
        drop_what_the_model_refuses(sampling, self._capabilities, self._model_id, warnings)
        structured_output = self._plan_structured_output()
        check_conflicts(self._options, self._config)
        prompt = self._convert_prompt()
        self._warn_about_thread(prompt)
        resolver = ThinkingResolver(self._model_id, self._capabilities, warnings)
        thinking = resolver.resolve(call.reasoning, self._options)
        body = self._build_body(prompt, thinking, sampling, structured_output)
        prepared = self._prepare_tools(structured_output, thinking)
        self._restrict_tools(body, prompt, prepared, structured_output)
        body.update(self._tool_fields(prepared))
        if self._is_streaming:
            body["stream"] = True
        return MessagesRequest(
            body=body,
            betas=self._all_betas(prepared),
            warnings=[*warnings, *prepared.warnings, *self._cache_control.warnings],
            context=self._content_context(prepared, structured_output),
            metadata_keys=self._metadata_keys(uses_own_key=uses_own_key),
            includes_pings=self._is_streaming and self._options.get("include_pings") is True,
        )

    # --- Options ---

    def _warn_about_unknown_model(self) -> None:
        if not self._capabilities.is_known_model and self._call.max_output_tokens is None:
            details = (
                f'The model "{self._model_id}" is unknown. '
                f"The max output tokens have been limited to {self._capabilities.max_output_tokens}. "
                "Set maxOutputTokens explicitly to override this limit."
            )
            self._warnings.append(CompatibilityWarning(feature="maxOutputTokens", details=details))

    @property
    def _supports_structured_output(self) -> bool:
        return self._config.supports_native_structured_output and self._capabilities.supports_structured_output

    def _plan_structured_output(self) -> StructuredOutput:
        plan = plan_structured_output(
            self._call.response_format,
            mode=self._options.get("structured_output_mode") or "auto",
            is_supported=self._supports_structured_output,
            capabilities=self._capabilities,
            model_id=self._model_id,
            warnings=self._warnings,
        )
        if plan.tool is not None and self._options.get("disable_parallel_tool_use") is False:
            details = (
                "`disableParallelToolUse: false` is ignored when using the JSON response tool. "
                "Parallel tool use is disabled to ensure a single coherent JSON tool call."
            )
            feature = "providerOptions.anthropic.disableParallelToolUse"
            self._warnings.append(UnsupportedWarning(feature=feature, details=details))
        return plan

    @property
    def _thread(self) -> dict[str, Any] | None:
        return self._options.get("thread")

    @property
    def _continues_thread(self) -> bool:
        return self._thread is not None and self._thread["type"] == "continue"

    # --- Prompt ---

    def _convert_prompt(self) -> ConvertedPrompt:
        is_cached_anyway = self._thread is not None and self._options.get("cache_control") is not None
        self._cache_control = CacheControlValidator(
            self._config.cache_control_options_name, 1 if is_cached_anyway else 0
        )
        self._inline_tools = find_inline_tools(self._call.prompt)
        # Declared tools come last, so that they win where names collide.
        self._tool_names = ToolNameMapping([*self._inline_tools, *self._tools], TOOL_NAMES)
        context = PromptContext(
            cache_control=self._cache_control,
            tool_names=self._tool_names,
            convert_inline_tool=self._convert_inline_tool,
            toolset_names=find_toolset_names(self._tools),
            convert_media_part=self._config.convert_media_part,
            sends_reasoning=self._options.get("send_reasoning", True),
            warnings=self._warnings,
            betas=self._betas,
        )
        return PromptConverter(context).convert(self._call.prompt)

    def _convert_inline_tool(self, tool: LanguageModelTool) -> WireBlock | None:
        # The definition is sent again with every request and must stay the same for the cache, streamed or not.
        definition = self._tools_converter(self._tool_support(streams_eagerly=False)).convert(tool)
        if definition is not None:
            self._inline_definitions.append((tool.name, definition))
        return definition

    def _warn_about_thread(self, prompt: ConvertedPrompt) -> None:
        if self._thread is not None:
            pinned = {*self._user_betas, *self._options.get("anthropic_beta", ())}
            unpinned = [beta for beta in dict.fromkeys(self._betas) if beta not in pinned]
            omits = self._continues_thread and (prompt.system is not None or bool(self._tools))
            self._warnings += thread_warnings(unpinned_betas=unpinned, omits_definitions=omits)

    # --- Body ---

    def _build_body(
        self, prompt: ConvertedPrompt, thinking: Thinking, sampling: Sampling, structured_output: StructuredOutput
    ) -> dict[str, Any]:
        if thinking.is_on:
            self._default_budget(thinking)
            drop_what_thinking_excludes(sampling, self._config, self._warnings)
        elif self._capabilities.is_known_model or "claude-" in self._model_id:
            drop_what_excludes_each_other(sampling, self._warnings)
        body: dict[str, Any] = {
            "model": self._model_id,
            "max_tokens": self._max_tokens(thinking.budget or 0),
            **sampling.to_wire(),
            "stop_sequences": self._call.stop_sequences,
            "thinking": thinking.thinking,
            "output_config": self._output_config(thinking, structured_output) or None,
            **service_fields(self._options),
            "system": None if self._continues_thread else prompt.system,
            **thread_field(self._thread),
            "messages": prompt.messages,
            **context_fields(self._options),
        }
        self._betas += option_betas(self._options)
        self._warn_about_skills()
        self._betas += [*thinking_betas(thinking.thinking), *fallback_betas(self._options)]
        return {name: value for name, value in body.items() if value is not None}

    def _default_budget(self, thinking: Thinking) -> None:
        if thinking.type == "enabled" and thinking.budget is None:
            thinking.thinking = {"type": "enabled", "budget_tokens": DEFAULT_THINKING_BUDGET}
            details = (
                "thinking budget is required when thinking is enabled. "
                f"using default budget of {DEFAULT_THINKING_BUDGET} tokens."
            )
            self._warnings.append(CompatibilityWarning(feature="extended thinking", details=details))

    def _max_tokens(self, budget: int) -> int:
        """The answer and the thinking before it, within what the model can write: models can then be exchanged."""
        asked, limit = self._call.max_output_tokens, self._capabilities.max_output_tokens
        max_tokens = (limit if asked is None else asked) + budget
        if not self._capabilities.is_known_model or max_tokens <= limit:
            return max_tokens
        if asked is not None:
            details = (
                f"{max_tokens} (maxOutputTokens + thinkingBudget) is greater than {self._model_id} {limit} max output "
                f"tokens. The max output tokens have been limited to {limit}."
            )
            self._warnings.append(UnsupportedWarning(feature="maxOutputTokens", details=details))
        return limit

    def _output_config(self, thinking: Thinking, structured_output: StructuredOutput) -> dict[str, Any]:
        fields = {
            "effort": thinking.effort,
            "task_budget": self._options.get("task_budget"),
            "format": structured_output.format,
        }
        return {name: value for name, value in fields.items() if value is not None}

    def _warn_about_skills(self) -> None:
        has_programs = any(tool.type == "provider" and tool.id in _PROGRAM_TOOL_IDS for tool in self._tools)
        if has_skills(self._options) and not has_programs:
            self._warnings.append(OtherWarning(message="code execution tool is required when using skills"))

    # --- Tools ---

    def _tool_support(self, *, streams_eagerly: bool) -> ToolSupport:
        return ToolSupport(
            supports_structured_output=self._supports_structured_output,
            supports_strict_tools=self._config.supports_strict_tools and self._capabilities.supports_structured_output,
            streams_eagerly=streams_eagerly,
        )

    def _tools_converter(self, support: ToolSupport) -> ToolsConverter:
        return ToolsConverter(
            support=support, cache_control=self._cache_control, warnings=self._warnings, betas=self._betas
        )

    def _prepare_tools(self, structured_output: StructuredOutput, thinking: Thinking) -> PreparedTools:
        support = self._tool_support(streams_eagerly=self._is_streaming and self._options.get("tool_streaming", True))
        support.rejects_forced_tool_use = self._capabilities.rejects_forced_tool_use or thinking.type == "enabled"
        converter = ToolsConverter(support=support, cache_control=self._cache_control)
        if structured_output.tool is None:
            return prepare_tools(
                self._tools,
                self._call.tool_choice,
                converter,
                has_inline_tools=bool(self._inline_tools),
                disable_parallel_tool_use=self._options.get("disable_parallel_tool_use"),
            )
        support.supports_structured_output = False
        tools = [*self._chosen_tools(), structured_output.tool]
        return prepare_tools(tools, ToolChoice(type="required"), converter, disable_parallel_tool_use=True)

    def _chosen_tools(self) -> list[LanguageModelTool]:
        """The tools that the user's choice leaves; one of them or the tool for the answer must be called."""
        choice = self._call.tool_choice
        if choice is None or choice.type in {"auto", "required"}:
            return list(self._tools)
        return [tool for tool in self._tools if choice.type == "tool" and tool.name == choice.tool_name]

    def _restrict_tools(
        self,
        body: dict[str, Any],
        prompt: ConvertedPrompt,
        prepared: PreparedTools,
        structured_output: StructuredOutput,
    ) -> None:
        restrict_to_choice(
            self._call.tool_choice,
            uses_json_tool=structured_output.tool is not None,
            prepared=prepared,
            tools=self._tools,
            tool_names=self._tool_names,
            inline_definitions=self._inline_definitions,
            messages=prompt.messages,
            mcp_servers=body.get("mcp_servers") or [],
        )

    def _tool_fields(self, prepared: PreparedTools) -> dict[str, Any]:
        fields = {
            "tools": None if self._continues_thread else prepared.tools,
            "tool_choice": prepared.tool_choice,
        }
        return {name: value for name, value in fields.items() if value is not None}

    # --- What to remember ---

    def _all_betas(self, prepared: PreparedTools) -> list[str]:
        thread_betas = [] if self._thread is None else ["message-threads-2026-08-12"]
        own_betas = self._options.get("anthropic_beta", ())
        return list(dict.fromkeys([*thread_betas, *self._betas, *prepared.betas, *self._user_betas, *own_betas]))

    def _content_context(self, prepared: PreparedTools, structured_output: StructuredOutput) -> ContentContext:
        return ContentContext(
            tool_names=self._tool_names,
            tools=prepared.tools,
            documents=find_citable_documents(self._call.prompt),
            marks_code_execution_dynamic=offers_code_execution_implicitly(prepared.tools),
            uses_json_tool=structured_output.tool is not None,
            generate_id=self._config.generate_id,
        )

    def _metadata_keys(self, *, uses_own_key: bool) -> tuple[str, ...]:
        name = self._config.provider_name
        return ("anthropic", name) if uses_own_key and name != "anthropic" else ("anthropic",)
