"""Conversations with agents: what was said, and what the program keeps from turn to turn.

```python
session = AgentSession(agent)
await session.generate("I fly to Lisbon on Friday.")
result = await session.generate("What should I pack?")
```
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic

from typing_extensions import TypeVar, Unpack

from .._callbacks import notify
from .._generate_text.events import EndEvent
from .._generate_text.result import GenerateTextResult
from .._generate_text.stream_result import StreamTextResult
from .._prompt.messages import MessageInput, ModelMessage
from .._prompt.standardize import standardize_prompt
from .agent import Agent
from .options import AgentCallOptions, AgentStreamOptions

OutputT = TypeVar("OutputT", default=Any)
CallOptionsT = TypeVar("CallOptionsT", default=Any)


class AgentSession(Generic[OutputT, CallOptionsT]):
    """A conversation with an agent.

    A turn that is complete joins the conversation. One that fails, or whose stream is left early, leaves no trace, so
    that it can be taken again. Turns follow one another: do not start one before the last one is complete.

    To keep a session, store `messages_to_json(session.messages)` and what you need of the context.

    Args:
        agent: The agent.
        messages: What was said before.
        runtime_context: Goes into the first turn; without it, the agent's own.
    """

    def __init__(
        self,
        agent: Agent[OutputT, CallOptionsT],
        *,
        messages: Iterable[ModelMessage] = (),
        runtime_context: Any = None,
    ) -> None:
        self.agent = agent
        """Answers."""
        self.messages: list[ModelMessage] = list(messages)
        """What was said so far."""
        self.runtime_context: Any = runtime_context
        """Goes into each turn, and comes out of it as `prepare_step` left it."""

    async def generate(
        self,
        prompt: str | Sequence[MessageInput],
        *,
        options: CallOptionsT | None = None,
        **call: Unpack[AgentCallOptions],
    ) -> GenerateTextResult[OutputT]:
        """Take a turn.

        Args:
            prompt: What the user says, or messages, for example an answer to a request for approval.
            options: What the agent wants to know about each call.
            **call: Further options, see `AgentCallOptions`.

        Returns:
            All steps of the turn and what came of them.

        Raises:
            AISDKError: What the agent raises.
        """
        turn: Any = self._turn(prompt, call)
        return await self.agent.generate(options=options, **turn)

    async def stream(
        self,
        prompt: str | Sequence[MessageInput],
        *,
        options: CallOptionsT | None = None,
        **call: Unpack[AgentStreamOptions],
    ) -> StreamTextResult[OutputT, Any, Any]:
        """Take a turn and stream what comes.

        Args:
            prompt: What the user says, or messages.
            options: What the agent wants to know about each call.
            **call: Further options, see `AgentStreamOptions`.

        Returns:
            The stream, to be read inside `async with`. The turn joins the conversation when it was read to its end.

        Raises:
            AISDKError: What the agent raises.
        """
        turn: Any = self._turn(prompt, call)
        return await self.agent.stream(options=options, **turn)

    def _turn(self, prompt: str | Sequence[MessageInput], call: Mapping[str, Any]) -> dict[str, Any]:
        said = standardize_prompt(prompt=prompt).messages

        async def finish(event: EndEvent) -> None:
            self.messages += [*said, *event.response_messages]
            self.runtime_context = event.final_step.runtime_context
            await notify(event, (call.get("on_end"),))

        context = {} if self.runtime_context is None else {"runtime_context": self.runtime_context}
        return {**context, **call, "messages": [*self.messages, *said], "on_end": finish}
