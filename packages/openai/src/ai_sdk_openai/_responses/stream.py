"""From the events of a streamed answer to stream parts. No I/O."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ai_sdk_core.errors import AISDKError, APICallError, TypeValidationError
from ai_sdk_core.provider import CallWarning, Finish, FinishReason, LanguageModelStreamPart, StreamError, StreamStart
from ai_sdk_core.provider_utils import create_response_metadata, to_json_text

from .._stream_errors import describe_stream_error
from .._stream_start import EarlyError, Verdict
from .content_settings import ContentSettings
from .response import answer_metadata, convert_finish_reason, convert_usage
from .schemas import (
    BegunEvent,
    ErrorEvent,
    FailedEvent,
    FailedResponse,
    FinishedEvent,
    FinishedResponse,
    ItemAddedEvent,
    ItemDoneEvent,
    PromptCacheDiagnostics,
    ReasoningFacts,
    ResponsesUsage,
)
from .sources import SourceConverter
from .stream_reasoning import ReasoningDecoder
from .stream_state import StreamState
from .stream_text import MessageDecoder
from .stream_tools import ToolDecoder

_CHAT_STREAM = (
    "Received a Chat Completions stream while using the OpenAI Responses API. The default OpenAI provider model uses "
    "the Responses API. If your custom base_url targets a Chat Completions-compatible endpoint, use "
    "openai.chat('model-id') or create_openai(...).chat('model-id') instead. You can also use "
    "ai-sdk-openai-compatible for OpenAI-compatible providers."
)

_OUTPUT_EVENTS = frozenset(
    {
        "response.output_item.added",
        "response.output_item.done",
        "response.output_text.delta",
        "response.output_text.annotation.added",
        "response.refusal.delta",
        "response.refusal.done",
        "response.reasoning_summary_part.added",
        "response.reasoning_summary_part.done",
        "response.reasoning_summary_text.delta",
        "response.function_call_arguments.delta",
        "response.function_call_arguments.done",
        "response.custom_tool_call_input.delta",
        "response.code_interpreter_call_code.delta",
        "response.code_interpreter_call_code.done",
        "response.apply_patch_call_operation_diff.delta",
        "response.apply_patch_call_operation_diff.done",
        "response.image_generation_call.partial_image",
        "response.completed",
        "response.incomplete",
    }
)
"""Events that show that the model has begun to answer."""

_TOLD_OF_FAILURES = ("error", "incomplete_details", "service_tier")


def judge_event(event: Any) -> Verdict:
    """Tell what an event says about the beginning of a stream.

    Args:
        event: The event.

    Returns:
        The verdict.
    """
    kind = event["type"]
    if kind == "response.in_progress":
        return "accepted"
    if kind == "error":
        return EarlyError(event)
    if kind == "response.failed":
        return None if event["response"].get("error") is None else EarlyError(event)
    return "output" if kind in _OUTPUT_EVENTS else None


def chat_stream_error(
    error: AISDKError, *, url: str, request_body: object, response_headers: dict[str, str]
) -> AISDKError:
    """Explain an event that could not be read: often the server speaks another protocol.

    Args:
        error: Why the event could not be read.
        url: What was called.
        request_body: What was sent.
        response_headers: Headers of the response.

    Returns:
        An error that says what to do about a stream of the chat completions API; all other errors as they are.
    """
    value = error.value if isinstance(error, TypeValidationError) else None
    if not isinstance(value, dict) or not isinstance(value.get("choices"), list) or isinstance(value.get("type"), str):
        return error
    explained = APICallError(
        message=_CHAT_STREAM,
        url=url,
        request_body_values=request_body,
        response_headers=response_headers,
        response_body=to_json_text(value),
        cause=error,
        data=value,
        is_retryable=False,
    )
    return explained


class ResponsesStreamDecoder:
    """Decodes one stream.

    Args:
        settings: What decides about content.
        warnings: Warnings of the request.
        collects_logprobs: Whether the caller asked for log probabilities.
        ends_reasoning_early: Whether parts of a summary of reasoning are complete before their item is.
        explain: Explains events that could not be read.
    """

    def __init__(
        self,
        settings: ContentSettings,
        *,
        warnings: list[CallWarning],
        collects_logprobs: bool,
        ends_reasoning_early: bool,
        explain: Callable[[AISDKError], AISDKError],
    ) -> None:
        state = StreamState(settings)
        sources = SourceConverter(settings)
        self.parts: list[LanguageModelStreamPart] = state.parts
        """Parts that are ready and not yet handed out."""
        self._metadata_key = settings.metadata_key
        self._warnings = warnings
        self._explain = explain
        self._messages = MessageDecoder(state, sources, collects_logprobs=collects_logprobs)
        self._reasoning = ReasoningDecoder(state, ends_early=ends_reasoning_early)
        self._tools = ToolDecoder(state, sources)
        self._has_failed = False
        self._finish_reason = FinishReason(unified="interrupted")  # Until the API says that it is done.
        self._response_id: str | None = None
        self._usage: ResponsesUsage | None = None
        self._service_tier: str | None = None
        self._reasoning_facts: ReasoningFacts | None = None
        self._diagnostics: PromptCacheDiagnostics | None = None
        self._handlers = self._create_handlers()

    def _create_handlers(self) -> dict[str, Callable[[Any], None]]:
        messages, reasoning, tools = self._messages, self._reasoning, self._tools
        return {
            "response.output_text.delta": messages.text_delta,
            "response.refusal.delta": messages.refusal_delta,
            "response.refusal.done": messages.refusal_done,
            "response.output_text.annotation.added": messages.annotation,
            "response.reasoning_summary_part.added": reasoning.part_added,
            "response.reasoning_summary_text.delta": reasoning.delta,
            "response.reasoning_summary_part.done": reasoning.part_done,
            "response.function_call_arguments.delta": tools.input_delta,
            "response.custom_tool_call_input.delta": tools.input_delta,
            "response.code_interpreter_call_code.delta": tools.code_delta,
            "response.code_interpreter_call_code.done": tools.code_done,
            "response.apply_patch_call_operation_diff.delta": tools.diff_delta,
            "response.apply_patch_call_operation_diff.done": tools.diff_done,
            "response.image_generation_call.partial_image": tools.partial_image,
            "response.output_item.added": self._item_added,
            "response.output_item.done": self._item_done,
            "response.created": self._created,
            "response.completed": self._finished,
            "response.incomplete": self._finished,
            "response.failed": self._failed,
            "error": self._error,
        }

    def start(self) -> None:
        """Begin the stream."""
        self.parts.append(StreamStart(warnings=self._warnings))

    def chunk(self, chunk: Any) -> None:
        """Take an event.

        Args:
            chunk: The event; those of unknown kinds say nothing.
        """
        handle = self._handlers.get(chunk["type"])
        if handle is not None:
            handle(chunk)

    def invalid(self, error: AISDKError) -> None:
        """Take note of an event that could not be read.

        Args:
            error: Why not.
        """
        self._has_failed = True
        self._finish_reason = FinishReason(unified="error")
        self.parts.append(StreamError(error=self._explain(error)))

    def finish(self) -> None:
        """End the stream."""
        self._messages.finish()
        self._tools.finish()
        self.parts.append(
            Finish(
                finish_reason=self._finish_reason,
                usage=convert_usage(self._usage),
                provider_metadata=answer_metadata(
                    self._metadata_key,
                    response_id=self._response_id,
                    logprobs=self._messages.logprobs,
                    service_tier=self._service_tier,
                    reasoning=self._reasoning_facts,
                    diagnostics=self._diagnostics,
                ),
            )
        )

    # --- Items ---

    def _item_added(self, event: ItemAddedEvent) -> None:
        kind = event["item"]["type"]
        if kind == "message":
            self._messages.added(event)
        elif kind == "reasoning":
            self._reasoning.added(event)
        else:
            self._tools.added(event)

    def _item_done(self, event: ItemDoneEvent) -> None:
        kind = event["item"]["type"]
        if kind == "message":
            self._messages.done(event)
        elif kind == "reasoning":
            self._reasoning.done(event)
        else:
            self._tools.done(event)

    # --- The response ---

    def _created(self, event: BegunEvent) -> None:
        response = event["response"]
        self._response_id = response["id"]
        self.parts.append(
            create_response_metadata(
                response_id=response["id"], model=response["model"], created=response["created_at"]
            )
        )

    def _finished(self, event: FinishedEvent) -> None:
        response = event["response"]
        if not self._has_failed:
            self._finish_reason = convert_finish_reason(
                response["incomplete_details"],
                has_callers_call=self._tools.has_callers_call,
                has_refusal=self._messages.has_refusal,
            )
        if response["service_tier"] is not None:
            self._service_tier = response["service_tier"]
        self._remember(response)

    def _failed(self, event: FailedEvent) -> None:
        response = event["response"]
        details = response.get("incomplete_details")
        self._finish_reason = FinishReason(unified="error", raw="error")
        if details is not None:
            self._finish_reason = convert_finish_reason(
                details, has_callers_call=self._tools.has_callers_call, has_refusal=False
            )
        self._remember(response)
        if response.get("error") is None or self._has_failed:
            return
        self._has_failed = True
        told = {name: value for name, value in response.items() if name in _TOLD_OF_FAILURES}
        frame = {"type": event["type"], "sequence_number": event["sequence_number"], "response": told}
        self.parts.append(StreamError(error=describe_stream_error(frame)))

    def _error(self, event: ErrorEvent) -> None:
        if "error" not in event and "message" not in event:
            self.invalid(TypeValidationError(value=event, cause="message: Field required"))
            return
        self._has_failed = True
        self._finish_reason = FinishReason(unified="error", raw="error")
        self.parts.append(StreamError(error=describe_stream_error(event)))

    def _remember(self, response: FinishedResponse | FailedResponse) -> None:
        self._usage = response.get("usage")
        self._diagnostics = response.get("prompt_cache_diagnostics")
        reasoning = response.get("reasoning")
        if reasoning is not None and reasoning.get("context") is not None:
            self._reasoning_facts = reasoning
