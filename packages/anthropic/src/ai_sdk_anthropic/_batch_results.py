"""From the lines of a batch's results to results of its requests."""

from __future__ import annotations

from typing import Any, Literal, TypedDict, get_args

from ai_sdk_core.errors import AISDKError, TypeValidationError
from ai_sdk_core.provider import (
    BatchError,
    BatchItemDropped,
    BatchItemFailed,
    BatchItemResult,
    LanguageModelGenerateResult,
    TextBatchItemSucceeded,
)
from ai_sdk_core.provider_utils import IdGenerator, ResponseSchema, ToolNameMapping

from ._errors import AnthropicErrorData
from ._messages.blocks import ContentBlock
from ._messages.content import ContentContext
from ._messages.response import convert_response
from ._messages.schemas import MESSAGE_RESPONSE, MessageResponse


class BatchResultLine(TypedDict):
    """A line of the results."""

    custom_id: str
    result: Any


class _Succeeded(TypedDict):
    type: Literal["succeeded"]
    message: Any


class _BatchRequestError(AnthropicErrorData):
    request_id: str | None


class _Errored(TypedDict):
    type: Literal["errored"]
    error: _BatchRequestError


class _Dropped(TypedDict):
    type: Literal["canceled", "expired"]


_RESULT: ResponseSchema[Any] = ResponseSchema(_Succeeded | _Errored | _Dropped)


def convert_line(line: BatchResultLine, generate_id: IdGenerator) -> BatchItemResult:
    """Read a line.

    Args:
        line: The line.
        generate_id: Makes ids of sources.

    Returns:
        What became of the request; one whose result cannot be read has failed.
    """
    request_id = line["custom_id"]
    try:
        result = _RESULT.validate(line["result"])
        if result["type"] == "succeeded":
            return TextBatchItemSucceeded(id=request_id, result=_convert_message(result["message"], generate_id))
    except AISDKError:
        return _invalid(request_id)
    if result["type"] == "errored":
        return _convert_error(request_id, result["error"])
    return BatchItemDropped(
        id=request_id, type="text", status="expired" if result["type"] == "expired" else "cancelled"
    )


def _convert_error(request_id: str, error: _BatchRequestError) -> BatchItemFailed:
    api_request_id = error["request_id"]
    return BatchItemFailed(
        id=request_id,
        type="text",
        error=BatchError(message=error["error"]["message"], type=error["error"]["type"]),
        provider_metadata=None if api_request_id is None else {"anthropic": {"requestId": api_request_id}},
    )


def _invalid(request_id: str) -> BatchItemFailed:
    message = "Anthropic returned an invalid Message batch result."
    return BatchItemFailed(id=request_id, type="text", error=BatchError(message=message, code="invalid_response"))


def _convert_message(message: Any, generate_id: IdGenerator) -> LanguageModelGenerateResult:
    """Read an answer. The request is not known any more: tools have the names of the API."""
    context = ContentContext(
        tool_names=ToolNameMapping((), {}), marks_code_execution_dynamic=True, generate_id=generate_id
    )
    return convert_response(_validate(message), context, ("anthropic",))


def _validate(message: Any) -> MessageResponse:
    """Check an answer. Blocks of kinds that came later are left out: the answer was paid for."""
    try:
        return MESSAGE_RESPONSE.validate(message)
    except TypeValidationError:
        content = message.get("content") if isinstance(message, dict) else None
        if not isinstance(content, list):
            raise
    return MESSAGE_RESPONSE.validate({**message, "content": [block for block in content if not _is_new(block)]})


def _is_new(block: Any) -> bool:
    kind = block.get("type") if isinstance(block, dict) else None
    return isinstance(kind, str) and kind not in _known_block_types()


def _known_block_types() -> set[str]:
    from typing import get_type_hints

    return {name for block in get_args(ContentBlock) for name in get_args(get_type_hints(block)["type"])}
