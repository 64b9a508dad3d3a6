"""Claude with the AI SDK.

```python
from ai_sdk_anthropic import anthropic

model = anthropic("claude-opus-5-5")
```

The tools that the API defines are in `ai_sdk_anthropic.tools`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._batch import AnthropicBatch as AnthropicBatch
    from ._batch_options import AnthropicBatchOptions as AnthropicBatchOptions
    from ._capabilities import AnthropicModelCapabilities as AnthropicModelCapabilities
    from ._capabilities import get_model_capabilities as get_model_capabilities
    from ._config import AnthropicConfig as AnthropicConfig
    from ._container import (
        forward_anthropic_container_id_from_last_step as forward_anthropic_container_id_from_last_step,
    )
    from ._files import AnthropicFiles as AnthropicFiles
    from ._json_schema import sanitize_json_schema as sanitize_json_schema
    from ._json_schema import supports_native_structured_output_schema as supports_native_structured_output_schema
    from ._messages.citations import AnthropicCitation as AnthropicCitation
    from ._messages.language_model import AnthropicLanguageModel as AnthropicLanguageModel
    from ._messages.options import AnthropicFilePartOptions as AnthropicFilePartOptions
    from ._messages.options import AnthropicLanguageModelOptions as AnthropicLanguageModelOptions
    from ._messages.options import AnthropicSystemMessageOptions as AnthropicSystemMessageOptions
    from ._messages.options import AnthropicToolOptions as AnthropicToolOptions
    from ._messages.tools import PreparedTools as PreparedTools
    from ._messages.tools import ToolsConverter as ToolsConverter
    from ._messages.tools import ToolSupport as ToolSupport
    from ._messages.tools import prepare_tools as prepare_tools
    from ._metadata import AnthropicMessageMetadata as AnthropicMessageMetadata
    from ._metadata import AnthropicUsageIteration as AnthropicUsageIteration
    from ._model_catalog import anthropic_model_catalog as anthropic_model_catalog
    from ._model_catalog import anthropic_model_entry as anthropic_model_entry
    from ._model_catalog import anthropic_provider_options as anthropic_provider_options
    from ._model_ids import AnthropicModelId as AnthropicModelId
    from ._provider import AnthropicProvider as AnthropicProvider
    from ._provider import AnthropicProviderSettings as AnthropicProviderSettings
    from ._provider import anthropic as anthropic
    from ._provider import create_anthropic as create_anthropic
    from ._skills import AnthropicSkills as AnthropicSkills
    from ._version import VERSION as VERSION
else:
    from ai_sdk_core.provider_utils import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_batch": ("AnthropicBatch",),
            "_batch_options": ("AnthropicBatchOptions",),
            "_capabilities": (
                "AnthropicModelCapabilities",
                "get_model_capabilities",
            ),
            "_config": ("AnthropicConfig",),
            "_container": ("forward_anthropic_container_id_from_last_step",),
            "_files": ("AnthropicFiles",),
            "_json_schema": (
                "sanitize_json_schema",
                "supports_native_structured_output_schema",
            ),
            "_messages.citations": ("AnthropicCitation",),
            "_messages.language_model": ("AnthropicLanguageModel",),
            "_messages.options": (
                "AnthropicFilePartOptions",
                "AnthropicLanguageModelOptions",
                "AnthropicSystemMessageOptions",
                "AnthropicToolOptions",
            ),
            "_messages.tools": (
                "PreparedTools",
                "ToolSupport",
                "ToolsConverter",
                "prepare_tools",
            ),
            "_metadata": (
                "AnthropicMessageMetadata",
                "AnthropicUsageIteration",
            ),
            "_model_catalog": (
                "anthropic_model_catalog",
                "anthropic_model_entry",
                "anthropic_provider_options",
            ),
            "_model_ids": ("AnthropicModelId",),
            "_provider": (
                "AnthropicProvider",
                "AnthropicProviderSettings",
                "anthropic",
                "create_anthropic",
            ),
            "_skills": ("AnthropicSkills",),
            "_version": ("VERSION",),
        },
    )
