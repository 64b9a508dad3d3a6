"""Models of Groq.

```python
from ai_sdk_groq import groq

model = groq("llama-3.3-70b-versatile")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._chat.language_model import GroqChatLanguageModel as GroqChatLanguageModel
    from ._errors import GroqErrorData as GroqErrorData
    from ._model_catalog import groq_model_entry as groq_model_entry
    from ._model_catalog import groq_provider_options as groq_provider_options
    from ._model_ids import GroqChatModelId as GroqChatModelId
    from ._model_ids import GroqTranscriptionModelId as GroqTranscriptionModelId
    from ._options import GroqLanguageModelChatOptions as GroqLanguageModelChatOptions
    from ._options import GroqTranscriptionModelOptions as GroqTranscriptionModelOptions
    from ._provider import GroqProvider as GroqProvider
    from ._provider import GroqProviderSettings as GroqProviderSettings
    from ._provider import create_groq as create_groq
    from ._provider import groq as groq
    from ._tools import browser_search as browser_search
    from ._transcription_model import GroqTranscriptionModel as GroqTranscriptionModel
    from ._version import VERSION as VERSION
else:
    from ai_sdk_core.provider_utils import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_chat.language_model": ("GroqChatLanguageModel",),
            "_errors": ("GroqErrorData",),
            "_model_catalog": ("groq_model_entry", "groq_provider_options"),
            "_model_ids": ("GroqChatModelId", "GroqTranscriptionModelId"),
            "_options": ("GroqLanguageModelChatOptions", "GroqTranscriptionModelOptions"),
            "_provider": ("GroqProvider", "GroqProviderSettings", "create_groq", "groq"),
            "_tools": ("browser_search",),
            "_transcription_model": ("GroqTranscriptionModel",),
            "_version": ("VERSION",),
        },
    )
