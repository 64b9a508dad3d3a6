"""The prompt that a language model receives: a list of messages in one normal form.

Users write prompts in friendlier forms; the generation functions convert them to this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from .._codec_hooks import BY_ROLE, BY_TYPE, MAYBE_UNDEFINED, SpecValue
from ..json_value import JSONValue
from ..shared import FileData, GeneratedFileData, ProviderOptions


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextPart(SpecValue):
    """Text."""

    text: str
    provider_options: ProviderOptions | None = None
    type: Literal["text"] = "text"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ReasoningPart(SpecValue):
    """Reasoning of an earlier answer."""

    text: str
    provider_options: ProviderOptions | None = None
    type: Literal["reasoning"] = "reasoning"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ReasoningFilePart(SpecValue):
    """A file that was part of the reasoning of an earlier answer."""

    data: GeneratedFileData
    media_type: str
    provider_options: ProviderOptions | None = None
    type: Literal["reasoning-file"] = "reasoning-file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class CustomPart(SpecValue):
    """Content that only its provider understands."""

    kind: str
    provider_options: ProviderOptions | None = None
    type: Literal["custom"] = "custom"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FilePart(SpecValue):
    """A file."""

    data: FileData
    media_type: str
    """Full (`image/png`) or top level only (`image`); `image/*` means `image`."""
    filename: str | None = None
    provider_options: ProviderOptions | None = None
    type: Literal["file"] = "file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolCallPart(SpecValue):
    """A tool call of an earlier answer."""

    tool_call_id: str
    tool_name: str
    input: Annotated[Any, MAYBE_UNDEFINED]
    """The arguments as a JSON value."""
    provider_executed: bool | None = None
    provider_options: ProviderOptions | None = None
    type: Literal["tool-call"] = "tool-call"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TextOutput(SpecValue):
    """A tool's result as text."""

    value: str
    provider_options: ProviderOptions | None = None
    type: Literal["text"] = "text"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class JsonOutput(SpecValue):
    """A tool's result as a JSON value."""

    value: JSONValue
    provider_options: ProviderOptions | None = None
    type: Literal["json"] = "json"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ExecutionDenied(SpecValue):
    """The tool did not run because the user said no."""

    reason: str | None = None
    provider_options: ProviderOptions | None = None
    type: Literal["execution-denied"] = "execution-denied"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ErrorTextOutput(SpecValue):
    """The tool failed; the error as text."""

    value: str
    provider_options: ProviderOptions | None = None
    type: Literal["error-text"] = "error-text"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ErrorJsonOutput(SpecValue):
    """The tool failed; the error as a JSON value."""

    value: JSONValue
    provider_options: ProviderOptions | None = None
    type: Literal["error-json"] = "error-json"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class CustomToolContent(SpecValue):
    """Tool content that only its provider understands."""

    provider_options: ProviderOptions | None = None
    type: Literal["custom"] = "custom"


ToolContentPart: TypeAlias = Annotated[TextPart | FilePart | CustomToolContent, BY_TYPE]
"""One piece of a tool result of several parts."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ContentOutput(SpecValue):
    """A tool's result as text and files."""

    value: list[ToolContentPart]
    provider_options: ProviderOptions | None = None
    type: Literal["content"] = "content"


ToolResultOutput: TypeAlias = Annotated[
    TextOutput | JsonOutput | ExecutionDenied | ErrorTextOutput | ErrorJsonOutput | ContentOutput, BY_TYPE
]
"""What a tool gave, as the model will see it."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolResultPart(SpecValue):
    """The result of a tool call."""

    tool_call_id: str
    tool_name: str
    output: ToolResultOutput
    provider_options: ProviderOptions | None = None
    type: Literal["tool-result"] = "tool-result"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolApprovalResponsePart(SpecValue):
    """The user's decision on a tool call that the provider wants to execute."""

    approval_id: str
    approved: bool
    reason: str | None = None
    provider_options: ProviderOptions | None = None
    type: Literal["tool-approval-response"] = "tool-approval-response"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SystemMessage(SpecValue):
    """Instructions."""

    content: str
    provider_options: ProviderOptions | None = None
    role: Literal["system"] = "system"


UserContent: TypeAlias = Annotated[TextPart | FilePart, BY_TYPE]
"""What a user message may hold."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class UserMessage(SpecValue):
    """What the user says."""

    content: list[UserContent]
    provider_options: ProviderOptions | None = None
    role: Literal["user"] = "user"


AssistantContent: TypeAlias = Annotated[
    TextPart | FilePart | CustomPart | ReasoningPart | ReasoningFilePart | ToolCallPart | ToolResultPart, BY_TYPE
]
"""What an assistant message may hold."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class AssistantMessage(SpecValue):
    """What the model said."""

    content: list[AssistantContent]
    provider_options: ProviderOptions | None = None
    role: Literal["assistant"] = "assistant"


ToolContent: TypeAlias = Annotated[ToolResultPart | ToolApprovalResponsePart, BY_TYPE]
"""What a tool message may hold."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolMessage(SpecValue):
    """What the tools gave."""

    content: list[ToolContent]
    provider_options: ProviderOptions | None = None
    role: Literal["tool"] = "tool"


Message: TypeAlias = Annotated[SystemMessage | UserMessage | AssistantMessage | ToolMessage, BY_ROLE]
"""One message of a prompt."""

Prompt: TypeAlias = list[Message]
"""The messages that a model answers."""
