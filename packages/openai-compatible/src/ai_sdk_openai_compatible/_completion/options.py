"""Options of completion models beyond the standard ones."""

from __future__ import annotations

from ai_sdk_core.provider_utils import ProviderOptionsModel


class OpenAICompatibleCompletionOptions(ProviderOptionsModel):
    """Options of a completion model, in `provider_options` under the provider's name."""

    echo: bool | None = None
    """Repeat the prompt before the completion."""
    logit_bias: dict[str, float] | None = None
    """Makes tokens more or less likely: a value from -100 to 100 by token id."""
    suffix: str | None = None
    """What comes after the text that is inserted."""
    user: str | None = None
    """Identifies your end user, which helps providers to detect abuse."""
