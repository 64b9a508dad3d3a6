"""The provider: makes models for one server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

from ai_sdk_core.provider_utils import (
    APIKeySource,
    HttpClient,
    combine_headers,
    provider_factory,
    resolve_api_key,
    with_user_agent_suffix,
)

from ._version import VERSION

if TYPE_CHECKING:
    from ai_sdk_core.provider import SupportedUrls

    from ._chat.language_model import OpenAICompatibleChatLanguageModel
    from ._chat.metadata_extractor import MetadataExtractor
    from ._chat.response import ConvertUsage
    from ._completion.language_model import OpenAICompatibleCompletionLanguageModel
    from ._config import TransformRequestBody
    from ._embedding_model import OpenAICompatibleEmbeddingModel
    from ._image_model import OpenAICompatibleImageModel


@dataclass(slots=True, kw_only=True)
class OpenAICompatibleProviderSettings:
    """Settings of a provider."""

    name: str
    """Name of the provider: part of error messages and metadata, and the key for options."""
    base_url: str
    """Where the API begins, for example `http://localhost:11434/v1`."""
    api_key: APIKeySource | None = field(default=None, repr=False)
    """Sent as `Authorization: Bearer ...`, unless `headers` say something else."""
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Sent with every request."""
    query_params: Mapping[str, str] | None = field(default=None, repr=False)
    """Appended to the URL of every request."""
    http_client: HttpClient | None = None
    """An `httpx.AsyncClient` or its equal, which is used as it is and not closed; by default the shared one."""
    include_usage: bool = False
    """Ask for token usage in streams."""
    supports_structured_outputs: bool = False
    """Whether chat models can be made to match a JSON schema."""
    supports_multi_part_tool_content: bool = False
    """Whether tool results may have several parts; if not, they become JSON."""
    supported_urls: Callable[[], SupportedUrls] | None = None
    """URLs that chat models fetch themselves."""
    metadata_extractor: MetadataExtractor | None = None
    """Finds provider metadata in fields of chat responses that the standard does not know."""
    transform_request_body: TransformRequestBody | None = None
    """Changes the body of chat requests just before they are sent."""
    convert_usage: ConvertUsage | None = None
    """Reads token usage of chat models, where the server counts differently."""


class OpenAICompatibleProvider:
    """Makes models for one server. Calling it makes a chat model.

    Args:
        settings: Where the server is and what it can do.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, settings: OpenAICompatibleProviderSettings) -> None:
        self._settings = settings

    def __call__(self, model_id: str) -> OpenAICompatibleChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: The server's name for the model.

        Returns:
            The model.
        """
        return self.chat_model(model_id)

    def language_model(self, model_id: str) -> OpenAICompatibleChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: The server's name for the model.

        Returns:
            The model.
        """
        return self.chat_model(model_id)

    def chat_model(self, model_id: str) -> OpenAICompatibleChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: The server's name for the model.

        Returns:
            The model.
        """
        from ._chat.language_model import OpenAICompatibleChatLanguageModel
        from ._config import OpenAICompatibleChatConfig

        settings = self._settings
        config = OpenAICompatibleChatConfig(
            provider=f"{settings.name}.chat",
            url=self._build_url,
            headers=self._make_headers,
            http_client=settings.http_client,
            include_usage=settings.include_usage,
            supports_structured_outputs=settings.supports_structured_outputs,
            supports_multi_part_tool_content=settings.supports_multi_part_tool_content,
            supported_urls=settings.supported_urls,
            metadata_extractor=settings.metadata_extractor,
            transform_request_body=settings.transform_request_body,
            convert_usage=settings.convert_usage,
        )
        return OpenAICompatibleChatLanguageModel(model_id, config)

    def completion_model(self, model_id: str) -> OpenAICompatibleCompletionLanguageModel:
        """Make a completion model, which continues a text.

        Args:
            model_id: The server's name for the model.

        Returns:
            The model.
        """
        from ._completion.language_model import OpenAICompatibleCompletionLanguageModel
        from ._config import OpenAICompatibleCompletionConfig

        config = OpenAICompatibleCompletionConfig(
            provider=f"{self._settings.name}.completion",
            url=self._build_url,
            headers=self._make_headers,
            http_client=self._settings.http_client,
            include_usage=self._settings.include_usage,
        )
        return OpenAICompatibleCompletionLanguageModel(model_id, config)

    def embedding_model(self, model_id: str) -> OpenAICompatibleEmbeddingModel:
        """Make an embedding model.

        Args:
            model_id: The server's name for the model.

        Returns:
            The model.
        """
        from ._config import OpenAICompatibleEmbeddingConfig
        from ._embedding_model import OpenAICompatibleEmbeddingModel

        config = OpenAICompatibleEmbeddingConfig(
            provider=f"{self._settings.name}.embedding",
            url=self._build_url,
            headers=self._make_headers,
            http_client=self._settings.http_client,
        )
        return OpenAICompatibleEmbeddingModel(model_id, config)

    def text_embedding_model(self, model_id: str) -> OpenAICompatibleEmbeddingModel:
        """Make an embedding model. The older name of `embedding_model`.

        Args:
            model_id: The server's name for the model.

        Returns:
            The model.
        """
        return self.embedding_model(model_id)

    def image_model(self, model_id: str) -> OpenAICompatibleImageModel:
        """Make an image model.

        Args:
            model_id: The server's name for the model.

        Returns:
            The model.
        """
        from ._config import OpenAICompatibleImageConfig
        from ._image_model import OpenAICompatibleImageModel

        config = OpenAICompatibleImageConfig(
            provider=f"{self._settings.name}.image",
            url=self._build_url,
            headers=self._make_headers,
            http_client=self._settings.http_client,
        )
        return OpenAICompatibleImageModel(model_id, config)

    @cached_property
    def _base_url(self) -> str:
        return self._settings.base_url.removesuffix("/")

    def _build_url(self, *, path: str, model_id: str) -> str:
        url = self._base_url + path
        if not self._settings.query_params:
            return url
        return urlunsplit(urlsplit(url)._replace(query=urlencode(self._settings.query_params)))

    async def _make_headers(self) -> Mapping[str, str | None]:
        api_key = await resolve_api_key(self._settings.api_key)
        authorization = {"authorization": f"Bearer {api_key}"} if api_key else {}
        return with_user_agent_suffix(
            combine_headers(authorization, self._settings.headers), f"ai-sdk-openai-compatible/{VERSION}"
        )


create_openai_compatible = provider_factory(OpenAICompatibleProviderSettings, OpenAICompatibleProvider)
"""Makes a provider, from `OpenAICompatibleProviderSettings` or from their fields as keyword arguments."""
