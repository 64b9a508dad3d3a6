"""New OIDC tokens for developers: fetched with the login of the Vercel CLI.

Nothing of what is read or fetched here may show in an error: it is all credentials.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider_utils import (
    HttpClient,
    ResponseSchema,
    get,
    json_response_handler,
    post_bytes,
    status_code_error_handler,
)

from ._oidc import VercelOidcTokenError, is_expired

_API = "https://api.vercel.com"
_DISCOVERY = "https://vercel.com/.well-known/openid-configuration"
_CLI_CLIENT_ID = "cl_HYyOPBNtFMfHhaUn9L4QPfTZz6TP47bp"
"""The public name under which the Vercel CLI logs in."""

_OBJECT = json_response_handler(ResponseSchema(dict[str, Any]))


async def refresh_oidc_token(http_client: HttpClient | None) -> str:
    """Get a new token for the project of the working directory.

    Args:
        http_client: The caller's client; None takes the shared one.

    Returns:
        The token, which is kept on disk until it expires.

    Raises:
        VercelOidcTokenError: The directory has no project, the developer is not logged in, or Vercel refuses.
    """
    project_id, team_id = _find_project()
    file = _data_directory() / "com.vercel.token" / f"{project_id}.json"
    kept = _read_json(file).get("token")
    if isinstance(kept, str) and not is_expired(kept):
        return kept
    response = await _request_token(await _load_login(http_client), project_id, team_id, http_client)
    token = response.get("token")
    if not isinstance(token, str):
        raise VercelOidcTokenError("Vercel OIDC token is malformed. Please run `vc env pull` and try again")
    _write_secret(file, response)
    return token


async def _request_token(
    login: str, project_id: str, team_id: str | None, http_client: HttpClient | None
) -> dict[str, Any]:
    query = {"source": "vercel-oidc-refresh", **({"teamId": team_id} if team_id else {})}
    try:
        response = await post_bytes(
            url=f"{_API}/v1/projects/{quote(project_id, safe='')}/token?{urlencode(query)}",
            content=b"",
            request_body_values={},
            headers={"authorization": f"Bearer {login}"},
            response_handler=_OBJECT,
            error_handler=status_code_error_handler(),
            http_client=http_client,
        )
    except APICallError as error:
        raise VercelOidcTokenError(f"Failed to refresh OIDC token: {_reason(error)}") from None
    return response.value


def _reason(error: APICallError) -> str:
    """What went wrong, without the body of the response."""
    return f"HTTP {error.status_code}" if error.status_code is not None else str(error)


# --- The project ---


def _find_project() -> tuple[str, str | None]:
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".vercel").exists()), None)
    if root is None:
        raise VercelOidcTokenError(
            "Unable to find project root directory. Have you linked your project with `vc link?`"
        )
    file = root / ".vercel" / "project.json"
    if not file.exists():
        raise VercelOidcTokenError("project.json not found, have you linked your project with `vc link?`")
    project = _read_json(file)
    project_id, team_id = project.get("projectId"), project.get("orgId")
    if not isinstance(project_id, str):
        raise VercelOidcTokenError(
            "Expected a string-valued projectId property. Try running `vc link` to re-link your project."
        )
    return project_id, team_id if isinstance(team_id, str) else None


# --- The login of the CLI ---


async def _load_login(http_client: HttpClient | None) -> str:
    file = _data_directory() / "com.vercel.cli" / "auth.json"
    login = _read_json(file)
    token, expiry = login.get("token"), login.get("expiresAt")
    if not isinstance(token, str):
        raise VercelOidcTokenError("No authentication found. Please log in with the Vercel CLI (vercel login).")
    if not isinstance(expiry, int | float) or expiry >= int(time.time()):
        return token
    renewed = await _renew_login(login.get("refreshToken"), http_client)
    _write_secret(file, {**login, **renewed})
    return str(renewed["token"])


async def _renew_login(refresh_token: Any, http_client: HttpClient | None) -> dict[str, Any]:
    if isinstance(refresh_token, str):
        try:
            answer = await _request_login(refresh_token, http_client)
        except APICallError:
            answer = {}
        token, lifetime = answer.get("access_token"), answer.get("expires_in")
        if isinstance(token, str) and isinstance(lifetime, int | float) and answer.get("token_type") == "Bearer":
            following = answer.get("refresh_token") or refresh_token
            return {"token": token, "expiresAt": int(time.time() + lifetime), "refreshToken": following}
    raise VercelOidcTokenError(
        "Failed to refresh authentication token. Please log in with the Vercel CLI (vercel login)."
    )


async def _request_login(refresh_token: str, http_client: HttpClient | None) -> dict[str, Any]:
    discovered = await get(
        url=_DISCOVERY, response_handler=_OBJECT, error_handler=status_code_error_handler(), http_client=http_client
    )
    form = {"client_id": _CLI_CLIENT_ID, "grant_type": "refresh_token", "refresh_token": refresh_token}
    response = await post_bytes(
        url=str(discovered.value.get("token_endpoint")),
        content=urlencode(form).encode(),
        request_body_values={},
        headers={"content-type": "application/x-www-form-urlencoded"},
        response_handler=_OBJECT,
        error_handler=status_code_error_handler(),
        http_client=http_client,
    )
    return response.value


# --- Files ---


def _data_directory() -> Path:
    configured = os.environ.get("XDG_DATA_HOME")
    if configured:
        return Path(configured)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        if not local:
            raise VercelOidcTokenError("Unable to find user data directory.")
        return Path(local)
    return Path.home() / ("Library/Application Support" if sys.platform == "darwin" else ".local/share")


def _read_json(file: Path) -> Mapping[str, Any]:
    """What a file holds; nothing if it is not there or no JSON object. Errors would show what is in it."""
    try:
        value = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _write_secret(file: Path, value: Mapping[str, Any]) -> None:
    """Keep credentials where only their owner reads them."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        json.dump(value, opened, indent=2)
