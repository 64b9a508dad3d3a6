"""Changes of the configuration in the middle of a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import CallWarning, UnsupportedWarning

from .._capabilities import LanguageModelCapabilities
from .input_context import WireItem

_UPDATE = "configuration_update"


def unsupported_updates_reason(capabilities: LanguageModelCapabilities, options: Mapping[str, Any]) -> str | None:
    """Tell why the configuration cannot change.

    Args:
        capabilities: What the model can do.
        options: The options of the call.

    Returns:
        The reason; None if it can change.
    """
    if not capabilities.supports_configuration_updates:
        return "Configuration updates are only supported by GPT-6 and later models"
    if (
        options.get("reasoning_mode") == "pro"
        or options.get("context_management") is not None
        or options.get("truncation") == "auto"
    ):
        return (
            "Configuration updates require standard reasoning mode without automatic compaction or automatic truncation"
        )
    return None


class EffortUpdates:
    """Checks changes of the reasoning effort, and adds the one of the call.

    Args:
        model_id: The model.
        efforts: Efforts that the model supports; None if unknown.
        unsupported_reason: Why the configuration cannot change, if it cannot.
    """

    def __init__(self, *, model_id: str, efforts: tuple[str, ...] | None, unsupported_reason: str | None) -> None:
        self._model_id = model_id
        self._efforts = efforts
        self._unsupported_reason = unsupported_reason

    def apply(self, items: list[WireItem], effort: str | None, warnings: list[CallWarning]) -> None:
        """Check the changes in a conversation, and add the one of the call before all others.

        Args:
            items: The input, which may get a new first item.
            effort: The effort that the call asks for from now on; None for no change.
            warnings: Gets a warning if the change of the call is left out.

        Raises:
            UnsupportedFunctionalityError: A change in the conversation is not possible, or two stand side by side.
        """
        for update in _updates(items):
            reason = self._unsupported_effort_reason(_effort(update))
            if reason is not None:
                raise UnsupportedFunctionalityError(functionality="Message-level reasoningEffortUpdate", message=reason)
        self._add_first(items, effort, warnings)
        for previous, item in pairwise(items):
            if previous.get("type") == item.get("type") == _UPDATE:
                raise UnsupportedFunctionalityError(
                    functionality="Adjacent configuration updates",
                    message="Configuration updates cannot be consecutive. Set reasoningEffortUpdate and "
                    "textFormatUpdate in the same empty system message, and omit request-level "
                    "reasoningEffortUpdate when using message-level updates.",
                )

    def _add_first(self, items: list[WireItem], effort: str | None, warnings: list[CallWarning]) -> None:
        if effort is None:
            return
        reason = self._unsupported_reason or self._unsupported_effort_reason(effort)
        if reason is not None:
            warnings.append(UnsupportedWarning(feature="reasoningEffortUpdate", details=reason))
        elif not items or items[0].get("type") != _UPDATE or _effort(items[0]) != effort:
            items.insert(0, {"type": _UPDATE, "reasoning": {"effort": effort}})

    def _unsupported_effort_reason(self, effort: str | None) -> str | None:
        if effort is None or self._efforts is None or effort in self._efforts:
            return None
        return f"{self._model_id} only supports the following reasoning efforts: {', '.join(self._efforts)}"


def last_effort(items: list[WireItem], effort: str | None) -> str | None:
    """Find the effort that counts at the end of a conversation.

    Args:
        items: The input.
        effort: The effort of the request.

    Returns:
        The effort after all changes.
    """
    for update in _updates(items):
        effort = _effort(update) or effort
    return effort


def _updates(items: list[WireItem]) -> list[WireItem]:
    return [item for item in items if item.get("type") == _UPDATE]


def _effort(update: WireItem) -> str | None:
    effort: str | None = update.get("reasoning", {}).get("effort")
    return effort
