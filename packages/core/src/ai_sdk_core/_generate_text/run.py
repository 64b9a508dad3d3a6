"""One generation: what all of its steps share, and what they hand on to each other."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, cast

from .._callbacks import Callback, notify
from .._interrupt import TOTAL, Guard
from .._model import resolve_language_model
from .._prompt.call_settings import CallSettings, prepare_call_settings
from .._prompt.messages import Instructions, InstructionsInput, MessageInput, ModelMessage, ResponseMessage
from .._prompt.standardize import StandardizedPrompt, standardize_prompt
from .._retries import Retries
from .._telemetry.registry import find_dispatcher
from .._tools import ToolSet
from .._version import VERSION
from ..provider.language_model.model import LanguageModel
from ..provider_utils.headers import with_user_agent_suffix
from ..provider_utils.ids import create_id_generator
from .events import ModelCallStartEvent, StartEvent, StepErrorEvent, StepStartEvent
from .options import StreamTextOptions, TextOptions
from .output import Output
from .steering import SteeringRun, start_steering_run
from .step import StepResult
from .stop_condition import StopCondition, is_step_count
from .timeout import as_timeout
from .tool_callers import resolve_tool_callers
from .tool_execution import prepare_tool_call_concurrency
from .tool_search_state import create_tool_search_state

T = TypeVar("T")

CALL_SETTINGS = (
    "max_output_tokens",
    "temperature",
    "top_p",
    "top_k",
    "presence_penalty",
    "frequency_penalty",
    "stop_sequences",
    "seed",
    "reasoning",
)

_STREAM_ERROR = "on_error"
"""Tells the user about errors in a stream, which may go on; telemetry is told when a generation fails."""


@dataclass(slots=True, kw_only=True)
class Internals:
    """Sources of ids and time, replaced by tests that compare exact results."""

    generate_id: Callable[[], str] = field(default_factory=lambda: create_id_generator(prefix="aitxt", size=24))
    generate_call_id: Callable[[], str] = field(default_factory=lambda: create_id_generator(prefix="call", size=24))
    now: Callable[[], float] = time.monotonic
    """Seconds on any clock that only goes forward."""


class TextRun:
    """The settings of one generation, checked and completed."""

    def __init__(
        self,
        *,
        operation_id: str,
        model: LanguageModel | str,
        prompt: str | Sequence[MessageInput] | None,
        messages: Sequence[MessageInput] | None,
        instructions: InstructionsInput | None,
        tools: ToolSet | None,
        output: Output[Any, Any, Any] | None,
        options: TextOptions | StreamTextOptions,
        internals: Internals | None = None,
    ) -> None:
        internals = internals or Internals()
        self.operation_id = operation_id
        self.options = cast("StreamTextOptions", {**options})
        self.model = resolve_language_model(model)
        self.tools = tools
        self.output = output
        self.generate_id = internals.generate_id
        self.now = internals.now
        self.call_id = internals.generate_call_id()
        self.timeout = as_timeout(options.get("timeout"))
        self.retries = Retries(options.get("max_retries"))
        self.settings: CallSettings = prepare_call_settings(**_call_settings(self.options))
        self.stop_conditions = _as_list(options.get("stop_when") or is_step_count(1))
        self.tool_call_concurrency = prepare_tool_call_concurrency(options.get("tool_call_concurrency"))
        self.tool_callers = resolve_tool_callers(tools, options.get("tool_callers"))
        self.search_tools = create_tool_search_state(tools, self.tool_callers)
        self.headers = with_user_agent_suffix(options.get("headers") or {}, f"ai-sdk-core/{VERSION}")
        self.steering: SteeringRun | None = start_steering_run(options.get("steering"))
        self.guard = Guard(options.get("abort_signal"))
        self.telemetry = find_dispatcher(options.get("telemetry"), tools=tools)
        self.open_step: StepStartEvent | None = None
        """The step that began and has not ended; reported if the generation fails."""
        self.reported_errors: list[Any] = []
        """Errors of the model's stream that callbacks have been told about."""
        self._prompt = (prompt, messages, instructions)

    async def start(self) -> RunState:
        """Check the prompt, start the clock and tell `on_start`.

        Returns:
            The state that the first step starts from.

        Raises:
            InvalidPromptError: The prompt is not valid.
        """
        prompt, messages, instructions = self._prompt
        standardized = standardize_prompt(
            prompt=prompt,
            messages=messages,
            instructions=instructions,
            allow_system_in_messages=self.options.get("allow_system_in_messages", False),
        )
        self.guard.set_deadline(TOTAL, self.timeout.total)
        state = RunState(standardized, self.options.get("runtime_context"), self.options.get("tools_context"))
        await self.notify("on_start", self._start_event(state))
        return state

    async def notify(self, name: str, event: Any) -> None:
        """Tell the user's callback and telemetry about an event.

        Args:
            name: The option that holds the callback.
            event: What happened.
        """
        callback: Callback[Any] | None = self.options.get(name)  # type: ignore[assignment]
        if callback is not None:
            await notify(event, (callback,))
        if self.telemetry is not None and name != _STREAM_ERROR:
            await self.telemetry.notify(name, event)

    async def notify_failure(self, error: object) -> None:
        """Tell telemetry that the generation failed.

        Args:
            error: Why.
        """
        if self.telemetry is not None:
            await self.telemetry.fail(self.call_id, error)

    async def call_model(self, event: ModelCallStartEvent, call: Callable[[], Awaitable[T]]) -> T:
        """Call the model, where telemetry can see what belongs to the call.

        Args:
            event: The call.
            call: Makes it.

        Returns:
            What the model gave.

        Raises:
            BaseException: What the call raised.
        """
        return await (call() if self.telemetry is None else self.telemetry.execute_language_model_call(event, call))

    async def notify_step_error(self, error: Any) -> None:
        """Tell `on_step_error` about the step that is open, if one is.

        Args:
            error: What went wrong.
        """
        step, self.open_step = self.open_step, None
        if step is not None:
            facts = {field.name: getattr(step, field.name) for field in fields(step)}
            await self.notify("on_step_error", StepErrorEvent(**facts, error=error))

    def listens(self, name: str) -> bool:
        """Whether anybody listens to an event, so that costly events are only made for somebody.

        Args:
            name: The option that holds the callback.

        Returns:
            True if there is a callback, or telemetry wants to know.
        """
        if self.options.get(name) is not None:
            return True
        return self.telemetry is not None and name != _STREAM_ERROR and self.telemetry.listens(name)

    def include(self, name: str) -> bool:
        """Whether a large payload is wanted in the results.

        Args:
            name: A key of `Include`.

        Returns:
            True if it was asked for.
        """
        return bool(self.options.get("include", {}).get(name, False))

    def _start_event(self, state: RunState) -> StartEvent:
        options = self.options
        return StartEvent(
            call_id=self.call_id,
            operation_id=self.operation_id,
            provider=self.model.provider,
            model_id=self.model.model_id,
            instructions=state.instructions,
            messages=state.initial_messages,
            tools=self.tools,
            tool_choice=options.get("tool_choice"),
            active_tools=options.get("active_tools"),
            tool_order=options.get("tool_order"),
            settings=self.settings,
            max_retries=self.retries.max_retries,
            timeout=self.timeout,
            headers=self.headers,
            provider_options=options.get("provider_options"),
            output=self.output,
            runtime_context=state.runtime_context,
            tools_context=state.tools_context,
        )


