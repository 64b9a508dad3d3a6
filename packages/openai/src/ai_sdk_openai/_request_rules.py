"""What the Responses API and the chat completions API refuse alike: left out, with a warning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from ai_sdk_core.provider import CallWarning, ReasoningEffort, UnsupportedWarning
from ai_sdk_core.provider_utils import CustomReasoning, map_reasoning_to_provider_effort

from ._capabilities import LanguageModelCapabilities

_ALL_EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")

_NO_RETENTION = "promptCacheRetention is not supported by GPT-6 and later models; use promptCacheOptions instead"
_NO_FLEX = "flex processing is only available for o3, o4-mini, and gpt-5 models"
_NO_PRIORITY = (
    "priority processing is only available for supported models (gpt-4, gpt-5, gpt-5-mini, o3, o4-mini) "
    "and requires Enterprise access. gpt-5-nano is not supported"
)


def resolve_reasoning_effort(
    provider_effort: str | None,
    reasoning: ReasoningEffort | None,
    supported: Iterable[str] | None,
    warnings: list[CallWarning],
) -> str | None:
    """Find the effort to ask for.

    Args:
        provider_effort: The effort in provider options, which wins and is sent as it is.
        reasoning: The standard level.
        supported: Efforts that the model supports; None if unknown.
        warnings: Gets a warning where the level becomes another effort.

    Returns:
        The effort; None to leave it to the model.
    """
    effort_map = {effort: effort for effort in (_ALL_EFFORTS if supported is None else supported)}
    return map_reasoning_to_provider_effort(
        reasoning=reasoning,
        provider_options_effort=provider_effort,
        effort_map=cast("Mapping[CustomReasoning, str]", effort_map),
        warnings=warnings,
    )


def drop_unsupported(body: dict[str, Any], name: str, feature: str, details: str, warnings: list[CallWarning]) -> None:
    """Leave out a setting that the model does not take.

    Args:
        body: The body of the request.
        name: The field.
        feature: What the caller knows it as.
        details: Why it is left out.
        warnings: Gets a warning if the field is set.
    """
    if body.get(name) is not None:
        warnings.append(UnsupportedWarning(feature=feature, details=details))
        del body[name]


def drop_unsupported_retention(
    body: dict[str, Any], capabilities: LanguageModelCapabilities, warnings: list[CallWarning]
) -> None:
    """Leave out how long the prompt stays in the cache, for models that are told so differently.

    Args:
        body: The body of the request.
        capabilities: What the model can do.
        warnings: Gets a warning.
    """
    if not capabilities.supports_prompt_cache_retention:
        drop_unsupported(body, "prompt_cache_retention", "promptCacheRetention", _NO_RETENTION, warnings)


def drop_unsupported_tier(
    body: dict[str, Any], capabilities: LanguageModelCapabilities, warnings: list[CallWarning]
) -> None:
    """Leave out a service tier that the model does not have.

    Args:
        body: The body of the request.
        capabilities: What the model can do.
        warnings: Gets a warning.
    """
    tier = body.get("service_tier")
    if tier == "flex" and not capabilities.supports_flex_tier:
        drop_unsupported(body, "service_tier", "serviceTier", _NO_FLEX, warnings)
    elif tier in ("priority", "fast") and not capabilities.supports_priority_tier:
        drop_unsupported(body, "service_tier", "serviceTier", _NO_PRIORITY, warnings)


def drop_sampling(body: dict[str, Any], warnings: list[CallWarning]) -> None:
    """Leave out temperature and top-p, which reasoning models do not take.

    Args:
        body: The body of the request.
        warnings: Gets a warning for each.
    """
    for name, feature in (("temperature", "temperature"), ("top_p", "topP")):
        drop_unsupported(body, name, feature, f"{feature} is not supported for reasoning models", warnings)
