"""How much a model thinks: from the standard setting and the provider's own options to what the model accepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ai_sdk_core.provider import CallWarning, CompatibilityWarning, ReasoningEffort, UnsupportedWarning
from ai_sdk_core.provider_utils import (
    CustomReasoning,
    is_custom_reasoning,
    map_reasoning_to_provider_budget,
    map_reasoning_to_provider_effort,
)

from .._capabilities import AnthropicModelCapabilities

_THINKING_TYPES = frozenset({"enabled", "adaptive", "between_tools"})
_EFFORTS: dict[CustomReasoning, str] = {
    "low": "low",
    "medium": "medium",
    "high": "high",
    "xhigh": "xhigh",
    "max": "max",
}
_HIGHEST_EFFORTS = frozenset({"xhigh", "max"})
DEFAULT_THINKING_BUDGET = 1024


@dataclass(slots=True)
class Thinking:
    """How much to think."""

    thinking: dict[str, Any] | None
    """The `thinking` of the request."""
    effort: str | None

    @property
    def type(self) -> str | None:
        """The kind of thinking."""
        return (self.thinking or {}).get("type")

    @property
    def is_on(self) -> bool:
        """Whether the model thinks because the request says so."""
        return self.type in _THINKING_TYPES

    @property
    def budget(self) -> int | None:
        """How many tokens the model may think, if that is set."""
        return self.thinking.get("budget_tokens") if self.thinking and self.type == "enabled" else None


class ThinkingResolver:
    """Finds out how much a model is to think.

    Args:
        model_id: The model.
        capabilities: What it can do.
        warnings: The list that warnings are added to.
    """

    def __init__(self, model_id: str, capabilities: AnthropicModelCapabilities, warnings: list[CallWarning]) -> None:
        self._model_id = model_id
        self._capabilities = capabilities
        self._warnings = warnings

    def resolve(self, reasoning: ReasoningEffort | None, options: dict[str, Any]) -> Thinking:
        """Find out how much to think.

        Args:
            reasoning: The standard setting.
            options: The provider's own options, which win.

        Returns:
            What the model accepts.
        """
        resolved = Thinking(options.get("thinking"), options.get("effort"))
        if is_custom_reasoning(reasoning) and resolved.effort is None:
            self._apply_reasoning(reasoning, resolved)
        self._replace_disabled(resolved)
        self._replace_budget(resolved)
        self._lower_effort(resolved)
        return resolved

    # --- The standard setting ---

    def _apply_reasoning(self, reasoning: CustomReasoning, resolved: Thinking) -> None:
        suggested = self._without_reasoning() if reasoning == "none" else self._with_reasoning(reasoning)
        if resolved.thinking is None:
            resolved.thinking = suggested.thinking
        if suggested.effort is not None and resolved.type != "disabled":
            resolved.effort = suggested.effort

    def _without_reasoning(self) -> Thinking:
        if self._capabilities.supports_between_tools_thinking:
            self._warn_about_reasoning(
                "thinking cannot be disabled. Using 'between_tools' thinking, the lowest thinking setting, instead."
            )
            return Thinking({"type": "between_tools"}, None)
        if self._capabilities.rejects_thinking_disabled:
            self._warn_about_reasoning(
                "it always uses adaptive thinking. Using effort 'low' to minimize thinking instead."
            )
            return Thinking(None, "low")
        return Thinking({"type": "disabled"}, None)

    def _warn_about_reasoning(self, consequence: str) -> None:
        details = f"reasoning 'none' is not supported by {self._model_id}; {consequence}"
        self._warnings.append(CompatibilityWarning(feature="reasoning", details=details))

    def _with_reasoning(self, reasoning: CustomReasoning) -> Thinking:
        capabilities = self._capabilities
        if capabilities.supports_adaptive_thinking:
            efforts: dict[CustomReasoning, str] = {
                level: effort
                for level, effort in _EFFORTS.items()
                if level != "xhigh" or capabilities.supports_xhigh_effort
            }
            effort = map_reasoning_to_provider_effort(reasoning=reasoning, effort_map=efforts, warnings=self._warnings)
            return Thinking({"type": "adaptive", "display": "summarized"}, effort)
        budget = map_reasoning_to_provider_budget(
            reasoning=reasoning,
            max_output_tokens=capabilities.max_output_tokens,
            max_reasoning_budget=capabilities.max_output_tokens,
            warnings=self._warnings,
        )
        return Thinking({"type": "enabled", "budget_tokens": budget}, None)

    # --- What the model refuses ---

    def _replace_disabled(self, resolved: Thinking) -> None:
        if not self._capabilities.rejects_thinking_disabled or resolved.type != "disabled":
            return
        if self._capabilities.supports_between_tools_thinking:
            self._warn(
                "thinking",
                f"thinking cannot be disabled for {self._model_id}. "
                "Using 'between_tools' thinking, the lowest thinking setting, instead.",
            )
            resolved.thinking = {"type": "between_tools"}
            return
        self._warn(
            "thinking",
            f"thinking cannot be disabled for {self._model_id}; it always uses adaptive thinking. "
            "The thinking setting has been removed. Lower 'effort' to reduce thinking.",
        )
        resolved.thinking = None

    def _replace_budget(self, resolved: Thinking) -> None:
        if not self._capabilities.rejects_budget_thinking or resolved.type != "enabled":
            return
        always = "; it always uses adaptive thinking" if self._capabilities.rejects_thinking_disabled else ""
        self._warn(
            "thinking",
            f"budget-based thinking is not supported by {self._model_id}{always}. "
            "Using adaptive thinking instead. Use 'effort' to control how much the model thinks.",
        )
        resolved.thinking = {"type": "adaptive"}

    def _lower_effort(self, resolved: Thinking) -> None:
        if resolved.effort not in _HIGHEST_EFFORTS:
            return
        if resolved.type == "disabled" and self._capabilities.rejects_thinking_disabled_above_high_effort:
            reason = f"by {self._model_id} when thinking is disabled"
        elif resolved.type == "between_tools":
            reason = "with 'between_tools' thinking"
        else:
            return
        self._warn(
            "effort",
            f"effort '{resolved.effort}' is not supported {reason}. The effort has been lowered to 'high'.",
        )
        resolved.effort = "high"

    def _warn(self, option: str, details: str) -> None:
        self._warnings.append(UnsupportedWarning(feature=f"providerOptions.anthropic.{option}", details=details))
