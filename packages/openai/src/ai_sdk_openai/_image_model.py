"""Models behind the images API."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from ai_sdk_core.errors import InvalidArgumentError
from ai_sdk_core.provider import (
    CallWarning,
    ImageModelCallOptions,
    ImageModelFile,
    ImageModelResult,
    ImageModelUsage,
    ResponseInfo,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import (
    ApiResponse,
    FormFile,
    ResponseSchema,
    download,
    is_data_url,
    json_response_handler,
    parse_provider_options,
    post_form_data,
    post_json,
    run_all,
    shared_http_client,
    to_bytes,
    to_form_data,
)

from ._capabilities import image_model_capabilities
from ._config import OpenAIConfig
from ._errors import ERROR_HANDLER


class _Image(TypedDict):
    b64_json: str
    revised_prompt: str | None


class _InputTokensDetails(TypedDict):
    image_tokens: int | None
    text_tokens: int | None


class _ImageUsage(TypedDict):
    input_tokens: int | None
    output_tokens: int | None
    total_tokens: int | None
    input_tokens_details: _InputTokensDetails | None


class _ImageResponse(TypedDict):
    created: int | None
    data: list[_Image]
    background: str | None
    output_format: str | None
    size: str | None
    quality: str | None
    usage: _ImageUsage | None


_RESPONSE = ResponseSchema(_ImageResponse)

_EDIT_FIELDS = (
    "quality",
    "background",
    "output_format",
    "output_compression",
    "complexity",
    "input_fidelity",
    "moderation",
    "user",
    "safety_identifier",
)
"""Options that are fields of a form, in its order."""


class OpenAIImageModel:
    """A model behind the images API. With `files`, it edits them; without, it draws new images.

    Args:
        model_id: OpenAI's name for the model.
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAIConfig) -> None:
        self._model_id = model_id
        self._config = config
        self._capabilities = image_model_capabilities(model_id)

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model, e.g. `openai.image`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """OpenAI's name for the model."""
        return self._model_id

    @property
    def max_images_per_call(self) -> int:
        """How many images one call may ask for."""
        return self._capabilities.max_images_per_call

    @property
    def supports_file_inputs(self) -> bool | None:
        """Whether the model edits images; `None` if unknown."""
        return self._capabilities.supports_files

    @property
    def supports_mask_inputs(self) -> bool | None:
        """Whether an edit may be confined to a region; `None` if unknown."""
        return self._capabilities.supports_mask

    async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
        """Draw images, or edit those in `files`.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The images, in base64.

        Raises:
            InvalidArgumentError: Provider options are not valid.
            APICallError: OpenAI could not be reached or refused.
            DownloadError: An image to edit could not be downloaded.
        """
        response_time = self._config.now()
        response = await (self._draw(options) if options.files is None else self._edit(options, options.files))
        usage = response.value["usage"]
        return ImageModelResult(
            images=[image["b64_json"] for image in response.value["data"]],
            usage=None
            if usage is None
            else ImageModelUsage(
                input_tokens=usage["input_tokens"],
                output_tokens=usage["output_tokens"],
                total_tokens=usage["total_tokens"],
            ),
            provider_metadata={"openai": {"images": _images_metadata(response.value)}},
            response=ResponseInfo(timestamp=response_time, model_id=self._model_id, headers=response.headers),
            warnings=_warnings(options),
        )

    async def _draw(self, options: ImageModelCallOptions) -> ApiResponse[_ImageResponse]:
        own_options = _parse_generation_options(options)
        body = {"model": self._model_id, "prompt": options.prompt, "n": options.n, "size": options.size, **own_options}
        if not self._capabilities.has_fixed_response_format:
            body["response_format"] = "b64_json"
        return await post_json(
            url=self._config.url(path="/images/generations", model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            body=body,
            response_handler=json_response_handler(_RESPONSE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )

    async def _edit(self, options: ImageModelCallOptions, files: list[ImageModelFile]) -> ApiResponse[_ImageResponse]:
        own_options = _parse_edit_options(options)
        markup = own_options.get("markup")
        form_data = to_form_data(
            {
                "model": self._model_id,
                "prompt": options.prompt,
                "image": await run_all(self._read_file(file) for file in files),
                "mask": None if options.mask is None else await self._read_file(options.mask),
                "markup": None if markup is None else await self._read_markup(markup),
                "n": options.n,
                "size": options.size,
                **{name: own_options.get(name) for name in _EDIT_FIELDS},
            }
        )
        return await post_form_data(
            url=self._config.url(path="/images/edits", model_id=self._model_id),
            headers=await self._config.request_headers(options.headers),
            form_data=form_data,
            response_handler=json_response_handler(_RESPONSE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )

    # --- Files ---

    async def _read_file(self, file: ImageModelFile) -> FormFile:
        if file.type == "file":
            return FormFile(content=to_bytes(file.data), media_type=file.media_type)
        return await self._download(file.url, "application/octet-stream")

    async def _read_markup(self, markup: str) -> FormFile:
        if is_data_url(markup) and not markup.partition(",")[0].lower().endswith(";base64"):
            message = "`markup` data URLs must be base64 encoded."
            raise InvalidArgumentError(argument="providerOptions.openai.markup", message=message)
        return await self._download(markup, "image/png" if is_data_url(markup) else "application/octet-stream")

    async def _download(self, url: str, default_media_type: str) -> FormFile:
        client: Any = self._config.http_client or shared_http_client()
        downloaded = await download(url, client=client)
        return FormFile(content=downloaded.data, media_type=downloaded.media_type or default_media_type)


def _warnings(options: ImageModelCallOptions) -> list[CallWarning]:
    warnings: list[CallWarning] = []
    if options.aspect_ratio is not None:
        details = "This model does not support aspect ratio. Use `size` instead."
        warnings.append(UnsupportedWarning(feature="aspectRatio", details=details))
    if options.seed is not None:
        warnings.append(UnsupportedWarning(feature="seed"))
    return warnings


def _parse_generation_options(options: ImageModelCallOptions) -> dict[str, Any]:
    if not options.provider_options:
        return {}
    from ._image_options import OpenAIImageGenerationOptions  # Imports pydantic.

    own_options = parse_provider_options(
        provider="openai", provider_options=options.provider_options, model=OpenAIImageGenerationOptions
    )
    return {} if own_options is None else own_options.model_dump(exclude_none=True)


def _parse_edit_options(options: ImageModelCallOptions) -> dict[str, Any]:
    if not options.provider_options:
        return {}
    from ._image_options import OpenAIImageEditOptions  # Imports pydantic.

    own_options = parse_provider_options(
        provider="openai", provider_options=options.provider_options, model=OpenAIImageEditOptions
    )
    if own_options is None:
        return {}
    if options.mask is not None and own_options.markup is not None:
        message = "`markup` cannot be combined with `mask`."
        raise InvalidArgumentError(argument="providerOptions.openai.markup", message=message)
    return own_options.model_dump(exclude_none=True)


def _images_metadata(response: _ImageResponse) -> list[Any]:
    count = len(response["data"])
    usage = response["usage"]
    details = None if usage is None else usage["input_tokens_details"]
    shared = {
        "created": response["created"],
        "size": response["size"],
        "quality": response["quality"],
        "background": response["background"],
        "outputFormat": response["output_format"],
    }
    metadata = []
    for index, image in enumerate(response["data"]):
        facts = {
            "revisedPrompt": image["revised_prompt"] or None,
            **shared,
            "imageTokens": None if details is None else _share(details["image_tokens"], index, count),
            "textTokens": None if details is None else _share(details["text_tokens"], index, count),
        }
        metadata.append({name: value for name, value in facts.items() if value is not None})
    return metadata


def _share(tokens: int | None, index: int, count: int) -> int | None:
    """Spread tokens evenly over the images; the last one takes what is left, so that the sum is right."""
    if tokens is None:
        return None
    share = tokens // count
    return tokens - share * (count - 1) if index == count - 1 else share
