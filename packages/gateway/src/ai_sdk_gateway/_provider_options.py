"""Provider options on their way to the gateway: as they are, with its own names for its own options."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from ai_sdk_core.provider import to_json

_OWN = "gateway"
_EXPERIMENTAL_DECODING = "experimental_streamingImageDecoding"
_IDEMPOTENCY_KEY = "idempotencyKey"

_OWN_NAMES = {
    "disallow_prompt_training": "disallowPromptTraining",
    "experimental_streaming_image_decoding": _EXPERIMENTAL_DECODING,
    "experimentalStreamingImageDecoding": _EXPERIMENTAL_DECODING,
    "idempotency_key": _IDEMPOTENCY_KEY,
    "provider_timeouts": "providerTimeouts",
    "quota_entity_id": "quotaEntityId",
    "service_tier": "serviceTier",
    "zero_data_retention": "zeroDataRetention",
}


def to_wire_options(provider_options: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Prepare provider options for a request.

    Args:
        provider_options: The options of a call. Those for the gateway are a dict or `GatewayProviderOptions`.

    Returns:
        JSON values; None if there are no options.
    """
    if provider_options is None:
        return None
    wire = {name: to_json(options) for name, options in provider_options.items() if name != _OWN}
    if _OWN not in provider_options:
        return wire
    own = to_json(_as_dict(provider_options[_OWN]))
    if isinstance(own, dict):
        own = {_OWN_NAMES.get(name, name): value for name, value in own.items()}
    return {**wire, _OWN: own}


def take_streaming_decoding(options: dict[str, Any] | None) -> tuple[dict[str, Any] | None, bool]:
    """Take out what only concerns the client.

    Args:
        options: Options for a request.

    Returns:
        The options without it, and whether images shall be bytes.
    """
    rest, value = _take(options, _EXPERIMENTAL_DECODING)
    return rest, value is True


def take_idempotency_key(options: dict[str, Any] | None) -> tuple[dict[str, Any] | None, str | None]:
    """Take out what travels as a header: repeating a request with the same key must be the same request.

    Args:
        options: Options for a request.

    Returns:
        The options without it, and the key.
    """
    rest, key = _take(options, _IDEMPOTENCY_KEY)
    return rest, key if isinstance(key, str) and key else None


def _take(options: dict[str, Any] | None, name: str) -> tuple[dict[str, Any] | None, Any]:
    own = (options or {}).get(_OWN)
    if options is None or not isinstance(own, dict) or name not in own:
        return options, None
    others = {key: value for key, value in options.items() if key != _OWN}
    rest = {key: value for key, value in own.items() if key != name}
    if rest:
        return {**options, _OWN: rest}, own[name]
    return others or None, own[name]


def _as_dict(options: Any) -> Any:
    # Without this module nobody can have made an instance.
    module = sys.modules.get(f"{__package__}._options")
    if module is not None and isinstance(options, module.GatewayProviderOptions):
        return options.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return options
