"""What the models of a provider share: where requests go, with which headers, and how errors look.

Providers that speak this protocol make the models of this package with a configuration of their own.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from ai_sdk_core.provider_utils import ErrorHandler, HttpClient, combine_headers

from ._errors import DEFAULT_ERROR_STRUCTURE, ProviderErrorStructure
from ._option_keys import provider_options_name

if TYPE_CHECKING:
    from ai_sdk_core.provider import CallWarning, SupportedUrls

    from ._chat.metadata_extractor import MetadataExtractor
    from ._chat.request import MapReasoning
    from ._chat.response import ConvertUsage

HeadersSource: TypeAlias = Callable[[], Mapping[str, str | None] | Awaitable[Mapping[str, str | None]]]
"""Makes the headers of a request, when it is sent."""

TransformRequestBody: TypeAlias = "Callable[[dict[str, Any], list[CallWarning]], dict[str, Any]]"
"""Changes the body of a request just before it is sent; may add warnings."""


class UrlBuilder(Protocol):
    """Makes the URL of a request."""

    def __call__(self, *, path: str, model_id: str) -> str:
        """Make a URL.

        Args:
            path: What is called, for example `/chat/completions`.
            model_id: The model.

        Returns:
            The URL.
        """
        ...


@dataclass(slots=True, kw_only=True)
class OpenAICompatibleConfig:
    """What every kind of model needs."""

    provider: str
    """Name of the provider and the kind of model: `my-provider.chat`. Options are looked up under the part before the
    dot."""
    url: UrlBuilder
    headers: HeadersSource | None = field(default=None, repr=False)
    http_client: HttpClient | None = None
    """The caller's client; by default the shared one."""
    error_structure: ProviderErrorStructure[Any] = DEFAULT_ERROR_STRUCTURE
    """What error responses look like."""

    @property
    def provider_name(self) -> str:
        """The name under which users pass options."""
        return provider_options_name(self.provider)

    @property
    def error_handler(self) -> ErrorHandler:
        """Makes errors from error responses."""
        return self.error_structure.error_handler

    async def request_headers(self, call_headers: Mapping[str, str | None] | None) -> dict[str, str | None]:
        """Make the headers of a request.

        Args:
            call_headers: The headers of the call, which win.

        Returns:
            All headers.
        """
        if self.headers is None:
            return combine_headers(call_headers)
        headers = self.headers()
        if inspect.isawaitable(headers):
            headers = await headers
        return combine_headers(headers, call_headers)


@dataclass(slots=True, kw_only=True)
class OpenAICompatibleCompletionConfig(OpenAICompatibleConfig):
    """Configures completion models."""

    include_usage: bool = False
    """Ask for token usage in streams."""
    supported_urls: Callable[[], SupportedUrls] | None = None
    """URLs that models fetch themselves."""


@dataclass(slots=True, kw_only=True)
class OpenAICompatibleChatConfig(OpenAICompatibleConfig):
    """Configures chat models."""

    include_usage: bool = False
    """Ask for token usage in streams."""
    supports_structured_outputs: bool = False
    """Whether answers can be made to match a JSON schema."""
    supports_multi_part_tool_content: bool = False
    """Whether tool results may have several parts; if not, they become JSON."""
    supported_urls: Callable[[], SupportedUrls] | None = None
    """URLs that models fetch themselves."""
    metadata_extractor: MetadataExtractor | None = None
    """Finds provider metadata that the standard fields do not hold."""
    transform_request_body: TransformRequestBody | None = None
    """Changes the body just before it is sent."""
    map_reasoning: MapReasoning | None = None
    """Turns a level of reasoning into a value of `reasoning_effort`; by default, the level is the value. A
    `reasoning_effort` in provider options is sent as it is."""
    convert_usage: ConvertUsage | None = None
    """Reads token usage, where the provider counts differently."""


@dataclass(slots=True, kw_only=True)
class OpenAICompatibleEmbeddingConfig(OpenAICompatibleConfig):
    """Configures embedding models."""

    max_embeddings_per_call: int | None = None
    """How many values one call may carry; 2048 if not set."""
    supports_parallel_calls: bool | None = None
    """Whether several calls may run at the same time; they may if not set."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class OpenAICompatibleImageConfig(OpenAICompatibleConfig):
    """Configures image models."""

    now: Callable[[], datetime] = _utc_now
    """Tells the time of a response, which the API does not."""
