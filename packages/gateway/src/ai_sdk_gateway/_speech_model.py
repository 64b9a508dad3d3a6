"""Speech models."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, NotRequired, TypedDict

from ai_sdk_core.provider import ResponseInfo, SpeechModelCallOptions, SpeechModelResult
from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler

from ._model import GatewayModel, ProviderMetadata, WireWarning, to_warnings
from ._provider_options import to_wire_options


class _SpeechResponse(TypedDict):
    audio: str
    warnings: NotRequired[list[WireWarning] | None]
    usage: NotRequired[dict[str, Any] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


_RESPONSE = json_response_handler(ResponseSchema(_SpeechResponse))


class GatewaySpeechModel(GatewayModel):
    """A speech model behind the gateway."""

    kind: ClassVar[str] = "speech"

    async def do_generate(self, options: SpeechModelCallOptions) -> SpeechModelResult:
        """Speak a text.

        Args:
            options: The text and the settings of the call.

        Returns:
            The complete audio, in base64.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        response = await self._post(
            {
                "text": options.text,
                "voice": options.voice or None,
                "outputFormat": options.output_format or None,
                "instructions": options.instructions or None,
                "speed": options.speed,
                "language": options.language or None,
                "providerOptions": to_wire_options(options.provider_options),
            },
            _RESPONSE,
            options.headers,
        )
        body = response.value
        return SpeechModelResult(
            audio=body["audio"],
            warnings=to_warnings(body.get("warnings")),
            usage=body.get("usage"),
            provider_metadata=body.get("providerMetadata"),
            response=ResponseInfo(
                timestamp=datetime.now(UTC),
                model_id=self.model_id,
                headers=response.headers,
                body=response.raw_value,
            ),
        )
