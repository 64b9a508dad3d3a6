"""What the models of a provider share: where requests go, with which headers, and what the platform can do.

Platforms that offer the same API elsewhere make the models of this package with a configuration of their own.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeAlias

from ai_sdk_core.provider_utils import HttpClient, IdGenerator, combine_headers, generate_id

Headers: TypeAlias = Mapping[str, str | None]

HeadersSource: TypeAlias = Callable[[], Headers | Awaitable[Headers]]
"""Makes the headers of a request, when it is sent."""


class UrlBuilder(Protocol):
    """Makes the URL of a request."""

    def __call__(self, *, path: str, model_id: str) -> str:
        """Make a URL.

        Args:
            path: What is called, for example `/responses`.
            model_id: The model; empty where a request is about none.

        Returns:
            The URL.
        """
        ...


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class OpenAIConfig:
    """Configures models and the other interfaces of a provider."""

    provider: str
    """Name of the provider and the kind of model: `openai.responses`."""
    url: UrlBuilder
    headers: HeadersSource | None = field(default=None, repr=False)
    http_client: HttpClient | None = None
    """The caller's client; by default the shared one."""
    generate_id: IdGenerator = generate_id
    """Makes ids of sources, and of tool calls that come without one."""
    request_model_id: str | None = None
    """The model that is asked for on the wire, where it differs from the model's own id."""
    explicit_message_item_type: bool = False
    """Whether messages in the input of the Responses API must say that they are messages."""
    supports_web_search_sources: bool = True
    """Whether the platform can be asked for the sources of web searches."""
    file_id_prefixes: tuple[str, ...] = ()
    """What ids of uploaded files begin with. A file given as a text that begins so is an id; all others are base64."""
    now: Callable[[], datetime] = _utc_now
    """Tells the time of responses that do not tell it themselves."""

    @property
    def metadata_key(self) -> str:
        """The key of options and metadata: `azure` on Azure, `openai` everywhere else."""
        return "azure" if "azure" in self.provider else "openai"

    def wire_model_id(self, model_id: str) -> str:
        """Tell which model to ask for.

        Args:
            model_id: The model's own id.

        Returns:
            The id on the wire.
        """
        return model_id if self.request_model_id is None else self.request_model_id

    async def request_headers(self, call_headers: Headers | None) -> dict[str, str | None]:
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
