"""Every error that the SDK raises.

::

    AISDKError
    |-- APICallError                          a request to a provider failed
    |-- EmptyResponseBodyError                a provider answered without a body
    |-- InvalidResponseDataError              a provider answered with data that makes no sense
    |-- StreamProviderError                   a provider reported an error inside a stream
    |-- RetryError                            all attempts failed; `errors` has one error per attempt
    |-- OperationTimeoutError (TimeoutError)  a time limit of ours passed
    |-- AbortError                            the caller's abort signal fired
    |-- DownloadError                         a file could not be downloaded
    |-- LoadAPIKeyError                       no API key was found
    |-- LoadSettingError                      a provider setting is missing
    |-- InvalidArgumentError                  a function argument is wrong
    |-- InvalidPromptError                    a prompt is wrong
    |   (and its parts: InvalidDataContentError, InvalidMessageRoleError, MessageConversionError)
    |-- InvalidStreamPartError                a model streamed parts in an impossible order
    |-- JSONParseError                        a text is not JSON
    |-- TypeValidationError                   a value does not have the expected type
    |-- SerializationError                    a value cannot be serialised
    |-- UnsupportedFunctionalityError         a model cannot do what was asked
    |-- UnsupportedModelVersionError          a model implements another version of the specification
    |-- TooManyEmbeddingValuesForCallError    more values than the model embeds in one call
    |-- NoSuchModelError                      a provider has no model of that name
    |   `-- NoSuchProviderError               a registry has no provider of that name
    |-- NoSuchProviderReferenceError          a file is not known to this provider
    |-- NoContentGeneratedError, NoObjectGeneratedError, NoOutputGeneratedError, NoImageGeneratedError,
    |   NoSpeechGeneratedError, NoTranscriptGeneratedError, NoTranslationGeneratedError, NoVideoGeneratedError
    |-- DecisionRefusalError, DecisionUnsupportedQuestionTypeError,
    |   ExtractionRefusalError, ExtractionUnsupportedFieldTypeError
    |-- NoSuchToolError, InvalidToolInputError, ToolCallRepairError, ToolChoiceViolationError,
    |   MissingToolResultsError, InvalidToolApprovalError, InvalidToolApprovalSignatureError,
    |   ToolCallNotFoundForApprovalError
    `-- UIMessageStreamError                  a UI message stream is malformed

Constructors take keywords only and write the message themselves where they know enough to. `raise ... from cause` and
`cause=` mean the same. Neither `str()` nor `repr()` of an error shows request headers: credentials live there, and no
error stores them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, overload

from ._error_base import AISDKError as AISDKError
from ._error_base import enumerate_identifiers, json_type_name, to_json_text
from ._error_base import get_error_message as get_error_message

ModelType: TypeAlias = Literal[
    "languageModel",
    "embeddingModel",
    "imageModel",
    "transcriptionModel",
    "speechModel",
    "rerankingModel",
    "videoModel",
    "decisionModel",
]
"""Kinds of models, as `NoSuchModelError` names them."""

RetryErrorReason: TypeAlias = Literal["maxRetriesExceeded", "errorNotRetryable", "abort"]
"""Why no further attempt was made."""


# --- Requests and responses ---


def is_retryable_status_code(status_code: int | None) -> bool:
    """Tells whether a request that was answered with this status may succeed when it is sent again.

    Args:
        status_code: The HTTP status, or None when there was no answer.

    Returns:
        True for 408 (timeout), 409 (conflict), 429 (rate limit) and server errors.
    """
    return status_code is not None and (status_code in {408, 409, 429} or status_code >= 500)


class APICallError(AISDKError):
    """A request to a provider failed: it could not be sent, was refused, or its answer was not understood."""

    def __init__(
        self,
        *,
        message: str,
        url: str,
        request_body_values: object,
        status_code: int | None = None,
        response_headers: Mapping[str, str] | None = None,
        response_body: str | None = None,
        cause: object = None,
        is_retryable: bool | None = None,
        data: object = None,
    ) -> None:
        super().__init__(message=message, cause=cause)
        self.url = url
        self.request_body_values = request_body_values
        self.status_code = status_code
        self.response_headers = response_headers
        self.response_body = response_body
        self.is_retryable = is_retryable_status_code(status_code) if is_retryable is None else is_retryable
        self.data = data


class EmptyResponseBodyError(AISDKError):
    """A provider answered without a body where one is needed."""

    def __init__(self, *, message: str = "Empty response body") -> None:
        super().__init__(message=message)


class InvalidResponseDataError(AISDKError):
    """A provider's answer has the right types and yet makes no sense."""

    def __init__(self, *, data: object, message: str | None = None) -> None:
        super().__init__(message=f"Invalid response data: {to_json_text(data)}." if message is None else message)
        self.data = data


