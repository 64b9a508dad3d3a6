"""Models of Together AI.

```python
from ai_sdk_togetherai import togetherai

model = togetherai("meta-llama/Llama-3.3-70B-Instruct-Turbo")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._image_model import TogetherAIImageModel as TogetherAIImageModel
    from ._model_ids import TogetherAIChatModelId as TogetherAIChatModelId
    from ._model_ids import TogetherAICompletionModelId as TogetherAICompletionModelId
    from ._model_ids import TogetherAIEmbeddingModelId as TogetherAIEmbeddingModelId
    from ._model_ids import TogetherAIRerankingModelId as TogetherAIRerankingModelId
    from ._options import TogetherAIImageModelOptions as TogetherAIImageModelOptions
    from ._options import TogetherAIRerankingModelOptions as TogetherAIRerankingModelOptions
    from ._provider import TogetherAIProvider as TogetherAIProvider
    from ._provider import TogetherAIProviderSettings as TogetherAIProviderSettings
    from ._provider import create_together as create_together
    from ._provider import create_togetherai as create_togetherai
    from ._provider import togetherai as togetherai
    from ._reranking_model import TogetherAIRerankingModel as TogetherAIRerankingModel
    from ._version import VERSION as VERSION
else:
    from ai_sdk_core.provider_utils import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_image_model": ("TogetherAIImageModel",),
            "_model_ids": (
                "TogetherAIChatModelId",
                "TogetherAICompletionModelId",
                "TogetherAIEmbeddingModelId",
                "TogetherAIRerankingModelId",
            ),
            "_options": (
                "TogetherAIImageModelOptions",
                "TogetherAIRerankingModelOptions",
            ),
            "_provider": (
                "TogetherAIProvider",
                "TogetherAIProviderSettings",
                "create_together",
                "create_togetherai",
                "togetherai",
            ),
            "_reranking_model": ("TogetherAIRerankingModel",),
            "_version": ("VERSION",),
        },
    )
