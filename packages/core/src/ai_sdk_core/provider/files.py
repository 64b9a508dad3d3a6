"""Files at the provider: upload, and where the provider can, look at, download and delete."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal, Protocol, TypeAlias, runtime_checkable

from ._codec_hooks import TIMESTAMP, SpecValue
from .shared import (
    CallWarning,
    FileDataData,
    FileDataText,
    ProviderMetadata,
    ProviderOptions,
    ProviderReference,
)


@dataclass(slots=True, kw_only=True)
class FilesUploadFileStreamData:
    """File contents that arrive piece by piece; providers that can send them on without holding them all."""

    stream: AsyncIterator[bytes]
    type: Literal["stream"] = "stream"


FilesUploadFileData: TypeAlias = FileDataData | FileDataText | FilesUploadFileStreamData
"""What to upload."""


@dataclass(slots=True, kw_only=True)
class FilesUploadFileCallOptions:
    """An upload."""

    data: FilesUploadFileData
    media_type: str
    """E.g. `application/pdf`."""
    filename: str | None = None
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FilesUploadFileResult(SpecValue):
    """What a provider says about a file that it stored."""

    provider_reference: ProviderReference
    """Names the file, keyed by the provider's plain name (`openai`, not `openai.files`)."""
    media_type: str | None = None
    filename: str | None = None
    byte_size: int | None = None
    created_at: Annotated[datetime, TIMESTAMP] | None = None
    expires_at: Annotated[datetime, TIMESTAMP] | None = None
    """When the provider will delete the file."""
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class _StoredFileCallOptions(SpecValue):
    file: ProviderReference
    """The reference that the upload gave."""
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True)
class FilesGetFileMetadataCallOptions(_StoredFileCallOptions):
    """A question about a file."""


@dataclass(slots=True, kw_only=True)
class FilesGetFileMetadataResult(FilesUploadFileResult):
    """What a provider knows about a file. Its reference names the file at this provider only."""


@dataclass(slots=True, kw_only=True)
class FilesDownloadFileCallOptions(_StoredFileCallOptions):
    """A download."""


@dataclass(slots=True, kw_only=True)
class FilesDownloadFileResult:
    """A file's contents."""

    content: AsyncGenerator[bytes, None]
    """The caller must read it to its end or close it."""
    media_type: str | None = None
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class FilesDeleteFileCallOptions(_StoredFileCallOptions):
    """A deletion."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FilesDeleteFileResult(SpecValue):
    """The provider's answer to a deletion."""

    provider_reference: ProviderReference
    deleted: bool
    """Whether the provider confirmed it."""
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@runtime_checkable
class Files(Protocol):
    """A provider's store of files.

    Source: the reference's `FilesV4`.
    """

    @property
    def specification_version(self) -> Literal["v4"]:
        """The version of this interface."""
        ...

    @property
    def provider(self) -> str:
        """Name of the provider and its API, e.g. `openai.files`."""
        ...

    async def upload_file(self, options: FilesUploadFileCallOptions) -> FilesUploadFileResult:
        """Store a file at the provider.

        Args:
            options: The contents and what they are.

        Returns:
            The reference with which prompts can name the file.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...


@runtime_checkable
class MetadataFiles(Files, Protocol):
    """A store that tells what it knows about a file."""

    async def get_file_metadata(self, options: FilesGetFileMetadataCallOptions) -> FilesGetFileMetadataResult:
        """Look at a file.

        Args:
            options: Which file.

        Returns:
            What the provider knows about it.

        Raises:
            NoSuchProviderReferenceError: The file is not known to this provider.
            APICallError: The provider could not be reached or refused.
        """
        ...


@runtime_checkable
class DownloadableFiles(Files, Protocol):
    """A store that gives files back."""

    async def download_file(self, options: FilesDownloadFileCallOptions) -> FilesDownloadFileResult:
        """Fetch a file's contents.

        Args:
            options: Which file.

        Returns:
            The contents, which the caller must read to their end or close.

        Raises:
            NoSuchProviderReferenceError: The file is not known to this provider.
            APICallError: The provider could not be reached or refused.
        """
        ...


@runtime_checkable
class DeletableFiles(Files, Protocol):
    """A store that deletes files."""

    async def delete_file(self, options: FilesDeleteFileCallOptions) -> FilesDeleteFileResult:
        """Delete a file.

        Args:
            options: Which file.

        Returns:
            Whether the provider confirmed it.

        Raises:
            NoSuchProviderReferenceError: The file is not known to this provider.
            APICallError: The provider could not be reached or refused.
        """
        ...