class StreamProviderError(AISDKError):
    """A provider reported an error inside a stream that had begun well."""

    def __init__(
        self,
        *,
        message: str,
        type: str | None = None,  # noqa: A002 - the reference's field
        code: str | int | None = None,
        status_code: int | None = None,
        is_retryable: bool | None = None,
        data: object = None,
        cause: object = None,
    ) -> None:
        super().__init__(message=message, cause=cause)
        self.type = type if isinstance(type, str) else None  # What providers send is not always what it should be.
        self.code = code
        self.status_code = status_code
        self.is_retryable = is_retryable_status_code(status_code) if is_retryable is None else is_retryable
        self.data = data


class RetryError(AISDKError):
    """Several attempts were made and none succeeded."""

    def __init__(self, *, reason: RetryErrorReason, errors: Sequence[object], message: str | None = None) -> None:
        super().__init__(message=_retry_message(reason, errors) if message is None else message)
        self.reason = reason
        self.errors = list(errors)
        """The error of every attempt, oldest first."""
        self.last_error = errors[-1] if errors else None


def _retry_message(reason: RetryErrorReason, errors: Sequence[object]) -> str:
    last_error = get_error_message(errors[-1] if errors else None)
    if reason == "errorNotRetryable":
        return f"Failed after {len(errors)} attempts with non-retryable error: '{last_error}'"
    return f"Failed after {len(errors)} attempts. Last error: {last_error}"


class OperationTimeoutError(AISDKError, TimeoutError):
    """A time limit passed that the caller or the SDK had set."""

    def __init__(
        self, *, label: str, timeout: float, message: str | None = None, operation: Any = None, cause: object = None
    ) -> None:
        default_message = f"{label} timeout of {timeout * 1000:.15g}ms exceeded"
        super().__init__(message=default_message if message is None else message, name="TimeoutError", cause=cause)
        self.label = label
        """What took too long, for example `Step`, `Chunk` or the name of a job."""
        self.timeout = timeout
        """The limit in seconds."""
        self.operation = operation
        """The provider's job that was still pending, if one was: with it the caller can ask again later."""


class AbortError(AISDKError):
    """The caller's abort signal fired."""

    def __init__(self, *, message: str = "This operation was aborted", cause: object = None) -> None:
        super().__init__(message=message, name="AbortError", cause=cause)


class DownloadError(AISDKError):
    """A file could not be downloaded, or may not be."""

    def __init__(
        self,
        *,
        url: str,
        status_code: int | None = None,
        status_text: str | None = None,
        message: str | None = None,
        cause: object = None,
    ) -> None:
        detail = f"{status_code} {status_text}" if cause is None else get_error_message(cause)
        super().__init__(message=f"Failed to download {url}: {detail}" if message is None else message, cause=cause)
        self.url = url
        self.status_code = status_code
        self.status_text = status_text


# --- Settings and arguments ---


class LoadAPIKeyError(AISDKError):
    """No API key was passed and none is in the environment."""

    def __init__(self, *, message: str) -> None:
        super().__init__(message=message)


class LoadSettingError(AISDKError):
    """A provider setting is missing or has the wrong type."""

    def __init__(self, *, message: str) -> None:
        super().__init__(message=message)


