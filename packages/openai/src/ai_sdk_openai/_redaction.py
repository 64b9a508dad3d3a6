"""Credentials that travel in tools: for MCP servers, and secrets of containers.

They are sent, and shown nowhere: not in what a result says about its request, not in errors, not in telemetry.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ai_sdk_core.provider_utils import REDACTED

_HOLDERS_OF_POLICIES = ("container", "environment")
_POLICY_NAMES = ("network_policy", "networkPolicy")
_SECRETS_NAMES = ("domain_secrets", "domainSecrets")


def redact_tool(tool: Mapping[str, Any]) -> dict[str, Any]:
    """Hide the credentials of a tool.

    Args:
        tool: The settings of a tool, or the tool as the API takes it.

    Returns:
        The same without credentials.
    """
    redacted = dict(tool)
    if redacted.get("authorization") is not None:
        redacted["authorization"] = REDACTED
    if isinstance(redacted.get("headers"), Mapping):
        redacted["headers"] = dict.fromkeys(redacted["headers"], REDACTED)
    for holder in _HOLDERS_OF_POLICIES:
        if isinstance(redacted.get(holder), Mapping):
            redacted[holder] = _redact_policies(redacted[holder])
    return redacted


def redact_body(body: Any) -> Any:
    """Hide the credentials in the body of a request or response.

    Args:
        body: The body.

    Returns:
        The same body if it has no tools, else one without credentials.
    """
    tools = body.get("tools") if isinstance(body, Mapping) else None
    if not isinstance(tools, list) or not tools:
        return body
    return {**body, "tools": [redact_tool(tool) if isinstance(tool, Mapping) else tool for tool in tools]}


def _redact_policies(holder: Mapping[str, Any]) -> dict[str, Any]:
    redacted = dict(holder)
    for name in _POLICY_NAMES:
        if isinstance(redacted.get(name), Mapping):
            redacted[name] = _redact_secrets(redacted[name])
    return redacted


def _redact_secrets(policy: Mapping[str, Any]) -> dict[str, Any]:
    redacted = dict(policy)
    for name in _SECRETS_NAMES:
        if isinstance(redacted.get(name), list):
            redacted[name] = [
                {**secret, "value": REDACTED} if isinstance(secret, Mapping) and "value" in secret else secret
                for secret in redacted[name]
            ]
    return redacted
