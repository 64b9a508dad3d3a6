"""Client secrets: short-lived tokens for browsers that talk to a model over a WebSocket."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NotRequired, TypeAlias, TypedDict
from urllib.parse import urlencode

from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler

from ._client import GatewayClient

ClientSecretKind: TypeAlias = Literal["realtime", "speech", "transcription"]
"""What a client secret opens: a conversation, streamed speech, or a streamed transcript."""


@dataclass(slots=True, kw_only=True)
class GatewayClientSecret:
    """A token that a browser may have: it opens a WebSocket for one model, and soon expires."""

    token: str = field(repr=False)
    url: str
    """The WebSocket."""
    expires_at: float | None = None
    """Seconds since 1970."""


class _SecretResponse(TypedDict):
    token: str
    expiresAt: NotRequired[float | None]


_RESPONSE = json_response_handler(ResponseSchema(_SecretResponse))


async def create_client_secret(
    client: GatewayClient, *, model_id: str, kind: ClientSecretKind, expires_after: float | None
) -> GatewayClientSecret:
    """Ask for a client secret.

    Args:
        client: Sends the request.
        model_id: The model that may be used.
        kind: What the secret opens.
        expires_after: Seconds until it expires; None leaves that to the gateway.

    Returns:
        The secret.

    Raises:
        GatewayError: The gateway could not be reached, refused, or answered with nonsense.
    """
    route = None if kind == "realtime" else kind
    body = {"model": model_id, "routeKind": route, "expiresIn": expires_after}
    response = await client.post(f"{client.origin}/v1/realtime/client-secrets", body, _RESPONSE)
    address = f"{client.base_url}/{kind}-model".replace("http", "ws", 1)
    return GatewayClientSecret(
        token=response.value["token"],
        url=f"{address}?{urlencode({'ai-model-id': model_id})}",
        expires_at=response.value.get("expiresAt"),
    )
