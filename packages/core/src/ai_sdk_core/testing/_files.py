"""Stores of files and skills that answer what the test says."""

from __future__ import annotations

from typing import Literal

from ..provider.files import (
    FilesDeleteFileCallOptions,
    FilesDeleteFileResult,
    FilesDownloadFileCallOptions,
    FilesDownloadFileResult,
    FilesGetFileMetadataCallOptions,
    FilesGetFileMetadataResult,
    FilesUploadFileCallOptions,
    FilesUploadFileResult,
)
from ..provider.skills import SkillsUploadSkillCallOptions, SkillsUploadSkillResult
from ._responses import MOCK_PROVIDER
from ._scripts import Script, Scripted


class MockFiles:
    """A store of files for tests that only takes files: no network, answers as scripted, keeps what it was asked.

    Args:
        upload_file: What `upload_file` answers.
        provider: The provider's name.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        upload_file: Script[FilesUploadFileResult, FilesUploadFileCallOptions] | None = None,
        provider: str = MOCK_PROVIDER,
    ) -> None:
        self.provider = provider
        self.upload_file = Scripted[FilesUploadFileCallOptions, FilesUploadFileResult]("upload_file", upload_file)
        """Answers calls; `upload_file.calls` holds their options."""


class MockFileStore(MockFiles):
    """A store of files for tests that also tells about files, gives them back and deletes them.

    Args:
        upload_file: What `upload_file` answers.
        get_file_metadata: What `get_file_metadata` answers.
        download_file: What `download_file` answers.
        delete_file: What `delete_file` answers.
        provider: The provider's name.
    """

    def __init__(
        self,
        *,
        upload_file: Script[FilesUploadFileResult, FilesUploadFileCallOptions] | None = None,
        get_file_metadata: Script[FilesGetFileMetadataResult, FilesGetFileMetadataCallOptions] | None = None,
        download_file: Script[FilesDownloadFileResult, FilesDownloadFileCallOptions] | None = None,
        delete_file: Script[FilesDeleteFileResult, FilesDeleteFileCallOptions] | None = None,
        provider: str = MOCK_PROVIDER,
    ) -> None:
        super().__init__(upload_file=upload_file, provider=provider)
        self.get_file_metadata = Scripted[FilesGetFileMetadataCallOptions, FilesGetFileMetadataResult](
            "get_file_metadata", get_file_metadata
        )
        """Answers calls; `get_file_metadata.calls` holds their options."""
        self.download_file = Scripted[FilesDownloadFileCallOptions, FilesDownloadFileResult](
            "download_file", download_file
        )
        """Answers calls; `download_file.calls` holds their options."""
        self.delete_file = Scripted[FilesDeleteFileCallOptions, FilesDeleteFileResult]("delete_file", delete_file)
        """Answers calls; `delete_file.calls` holds their options."""


class MockSkills:
    """A store of skills for tests: no network, answers as scripted, keeps what it was asked.

    Args:
        upload_skill: What `upload_skill` answers.
        provider: The provider's name.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        upload_skill: Script[SkillsUploadSkillResult, SkillsUploadSkillCallOptions] | None = None,
        provider: str = MOCK_PROVIDER,
    ) -> None:
        self.provider = provider
        self.upload_skill = Scripted[SkillsUploadSkillCallOptions, SkillsUploadSkillResult](
            "upload_skill", upload_skill
        )
        """Answers calls; `upload_skill.calls` holds their options."""
