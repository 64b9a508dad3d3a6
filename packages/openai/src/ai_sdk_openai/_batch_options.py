"""Options of batches. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from typing import Annotated

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import Field


class OpenAIBatchOptions(ProviderOptionsModel):
    """Options of a batch, in `provider_options` under `openai`."""

    input_file_expires_after: Annotated[int, Field(ge=3_600, le=2_592_000)] | None = None
    """When OpenAI deletes the file with the requests, in seconds after the upload: an hour to 30 days; two days by
    default."""
