"""Options of `generate_object` and `stream_object`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .._callbacks import Callback
from .._generate_text.events import ErrorEvent
from .._operation import CallOptions
from .._prompt.download import DownloadFunction
from .._prompt.messages import InstructionsInput, MessageInput
from ..errors import JSONParseError, TypeValidationError
from ..provider.language_model.call_options import ReasoningEffort
from .events import (
    GenerateObjectEndEvent,
    GenerateObjectStartEvent,
    GenerateObjectStepEndEvent,
    GenerateObjectStepStartEvent,
)


@dataclass(slots=True, kw_only=True)
class RepairTextOptions:
    """A text that is no such object, and what is wrong with it."""

    text: str
    error: JSONParseError | TypeValidationError


RepairTextFunction: TypeAlias = Callable[[RepairTextOptions], Awaitable[str | None] | str | None]
"""Given a text that is no such object, gives a better one, or `None` to give up."""


class ObjectOptions(CallOptions, total=False):
    """Options of `generate_object` and `stream_object`."""

    prompt: str | Sequence[MessageInput]
    """What the user says, or messages."""
    messages: Sequence[MessageInput]
    """The conversation so far; use either this or `prompt`."""
    instructions: InstructionsInput
    """How the model should behave."""
    allow_system_in_messages: bool
    """Accept system messages among `messages`; off by default, because messages often come from users."""
    schema_name: str
    """Helps some models: what the object is called."""
    schema_description: str
    """Helps some models: what the object is."""

    max_output_tokens: int
    temperature: float
    top_p: float
    top_k: int
    presence_penalty: float
    frequency_penalty: float
    seed: int
    reasoning: ReasoningEffort
    """How much the model reasons; default `provider-default`."""

    repair_text: RepairTextFunction
    """Called with a text that is no such object; may return a better one."""
    download: DownloadFunction
    """Replaces the download of files that the model does not fetch itself."""

    on_start: Callback[GenerateObjectStartEvent]
    on_step_start: Callback[GenerateObjectStepStartEvent]
    on_step_end: Callback[GenerateObjectStepEndEvent]
    on_end: Callback[GenerateObjectEndEvent]


class StreamObjectOptions(ObjectOptions, total=False):
    """Options of `stream_object`."""

    on_error: Callback[ErrorEvent]
    """Told about errors in the stream."""
