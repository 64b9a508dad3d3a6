"""OIDC tokens of Vercel: who a deployment is, and in local development who its developer is.

On Vercel the token comes with each request (see `vercel_request`) or in `VERCEL_OIDC_TOKEN`. On a developer's machine
`vercel env pull` writes it to a file for the environment; when it has expired, a new one is fetched with the login of
the Vercel CLI and kept where the other SDKs of Vercel keep theirs.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from ai_sdk_core.errors import AISDKError
from ai_sdk_core.provider_utils import HttpClient

_request_headers: ContextVar[Mapping[str, str]] = ContextVar("vercel_request_headers")


class VercelOidcTokenError(AISDKError):
    """There is no OIDC token, or it has expired and there is no way to a new one."""

    def __init__(self, message: str) -> None:
        super().__init__(message=message, name="VercelOidcTokenError")


@contextlib.contextmanager
def vercel_request(headers: Mapping[str, str]) -> Iterator[None]:
    """Tell the gateway which request a function on Vercel serves: its headers have the OIDC token and the request's id.

    Args:
        headers: The headers of the request that is being served.

    Yields:
        Nothing; calls of the gateway inside the block authenticate with the request's token.
    """
    reset = _request_headers.set({name.lower(): value for name, value in headers.items()})
    try:
        yield
    finally:
        _request_headers.reset(reset)


def vercel_request_id() -> str | None:
    """Find the id that Vercel gave the request that is being served.

    Returns:
        The id, or None outside of `vercel_request`.
    """
    return _request_headers.get({}).get("x-vercel-id")


async def load_oidc_token(http_client: HttpClient | None) -> str:
    """Find the OIDC token, and renew it if it has expired.

    Args:
        http_client: The caller's client; None takes the shared one.

    Returns:
        The token.

    Raises:
        VercelOidcTokenError: There is none, and none can be fetched.
    """
    token = _request_headers.get({}).get("x-vercel-oidc-token") or os.environ.get("VERCEL_OIDC_TOKEN")
    try:
        if token and not is_expired(token):
            return token
        from ._oidc_refresh import refresh_oidc_token

        return await refresh_oidc_token(http_client)
    except VercelOidcTokenError as error:
        raise VercelOidcTokenError(f"{'' if token else _NO_TOKEN}\n{error}") from error.__cause__


_NO_TOKEN = (
    "The 'x-vercel-oidc-token' header is missing from the request. Do you have the OIDC option enabled in the Vercel "
    "project settings?"
)


def is_expired(token: str) -> bool:
    """Tell whether the time of a token is over.

    Args:
        token: A JSON web token.

    Returns:
        True if it says so. Its signature is the server's business.

    Raises:
        VercelOidcTokenError: It is no token. The message does not show it.
    """
    expiry = _payload(token).get("exp")
    return isinstance(expiry, int | float) and expiry < time.time()


def _payload(token: str) -> Mapping[str, Any]:
    parts = token.split(".")
    if len(parts) == 3:
        with contextlib.suppress(ValueError):
            payload = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
            if isinstance(payload, dict):
                return payload
    raise VercelOidcTokenError("Invalid token. Please run `vc env pull` and try again")
