"""Options that exclude each other, that a platform does not know, or that need care."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ai_sdk_core.errors import InvalidArgumentError, UnsupportedFunctionalityError
from ai_sdk_core.provider import CallWarning, CompatibilityWarning, UnsupportedWarning

from .._config import AnthropicConfig

_SERVICE_TIERS = {"anthropic": ("auto", "standard_only"), "minimax": ("standard", "priority")}
"""What platforms call their tiers."""


def check_service_tier(options: dict[str, Any], config: AnthropicConfig, warnings: list[CallWarning]) -> None:
    """Leave out a service tier that the platform does not know.

    Args:
        options: The options of the call.
        config: Says which platform it is.
        warnings: The list that a warning is added to.
    """
    name = config.provider_name
    tier, tiers = options.get("service_tier"), _SERVICE_TIERS.get(name)
    if tier is not None and tiers is not None and tier not in tiers:
        known = " or ".join(f'"{known_tier}"' for known_tier in tiers)
        details = f'serviceTier "{tier}" is not supported by {name}. Use {known}.'
        warnings.append(UnsupportedWarning(feature="serviceTier", details=details))
        del options["service_tier"]


def check_conflicts(options: dict[str, Any], config: AnthropicConfig) -> None:
    """Refuse options that exclude each other, or that the platform does not have.

    Args:
        options: The options of the call.
        config: Says what the platform can do.

    Raises:
        InvalidArgumentError: Options exclude each other.
        UnsupportedFunctionalityError: The platform keeps no threads.
    """
    compaction, context_management = options.get("compaction"), options.get("context_management")
    if compaction is not None and context_management is not None:
        raise InvalidArgumentError(
            argument="providerOptions",
            message="Anthropic provider options `compaction` and `contextManagement` cannot be used together.",
        )
    if options.get("thread") is None:
        return
    if not config.supports_message_threads:
        raise UnsupportedFunctionalityError(
            functionality="Anthropic message threads",
            message=f"{config.provider} does not support Anthropic message threads.",
        )
    edits = [] if context_management is None else context_management["edits"]
    keeps_all = all(edit["type"] == "clear_thinking_20251015" and edit.get("keep") == "all" for edit in edits)
    if compaction is not None or not keeps_all:
        raise InvalidArgumentError(
            argument="providerOptions.anthropic.thread",
            message="Anthropic message threads do not support compaction or context editing, "
            'except clear_thinking_20251015 with keep: "all".',
        )


def thread_warnings(*, unpinned_betas: Sequence[str], omits_definitions: bool) -> list[CallWarning]:
    """Warn about what is easily forgotten with threads.

    Args:
        unpinned_betas: Betas that the prompt switched on.
        omits_definitions: Whether instructions or tools are not sent, because the thread has them.

    Returns:
        The warnings.
    """
    details = []
    if unpinned_betas:
        details.append(
            f"Message content enabled beta headers: {', '.join(unpinned_betas)}. "
            "Thread requests require the same beta set on every turn. Pin these values with anthropicBeta on every "
            "request, or start a new thread when the set changes."
        )
    if omits_definitions:
        details.append(
            "Continuation uses the system prompt and tool definitions stored by the create request; "
            "supplied definitions are omitted from the wire request. "
            "Supply identical tools for local tool handling and fixed request settings. "
            "To change system instructions or tools, start a new thread."
        )
    return [CompatibilityWarning(feature="providerOptions.anthropic.thread", details=text) for text in details]
