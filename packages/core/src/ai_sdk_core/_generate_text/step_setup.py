"""Sets up one step: asks `prepare_step`, picks the tools, converts the prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from .._callbacks import resolve
from .._model import resolve_language_model
from .._prompt.call_settings import CallSettings, prepare_call_settings
from .._prompt.convert import convert_to_language_model_prompt
from .._prompt.merge import merge_objects
from .._prompt.messages import Instructions, ModelMessage, UserModelMessage
from .._prompt.parsing import parse_messages
from .._prompt.prepare_tools import prepare_tool_choice, prepare_tools
from .._prompt.standardize import StandardizedPrompt
from .._tools import ToolSet
from .._value import Value
from ..provider.language_model.call_options import LanguageModelCallOptions
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.prompt import Prompt
from ..provider.language_model.tools import LanguageModelTool, ToolChoice
from ..provider.shared import ProviderOptions
from .active_tools import filter_active_tools
from .events import ModelCallStartEvent, StepStartEvent
from .prepare_step import PrepareStepOptions, PrepareStepResult
from .run import CALL_SETTINGS, RunState, TextRun
from .steering import DeliveredSteeringMessage
from .tool_callers import append_tool_caller_messages, prepare_tools_for_callers


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StepSetup(Value):
    """Everything that one step needs to know."""

    number: int
    model: LanguageModel
    instructions: Instructions | None
    messages: list[ModelMessage]
    model_tools: ToolSet | None
    """The tools that the model may call."""
    execution_tools: ToolSet | None
    """The tools that may run; none if the tool choice is `none`."""
    step_tools: list[LanguageModelTool] | None
    tool_choice: ToolChoice
    requested_tool_choice: Any
    active_tools: Any
    tool_order: Any
    settings: CallSettings
    provider_options: ProviderOptions | None
    runtime_context: Any
    tools_context: Mapping[str, Any]
    steering: list[DeliveredSteeringMessage]
    prompt: Prompt

    @property
    def steering_messages(self) -> list[UserModelMessage]:
        """Steering messages that the model is given with this step."""
        return [delivered.message for delivered in self.steering]


async def set_up_step(run: TextRun, state: RunState) -> StepSetup:
    """Set up the next step; what `prepare_step` changes for good is changed in the state.

    Args:
        run: The generation.
        state: What it has come to.

    Returns:
        The step's setup.

    Raises:
        AISDKError: The prompt cannot be converted, a file cannot be downloaded, a tool name is unknown.
    """
    steering = run.steering
    taken = steering.take_messages() if steering is not None else []
    messages: list[ModelMessage] = [*state.next_messages, *taken]
    changes = await _ask_prepare_step(run, state, messages, taken)
    state.runtime_context = changes.get("runtime_context", state.runtime_context)
    state.tools_context = changes.get("tools_context") or state.tools_context
    instructions = changes.get("instructions") or state.instructions
    model = resolve_language_model(changes.get("model") or run.model)
    active_tools = changes.get("active_tools", run.options.get("active_tools"))
    tool_order = changes.get("tool_order") or run.options.get("tool_order")
    tools = prepare_tools_for_callers(
        run.search_tools(filter_active_tools(run.tools, active_tools), state.tools_context), run.tool_callers
    )
    requested_tool_choice = changes.get("tool_choice") or run.options.get("tool_choice")
    tool_choice = prepare_tool_choice(requested_tool_choice)
    changed_messages = changes.get("messages")
    if changed_messages is not None:
        messages = parse_messages(changed_messages)
    messages = append_tool_caller_messages(messages, tools.messages)
    number = len(state.steps)
    return StepSetup(
        number=number,
        model=model,
        instructions=instructions,
        messages=messages,
        model_tools=tools.model_tools,
        execution_tools=None if tool_choice.type == "none" else tools.execution_tools,
        step_tools=await prepare_tools(tools.model_tools, tool_order=tool_order, tools_context=state.tools_context),
        tool_choice=tool_choice,
        requested_tool_choice=requested_tool_choice,
        active_tools=active_tools,
        tool_order=tool_order,
        settings=_step_settings(run, changes),
        provider_options=merge_objects(run.options.get("provider_options"), changes.get("provider_options")),
        runtime_context=state.runtime_context,
        tools_context=state.tools_context,
        steering=steering.resolve_taken_messages(step_number=number, sent_messages=messages) if steering else [],
        prompt=await convert_to_language_model_prompt(
            StandardizedPrompt(instructions=instructions, messages=messages),
            supported_urls=model.supported_urls,
            download=run.options.get("download"),
            provider=model.provider.partition(".")[0],
        ),
    )


async def _ask_prepare_step(
    run: TextRun, state: RunState, messages: list[ModelMessage], steering: list[UserModelMessage]
) -> PrepareStepResult:
    prepare_step = run.options.get("prepare_step")
    if prepare_step is None:
        return {}
    options = PrepareStepOptions(
        steps=state.steps,
        step_number=len(state.steps),
        model=run.model,
        instructions=state.instructions,
        initial_instructions=state.initial_instructions,
        messages=messages,
        initial_messages=state.initial_messages,
        response_messages=state.response_messages(),
        tools_context=state.tools_context,
        runtime_context=state.runtime_context,
        steering_messages=steering,
    )
    return await resolve(prepare_step(options)) or {}


def _step_settings(run: TextRun, changes: PrepareStepResult) -> CallSettings:
    changed = {name: changes[name] for name in CALL_SETTINGS if changes.get(name) is not None}  # type: ignore[literal-required]
    if not changed:
        return run.settings
    current = {field.name: getattr(run.settings, field.name) for field in fields(run.settings)}
    return prepare_call_settings(**{**current, **changed})


def call_options(run: TextRun, step: StepSetup, *, include_raw_chunks: bool | None = None) -> LanguageModelCallOptions:
    """Write down what the model is asked for in a step.

    Args:
        run: The generation.
        step: The step.
        include_raw_chunks: Streaming only.

    Returns:
        The options of the model call.
    """
    settings = step.settings
    return LanguageModelCallOptions(
        prompt=step.prompt,
        max_output_tokens=settings.max_output_tokens,
        temperature=settings.temperature,
        top_p=settings.top_p,
        top_k=settings.top_k,
        presence_penalty=settings.presence_penalty,
        frequency_penalty=settings.frequency_penalty,
        stop_sequences=settings.stop_sequences,
        seed=settings.seed,
        reasoning=settings.reasoning,
        tools=step.step_tools,
        tool_choice=step.tool_choice,
        response_format=run.output.response_format if run.output is not None else None,
        provider_options=step.provider_options,
        headers=dict(run.headers),
        include_raw_chunks=include_raw_chunks,
    )


def step_start_event(run: TextRun, state: RunState, step: StepSetup) -> StepStartEvent:
    """Describe a step that begins.

    Args:
        run: The generation.
        state: What it has come to.
        step: The step.

    Returns:
        The event for `on_step_start`.
    """
    return StepStartEvent(
        call_id=run.call_id,
        provider=step.model.provider,
        model_id=step.model.model_id,
        step_number=step.number,
        instructions=step.instructions,
        messages=step.messages,
        tools=run.tools,
        tool_choice=step.requested_tool_choice,
        active_tools=step.active_tools,
        tool_order=step.tool_order,
        steps=list(state.steps),
        provider_options=step.provider_options,
        output=run.output,
        runtime_context=step.runtime_context,
        tools_context=step.tools_context,
        prompt_messages=step.prompt,
        step_tools=step.step_tools,
        step_tool_choice=step.tool_choice,
    )


def model_call_start_event(run: TextRun, step: StepSetup) -> ModelCallStartEvent:
    """Describe a model call that begins.

    Args:
        run: The generation.
        step: The step.

    Returns:
        The event for `on_language_model_call_start`.
    """
    return ModelCallStartEvent(
        call_id=run.call_id,
        provider=step.model.provider,
        model_id=step.model.model_id,
        instructions=step.instructions,
        messages=step.messages,
        tools=step.step_tools,
        settings=step.settings,
    )
