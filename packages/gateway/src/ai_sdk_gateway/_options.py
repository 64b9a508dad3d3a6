"""Options that the gateway itself understands."""

from __future__ import annotations

from typing import Any, Literal

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import ConfigDict


class GatewayProviderTimeouts(ProviderOptionsModel):
    """How long the gateway waits for providers."""

    byok: dict[str, int] | None = None
    """Milliseconds for each provider that is called with a key of your own."""


class GatewayProviderOptions(ProviderOptionsModel):
    """How the gateway serves a call: `provider_options={"gateway": GatewayProviderOptions(order=["anthropic"])}`.

    A dict does as well. The gateway checks the options, and takes some that are newer than this version.
    """

    model_config = ConfigDict(extra="allow")

    byok: dict[str, list[dict[str, Any]]] | None = None
    """Credentials of your own for this call, by provider."""
    caching: Literal["auto"] | None = None
    """`auto` marks prompts for caching where a provider wants that."""
    disallow_prompt_training: bool | None = None
    """Only providers that do not train on prompts."""
    experimental_streaming_image_decoding: bool | None = None
    """Image models: give large images as bytes instead of base64. Not sent."""
    has: list[str] | None = None
    """Only models with these capabilities: `reasoning`, `tool-use`, `vision`, `structured-output`, `implicit-caching`,
    `quantization:fp8`, `!quantization:fp8`."""
    headquarters: list[str] | None = None
    """Only providers from these countries (`US`, `DE`), or from none of these (`!US`)."""
    idempotency_key: str | None = None
    """Batches: starting one again with the same key gives the batch that was started first."""
    models: list[str | dict[str, Any]] | None = None
    """Models to try in this order when the first one fails."""
    only: list[str] | None = None
    """The only providers that may serve the call."""
    order: list[str] | None = None
    """Providers in the order in which they are tried."""
    provider_timeouts: GatewayProviderTimeouts | None = None
    """How long to wait for providers."""
    quota_entity_id: str | None = None
    """Whose quota the call counts against."""
    service_tier: Literal["flex", "priority"] | None = None
    """Cheaper and later, or dearer and sooner."""
    sort: Literal["cost", "tps", "ttft"] | None = None
    """What providers are compared by: price, tokens per second, or time to the first token."""
    tags: list[str] | None = None
    """Words for reports."""
    user: str | None = None
    """Your user, for reports."""
    zero_data_retention: bool | None = None
    """Only providers that keep nothing."""
