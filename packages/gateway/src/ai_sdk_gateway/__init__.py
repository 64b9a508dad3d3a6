"""Models of many providers behind one key: the Vercel AI Gateway.

```python
from ai_sdk_gateway import gateway

model = gateway("openai/gpt-5")
```

Where this package is installed, the name alone is enough: `generate_text(model="openai/gpt-5", ...)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._account_types import GatewayAvailableModels as GatewayAvailableModels
    from ._account_types import GatewayCredits as GatewayCredits
    from ._account_types import GatewayGenerationInfo as GatewayGenerationInfo
    from ._account_types import GatewayModelEntry as GatewayModelEntry
    from ._account_types import GatewayModelPricing as GatewayModelPricing
    from ._account_types import GatewayModelSpecification as GatewayModelSpecification
    from ._account_types import GatewaySpendReport as GatewaySpendReport
    from ._account_types import GatewaySpendReportParams as GatewaySpendReportParams
    from ._account_types import GatewaySpendReportRow as GatewaySpendReportRow
    from ._batch import GatewayBatch as GatewayBatch
    from ._client import GatewayProviderSettings as GatewayProviderSettings
    from ._client_secrets import GatewayClientSecret as GatewayClientSecret
    from ._embedding_model import GatewayEmbeddingModel as GatewayEmbeddingModel
    from ._error_mapping import GatewayErrorResponse as GatewayErrorResponse
    from ._errors import GatewayAuthenticationError as GatewayAuthenticationError
    from ._errors import GatewayError as GatewayError
    from ._errors import GatewayFailedDependencyError as GatewayFailedDependencyError
    from ._errors import GatewayForbiddenError as GatewayForbiddenError
    from ._errors import GatewayInternalServerError as GatewayInternalServerError
    from ._errors import GatewayInvalidRequestError as GatewayInvalidRequestError
    from ._errors import GatewayModelNotFoundError as GatewayModelNotFoundError
    from ._errors import GatewayNotFoundError as GatewayNotFoundError
    from ._errors import GatewayRateLimitError as GatewayRateLimitError
    from ._errors import GatewayResponseError as GatewayResponseError
    from ._errors import GatewayTimeoutError as GatewayTimeoutError
    from ._image_model import GatewayImageModel as GatewayImageModel
    from ._language_model import GatewayLanguageModel as GatewayLanguageModel
    from ._model_ids import GatewayEmbeddingModelId as GatewayEmbeddingModelId
    from ._model_ids import GatewayImageModelId as GatewayImageModelId
    from ._model_ids import GatewayModelId as GatewayModelId
    from ._model_ids import GatewayRerankingModelId as GatewayRerankingModelId
    from ._model_ids import GatewaySpeechModelId as GatewaySpeechModelId
    from ._model_ids import GatewayTranscriptionModelId as GatewayTranscriptionModelId
    from ._model_ids import GatewayVideoModelId as GatewayVideoModelId
    from ._oidc import VercelOidcTokenError as VercelOidcTokenError
    from ._oidc import vercel_request as vercel_request
    from ._options import GatewayProviderOptions as GatewayProviderOptions
    from ._options import GatewayProviderTimeouts as GatewayProviderTimeouts
    from ._provider import GatewayProvider as GatewayProvider
    from ._provider import create_gateway as create_gateway
    from ._provider import create_gateway_provider as create_gateway_provider
    from ._provider import gateway as gateway
    from ._reranking_model import GatewayRerankingModel as GatewayRerankingModel
    from ._speech_model import GatewaySpeechModel as GatewaySpeechModel
    from ._tool_results import GatewayToolError as GatewayToolError
    from ._transcription_model import GatewayTranscriptionModel as GatewayTranscriptionModel
    from ._version import VERSION as VERSION
    from ._video_model import GatewayVideoModel as GatewayVideoModel
else:
    from ai_sdk_core.provider_utils import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_account_types": (
                "GatewayAvailableModels",
                "GatewayCredits",
                "GatewayGenerationInfo",
                "GatewayModelEntry",
                "GatewayModelPricing",
                "GatewayModelSpecification",
                "GatewaySpendReport",
                "GatewaySpendReportParams",
                "GatewaySpendReportRow",
            ),
            "_batch": ("GatewayBatch",),
            "_client": ("GatewayProviderSettings",),
            "_client_secrets": ("GatewayClientSecret",),
            "_embedding_model": ("GatewayEmbeddingModel",),
            "_error_mapping": ("GatewayErrorResponse",),
            "_errors": (
                "GatewayAuthenticationError",
                "GatewayError",
                "GatewayFailedDependencyError",
                "GatewayForbiddenError",
                "GatewayInternalServerError",
                "GatewayInvalidRequestError",
                "GatewayModelNotFoundError",
                "GatewayNotFoundError",
                "GatewayRateLimitError",
                "GatewayResponseError",
                "GatewayTimeoutError",
            ),
            "_image_model": ("GatewayImageModel",),
            "_language_model": ("GatewayLanguageModel",),
            "_model_ids": (
                "GatewayEmbeddingModelId",
                "GatewayImageModelId",
                "GatewayModelId",
                "GatewayRerankingModelId",
                "GatewaySpeechModelId",
                "GatewayTranscriptionModelId",
                "GatewayVideoModelId",
            ),
            "_oidc": (
                "VercelOidcTokenError",
                "vercel_request",
            ),
            "_options": (
                "GatewayProviderOptions",
                "GatewayProviderTimeouts",
            ),
            "_provider": (
                "GatewayProvider",
                "create_gateway",
                "create_gateway_provider",
                "gateway",
            ),
            "_reranking_model": ("GatewayRerankingModel",),
            "_speech_model": ("GatewaySpeechModel",),
            "_tool_results": ("GatewayToolError",),
            "_transcription_model": ("GatewayTranscriptionModel",),
            "_version": ("VERSION",),
            "_video_model": ("GatewayVideoModel",),
        },
    )
