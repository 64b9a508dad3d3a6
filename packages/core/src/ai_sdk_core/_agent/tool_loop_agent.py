"""The agent that calls tools in a loop.

```python
agent = ToolLoopAgent(model="openai/gpt-5", instructions="You plan trips.", tools={"weather": weather})
result = await agent.generate(prompt="What should I pack for Lisbon?")
```
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, Literal

from typing_extensions import TypeVar, Unpack

from .._callbacks import Callback, notify, resolve
from .._generate_text.events import ErrorEvent
from .._generate_text.generate import generate_run
from .._generate_text.output import Output
from .._generate_text.result import GenerateTextResult
from .._generate_text.run import Internals, TextRun
from .._generate_text.stream import stream_run
from .._generate_text.stream_result import StreamTextResult
from .._prompt.messages import InstructionsInput, MessageInput
from .._tools import ToolSet
from ..errors import AbortError, OperationTimeoutError, TypeValidationContext
from ..provider.language_model.model import LanguageModel
from ..provider_utils.headers import with_user_agent_suffix
from ..provider_utils.schema import FlexibleSchema, as_schema
from .default_stop import default_stop_condition
from .options import AgentCallOptions, AgentSettings, AgentStreamOptions, PreparedCall

OutputT = TypeVar("OutputT", default=str)
PartialT = TypeVar("PartialT", default=Any)
ElementT = TypeVar("ElementT", default=Any)
CallOptionsT = TypeVar("CallOptionsT", default=Any)

_CALLBACKS = (
    "on_start",
    "on_step_start",
    "on_language_model_call_start",
    "on_language_model_call_end",
    "on_tool_execution_start",
    "on_tool_execution_end",
    "on_step_end",
    "on_step_error",
    "on_end",
    "on_chunk",
    "on_error",
    "on_abort",
)
_OWN_SETTINGS = frozenset({"id", "prepare_call"})
_STREAM_ONLY = frozenset({"transform", "stream_retries", "on_chunk", "on_error", "on_abort"})
_PROMPT = ("model", "prompt", "messages", "instructions", "tools", "output")
_CAUSES_TO_LOOK_AT = 5


class ToolLoopAgent(Generic[OutputT, PartialT, ElementT, CallOptionsT]):
    """A model, its tools and its settings in one object.

    Each call is a `generate_text` or `stream_text` with these settings. It goes on until the model calls no more tools,
    a tool has to be run or approved by the caller, or a stop condition is met; by default after 20 steps.

    An agent has no state: it can be shared and called at the same time.

    Args:
        model: The model, or its name.
        instructions: How the model should behave.
        tools: Tools that the model may call, by name.
        output: Asks for structured output, e.g. `Output.object(Recipe)`.
        call_options_schema: What the `options` of a call must look like.
        **settings: Further settings, see `AgentSettings`.

    Source: the reference's `ToolLoopAgent`.
    """

    version: Literal["agent-v1"] = "agent-v1"
    _internals: Internals | None = None

    def __init__(
        self,
        *,
        model: LanguageModel | str,
        instructions: InstructionsInput | None = None,
        tools: ToolSet | None = None,
        output: Output[OutputT, PartialT, ElementT] | None = None,
        call_options_schema: FlexibleSchema[CallOptionsT] | None = None,
        **settings: Unpack[AgentSettings],
    ) -> None:
        self.id: str | None = settings.get("id")
        """Names the agent."""
        self.tools: ToolSet = tools or {}
        """The tools that the agent can use, by name."""
        self._schema = None if call_options_schema is None else as_schema(call_options_schema)
        self._prepare_call = settings.get("prepare_call")
        given: dict[str, Any] = {name: value for name, value in settings.items() if name not in _OWN_SETTINGS}
        self._callbacks: dict[str, Callback[Any]] = {name: given.pop(name) for name in _CALLBACKS if name in given}
        self._settings: dict[str, Any] = {
            "model": model,
            "instructions": instructions,
            "tools": tools,
            "output": output,
            "stop_when": default_stop_condition(),
            **given,
        }

    async def generate(
        self,
        *,
        prompt: str | Sequence[MessageInput] | None = None,
        messages: Sequence[MessageInput] | None = None,
        options: CallOptionsT | None = None,
        **call: Unpack[AgentCallOptions],
    ) -> GenerateTextResult[OutputT]:
        """Work on a prompt.

        Args:
            prompt: What the user says, or messages.
            messages: The conversation so far; use either this or `prompt`.
            options: What `call_options_schema` describes and `prepare_call` uses.
            **call: Further options, see `AgentCallOptions`.

        Returns:
            All steps and what came of them.

        Raises:
            TypeValidationError: `options` do not fit their schema.
            AISDKError: What `generate_text` raises.
        """
        run = await self._start(
            "ai.generateText", {"prompt": prompt, "messages": messages}, options, call, _STREAM_ONLY
        )
        try:
            return await generate_run(run)
        except Exception as error:
            if not _is_caused_by_abort(error) and run.guard.stop_reason() is None:
                await notify(ErrorEvent(error=error), (self._callbacks.get("on_error"),))
            raise

    async def stream(
        self,
        *,
        prompt: str | Sequence[MessageInput] | None = None,
        messages: Sequence[MessageInput] | None = None,
        options: CallOptionsT | None = None,
        **call: Unpack[AgentStreamOptions],
    ) -> StreamTextResult[OutputT, PartialT, ElementT]:
        """Work on a prompt and stream what comes.

        Args:
            prompt: What the user says, or messages.
            messages: The conversation so far; use either this or `prompt`.
            options: What `call_options_schema` describes and `prepare_call` uses.
            **call: Further options, see `AgentStreamOptions`.

        Returns:
            The stream, to be read inside `async with`: `async with await agent.stream(prompt="Hi") as stream: ...`

        Raises:
            TypeValidationError: `options` do not fit their schema.
            AISDKError: What `stream_text` raises.
        """
        run = await self._start("ai.streamText", {"prompt": prompt, "messages": messages}, options, call, frozenset())
        return stream_run(run)

    async def _start(
        self,
        operation_id: str,
        prompt: Mapping[str, Any],
        options: CallOptionsT | None,
        call: Mapping[str, Any],
        left_out: frozenset[str],
    ) -> TextRun:
        call_settings = {name: value for name, value in call.items() if name not in _CALLBACKS}
        prepared = await self._prepare(prompt, options, call_settings)
        callbacks = {name: self._callback(name, call) for name in (*self._callbacks, *call) if name in _CALLBACKS}
        named = {name: prepared.pop(name, None) for name in _PROMPT}
        text_options: Any = {name: value for name, value in {**prepared, **callbacks}.items() if name not in left_out}
        text_options["headers"] = with_user_agent_suffix(prepared.get("headers") or {}, "ai-sdk-agent/tool-loop")
        return TextRun(operation_id=operation_id, **named, options=text_options, internals=self._internals)

    async def _prepare(
        self, prompt: Mapping[str, Any], options: CallOptionsT | None, call: Mapping[str, Any]
    ) -> dict[str, Any]:
        if self._schema is not None and options is not None:
            options = self._schema.validate(options, context=TypeValidationContext(field="options"))
        before: Any = {**self._settings, **call, **prompt, "options": options}
        prepared: PreparedCall | None = None
        if self._prepare_call is not None:
            prepared = await resolve(self._prepare_call(before))
        result: dict[str, Any] = {**(before if prepared is None else prepared)}
        result.pop("options", None)
        return result

    def _callback(self, name: str, call: Mapping[str, Any]) -> Callback[Any]:
        given: list[Callback[Any]] = [
            callbacks[name] for callbacks in (self._callbacks, call) if callbacks.get(name) is not None
        ]
        if len(given) == 1:
            return given[0]

        async def tell_all(event: Any) -> None:
            await notify(event, given)

        return tell_all


def _is_caused_by_abort(error: BaseException | None) -> bool:
    for _ in range(_CAUSES_TO_LOOK_AT):
        if isinstance(error, AbortError | OperationTimeoutError):
            return True
        error = error.__cause__ if error is not None else None
    return False
