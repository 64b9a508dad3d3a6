"""Image models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypedDict

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    CallWarning,
    ImageModelCallOptions,
    ImageModelFile,
    ImageModelResult,
    OtherWarning,
    ResponseInfo,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import (
    ResponseSchema,
    json_response_handler,
    parse_provider_options,
    post_json,
    to_data_url,
)
from ai_sdk_openai_compatible import OpenAICompatibleConfig

from ._errors import ERROR_HANDLER

_DIFFUSION_ONLY = ("steps", "guidance", "negative_prompt", "disable_safety_checker")
_NO_DIFFUSION_MODELS = frozenset({"google/gemini-3-pro-image"})


class _Image(TypedDict):
    b64_json: str


class _ImageResponse(TypedDict):
    data: list[_Image]


_RESPONSE = ResponseSchema(_ImageResponse)


class TogetherAIImageModel:
    """A model that generates images, or changes one that it is given.

    Args:
        model_id: Together's name for the model.
        config: Where the API is.

    Source: https://docs.together.ai/reference/post_images-generations
    """

    specification_version: Literal["v4"] = "v4"
    max_images_per_call = 1

    def __init__(self, model_id: str, config: OpenAICompatibleConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """Together's name for the model."""
        return self._model_id

    async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
        """Generate images.

        Args:
            options: The prompt and the settings of the call; of `files`, the first is changed.

        Returns:
            The images in base64.

        Raises:
            APICallError: The API could not be reached or refused.
            InvalidArgumentError: A provider option is wrong.
            UnsupportedFunctionalityError: There is a mask.
        """
        started = datetime.now(UTC)
        warnings: list[CallWarning] = []
        response = await post_json(
            url=self._config.url(path="/images/generations", model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body=self._body(options, warnings),
            response_handler=json_response_handler(_RESPONSE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        return ImageModelResult(
            images=[image["b64_json"] for image in response.value["data"]],
            warnings=warnings,
            response=ResponseInfo(timestamp=started, model_id=self._model_id, headers=response.headers),
        )

    def _body(self, options: ImageModelCallOptions, warnings: list[CallWarning]) -> dict[str, Any]:
        if options.mask is not None:
            raise UnsupportedFunctionalityError(
                functionality="mask",
                message="Together AI does not support mask-based image editing. Use FLUX Kontext models "
                "(e.g., black-forest-labs/FLUX.1-kontext-pro) with a reference image and descriptive prompt instead.",
            )
        size = _read_size(options.size, warnings)
        model_options = self._model_options(options)
        diffuses = self._model_id not in _NO_DIFFUSION_MODELS
        if not diffuses:
            for name in _DIFFUSION_ONLY:
                model_options.pop(name, None)
            if options.seed is not None:
                details = f"The {self._model_id} model does not support the `seed` option."
                warnings.append(UnsupportedWarning(feature="seed", details=details))
        return {
            "model": self._model_id,
            "prompt": options.prompt,
            "seed": options.seed if diffuses else None,
            "n": options.n if options.n > 1 else None,
            "width": None if size is None else size.width,
            "height": None if size is None else size.height,
            "image_url": _read_image(options.files, warnings),
            "response_format": "base64",
            **model_options,
        }

    def _model_options(self, options: ImageModelCallOptions) -> dict[str, Any]:
        from ._options import TogetherAIImageModelOptions

        parsed = parse_provider_options(
            provider="togetherai", provider_options=options.provider_options, model=TogetherAIImageModelOptions
        )
        return {} if parsed is None else parsed.model_dump(exclude_unset=True)


@dataclass(slots=True, kw_only=True)
class _Size:
    width: int
    height: int


def _read_size(size: str | None, warnings: list[CallWarning]) -> _Size | None:
    if size is None:
        return None
    # The reference gives this warning whenever there is a size; programs that match warnings rely on it.
    details = "This model does not support the `aspectRatio` option. Use `size` instead."
    warnings.append(UnsupportedWarning(feature="aspectRatio", details=details))
    width, _, height = size.partition("x")
    return _Size(width=int(width), height=int(height))


def _read_image(files: list[ImageModelFile] | None, warnings: list[CallWarning]) -> str | None:
    if not files:
        return None
    if len(files) > 1:
        message = "Together AI only supports a single input image. Additional images are ignored."
        warnings.append(OtherWarning(message=message))
    file = files[0]
    return file.url if file.type == "url" else to_data_url(file.data, file.media_type)
