"""A language model that asks another one when one fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from ai_sdk_core import LanguageModel
from ai_sdk_core.errors import StreamProviderError, get_error_message
from ai_sdk_core.provider import (
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelStreamResult,
    StreamStart,
    SupportedUrls,
)
from typing_extensions import override

from .._metadata import with_facts
from .._streams import StreamWatcher, watched
from .attempts import Attempts, Report, ShouldFallBack, is_worth_another_model

_BEFORE_CONTENT = frozenset(
    {"stream-start", "response-metadata", "raw", "ping", "text-start", "reasoning-start", "tool-input-start"}
)
"""Parts of which the user sees nothing that another model would have to take back."""


class FallbackLanguageModel:
    """Asks its models one after the other, until one answers; made by `fallback`."""

    specification_version: Literal["v4"] = "v4"

    def __init__(self, attempts: Attempts[LanguageModel]) -> None:
        self._attempts = attempts
        self._first = attempts.models[0]

    @property
    def provider(self) -> str:
        """Provider of the first model."""
        return self._first.provider

    @property
    def model_id(self) -> str:
        """Id of the first model."""
        return self._first.model_id

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that all of the models fetch themselves."""
        common = {
            media_type: [
                pattern
                for pattern in patterns
                if all(pattern in model.supported_urls.get(media_type, ()) for model in self._attempts.models)
            ]
            for media_type, patterns in self._first.supported_urls.items()
        }
        return {media_type: patterns for media_type, patterns in common.items() if patterns}

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        """Answer at once.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The answer of the first model that gives one.

        Raises:
            AllModelsFailedError: None answered.
            AISDKError: What a model raised, if it is not worth asking another one.
        """
        answer, report = await self._attempts.ask(lambda model: model.do_generate(options))
        return report.added_to(answer)

    async def do_stream(self, options: LanguageModelCallOptions) -> LanguageModelStreamResult:
        """Answer piece by piece. Returns when the first content is there: until then, another model may take over.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The stream of the first model that gives content.

        Raises:
            AllModelsFailedError: None gave any content.
            AISDKError: What a model raised, if it is not worth asking another one.
        """
        (result, before), report = await self._attempts.ask(lambda model: _open(model, options))
        return replace(result, stream=watched(result.stream, _Reporter(report), before))


async def _open(
    model: LanguageModel, options: LanguageModelCallOptions
) -> tuple[LanguageModelStreamResult, list[list[Any]]]:
    """Start a stream and read it up to its first content."""
    result = await model.do_stream(options)
    before: list[list[Any]] = []
    try:
        async for batch in result.stream:
            before.append(batch)
            for part in batch:
                if part.type == "error":
                    raise _as_exception(part.error)
                if part.type not in _BEFORE_CONTENT:
                    return result, before
    except BaseException:
        await result.stream.aclose()
        raise
    return result, before


def _as_exception(error: Any) -> BaseException:
    if isinstance(error, BaseException):
        return error
    # Nothing is known about it but that nothing was answered: another attempt does no harm.
    return StreamProviderError(message=get_error_message(error), data=error, is_retryable=True)


class _Reporter(StreamWatcher):
    """Says in a stream which model it is from."""

    def __init__(self, report: Report) -> None:
        self._report = report

    @override
    def batch(self, parts: list[Any]) -> list[Any]:
        return [self._reported(part) for part in parts]

    def _reported(self, part: Any) -> Any:
        if isinstance(part, StreamStart):
            return StreamStart(warnings=[*part.warnings, *self._report.warnings()])
        return with_facts(part, **self._report.facts()) if part.type == "finish" else part


def fallback(
    models: Sequence[LanguageModel],
    *,
    should_fall_back: ShouldFallBack = is_worth_another_model,
    timeout: float | None = None,
) -> FallbackLanguageModel:
    """Make a language model that asks another one when one fails.

    A stream can only change its model before its first content. Which model answered, and why the others did not, is in
    `provider_metadata["aiSdkMiddleware"]["fallback"]` and among the warnings.

    Args:
        models: The models in the order in which they are asked.
        should_fall_back: Decides whether to go on after an error; by default after those that are retryable, and after
            timeouts.
        timeout: Seconds that each model has to answer, or to give the first content of a stream.

    Returns:
        The model.

    Raises:
        InvalidArgumentError: There is no model.
    """
    return FallbackLanguageModel(Attempts(models, should_fall_back, timeout))
