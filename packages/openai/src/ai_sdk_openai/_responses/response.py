"""From the API's answer to content, usage and finish reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from ai_sdk_core.provider import (
    Content,
    FinishReason,
    InputTokens,
    JSONObject,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    OutputTokens,
    ProviderMetadata,
    Reasoning,
    Text,
    UnifiedFinishReason,
    Usage,
)
from ai_sdk_core.provider_utils import create_response_metadata, to_json_text

from .callers_tools import CallersToolConverter
from .content_settings import ContentSettings
from .hosted_tools import HostedToolConverter
from .item_schemas import (
    CodeInterpreterCall,
    ComputerCall,
    FileSearchCall,
    FunctionCall,
    ImageGenerationCall,
    ToolSearchCall,
    WebSearchCall,
)
from .parallel_calls import expand_parallel_call
from .schemas import (
    IncompleteDetails,
    Message,
    PromptCacheDiagnostics,
    ReasoningFacts,
    ReasoningItem,
    ResponsesResponse,
    ResponsesUsage,
)
from .sources import SourceConverter


def convert_usage(usage: ResponsesUsage | None) -> Usage:
    """Read token usage: cached tokens are part of the input's, reasoning is part of the output's.

    Args:
        usage: The usage as the API sent it, or None.

    Returns:
        The usage.
    """
    if usage is None:
        return Usage()
    input_details, output_details = usage.get("input_tokens_details") or {}, usage.get("output_tokens_details") or {}
    cache_read = input_details.get("cached_tokens") or 0
    cache_write = input_details.get("cache_write_tokens")
    reasoning = output_details.get("reasoning_tokens") or 0
    return Usage(
        input_tokens=InputTokens(
            total=usage["input_tokens"],
            no_cache=usage["input_tokens"] - cache_read - (cache_write or 0),
            cache_read=cache_read,
            cache_write=cache_write,
        ),
        output_tokens=OutputTokens(
            total=usage["output_tokens"], text=usage["output_tokens"] - reasoning, reasoning=reasoning
        ),
        raw=cast("JSONObject", usage),
    )


def convert_finish_reason(
    details: IncompleteDetails | None, *, has_callers_call: bool, has_refusal: bool
) -> FinishReason:
    """Read why the model stopped.

    Args:
        details: Why the answer is not complete; None if it is.
        has_callers_call: Whether the model calls tools that the caller runs.
        has_refusal: Whether the model refused to answer.

    Returns:
        The finish reason.
    """
    raw = None if details is None else details["reason"]
    return FinishReason(
        unified=_unified_finish_reason(raw, has_callers_call=has_callers_call, has_refusal=has_refusal), raw=raw
    )


def _unified_finish_reason(reason: str | None, *, has_callers_call: bool, has_refusal: bool) -> UnifiedFinishReason:
    if reason == "max_output_tokens":
        return "length"
    if reason == "content_filter":
        return "content-filter"
    if has_callers_call:
        return "tool-calls"  # Before a refusal: the tools are run nevertheless.
    if reason is not None:
        return "other"
    return "content-filter" if has_refusal else "stop"


def answer_metadata(
    metadata_key: str,
    *,
    response_id: str | None,
    logprobs: list[Any],
    service_tier: str | None,
    reasoning: ReasoningFacts | None,
    diagnostics: PromptCacheDiagnostics | None,
) -> ProviderMetadata:
    """Put together the metadata of an answer.

    Args:
        metadata_key: The key of metadata.
        response_id: Id of the response.
        logprobs: Log probabilities, by text.
        service_tier: The tier that served the request.
        reasoning: How the model reasoned.
        diagnostics: How the prompt cache was used.

    Returns:
        The metadata.
    """
    facts: dict[str, Any] = {
        "logprobs": logprobs or None,
        "serviceTier": service_tier,
        "reasoningContext": None if reasoning is None else reasoning.get("context"),
        "promptCacheDiagnostics": diagnostics,
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return {metadata_key: {"responseId": response_id, **known}}


def text_metadata(settings: ContentSettings, item_id: str, phase: str | None) -> ProviderMetadata:
    """Make the metadata of a text.

    Args:
        settings: What decides about content.
        item_id: Id of its message.
        phase: Whether the message is said on the way or is the answer.

    Returns:
        The metadata.
    """
    return {settings.metadata_key: {"itemId": item_id} if phase is None else {"itemId": item_id, "phase": phase}}


class ResponseConverter:
    """Converts one whole answer.

    Args:
        settings: What decides about content.
        wants_json: Whether the caller asked for JSON.
        collects_logprobs: Whether the caller asked for log probabilities.
    """

    def __init__(self, settings: ContentSettings, *, wants_json: bool, collects_logprobs: bool) -> None:
        self._settings = settings
        self._wants_json = wants_json
        self._collects_logprobs = collects_logprobs
        self._sources = SourceConverter(settings)
        self._hosted = HostedToolConverter(settings)
        self._callers = CallersToolConverter(settings)
        self._logprobs: list[Any] = []
        self._has_callers_call = False
        self._has_refusal = False
        self._structured_output_text: str | None = None
        hosted, callers = self._hosted, self._callers
        self._converters: dict[str, Callable[[Any], Iterable[Content]]] = {
            "message": self._message,
            "reasoning": self._reasoning,
            "function_call": self._function_call,
            "custom_tool_call": lambda item: [self._callers_call(callers.custom_tool_call(item))],
            "apply_patch_call": lambda item: [self._callers_call(callers.apply_patch_call(item))],
            "local_shell_call": lambda item: [callers.local_shell_call(item)],
            "shell_call": lambda item: [callers.shell_call(item)],
            "shell_call_output": lambda item: [hosted.shell_output(item)],
            "computer_call": self._computer_call,
            "web_search_call": self._web_search_call,
            "file_search_call": self._file_search_call,
            "code_interpreter_call": self._code_interpreter_call,
            "image_generation_call": self._image_generation_call,
            "program": lambda item: [hosted.program(item)],
            "program_output": lambda item: [hosted.program_output(item)],
            "mcp_call": hosted.mcp_call,
            "mcp_approval_request": hosted.mcp_approval_request,
            "tool_search_call": self._tool_search_call,
            "tool_search_output": lambda item: [hosted.tool_search_output(item)],
            "compaction": lambda item: [hosted.compaction(item)],
        }

    def convert(self, response: ResponsesResponse) -> LanguageModelGenerateResult:
        """Convert an answer.

        Args:
            response: The validated response, which has output.

        Returns:
            The result, without request, headers and warnings.
        """
        items = response["output"] or []
        self._sources.expect_searches(items)
        content: list[Content] = []
        for item in items:
            convert = self._converters.get(item["type"])
            if convert is not None:
                content.extend(convert(item))
        metadata = create_response_metadata(
            response_id=response["id"], model=response["model"], created=response["created_at"]
        )
        return LanguageModelGenerateResult(
            content=content,
            finish_reason=convert_finish_reason(
                response["incomplete_details"],
                has_callers_call=self._has_callers_call,
                has_refusal=self._has_refusal,
            ),
            usage=convert_usage(response["usage"]),
            structured_output_text=self._structured_output_text,
            provider_metadata=answer_metadata(
                self._settings.metadata_key,
                response_id=response["id"],
                logprobs=self._logprobs,
                service_tier=response["service_tier"],
                reasoning=response["reasoning"],
                diagnostics=response["prompt_cache_diagnostics"],
            ),
            response=LanguageModelResponse(id=metadata.id, timestamp=metadata.timestamp, model_id=metadata.model_id),
        )

    # --- Texts and reasoning ---

    def _message(self, item: Message) -> list[Content]:
        if self._wants_json and item["phase"] == "final_answer":
            self._structured_output_text = "".join(
                part["text"] if part["type"] == "output_text" else part["refusal"] for part in item["content"]
            )
        content: list[Content] = []
        for part in item["content"]:
            if part["type"] == "refusal":
                self._has_refusal = True
                metadata = text_metadata(self._settings, item["id"], item["phase"])
                content.append(Text(text=part["refusal"], provider_metadata=metadata))
            else:
                content.extend(self._text(part, item))
        return content

    def _text(self, part: Any, item: Message) -> list[Content]:
        if self._collects_logprobs and part["logprobs"] is not None:
            self._logprobs.append(part["logprobs"])
        annotations = part["annotations"]
        metadata = text_metadata(self._settings, item["id"], item["phase"])
        if annotations:
            metadata[self._settings.metadata_key]["annotations"] = annotations
        text = Text(text=part["text"], citations=self._sources.citations(annotations), provider_metadata=metadata)
        sources = (self._sources.annotation_source(annotation) for annotation in annotations)
        return [text, *(source for source in sources if source is not None)]

    def _reasoning(self, item: ReasoningItem) -> list[Content]:
        texts = [part["text"] for part in item["summary"]] or [""]
        return [
            Reasoning(
                text=text,
                provider_metadata=self._settings.metadata(
                    itemId=item["id"], reasoningEncryptedContent=item["encrypted_content"]
                ),
            )
            for text in texts
        ]

    # --- Tools that the caller runs ---

    def _callers_call(self, call: Content) -> Content:
        self._has_callers_call = True
        return call

    def _function_call(self, item: FunctionCall) -> Iterable[Content]:
        self._has_callers_call = True
        calls = expand_parallel_call(item, self._settings.function_names, self._settings.metadata_key)
        return [self._callers.function_call(item)] if calls is None else calls

    def _computer_call(self, item: ComputerCall) -> Iterable[Content]:
        if item["call_id"] is None:
            return self._hosted.computer_call(item)
        return [self._callers_call(self._callers.computer_call(item, item["call_id"]))]

    # --- Tools that the API runs ---

    def _web_search_call(self, item: WebSearchCall) -> list[Content]:
        call = self._hosted.call(item["id"], self._hosted.web_search_name)
        return [call, self._hosted.web_search_result(item), *self._sources.web_search_sources(item)]

    def _file_search_call(self, item: FileSearchCall) -> list[Content]:
        call = self._hosted.call(item["id"], self._settings.tool_name("file_search"))
        return [call, self._hosted.file_search_result(item), *self._sources.file_search_sources(item)]

    def _code_interpreter_call(self, item: CodeInterpreterCall) -> list[Content]:
        tool_input = to_json_text({"code": item["code"], "containerId": item["container_id"]})
        call = self._hosted.call(item["id"], self._settings.tool_name("code_interpreter"), tool_input)
        return [call, self._hosted.code_interpreter_result(item)]

    def _image_generation_call(self, item: ImageGenerationCall) -> list[Content]:
        call = self._hosted.call(item["id"], self._settings.tool_name("image_generation"))
        return [call, self._hosted.image_result(item)]

    def _tool_search_call(self, item: ToolSearchCall) -> list[Content]:
        call_id = item["id"] if item["call_id"] is None else item["call_id"]
        return [self._hosted.tool_search_call(item, call_id, item["call_id"])]
