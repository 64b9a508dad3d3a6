"""Options of models behind the completions API. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from ai_sdk_core.provider_utils import ProviderOptionsModel


class OpenAICompletionOptions(ProviderOptionsModel):
    """Options of a model behind the completions API, in `provider_options` under `openai`."""

    echo: bool | None = None
    """Repeat the prompt before the completion."""
    logit_bias: dict[str, int | float] | None = None
    """Makes tokens more or less likely: a value from -100 to 100 by token id."""
    suffix: str | None = None
    """What comes after the text that is inserted."""
    user: str | None = None
    """Identifies your end user, which helps OpenAI to detect abuse."""
    logprobs: bool | int | float | None = None
    """Whether to give log probabilities, or for how many tokens at each place."""
