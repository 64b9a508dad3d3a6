"""`generate_text`: the loop of steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from typing_extensions import TypeVar, Unpack

from .._logger import log_warnings
from .._prompt.messages import InstructionsInput, MessageInput
from .._tools import ToolSet
from .._usage import usage_from_model
from ..errors import AISDKError, ToolChoiceViolationError, get_error_message
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.result import LanguageModelGenerateResult, LanguageModelResponse
from ..provider.shared import UnsupportedWarning
from .content import ContentPart, ToolOutput, TypedToolCall, TypedToolError
from .continuation import StepOutcome, should_continue, update_deferred
from .convert_content import FileCache, convert_content
from .events import EndEvent, ModelCallEndEvent
from .initial_approvals import InitialApprovals
from .options import TextOptions
from .output import Output
from .performance import ModelCallPerformance, call_performance, step_performance
from .response_messages import to_response_messages
from .result import GenerateTextResult
from .run import RunState, TextRun
from .step import ModelInfo, RequestMetadata, ResponseMetadata, StepResult, request_origin
from .step_output import is_answer, parse_step_output
from .step_setup import StepSetup, call_options, model_call_start_event, set_up_step, step_start_event
from .step_tools import StepTools
from .tool_call_parsing import parse_tool_call
from .tool_choice import violates_tool_choice

OutputT = TypeVar("OutputT", default=str)
# With `Any` in their places, type checkers would infer `list[Any]` for the output of an `Output.array`.
PartialT = TypeVar("PartialT", default=Any)
ElementT = TypeVar("ElementT", default=Any)


async def generate_text(
    *,
    model: LanguageModel | str,
    prompt: str | Sequence[MessageInput] | None = None,
    messages: Sequence[MessageInput] | None = None,
    instructions: InstructionsInput | None = None,
    tools: ToolSet | None = None,
    output: Output[OutputT, PartialT, ElementT] | None = None,
    **options: Unpack[TextOptions],
) -> GenerateTextResult[OutputT]:
    """Generate text and call tools with a language model.

    Args:
        model: The model, or its name (`"groq:llama-3.3-70b-versatile"`, `"openai/gpt-5"`).
        prompt: What the user says, or messages.
        messages: The conversation so far; use either this or `prompt`.
        instructions: How the model should behave.
        tools: Tools that the model may call, by name. Results go back to the model in a further step if `stop_when`
            allows one.
        output: Asks for structured output, e.g. `Output.object(Recipe)`; `result.output` has its type.
        **options: Further options, see `TextOptions`.

    Returns:
        Text, tool calls, usage and all the rest, for each step and together.

    Raises:
        APICallError: The provider refused in a way that no retry mends. (All errors of the SDK that are raised after a
            first step have the finished steps in `partial_results`.)
        RetryError: All attempts of a model call failed.
        NoObjectGeneratedError: What the model wrote is not the output that was asked for.
        InvalidPromptError: The prompt is not valid.
        InvalidArgumentError: A setting has an impossible value.
        ToolChoiceViolationError: The answer does not keep to `tool_choice`.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `generateText`.
    """
    run = TextRun(
        operation_id="ai.generateText",
        model=model,
        prompt=prompt,
        messages=messages,
        instructions=instructions,
        tools=tools,
        output=output,
        options=options,
    )
    return await generate_run(run)


async def generate_run(run: TextRun) -> GenerateTextResult[Any]:
    """Run a generation that is set up.

    Args:
        run: The generation.

    Returns:
        Its result.

    Raises:
        BaseException: What `generate_text` raises.
    """
    state: RunState | None = None
    try:
        _warn_about_stream_timeouts(run)
        run.guard.check()
        state = await run.start()
        await InitialApprovals(run, state).run()
        structured_text = await _run_steps(run, state)
        result = GenerateTextResult[Any](steps=state.steps, initial_response_messages=state.initial_response_messages)
        await run.notify("on_end", EndEvent(**_view(state), call_id=run.call_id))
        if is_answer(result.final_step):
            await parse_step_output(result, run.output, structured_text)
        if result.output_error is not None:
            raise result.output_error
        return result
    except BaseException as error:
        if run.steering is not None:
            stopped = run.guard.stop_reason() is not None or not isinstance(error, Exception)
            run.steering.end("aborted" if stopped else "error")
        await run.notify_step_error(error)
        if state is not None:
            await run.notify_failure(error)
        if isinstance(error, AISDKError) and state is not None and state.steps:
            error.partial_results = state.steps
        raise


def _view(state: RunState) -> dict[str, Any]:
    return {"steps": state.steps, "initial_response_messages": state.initial_response_messages}


def _warn_about_stream_timeouts(run: TextRun) -> None:
    warnings = [
        UnsupportedWarning(
            feature=f"timeout.{name}", details=f"The {name} timeout is only supported by streaming functions."
        )
        for name, limit in (("first_chunk", run.timeout.first_chunk), ("chunk", run.timeout.chunk))
        if limit is not None
    ]
    log_warnings(warnings, provider=run.model.provider, model=run.model.model_id)


async def _run_steps(run: TextRun, state: RunState) -> str | None:
    """Run steps until there is no next one; the last one's separate structured output, if the provider gave one."""
    while True:
        run.guard.set_deadline("Step", run.timeout.step)
        step = _Step(run, state, await run.guard.wait(lambda: set_up_step(run, state)))
        outcome = await step.run()
        run.guard.clear_deadline("Step")
        if not await should_continue(run, state, outcome):
            return step.structured_text
        run.guard.check()


