"""Content of a step as users see it: what the model returned, with tool inputs parsed and files ready to use.

Text, reasoning, sources and custom content are the specification's own types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from .._generated_file import GeneratedFile
from .._value import Value
from ..provider.json_value import JSONObject
from ..provider.language_model.content import CustomContent, DocumentSource, Reasoning, Text, UrlSource
from ..provider.shared import ProviderMetadata


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FileOutput(Value):
    """A file that the model generated."""

    file: GeneratedFile
    provider_metadata: ProviderMetadata | None = None
    type: Literal["file"] = "file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ReasoningFileOutput(Value):
    """A file that the model generated while reasoning."""

    file: GeneratedFile
    provider_metadata: ProviderMetadata | None = None
    type: Literal["reasoning-file"] = "reasoning-file"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TypedToolCall(Value):
    """The model calls a tool; the input was parsed and validated."""

    tool_call_id: str
    tool_name: str
    input: Any
    """The validated input; for an invalid call whatever the model wrote."""
    provider_executed: bool | None = None
    provider_metadata: ProviderMetadata | None = None
    tool_metadata: JSONObject | None = None
    """`metadata` of the tool that is called."""
    dynamic: bool | None = None
    """True if the type of the input is not known before run time."""
    invalid: bool | None = None
    """True if the tool does not exist or the input is not valid for it; `error` says which."""
    error: BaseException | None = None
    title: str | None = None
    schema_input: Any = field(default=None, repr=False)
    """The input before schema and `refine_tool_input` changed it, in a one-element tuple; approvals sign it."""
    type: Literal["tool-call"] = "tool-call"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TypedToolResult(Value):
    """A tool ran and gave a result."""

    tool_call_id: str
    tool_name: str
    input: Any
    output: Any
    provider_executed: bool | None = None
    provider_metadata: ProviderMetadata | None = None
    tool_metadata: JSONObject | None = None
    dynamic: bool | None = None
    preliminary: bool | None = None
    """True if a later result of the same call replaces this one."""
    title: str | None = None
    type: Literal["tool-result"] = "tool-result"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TypedToolError(Value):
    """A tool failed, or a call was not valid."""

    tool_call_id: str
    tool_name: str
    input: Any
    error: Any
    """The exception; a message for an invalid call; the provider's error value for its own tools."""
    provider_executed: bool | None = None
    provider_metadata: ProviderMetadata | None = None
    tool_metadata: JSONObject | None = None
    dynamic: bool | None = None
    title: str | None = None
    type: Literal["tool-error"] = "tool-error"


ToolOutput: TypeAlias = TypedToolResult | TypedToolError
"""What came of a tool call."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolApprovalRequestOutput(Value):
    """A tool call waits for a decision (or was decided automatically)."""

    approval_id: str
    tool_call: TypedToolCall
    reason: str | None = None
    is_automatic: bool | None = None
    signature: str | None = None
    """HMAC over the call, if a `tool_approval_secret` was given."""
    type: Literal["tool-approval-request"] = "tool-approval-request"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolApprovalResponseOutput(Value):
    """The decision on a tool call."""

    approval_id: str
    tool_call: TypedToolCall
    approved: bool
    reason: str | None = None
    provider_executed: bool | None = None
    type: Literal["tool-approval-response"] = "tool-approval-response"


ContentPart: TypeAlias = (
    Text
    | Reasoning
    | ReasoningFileOutput
    | CustomContent
    | UrlSource
    | DocumentSource
    | FileOutput
    | TypedToolCall
    | TypedToolResult
    | TypedToolError
    | ToolApprovalRequestOutput
    | ToolApprovalResponseOutput
)
"""One piece of a step's content."""
