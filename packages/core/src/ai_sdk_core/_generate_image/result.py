"""What `generate_image` returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from .._generated_file import GeneratedFile
from .._usage import add_token_counts
from ..provider.image_model import ImageModelResult, ImageModelUsage
from ..provider.shared import CallWarning, ProviderMetadata, ResponseInfo
from ..provider_utils.media import detect_media_type


@dataclass(slots=True, kw_only=True)
class GenerateImageCall:
    """What one model call gave."""

    images: list[GeneratedFile]
    response: ResponseInfo
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata | None = None
    usage: ImageModelUsage | None = None


@dataclass(slots=True, kw_only=True)
class GenerateImageResult:
    """What `generate_image` returns.

    Source: the reference's `GenerateImageResult`.
    """

    images: list[GeneratedFile]
    calls: list[GenerateImageCall]
    """What each model call gave, those that gave nothing included."""
    warnings: list[CallWarning]
    responses: list[ResponseInfo]
    provider_metadata: ProviderMetadata
    usage: ImageModelUsage = field(default_factory=ImageModelUsage)
    """Tokens of all calls together."""

    @property
    def image(self) -> GeneratedFile:
        """The first image."""
        return self.images[0]


def as_call(answer: ImageModelResult) -> GenerateImageCall:
    """Turn the answer of a model into what users see.

    Args:
        answer: The answer.

    Returns:
        The same, with images as files.
    """
    return GenerateImageCall(
        images=generated_images(answer),
        response=answer.response,
        warnings=answer.warnings,
        provider_metadata=answer.provider_metadata,
        usage=answer.usage,
    )


def generated_images(answer: ImageModelResult) -> list[GeneratedFile]:
    """Turn the images of an answer into files.

    Args:
        answer: The answer.

    Returns:
        One file for each image, with what the provider says about it.
    """
    return [
        GeneratedFile(
            data=image,
            media_type=detect_media_type(image, "image") or "image/png",
            provider_metadata=_metadata_of(answer.provider_metadata or {}, index),
        )
        for index, image in enumerate(answer.images)
    ]


def _metadata_of(report: ProviderMetadata, index: int) -> ProviderMetadata | None:
    metadata: ProviderMetadata = {}
    for provider, facts in report.items():
        images = facts.get("images")
        entry = images[index] if isinstance(images, list) and index < len(images) else None
        if isinstance(entry, dict):
            metadata[provider] = entry
    return metadata or None


def add_image_usage(first: ImageModelUsage, second: ImageModelUsage) -> ImageModelUsage:
    """Add the usage of two calls.

    Args:
        first: Usage so far.
        second: Usage of another call.

    Returns:
        The sum.
    """
    return ImageModelUsage(
        input_tokens=add_token_counts(first.input_tokens, second.input_tokens),
        output_tokens=add_token_counts(first.output_tokens, second.output_tokens),
        total_tokens=add_token_counts(first.total_tokens, second.total_tokens),
    )
