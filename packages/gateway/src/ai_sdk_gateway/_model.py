"""What models of all kinds share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, NotRequired, TypeAlias, TypedDict

from ai_sdk_core.provider import CallWarning
from ai_sdk_core.provider_utils import ApiResponse, ResponseHandler

from ._client import GatewayClient, T, observability_headers
from ._spec_reader import SpecSchema

UNLIMITED = 2**53 - 1
"""So many images and videos may be asked for at once: the gateway splits calls itself."""


class _FeatureWarning(TypedDict):
    type: Literal["unsupported", "compatibility"]
    feature: str
    details: NotRequired[str | None]


class _DeprecatedWarning(TypedDict):
    type: Literal["deprecated"]
    setting: str
    message: str


class _OtherWarning(TypedDict):
    type: Literal["other"]
    message: str


WireWarning: TypeAlias = _FeatureWarning | _DeprecatedWarning | _OtherWarning
"""A warning in a response."""

ProviderMetadata: TypeAlias = dict[str, dict[str, Any]]
"""Metadata in a response."""

_WARNINGS: SpecSchema[list[CallWarning]] = SpecSchema(list[CallWarning])


class GatewayModel:
    """A model behind the gateway.

    Args:
        model_id: `{creator}/{model}`, e.g. `openai/gpt-5`.
        client: Sends its requests.
    """

    specification_version: Literal["v4"] = "v4"

    kind: ClassVar[str]
    """Part of paths and headers, e.g. `embedding`."""

    def __init__(self, model_id: str, client: GatewayClient) -> None:
        self._model_id = model_id
        self._client = client

    @property
    def provider(self) -> str:
        """Name of the provider."""
        return "gateway"

    @property
    def model_id(self) -> str:
        """`{creator}/{model}`."""
        return self._model_id

    async def _post(
        self,
        body: Mapping[str, Any],
        response_handler: ResponseHandler[T],
        headers: Mapping[str, str | None] | None,
        *more_headers: Mapping[str, str],
        path: str = "",
    ) -> ApiResponse[T]:
        model_headers = {f"ai-{self.kind}-model-specification-version": "4", "ai-model-id": self._model_id}
        return await self._client.post(
            f"/{self.kind}-model{path}",
            body,
            response_handler,
            headers,
            model_headers,
            observability_headers(),
            *more_headers,
        )


def to_warnings(warnings: Sequence[WireWarning] | None) -> list[CallWarning]:
    """Read the warnings of a response.

    Args:
        warnings: The warnings, if the response has any.

    Returns:
        The warnings of the specification.
    """
    return _WARNINGS.validate(list(warnings or ()))
