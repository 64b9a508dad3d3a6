"""Options of chat models beyond the standard ones."""

from __future__ import annotations

from ai_sdk_core.provider_utils import ProviderOptionsModel


class OpenAICompatibleChatOptions(ProviderOptionsModel):
    """Options of a chat model, in `provider_options` under `openaiCompatible` or the provider's name."""

    user: str | None = None
    """Identifies your end user, which helps providers to detect abuse."""
    reasoning_effort: str | None = None
    """How much a reasoning model reasons. None, if given, is sent as null, which some providers tell from no value."""
    text_verbosity: str | None = None
    """How wordy the answer is."""
    strict_json_schema: bool | None = None
    """Whether the answer must match the JSON schema exactly; yes by default. Means something only where the provider
    supports structured outputs and the call has a schema."""
