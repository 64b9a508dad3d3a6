"""Messages are the reference's, word for word; errors keep what they were told and hide what they must."""

import copy
import inspect
import pickle
import subprocess
import sys

import pytest
from ai_sdk_core import errors
from ai_sdk_core.errors import (
    AbortError,
    AISDKError,
    APICallError,
    DownloadError,
    InvalidArgumentError,
    InvalidDataContentError,
    InvalidResponseDataError,
    JSONParseError,
    MissingToolResultsError,
    NoSuchProviderError,
    NoSuchToolError,
    OperationTimeoutError,
    RetryError,
    StreamProviderError,
    ToolCallRepairError,
    ToolChoiceViolationError,
    TypeValidationContext,
    TypeValidationError,
    get_error_message,
)

ERROR_CLASSES = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, AISDKError)]


def call_error(status_code=None, **fields):
    return APICallError(message="m", url="https://u", request_body_values={}, status_code=status_code, **fields)


@pytest.mark.parametrize("error_class", ERROR_CLASSES)
def test_constructors_take_keywords_only(error_class):
    parameters = list(inspect.signature(error_class.__init__).parameters.values())[1:]
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("error_class", ERROR_CLASSES)
def test_every_class_is_drawn_in_the_tree(error_class):
    assert error_class.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize(
    ("status_code", "is_retryable"),
    [
        (None, False),
        (200, False),
        (401, False),
        (408, True),
        (409, True),
        (422, False),
        (429, True),
        (499, False),
        (529, True),
    ],
)
def test_timeouts_conflicts_rate_limits_and_server_errors_are_retryable(status_code, is_retryable):
    assert call_error(status_code).is_retryable is is_retryable
    assert StreamProviderError(message="m", status_code=status_code).is_retryable is is_retryable


def test_the_caller_decides_about_retries_when_it_says_so():
    assert call_error(429, is_retryable=False).is_retryable is False
    assert call_error(is_retryable=True).is_retryable is True


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (InvalidResponseDataError(data={"a": 1}), 'Invalid response data: {"a":1}.'),
        (InvalidResponseDataError(data=1, message="m"), "m"),
        (
            JSONParseError(text="{x", cause=Exception("bad json")),
            "JSON parsing failed: Text: {x.\nError message: Error: bad json",
        ),
        (DownloadError(url="u", status_code=404, status_text="Not Found"), "Failed to download u: 404 Not Found"),
        (DownloadError(url="u", cause="c"), "Failed to download u: c"),
        (
            InvalidArgumentError(parameter="p", value=1, message="must be x"),
            "Invalid argument for parameter p: must be x",
        ),
        (InvalidArgumentError(argument="p", message="must be x"), "must be x"),
        (NoSuchToolError(tool_name="t"), "Model tried to call unavailable tool 't'. No tools are available."),
        (
            NoSuchToolError(tool_name="t", available_tools=["a", "b"]),
            "Model tried to call unavailable tool 't'. Available tools: a, b.",
        ),
        (MissingToolResultsError(tool_call_ids=["a"]), "Tool result is missing for tool call a."),
        (MissingToolResultsError(tool_call_ids=["a", "b"]), "Tool results are missing for tool calls a, b."),
        (
            NoSuchProviderError(
                model_id="m", model_type="languageModel", provider_id="p", available_providers=["a", "b"]
            ),
            "No such provider: p (available providers: a,b)",
        ),
        (OperationTimeoutError(label="Step", timeout=0.05), "Step timeout of 50ms exceeded"),
        (OperationTimeoutError(label="Chunk", timeout=600), "Chunk timeout of 600000ms exceeded"),
        (OperationTimeoutError(label="Chunk", timeout=1.1), "Chunk timeout of 1100ms exceeded"),
    ],
)
def test_a_class_writes_its_own_message(error, message):
    assert str(error) == error.message == message


@pytest.mark.parametrize(
    ("context", "place"),
    [
        (None, ""),
        (TypeValidationContext(field="f"), " for f"),
        (TypeValidationContext(entity_name="n"), " (n)"),
        (TypeValidationContext(entity_id="i"), ' (id: "i")'),
        (TypeValidationContext(field="f.g", entity_name="n", entity_id="i"), ' for f.g (n, id: "i")'),
    ],
)
def test_a_failed_validation_names_the_place(context, place):
    error = TypeValidationError(value="é", cause=ValueError("why"), context=context)
    assert str(error) == f'Type validation failed{place}: Value: "é".\nError message: ValueError: why'


