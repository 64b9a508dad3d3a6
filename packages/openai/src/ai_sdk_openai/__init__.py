"""OpenAI's models and interfaces.

```python
from ai_sdk_openai import openai

model = openai("gpt-5")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._provider import OpenAIProvider as OpenAIProvider
    from ._provider import OpenAIProviderSettings as OpenAIProviderSettings
    from ._provider import create_openai as create_openai
    from ._provider import openai as openai
    from ._responses.language_model import OpenAIResponsesLanguageModel as OpenAIResponsesLanguageModel
    from ._version import VERSION as VERSION
else:
    from ai_sdk_core.provider_utils import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_provider": ("OpenAIProvider", "OpenAIProviderSettings", "create_openai", "openai"),
            "_responses.language_model": ("OpenAIResponsesLanguageModel",),
            "_version": ("VERSION",),
        },
    )
