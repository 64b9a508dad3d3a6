"""Options of uploads. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from ai_sdk_core.provider_utils import ProviderOptionsModel


class OpenAIFilesOptions(ProviderOptionsModel):
    """Options of an upload, in `provider_options` under `openai`."""

    purpose: str | None = None
    """What the file is for; `assistants` by default."""
    expires_after: int | float | None = None
    """When OpenAI deletes the file, in seconds after the upload."""
