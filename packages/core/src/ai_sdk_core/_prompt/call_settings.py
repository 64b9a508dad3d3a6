"""Settings that influence how a model generates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from ..errors import InvalidArgumentError
from ..provider.language_model.call_options import ReasoningEffort


@dataclass(slots=True, kw_only=True)
class CallSettings:
    """Settings that influence how a model generates; `None` leaves a setting to the provider."""

    max_output_tokens: int | None = None
    temperature: float | None = None
    """What range makes sense depends on provider and model. Set this or `top_p`, not both."""
    top_p: float | None = None
    """Share of the probability mass that is considered, from 0 to 1."""
    top_k: int | None = None
    """How many candidates are considered for each token."""
    presence_penalty: float | None = None
    """How much to avoid what the prompt says already, from -1 to 1."""
    frequency_penalty: float | None = None
    """How much to avoid using the same words again, from -1 to 1."""
    stop_sequences: list[str] | None = None
    """Texts at which the model stops."""
    seed: int | None = None
    """Makes results repeatable where the provider supports it."""
    reasoning: ReasoningEffort | None = None


def prepare_call_settings(
    *,
    max_output_tokens: int | None = None,
    temperature: float | None = None,
    top_p: float | None = None,
    top_k: int | None = None,
    presence_penalty: float | None = None,
    frequency_penalty: float | None = None,
    stop_sequences: Sequence[str] | None = None,
    seed: int | None = None,
    reasoning: ReasoningEffort | None = None,
) -> CallSettings:
    """Check settings. Ranges are the providers' business and not checked.

    Args:
        max_output_tokens: A whole number from 1.
        temperature: Any number.
        top_p: Any number.
        top_k: Any number.
        presence_penalty: Any number.
        frequency_penalty: Any number.
        stop_sequences: Any texts.
        seed: A whole number.
        reasoning: How much the model reasons.

    Returns:
        The settings.

    Raises:
        InvalidArgumentError: A setting that must be a whole number is none, or is too small.
    """
    max_output_tokens = _whole_number("max_output_tokens", max_output_tokens)
    if max_output_tokens is not None and max_output_tokens < 1:
        raise InvalidArgumentError(
            parameter="max_output_tokens", value=max_output_tokens, message="max_output_tokens must be >= 1"
        )
    return CallSettings(
        max_output_tokens=max_output_tokens,
        temperature=temperature,
        top_p=top_p,
        top_k=top_k,
        presence_penalty=presence_penalty,
        frequency_penalty=frequency_penalty,
        # A single text instead of a list is a common slip, which many providers forgive; never take it apart.
        stop_sequences=cast("list[str] | None", stop_sequences)
        if stop_sequences is None or isinstance(stop_sequences, str)
        else list(stop_sequences),
        seed=_whole_number("seed", seed),
        reasoning=reasoning,
    )


def _whole_number(name: str, value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise InvalidArgumentError(parameter=name, value=value, message=f"{name} must be an integer")