class _Step:
    """One step: a model call and the tools that it asks for."""

    def __init__(self, run: TextRun, state: RunState, setup: StepSetup) -> None:
        self._run = run
        self._state = state
        self._setup = setup
        self._tools = StepTools(run, setup)
        self._files: FileCache = {}
        self._started = 0.0
        self.structured_text: str | None = None

    async def run(self) -> StepOutcome:
        """Run the step and add it to the state.

        Returns:
            What decides whether another step follows.
        """
        answer, performance = await self._call_model()
        self.structured_text = answer.structured_output_text
        calls = await self._parse_tool_calls(answer)
        response = self._response_facts(answer)
        await self._notify_model_call_end(answer, calls, response, performance)
        self._check_tool_choice(answer, calls)
        for call in calls:
            await self._tools.take_call(call, announce=True)
        unusable = [call for call in calls if call.invalid and call.dynamic and not call.provider_executed]
        outputs: list[ToolOutput] = [*map(_invalid_call_error, unusable)]
        if answer.finish_reason.unified in ("stop", "tool-calls"):
            outputs += await self._run.guard.wait(self._tools.run_all)
        content = await self._convert(answer, calls, outputs)
        await self._add_step(answer, content, response, performance)
        self._update_deferred(answer, calls)
        return StepOutcome(
            finish_reason=answer.finish_reason.unified,
            client_tool_calls=sum(not call.provider_executed for call in calls),
            settled_tool_calls=len(outputs) + self._tools.denied,
        )

    async def _call_model(self) -> tuple[LanguageModelGenerateResult, ModelCallPerformance]:
        run, setup = self._run, self._setup
        event = step_start_event(run, self._state, setup)
        await run.notify("on_step_start", event)
        run.open_step = event
        self._started = run.now()
        call = model_call_start_event(run, setup)
        await run.notify("on_language_model_call_start", call)
        options = call_options(run, setup)
        answer = await run.guard.wait(
            lambda: run.retries(lambda: run.call_model(call, lambda: setup.model.do_generate(options)))
        )
        return answer, call_performance(usage_from_model(answer.usage), run.now() - self._started)

    async def _parse_tool_calls(self, answer: LanguageModelGenerateResult) -> list[TypedToolCall]:
        run, setup = self._run, self._setup
        forbidden = setup.tool_choice.type == "none"
        return [
            await parse_tool_call(
                part,
                tools=setup.model_tools,
                repair_tool_call=None if forbidden else run.options.get("repair_tool_call"),
                refine_tool_input=None if forbidden else run.options.get("refine_tool_input"),
                instructions=setup.instructions,
                messages=setup.messages,
                abort_signal=run.guard.signal,
            )
            for part in answer.content
            if part.type == "tool-call"
        ]

    def _response_facts(self, answer: LanguageModelGenerateResult) -> ResponseMetadata:
        response = answer.response or LanguageModelResponse()
        return ResponseMetadata(
            id=response.id or self._run.generate_id(),
            timestamp=response.timestamp or datetime.now(UTC),
            model_id=response.model_id or self._setup.model.model_id,
            headers=response.headers,
            body=response.body if self._run.include("response_body") else None,
        )

    async def _notify_model_call_end(
        self,
        answer: LanguageModelGenerateResult,
        calls: list[TypedToolCall],
        response: ResponseMetadata,
        performance: ModelCallPerformance,
    ) -> None:
        content = await self._convert(answer, calls, None)
        if not self._run.listens("on_language_model_call_end"):
            return
        origin = request_origin(answer.request.url) if answer.request is not None else None
        event = ModelCallEndEvent(
            call_id=self._run.call_id,
            provider=self._setup.model.provider,
            model_id=response.model_id,
            finish_reason=answer.finish_reason.unified,
            usage=usage_from_model(answer.usage),
            content=content,
            response_id=response.id,
            performance=performance,
            provider_metadata=answer.provider_metadata,
            request=RequestMetadata(url=origin) if origin is not None else None,
        )
        await self._run.notify("on_language_model_call_end", event)

    async def _convert(
        self, answer: LanguageModelGenerateResult, calls: list[TypedToolCall], outputs: list[ToolOutput] | None
    ) -> list[ContentPart]:
        complete = outputs is not None
        return await convert_content(
            answer.content,
            tool_calls=calls,
            tool_outputs=outputs or (),
            tool_approval_requests=self._tools.requests if complete else (),
            tool_approval_responses=self._tools.responses if complete else (),
            tools=self._run.tools,
            download=self._run.options.get("download"),
            file_cache=self._files,
        )

    def _check_tool_choice(self, answer: LanguageModelGenerateResult, calls: list[TypedToolCall]) -> None:
        choice = self._setup.tool_choice
        if violates_tool_choice(choice, calls, answer.finish_reason.unified):
            raise ToolChoiceViolationError(
                tool_choice=choice,
                finish_reason=answer.finish_reason.unified,
                provider=self._setup.model.provider,
                model_id=self._setup.model.model_id,
                content=answer.content,
            )

    async def _add_step(
        self,
        answer: LanguageModelGenerateResult,
        content: list[ContentPart],
        response: ResponseMetadata,
        performance: ModelCallPerformance,
    ) -> None:
        run, state, setup = self._run, self._state, self._setup
        response.messages = await to_response_messages(content, run.tools)
        step = StepResult(
            call_id=run.call_id,
            step_number=setup.number,
            model=ModelInfo(provider=setup.model.provider, model_id=setup.model.model_id),
            content=content,
            finish_reason=answer.finish_reason.unified,
            raw_finish_reason=answer.finish_reason.raw,
            usage=usage_from_model(answer.usage),
            performance=step_performance(performance, run.now() - self._started, self._tools.execution_times),
            warnings=answer.warnings,
            request=self._request(answer),
            response=response,
            provider_metadata=answer.provider_metadata,
            runtime_context=setup.runtime_context,
            tools_context=setup.tools_context,
            steering_messages=setup.steering_messages,
        )
        log_warnings(answer.warnings, provider=setup.model.provider, model=setup.model.model_id)
        state.add_step(step, instructions=setup.instructions, messages=setup.messages)
        run.open_step = None
        await run.notify("on_step_end", step)

    def _request(self, answer: LanguageModelGenerateResult) -> RequestMetadata:
        request = answer.request
        return RequestMetadata(
            url=request_origin(request.url) if request is not None else None,
            body=request.body if request is not None and self._run.include("request_body") else None,
            messages=list(self._setup.messages) if self._run.include("request_messages") else None,
        )

    def _update_deferred(self, answer: LanguageModelGenerateResult, calls: list[TypedToolCall]) -> None:
        settled = {part.tool_call_id for part in answer.content if part.type == "tool-result"}
        update_deferred(self._state, self._setup.execution_tools, calls, settled)


def _invalid_call_error(call: TypedToolCall) -> TypedToolError:
    return TypedToolError(
        tool_call_id=call.tool_call_id,
        tool_name=call.tool_name,
        input=call.input,
        error=get_error_message(call.error),
        dynamic=True,
    )
