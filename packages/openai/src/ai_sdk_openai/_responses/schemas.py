"""What the Responses API sends: whole answers, and the events of a stream, as far as they are read."""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from ai_sdk_core.provider_utils import ResponseSchema, keep_unknown_fields

from .item_schemas import (
    Annotation,
    ApplyPatchCall,
    CodeInterpreterCall,
    ComputerCall,
    CustomToolCall,
    FunctionCall,
    OtherItem,
    Phase,
    ShellCall,
    TokenLogprob,
    ToolItem,
)

# --- What answers and streams share ---


class PromptCacheDiagnostics(TypedDict):
    """How the prompt cache was used."""

    type: str
    reason: NotRequired[str | None]
    cache_missed_tokens: NotRequired[int | None]
    comparison_reusable_tokens: NotRequired[int | None]


@keep_unknown_fields
class InputTokensDetails(TypedDict):
    """What the prompt's tokens were."""

    cached_tokens: NotRequired[int | None]
    cache_write_tokens: NotRequired[int | None]


@keep_unknown_fields
class OutputTokensDetails(TypedDict):
    """What the answer's tokens were."""

    reasoning_tokens: NotRequired[int | None]


@keep_unknown_fields
class ResponsesUsage(TypedDict):
    """Token usage of a call. Unknown fields are kept, because all of it is handed to the user as `usage.raw`."""

    input_tokens: int
    input_tokens_details: NotRequired[InputTokensDetails | None]
    output_tokens: int
    output_tokens_details: NotRequired[OutputTokensDetails | None]


class IncompleteDetails(TypedDict):
    """Why an answer is not complete."""

    reason: str


class ReasoningFacts(TypedDict):
    """How the model reasoned."""

    context: NotRequired[str | None]


# --- Whole answers ---


class OutputText(TypedDict):
    """Text."""

    type: Literal["output_text"]
    text: str
    logprobs: list[TokenLogprob] | None
    annotations: list[Annotation]


class Refusal(TypedDict):
    """Why the model does not answer."""

    type: Literal["refusal"]
    refusal: str


class Message(TypedDict):
    """A message of the model."""

    type: Literal["message"]
    role: Literal["assistant"]
    id: str
    phase: Phase | None
    content: list[OutputText | Refusal]


class SummaryText(TypedDict):
    """A part of a summary."""

    type: Literal["summary_text"]
    text: str


class ReasoningItem(TypedDict):
    """Reasoning, as the model sums it up."""

    type: Literal["reasoning"]
    id: str
    encrypted_content: str | None
    summary: list[SummaryText]


OutputItem: TypeAlias = Message | ReasoningItem | ToolItem | OtherItem


class ResponseError(TypedDict):
    """Why there is no answer."""

    message: str
    type: str
    param: str | None
    code: str


class ResponsesResponse(TypedDict):
    """The response to a call that is not streamed."""

    id: str | None
    created_at: float | None
    error: ResponseError | None
    model: str | None
    output: list[OutputItem] | None
    service_tier: str | None
    prompt_cache_diagnostics: PromptCacheDiagnostics | None
    reasoning: ReasoningFacts | None
    incomplete_details: IncompleteDetails | None
    usage: ResponsesUsage | None


# --- Streams: items ---


class StreamedMessage(TypedDict):
    """A message; its text comes in events of its own."""

    type: Literal["message"]
    id: str
    phase: Phase | None


class StreamedReasoning(TypedDict):
    """Reasoning; its summary comes in events of its own."""

    type: Literal["reasoning"]
    id: str
    encrypted_content: str | None


class NewItem(TypedDict):
    """An item of which only the id matters when it begins, or nothing."""

    type: Literal[
        "web_search_call",
        "file_search_call",
        "image_generation_call",
        "mcp_call",
        "mcp_list_tools",
        "mcp_approval_request",
        "program",
        "program_output",
        "local_shell_call",
        "shell_call_output",
        "tool_search_output",
        "compaction",
    ]
    id: str


class NewToolSearch(TypedDict):
    """A search for tools begins."""

    type: Literal["tool_search_call"]
    id: str
    execution: Literal["server", "client"]


AddedItem: TypeAlias = (
    StreamedMessage
    | StreamedReasoning
    | FunctionCall
    | CustomToolCall
    | CodeInterpreterCall
    | ComputerCall
    | ApplyPatchCall
    | ShellCall
    | NewToolSearch
    | NewItem
    | OtherItem
)

# --- Streams: events ---


class TextDeltaEvent(TypedDict):
    """More text."""

    type: Literal["response.output_text.delta"]
    item_id: str
    output_index: int | None
    delta: str
    logprobs: list[TokenLogprob] | None


class RefusalDeltaEvent(TypedDict):
    """More of a refusal."""

    type: Literal["response.refusal.delta"]
    item_id: str
    output_index: int | None
    delta: str


class RefusalDoneEvent(TypedDict):
    """A refusal is complete."""

    type: Literal["response.refusal.done"]
    item_id: str
    refusal: str


