"""What mock models answer: one thing always, one thing after the other, or what a function says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeAlias, TypeVar, cast

from .._callbacks import resolve

OptionsT = TypeVar("OptionsT")
AnswerT = TypeVar("AnswerT")

Script: TypeAlias = (
    AnswerT | BaseException | Sequence[AnswerT | BaseException] | Callable[[OptionsT], Awaitable[AnswerT] | AnswerT]
)
"""An answer, an exception to raise, several of them in order (the last repeats), or a function of the options."""


class Scripted(Generic[OptionsT, AnswerT]):
    """Plays a script and keeps the options of every call.

    Args:
        name: Name of the method, for the error if there is no script.
        script: The answers.
    """

    def __init__(self, name: str, script: Script[AnswerT, OptionsT] | None) -> None:
        self._name = name
        self._script = script
        self.calls: list[OptionsT] = []
        """Options of the calls, oldest first."""

    async def __call__(self, options: OptionsT) -> AnswerT:
        """Answer a call.

        Args:
            options: What the model was asked.

        Returns:
            The next answer of the script.

        Raises:
            AssertionError: The test did not say what to answer.
            BaseException: What the script says.
        """
        self.calls.append(options)
        if self._script is None:
            raise AssertionError(f"The test did not expect a call of {self._name}")
        answer = await self._next(options)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def _next(self, options: OptionsT) -> AnswerT | BaseException:
        script = self._script
        if callable(script):
            return cast("AnswerT | BaseException", await resolve(script(options)))
        if isinstance(script, list | tuple):
            script = script[min(len(self.calls), len(script)) - 1]
        return cast("AnswerT | BaseException", script)
