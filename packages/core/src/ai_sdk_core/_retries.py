"""Repeating failed model calls: the one layer that retries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from .errors import InvalidArgumentError
from .provider_utils.retry import is_retryable_error, retry_with_exponential_backoff

T = TypeVar("T")


class Retries:
    """How often a failed call is repeated.

    Args:
        max_retries: As the user gave it; `None` takes the default.
        parameter: Name of the option, for the error message.
        default: Retries when the user says nothing.
        should_retry: Decides whether an error may pass.

    Raises:
        InvalidArgumentError: The number is not a whole number of at least 0.
    """

    def __init__(
        self,
        max_retries: int | None,
        *,
        parameter: str = "maxRetries",
        default: int = 2,
        should_retry: Callable[[Exception], bool] = is_retryable_error,
    ) -> None:
        if max_retries is not None:
            if isinstance(max_retries, bool) or not isinstance(max_retries, int):
                raise InvalidArgumentError(
                    parameter=parameter, value=max_retries, message=f"{parameter} must be an integer"
                )
            if max_retries < 0:
                raise InvalidArgumentError(parameter=parameter, value=max_retries, message=f"{parameter} must be >= 0")
        self.max_retries = default if max_retries is None else max_retries
        self._should_retry = should_retry

    async def __call__(self, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call, and again if it fails in a way that may pass.

        Args:
            call: Makes one attempt.

        Returns:
            What the first successful attempt gave.

        Raises:
            RetryError: All attempts failed, or a later one failed for good.
            AISDKError: The first attempt failed in a way that no retry mends.
        """
        return await retry_with_exponential_backoff(call, max_retries=self.max_retries, should_retry=self._should_retry)
