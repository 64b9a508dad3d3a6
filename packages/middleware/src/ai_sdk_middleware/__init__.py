"""What production needs around AI models: response cache, fallback, rate limits, logging, costs and budgets.

```python
from ai_sdk_core import wrap_language_model
from ai_sdk_middleware import RateLimit, ResponseCache

cache, limit = ResponseCache(), RateLimit(requests_per_minute=60)
model = wrap_language_model(model="openai/gpt-5", middleware=[cache.language_model, limit.language_model])
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._cache.response_cache import ResponseCache as ResponseCache
    from ._cache.sqlite_store import SQLiteStore as SQLiteStore
    from ._cache.store import CacheStore as CacheStore
    from ._cache.store import MemoryStore as MemoryStore
    from ._call_log import CallLog as CallLog
    from ._cost.cost_tracker import BudgetExceededError as BudgetExceededError
    from ._cost.cost_tracker import CallCost as CallCost
    from ._cost.cost_tracker import CostTracker as CostTracker
    from ._cost.price import Amount as Amount
    from ._cost.price import Price as Price
    from ._cost.price import UnknownPriceError as UnknownPriceError
    from ._fallback.attempts import AllModelsFailedError as AllModelsFailedError
    from ._fallback.attempts import FailedAttempt as FailedAttempt
    from ._fallback.attempts import is_worth_another_model as is_worth_another_model
    from ._fallback.language_model import FallbackLanguageModel as FallbackLanguageModel
    from ._fallback.language_model import fallback as fallback
    from ._fallback.other_models import fallback_embedding_model as fallback_embedding_model
    from ._fallback.other_models import fallback_image_model as fallback_image_model
    from ._fallback.other_models import fallback_reranking_model as fallback_reranking_model
    from ._fallback.other_models import fallback_speech_model as fallback_speech_model
    from ._fallback.other_models import fallback_transcription_model as fallback_transcription_model
    from ._layer import Layer as Layer
    from ._layer import ModelCall as ModelCall
    from ._rate_limit import RateLimit as RateLimit
    from ._rate_limit import estimate_tokens as estimate_tokens
    from ._version import VERSION as VERSION
else:
    from ai_sdk_core.provider_utils import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_cache.response_cache": ("ResponseCache",),
            "_cache.sqlite_store": ("SQLiteStore",),
            "_cache.store": ("CacheStore", "MemoryStore"),
            "_call_log": ("CallLog",),
            "_cost.cost_tracker": ("BudgetExceededError", "CallCost", "CostTracker"),
            "_cost.price": ("Amount", "Price", "UnknownPriceError"),
            "_fallback.attempts": ("AllModelsFailedError", "FailedAttempt", "is_worth_another_model"),
            "_fallback.language_model": ("FallbackLanguageModel", "fallback"),
            "_fallback.other_models": (
                "fallback_embedding_model",
                "fallback_image_model",
                "fallback_reranking_model",
                "fallback_speech_model",
                "fallback_transcription_model",
            ),
            "_layer": ("Layer", "ModelCall"),
            "_rate_limit": ("RateLimit", "estimate_tokens"),
            "_version": ("VERSION",),
        },
    )
