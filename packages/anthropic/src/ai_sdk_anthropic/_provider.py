"""The provider: models, files, skills and batches of the Anthropic API."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NoReturn, TypeAlias

from ai_sdk_core.errors import InvalidArgumentError, NoSuchModelError
from ai_sdk_core.provider_utils import (
    HttpClient,
    IdGenerator,
    generate_id,
    load_api_key,
    load_optional_setting,
    provider_factory,
    validate_base_url,
    with_user_agent_suffix,
    without_trailing_slash,
)

from ._model_ids import AnthropicModelId
from ._version import VERSION

if TYPE_CHECKING:
    from types import ModuleType

    from ai_sdk_core.provider import SupportedUrls

    from ._batch import AnthropicBatch
    from ._config import AnthropicConfig
    from ._files import AnthropicFiles
    from ._messages.language_model import AnthropicLanguageModel
    from ._skills import AnthropicSkills

_API_URL = "https://api.anthropic.com"
_API_VERSION = "2023-06-01"

AuthTokenSource: TypeAlias = str | Callable[[], str | Awaitable[str]]
"""A token, or a function (sync or async) that gives it before each request."""


@dataclass(slots=True, kw_only=True)
class AnthropicProviderSettings:
    """Settings of a provider."""

    base_url: str | None = None
    """Where the API begins; by default `ANTHROPIC_BASE_URL` from the environment, else Anthropic's own."""
    api_key: str | None = field(default=None, repr=False)
    """Sent as `x-api-key`; by default `ANTHROPIC_API_KEY` from the environment."""
    auth_token: AuthTokenSource | None = field(default=None, repr=False)
    """Sent as `Authorization: Bearer ...` in the place of an API key."""
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Sent with every request."""
    http_client: HttpClient | None = None
    """An `httpx.AsyncClient` or its equal, which is used as it is and not closed; by default the shared one."""
    generate_id: IdGenerator = generate_id
    """Makes ids of sources."""
    name: str = "anthropic.messages"
    """Name of the provider. Options are also looked up under the part before the dot."""
    max_batch_result_bytes: int | None = None
    """The largest result in a batch, in bytes; 64 MiB if not set."""


class AnthropicProvider:
    """Makes models. Calling it makes one, too.

    Args:
        settings: Where the API is, and who asks.

    Raises:
        InvalidArgumentError: The settings have both an API key and a token.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, settings: AnthropicProviderSettings) -> None:
        if settings.api_key and settings.auth_token:
            raise InvalidArgumentError(
                argument="apiKey/authToken",
                message="Both apiKey and authToken were provided. Please use only one authentication method.",
            )
        self._settings = settings

    def __call__(self, model_id: AnthropicModelId) -> AnthropicLanguageModel:
        """Make a model.

        Args:
            model_id: Name of the model.

        Returns:
            The model.
        """
        return self.messages(model_id)

    def language_model(self, model_id: AnthropicModelId) -> AnthropicLanguageModel:
        """Make a model.

        Args:
            model_id: Name of the model.

        Returns:
            The model.
        """
        return self.messages(model_id)

    def chat(self, model_id: AnthropicModelId) -> AnthropicLanguageModel:
        """Make a model. Another name of `messages`.

        Args:
            model_id: Name of the model.

        Returns:
            The model.
        """
        return self.messages(model_id)

    def messages(self, model_id: AnthropicModelId) -> AnthropicLanguageModel:
        """Make a model behind the messages API.

        Args:
            model_id: Name of the model.

        Returns:
            The model.
        """
        from ._messages.language_model import AnthropicLanguageModel

        return AnthropicLanguageModel(model_id, self._config())

    def embedding_model(self, model_id: str) -> NoReturn:
        """Anthropic has no embedding models.

        Args:
            model_id: Name of a model.

        Raises:
            NoSuchModelError: Always.
        """
        raise NoSuchModelError(model_id=model_id, model_type="embeddingModel")

    def text_embedding_model(self, model_id: str) -> NoReturn:
        """Anthropic has no embedding models. The older name of `embedding_model`.

        Args:
            model_id: Name of a model.

        Raises:
            NoSuchModelError: Always.
        """
        self.embedding_model(model_id)

    def image_model(self, model_id: str) -> NoReturn:
        """Anthropic has no image models.

        Args:
            model_id: Name of a model.

        Raises:
            NoSuchModelError: Always.
        """
        raise NoSuchModelError(model_id=model_id, model_type="imageModel")

    def files(self) -> AnthropicFiles:
        """Give access to the store of files.

        Returns:
            The interface.
        """
        from ._files import AnthropicFiles

        return AnthropicFiles(self._config())

    def skills(self) -> AnthropicSkills:
        """Give access to the store of skills.

        Returns:
            The interface.
        """
        from ._skills import AnthropicSkills

        return AnthropicSkills(self._config(f"{self._settings.name.replace('.messages', '')}.skills"))

    def batch(self) -> AnthropicBatch:
        """Give access to batches.

        Returns:
            The interface.
        """
        from ._batch import AnthropicBatch

        return AnthropicBatch(self._config(), max_result_bytes=self._settings.max_batch_result_bytes)

    @property
    def tools(self) -> ModuleType:
        """The tools that the API defines: the module `ai_sdk_anthropic.tools`."""
        from importlib import import_module

        return import_module(".tools", __package__)

    def _config(self, provider: str | None = None) -> AnthropicConfig:
        from ._config import AnthropicConfig

        return AnthropicConfig(
            provider=self._settings.name if provider is None else provider,
            base_url=self._find_base_url,
            headers=self._make_headers,
            http_client=self._settings.http_client,
            generate_id=self._settings.generate_id,
            supported_urls=_supported_urls,
            supports_message_threads=True,
        )

    def _find_base_url(self) -> str:
        setting = load_optional_setting(
            setting_value=self._settings.base_url, environment_variable_name="ANTHROPIC_BASE_URL"
        )
        base_url = without_trailing_slash(validate_base_url(setting))
        return f"{_API_URL}/v1" if base_url is None or base_url == _API_URL else base_url

    async def _make_headers(self) -> Mapping[str, str | None]:
        authentication = await self._authenticate()
        return with_user_agent_suffix(
            {"anthropic-version": _API_VERSION, **authentication, **(self._settings.headers or {})},
            f"ai-sdk-anthropic/{VERSION}",
        )

    async def _authenticate(self) -> Mapping[str, str]:
        token = self._settings.auth_token
        if callable(token):
            given = token()
            token = await given if inspect.isawaitable(given) else given
        if token:
            return {"authorization": f"Bearer {token}"}
        key = load_api_key(
            api_key=self._settings.api_key,
            environment_variable_name="ANTHROPIC_API_KEY",
            description="Anthropic",
        )
        return {"x-api-key": key}


def _supported_urls() -> SupportedUrls:
    import re

    pattern = re.compile(r"^https?://.*$")
    return {"image/*": [pattern], "application/pdf": [pattern]}


create_anthropic = provider_factory(AnthropicProviderSettings, AnthropicProvider)
"""Makes a provider, from `AnthropicProviderSettings` or from their fields as keyword arguments."""

anthropic = create_anthropic()
"""A provider with the API key from the environment."""
