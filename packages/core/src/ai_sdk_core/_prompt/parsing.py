"""Checks messages and turns dicts into the typed classes.

One table says which fields each kind of message and part has; it serves dicts with snake_case keys, dicts with
camelCase keys (as the TypeScript SDK stores them) and typed objects alike. A fault is reported with its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn, TypeAlias, cast

from ..errors import InvalidMessageRoleError, InvalidPromptError
from ..provider._codec_hooks import SpecValue, to_camel
from ..provider.language_model.prompt import (
    CustomPart,
    CustomToolContent,
    ErrorJsonOutput,
    ErrorTextOutput,
    ExecutionDenied,
    JsonOutput,
    ReasoningPart,
    TextOutput,
    TextPart,
    ToolCallPart,
)
from ..provider.shared import FileDataData, FileDataReference, FileDataText, FileDataUrl
from .messages import (
    AssistantModelMessage,
    ContentOutput,
    DeprecatedToolContent,
    FilePart,
    ImagePart,
    MessageInput,
    ModelMessage,
    ReasoningFilePart,
    SystemModelMessage,
    ToolApprovalRequestPart,
    ToolApprovalResponsePart,
    ToolModelMessage,
    ToolResultOutput,
    ToolResultPart,
    UserModelMessage,
)

Check: TypeAlias = Callable[[Any], Any]
"""Returns the value in its normal form, or raises `_Fault`."""

_MISSING = object()
_OBJECT = (dict, SpecValue, Mapping)


class _Fault(Exception):
    """Something is wrong with a value; the path is completed on the way up."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.path: list[str] = []

    def describe(self, root: str) -> str:
        return f"{root}{''.join(reversed(self.path))}: {self}"


def parse_messages(messages: Sequence[MessageInput], *, name: str = "messages") -> list[ModelMessage]:
    """Check messages and turn dicts into the typed classes.

    Args:
        messages: Typed messages and dicts, in any mixture.
        name: What the messages are called in errors.

    Returns:
        New messages; options and other JSON values are shared with the given ones, never changed.

    Raises:
        InvalidPromptError: A message is malformed; the error gives the path of the fault.
        InvalidMessageRoleError: A message has a role that does not exist.
    """
    try:
        parsed: list[ModelMessage] = _list_of(_message)(messages)
    except _Fault as fault:
        raise InvalidPromptError(prompt=messages, message=fault.describe(name)) from fault
    return parsed


def parse_system_message(message: object, *, name: str) -> SystemModelMessage:
    """Check one system message.

    Args:
        message: A typed message or a dict.
        name: What the message is called in errors.

    Returns:
        The message.

    Raises:
        InvalidPromptError: It is no system message, or malformed.
    """
    try:
        return cast("SystemModelMessage", _one_of("role", {"system": _ROLES["system"]})(message))
    except _Fault as fault:
        raise InvalidPromptError(prompt=message, message=fault.describe(name)) from fault


def parse_tool_result_output(output: object) -> ToolResultOutput:
    """Check what a tool's `to_model_output` returned.

    Args:
        output: A typed output or a dict.

    Returns:
        The output.

    Raises:
        InvalidPromptError: It is malformed; the error gives the path of the fault.
    """
    try:
        return cast("ToolResultOutput", _tool_result_output(output))
    except _Fault as fault:
        raise InvalidPromptError(prompt=output, message=fault.describe("output")) from fault


# --- Values ---


def _fail(expected: str, value: object) -> NoReturn:
    shown = repr(value) if isinstance(value, str | int | float) else type(value).__name__
    raise _Fault(f"expected {expected}, got {shown if len(shown) <= 80 else shown[:80] + '...'}")


def _string(value: Any) -> str:
    return value if isinstance(value, str) else _fail("a string", value)


def _boolean(value: Any) -> bool:
    return value if isinstance(value, bool) else _fail("true or false", value)


def _anything(value: Any) -> Any:
    return value


