"""Models behind the images API."""

from __future__ import annotations

from typing import Any, Literal, TypedDict, final

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
    decode_base64,
    download,
    json_response_handler,
    normalize_headers,
    post_form_data,
    post_json,
    run_all,
    shared_http_client,
    to_bytes,
    to_form_data,
)

from ._config import OpenAICompatibleImageConfig
from ._model_catalog import REQUEST_DEFAULTS
from ._option_keys import merge_raw_options, warn_if_deprecated_key


@final
class _EncodedImage(TypedDict):
    b64_json: str


@final
class _LinkedImage(TypedDict):
    url: str


class _ImageUsage(TypedDict):
    input_tokens: int | None
    output_tokens: int | None
    total_tokens: int | None


class _ImageResponse(TypedDict):
    data: list[_EncodedImage | _LinkedImage]
    usage: _ImageUsage | None


_RESPONSE = ResponseSchema(_ImageResponse)


class OpenAICompatibleImageModel:
    """A model behind the images API. With `files`, it edits them; without, it generates images.

    Args:
        model_id: The provider's name for the model.
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, model_id: str, config: OpenAICompatibleImageConfig) -> None:
        self._model_id = model_id
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the kind of model, e.g. `my-provider.image`."""
        return self._config.provider

    @property
    def model_id(self) -> str:
        """The provider's name for the model."""
        return self._model_id

    @property
    def max_images_per_call(self) -> int:
        """How many images one call may ask for."""
        return REQUEST_DEFAULTS.image.max_images_per_call

    async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
        """Generate images, or edit those in `files`.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The images: in base64 if the API sent all of them so, else as bytes.

        Raises:
            APICallError: The provider could not be reached or refused.
            DownloadError: An image to edit, or one that the response names, could not be downloaded.
        """
        warnings = self._warnings(options)
        response_time = self._config.now()
        path = "/images/edits" if options.files else "/images/generations"
        url = self._config.url(path=path, model_id=self._model_id)
        response = await self._post(url, options)
        usage = response.value["usage"]
        return ImageModelResult(
            images=await self._read_images(response.value["data"], url, options),
            usage=None if usage is None else ImageModelUsage(**usage),
            response=ResponseInfo(timestamp=response_time, model_id=self._model_id, headers=response.headers),
            warnings=warnings,
        )

    def _warnings(self, options: ImageModelCallOptions) -> list[CallWarning]:
        warnings: list[CallWarning] = []
        if options.aspect_ratio is not None:
            details = "This model does not support aspect ratio. Use `size` instead."
            warnings.append(UnsupportedWarning(feature="aspectRatio", details=details))
        if options.seed is not None:
            warnings.append(UnsupportedWarning(feature="seed"))
        warn_if_deprecated_key(self._config.provider_name, options.provider_options, warnings)
        return warnings

    async def _post(self, url: str, options: ImageModelCallOptions) -> ApiResponse[_ImageResponse]:
        settings = {
            "n": options.n,
            "size": options.size,
            **merge_raw_options(self._config.provider_name, options.provider_options),
        }
        headers = await self._config.request_headers(options.headers)
        response_handler = json_response_handler(_RESPONSE)
        error_handler = self._config.error_handler
        if not options.files:
            return await post_json(
                url=url,
                headers=headers,
                body={"model": self._model_id, "prompt": options.prompt, **settings},
                response_handler=response_handler,
                error_handler=error_handler,
                http_client=self._config.http_client,
            )
        form_data = to_form_data(
            {
                "model": self._model_id,
                "prompt": options.prompt,
                "image": await run_all(self._read_file(file) for file in options.files),
                "mask": None if options.mask is None else await self._read_file(options.mask),
                **settings,
            }
        )
        return await post_form_data(
            url=url,
            headers=headers,
            form_data=form_data,
            response_handler=response_handler,
            error_handler=error_handler,
            http_client=self._config.http_client,
        )

    async def _read_file(self, file: ImageModelFile) -> FormFile:
        if file.type == "file":
            return FormFile(content=to_bytes(file.data), media_type=file.media_type)
        downloaded = await download(file.url, client=self._download_client)
        return FormFile(content=downloaded.data, media_type=downloaded.media_type or "application/octet-stream")

    async def _read_images(
        self, items: list[_EncodedImage | _LinkedImage], api_url: str, options: ImageModelCallOptions
    ) -> list[bytes | str]:
        if all("b64_json" in item for item in items):
            return [item["b64_json"] for item in items if "b64_json" in item]
        headers = normalize_headers(await self._config.request_headers(options.headers))
        return [*await run_all(self._read_image(item, api_url, headers) for item in items)]

    async def _read_image(self, item: _EncodedImage | _LinkedImage, api_url: str, headers: dict[str, str]) -> bytes:
        if "b64_json" in item:
            return decode_base64(item["b64_json"])
        downloaded = await download(item["url"], client=self._download_client, headers=headers, trusted_origin=api_url)
        return downloaded.data

    @property
    def _download_client(self) -> Any:
        return self._config.http_client or shared_http_client()
