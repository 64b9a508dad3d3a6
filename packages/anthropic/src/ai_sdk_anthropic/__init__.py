"""Claude with the AI SDK.

```python
from ai_sdk_anthropic import anthropic

model = anthropic("claude-opus-5-5")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._messages.language_model import AnthropicLanguageModel as AnthropicLanguageModel
    from ._provider import AnthropicProvider as AnthropicProvider
    from ._provider import AnthropicProviderSettings as AnthropicProviderSettings
    from ._provider import anthropic as anthropic
    from ._provider import create_anthropic as create_anthropic
    from ._version import VERSION as VERSION
else:
    from ai_sdk_core.provider_utils import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_messages.language_model": ("AnthropicLanguageModel",),
            "_provider": ("AnthropicProvider", "AnthropicProviderSettings", "anthropic", "create_anthropic"),
            "_version": ("VERSION",),
        },
    )