class InvalidArgumentError(AISDKError):
    """A function argument is wrong.

    `parameter` and `value` describe an argument of a public function; the message names the parameter. `argument` is
    for code that writes the whole message itself, such as the validation of provider options.
    """

    @overload
    def __init__(self, *, parameter: str, value: object, message: str, cause: object = None) -> None: ...

    @overload
    def __init__(self, *, argument: str, message: str, cause: object = None) -> None: ...

    def __init__(
        self,
        *,
        message: str,
        parameter: str | None = None,
        value: object = None,
        argument: str | None = None,
        cause: object = None,
    ) -> None:
        prefix = "" if parameter is None else f"Invalid argument for parameter {parameter}: "
        super().__init__(message=prefix + message, cause=cause)
        self.parameter = parameter
        self.value = value
        self.argument = argument


class InvalidPromptError(AISDKError):
    """A prompt is wrong, or the provider cannot process it."""

    def __init__(self, *, prompt: object, message: str, cause: object = None) -> None:
        super().__init__(message=f"Invalid prompt: {message}", cause=cause)
        self.prompt = prompt


class InvalidDataContentError(AISDKError):
    """The data of a file part is neither bytes nor base64."""

    def __init__(self, *, content: object, message: str | None = None, cause: object = None) -> None:
        default_message = (
            "Invalid data content. Expected a base64 string, Uint8Array, ArrayBuffer, or Buffer, "
            f"but got {json_type_name(content)}."
        )
        super().__init__(message=default_message if message is None else message, cause=cause)
        self.content = content


class InvalidMessageRoleError(AISDKError):
    """A message has a role that does not exist."""

    def __init__(self, *, role: str, message: str | None = None) -> None:
        default_message = f'Invalid message role: \'{role}\'. Must be one of: "system", "user", "assistant", "tool".'
        super().__init__(message=default_message if message is None else message)
        self.role = role


class MessageConversionError(AISDKError):
    """A UI message cannot be converted to a model message."""

    def __init__(self, *, original_message: object, message: str) -> None:
        super().__init__(message=message)
        self.original_message = original_message


class InvalidStreamPartError(AISDKError):
    """A model streamed a part that does not fit what it streamed before."""

    def __init__(self, *, chunk: object, message: str) -> None:
        super().__init__(message=message)
        self.chunk = chunk


# --- Data ---


class JSONParseError(AISDKError):
    """A text is not JSON."""

    def __init__(self, *, text: str, cause: object) -> None:
        super().__init__(
            message=f"JSON parsing failed: Text: {text}.\nError message: {get_error_message(cause)}", cause=cause
        )
        self.text = text


class TypeValidationContext(NamedTuple):
    """Where in a larger value the validated one sits."""

    field: str | None = None
    """Path in dot notation, for example `message.parts[3].data`."""
    entity_name: str | None = None
    """For example the name of a tool."""
    entity_id: str | None = None
    """For example the id of a message."""


class TypeValidationError(AISDKError):
    """A value does not have the expected type."""

    def __init__(self, *, value: object, cause: object, context: TypeValidationContext | None = None) -> None:
        super().__init__(
            message=f"Type validation failed{_describe_context(context)}: Value: {to_json_text(value)}.\n"
            f"Error message: {get_error_message(cause)}",
            cause=cause,
        )
        self.value = value
        self.context = context

    @classmethod
    def wrap(cls, *, value: object, cause: object, context: TypeValidationContext | None = None) -> TypeValidationError:
        """Describes a failed validation, without wrapping an error that describes it already.

        Args:
            value: What was validated.
            cause: What the validation raised.
            context: Where the value sits.

        Returns:
            `cause` when it is a `TypeValidationError` of the same value and place, else a new error.
        """
        if (
            isinstance(cause, TypeValidationError)
            and cause.value is value
            and (cause.context or TypeValidationContext()) == (context or TypeValidationContext())
        ):
            return cause
        return cls(value=value, cause=cause, context=context)


