"""Messages as users write them.

A message is one of these classes or a plain dict of the same shape, with snake_case or camelCase keys::

    {"role": "user", "content": "hi"}
    UserModelMessage(content=[TextPart(text="What is this?"), FilePart(data=png, media_type="image/png")])

Parts whose shape the specification shares are the specification's own classes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from ..provider._codec_hooks import BASE64, BY_ROLE, BY_TYPE, SpecValue
from ..provider.json_value import JSONValue
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
from ..provider.shared import FileData, FileDataUrl, GeneratedFileData, ProviderOptions, ProviderReference

DataContent: TypeAlias = Annotated[bytes | str, BASE64]
"""File contents: bytes, or a string. A string is a URL (`https:`, `data:`, ...) if it reads as one, else base64."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ImagePart(SpecValue):
    """An image. Deprecated: write `FilePart(data=..., media_type="image")`."""

    image: DataContent | FileDataUrl | ProviderReference
    media_type: str | None = None
    """May be left out: most image types are recognised by their contents."""
    provider_options: ProviderOptions | None = None
    type: Literal["image"] = "image"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FilePart(SpecValue):
    """A file."""

    data: DataContent | FileData | ProviderReference
    """Bytes, a base64 or URL string, `FileDataUrl(...)` and its siblings, or an uploaded file's ids by provider."""
    media_type: str | None = None
    """Full (`image/png`) or top level only (`image`). May be left out where the data tells: data URLs, downloads that
    come with a type, images."""
    filename: str | None = None
    provider_options: ProviderOptions | None = None
    type: Literal["file"] = "file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ReasoningFilePart(SpecValue):
    """A file that was part of the reasoning of an earlier answer."""

    data: DataContent | GeneratedFileData
    media_type: str
    provider_options: ProviderOptions | None = None
    type: Literal["reasoning-file"] = "reasoning-file"


DeprecatedToolContentType: TypeAlias = Literal[
    "file-data",
    "file-url",
    "file-id",
    "file-reference",
    "image-data",
    "image-url",
    "image-file-id",
    "image-file-reference",
]


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class DeprecatedToolContent(SpecValue):
    """A file in a tool result in a form of earlier versions, which stored messages may still hold.

    Write `FilePart` instead.
    """

    type: DeprecatedToolContentType
    data: str | None = None
    """Base64."""
    url: str | None = None
    file_id: str | dict[str, str] | None = None
    """The id at the provider that is called, or ids by provider."""
    provider_reference: ProviderReference | None = None
    media_type: str | None = None
    filename: str | None = None
    provider_options: ProviderOptions | None = None


ToolOutputContent: TypeAlias = Annotated[TextPart | FilePart | CustomToolContent | DeprecatedToolContent, BY_TYPE]
"""One piece of a tool result of several parts."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ContentOutput(SpecValue):
    """A tool's result as text and files."""

    value: list[ToolOutputContent]
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
class ToolApprovalRequestPart(SpecValue):
    """A tool call waits for a decision."""

    approval_id: str
    tool_call_id: str
    reason: str | None = None
    is_automatic: bool | None = None
    """True if the decision was made by the program's own rules, without a person."""
    signature: str | None = None
    """HMAC over the call, if a `tool_approval_secret` was given."""
    input_schema_input: JSONValue = None
    """The tool's input before the schema changed it, where that differs from the tool call's."""
    type: Literal["tool-approval-request"] = "tool-approval-request"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolApprovalResponsePart(SpecValue):
    """The decision on a tool call."""

    approval_id: str
    approved: bool
    reason: str | None = None
    provider_executed: bool | None = None
    """True if the provider runs the tool; it is told the decision."""
    type: Literal["tool-approval-response"] = "tool-approval-response"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SystemModelMessage(SpecValue):
    """Instructions."""

    content: str
    provider_options: ProviderOptions | None = None
    role: Literal["system"] = "system"


UserContentPart: TypeAlias = Annotated[TextPart | ImagePart | FilePart, BY_TYPE]
"""What a user message may hold."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class UserModelMessage(SpecValue):
    """What the user says."""

    content: str | list[UserContentPart]
    provider_options: ProviderOptions | None = None
    role: Literal["user"] = "user"


AssistantContentPart: TypeAlias = Annotated[
    TextPart
    | CustomPart
    | FilePart
    | ReasoningPart
    | ReasoningFilePart
    | ToolCallPart
    | ToolResultPart
    | ToolApprovalRequestPart,
    BY_TYPE,
]
"""What an assistant message may hold."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class AssistantModelMessage(SpecValue):
    """What the model said."""

    content: str | list[AssistantContentPart]
    provider_options: ProviderOptions | None = None
    role: Literal["assistant"] = "assistant"


ToolMessagePart: TypeAlias = Annotated[ToolResultPart | ToolApprovalResponsePart, BY_TYPE]
"""What a tool message may hold."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolModelMessage(SpecValue):
    """What the tools gave, and decisions on tool calls."""

    content: list[ToolMessagePart]
    provider_options: ProviderOptions | None = None
    role: Literal["tool"] = "tool"


ModelMessage: TypeAlias = Annotated[
    SystemModelMessage | UserModelMessage | AssistantModelMessage | ToolModelMessage, BY_ROLE
]
"""One message of a conversation."""

ResponseMessage: TypeAlias = Annotated[AssistantModelMessage | ToolModelMessage, BY_ROLE]
"""A message that a generation adds to the conversation."""

MessageInput: TypeAlias = ModelMessage | Mapping[str, Any]
"""A message as functions accept it: typed, or a dict of the same shape."""

Instructions: TypeAlias = str | SystemModelMessage | Sequence[SystemModelMessage]
"""What the model is told before the conversation."""

InstructionsInput: TypeAlias = str | MessageInput | Sequence[MessageInput]
"""Instructions as functions accept them: a text, a system message, or several; messages may be dicts."""
