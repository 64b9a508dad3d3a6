"""Asking models one after the other, until one answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

from ai_sdk_core.errors import AISDKError, InvalidArgumentError, get_error_message
from ai_sdk_core.provider import Model, OtherWarning

from .._layer import model_name
from .._metadata import with_facts

ModelT = TypeVar("ModelT", bound=Model)
ResultT = TypeVar("ResultT")

ShouldFallBack: TypeAlias = Callable[[BaseException], bool]
"""Decides whether another model is worth asking after an error."""


@dataclass(slots=True, kw_only=True, frozen=True)
class FailedAttempt:
    """A model that did not answer."""

    model: str
    """Provider and model: `openai:gpt-5`."""
    error: BaseException


class AllModelsFailedError(AISDKError):
    """None of the models of a fallback answered. The error of the last one is the cause."""

    def __init__(self, *, attempts: Sequence[FailedAttempt]) -> None:
        reasons = "; ".join(f"{attempt.model}: {get_error_message(attempt.error)}" for attempt in attempts)
        super().__init__(message=f"All models failed. {reasons}", cause=attempts[-1].error)
        self.attempts = attempts
        """The models in the order in which they were asked, and why each one failed."""
        self.is_retryable = any(getattr(attempt.error, "is_retryable", False) is True for attempt in attempts)
        """Whether asking them all again may help."""


def is_worth_another_model(error: BaseException) -> bool:
    """Tell whether an error is one of the provider and not of the request.

    Args:
        error: What a model raised.

    Returns:
        True for errors that say that they are retryable (overload, rate limits, broken connections) and for timeouts.
    """
    return getattr(error, "is_retryable", False) is True or isinstance(error, TimeoutError)


class Attempts(Generic[ModelT]):
    """How a fallback asks its models.

    Args:
        models: The models in the order in which they are asked.
        should_fall_back: Decides whether to go on after an error.
        timeout: Seconds that each model has to answer.
    """

    def __init__(self, models: Sequence[ModelT], should_fall_back: ShouldFallBack, timeout: float | None) -> None:
        if not models:
            raise InvalidArgumentError(parameter="models", value=models, message="A fallback needs a model")
        self.models = models
        self._should_fall_back = should_fall_back
        self._timeout = timeout

    async def ask(self, ask_one: Callable[[ModelT], Awaitable[ResultT]]) -> tuple[ResultT, Report]:
        """Ask the models until one answers.

        Args:
            ask_one: Asks a model.

        Returns:
            The answer, and who gave it.

        Raises:
            AllModelsFailedError: None answered.
            BaseException: What a model raised, if it is not worth asking another one.
        """
        failed: list[FailedAttempt] = []
        for model in self.models:
            try:
                async with asyncio.timeout(self._timeout):
                    answer = await ask_one(model)
            except Exception as error:
                if not self._should_fall_back(error):
                    raise
                failed.append(FailedAttempt(model=model_name(model), error=error))
            else:
                return answer, Report(model=model_name(model), failed=failed)
        if len(failed) == 1:
            raise failed[0].error
        raise AllModelsFailedError(attempts=failed) from failed[-1].error


@dataclass(slots=True, kw_only=True)
class Report:
    """Which model answered, and why the others did not."""

    model: str
    failed: list[FailedAttempt]

    def warnings(self) -> list[Any]:
        """Say it in warnings, which the core functions log.

        Returns:
            One for each model that failed.
        """
        return [
            OtherWarning(
                message=f"The model {attempt.model} failed ({get_error_message(attempt.error)}); "
                f"{self.model} answered instead."
            )
            for attempt in self.failed
        ]

    def facts(self) -> dict[str, Any]:
        """Say it in metadata.

        Returns:
            JSON.
        """
        failed = [{"model": attempt.model, "error": get_error_message(attempt.error)} for attempt in self.failed]
        return {"fallback": {"model": self.model, "failed": failed}}

    def added_to(self, result: ResultT) -> ResultT:
        """Add it to a result.

        Args:
            result: A complete result.

        Returns:
            A copy.
        """
        warnings = [*(getattr(result, "warnings", None) or []), *self.warnings()]
        return replace(with_facts(result, **self.facts()), warnings=warnings)  # type: ignore[type-var]
