"""The provider: makes models of Together AI."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ai_sdk_core.provider_utils import (
    HttpClient,
    combine_headers,
    load_api_key,
    provider_factory,
    with_user_agent_suffix,
    without_trailing_slash,
)

from ._version import VERSION

if TYPE_CHECKING:
    from ai_sdk_openai_compatible import (
        OpenAICompatibleChatLanguageModel,
        OpenAICompatibleCompletionLanguageModel,
        OpenAICompatibleEmbeddingModel,
    )

    from ._image_model import TogetherAIImageModel
    from ._model_ids import (
        TogetherAIChatModelId,
        TogetherAICompletionModelId,
        TogetherAIEmbeddingModelId,
        TogetherAIRerankingModelId,
    )
    from ._reranking_model import TogetherAIRerankingModel

_BASE_URL = "https://api.together.xyz/v1"
_STRUCTURED_OUTPUT_MODELS = frozenset({"deepseek-ai/DeepSeek-V4-Flash-0731"})

_logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class TogetherAIProviderSettings:
    """Settings of the provider."""

    api_key: str | None = field(default=None, repr=False)
    """By default `TOGETHER_API_KEY` from the environment, when a request is made."""
    base_url: str | None = None
    """Where the API begins; by default Together's."""
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Sent with every request."""
    http_client: HttpClient | None = None
    """An `httpx.AsyncClient` or its equal, which is used as it is and not closed; by default the shared one."""
    include_usage: bool = True
    """Ask for token usage in streams."""


class TogetherAIProvider:
    """Makes models of Together AI. Calling it makes a chat model.

    Args:
        settings: Key and address.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, settings: TogetherAIProviderSettings) -> None:
        self._settings = settings
        self._base_url = without_trailing_slash(settings.base_url) or _BASE_URL

    def __call__(self, model_id: TogetherAIChatModelId) -> OpenAICompatibleChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: Together's name for the model.

        Returns:
            The model.
        """
        return self.chat_model(model_id)

    def language_model(self, model_id: TogetherAIChatModelId) -> OpenAICompatibleChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: Together's name for the model.

        Returns:
            The model.
        """
        return self.chat_model(model_id)

    def chat_model(self, model_id: TogetherAIChatModelId) -> OpenAICompatibleChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: Together's name for the model.

        Returns:
            The model.
        """
        from ai_sdk_openai_compatible import OpenAICompatibleChatConfig, OpenAICompatibleChatLanguageModel

        config = OpenAICompatibleChatConfig(
            provider="togetherai.chat",
            url=self._url,
            headers=self._headers,
            http_client=self._settings.http_client,
            include_usage=self._settings.include_usage,
            supports_structured_outputs=model_id in _STRUCTURED_OUTPUT_MODELS,
        )
        return OpenAICompatibleChatLanguageModel(model_id, config)

    def completion_model(self, model_id: TogetherAICompletionModelId) -> OpenAICompatibleCompletionLanguageModel:
        """Make a completion model, which continues a text.

        Args:
            model_id: Together's name for the model.

        Returns:
            The model.
        """
        from ai_sdk_openai_compatible import OpenAICompatibleCompletionConfig, OpenAICompatibleCompletionLanguageModel

        config = OpenAICompatibleCompletionConfig(
            provider="togetherai.completion",
            url=self._url,
            headers=self._headers,
            http_client=self._settings.http_client,
            include_usage=self._settings.include_usage,
        )
        return OpenAICompatibleCompletionLanguageModel(model_id, config)

    def embedding_model(self, model_id: TogetherAIEmbeddingModelId) -> OpenAICompatibleEmbeddingModel:
        """Make an embedding model.

        Args:
            model_id: Together's name for the model.

        Returns:
            The model.
        """
        from ai_sdk_openai_compatible import OpenAICompatibleEmbeddingConfig, OpenAICompatibleEmbeddingModel

        config = OpenAICompatibleEmbeddingConfig(
            provider="togetherai.embedding",
            url=self._url,
            headers=self._headers,
            http_client=self._settings.http_client,
        )
        return OpenAICompatibleEmbeddingModel(model_id, config)

    text_embedding_model = embedding_model
    """The older name of `embedding_model`."""

    def image_model(self, model_id: str) -> TogetherAIImageModel:
        """Make an image model.

        Args:
            model_id: Together's name for the model.

        Returns:
            The model.
        """
        from ai_sdk_openai_compatible import OpenAICompatibleConfig

        from ._image_model import TogetherAIImageModel

        config = OpenAICompatibleConfig(
            provider="togetherai.image",
            url=self._url,
            headers=self._headers,
            http_client=self._settings.http_client,
        )
        return TogetherAIImageModel(model_id, config)

    image = image_model
    """The short name of `image_model`."""

    def reranking_model(self, model_id: TogetherAIRerankingModelId) -> TogetherAIRerankingModel:
        """Make a reranking model.

        Args:
            model_id: Together's name for the model.

        Returns:
            The model.
        """
        from ai_sdk_openai_compatible import OpenAICompatibleConfig

        from ._reranking_model import TogetherAIRerankingModel

        config = OpenAICompatibleConfig(
            provider="togetherai.reranking",
            url=self._url,
            headers=self._headers,
            http_client=self._settings.http_client,
        )
        return TogetherAIRerankingModel(model_id, config)

    reranking = reranking_model
    """The short name of `reranking_model`."""

    def _url(self, *, path: str, model_id: str) -> str:
        return self._base_url + path

    def _headers(self) -> Mapping[str, str | None]:
        api_key = load_api_key(
            api_key=self._settings.api_key or _deprecated_api_key(),
            environment_variable_name="TOGETHER_API_KEY",
            description="TogetherAI",
        )
        headers = combine_headers({"authorization": f"Bearer {api_key}"}, self._settings.headers)
        return with_user_agent_suffix(headers, f"ai-sdk-togetherai/{VERSION}")


def _deprecated_api_key() -> str | None:
    if "TOGETHER_API_KEY" in os.environ or "TOGETHER_AI_API_KEY" not in os.environ:
        return None
    _logger.warning(
        "TOGETHER_AI_API_KEY is deprecated and will be removed in a future release. "
        "Please use TOGETHER_API_KEY instead."
    )
    return os.environ["TOGETHER_AI_API_KEY"]


create_togetherai = provider_factory(TogetherAIProviderSettings, TogetherAIProvider)
"""Makes a provider, from `TogetherAIProviderSettings` or from their fields as keyword arguments."""

create_together = create_togetherai
"""Another name of `create_togetherai`."""

togetherai = create_togetherai()
"""The provider with the key of the environment."""
