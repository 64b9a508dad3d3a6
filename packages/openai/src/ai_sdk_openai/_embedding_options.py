"""Options of embedding models. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from ai_sdk_core.provider_utils import ProviderOptionsModel


class OpenAIEmbeddingOptions(ProviderOptionsModel):
    """Options of an embedding model, in `provider_options` under `openai`."""

    dimensions: int | float | None = None
    """Length of the vectors (`text-embedding-3` and later); wins over the standard setting."""
    user: str | None = None
    """Identifies your end user, which helps OpenAI to detect abuse."""
