"""Image models that answer what the test says."""

from __future__ import annotations

from typing import Literal

from ..provider.image_model import ImageModelCallOptions, ImageModelResult
from ._responses import MOCK_MODEL_ID, MOCK_PROVIDER, response_info
from ._scripts import Script, Scripted


class MockImageModel:
    """An image model for tests: no network, answers as scripted, keeps what it was asked.

    Args:
        do_generate: What `do_generate` answers (`image_result(png)`).
        max_images_per_call: How many images one call may ask for; `None` leaves it to the generation function.
        provider: The provider's name.
        model_id: The model's name.

    Source: the reference's `MockImageModelV4`.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        do_generate: Script[ImageModelResult, ImageModelCallOptions] | None = None,
        max_images_per_call: int | None = 1,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        self.provider = provider
        self.model_id = model_id
        self.max_images_per_call = max_images_per_call
        self.do_generate = Scripted[ImageModelCallOptions, ImageModelResult]("do_generate", do_generate)
        """Answers calls; `do_generate.calls` holds their options."""


class MockImageEditingModel(MockImageModel):
    """An image model for tests that says whether it takes images as input.

    Args:
        do_generate: What `do_generate` answers.
        supports_file_inputs: Whether `files` are understood; `None` if unknown.
        supports_mask_inputs: Whether a `mask` is understood; `None` if unknown.
        max_images_per_call: How many images one call may ask for.
        provider: The provider's name.
        model_id: The model's name.
    """

    def __init__(
        self,
        *,
        do_generate: Script[ImageModelResult, ImageModelCallOptions] | None = None,
        supports_file_inputs: bool | None = True,
        supports_mask_inputs: bool | None = True,
        max_images_per_call: int | None = 1,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        super().__init__(
            do_generate=do_generate, max_images_per_call=max_images_per_call, provider=provider, model_id=model_id
        )
        self.supports_file_inputs = supports_file_inputs
        self.supports_mask_inputs = supports_mask_inputs


def image_result(*images: bytes | str) -> ImageModelResult:
    """Make an answer for `MockImageModel(do_generate=...)`.

    Args:
        images: The files, as bytes or base64.

    Returns:
        The answer.
    """
    return ImageModelResult(images=list(images), response=response_info())