def _describe_context(context: TypeValidationContext | None) -> str:
    if context is None:
        return ""
    field = f" for {context.field}" if context.field else ""
    entity = [context.entity_name] if context.entity_name else []
    if context.entity_id:
        entity.append(f'id: "{context.entity_id}"')
    return f"{field} ({', '.join(entity)})" if entity else field


class SerializationError(AISDKError):
    """A value cannot be serialised."""

    def __init__(self, *, message: str = "Failed to serialize value.", cause: object = None) -> None:
        super().__init__(message=message, cause=cause)


# --- Models and providers ---


class UnsupportedFunctionalityError(AISDKError):
    """A model or provider cannot do what was asked."""

    def __init__(self, *, functionality: str, message: str | None = None) -> None:
        super().__init__(message=f"'{functionality}' functionality not supported." if message is None else message)
        self.functionality = functionality


class UnsupportedModelVersionError(AISDKError):
    """A model implements a version of the specification that this version of the SDK does not know."""

    def __init__(self, *, version: str, provider: str, model_id: str) -> None:
        super().__init__(
            message=f'Unsupported model version {version} for provider "{provider}" and model "{model_id}". '
            'AI SDK 5 only supports models that implement specification version "v2".'
        )
        self.version = version
        self.provider = provider
        self.model_id = model_id


class TooManyEmbeddingValuesForCallError(AISDKError):
    """More values were passed than the model embeds in one call."""

    def __init__(self, *, provider: str, model_id: str, max_embeddings_per_call: int, values: Sequence[object]) -> None:
        super().__init__(
            message=f'Too many values for a single embedding call. The {provider} model "{model_id}" can only embed '
            f"up to {max_embeddings_per_call} values per call, but {len(values)} values were provided."
        )
        self.provider = provider
        self.model_id = model_id
        self.max_embeddings_per_call = max_embeddings_per_call
        self.values = values


class NoSuchModelError(AISDKError):
    """A provider has no model of that name, or no models of that kind."""

    def __init__(self, *, model_id: str, model_type: ModelType, message: str | None = None) -> None:
        super().__init__(message=f"No such {model_type}: {model_id}" if message is None else message)
        self.model_id = model_id
        self.model_type = model_type


class NoSuchProviderError(NoSuchModelError):
    """A registry has no provider of that name."""

    def __init__(
        self,
        *,
        model_id: str,
        model_type: ModelType,
        provider_id: str,
        available_providers: Sequence[str],
        message: str | None = None,
    ) -> None:
        default_message = f"No such provider: {provider_id} (available providers: {','.join(available_providers)})"
        super().__init__(
            model_id=model_id, model_type=model_type, message=default_message if message is None else message
        )
        self.provider_id = provider_id
        self.available_providers = available_providers


class NoSuchProviderReferenceError(AISDKError):
    """An uploaded file has no reference for the provider that should read it."""

    def __init__(self, *, provider: str, reference: Mapping[str, str], message: str | None = None) -> None:
        default_message = (
            f"No provider reference found for provider '{provider}'. Available providers: {', '.join(reference)}"
        )
        super().__init__(message=default_message if message is None else message)
        self.provider = provider
        self.reference = reference


# --- Results ---


class NoContentGeneratedError(AISDKError):
    """A provider generated no content at all."""

    def __init__(self, *, message: str = "No content generated.") -> None:
        super().__init__(message=message)


class NoOutputGeneratedError(AISDKError):
    """There is no output to read, for example because the stream ended with an error."""

    def __init__(self, *, message: str = "No output generated.", cause: object = None) -> None:
        super().__init__(message=message, cause=cause)


class NoObjectGeneratedError(AISDKError):
    """The model gave no answer that could be parsed and validated against the schema."""

    def __init__(
        self,
        *,
        message: str = "No object generated.",
        cause: object = None,
        text: str | None = None,
        response: Any = None,
        usage: Any = None,
        finish_reason: str | None = None,
    ) -> None:
        super().__init__(message=message, cause=cause)
        self.text = text
        """What the model wrote instead: its text, or the input of its tool call."""
        self.response = response
        self.usage = usage
        self.finish_reason = finish_reason


