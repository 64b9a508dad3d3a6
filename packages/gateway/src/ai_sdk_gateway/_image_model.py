"""Image models."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar, NotRequired, TypedDict

from ai_sdk_core.provider import ImageModelCallOptions, ImageModelResult, ImageModelUsage, ResponseInfo, to_json
from ai_sdk_core.provider_utils import ResponseSchema, decode_base64, json_response_handler

from ._model import UNLIMITED, GatewayModel, ProviderMetadata, WireWarning, to_warnings
from ._provider_options import take_streaming_decoding, to_wire_options

_LARGE_IMAGE_CHARACTERS = 64 * 1024


class _Usage(TypedDict):
    inputTokens: NotRequired[int | None]
    outputTokens: NotRequired[int | None]
    totalTokens: NotRequired[int | None]


class _ImageResponse(TypedDict):
    images: list[str]
    isRetryable: NotRequired[bool | None]
    warnings: NotRequired[list[WireWarning] | None]
    providerMetadata: NotRequired[ProviderMetadata | None]
    usage: NotRequired[_Usage | None]


_RESPONSE = json_response_handler(ResponseSchema(_ImageResponse))


class GatewayImageModel(GatewayModel):
    """An image model behind the gateway."""

    kind: ClassVar[str] = "image"

    @property
    def max_images_per_call(self) -> int:
        """How many images one call may ask for: any number."""
        return UNLIMITED

    async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
        """Generate images.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The images, in base64 unless `experimental_streaming_image_decoding` is on and one of them is large.

        Raises:
            GatewayError: The gateway could not be reached, refused, or answered with nonsense.
        """
        provider_options, wants_bytes = take_streaming_decoding(to_wire_options(options.provider_options))
        response = await self._post(
            {
                "prompt": options.prompt,
                "n": options.n,
                "size": options.size or None,
                "aspectRatio": options.aspect_ratio or None,
                "seed": options.seed,
                "providerOptions": provider_options,
                "files": None if options.files is None else to_json(options.files),
                "mask": None if options.mask is None else to_json(options.mask),
            },
            _RESPONSE,
            options.headers,
        )
        body = response.value
        usage = body.get("usage")
        return ImageModelResult(
            images=_to_images(body["images"], wants_bytes),
            is_retryable=body.get("isRetryable"),
            warnings=to_warnings(body.get("warnings")),
            provider_metadata=body.get("providerMetadata"),
            response=ResponseInfo(timestamp=datetime.now(UTC), model_id=self.model_id, headers=response.headers),
            usage=None if usage is None else _to_usage(usage),
        )


def _to_images(images: list[str], wants_bytes: bool) -> list[bytes | str]:
    """A result has images of one form only: one large image makes bytes of all."""
    if wants_bytes and any(len(image) >= _LARGE_IMAGE_CHARACTERS for image in images):
        return [decode_base64(image) for image in images]
    return list(images)


def _to_usage(usage: _Usage) -> ImageModelUsage:
    return ImageModelUsage(
        input_tokens=usage.get("inputTokens"),
        output_tokens=usage.get("outputTokens"),
        total_tokens=usage.get("totalTokens"),
    )
