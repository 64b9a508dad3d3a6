"""Rules for files and skills."""

import asyncio
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

import pytest
from ai_sdk_core.errors import APICallError, InvalidArgumentError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    DeletableFiles,
    DownloadableFiles,
    FileDataData,
    FileDataText,
    FilesDeleteFileCallOptions,
    FilesDownloadFileCallOptions,
    FilesGetFileMetadataCallOptions,
    FilesUploadFileCallOptions,
    FilesUploadFileStreamData,
    MetadataFiles,
    SkillsFile,
    SkillsUploadSkillCallOptions,
)

STORED = {
    "id": "file_1",
    "type": "file",
    "filename": "a.txt",
    "mime_type": "text/plain",
    "size_bytes": 5,
    "created_at": "2026-01-02T03:04:05Z",
    "downloadable": False,
}
FILE = {"anthropic": "file_1"}


def form(request: Any) -> list[tuple[str | None, str | None, bytes]]:
    """Name, filename and content of each part."""
    head = b"content-type: " + request.headers["content-type"].encode() + b"\r\n\r\n"
    return [
        (part.get_param("name", header="content-disposition"), part.get_filename(), part.get_payload(decode=True))  # type: ignore[misc]
        for part in message_from_bytes(head + request.content).get_payload()  # type: ignore[union-attr]
    ]


class TestFiles:
    async def test_a_file_is_stored(self, wire: Any) -> None:
        wire.answer(STORED)
        files = wire.provider().files()
        data = FileDataData(data=b"Hello")
        options = FilesUploadFileCallOptions(data=data, media_type="text/plain", filename="a.txt", headers={"x-a": "1"})
        result = await files.upload_file(options)
        assert form(wire.requests[0]) == [("file", "a.txt", b"Hello")]
        assert wire.requests[0].headers["anthropic-beta"] == "files-api-2025-04-14"
        assert wire.requests[0].headers["x-a"] == "1"
        assert (result.provider_reference, result.byte_size) == (FILE, 5)
        assert result.created_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
        assert result.provider_metadata["anthropic"]["mimeType"] == "text/plain"

    async def test_what_the_api_does_not_say_is_known_from_the_upload(self, wire: Any) -> None:
        wire.answer({"id": "file_1", "created_at": "someday"})
        options = FilesUploadFileCallOptions(data=FileDataText(text="ü"), media_type="text/plain")
        result = await wire.provider().files().upload_file(options)
        assert form(wire.requests[0]) == [("file", "blob", "ü".encode())]
        assert (result.media_type, result.filename, result.created_at) == ("text/plain", None, None)

    async def test_streams_are_not_taken(self, wire: Any) -> None:
        async def pieces() -> Any:
            yield b"x"

        options = FilesUploadFileCallOptions(data=FilesUploadFileStreamData(stream=pieces()), media_type="text/plain")
        with pytest.raises(UnsupportedFunctionalityError, match="streaming file upload"):
            await wire.provider().files().upload_file(options)

    async def test_a_file_is_looked_at_downloaded_and_deleted(self, wire: Any) -> None:
        files = wire.provider().files()
        assert isinstance(files, MetadataFiles)
        assert isinstance(files, DownloadableFiles)
        assert isinstance(files, DeletableFiles)
        wire.answer(STORED)
        assert (await files.get_file_metadata(FilesGetFileMetadataCallOptions(file=FILE))).filename == "a.txt"
        wire.answer(b"Hello", headers={"content-type": "text/csv; charset=utf-8"})
        downloaded = await files.download_file(FilesDownloadFileCallOptions(file=FILE))
        assert b"".join([chunk async for chunk in downloaded.content]) == b"Hello"
        assert downloaded.media_type == "text/csv"
        wire.answer({"id": "file_1", "type": "file_deleted"})
        assert (await files.delete_file(FilesDeleteFileCallOptions(file=FILE))).deleted
        assert [(request.method, request.url.path) for request in wire.requests] == [
            ("GET", "/v1/files/file_1"),
            ("GET", "/v1/files/file_1/content"),
            ("DELETE", "/v1/files/file_1"),
        ]

    async def test_a_download_that_nobody_reads_is_closed(self, wire: Any) -> None:
        wire.stream(b"a", b"b", content_type="text/plain")
        downloaded = await wire.provider().files().download_file(FilesDownloadFileCallOptions(file=FILE))
        await downloaded.content.aclose()
        assert wire.bodies[0].is_closed
        assert asyncio.all_tasks() == {asyncio.current_task()}

    @pytest.mark.parametrize("reference", [{}, {"openai": "file"}, {"anthropic": " "}])
    async def test_files_of_others_are_refused(self, wire: Any, reference: dict[str, str]) -> None:
        with pytest.raises(InvalidArgumentError, match="missing an 'anthropic' file id"):
            await wire.provider().files().delete_file(FilesDeleteFileCallOptions(file=reference))

    async def test_an_id_cannot_lead_elsewhere(self, wire: Any) -> None:
        wire.answer(STORED)
        options = FilesGetFileMetadataCallOptions(file={"anthropic": "../skills?x=1"})
        await wire.provider().files().get_file_metadata(options)
        assert wire.requests[0].url.raw_path == b"/v1/files/..%2Fskills%3Fx%3D1"

    async def test_refusals_are_api_call_errors(self, wire: Any) -> None:
        wire.answer({"type": "error", "error": {"type": "not_found_error", "message": "No such file."}}, status=404)
        with pytest.raises(APICallError, match=r"^No such file\.$"):
            await wire.provider().files().download_file(FilesDownloadFileCallOptions(file=FILE))


SKILL = {
    "id": "skill_1",
    "display_title": "T",
    "latest_version": "7",
    "name": "old",
    "source": "custom",
    "created_at": "c",
    "updated_at": "u",
}


class TestSkills:
    async def test_a_skill_is_stored_and_its_version_looked_up(self, wire: Any) -> None:
        wire.answer(SKILL)
        wire.answer({"type": "skill_version", "skill_id": "skill_1", "name": "new", "description": "d"})
        files = [SkillsFile(path="s/SKILL.md", data=FileDataText(text="x"))]
        result = (
            await wire.provider().skills().upload_skill(SkillsUploadSkillCallOptions(files=files, display_title="T"))
        )
        assert form(wire.requests[0]) == [("display_title", None, b"T"), ("files[]", "s/SKILL.md", b"x")]
        assert wire.requests[1].url.path == "/v1/skills/skill_1/versions/7"
        assert {request.headers["anthropic-beta"] for request in wire.requests} == {"skills-2025-10-02"}
        assert (result.provider_reference, result.latest_version) == ({"anthropic": "skill_1"}, "7")
        assert (result.name, result.description) == ("new", "d")
        assert result.provider_metadata == {"anthropic": {"source": "custom", "createdAt": "c", "updatedAt": "u"}}

    async def test_a_skill_without_a_version_is_described_by_itself(self, wire: Any) -> None:
        wire.answer({**SKILL, "latest_version": None})
        result = await wire.provider().skills().upload_skill(SkillsUploadSkillCallOptions(files=[]))
        assert len(wire.requests) == 1
        assert result.name == "old"
