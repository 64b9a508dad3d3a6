"""The provider: makes models behind the gateway."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ai_sdk_core.provider_utils import provider_factory

from ._client import GatewayClient, GatewayProviderSettings

if TYPE_CHECKING:
    from ._account import AvailableModels
    from ._account_types import (
        GatewayAvailableModels,
        GatewayCredits,
        GatewayGenerationInfo,
        GatewaySpendReport,
        GatewaySpendReportParams,
    )
    from ._batch import GatewayBatch
    from ._client_secrets import ClientSecretKind, GatewayClientSecret
    from ._embedding_model import GatewayEmbeddingModel
    from ._image_model import GatewayImageModel
    from ._language_model import GatewayLanguageModel
    from ._model_ids import (
        GatewayEmbeddingModelId,
        GatewayImageModelId,
        GatewayModelId,
        GatewayRerankingModelId,
        GatewaySpeechModelId,
        GatewayTranscriptionModelId,
        GatewayVideoModelId,
    )
    from ._reranking_model import GatewayRerankingModel
    from ._speech_model import GatewaySpeechModel
    from ._transcription_model import GatewayTranscriptionModel
    from ._video_model import GatewayVideoModel


class GatewayProvider:
    """Makes models behind the Vercel AI Gateway. Calling it makes a language model.

    Args:
        settings: Where the gateway is, and with which credentials it is called.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, settings: GatewayProviderSettings) -> None:
        self._client = GatewayClient(settings)

    def __call__(self, model_id: GatewayModelId) -> GatewayLanguageModel:
        """Make a language model.

        Args:
            model_id: `{creator}/{model}`, e.g. `openai/gpt-5`.

        Returns:
            The model.
        """
        return self.language_model(model_id)

    def language_model(self, model_id: GatewayModelId) -> GatewayLanguageModel:
        """Make a language model.

        Args:
            model_id: `{creator}/{model}`, e.g. `openai/gpt-5`.

        Returns:
            The model.
        """
        from ._language_model import GatewayLanguageModel

        return GatewayLanguageModel(model_id, self._client)

    def embedding_model(self, model_id: GatewayEmbeddingModelId) -> GatewayEmbeddingModel:
        """Make an embedding model.

        Args:
            model_id: `{creator}/{model}`, e.g. `openai/text-embedding-3-small`.

        Returns:
            The model.
        """
        from ._embedding_model import GatewayEmbeddingModel

        return GatewayEmbeddingModel(model_id, self._client)

    def image_model(self, model_id: GatewayImageModelId) -> GatewayImageModel:
        """Make an image model.

        Args:
            model_id: `{creator}/{model}`, e.g. `google/imagen-4.0-generate-001`.

        Returns:
            The model.
        """
        from ._image_model import GatewayImageModel

        return GatewayImageModel(model_id, self._client)

    def speech_model(self, model_id: GatewaySpeechModelId) -> GatewaySpeechModel:
        """Make a speech model.

        Args:
            model_id: `{creator}/{model}`, e.g. `openai/tts-1`.

        Returns:
            The model.
        """
        from ._speech_model import GatewaySpeechModel

        return GatewaySpeechModel(model_id, self._client)

    def transcription_model(self, model_id: GatewayTranscriptionModelId) -> GatewayTranscriptionModel:
        """Make a transcription model.

        Args:
            model_id: `{creator}/{model}`, e.g. `openai/whisper-1`.

        Returns:
            The model.
        """
        from ._transcription_model import GatewayTranscriptionModel

        return GatewayTranscriptionModel(model_id, self._client)

    def reranking_model(self, model_id: GatewayRerankingModelId) -> GatewayRerankingModel:
        """Make a reranking model.

        Args:
            model_id: `{creator}/{model}`, e.g. `cohere/rerank-v3.5`.

        Returns:
            The model.
        """
        from ._reranking_model import GatewayRerankingModel

        return GatewayRerankingModel(model_id, self._client)

    def video_model(self, model_id: GatewayVideoModelId) -> GatewayVideoModel:
        """Make a video model.

        Args:
            model_id: `{creator}/{model}`, e.g. `google/veo-3.0-generate-001`.

        Returns:
            The model.
        """
        from ._video_model import GatewayVideoModel

        return GatewayVideoModel(model_id, self._client)

    # The other names that the reference has for these.
    chat = language_model
    embedding = embedding_model
    text_embedding_model = embedding_model
    image = image_model
    speech = speech_model
    transcription = transcription_model
    reranking = reranking_model
    video = video_model

    def batch(self) -> GatewayBatch:
        """Give access to batches of language model calls.

        Returns:
            The interface.
        """
        from ._batch import GatewayBatch

        return GatewayBatch(self._client)

    async def get_available_models(self) -> GatewayAvailableModels:
        """Ask which models the gateway has. The answer is remembered for `metadata_cache_refresh` seconds.

        Returns:
            The models, with their prices.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        return await self._available_models()

    async def get_credits(self) -> GatewayCredits:
        """Ask for the credits of the account.

        Returns:
            What is left and what was used.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        from ._account import get_credits

        return await get_credits(self._client)

    async def get_spend_report(self, params: GatewaySpendReportParams) -> GatewaySpendReport:
        """Ask what was spent.

        Args:
            params: When, on what, and what the rows stand for.

        Returns:
            The report.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        from ._account import get_spend_report

        return await get_spend_report(self._client, params)

    async def get_generation_info(self, generation_id: str) -> GatewayGenerationInfo:
        """Ask what a generation cost, how long it took, and who served it.

        Args:
            generation_id: Its id: `generationId` in the provider metadata, `generation_id` of an error.

        Returns:
            What the gateway knows about it.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        from ._account import get_generation_info

        return await get_generation_info(self._client, generation_id)

    async def create_client_secret(
        self, model_id: str, *, kind: ClientSecretKind = "realtime", expires_after: float | None = None
    ) -> GatewayClientSecret:
        """Make a token for a browser, which opens a WebSocket for one model without the gateway's credentials.

        Args:
            model_id: The model that may be used.
            kind: What the token opens: a conversation, streamed speech, or a streamed transcript.
            expires_after: Seconds until it expires, at most 300; by default 60.

        Returns:
            The token and the address of the WebSocket.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        from ._client_secrets import create_client_secret

        return await create_client_secret(self._client, model_id=model_id, kind=kind, expires_after=expires_after)

    @cached_property
    def _available_models(self) -> AvailableModels:
        from ._account import AvailableModels

        return AvailableModels(self._client)


create_gateway = provider_factory(GatewayProviderSettings, GatewayProvider)
"""Makes a provider, from `GatewayProviderSettings` or from their fields as keyword arguments."""

create_gateway_provider = create_gateway
"""The older name of `create_gateway`."""

gateway = create_gateway()
"""The provider with everything as the environment says. Making it reads and sends nothing."""
