"""The provider: makes models and the other interfaces of OpenAI."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from ai_sdk_core.provider_utils import (
    HttpClient,
    load_api_key,
    load_optional_setting,
    provider_factory,
    validate_base_url,
    with_user_agent_suffix,
)

from ._version import VERSION

if TYPE_CHECKING:
    from ._batch import OpenAIBatch
    from ._chat.language_model import OpenAIChatLanguageModel
    from ._completion.language_model import OpenAICompletionLanguageModel
    from ._config import OpenAIConfig
    from ._embedding_model import OpenAIEmbeddingModel
    from ._files import OpenAIFiles
    from ._image_model import OpenAIImageModel
    from ._model_ids import (
        OpenAIChatModelId,
        OpenAICompletionModelId,
        OpenAIEmbeddingModelId,
        OpenAIImageModelId,
        OpenAIResponsesModelId,
        OpenAISpeechModelId,
        OpenAITranscriptionModelId,
    )
    from ._responses.language_model import OpenAIResponsesLanguageModel
    from ._skills import OpenAISkills
    from ._speech_model import OpenAISpeechModel
    from ._transcription_model import OpenAITranscriptionModel

DEFAULT_BASE_URL = "https://api.openai.com/v1"

APIKeySource: TypeAlias = str | Callable[[], str | Awaitable[str | None] | None]
"""An API key, or a function (sync or async) that gives it before each request."""


@dataclass(slots=True, kw_only=True)
class OpenAIProviderSettings:
    """Settings of a provider. Nothing is read from the environment before a request needs it."""

    api_key: APIKeySource | None = field(default=None, repr=False)
    """By default, the environment variable `OPENAI_API_KEY`."""
    base_url: str | None = None
    """Where the API begins. By default, the environment variable `OPENAI_BASE_URL`, or OpenAI itself."""
    organization: str | None = None
    """The organization that pays, for users who belong to several."""
    project: str | None = None
    """The project that pays."""
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Sent with every request."""
    name: str = "openai"
    """What `provider` of models begins with, for services that speak OpenAI's protocol."""
    http_client: HttpClient | None = None
    """An `httpx.AsyncClient` or its equal, which is used as it is and not closed; by default the shared one."""
    max_batch_result_line_bytes: int | None = None
    """How long one result of a batch may be, in bytes; 64 MiB by default."""


