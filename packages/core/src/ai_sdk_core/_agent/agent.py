"""The interface of agents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol, runtime_checkable

from typing_extensions import TypeVar, Unpack

from .._generate_text.result import GenerateTextResult
from .._generate_text.stream_result import StreamTextResult
from .._prompt.messages import MessageInput
from .._tools import ToolSet
from .options import AgentCallOptions, AgentStreamOptions

OutputT = TypeVar("OutputT", default=Any)
CallOptionsT_contra = TypeVar("CallOptionsT_contra", default=Any, contravariant=True)


@runtime_checkable
class Agent(Protocol[OutputT, CallOptionsT_contra]):
    """Takes a prompt and works on it, in as many steps as it needs.

    `ToolLoopAgent` is one; your own class is one, too, if it has these members.

    Source: the reference's `Agent`.
    """

    @property
    def version(self) -> Literal["agent-v1"]:
        """The version of this interface."""
        ...

    @property
    def id(self) -> str | None:
        """Names the agent."""
        ...

    @property
    def tools(self) -> ToolSet:
        """The tools that the agent can use, by name."""
        ...

    async def generate(
        self,
        *,
        prompt: str | Sequence[MessageInput] | None = None,
        messages: Sequence[MessageInput] | None = None,
        options: CallOptionsT_contra | None = None,
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
            AISDKError: What `generate_text` raises.
        """
        ...

    async def stream(
        self,
        *,
        prompt: str | Sequence[MessageInput] | None = None,
        messages: Sequence[MessageInput] | None = None,
        options: CallOptionsT_contra | None = None,
        **call: Unpack[AgentStreamOptions],
    ) -> StreamTextResult[OutputT, Any, Any]:
        """Work on a prompt and stream what comes.

        Args:
            prompt: What the user says, or messages.
            messages: The conversation so far; use either this or `prompt`.
            options: What the agent wants to know about each call.
            **call: Further options, see `AgentStreamOptions`.

        Returns:
            The stream, to be read inside `async with`.

        Raises:
            AISDKError: What `stream_text` raises.
        """
        ...