class FinishedResponse(TypedDict):
    """What is known about a response at its end."""

    prompt_cache_diagnostics: PromptCacheDiagnostics | None
    incomplete_details: IncompleteDetails | None
    usage: ResponsesUsage | None
    reasoning: ReasoningFacts | None
    service_tier: str | None


class FinishedEvent(TypedDict):
    """The response is complete, or was broken off."""

    type: Literal["response.completed", "response.incomplete"]
    response: FinishedResponse


class FailedResponseError(TypedDict):
    """Why a response failed."""

    code: NotRequired[str | None]
    message: str


class FailedResponse(TypedDict):
    """What is known about a response that failed."""

    prompt_cache_diagnostics: NotRequired[PromptCacheDiagnostics | None]
    error: NotRequired[FailedResponseError | None]
    incomplete_details: NotRequired[IncompleteDetails | None]
    usage: NotRequired[ResponsesUsage | None]
    reasoning: NotRequired[ReasoningFacts | None]
    service_tier: NotRequired[str | None]


class FailedEvent(TypedDict):
    """The response failed."""

    type: Literal["response.failed"]
    sequence_number: int
    response: FailedResponse


class BegunResponse(TypedDict):
    """What is known about a response when it begins."""

    id: str
    created_at: float
    model: str


class BegunEvent(TypedDict):
    """The response begins."""

    type: Literal["response.created", "response.in_progress"]
    response: BegunResponse


class ItemAddedEvent(TypedDict):
    """An item begins."""

    type: Literal["response.output_item.added"]
    output_index: int
    item: AddedItem


class ItemDoneEvent(TypedDict):
    """An item is complete."""

    type: Literal["response.output_item.done"]
    output_index: int
    item: StreamedMessage | StreamedReasoning | ToolItem | OtherItem


class ToolInputDeltaEvent(TypedDict):
    """More of the input of a tool call."""

    type: Literal[
        "response.function_call_arguments.delta",
        "response.custom_tool_call_input.delta",
        "response.code_interpreter_call_code.delta",
        "response.apply_patch_call_operation_diff.delta",
    ]
    item_id: str
    output_index: int
    delta: str


class ArgumentsDoneEvent(TypedDict):
    """The arguments of a function call are complete; they come again with the item."""

    type: Literal["response.function_call_arguments.done"]
    item_id: str
    output_index: int
    arguments: str


class CodeDoneEvent(TypedDict):
    """A program is complete."""

    type: Literal["response.code_interpreter_call_code.done"]
    item_id: str
    output_index: int
    code: str


class DiffDoneEvent(TypedDict):
    """A change of a file is complete."""

    type: Literal["response.apply_patch_call_operation_diff.done"]
    item_id: str
    output_index: int
    diff: str


class PartialImageEvent(TypedDict):
    """An image that is not finished."""

    type: Literal["response.image_generation_call.partial_image"]
    item_id: str
    output_index: int
    partial_image_b64: str


class AnnotationEvent(TypedDict):
    """A stretch of text has a source."""

    type: Literal["response.output_text.annotation.added"]
    annotation: Annotation


class SummaryPartEvent(TypedDict):
    """A part of a summary of reasoning begins or is complete."""

    type: Literal["response.reasoning_summary_part.added", "response.reasoning_summary_part.done"]
    item_id: str
    output_index: int | None
    summary_index: int


class SummaryTextDeltaEvent(TypedDict):
    """More of a summary of reasoning."""

    type: Literal["response.reasoning_summary_text.delta"]
    item_id: str
    output_index: int | None
    summary_index: int
    delta: str


class NestedError(TypedDict):
    """An error in an object of its own."""

    type: str
    code: NotRequired[str | None]
    message: str
    param: NotRequired[str | None]


class ErrorEvent(TypedDict):
    """Something went wrong: the error is the event itself, or an object in it."""

    type: Literal["error"]
    sequence_number: int
    error: NotRequired[NestedError]
    code: NotRequired[str | None]
    message: NotRequired[str]
    param: NotRequired[str | None]


class OtherEvent(TypedDict):
    """An event of a kind that is not read."""

    type: str


ResponsesEvent: TypeAlias = (
    TextDeltaEvent
    | ToolInputDeltaEvent
    | SummaryTextDeltaEvent
    | ItemAddedEvent
    | ItemDoneEvent
    | SummaryPartEvent
    | AnnotationEvent
    | ArgumentsDoneEvent
    | CodeDoneEvent
    | DiffDoneEvent
    | PartialImageEvent
    | RefusalDeltaEvent
    | RefusalDoneEvent
    | BegunEvent
    | FinishedEvent
    | FailedEvent
    | ErrorEvent
    | OtherEvent
)
"""One event of a streamed response."""

RESPONSES_RESPONSE = ResponseSchema(ResponsesResponse)
"""Validates responses."""

RESPONSES_EVENT: ResponseSchema[Any] = ResponseSchema(ResponsesEvent)
"""Validates events."""
