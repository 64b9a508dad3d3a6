"""What is known about the models; it shapes requests and decides about warnings, and refuses no unknown model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Known: TypeAlias = bool | None
"""Whether something is supported; None if nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroqLanguageModelFacts:
    """What is known about a chat model."""

    is_documented: bool = False
    """Whether the model is in the table."""
    images: Known = None
    tools: Known = None
    json_schema: Known = None
    browser_search: Known = None
    always_reasons: bool = False
    """Whether the model cannot be told not to reason."""
    can_stop_reasoning: bool = False
    """Whether `reasoning_effort` may be `none`."""


@dataclass(frozen=True, slots=True)
class _Row:
    images: bool = False
    tools: bool = True
    json_schema: Known = None


_TEXT = _Row()
_VISION = _Row(images=True)

_LANGUAGE_MODELS = {
    "gemma2-9b-it": _TEXT,
    "llama-3.1-8b-instant": _Row(json_schema=False),
    "llama-3.3-70b-versatile": _TEXT,
    "meta-llama/llama-guard-4-12b": _Row(images=True, tools=False),
    "deepseek-r1-distill-llama-70b": _TEXT,
    "meta-llama/llama-4-maverick-17b-128e-instruct": _VISION,
    "meta-llama/llama-4-scout-17b-16e-instruct": _VISION,
    "meta-llama/llama-prompt-guard-2-22m": _Row(tools=False),
    "meta-llama/llama-prompt-guard-2-86m": _Row(tools=False),
    "moonshotai/kimi-k2-instruct-0905": _Row(json_schema=True),
    "qwen/qwen3.6-27b": _TEXT,
    "llama-guard-3-8b": _TEXT,
    "llama3-70b-8192": _TEXT,
    "llama3-8b-8192": _TEXT,
    "mixtral-8x7b-32768": _TEXT,
    "qwen-qwq-32b": _TEXT,
    "qwen-2.5-32b": _TEXT,
    "deepseek-r1-distill-qwen-32b": _TEXT,
    "openai/gpt-oss-20b": _TEXT,
    "openai/gpt-oss-120b": _TEXT,
}
"""Source: https://console.groq.com/docs/models"""

_MODELS_THAT_NEED_NOT_REASON = frozenset({"qwen/qwen3.6-27b"})
_FAMILY_THAT_ALWAYS_REASONS = "openai/gpt-oss"

TRANSCRIPTION_MODELS = frozenset({"whisper-large-v3", "whisper-large-v3-turbo"})
"""Models that write down audio."""


def language_model_facts(model_id: str) -> GroqLanguageModelFacts:
    """Look a chat model up.

    Args:
        model_id: Groq's name for the model.

    Returns:
        What is known; next to nothing about models that are not in the table.
    """
    always_reasons = model_id.startswith(_FAMILY_THAT_ALWAYS_REASONS)
    row = _LANGUAGE_MODELS.get(model_id)
    if row is None:
        return GroqLanguageModelFacts(always_reasons=always_reasons)
    return GroqLanguageModelFacts(
        is_documented=True,
        images=row.images,
        tools=row.tools,
        json_schema=row.json_schema,
        browser_search=always_reasons,
        always_reasons=always_reasons,
        can_stop_reasoning=model_id in _MODELS_THAT_NEED_NOT_REASON,
    )