class NoImageGeneratedError(AISDKError):
    """No model call gave an image."""

    def __init__(
        self,
        *,
        message: str = "No image generated.",
        cause: object = None,
        calls: Sequence[Any] | None = None,
        responses: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(message=message, cause=cause)
        self.calls = calls
        self.responses = responses


class NoSpeechGeneratedError(AISDKError):
    """A speech model gave no audio."""

    def __init__(self, *, responses: Sequence[Any], cause: object = None) -> None:
        super().__init__(message="No speech audio generated.", cause=cause)
        self.responses = responses


class NoTranscriptGeneratedError(AISDKError):
    """A transcription model gave no text."""

    def __init__(self, *, responses: Sequence[Any]) -> None:
        super().__init__(message="No transcript generated.")
        self.responses = responses


class NoTranslationGeneratedError(AISDKError):
    """A speech translation model gave no translation."""

    def __init__(self, *, response: Any) -> None:
        super().__init__(message="No translation generated.")
        self.response = response


class NoVideoGeneratedError(AISDKError):
    """No model call gave a video."""

    def __init__(self, *, responses: Sequence[Any], message: str = "No video generated.", cause: object = None) -> None:
        super().__init__(message=message, cause=cause)
        self.responses = responses


class DecisionRefusalError(AISDKError):
    """A decision model declined to answer questions."""

    def __init__(
        self, *, question_ids: Sequence[str], provider: str, model_id: str, message: str | None = None
    ) -> None:
        refused = enumerate_identifiers("question", question_ids)
        default_message = f'Decision model "{model_id}" from provider "{provider}" refused {refused}.'
        super().__init__(message=default_message if message is None else message)
        self.question_ids = question_ids
        self.provider = provider
        self.model_id = model_id


class DecisionUnsupportedQuestionTypeError(AISDKError):
    """A decision model does not know this type of question."""

    def __init__(
        self, *, question_id: str, question_type: str, provider: str, model_id: str, message: str | None = None
    ) -> None:
        default_message = (
            f'Question "{question_id}" has type "{question_type}", '
            f'which is not supported by provider "{provider}" and model "{model_id}".'
        )
        super().__init__(message=default_message if message is None else message)
        self.question_id = question_id
        self.question_type = question_type
        self.provider = provider
        self.model_id = model_id


class ExtractionRefusalError(AISDKError):
    """An extraction model declined to extract fields."""

    def __init__(self, *, field_ids: Sequence[str], provider: str, model_id: str, message: str | None = None) -> None:
        refused = enumerate_identifiers("field", field_ids)
        default_message = f'Extraction model "{model_id}" from provider "{provider}" refused {refused}.'
        super().__init__(message=default_message if message is None else message)
        self.field_ids = field_ids
        self.provider = provider
        self.model_id = model_id


class ExtractionUnsupportedFieldTypeError(AISDKError):
    """An extraction model does not know this type of field."""

    def __init__(
        self, *, field_id: str, field_type: str, provider: str, model_id: str, message: str | None = None
    ) -> None:
        default_message = (
            f'Field "{field_id}" has type "{field_type}", '
            f'which is not supported by provider "{provider}" and model "{model_id}".'
        )
        super().__init__(message=default_message if message is None else message)
        self.field_id = field_id
        self.field_type = field_type
        self.provider = provider
        self.model_id = model_id


# --- Tools ---


class NoSuchToolError(AISDKError):
    """A model called a tool that it was not given."""

    def __init__(
        self, *, tool_name: str, available_tools: Sequence[str] | None = None, message: str | None = None
    ) -> None:
        available = (
            "No tools are available." if available_tools is None else f"Available tools: {', '.join(available_tools)}."
        )
        super().__init__(
            message=f"Model tried to call unavailable tool '{tool_name}'. {available}" if message is None else message
        )
        self.tool_name = tool_name
        self.available_tools = available_tools


class InvalidToolInputError(AISDKError):
    """A model called a tool with an input that the tool's schema refuses."""

    def __init__(self, *, tool_name: str, tool_input: str, cause: object, message: str | None = None) -> None:
        default_message = f"Invalid input for tool {tool_name}: {get_error_message(cause)}"
        super().__init__(message=default_message if message is None else message, cause=cause)
        self.tool_input = tool_input
        self.tool_name = tool_name


class ToolCallRepairError(AISDKError):
    """The caller's repair function failed on an invalid tool call."""

    def __init__(
        self,
        *,
        cause: object,
        original_error: NoSuchToolError | InvalidToolInputError,
        message: str | None = None,
    ) -> None:
        default_message = f"Error repairing tool call: {get_error_message(cause)}"
        super().__init__(message=default_message if message is None else message, cause=cause)
        self.original_error = original_error


class ToolChoiceViolationError(AISDKError):
    """A model did not keep to the tool choice of the call."""

    def __init__(
        self,
        *,
        tool_choice: Any,
        finish_reason: str,
        provider: str,
        model_id: str,
        content: Sequence[Any],
        message: str | None = None,
    ) -> None:
        super().__init__(message=_tool_choice_message(tool_choice) if message is None else message)
        self.tool_choice = tool_choice
        self.finish_reason = finish_reason
        self.provider = provider
        self.model_id = model_id
        self.content = content


def _tool_choice_message(tool_choice: Any) -> str:
    is_mapping = isinstance(tool_choice, Mapping)
    kind = tool_choice["type"] if is_mapping else tool_choice.type
    if kind == "none":
        return "Model response contained a tool call even though tool choice was none."
    if kind == "required":
        return "Model response did not contain a tool call even though tool choice was required."
    tool_name = tool_choice["toolName"] if is_mapping else tool_choice.tool_name
    return f"Model response did not contain a call to the required tool '{tool_name}'."


class MissingToolResultsError(AISDKError):
    """A prompt contains tool calls without their results."""

    def __init__(self, *, tool_call_ids: Sequence[str]) -> None:
        plural = len(tool_call_ids) > 1
        super().__init__(
            message=f"Tool result{'s are' if plural else ' is'} missing for tool call{'s' if plural else ''} "
            f"{', '.join(tool_call_ids)}."
        )
        self.tool_call_ids = tool_call_ids


class InvalidToolApprovalError(AISDKError):
    """A tool approval answers a request that was never made."""

    def __init__(self, *, approval_id: str) -> None:
        super().__init__(
            message=f'Tool approval response references unknown approvalId: "{approval_id}". '
            "No matching tool-approval-request found in message history."
        )
        self.approval_id = approval_id


class InvalidToolApprovalSignatureError(AISDKError):
    """A tool approval request was not signed by this server, or was changed."""

    def __init__(self, *, approval_id: str, tool_call_id: str, reason: str) -> None:
        super().__init__(
            message=f'Tool approval signature verification failed for approval "{approval_id}" '
            f'(tool call "{tool_call_id}"): {reason}'
        )
        self.approval_id = approval_id
        self.tool_call_id = tool_call_id


class ToolCallNotFoundForApprovalError(AISDKError):
    """A tool approval request names a tool call that is not in the messages."""

    def __init__(self, *, tool_call_id: str, approval_id: str) -> None:
        super().__init__(message=f'Tool call "{tool_call_id}" not found for approval request "{approval_id}".')
        self.tool_call_id = tool_call_id
        self.approval_id = approval_id


# --- Chat UI ---


class UIMessageStreamError(AISDKError):
    """A chunk of a UI message stream does not fit those before it."""

    def __init__(self, *, chunk_type: str, chunk_id: str, message: str) -> None:
        super().__init__(message=message)
        self.chunk_type = chunk_type
        self.chunk_id = chunk_id
