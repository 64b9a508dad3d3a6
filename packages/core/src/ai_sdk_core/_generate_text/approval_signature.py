"""Signatures on approval requests: an approval counts only for the call that this server asked about."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from .._canonical_json import canonical_json, hash_canonical, to_base64url
from .._prompt.tool_output import to_json_value

_VERSION = "ai-sdk-tool-approval-v1"


def sign_tool_approval(
    *, secret: str | bytes, approval_id: str, tool_call_id: str, tool_name: str, tool_input: Any
) -> str:
    """Sign an approval request.

    Args:
        secret: The key.
        approval_id: Id of the request.
        tool_call_id: Id of the tool call.
        tool_name: Name of the tool.
        tool_input: Input of the tool call.

    Returns:
        HMAC-SHA256 in base64url; servers in every language of the AI SDK family accept it.

    Raises:
        SerializationError: The input cannot be expressed in JSON.
    """
    digest = hash_canonical(to_json_value(tool_input))
    return to_base64url(_hmac(secret, _payload(approval_id, tool_call_id, tool_name, digest)))


def is_valid_tool_approval(
    *, secret: str | bytes, signature: str, approval_id: str, tool_call_id: str, tool_name: str, tool_input: Any
) -> bool:
    """Check the signature of an approval request.

    Args:
        secret: The key.
        signature: What the request carries.
        approval_id: Id of the request.
        tool_call_id: Id of the tool call.
        tool_name: Name of the tool.
        tool_input: Input of the tool call.

    Returns:
        True if the request was signed with this key for exactly this call.

    Raises:
        SerializationError: The input cannot be expressed in JSON.
    """
    import hmac

    given = _decode(signature)
    digest = hash_canonical(to_json_value(tool_input))
    payloads = [_payload(approval_id, tool_call_id, tool_name, digest)]
    fields = (approval_id, tool_call_id, tool_name)
    if not any("\n" in field for field in fields):
        # Requests signed by versions that joined the fields with line breaks, which is only safe without any in them.
        payloads.append("\n".join((*fields, digest)))
    return any(hmac.compare_digest(given, _hmac(secret, payload)) for payload in payloads)


def _payload(approval_id: str, tool_call_id: str, tool_name: str, digest: str) -> str:
    return canonical_json([_VERSION, approval_id, tool_call_id, tool_name, digest])


def _hmac(secret: str | bytes, payload: str) -> bytes:
    import hmac  # Loads OpenSSL.

    key = secret.encode() if isinstance(secret, str) else secret
    # Ids come from clients: half an emoji in one is no error here.
    return hmac.digest(key, payload.encode("utf-8", "surrogatepass"), "sha256")


def _decode(signature: str) -> bytes:
    """Base64 or base64url, with or without padding; nothing at all if it is neither."""
    text = signature.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
