"""What models can do, as far as requests depend on it: told from their names, so that new versions just work."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class AnthropicModelCapabilities:
    """What a model can do."""

    max_output_tokens: int = 4096
    """How many tokens it writes at most; what is asked for if the call does not say."""
    supports_structured_output: bool = False
    """Whether it keeps answers to a JSON schema, and tool inputs to theirs."""
    supports_adaptive_thinking: bool = False
    """Whether it decides itself how much to think."""
    rejects_sampling_parameters: bool = False
    """Whether temperature, top p and top k are refused."""
    supports_xhigh_effort: bool = False
    rejects_thinking_disabled_above_high_effort: bool = False
    rejects_thinking_disabled: bool = False
    """Whether it always thinks."""
    rejects_budget_thinking: bool = False
    """Whether thinking cannot be given a number of tokens."""
    rejects_forced_tool_use: bool = False
    """Whether it cannot be made to call a tool."""
    supports_between_tools_thinking: bool = False
    is_known_model: bool = True


_LEGACY = AnthropicModelCapabilities()
_CURRENT = AnthropicModelCapabilities(
    max_output_tokens=128_000, supports_structured_output=True, supports_adaptive_thinking=True
)
_WITHOUT_SAMPLING = replace(_CURRENT, rejects_sampling_parameters=True, supports_xhigh_effort=True)
_ALWAYS_THINKING = replace(
    _WITHOUT_SAMPLING, rejects_thinking_disabled=True, rejects_budget_thinking=True, rejects_forced_tool_use=True
)

_RULES: tuple[tuple[str, AnthropicModelCapabilities], ...] = (
    (
        "claude-sonnet-5-5",
        replace(
            _ALWAYS_THINKING, rejects_thinking_disabled_above_high_effort=True, supports_between_tools_thinking=True
        ),
    ),
    ("claude-opus-5-5", replace(_ALWAYS_THINKING, rejects_thinking_disabled_above_high_effort=True)),
    (
        "claude-haiku-5-5",
        replace(_WITHOUT_SAMPLING, rejects_thinking_disabled_above_high_effort=True, rejects_budget_thinking=True),
    ),
    ("claude-opus-5", replace(_WITHOUT_SAMPLING, rejects_thinking_disabled_above_high_effort=True)),
    ("claude-fable-5-[12]", _ALWAYS_THINKING),
    ("claude-fable-5", replace(_ALWAYS_THINKING, rejects_forced_tool_use=False)),
    ("claude-opus-4-[78]|claude-sonnet-5", _WITHOUT_SAMPLING),
    ("claude-(sonnet|opus)-4-6", _CURRENT),
    (
        "claude-(sonnet|opus|haiku)-4-5",
        AnthropicModelCapabilities(max_output_tokens=64_000, supports_structured_output=True),
    ),
    ("claude-opus-4-1", AnthropicModelCapabilities(max_output_tokens=32_000, supports_structured_output=True)),
    ("claude-sonnet-4[-@]", AnthropicModelCapabilities(max_output_tokens=64_000)),
    ("claude-opus-4[-@]", AnthropicModelCapabilities(max_output_tokens=32_000)),
    ("claude-3-haiku", _LEGACY),
    (r"claude-(instant(-|$)|v?2(?=$|[-.:])|3(?=$|[-.]))", replace(_LEGACY, is_known_model=False)),
    (
        "claude-",  # a model that came later
        replace(_WITHOUT_SAMPLING, rejects_thinking_disabled_above_high_effort=True, is_known_model=False),
    ),
)
"""Patterns that are searched in the model's name, which platforms surround with regions and versions. The first one
that is found counts."""

_UNKNOWN = replace(_LEGACY, is_known_model=False)


@lru_cache(maxsize=256)
def get_model_capabilities(model_id: str) -> AnthropicModelCapabilities:
    """Tell what a model can do.

    Args:
        model_id: Name of the model, as this API or another platform writes it.

    Returns:
        The capabilities; for names without `claude-`, what any model of this API can do.
    """
    return next((capabilities for pattern, capabilities in _RULES if re.search(pattern, model_id)), _UNKNOWN)
