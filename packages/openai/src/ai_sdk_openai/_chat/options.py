"""Options of models behind the chat completions API. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import Field, field_validator

Number: TypeAlias = int | float


class ChatPromptCacheOptions(ProviderOptionsModel):
    """How the prompt is cached (GPT-5.6 and later)."""

    mode: Literal["implicit", "explicit"] | None = None
    """Whether OpenAI places a breakpoint of its own, too."""
    ttl: Literal["30m"] | None = None
    """How long the prompt stays in the cache at least."""


class OpenAIChatOptions(ProviderOptionsModel):
    """Options of a model behind the chat completions API, in `provider_options` under `openai`."""

    logit_bias: dict[str, Number] | None = None
    """Makes tokens more or less likely: a value from -100 to 100 by token id."""
    logprobs: bool | Number | None = None
    """Whether to give log probabilities, or for how many tokens at each place."""
    parallel_tool_calls: bool | None = None
    """Whether several tools may be called at once. Yes by default."""
    user: str | None = None
    """Identifies your end user; the older name of `safety_identifier` and `prompt_cache_key`."""
    reasoning_effort: Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"] | None = None
    """How much a reasoning model reasons; wins over the standard `reasoning`."""
    max_completion_tokens: Number | None = None
    """Limits reasoning and answer together; `max_output_tokens` does the same for reasoning models."""
    store: bool | None = None
    """Whether OpenAI keeps the answer."""
    metadata: dict[Annotated[str, Field(max_length=64)], Annotated[str, Field(max_length=512)]] | None = None
    """Stored with the answer."""
    prediction: dict[str, Any] | None = None
    """What the answer will probably be; makes small changes of long texts fast."""
    service_tier: Literal["auto", "flex", "priority", "fast", "ultrafast", "default"] | None = None
    """How fast and how expensive: `flex` is cheap and slow, `priority` (or `fast`) the opposite."""
    strict_json_schema: bool | None = None
    """Whether answers must match a JSON schema exactly. Yes by default."""
    text_verbosity: Literal["low", "medium", "high"] | None = None
    """How wordy the answer is."""
    prompt_cache_key: str | None = None
    """Ties prompts with the same beginning together in the cache."""
    prompt_cache_options: ChatPromptCacheOptions | None = None
    """How the prompt is cached (GPT-5.6 and later)."""
    prompt_cache_retention: Literal["in_memory", "24h"] | None = None
    """How long the prompt stays in the cache (models before GPT-5.6)."""
    safety_identifier: str | None = None
    """Identifies your end user, so that OpenAI can tell you about abuse."""
    system_message_mode: Literal["system", "developer", "remove"] | None = None
    """Under which role instructions are sent; `remove` leaves them out. Decided by the model by default."""
    force_reasoning: bool | None = None
    """Whether to treat the model as a reasoning model; for models whose name does not tell."""

    @field_validator("logit_bias")
    @classmethod
    def _check_token_ids(cls, bias: dict[str, Number] | None) -> dict[str, Number] | None:
        for token in bias or ():
            float(token)
        return bias


class OpenAIChatMessageOptions(ProviderOptionsModel):
    """Options of a message, in its `provider_options` under `openai`."""

    name: str | None = None
    """Who speaks, where several do under the same role."""
