"""What the models share: where requests go and with which headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ai_sdk_core.provider_utils import HttpClient, combine_headers


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroqConfig:
    """Configures a model."""

    provider: str
    """Name of the provider and the kind of model: `groq.chat`."""
    base_url: str
    """Where the API begins, without a slash at the end."""
    headers: Callable[[], Awaitable[Mapping[str, str | None]]] = field(repr=False)
    """Makes the headers of a request, when it is sent."""
    http_client: HttpClient | None = None
    """The caller's client; by default the shared one."""
    now: Callable[[], datetime] = _utc_now
    """Tells the time of a transcript, which the API does not."""

    async def request_headers(self, call_headers: Mapping[str, str | None] | None) -> dict[str, str | None]:
        """Make the headers of a request.

        Args:
            call_headers: The headers of the call, which win.

        Returns:
            All headers.

        Raises:
            LoadAPIKeyError: There is no API key.
        """
        return combine_headers(await self.headers(), call_headers)
