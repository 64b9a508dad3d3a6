"""Blocking twins of agents and sessions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Generic, ParamSpec

from typing_extensions import TypeVar, Unpack

from ._agent.agent import Agent
from ._agent.options import AgentCallOptions, AgentStreamOptions
from ._agent.session import AgentSession
from ._generate_text.result import GenerateTextResult
from ._prompt.messages import MessageInput, ModelMessage
from ._sync import SyncStreamTextResult, blocking
from ._tools import ToolSet

P = ParamSpec("P")
OutputT = TypeVar("OutputT", default=Any)
CallOptionsT = TypeVar("CallOptionsT", default=Any)


class SyncAgent(Generic[OutputT, CallOptionsT]):
    """An agent that is called by blocking code. The twin of `ai_sdk_core.Agent`.

    Args:
        agent: The agent.
    """

    def __init__(self, agent: Agent[OutputT, CallOptionsT]) -> None:
        self.agent = agent
        """The agent itself, for example to make a tool of it."""

    @property
    def id(self) -> str | None:
        """Names the agent."""
        return self.agent.id

    @property
    def tools(self) -> ToolSet:
        """The tools that the agent can use, by name."""
        return self.agent.tools

    def generate(
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
            options: What the agent wants to know about each call.
            **call: Further options, see `AgentCallOptions`.

        Returns:
            All steps and what came of them.

        Raises:
            AISDKError: What the agent raises.
        """
        return blocking(self.agent.generate)(prompt=prompt, messages=messages, options=options, **call)

    def stream(
        self,
        *,
        prompt: str | Sequence[MessageInput] | None = None,
        messages: Sequence[MessageInput] | None = None,
        options: CallOptionsT | None = None,
        **call: Unpack[AgentStreamOptions],
    ) -> SyncStreamTextResult[OutputT, Any, Any]:
        """Work on a prompt and stream what comes.

        Args:
            prompt: What the user says, or messages.
            messages: The conversation so far; use either this or `prompt`.
            options: What the agent wants to know about each call.
            **call: Further options, see `AgentStreamOptions`.

        Returns:
            The stream, to be read inside `with`.

        Raises:
            AISDKError: What the agent raises.
        """
        return SyncStreamTextResult(
            blocking(self.agent.stream)(prompt=prompt, messages=messages, options=options, **call)
        )


class SyncAgentSession(Generic[OutputT, CallOptionsT]):
    """A conversation with an agent, held by blocking code. The twin of `ai_sdk_core.AgentSession`.

    Args:
        agent: The agent.
        messages: What was said before.
        runtime_context: Goes into the first turn.
    """

    def __init__(
        self,
        agent: SyncAgent[OutputT, CallOptionsT],
        *,
        messages: Sequence[ModelMessage] = (),
        runtime_context: Any = None,
    ) -> None:
        self._session = AgentSession(agent.agent, messages=messages, runtime_context=runtime_context)

    @property
    def messages(self) -> list[ModelMessage]:
        """What was said so far."""
        return self._session.messages

    @property
    def runtime_context(self) -> Any:
        """What went into the last turn, as `prepare_step` left it."""
        return self._session.runtime_context

    def generate(
        self,
        prompt: str | Sequence[MessageInput],
        *,
        options: CallOptionsT | None = None,
        **call: Unpack[AgentCallOptions],
    ) -> GenerateTextResult[OutputT]:
        """Take a turn.

        Args:
            prompt: What the user says, or messages.
            options: What the agent wants to know about each call.
            **call: Further options, see `AgentCallOptions`.

        Returns:
            All steps of the turn and what came of them.

        Raises:
            AISDKError: What the agent raises.
        """
        return blocking(self._session.generate)(prompt, options=options, **call)

    def stream(
        self,
        prompt: str | Sequence[MessageInput],
        *,
        options: CallOptionsT | None = None,
        **call: Unpack[AgentStreamOptions],
    ) -> SyncStreamTextResult[OutputT, Any, Any]:
        """Take a turn and stream what comes.

        Args:
            prompt: What the user says, or messages.
            options: What the agent wants to know about each call.
            **call: Further options, see `AgentStreamOptions`.

        Returns:
            The stream, to be read inside `with`. The turn joins the conversation when it was read to its end.

        Raises:
            AISDKError: What the agent raises.
        """
        return SyncStreamTextResult(blocking(self._session.stream)(prompt, options=options, **call))


def blocking_agent(
    make: Callable[P, Agent[OutputT, CallOptionsT]],
) -> Callable[P, SyncAgent[OutputT, CallOptionsT]]:
    """Make the blocking twin of a class of agents.

    Args:
        make: The class.

    Returns:
        A function with the arguments of the class that makes an agent for blocking code.
    """

    @functools.wraps(make, updated=())
    def call(*args: P.args, **kwargs: P.kwargs) -> SyncAgent[OutputT, CallOptionsT]:
        return SyncAgent(make(*args, **kwargs))

    return call
