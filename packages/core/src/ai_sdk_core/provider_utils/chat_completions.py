"""What the chat completions API is with every provider: settings, tools, finish reasons and token usage on the wire.

A provider puts these pieces together with its own; none of them knows which provider it works for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..provider.json_value import JSONObject
from ..provider.language_model.call_options import JsonResponseFormat, LanguageModelCallOptions
from ..provider.language_model.content import ToolCall
from ..provider.language_model.prompt import FilePart, ToolCallPart
from ..provider.language_model.tools import FunctionTool, ToolChoice
from ..provider.language_model.usage import InputTokens, OutputTokens, UnifiedFinishReason, Usage
from ..provider.shared import FileDataData, FileDataUrl, ProviderMetadata
from .chat_prompt import tool_call_arguments_text
from .data_content import to_data_url
from .ids import generate_id
from .media import resolve_full_media_type

_FINISH_REASONS: dict[str, UnifiedFinishReason] = {
    "stop": "stop",
    "length": "length",
    "content_filter": "content-filter",
    "function_call": "tool-calls",
    "tool_calls": "tool-calls",
}


def chat_settings(options: LanguageModelCallOptions) -> dict[str, Any]:
    """Write the standard settings of a call.

    Args:
        options: The options of the call.

    Returns:
        The fields of the request that say something. `topK` has none.
    """
    settings = {
        "max_tokens": options.max_output_tokens,
        "temperature": options.temperature,
        "top_p": options.top_p,
        "frequency_penalty": options.frequency_penalty,
        "presence_penalty": options.presence_penalty,
        "stop": options.stop_sequences,
        "seed": options.seed,
    }
    return {name: value for name, value in settings.items() if value is not None}


def chat_response_format(
    response_format: JsonResponseFormat, *, strict: bool | None, supports_schema: bool
) -> dict[str, Any]:
    """Write the field `response_format` of a call for JSON.

    Args:
        response_format: What the answer shall look like.
        strict: Whether the answer must match the schema exactly.
        supports_schema: Whether the API takes a schema; if not, it is left out.

    Returns:
        The value of the field.
    """
    if response_format.schema is None or not supports_schema:
        return {"type": "json_object"}
    description = response_format.description
    return {
        "type": "json_schema",
        "json_schema": {
            "schema": response_format.schema,
            "strict": strict,
            "name": "response" if response_format.name is None else response_format.name,
            **({} if description is None else {"description": description}),
        },
    }


def chat_function_tool(tool: FunctionTool) -> dict[str, Any]:
    """Write a tool.

    Args:
        tool: The tool.

    Returns:
        An entry of the field `tools`.
    """
    return {
        "type": "function",
        "function": {
            "name": tool.name,
            **({} if tool.description is None else {"description": tool.description}),
            "parameters": tool.input_schema,
            **({} if tool.strict is None else {"strict": tool.strict}),
        },
    }


def chat_tool_choice(choice: ToolChoice) -> str | dict[str, Any]:
    """Write which tools may or must be called.

    Args:
        choice: The choice.

    Returns:
        The value of the field `tool_choice`.
    """
    if choice.type == "tool":
        return {"type": "function", "function": {"name": choice.tool_name}}
    return choice.type


def chat_prompt_tool_call(part: ToolCallPart) -> dict[str, Any]:
    """Write a tool call of an earlier answer.

    Args:
        part: The call.

    Returns:
        An entry of the field `tool_calls` of a message.

    Raises:
        SerializationError: The arguments have no JSON form.
    """
    return {
        "id": part.tool_call_id,
        "type": "function",
        "function": {"name": part.tool_name, "arguments": tool_call_arguments_text(part.input)},
    }


def chat_file_url(part: FilePart, data: FileDataData | FileDataUrl) -> str:
    """Write where a file is.

    Args:
        part: The file.
        data: Its data.

    Returns:
        Its URL, or a data URL with its contents.

    Raises:
        UnsupportedFunctionalityError: The media type is not complete and the contents do not tell it.
    """
    return data.url if data.type == "url" else to_data_url(data.data, resolve_full_media_type(part))


def chat_tool_call(call: Mapping[str, Any], provider_metadata: ProviderMetadata | None = None) -> ToolCall:
    """Read a tool call of an answer.

    Args:
        call: The call: `id`, which may be missing or empty, and `function` with `name` and `arguments`.
        provider_metadata: What the provider said about it.

    Returns:
        The call; without an id of its own, it gets one.
    """
    function = call["function"]
    return ToolCall(
        tool_call_id=call["id"] or generate_id(),
        tool_name=function["name"],
        input=function["arguments"],
        provider_metadata=provider_metadata,
    )


def chat_finish_reason(finish_reason: str | None, *, has_refusal: bool = False) -> UnifiedFinishReason:
    """Translate why the model stopped.

    Args:
        finish_reason: The provider's word for it.
        has_refusal: Whether the model refused, which the API calls a normal stop.

    Returns:
        The word that all providers share; `other` for what is not known.
    """
    unified = _FINISH_REASONS.get(finish_reason or "", "other")
    return "content-filter" if has_refusal and unified == "stop" else unified


def chat_usage(usage: Mapping[str, Any] | None, *, absent: int | None) -> Usage:
    """Read token usage as OpenAI counts it: cached tokens are part of the prompt's, reasoning is part of the answer's.

    Args:
        usage: The usage as the provider sent it, or None.
        absent: The number of cached tokens and of reasoning tokens when the provider does not tell them: 0 where
            silence means none, None where it means nothing.

    Returns:
        The usage; all numbers are None if the provider sent nothing.
    """
    if usage is None:
        return Usage()
    prompt, completion = usage.get("prompt_tokens") or 0, usage.get("completion_tokens") or 0
    cached = _detail(usage.get("prompt_tokens_details"), "cached_tokens", absent)
    reasoning = _detail(usage.get("completion_tokens_details"), "reasoning_tokens", absent)
    return Usage(
        input_tokens=InputTokens(total=prompt, no_cache=prompt - (cached or 0), cache_read=cached),
        output_tokens=OutputTokens(total=completion, text=max(0, completion - (reasoning or 0)), reasoning=reasoning),
        raw=cast("JSONObject", usage),
    )


def _detail(details: Mapping[str, Any] | None, name: str, absent: int | None) -> int | None:
    tokens = (details or {}).get(name)
    return absent if tokens is None else cast("int", tokens)
