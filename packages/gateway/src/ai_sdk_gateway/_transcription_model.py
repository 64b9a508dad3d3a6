"""Transcription models."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, NotRequired, TypedDict

from ai_sdk_core.provider import (
    CallWarning,
    ResponseInfo,
    TranscriptionModelCallOptions,
    TranscriptionModelResult,
    TranscriptSegment,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler, to_base64

from ._model import GatewayModel, ProviderMetadata, WireWarning, to_warnings
from ._provider_options import to_wire_options


class _Segment(TypedDict):
    text: str
    startSecond: float
    endSecond: float


class _TranscriptionResponse(TypedDict):
    text: str
    segments: NotRequired[list[_Segment] | None]
    words: NotRequired[list[_Segment] | None]
    language: NotRequired[str | None]
    durationInSeconds: NotRequired[float | None]
    warnings: NotRequired[list[WireWarning] | None]
    usage: NotRequired[dict[str, Any] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]


_RESPONSE = json_response_handler(ResponseSchema(_TranscriptionResponse))


class GatewayTranscriptionModel(GatewayModel):
    """A transcription model behind the gateway."""

    kind: ClassVar[str] = "transcription"

    async def do_generate(self, options: TranscriptionModelCallOptions) -> TranscriptionModelResult:
        """Transcribe audio.

        Args:
            options: The audio and the settings of the call.

        Returns:
            The transcript.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        response = await self._post(
            {
                "audio": to_base64(options.audio),
                "mediaType": options.media_type,
                "providerOptions": to_wire_options(options.provider_options),
            },
            _RESPONSE,
            options.headers,
        )
        body, raw_body = response.value, response.raw_value
        words = body.get("words")
        return TranscriptionModelResult(
            text=body["text"],
            segments=_to_segments(body.get("segments") or ()),
            words=None if words is None else _to_segments(words),
            language=body.get("language"),
            duration_in_seconds=body.get("durationInSeconds"),
            warnings=[*to_warnings(body.get("warnings")), *self._own_warnings(options, raw_body)],
            usage=body.get("usage"),
            provider_metadata=body.get("providerMetadata"),
            response=ResponseInfo(
                timestamp=datetime.now(UTC), model_id=self.model_id, headers=response.headers, body=raw_body
            ),
        )

    def _own_warnings(self, options: TranscriptionModelCallOptions, raw_body: object) -> list[CallWarning]:
        warnings: list[CallWarning] = []
        if options.timestamp_granularities:
            warnings.append(
                UnsupportedWarning(
                    feature="timestampGranularities",
                    details="The AI Gateway adapter does not forward the shared timestampGranularities option.",
                )
            )
        is_xai = self.model_id.startswith(("spacexai/", "xai/"))
        if is_xai and _asks_for_speakers(options) and not _names_speakers(raw_body):
            warnings.append(
                UnsupportedWarning(
                    feature="providerOptions.xai.diarize",
                    details="AI Gateway does not currently expose xAI speaker diarization metadata.",
                )
            )
        return warnings


def _to_segments(segments: Sequence[_Segment]) -> list[TranscriptSegment]:
    return [
        TranscriptSegment(text=item["text"], start_second=item["startSecond"], end_second=item["endSecond"])
        for item in segments
    ]


def _asks_for_speakers(options: TranscriptionModelCallOptions) -> bool:
    by_provider = options.provider_options or {}
    return any(by_provider.get(name, {}).get("diarize") is True for name in ("xai", "spacexai"))


def _names_speakers(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_names_speakers, value))
    if isinstance(value, dict):
        return value.get("speaker") is not None or any(map(_names_speakers, value.values()))
    return False