def _strings_by_key(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        _fail("an object", value)
    return {_string(key): _at(f".{key}", _string, item) for key, item in value.items()}


def _options(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        _fail("an object with one object per provider", value)
    for provider, options in value.items():
        if not isinstance(options, Mapping):
            _at(f".{provider}", lambda wrong: _fail("an object", wrong), options)
    return value if isinstance(value, dict) else dict(value)


def _data(value: Any) -> bytes | str:
    if isinstance(value, bytes | str):
        return value
    return bytes(value) if isinstance(value, bytearray | memoryview) else _fail("bytes or a string", value)


def _at(step: str, check: Check, value: Any) -> Any:
    try:
        return check(value)
    except _Fault as fault:
        fault.path.append(step)
        raise


def _list_of(check: Check) -> Check:
    def check_list(value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            _fail("a list", value)
        return [_at(f"[{index}]", check, item) for index, item in enumerate(value)]

    return check_list


def _text_or(check: Check) -> Check:
    return lambda value: value if isinstance(value, str) else check(value)


# --- Objects ---


class _Field(NamedTuple):
    name: str
    key: str
    check: Check
    required: bool


class _Shape(NamedTuple):
    """The fields of one kind of object, and the class it becomes."""

    build: Callable[..., Any]
    fields: tuple[_Field, ...]

    def parse(self, source: Any) -> Any:
        values: dict[str, Any] = {}
        for name, key, check, required in self.fields:
            value = _get(source, name, key)
            if value is _MISSING or (value is None and check is not _anything):
                if required:
                    raise _missing(name)
                continue
            values[name] = _at(f".{name}", check, value)
        return self.build(**values)


def _get(source: Any, name: str, key: str) -> Any:
    if isinstance(source, SpecValue):
        return getattr(source, name, _MISSING)
    value = source.get(name, _MISSING)
    return source.get(key, _MISSING) if value is _MISSING else value


def _missing(name: str) -> _Fault:
    fault = _Fault("is missing")
    fault.path.append(f".{name}")
    return fault


def _shape(build: Callable[..., Any], required: dict[str, Check], optional: dict[str, Check] | None = None) -> _Shape:
    checks = {**required, **(optional or {})}
    return _Shape(build, tuple(_Field(name, to_camel(name), checks[name], name in required) for name in checks))


def _with_options(build: Callable[..., Any], required: dict[str, Check], **optional: Check) -> _Shape:
    return _shape(build, required, {**optional, "provider_options": _options})


def _one_of(tag: str, shapes: Mapping[str, _Shape]) -> Check:
    """Check objects that come in several kinds, told apart by one field."""

    def check_kind(value: Any) -> Any:
        if not isinstance(value, _OBJECT):
            _fail("an object", value)
        kind = _get(value, tag, tag)
        if kind is _MISSING:
            raise _missing(tag)
        shape = shapes.get(kind) if isinstance(kind, str) else None
        if shape is None:
            known = ", ".join(map(repr, shapes))
            return _at(f".{tag}", lambda wrong: _fail(f"one of {known}" if len(shapes) > 1 else known, wrong), kind)
        return shape.parse(value)

    return check_kind


# --- Files ---

_FILE_DATA = {
    "data": _shape(FileDataData, {"data": _data}),
    "url": _shape(FileDataUrl, {"url": _string}, {"original_url": _string}),
    "reference": _shape(FileDataReference, {"reference": _strings_by_key}),
    "text": _shape(FileDataText, {"text": _string}),
}


def _file_content(*kinds: str, references: bool) -> Check:
    """Check a file in any of the users' forms.

    Args:
        kinds: The tagged forms that are allowed here.
        references: Whether the ids of an uploaded file, by provider, are allowed here.
    """
    tagged = _one_of("type", {kind: _FILE_DATA[kind] for kind in kinds})

    def check_content(value: Any) -> Any:
        if isinstance(value, SpecValue) or (isinstance(value, Mapping) and "type" in value):
            return tagged(value)
        if references and isinstance(value, Mapping):
            return _strings_by_key(value)
        return _data(value)

    return check_content


_any_file = _file_content("data", "url", "reference", "text", references=True)

# --- Parts ---

_TEXT = _with_options(TextPart, {"text": _string})
_FILE = _with_options(FilePart, {"data": _any_file}, media_type=_string, filename=_string)


def _deprecated(kind: str, required: dict[str, Check], **optional: Check) -> _Shape:
    return _with_options(lambda **fields: DeprecatedToolContent(type=cast("Any", kind), **fields), required, **optional)


def _file_id(value: Any) -> str | dict[str, str]:
    return value if isinstance(value, str) else _strings_by_key(value)


_TOOL_CONTENT = {
    "text": _TEXT,
    "file": _FILE,
    "custom": _with_options(CustomToolContent, {}),
    "file-data": _deprecated("file-data", {"data": _string, "media_type": _string}, filename=_string),
    "file-url": _deprecated("file-url", {"url": _string}, media_type=_string),
    "file-id": _deprecated("file-id", {"file_id": _file_id}),
    "file-reference": _deprecated("file-reference", {"provider_reference": _strings_by_key}),
    "image-data": _deprecated("image-data", {"data": _string, "media_type": _string}),
    "image-url": _deprecated("image-url", {"url": _string}),
    "image-file-id": _deprecated("image-file-id", {"file_id": _file_id}),
    "image-file-reference": _deprecated("image-file-reference", {"provider_reference": _strings_by_key}),
}

_tool_result_output = _one_of(
    "type",
    {
        "text": _with_options(TextOutput, {"value": _string}),
        "json": _with_options(JsonOutput, {"value": _anything}),
        "execution-denied": _with_options(ExecutionDenied, {}, reason=_string),
        "error-text": _with_options(ErrorTextOutput, {"value": _string}),
        "error-json": _with_options(ErrorJsonOutput, {"value": _anything}),
        "content": _with_options(ContentOutput, {"value": _list_of(_one_of("type", _TOOL_CONTENT))}),
    },
)

_TOOL_RESULT = _with_options(
    ToolResultPart, {"tool_call_id": _string, "tool_name": _string, "output": _tool_result_output}
)

_USER_CONTENT = {
    "text": _TEXT,
    "image": _with_options(ImagePart, {"image": _file_content("url", references=True)}, media_type=_string),
    "file": _FILE,
}


def _tool_call(*, input: Any = None, **fields: Any) -> ToolCallPart:  # noqa: A002 - the field's name
    return ToolCallPart(input=input, **fields)


_ASSISTANT_CONTENT = {
    "text": _TEXT,
    "custom": _with_options(CustomPart, {"kind": _string}),
    "file": _FILE,
    "reasoning": _with_options(ReasoningPart, {"text": _string}),
    "reasoning-file": _with_options(
        ReasoningFilePart, {"data": _file_content("data", "url", references=False), "media_type": _string}
    ),
    "tool-call": _with_options(
        _tool_call, {"tool_call_id": _string, "tool_name": _string}, input=_anything, provider_executed=_boolean
    ),
    "tool-result": _TOOL_RESULT,
    "tool-approval-request": _shape(
        ToolApprovalRequestPart,
        {"approval_id": _string, "tool_call_id": _string},
        {"reason": _string, "is_automatic": _boolean, "signature": _string, "input_schema_input": _anything},
    ),
}

_TOOL_MESSAGE_CONTENT = {
    "tool-result": _TOOL_RESULT,
    "tool-approval-response": _shape(
        ToolApprovalResponsePart,
        {"approval_id": _string, "approved": _boolean},
        {"reason": _string, "provider_executed": _boolean},
    ),
}

# --- Messages ---


def _parts(shapes: Mapping[str, _Shape]) -> Check:
    return _list_of(_one_of("type", shapes))


_ROLES = {
    "system": _with_options(SystemModelMessage, {"content": _string}),
    "user": _with_options(UserModelMessage, {"content": _text_or(_parts(_USER_CONTENT))}),
    "assistant": _with_options(AssistantModelMessage, {"content": _text_or(_parts(_ASSISTANT_CONTENT))}),
    "tool": _with_options(ToolModelMessage, {"content": _parts(_TOOL_MESSAGE_CONTENT)}),
}

_known_role = _one_of("role", _ROLES)


def _message(value: Any) -> Any:
    role = _get(value, "role", "role") if isinstance(value, _OBJECT) else None
    if isinstance(role, str) and role not in _ROLES:
        raise InvalidMessageRoleError(role=role)
    return _known_role(value)
