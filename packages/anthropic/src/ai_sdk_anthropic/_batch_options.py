"""Options of batches."""

from __future__ import annotations

from ai_sdk_core.provider_utils import ProviderOptionsModel


class AnthropicBatchOptions(ProviderOptionsModel):
    """Options of a batch, in its `provider_options` under `anthropic`."""

    anthropic_beta: list[str] | None = None
    """Beta features to switch on for all requests."""
