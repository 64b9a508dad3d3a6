"""The provider: makes models of Groq."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NoReturn

from ai_sdk_core.errors import NoSuchModelError
from ai_sdk_core.provider_utils import (
    APIKeySource,
    HttpClient,
    combine_headers,
    load_api_key,
    provider_factory,
    resolve_api_key,
    with_user_agent_suffix,
    without_trailing_slash,
)

from ._version import VERSION

if TYPE_CHECKING:
    from ._chat.language_model import GroqChatLanguageModel
    from ._config import GroqConfig
    from ._model_ids import GroqChatModelId, GroqTranscriptionModelId
    from ._tools import GroqTools
    from ._transcription_model import GroqTranscriptionModel

_BASE_URL = "https://api.groq.com/openai/v1"


@dataclass(slots=True, kw_only=True)
class GroqProviderSettings:
    """Settings of the provider. Nothing is read from the environment before a request needs it."""

    api_key: APIKeySource | None = field(default=None, repr=False)
    """By default, the environment variable `GROQ_API_KEY`."""
    base_url: str | None = None
    """Where the API begins; by default Groq's."""
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Sent with every request."""
    http_client: HttpClient | None = None
    """An `httpx.AsyncClient` or its equal, which is used as it is and not closed; by default the shared one."""


class GroqProvider:
    """Makes models of Groq. Calling it makes a chat model.

    Args:
        settings: Key and address.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, settings: GroqProviderSettings) -> None:
        self._settings = settings

    def __call__(self, model_id: GroqChatModelId) -> GroqChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: Groq's name for the model.

        Returns:
            The model.
        """
        return self.chat(model_id)

    def language_model(self, model_id: GroqChatModelId) -> GroqChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: Groq's name for the model.

        Returns:
            The model.
        """
        return self.chat(model_id)

    def chat(self, model_id: GroqChatModelId) -> GroqChatLanguageModel:
        """Make a chat model.

        Args:
            model_id: Groq's name for the model.

        Returns:
            The model.
        """
        from ._chat.language_model import GroqChatLanguageModel

        return GroqChatLanguageModel(model_id, self._config("groq.chat"))

    def transcription_model(self, model_id: GroqTranscriptionModelId) -> GroqTranscriptionModel:
        """Make a transcription model.

        Args:
            model_id: Groq's name for the model.

        Returns:
            The model.
        """
        from ._transcription_model import GroqTranscriptionModel

        return GroqTranscriptionModel(model_id, self._config("groq.transcription"))

    transcription = transcription_model
    """The short name of `transcription_model`."""

    def embedding_model(self, model_id: str) -> NoReturn:
        """Groq has no embedding models.

        Args:
            model_id: Any name.

        Raises:
            NoSuchModelError: Always.
        """
        raise NoSuchModelError(model_id=model_id, model_type="embeddingModel")

    text_embedding_model = embedding_model
    """The older name of `embedding_model`."""

    def image_model(self, model_id: str) -> NoReturn:
        """Groq has no image models.

        Args:
            model_id: Any name.

        Raises:
            NoSuchModelError: Always.
        """
        raise NoSuchModelError(model_id=model_id, model_type="imageModel")

    @property
    def tools(self) -> type[GroqTools]:
        """Tools that Groq runs."""
        from ._tools import GroqTools

        return GroqTools

    def _config(self, provider: str) -> GroqConfig:
        from ._config import GroqConfig

        return GroqConfig(
            provider=provider,
            base_url=without_trailing_slash(self._settings.base_url) or _BASE_URL,
            headers=self._make_headers,
            http_client=self._settings.http_client,
        )

    async def _make_headers(self) -> Mapping[str, str | None]:
        api_key = load_api_key(
            api_key=await resolve_api_key(self._settings.api_key),
            environment_variable_name="GROQ_API_KEY",
            description="Groq",
        )
        headers = combine_headers({"authorization": f"Bearer {api_key}"}, self._settings.headers)
        return with_user_agent_suffix(headers, f"ai-sdk-groq/{VERSION}")


create_groq = provider_factory(GroqProviderSettings, GroqProvider)
"""Makes a provider, from `GroqProviderSettings` or from their fields as keyword arguments."""

groq = create_groq()
"""The provider with the key of the environment."""
