"""Options of embedding models beyond the standard ones."""

from __future__ import annotations

from ai_sdk_core.provider_utils import ProviderOptionsModel


class OpenAICompatibleEmbeddingOptions(ProviderOptionsModel):
    """Options of an embedding model, in `provider_options` under `openaiCompatible` or the provider's name."""

    dimensions: float | None = None
    """Length of the vectors, where the model lets you choose."""
    user: str | None = None
    """Identifies your end user, which helps providers to detect abuse."""
