"""From call options to the body of a chat request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ai_sdk_core.provider import (
    CallWarning,
    FunctionTool,
    JsonResponseFormat,
    LanguageModelCallOptions,
    LanguageModelTool,
    ProviderOptions,
    ProviderTool,
    ReasoningEffort,
    ToolChoice,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import (
    CustomReasoning,
    chat_function_tool,
    chat_response_format,
    chat_settings,
    chat_tool_choice,
    is_custom_reasoning,
    json_response_tool,
    map_reasoning_to_provider_effort,
    parse_provider_options,
)

from .._capabilities import GroqLanguageModelFacts, language_model_facts
from .messages import convert_prompt

_EFFORTS: dict[CustomReasoning, str] = {"low": "low", "medium": "medium", "high": "high"}


@dataclass(slots=True, kw_only=True)
class ChatRequest:
    """What is sent, and what to remember until the answer."""

    body: dict[str, Any]
    warnings: list[CallWarning] = field(default_factory=list)
    json_tool_name: str | None = None
    """The tool that takes the answer, where the API refuses a schema beside function tools."""


def build_request(model_id: str, options: LanguageModelCallOptions) -> ChatRequest:
    """Build a request.

    Args:
        model_id: Groq's name for the model.
        options: The options of the call.

    Returns:
        The request.

    Raises:
        InvalidArgumentError: Provider options are not valid.
        UnsupportedFunctionalityError: The API has no form for a part of the prompt.
    """
    facts = language_model_facts(model_id)
    own_options = _parse_options(options.provider_options)
    json_tool = json_response_tool(options.response_format, options.tools)
    request = ChatRequest(body={"model": model_id}, json_tool_name=None if json_tool is None else json_tool.name)
    if options.top_k is not None:
        request.warnings.append(UnsupportedWarning(feature="topK"))
    # The order of warnings is the reference's: settings, then reasoning, then tools.
    tool_warnings: list[CallWarning] = []
    fields = {
        "user": own_options.get("user"),
        "parallel_tool_calls": own_options.get("parallel_tool_calls") if json_tool is None else False,
        **chat_settings(options),
        "response_format": None if json_tool is not None else _response_format(options, own_options, request.warnings),
        "reasoning_format": own_options.get("reasoning_format"),
        "reasoning_effort": _reasoning_effort(options.reasoning, own_options, facts, request.warnings),
        "service_tier": own_options.get("service_tier"),
        "messages": convert_prompt(options.prompt),
        **_tool_fields(model_id, options, json_tool, facts, tool_warnings),
    }
    request.body.update({name: value for name, value in fields.items() if value is not None})
    request.warnings.extend(tool_warnings)
    return request


def _parse_options(provider_options: ProviderOptions | None) -> dict[str, Any]:
    if not provider_options:
        return {}
    from .._options import GroqLanguageModelChatOptions

    options = parse_provider_options(
        provider="groq", provider_options=provider_options, model=GroqLanguageModelChatOptions
    )
    return {} if options is None else options.model_dump(exclude_none=True)


def _response_format(
    options: LanguageModelCallOptions, own_options: dict[str, Any], warnings: list[CallWarning]
) -> dict[str, Any] | None:
    response_format = options.response_format
    if not isinstance(response_format, JsonResponseFormat):
        return None
    supports_schema = own_options.get("structured_outputs", True)
    if response_format.schema is not None and not supports_schema:
        details = "JSON response format schema is only supported with structuredOutputs"
        warnings.append(UnsupportedWarning(feature="responseFormat", details=details))
    return chat_response_format(
        response_format, strict=own_options.get("strict_json_schema", True), supports_schema=supports_schema
    )


def _reasoning_effort(
    reasoning: ReasoningEffort | None,
    own_options: dict[str, Any],
    facts: GroqLanguageModelFacts,
    warnings: list[CallWarning],
) -> str | None:
    effort: str | None = own_options.get("reasoning_effort")
    if effort is not None or not is_custom_reasoning(reasoning):
        return effort
    if reasoning == "none" and not (facts.can_stop_reasoning or facts.always_reasons):
        details = 'reasoning "none" is not supported by this model.'
        warnings.append(UnsupportedWarning(feature="reasoning", details=details))
        return None  # the model may not reason at all; then there is nothing to stop
    efforts: dict[CustomReasoning, str] = {"none": "none", **_EFFORTS} if facts.can_stop_reasoning else _EFFORTS
    return map_reasoning_to_provider_effort(reasoning=reasoning, effort_map=efforts, warnings=warnings)


def _tool_fields(
    model_id: str,
    options: LanguageModelCallOptions,
    json_tool: FunctionTool | None,
    facts: GroqLanguageModelFacts,
    warnings: list[CallWarning],
) -> dict[str, Any]:
    if not options.tools:
        return {}
    tools, choice = options.tools, options.tool_choice
    if json_tool is not None:
        tools, choice = [*tools, json_tool], _choice_with_json_tool(choice, json_tool)
    fields: dict[str, Any] = {"tools": _convert_tools(model_id, tools, facts, warnings)}
    if choice is not None:
        fields["tool_choice"] = chat_tool_choice(choice)
    return fields


def _choice_with_json_tool(choice: ToolChoice | None, json_tool: FunctionTool) -> ToolChoice:
    if choice is not None and choice.type == "tool":
        return choice
    if choice is not None and choice.type == "none":
        return ToolChoice(type="tool", tool_name=json_tool.name)
    return ToolChoice(type="required")


def _convert_tools(
    model_id: str, tools: Sequence[LanguageModelTool], facts: GroqLanguageModelFacts, warnings: list[CallWarning]
) -> list[dict[str, Any]]:
    converted = []
    for tool in tools:
        if tool.type == "function":
            converted.append(chat_function_tool(tool))
            continue
        unsupported = _refusal(model_id, tool, facts)
        if unsupported is None:
            converted.append({"type": "browser_search"})
        else:
            warnings.append(unsupported)
    return converted


def _refusal(model_id: str, tool: ProviderTool, facts: GroqLanguageModelFacts) -> UnsupportedWarning | None:
    feature = f"provider-defined tool {tool.id}"
    if tool.id != "groq.browser_search":
        return UnsupportedWarning(feature=feature)
    if facts.browser_search is False:
        return UnsupportedWarning(feature=feature, details=f"Browser search is not supported on model {model_id}.")
    return None