class RunState:
    """What a generation has come to: its finished steps and what the next one starts from."""

    def __init__(
        self, prompt: StandardizedPrompt, runtime_context: Any, tools_context: Mapping[str, Any] | None
    ) -> None:
        self.initial_instructions = prompt.instructions
        self.instructions = prompt.instructions
        self.initial_messages = prompt.messages
        self.initial_response_messages: list[ResponseMessage] = []
        self.next_messages: list[ModelMessage] = list(prompt.messages)
        self.runtime_context: Any = {} if runtime_context is None else runtime_context
        self.tools_context: Mapping[str, Any] = tools_context or {}
        self.steps: list[StepResult] = []
        self.deferred_tool_calls: set[str] = set()
        """Calls of provider tools whose results come in a later step."""

    def add_initial_response(self, message: ResponseMessage) -> None:
        """Take in what was generated before the first step (results of approved tools).

        Args:
            message: The tool message.
        """
        self.initial_response_messages.append(message)
        self.next_messages.append(message)

    def add_step(self, step: StepResult, *, instructions: Instructions | None, messages: list[ModelMessage]) -> None:
        """Take in a finished step.

        Args:
            step: The step.
            instructions: Instructions of the step, which the next one starts from.
            messages: Messages of the step, which the next one starts from.
        """
        self.steps.append(step)
        self.instructions = instructions
        self.next_messages = [*messages, *step.response.messages]

    def response_messages(self) -> list[ResponseMessage]:
        """All that was generated so far.

        Returns:
            Messages in order.
        """
        return [*self.initial_response_messages, *(m for step in self.steps for m in step.response.messages)]


def _call_settings(options: StreamTextOptions) -> dict[str, Any]:
    return {name: options[name] for name in CALL_SETTINGS if name in options}  # type: ignore[literal-required]


def _as_list(conditions: StopCondition | Sequence[StopCondition]) -> list[StopCondition]:
    return [conditions] if callable(conditions) else list(conditions)
