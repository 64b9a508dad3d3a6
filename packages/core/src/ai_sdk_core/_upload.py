"""`upload_file` and `upload_skill`: files and skills are stored at a provider, so that prompts can name them.

```python
uploaded = await upload_file(api=openai, data=Path("report.pdf").read_bytes(), filename="report.pdf")
file = FilePart(data=uploaded.provider_reference, media_type="application/pdf")
```
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, TypedDict

from typing_extensions import Unpack

from ._operation import LimitOptions, RequestOptions, request_headers, start_guard
from ._owned_stream import close_input
from .errors import UnsupportedFunctionalityError
from .provider.files import (
    Files,
    FilesUploadFileCallOptions,
    FilesUploadFileData,
    FilesUploadFileResult,
    FilesUploadFileStreamData,
)
from .provider.provider import FilesProvider, SkillsProvider
from .provider.shared import FileDataData, FileDataText, ProviderOptions
from .provider.skills import (
    Skills,
    SkillsFile,
    SkillsFileData,
    SkillsUploadSkillCallOptions,
    SkillsUploadSkillResult,
)
from .provider_utils.data_content import DataContent, to_bytes
from .provider_utils.media import detect_media_type

UploadData: TypeAlias = DataContent | FilesUploadFileData
"""What to upload: bytes, base64, or one of the specification's forms (text, a stream)."""

_LOOKED_AT = 512
"""Bytes that decide whether a file is text."""

_CONTROL_CHARACTERS = frozenset(range(0x20)) - frozenset(b"\t\n\r")


class UploadFileOptions(RequestOptions, total=False):
    """Options of `upload_file`."""

    media_type: str
    """E.g. `application/pdf`; by default it is told from the contents."""
    filename: str


async def upload_file(
    *, api: Files | FilesProvider, data: UploadData, **options: Unpack[UploadFileOptions]
) -> FilesUploadFileResult:
    """Store a file at a provider. A failed upload is not repeated, and its stream is closed.

    Args:
        api: A provider with files, or its `files()`.
        data: Bytes, base64, `FileDataText(text=...)`, or `FilesUploadFileStreamData(stream=...)`.
        **options: Further options, see `UploadFileOptions`.

    Returns:
        The reference with which prompts can name the file.

    Raises:
        UnsupportedFunctionalityError: The provider stores no files.
        InvalidDataContentError: The data is neither bytes nor base64.
        APICallError: The provider could not be reached or refused.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `uploadFile`.
    """
    contents: FilesUploadFileData = FileDataData(data=_plain(data)) if isinstance(data, DataContent) else data
    try:
        store = _files(api)
        call_options = FilesUploadFileCallOptions(
            data=contents,
            media_type=options.get("media_type") or _media_type(contents),
            filename=options.get("filename"),
            provider_options=options.get("provider_options"),
            headers=request_headers(options),
        )
        return await start_guard(options).wait(lambda: store.upload_file(call_options))
    except BaseException:
        if isinstance(contents, FilesUploadFileStreamData):
            await close_input(contents.stream)
        raise


class SkillFile(TypedDict):
    """A file of a skill."""

    path: str
    """Relative to the folder of the skill: `SKILL.md`."""
    data: DataContent | SkillsFileData
    """Bytes, base64, or `FileDataText(text=...)`."""


class UploadSkillOptions(LimitOptions, total=False):
    """Options of `upload_skill`."""

    display_title: str
    """A title for people."""
    provider_options: ProviderOptions
    """Options for one provider each."""


async def upload_skill(
    *, api: Skills | SkillsProvider, files: Sequence[SkillFile], **options: Unpack[UploadSkillOptions]
) -> SkillsUploadSkillResult:
    """Store a skill at a provider: a folder of instructions and files that its models can use.

    Args:
        api: A provider with skills, or its `skills()`.
        files: The files: `[{"path": "SKILL.md", "data": Path("SKILL.md").read_bytes()}]`.
        **options: Further options, see `UploadSkillOptions`.

    Returns:
        The reference with which calls can name the skill.

    Raises:
        UnsupportedFunctionalityError: The provider stores no skills.
        APICallError: The provider could not be reached or refused.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `uploadSkill`.
    """
    store = _skills(api)
    call_options = SkillsUploadSkillCallOptions(
        files=[SkillsFile(path=file["path"], data=_skill_data(file["data"])) for file in files],
        display_title=options.get("display_title"),
        provider_options=options.get("provider_options"),
    )
    return await start_guard(options).wait(lambda: store.upload_skill(call_options))


def _files(api: Files | FilesProvider) -> Files:
    if isinstance(api, Files):
        return api
    if isinstance(api, FilesProvider):
        return api.files()
    raise UnsupportedFunctionalityError(
        functionality="file uploads",
        message="The provider does not support file uploads. Make sure it exposes a files() method.",
    )


def _skills(api: Skills | SkillsProvider) -> Skills:
    if isinstance(api, Skills):
        return api
    if isinstance(api, SkillsProvider):
        return api.skills()
    raise UnsupportedFunctionalityError(
        functionality="skills",
        message="The provider does not support skills. Make sure it exposes a skills() method.",
    )


def _skill_data(data: DataContent | SkillsFileData) -> SkillsFileData:
    return FileDataData(data=_plain(data)) if isinstance(data, DataContent) else data


def _plain(data: DataContent) -> bytes | str:
    return data if isinstance(data, str) else bytes(data)


def _media_type(data: FilesUploadFileData) -> str:
    if isinstance(data, FileDataText):
        return "text/plain"
    if isinstance(data, FileDataData):
        return detect_media_type(data.data) or ("text/plain" if _is_text(data.data) else "application/octet-stream")
    return "application/octet-stream"  # A stream cannot be looked at without taking from it.


def _is_text(data: bytes | str) -> bool:
    letters = (_LOOKED_AT + 2) // 3 * 4  # So much base64 holds so many bytes.
    start = to_bytes(data[:letters] if isinstance(data, str) else data[:_LOOKED_AT])[:_LOOKED_AT]
    return bool(start) and _CONTROL_CHARACTERS.isdisjoint(start)