class OpenAIProvider:
    """Makes models and the other interfaces of OpenAI. Calling it makes a model behind the Responses API.

    Args:
        settings: Where the API is and who calls it.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, settings: OpenAIProviderSettings) -> None:
        self._settings = settings

    def __call__(self, model_id: OpenAIResponsesModelId) -> OpenAIResponsesLanguageModel:
        """Make a model behind the Responses API.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        return self.responses(model_id)

    def language_model(self, model_id: OpenAIResponsesModelId) -> OpenAIResponsesLanguageModel:
        """Make a model behind the Responses API.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        return self.responses(model_id)

    def responses(self, model_id: OpenAIResponsesModelId) -> OpenAIResponsesLanguageModel:
        """Make a model behind the Responses API.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        from ._responses.language_model import OpenAIResponsesLanguageModel

        return OpenAIResponsesLanguageModel(model_id, self._config("responses"))

    def chat(self, model_id: OpenAIChatModelId) -> OpenAIChatLanguageModel:
        """Make a model behind the chat completions API.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        from ._chat.language_model import OpenAIChatLanguageModel

        return OpenAIChatLanguageModel(model_id, self._config("chat"))

    def chat_model(self, model_id: OpenAIChatModelId) -> OpenAIChatLanguageModel:
        """Make a model behind the chat completions API. Another name of `chat`.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        return self.chat(model_id)

    def completion(self, model_id: OpenAICompletionModelId) -> OpenAICompletionLanguageModel:
        """Make a model behind the completions API, which continues a text.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        from ._completion.language_model import OpenAICompletionLanguageModel

        return OpenAICompletionLanguageModel(model_id, self._config("completion"))

    def embedding(self, model_id: OpenAIEmbeddingModelId) -> OpenAIEmbeddingModel:
        """Make an embedding model.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        from ._embedding_model import OpenAIEmbeddingModel

        return OpenAIEmbeddingModel(model_id, self._config("embedding"))

    def embedding_model(self, model_id: OpenAIEmbeddingModelId) -> OpenAIEmbeddingModel:
        """Make an embedding model.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        return self.embedding(model_id)

    def text_embedding_model(self, model_id: OpenAIEmbeddingModelId) -> OpenAIEmbeddingModel:
        """Make an embedding model. The older name of `embedding_model`.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        return self.embedding(model_id)

    def image(self, model_id: OpenAIImageModelId) -> OpenAIImageModel:
        """Make an image model.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        from ._image_model import OpenAIImageModel

        return OpenAIImageModel(model_id, self._config("image"))

    def image_model(self, model_id: OpenAIImageModelId) -> OpenAIImageModel:
        """Make an image model.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        return self.image(model_id)

    def speech(self, model_id: OpenAISpeechModelId) -> OpenAISpeechModel:
        """Make a speech model.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        from ._speech_model import OpenAISpeechModel

        return OpenAISpeechModel(model_id, self._config("speech"))

    def speech_model(self, model_id: OpenAISpeechModelId) -> OpenAISpeechModel:
        """Make a speech model.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        return self.speech(model_id)

    def transcription(self, model_id: OpenAITranscriptionModelId) -> OpenAITranscriptionModel:
        """Make a transcription model.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        from ._transcription_model import OpenAITranscriptionModel

        return OpenAITranscriptionModel(model_id, self._config("transcription"))

    def transcription_model(self, model_id: OpenAITranscriptionModelId) -> OpenAITranscriptionModel:
        """Make a transcription model.

        Args:
            model_id: OpenAI's name for the model.

        Returns:
            The model.
        """
        return self.transcription(model_id)

    def files(self) -> OpenAIFiles:
        """Give access to uploaded files.

        Returns:
            The interface.
        """
        from ._files import OpenAIFiles

        return OpenAIFiles(self._config("files"))

    def skills(self) -> OpenAISkills:
        """Give access to uploaded skills.

        Returns:
            The interface.
        """
        from ._skills import OpenAISkills

        return OpenAISkills(self._config("skills"))

    def batch(self) -> OpenAIBatch:
        """Give access to batches.

        Returns:
            The interface.
        """
        from ._batch import OpenAIBatch

        max_line_bytes = self._settings.max_batch_result_line_bytes
        return OpenAIBatch(
            self._config("responses"), provider=f"{self._settings.name}.batch", max_line_bytes=max_line_bytes
        )

    def _config(self, kind: str) -> OpenAIConfig:
        from ._config import OpenAIConfig

        return OpenAIConfig(
            provider=f"{self._settings.name}.{kind}",
            url=self._build_url,
            headers=self._make_headers,
            http_client=self._settings.http_client,
            file_id_prefixes=("file-",),
        )

    def _build_url(self, *, path: str, model_id: str) -> str:
        base_url = validate_base_url(
            load_optional_setting(setting_value=self._settings.base_url, environment_variable_name="OPENAI_BASE_URL")
        )
        return (DEFAULT_BASE_URL if base_url is None else base_url.removesuffix("/")) + path

    async def _make_headers(self) -> Mapping[str, str | None]:
        api_key = self._settings.api_key
        if callable(api_key):
            given = api_key()
            api_key = await given if inspect.isawaitable(given) else given
        key = load_api_key(api_key=api_key, environment_variable_name="OPENAI_API_KEY", description="OpenAI")
        headers: dict[str, str | None] = {
            "authorization": f"Bearer {key}",
            "openai-organization": self._settings.organization,
            "openai-project": self._settings.project,
        }
        for name, value in (self._settings.headers or {}).items():
            headers[name.lower()] = value
        return with_user_agent_suffix(headers, f"ai-sdk-openai/{VERSION}")


create_openai = provider_factory(OpenAIProviderSettings, OpenAIProvider)
"""Makes a provider, from `OpenAIProviderSettings` or from their fields as keyword arguments."""

openai = create_openai()
"""The default provider. Its key is the environment variable `OPENAI_API_KEY`, read when a request needs it."""
