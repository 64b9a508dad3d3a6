"""From the lines of a batch's result files to results. No I/O."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider import (
    BatchError,
    BatchItemDropped,
    BatchItemFailed,
    BatchItemResult,
    Content,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    Reasoning,
    Text,
    TextBatchItemSucceeded,
    ToolCall,
    ToolResult,
)
from ai_sdk_core.provider_utils import ToolNameMapping, create_response_metadata, generate_id, to_json_text

from ._errors import ERROR_SCHEMA
from ._responses.callers_tools import CallersToolConverter
from ._responses.content_settings import ContentSettings
from ._responses.hosted_tools import HostedToolConverter
from ._responses.response import answer_metadata, convert_finish_reason, convert_usage
from ._responses.schemas import RESPONSES_RESPONSE, ResponsesResponse


class BatchResultResponse(TypedDict):
    """The answer to one request."""

    status_code: int
    body: Any


class BatchResultError(TypedDict):
    """Why a request was not answered."""

    code: str
    message: str


class BatchResultLine(TypedDict):
    """What became of one request."""

    custom_id: str
    response: BatchResultResponse | None
    error: BatchResultError | None


def convert_line(line: BatchResultLine) -> BatchItemResult:
    """Convert what became of a request.

    Args:
        line: The line.

    Returns:
        The result.
    """
    request_id, error, response = line["custom_id"], line["error"], line["response"]
    if error is not None:
        return _convert_error(request_id, error)
    if response is None:
        message = "OpenAI returned a batch result without a response or error."
        return _failed(request_id, BatchError(message=message, code="invalid_batch_result"))
    if not 200 <= response["status_code"] < 300:
        return _failed(request_id, _read_error_response(response["body"], response["status_code"]))
    result = _convert_body(response["body"])
    if isinstance(result, BatchError):
        return _failed(request_id, result)
    return TextBatchItemSucceeded(id=request_id, result=result)


def _failed(request_id: str, error: BatchError) -> BatchItemFailed:
    return BatchItemFailed(id=request_id, error=error, type="text")


def _convert_error(request_id: str, wire_error: BatchResultError) -> BatchItemResult:
    error = BatchError(message=wire_error["message"], code=wire_error["code"])
    if wire_error["code"] == "batch_cancelled":
        return BatchItemDropped(id=request_id, type="text", status="cancelled", error=error)
    if wire_error["code"] == "batch_expired":
        return BatchItemDropped(id=request_id, type="text", status="expired", error=error)
    return _failed(request_id, error)


def _read_error_response(body: object, status_code: int) -> BatchError:
    try:
        error = ERROR_SCHEMA.validate(body)["error"]
    except TypeValidationError:
        message = f"OpenAI batch request failed with status code {status_code}."
        return BatchError(message=message, status_code=status_code)
    code = error.get("code")
    return BatchError(
        message=error["message"],
        type=error.get("type"),
        code=None if code is None else str(code),
        status_code=status_code,
    )


def _convert_body(body: object) -> LanguageModelGenerateResult | BatchError:
    try:
        response = RESPONSES_RESPONSE.validate(body)
    except TypeValidationError:
        message = "OpenAI returned an invalid Responses batch result."
        return BatchError(message=message, code="invalid_response")
    error, details = response["error"], response["incomplete_details"]
    if error is not None:
        return BatchError(message=error["message"], type=error["type"], code=error["code"])
    if response["output"] is None:
        reason = "" if details is None else f" ({details['reason']})"
        return BatchError(message=f"OpenAI Responses returned no output{reason}.", code="invalid_response")
    return _BatchAnswerConverter().convert(response)


class _BatchAnswerConverter:
    """Converts one answer.

    The tools of the request are not known any more: those that OpenAI ran are told as tools known at run time only, and
    what cannot be told without them is an error.
    """

    def __init__(self) -> None:
        settings = ContentSettings(
            metadata_key="openai",
            tool_names=ToolNameMapping(None, {}),
            function_names=(),
            generate_id=generate_id,
            approved_calls={},
            web_search_name=None,
            is_shell_provider_executed=False,
        )
        self._settings = settings
        self._hosted = HostedToolConverter(settings)
        self._callers = CallersToolConverter(settings)
        self._logprobs: list[Any] = []
        self._has_callers_call = False
        self._has_refusal = False
        self._converters: dict[str, Callable[[Any], list[Content]]] = {
            "reasoning": self._reasoning,
            "message": self._message,
            "function_call": self._function_call,
            "custom_tool_call": self._custom_tool_call,
            "web_search_call": self._web_search_call,
            "file_search_call": self._file_search_call,
            "code_interpreter_call": self._code_interpreter_call,
        }

    def convert(self, response: ResponsesResponse) -> LanguageModelGenerateResult | BatchError:
        content: list[Content] = []
        for item in response["output"] or ():
            convert = self._converters.get(item["type"])
            if convert is None:
                message = f'OpenAI returned an unsupported "{item["type"]}" output item in an AI SDK text batch.'
                return BatchError(message=message, code="unsupported_content")
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
            provider_metadata=answer_metadata(
                "openai",
                response_id=response["id"],
                logprobs=self._logprobs,
                service_tier=response["service_tier"],
                reasoning=response["reasoning"],
                diagnostics=response["prompt_cache_diagnostics"],
            ),
            response=LanguageModelResponse(id=metadata.id, timestamp=metadata.timestamp, model_id=metadata.model_id),
        )

    def _reasoning(self, item: Any) -> list[Content]:
        facts = {"itemId": item["id"], "reasoningEncryptedContent": item["encrypted_content"]}
        texts = [part["text"] for part in item["summary"]] or [""]
        return [Reasoning(text=text, provider_metadata=self._settings.metadata(**facts)) for text in texts]

    def _message(self, item: Any) -> list[Content]:
        content: list[Content] = []
        for part in item["content"]:
            if part["type"] == "refusal":
                self._has_refusal = True
                content.append(Text(text=part["refusal"]))
                continue
            content.append(Text(text=part["text"]))
            if part["logprobs"] is not None:
                self._logprobs.append(part["logprobs"])
        return content

    def _function_call(self, item: Any) -> list[Content]:
        self._has_callers_call = True
        return [self._callers.function_call(item)]

    def _custom_tool_call(self, item: Any) -> list[Content]:
        self._has_callers_call = True
        return [self._callers.custom_tool_call(item)]

    def _web_search_call(self, item: Any) -> list[Content]:
        return self._dynamic(self._hosted.call(item["id"], "web_search"), self._hosted.web_search_result(item))

    def _file_search_call(self, item: Any) -> list[Content]:
        return self._dynamic(self._hosted.call(item["id"], "file_search"), self._hosted.file_search_result(item))

    def _code_interpreter_call(self, item: Any) -> list[Content]:
        tool_input = to_json_text({"code": item["code"], "containerId": item["container_id"]})
        call = self._hosted.call(item["id"], "code_interpreter", tool_input)
        return self._dynamic(call, self._hosted.code_interpreter_result(item))

    def _dynamic(self, call: ToolCall, result: ToolResult) -> list[Content]:
        call.dynamic = True
        result.dynamic = True
        return [call, result]