def test_a_validation_error_is_not_wrapped_twice():
    value = {"a": 1}
    error = TypeValidationError(value=value, cause="why")
    assert TypeValidationError.wrap(value=value, cause=error) is error
    assert TypeValidationError.wrap(value=value, cause=error, context=TypeValidationContext(field="f")) is not error
    assert TypeValidationError.wrap(value={"b": 2}, cause=error).cause is error


@pytest.mark.parametrize(
    ("tool_choice", "ending"),
    [
        ({"type": "none"}, "contained a tool call even though tool choice was none."),
        ({"type": "required"}, "did not contain a tool call even though tool choice was required."),
        ({"type": "tool", "toolName": "z"}, "did not contain a call to the required tool 'z'."),
    ],
)
def test_a_tool_choice_violation_says_what_was_asked(tool_choice, ending):
    error = ToolChoiceViolationError(
        tool_choice=tool_choice, finish_reason="stop", provider="p", model_id="m", content=[]
    )
    assert str(error) == f"Model response {ending}"


@pytest.mark.parametrize(
    ("content", "type_name"),
    [(5, "number"), (True, "boolean"), ("x", "string"), (None, "undefined"), ([], "object")],
)
def test_data_content_is_described_by_its_json_type(content, type_name):
    assert str(InvalidDataContentError(content=content)).endswith(f"but got {type_name}.")


def test_a_retry_error_keeps_all_attempts():
    first, last = call_error(500), call_error(503)
    error = RetryError(reason="maxRetriesExceeded", errors=[first, last])
    assert (error.errors, error.last_error) == ([first, last], last)
    assert str(error) == "Failed after 2 attempts. Last error: AI_APICallError: m"
    refused = RetryError(reason="errorNotRetryable", errors=[first, "no"])
    assert str(refused) == "Failed after 2 attempts with non-retryable error: 'no'"


def test_cause_and_raise_from_are_the_same():
    cause = ValueError("c")
    assert call_error(cause=cause).__cause__ is cause
    with pytest.raises(APICallError) as raised:
        raise call_error() from cause
    assert raised.value.cause is cause
    assert call_error(cause="text").cause == "text"
    assert call_error().cause is None


def test_names_are_those_of_the_family():
    assert call_error().name == "AI_APICallError"
    assert AbortError().name == "AbortError"
    assert OperationTimeoutError(label="Step", timeout=1).name == "TimeoutError"
    assert AISDKError(message="m", name="X").name == "X"


def test_a_timeout_is_a_timeout_for_python_too():
    assert isinstance(OperationTimeoutError(label="Step", timeout=1), TimeoutError)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (None, "unknown error"),
        ("text", "text"),
        (Exception("c"), "Error: c"),
        (ValueError("c"), "ValueError: c"),
        (ValueError(), "ValueError"),
        (AISDKError(message="m", name="X"), "X: m"),
        ({"a": [1, None]}, '{"a":[1,null]}'),
        ({(1, 2): "keys that JSON does not know"}, "{(1, 2): 'keys that JSON does not know'}"),
    ],
)
def test_any_error_value_can_be_described(error, message):
    assert get_error_message(error) == message


def test_the_repair_error_describes_its_cause():
    original = NoSuchToolError(tool_name="t")
    error = ToolCallRepairError(cause=Exception("c"), original_error=original)
    assert (str(error), error.original_error) == ("Error repairing tool call: Error: c", original)


@pytest.mark.parametrize("clone", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_errors_survive_copies_and_process_boundaries(clone):
    error = OperationTimeoutError(label="Step", timeout=1, operation={"id": "job"})
    twin = clone(error)
    assert (type(twin), str(twin), twin.name, twin.operation) == (
        OperationTimeoutError, str(error), "TimeoutError", {"id": "job"},
    )  # fmt: skip
    assert clone(call_error(429)).status_code == 429


def test_response_headers_do_not_show_in_texts():
    error = call_error(401, response_headers={"set-cookie": "secret"})
    assert "secret" not in f"{error}{error!r}{get_error_message(error)}"


def test_importing_errors_loads_no_third_party_code():
    code = (
        "import sys; import ai_sdk_core.errors; "
        "print({'pydantic', 'pydantic_core', 'httpx', 'typing_extensions', 'json'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-I", "-c", code], text=True).strip() == "set()"
