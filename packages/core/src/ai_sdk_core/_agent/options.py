"""Settings of agents, and options of their calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypedDict

from .._abort import AbortSignal
from .._callbacks import Callback
from .._generate_text.events import EndEvent, StartEvent, StepStartEvent
from .._generate_text.options import StreamTextOptions
from .._generate_text.output import Output
from .._generate_text.smooth_stream import StreamTransform
from .._generate_text.steering import Steering
from .._generate_text.step import StepResult
from .._generate_text.timeout import Timeout
from .._generate_text.tool_execution import ToolExecutionEndEvent, ToolExecutionStartEvent
from .._prompt.messages import InstructionsInput, MessageInput
from .._tools import ToolSet
from ..provider.language_model.model import LanguageModel


class AgentCallOptions(TypedDict, total=False):
    """Options of one call of an agent. Callbacks are called beside those in the agent's settings."""

    abort_signal: AbortSignal
    """Stops the call from elsewhere; cancelling the task works as well."""
    timeout: float | Timeout
    """Seconds for the whole call, or a `Timeout`; instead of the one in the settings."""
    runtime_context: Any
    """Any value that travels through `prepare_step`, approvals and events; instead of the one in the settings."""
    tools_context: Mapping[str, Any]
    """A value for each tool, by name; instead of the ones in the settings."""
    steering: Steering
    """Messages that join the running call (experimental)."""

    on_start: Callback[StartEvent]
    on_step_start: Callback[StepStartEvent]
    on_tool_execution_start: Callback[ToolExecutionStartEvent]
    on_tool_execution_end: Callback[ToolExecutionEndEvent]
    on_step_end: Callback[StepResult]
    on_end: Callback[EndEvent]


class AgentStreamOptions(AgentCallOptions, total=False):
    """Options of one streamed call of an agent."""

    transform: StreamTransform | Sequence[StreamTransform]
    """Changes the parts on their way to the user, e.g. `smooth_stream()`; instead of the one in the settings."""


class PreparedCall(StreamTextOptions, total=False):
    """What an agent passes to `generate_text` or `stream_text`: its settings and the prompt of the call."""

    model: LanguageModel | str
    instructions: InstructionsInput | None
    tools: ToolSet | None
    output: Output[Any, Any, Any] | None
    prompt: str | Sequence[MessageInput] | None
    messages: Sequence[MessageInput] | None


class AgentCall(PreparedCall):
    """A call that is to be prepared."""

    options: Any
    """The options of the call, validated; `generate_text` does not see them."""


PrepareCallFunction: TypeAlias = Callable[[AgentCall], Awaitable[PreparedCall | None] | PreparedCall | None]
"""Gets what would be passed on, and returns what is passed on instead: `{**call, "temperature": 0}`."""


class AgentSettings(StreamTextOptions, total=False):
    """Settings of an agent: all options of `stream_text`, and how calls are prepared.

    What only streams have (`transform`, `on_chunk`, ...) is left out of `generate`, but for `on_error`, which is told
    about the error of a `generate` before it is raised. Aborts and timeouts are not reported to it.
    """

    id: str
    """Names the agent."""
    prepare_call: PrepareCallFunction
    """Called before each call; changes settings by the options of the call."""
