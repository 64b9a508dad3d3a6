"""What the interfaces of a provider share: where requests go, with which headers, and what the platform can do.

Platforms that offer the same API elsewhere make the models of this package with a configuration of their own.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from ai_sdk_core.provider_utils import HttpClient, IdGenerator, combine_headers, generate_id

if TYPE_CHECKING:
    from ai_sdk_core.provider import FilePart, ProviderOptions, SupportedUrls

Headers: TypeAlias = Mapping[str, str | None]

HeadersSource: TypeAlias = Callable[[], Headers | Awaitable[Headers]]
"""Makes the headers of a request, when it is sent."""

TransformRequestBody: TypeAlias = Callable[[dict[str, Any], Sequence[str]], dict[str, Any]]
"""Makes the body that is sent from the body of the API, and the names of the betas that the request needs."""

TransformRequestHeaders: TypeAlias = "Callable[[Headers, ProviderOptions | None], Headers | Awaitable[Headers]]"
"""Makes the headers that are sent from the headers of the API, and the options of the call."""

ConvertMediaPart: TypeAlias = "Callable[[FilePart], dict[str, Any] | None]"
"""Makes a content block from a file of a user message; None leaves it to the usual conversion."""


class RequestUrlBuilder(Protocol):
    """Makes the URL of a messages request."""

    def __call__(self, *, base_url: str, is_streaming: bool) -> str:
        """Make a URL.

        Args:
            base_url: Where the API begins.
            is_streaming: Whether the answer is to be streamed.

        Returns:
            The URL.
        """
        ...


@dataclass(slots=True, kw_only=True)
class AnthropicConfig:
    """Configures the interfaces of a provider."""

    provider: str
    """Name of the provider and its API: `anthropic.messages`. Options are looked up under `anthropic`, and under the
    part before the first dot."""
    base_url: Callable[[], str]
    """Tells where the API begins, without a slash at the end; asked before each request."""
    headers: HeadersSource | None = field(default=None, repr=False)
    http_client: HttpClient | None = None
    """The caller's client; by default the shared one."""
    generate_id: IdGenerator = generate_id
    """Makes ids of sources."""
    supported_urls: Callable[[], SupportedUrls] | None = None
    """URLs that models fetch themselves."""
    build_request_url: RequestUrlBuilder | None = None
    """By default `/messages` below the base URL."""
    transform_request_body: TransformRequestBody | None = None
    """Changes the body just before it is sent."""
    transform_request_headers: TransformRequestHeaders | None = None
    """Changes the headers just before they are sent."""
    convert_media_part: ConvertMediaPart | None = None
    """Converts files that only this platform understands."""
    supports_native_structured_output: bool = True
    """Whether the platform keeps answers to a JSON schema where the model can; otherwise a tool call stands in."""
    supports_strict_tools: bool = True
    """Whether the platform takes `strict` on tools where the model does."""
    supports_message_threads: bool = False
    """Whether the platform keeps message threads."""
    max_temperature: float | None = None
    """The highest temperature; 1 if not set."""
    supports_temperature_and_top_p_with_thinking: bool = False
    """Whether temperature and top p may be set while the model thinks."""
    cache_control_options_name: str = "anthropic"
    """Where cache control is looked up first; `anthropic` is always looked at too."""

    @property
    def provider_name(self) -> str:
        """The name under which users pass options, besides `anthropic`."""
        return self.provider.partition(".")[0]

    async def own_headers(self) -> Headers:
        """Make the headers that every request has.

        Returns:
            The headers.
        """
        headers = {} if self.headers is None else self.headers()
        return await headers if inspect.isawaitable(headers) else headers

    async def request_headers(self, *headers: Headers | None) -> dict[str, str | None]:
        """Make the headers of a request.

        Args:
            *headers: What is added to the headers that every request has; later ones win.

        Returns:
            All headers.
        """
        return combine_headers(await self.own_headers(), *headers)
