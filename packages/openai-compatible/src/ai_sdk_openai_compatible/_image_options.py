"""Options of image models beyond the standard ones."""

from __future__ import annotations

from typing import TypedDict


class OpenAICompatibleImageOptions(TypedDict, total=False):
    """Usual options of an image model, in `provider_options` under the provider's name.

    They become fields of the request, as any other option there does; what is allowed depends on provider and model.
    """

    size: str
    """Width and height of the image."""
    quality: str
    """Quality of the image."""
    output_format: str
    """File format of the image."""
    output_compression: float
    """Compression of JPEG and WebP images, from 0 to 100 percent."""
    background: str
    """What is behind the subject."""
