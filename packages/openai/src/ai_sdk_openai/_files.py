"""Files: stored at OpenAI, and named in prompts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal, TypedDict

from ai_sdk_core.errors import InvalidArgumentError
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
    parse_provider_options,
    post_form_data,
)

from ._config import OpenAIConfig
from ._errors import ERROR_HANDLER

_DEFAULT_PURPOSE = "assistants"


class StoredFile(TypedDict):
    """What OpenAI says about a file."""

    id: str
    filename: str | None
    purpose: str | None
    bytes: int | None
    created_at: int | float | None
    status: str | None
    expires_at: int | float | None


class _DeletedFile(TypedDict):
    id: str
    deleted: bool


STORED_FILE = ResponseSchema(StoredFile)
"""Validates what OpenAI says about a file."""

_DELETED_FILE = ResponseSchema(_DeletedFile)

_METADATA_NAMES = {
    "filename": "filename",
    "purpose": "purpose",
    "bytes": "bytes",
    "created_at": "createdAt",
    "status": "status",
    "expires_at": "expiresAt",
}


class OpenAIFiles:
    """OpenAI's store of files.

    Args:
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, config: OpenAIConfig) -> None:
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and its API, e.g. `openai.files`."""
        return self._config.provider

    async def upload_file(self, options: FilesUploadFileCallOptions) -> FilesUploadFileResult:
        """Store a file.

        Args:
            options: The contents and what they are. Contents that arrive piece by piece are sent so, and closed
                whatever happens.

        Returns:
            The reference with which prompts can name the file.

        Raises:
            InvalidArgumentError: Provider options are not valid.
            InvalidDataContentError: The contents are not valid base64.
            APICallError: OpenAI could not be reached or refused.
        """
        contents = _contents(options)
        file = FormFile(content=contents, media_type=options.media_type)
        if options.filename is not None:
            file.filename = options.filename
        try:
            fields = _fields(options)
            headers = await self._config.request_headers(options.headers)
        except BaseException:
            await FormData([("file", file)]).aclose()
            raise
        form_data = FormData()
        if isinstance(contents, bytes):
            form_data.append("file", file)
        for name, value in fields.items():
            form_data.append(name, value)
        if not isinstance(contents, bytes):
            form_data.append("file", file)  # Behind the fields: nothing has to wait for what arrives slowly.
        response = await post_form_data(
            url=self._url("/files"),
            headers=headers,
            form_data=form_data,
            response_handler=json_response_handler(STORED_FILE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        facts = _convert(response.value)
        facts["filename"] = facts["filename"] or options.filename
        return FilesUploadFileResult(media_type=options.media_type, **facts)

    async def get_file_metadata(self, options: FilesGetFileMetadataCallOptions) -> FilesGetFileMetadataResult:
        """Look at a file.

        Args:
            options: Which file.

        Returns:
            What OpenAI knows about it.

        Raises:
            InvalidArgumentError: The file was not uploaded to OpenAI.
            APICallError: OpenAI could not be reached or refused.
        """
        response = await get(
            url=self._file_url(options.file),
            headers=await self._config.request_headers(options.headers),
            response_handler=json_response_handler(STORED_FILE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        return FilesGetFileMetadataResult(**_convert(response.value))

    async def download_file(self, options: FilesDownloadFileCallOptions) -> FilesDownloadFileResult:
        """Fetch a file's contents.

        Args:
            options: Which file.

        Returns:
            The contents, which the caller must read to their end or close.

        Raises:
            InvalidArgumentError: The file was not uploaded to OpenAI.
            APICallError: OpenAI could not be reached or refused.
        """
        response = await get(
            url=f"{self._file_url(options.file)}/content",
            headers=await self._config.request_headers(options.headers),
            response_handler=binary_stream_handler(),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        media_type = response.headers.get("content-type", "").partition(";")[0].strip()
        return FilesDownloadFileResult(content=response.value, media_type=media_type or None)

    async def delete_file(self, options: FilesDeleteFileCallOptions) -> FilesDeleteFileResult:
        """Delete a file.

        Args:
            options: Which file.

        Returns:
            Whether OpenAI confirmed it.

        Raises:
            InvalidArgumentError: The file was not uploaded to OpenAI.
            APICallError: OpenAI could not be reached or refused.
        """
        response = await delete(
            url=self._file_url(options.file),
            headers=await self._config.request_headers(options.headers),
            response_handler=json_response_handler(_DELETED_FILE),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        reference = {"openai": response.value["id"]}
        return FilesDeleteFileResult(provider_reference=reference, deleted=response.value["deleted"])

    def _url(self, path: str) -> str:
        return self._config.url(path=path, model_id="")

    def _file_url(self, reference: ProviderReference) -> str:
        file_id = reference.get("openai", "")
        if not file_id.strip():
            raise InvalidArgumentError(argument="file", message="file reference is missing an 'openai' file id.")
        return self._url(f"/files/{encode_path_segment(file_id)}")


def _contents(options: FilesUploadFileCallOptions) -> Any:
    data = options.data
    return data.stream if isinstance(data, FilesUploadFileStreamData) else file_data_to_bytes(data)


def _fields(options: FilesUploadFileCallOptions) -> dict[str, Any]:
    own_options: dict[str, Any] = {}
    if options.provider_options:
        from ._files_options import OpenAIFilesOptions  # Imports pydantic.

        parsed = parse_provider_options(
            provider="openai", provider_options=options.provider_options, model=OpenAIFilesOptions
        )
        own_options = {} if parsed is None else parsed.model_dump(exclude_none=True)
    fields = {"purpose": own_options.get("purpose", _DEFAULT_PURPOSE)}
    if "expires_after" in own_options:
        fields |= expiry_fields(own_options["expires_after"])
    return fields


def expiry_fields(seconds: float) -> dict[str, Any]:
    """Say when OpenAI shall delete a file.

    Args:
        seconds: Time after the upload, in seconds.

    Returns:
        The fields of the form.
    """
    return {"expires_after[anchor]": "created_at", "expires_after[seconds]": seconds}


def _convert(file: StoredFile) -> dict[str, Any]:
    facts: dict[str, Any] = {name: file[key] for key, name in _METADATA_NAMES.items()}  # type: ignore[literal-required]
    return {
        "provider_reference": {"openai": file["id"]},
        "filename": file["filename"],
        "byte_size": file["bytes"],
        "created_at": _to_datetime(file["created_at"]),
        "expires_at": _to_datetime(file["expires_at"]),
        "provider_metadata": {"openai": {name: value for name, value in facts.items() if value is not None}},
    }


def _to_datetime(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
