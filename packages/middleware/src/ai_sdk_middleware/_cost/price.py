"""Prices, and what calls cost by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from ai_sdk_core.errors import InvalidArgumentError

from .._layer import ModelCall, ModelKind, model_name

_MILLION = Decimal(1_000_000)
_SECONDS = Decimal(60)

Amount: TypeAlias = Decimal | str | int | float
"""An amount of money. Texts and decimals are exact: `"0.15"`."""


@dataclass(slots=True, kw_only=True, frozen=True)
class Price:
    """What a model costs. What is left out costs nothing, unless it says something else."""

    input: Amount = 0
    """A million tokens of input."""
    output: Amount = 0
    """A million tokens of output."""
    cache_read: Amount | None = None
    """A million tokens of input that the provider had cached; default like other input."""
    cache_write: Amount | None = None
    """A million tokens of input that the provider caches; default like other input."""
    reasoning: Amount | None = None
    """A million tokens of reasoning; default like other output."""
    call: Amount = 0
    """A call."""
    image: Amount = 0
    """An image that was made."""
    character: Amount = 0
    """A million characters that were spoken."""
    minute: Amount = 0
    """A minute of audio that was transcribed."""


class UnknownPriceError(InvalidArgumentError):
    """A model has no price, so nobody can say whether a budget allows its call."""

    def __init__(self, *, model: str) -> None:
        super().__init__(
            parameter="prices", value=model, message=f'There is no price for {model}. Add one, or one for "*"'
        )


def find_price(prices: Mapping[str, Price], call: ModelCall) -> Price:
    """Find the price of a model.

    Args:
        prices: Prices by `provider:model`, by model id, or `*` for all others.
        call: The call.

    Returns:
        The price.

    Raises:
        UnknownPriceError: There is none.
    """
    for name in (model_name(call.model), call.model.model_id, "*"):
        if name in prices:
            return prices[name]
    raise UnknownPriceError(model=model_name(call.model))


def cost_of(price: Price, call: ModelCall, result: Any) -> Decimal | None:
    """Calculate what a call cost.

    Args:
        price: The price of the model.
        call: The call.
        result: What it gave; for a stream, its `finish` part.

    Returns:
        The cost; `None` if the provider does not say what it counted.
    """
    counted = _COUNTED.get(call.kind)
    usage_cost = Decimal(0) if counted is None else counted(price, call, result)
    return None if usage_cost is None else usage_cost + as_decimal(price.call)


def as_decimal(amount: Amount) -> Decimal:
    """Turn an amount into a decimal number.

    Args:
        amount: The amount; a float is taken as it is printed.

    Returns:
        The number.
    """
    return amount if isinstance(amount, Decimal) else Decimal(str(amount))


def _per_million(count: int, amount: Amount) -> Decimal:
    return as_decimal(amount) * count / _MILLION


def _text_cost(price: Price, call: ModelCall, result: Any) -> Decimal | None:
    given, made = result.usage.input_tokens, result.usage.output_tokens
    if given.total is None and made.total is None:
        return None
    cached, written, reasoning = given.cache_read or 0, given.cache_write or 0, made.reasoning or 0
    plain = given.no_cache if given.no_cache is not None else max(0, (given.total or 0) - cached - written)
    return (
        _per_million(plain, price.input)
        + _per_million(cached, price.input if price.cache_read is None else price.cache_read)
        + _per_million(written, price.input if price.cache_write is None else price.cache_write)
        + _per_million(max(0, (made.total or 0) - reasoning), price.output)
        + _per_million(reasoning, price.output if price.reasoning is None else price.reasoning)
    )


def _embedding_cost(price: Price, call: ModelCall, result: Any) -> Decimal | None:
    return None if result.usage is None else _per_million(result.usage.tokens, price.input)


def _image_cost(price: Price, call: ModelCall, result: Any) -> Decimal | None:
    images = as_decimal(price.image) * len(result.images)
    if result.usage is None:
        return images
    tokens = _per_million(result.usage.input_tokens or 0, price.input)
    return images + tokens + _per_million(result.usage.output_tokens or 0, price.output)


def _speech_cost(price: Price, call: ModelCall, result: Any) -> Decimal | None:
    if call.operation == "stream":
        usage = result.usage
        count = None if usage is None else usage.input_characters
        return None if count is None else _per_million(count, price.character)
    return _per_million(len(call.params.text), price.character)


def _transcription_cost(price: Price, call: ModelCall, result: Any) -> Decimal | None:
    if result is None:  # The provider did not fetch the audio; the call that passes it on follows.
        return -as_decimal(price.call)
    seconds = result.duration_in_seconds
    if seconds is None:
        return None if as_decimal(price.minute) else Decimal(0)
    return as_decimal(price.minute) * as_decimal(seconds) / _SECONDS


_COUNTED: Mapping[ModelKind, Any] = {
    "language_model": _text_cost,
    "embedding_model": _embedding_cost,
    "image_model": _image_cost,
    "speech_model": _speech_cost,
    "transcription_model": _transcription_cost,
}
"""Kinds that cost by what they do; the others cost by the call."""
