"""Requests to the gateway: where they go, with which headers, and which errors come of them."""

from __future__ import annotations

import inspect
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeAlias, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from ai_sdk_core.errors import AbortError, APICallError, LoadAPIKeyError, get_error_message
from ai_sdk_core.provider_utils import (
    ApiResponse,
    HttpClient,
    HttpResponse,
    ResponseHandler,
    ResponseSchema,
    combine_headers,
    get,
    json_error_handler,
    load_optional_setting,
    post_json,
    redact_headers,
    validate_base_url,
    with_user_agent_suffix,
)

from ._error_mapping import as_gateway_error
from ._errors import AuthMethod, GatewayAuthenticationError, GatewayError
from ._oidc import load_oidc_token, vercel_request_id
from ._version import VERSION

T = TypeVar("T")

APIKeySource: TypeAlias = str | Callable[[], str | Awaitable[str]]
"""An API key or a Vercel access token, or a function (sync or async) that gives it before each request."""

DEFAULT_BASE_URL: Final = "https://ai-gateway.vercel.sh/v4/ai"
TEAM_HEADER: Final = "x-vercel-ai-gateway-team"
_AUTH_METHOD_HEADER: Final = "ai-gateway-auth-method"
_PROTOCOL_VERSION: Final = "0.0.1"

_OBSERVABILITY_VARIABLES = {
    "ai-o11y-deployment-id": "VERCEL_DEPLOYMENT_ID",
    "ai-o11y-environment": "VERCEL_ENV",
    "ai-o11y-region": "VERCEL_REGION",
    "ai-o11y-project-id": "VERCEL_PROJECT_ID",
}


@dataclass(slots=True, kw_only=True)
class GatewayProviderSettings:
    """Settings of the gateway."""

    base_url: str | None = None
    """Where the API begins; by default Vercel's."""
    api_key: APIKeySource | None = field(default=None, repr=False)
    """An API key or a Vercel access token. Without one, `AI_GATEWAY_API_KEY` counts, then the OIDC token of Vercel."""
    team_id_or_slug: str | None = None
    """The team that pays, for access tokens that reach several teams."""
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Sent with every request."""
    http_client: HttpClient | None = None
    """An `httpx.AsyncClient` or its equal, which is used as it is and not closed; by default the shared one."""
    metadata_cache_refresh: float = 300.0
    """Seconds for which `get_available_models` remembers the answer."""
    max_batch_line_bytes: int = 64 * 1024 * 1024
    """Size at which a single result of a batch is refused."""


class GatewayClient:
    """Sends requests to the gateway, for all models of a provider.

    Args:
        settings: The settings of the provider.
    """

    def __init__(self, settings: GatewayProviderSettings) -> None:
        self.settings = settings

    @cached_property
    def base_url(self) -> str:
        """Where the API begins, without a slash at the end."""
        base_url = validate_base_url(self.settings.base_url)
        return DEFAULT_BASE_URL if base_url is None else base_url.removesuffix("/")

    @property
    def origin(self) -> str:
        """Scheme and host: where the addresses begin that belong to the account and not to models."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    async def post(
        self,
        url: str,
        body: Mapping[str, Any],
        response_handler: ResponseHandler[T],
        *headers: Mapping[str, str | None] | None,
    ) -> ApiResponse[T]:
        """Send a JSON object.

        Args:
            url: Where to send it: a path below the base URL, or a whole URL.
            body: The object.
            response_handler: Makes the value from a successful response.
            *headers: Headers of the call and the model; later ones win.

        Returns:
            The handler's value with the response's headers.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        own = await self.auth_headers()

        async def handle(response: HttpResponse) -> ApiResponse[T]:
            # What fails while the body is read shows the request, perhaps long after this function has returned.
            response.request_body_values = _redact_values(response.request_body_values)
            return await response_handler(response)

        async with _gateway_errors(own):
            return await post_json(
                url=self.base_url + url if url.startswith("/") else url,
                headers=combine_headers(own, *headers),
                body=body,
                response_handler=handle,
                error_handler=_error_handler,
                http_client=self.settings.http_client,
            )

    async def get(
        self, url: str, response_handler: ResponseHandler[T], query: Mapping[str, str] | None = None
    ) -> ApiResponse[T]:
        """Ask for something.

        Args:
            url: The URL.
            response_handler: Makes the value from a successful response.
            query: Goes behind the question mark.

        Returns:
            The handler's value with the response's headers.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        own = await self.auth_headers()
        async with _gateway_errors(own):
            return await get(
                url=f"{url}?{urlencode(query)}" if query else url,
                headers=own,
                response_handler=response_handler,
                error_handler=_error_handler,
                http_client=self.settings.http_client,
            )

    async def auth_headers(self) -> Mapping[str, str]:
        """Make the headers that every request has.

        Returns:
            Credentials, version of the protocol, and the headers of the settings.

        Raises:
            GatewayAuthenticationError: There are no credentials.
        """
        try:
            token, auth_method = await self._load_credentials()
        except Exception as error:  # Among them whatever a function that gives the key raises.
            raise GatewayAuthenticationError.explain(None, cause=error) from error
        own = {
            "authorization": f"Bearer {token}",
            "ai-gateway-protocol-version": _PROTOCOL_VERSION,
            _AUTH_METHOD_HEADER: auth_method,
            TEAM_HEADER: self.settings.team_id_or_slug,
        }
        return with_user_agent_suffix(combine_headers(own, self.settings.headers), f"ai-sdk-gateway/{VERSION}")

    async def _load_credentials(self) -> tuple[str, AuthMethod]:
        api_key = self.settings.api_key
        if callable(api_key):
            given = api_key()
            api_key = await given if inspect.isawaitable(given) else given
            if not isinstance(api_key, str) or not api_key.strip():
                raise LoadAPIKeyError(message="AI Gateway API key must be a non-empty string.")
        api_key = load_optional_setting(setting_value=api_key, environment_variable_name="AI_GATEWAY_API_KEY")
        if api_key:
            return api_key, "api-key"
        return await load_oidc_token(self.settings.http_client), "oidc"


def observability_headers() -> dict[str, str]:
    """Say which deployment on Vercel a request comes from.

    Returns:
        Headers for what is known; elsewhere nothing.
    """
    headers = {header: os.environ.get(variable) for header, variable in _OBSERVABILITY_VARIABLES.items()}
    headers["ai-o11y-request-id"] = vercel_request_id()
    return {header: value for header, value in headers.items() if value}


_error_handler = json_error_handler(ResponseSchema[Any](Any), get_error_message)


@asynccontextmanager
async def _gateway_errors(own_headers: Mapping[str, str]) -> AsyncIterator[None]:
    try:
        yield
    except (AbortError, TimeoutError, GatewayError):  # The caller's limits are no failure of the gateway.
        raise
    except Exception as error:
        if isinstance(error, APICallError):
            error.request_body_values = _redact_values(error.request_body_values)
        raise as_gateway_error(error, _auth_method(own_headers)) from error


def _auth_method(headers: Mapping[str, str]) -> AuthMethod | None:
    value = headers.get(_AUTH_METHOD_HEADER)
    return cast("AuthMethod", value) if value in ("api-key", "oidc") else None


def _redact_values(values: object) -> object:
    return redact_body(values) if isinstance(values, dict) else values


def redact_body(body: dict[str, Any]) -> dict[str, Any]:
    """Make the body of a request safe to report: it has the headers of the call in it.

    Args:
        body: The body.

    Returns:
        The same without what may be credentials.
    """
    headers = body.get("headers")
    return {**body, "headers": redact_headers(headers)} if isinstance(headers, dict) else body
