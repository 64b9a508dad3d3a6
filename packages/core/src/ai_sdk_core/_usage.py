"""Token usage as users see it, and sums of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ._value import Value
from .provider.json_value import JSONObject
from .provider.language_model.usage import Usage


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class InputTokenDetails(Value):
    """What the input tokens consist of; `None` where the provider does not say."""

    no_cache_tokens: int | None = None
    cache_read_tokens: int | None = None
    cache_write_tokens: int | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class OutputTokenDetails(Value):
    """What the output tokens consist of; `None` where the provider does not say."""

    text_tokens: int | None = None
    reasoning_tokens: int | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class LanguageModelUsage(Value):
    """Tokens that one or more calls of a language model used; `None` where the provider does not say."""

    input_tokens: int | None = None
    input_token_details: InputTokenDetails = field(default_factory=InputTokenDetails)
    output_tokens: int | None = None
    output_token_details: OutputTokenDetails = field(default_factory=OutputTokenDetails)
    total_tokens: int | None = None
    raw: JSONObject | None = None
    """The usage as the provider sent it; only for a single call."""


def add_token_counts(first: int | None, second: int | None) -> int | None:
    """Add two counts of which either may be unknown.

    Returns:
        The sum of those that are known; `None` if neither is.
    """
    if first is None:
        return second
    if second is None:
        return first
    return first + second


def usage_from_model(usage: Usage) -> LanguageModelUsage:
    """Turn the usage that a model reports into the users' form.

    Args:
        usage: What the model reported.

    Returns:
        The same counts, with the total added.
    """
    return LanguageModelUsage(
        input_tokens=usage.input_tokens.total,
        input_token_details=InputTokenDetails(
            no_cache_tokens=usage.input_tokens.no_cache,
            cache_read_tokens=usage.input_tokens.cache_read,
            cache_write_tokens=usage.input_tokens.cache_write,
        ),
        output_tokens=usage.output_tokens.total,
        output_token_details=OutputTokenDetails(
            text_tokens=usage.output_tokens.text, reasoning_tokens=usage.output_tokens.reasoning
        ),
        total_tokens=add_token_counts(usage.input_tokens.total, usage.output_tokens.total),
        raw=usage.raw,
    )


def add_usage(first: LanguageModelUsage, second: LanguageModelUsage) -> LanguageModelUsage:
    """Add the usage of two calls.

    Args:
        first: Usage so far.
        second: Usage of another call.

    Returns:
        The sum; `raw` is kept where the other one says nothing at all.
    """
    nothing = LanguageModelUsage()
    raw = second.raw if first == nothing else first.raw if second == nothing else None
    return LanguageModelUsage(
        input_tokens=add_token_counts(first.input_tokens, second.input_tokens),
        input_token_details=InputTokenDetails(
            no_cache_tokens=add_token_counts(
                first.input_token_details.no_cache_tokens, second.input_token_details.no_cache_tokens
            ),
            cache_read_tokens=add_token_counts(
                first.input_token_details.cache_read_tokens, second.input_token_details.cache_read_tokens
            ),
            cache_write_tokens=add_token_counts(
                first.input_token_details.cache_write_tokens, second.input_token_details.cache_write_tokens
            ),
        ),
        output_tokens=add_token_counts(first.output_tokens, second.output_tokens),
        output_token_details=OutputTokenDetails(
            text_tokens=add_token_counts(
                first.output_token_details.text_tokens, second.output_token_details.text_tokens
            ),
            reasoning_tokens=add_token_counts(
                first.output_token_details.reasoning_tokens, second.output_token_details.reasoning_tokens
            ),
        ),
        total_tokens=add_token_counts(first.total_tokens, second.total_tokens),
        raw=raw,
    )
