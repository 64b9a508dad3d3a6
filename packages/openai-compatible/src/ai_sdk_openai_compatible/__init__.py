"""Models behind any server that speaks the OpenAI chat completions protocol.

```python
from ai_sdk_openai_compatible import create_openai_compatible

ollama = create_openai_compatible(name="ollama", base_url="http://localhost:11434/v1")
model = ollama("llama3.2")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._chat.language_model import OpenAICompatibleChatLanguageModel as OpenAICompatibleChatLanguageModel
    from ._chat.messages import MessageConverter as MessageConverter
    from ._chat.metadata_extractor import MetadataExtractor as MetadataExtractor
    from ._chat.metadata_extractor import StreamMetadataExtractor as StreamMetadataExtractor
    from ._chat.options import OpenAICompatibleChatOptions as OpenAICompatibleChatOptions
    from ._chat.response import convert_usage as convert_usage
    from ._chat.response import map_finish_reason as map_finish_reason
    from ._chat.response import response_metadata as response_metadata
    from ._chat.schemas import TokenUsage as TokenUsage
    from ._chat.tools import prepare_tools as prepare_tools
    from ._completion.language_model import (
        OpenAICompatibleCompletionLanguageModel as OpenAICompatibleCompletionLanguageModel,
    )
    from ._completion.options import OpenAICompatibleCompletionOptions as OpenAICompatibleCompletionOptions
    from ._config import OpenAICompatibleChatConfig as OpenAICompatibleChatConfig
    from ._config import OpenAICompatibleCompletionConfig as OpenAICompatibleCompletionConfig
    from ._config import OpenAICompatibleConfig as OpenAICompatibleConfig
    from ._config import OpenAICompatibleEmbeddingConfig as OpenAICompatibleEmbeddingConfig
    from ._config import OpenAICompatibleImageConfig as OpenAICompatibleImageConfig
    from ._embedding_model import OpenAICompatibleEmbeddingModel as OpenAICompatibleEmbeddingModel
    from ._embedding_options import OpenAICompatibleEmbeddingOptions as OpenAICompatibleEmbeddingOptions
    from ._errors import OpenAICompatibleErrorData as OpenAICompatibleErrorData
    from ._errors import ProviderErrorStructure as ProviderErrorStructure
    from ._image_model import OpenAICompatibleImageModel as OpenAICompatibleImageModel
    from ._image_options import OpenAICompatibleImageOptions as OpenAICompatibleImageOptions
    from ._model_catalog import openai_compatible_model_entry as openai_compatible_model_entry
    from ._model_catalog import openai_compatible_provider_options as openai_compatible_provider_options
    from ._provider import OpenAICompatibleProvider as OpenAICompatibleProvider
    from ._provider import OpenAICompatibleProviderSettings as OpenAICompatibleProviderSettings
    from ._provider import create_openai_compatible as create_openai_compatible
    from ._version import VERSION as VERSION
else:
    from ai_sdk_core.provider_utils import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_chat.language_model": ("OpenAICompatibleChatLanguageModel",),
            "_chat.messages": ("MessageConverter",),
            "_chat.metadata_extractor": ("MetadataExtractor", "StreamMetadataExtractor"),
            "_chat.options": ("OpenAICompatibleChatOptions",),
            "_chat.response": ("convert_usage", "map_finish_reason", "response_metadata"),
            "_chat.schemas": ("TokenUsage",),
            "_chat.tools": ("prepare_tools",),
            "_completion.language_model": ("OpenAICompatibleCompletionLanguageModel",),
            "_completion.options": ("OpenAICompatibleCompletionOptions",),
            "_config": (
                "OpenAICompatibleChatConfig",
                "OpenAICompatibleCompletionConfig",
                "OpenAICompatibleConfig",
                "OpenAICompatibleEmbeddingConfig",
                "OpenAICompatibleImageConfig",
            ),
            "_embedding_model": ("OpenAICompatibleEmbeddingModel",),
            "_embedding_options": ("OpenAICompatibleEmbeddingOptions",),
            "_errors": ("OpenAICompatibleErrorData", "ProviderErrorStructure"),
            "_image_model": ("OpenAICompatibleImageModel",),
            "_image_options": ("OpenAICompatibleImageOptions",),
            "_model_catalog": ("openai_compatible_model_entry", "openai_compatible_provider_options"),
            "_provider": (
                "OpenAICompatibleProvider",
                "OpenAICompatibleProviderSettings",
                "create_openai_compatible",
            ),
            "_version": ("VERSION",),
        },
    )
