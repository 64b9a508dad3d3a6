"""Options of speech models. This module imports pydantic: it loads when it is first needed."""

from __future__ import annotations

from typing import Annotated

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import Field


class OpenAISpeechOptions(ProviderOptionsModel):
    """Options of a speech model, in `provider_options` under `openai`."""

    instructions: str | None = None
    """How to say it (not `tts-1` and `tts-1-hd`); wins over the standard setting."""
    speed: Annotated[int | float, Field(ge=0.25, le=4.0)] | None = None
    """How fast to speak; 1 is the normal speed. Wins over the standard setting."""
