"""Tools as a language model sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from .._codec_hooks import BY_TYPE, SpecValue
from ..json_value import JSONObject
from ..shared import ProviderOptions


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolInputExample(SpecValue):
    """An input that shows the model how a tool is called."""

    input: JSONObject


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FunctionTool(SpecValue):
    """A tool that the caller runs."""

    name: str
    description: str | None = None
    input_schema: dict[str, Any]
    """JSON Schema (draft 7) of the arguments."""
    input_examples: list[ToolInputExample] | None = None
    strict: bool | None = None
    provider_options: ProviderOptions | None = None
    type: Literal["function"] = "function"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ProviderTool(SpecValue):
    """A tool that the provider defines (and often runs)."""

    id: str
    """`{provider}.{tool}`."""
    name: str
    args: dict[str, Any]
    type: Literal["provider"] = "provider"


LanguageModelTool: TypeAlias = Annotated[FunctionTool | ProviderTool, BY_TYPE]
"""A tool that a model may call."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ToolChoice(SpecValue):
    """Which tools the model may or must call."""

    type: Literal["auto", "none", "required", "tool"]
    tool_name: str | None = None
    """The tool that must be called, for `tool`."""
