"""Files: stored at the provider, and named in prompts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, TypedDict

from ai_sdk_core.errors import InvalidArgumentError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    FilesDeleteFileCallOptions,
    FilesDeleteFileResult,
    FilesDownloadFileCallOptions,
    FilesDownloadFileResult,
    FilesGetFileMetadataCallOptions,
    FilesGetFileMetadataResult,
    FilesUploadFileCallOptions,
    FilesUploadFileResult,
    FilesUploadFileStreamData,
    JSONObject,
    ProviderReference,
)
from ai_sdk_core.provider_utils import (
    FormData,
    FormFile,
    ResponseSchema,
    binary_stream_handler,
    delete,
    encode_path_segment,
    file_data_to_bytes,
    get,
    json_response_handler,
    post_form_data,
)

from ._config import AnthropicConfig, Headers
from ._errors import anthropic_error_handler

_BETA_HEADERS = {"anthropic-beta": "files-api-2025-04-14"}


class _StoredFile(TypedDict):
    id: str
    filename: str | None
    mime_type: str | None
    size_bytes: int | None
    created_at: str | None
    downloadable: bool | None
    expires_at: str | None


class _DeletedFile(TypedDict):
    id: str


_STORED_FILE = ResponseSchema(_StoredFile)
_DELETED_FILE = ResponseSchema(_DeletedFile)
_METADATA_NAMES = {
    "filename": "filename",
    "mime_type": "mimeType",
    "size_bytes": "sizeBytes",
    "created_at": "createdAt",
    "downloadable": "downloadable",
    "expires_at": "expiresAt",
}


class AnthropicFiles:
    """The provider's store of files.

    Args:
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, config: AnthropicConfig) -> None:
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the API."""
        return self._config.provider

    async def upload_file(self, options: FilesUploadFileCallOptions) -> FilesUploadFileResult:
        """Store a file at the provider.

        Args:
            options: The contents and what they are.

        Returns:
            The reference with which prompts can name the file.

        Raises:
            UnsupportedFunctionalityError: The contents are a stream.
            InvalidDataContentError: The contents are not valid base64.
            APICallError: The provider could not be reached or refused.
        """
        if isinstance(options.data, FilesUploadFileStreamData):
            raise UnsupportedFunctionalityError(functionality="streaming file upload")
        file = FormFile(content=file_data_to_bytes(options.data), media_type=options.media_type)
        if options.filename is not None:
            file.filename = options.filename
        form_data = FormData()
        form_data.append("file", file)
        response = await post_form_data(
            url=f"{self._config.base_url()}/files",
            headers=await self._headers(options.headers),
            form_data=form_data,
            response_handler=json_response_handler(_STORED_FILE),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        facts = _convert(response.value)
        facts["media_type"] = facts["media_type"] or options.media_type
        facts["filename"] = options.filename if facts["filename"] is None else facts["filename"]
        return FilesUploadFileResult(**facts)

    async def get_file_metadata(self, options: FilesGetFileMetadataCallOptions) -> FilesGetFileMetadataResult:
        """Look at a file.

        Args:
            options: Which file.

        Returns:
            What the provider knows about it.

        Raises:
            InvalidArgumentError: The file is not known to this provider.
            APICallError: The provider could not be reached or refused.
        """
        response = await get(
            url=self._file_url(options.file),
            headers=await self._headers(options.headers),
            response_handler=json_response_handler(_STORED_FILE),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        return FilesGetFileMetadataResult(**_convert(response.value))

    async def download_file(self, options: FilesDownloadFileCallOptions) -> FilesDownloadFileResult:
        """Fetch a file's contents. Only files that a tool of the provider made can be fetched.

        Args:
            options: Which file.

        Returns:
            The contents, which the caller must read to their end or close.

        Raises:
            InvalidArgumentError: The file is not known to this provider.
            APICallError: The provider could not be reached or refused.
        """
        response = await get(
            url=f"{self._file_url(options.file)}/content",
            headers=await self._headers(options.headers),
            response_handler=binary_stream_handler(),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        media_type = response.headers.get("content-type", "").partition(";")[0].strip()
        return FilesDownloadFileResult(content=response.value, media_type=media_type or None)

    async def delete_file(self, options: FilesDeleteFileCallOptions) -> FilesDeleteFileResult:
        """Delete a file.

        Args:
            options: Which file.

        Returns:
            The provider's confirmation.

        Raises:
            InvalidArgumentError: The file is not known to this provider.
            APICallError: The provider could not be reached or refused.
        """
        response = await delete(
            url=self._file_url(options.file),
            headers=await self._headers(options.headers),
            response_handler=json_response_handler(_DELETED_FILE),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        return FilesDeleteFileResult(provider_reference={"anthropic": response.value["id"]}, deleted=True)

    async def _headers(self, headers: Headers | None) -> Headers:
        return await self._config.request_headers(_BETA_HEADERS, headers)

    def _file_url(self, file: ProviderReference) -> str:
        file_id = file.get("anthropic")
        if file_id is None or not file_id.strip():
            message = "file reference is missing an 'anthropic' file id."
            raise InvalidArgumentError(argument="file", message=message)
        return f"{self._config.base_url()}/files/{encode_path_segment(file_id)}"


def _convert(file: _StoredFile) -> dict[str, Any]:
    metadata: JSONObject = {
        wire_name: value  # type: ignore[misc] # mypy sees `object` where all values are JSON
        for name, wire_name in _METADATA_NAMES.items()
        if (value := file.get(name)) is not None
    }
    return {
        "provider_reference": {"anthropic": file["id"]},
        "media_type": file["mime_type"],
        "filename": file["filename"],
        "byte_size": file["size_bytes"],
        "created_at": _to_datetime(file["created_at"]),
        "expires_at": _to_datetime(file["expires_at"]),
        "provider_metadata": {"anthropic": metadata},
    }


def _to_datetime(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None  # a file without a date is still a file
