"""From the standard reasoning levels to what a provider understands: a word, or a number of tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from ..provider.shared import CompatibilityWarning, UnsupportedWarning

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from ..provider.language_model.call_options import ReasoningEffort
    from ..provider.shared import CallWarning

ReasoningLevel: TypeAlias = Literal["minimal", "low", "medium", "high", "xhigh", "max"]
"""How much to reason."""

CustomReasoning: TypeAlias = Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"]
"""How much to reason, where the caller decides."""

EffortT = TypeVar("EffortT", bound=str)

_LEVELS: tuple[CustomReasoning, ...] = ("minimal", "low", "medium", "high", "xhigh", "max")

_BUDGET_SHARES: Mapping[ReasoningLevel, float] = {
    "minimal": 0.02,
    "low": 0.1,
    "medium": 0.3,
    "high": 0.6,
    "xhigh": 0.9,
    "max": 0.95,
}


def is_custom_reasoning(reasoning: ReasoningEffort | None) -> TypeIs[CustomReasoning]:
    """Tells whether the caller decides about reasoning.

    Args:
        reasoning: The call option.

    Returns:
        False when the provider's default applies.
    """
    return reasoning is not None and reasoning != "provider-default"


def map_reasoning_to_provider_effort(
    *,
    reasoning: ReasoningEffort | None,
    effort_map: Mapping[CustomReasoning, EffortT],
    warnings: list[CallWarning],
    provider_options_effort: EffortT | None = None,
) -> EffortT | None:
    """Finds the provider's word for a reasoning level.

    A level that the map lacks becomes the next lower one that it has, else the next higher one. `none` is never taken
    for another level.

    Args:
        reasoning: The call option.
        effort_map: The provider's words for the levels that the model supports.
        warnings: Gets a warning when the word says something else than the level, or there is none.
        provider_options_effort: The effort from the provider's own options; it wins.

    Returns:
        The word, or None to send none.
    """
    if provider_options_effort is not None:
        return provider_options_effort
    if not is_custom_reasoning(reasoning):
        return None
    mapped = next((effort_map[level] for level in _by_preference(reasoning) if level in effort_map), None)
    if mapped is None:
        details = f'reasoning "{reasoning}" is not supported by this model.'
        warnings.append(UnsupportedWarning(feature="reasoning", details=details))
        return None
    if mapped != reasoning:
        details = f'reasoning "{reasoning}" is not directly supported by this model. mapped to effort "{mapped}".'
        warnings.append(CompatibilityWarning(feature="reasoning", details=details))
    return mapped


def _by_preference(reasoning: CustomReasoning) -> list[CustomReasoning]:
    index = _LEVELS.index(reasoning) if reasoning in _LEVELS else -1
    return [reasoning, *reversed(_LEVELS[: max(index, 0)]), *_LEVELS[index + 1 :]]


def map_reasoning_to_provider_budget(
    *,
    reasoning: CustomReasoning,
    max_output_tokens: int,
    max_reasoning_budget: int,
    warnings: list[CallWarning],
    min_reasoning_budget: int = 1024,
    budget_shares: Mapping[ReasoningLevel, float] | None = None,
) -> int:
    """Computes a number of reasoning tokens for a level.

    Args:
        reasoning: The level. Where a model can switch reasoning off, the caller handles `none` before.
        max_output_tokens: What the model can write at most, in tokens.
        max_reasoning_budget: The largest budget that the model accepts, in tokens.
        warnings: Gets a warning when `none` becomes the smallest budget.
        min_reasoning_budget: The smallest budget that the model accepts, in tokens.
        budget_shares: Shares of the output (0 to 1) for levels where the defaults do not fit.

    Returns:
        The level's share of the output within the limits, in tokens.
    """
    if reasoning == "none":
        details = (
            'reasoning "none" is not supported by this model. '
            f"mapped to the minimum reasoning budget of {min_reasoning_budget} tokens."
        )
        warnings.append(CompatibilityWarning(feature="reasoning", details=details))
        return min_reasoning_budget
    share = (budget_shares or {}).get(reasoning, _BUDGET_SHARES[reasoning])
    budget = int(max_output_tokens * share + 0.5)  # Half a token up, where `round` would go to the even number.
    return min(max_reasoning_budget, max(min_reasoning_budget, budget))
