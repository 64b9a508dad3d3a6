"""What the tools give that the API runs."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict


class ProgramFile(TypedDict):
    """A file that a program wrote."""

    type: Literal["code_execution_output"]
    file_id: str


class ProgramResult(TypedDict):
    """What a program gave."""

    type: Literal["code_execution_result"]
    stdout: str
    stderr: str
    return_code: int
    """0 for success."""
    content: NotRequired[list[ProgramFile]]


class EncryptedProgramResult(TypedDict):
    """What a program gave, which only the API can read."""

    type: Literal["encrypted_code_execution_result"]
    encrypted_stdout: str
    stderr: str
    return_code: int
    """0 for success."""
    content: NotRequired[list[ProgramFile]]


class CommandFile(TypedDict):
    """A file that a command wrote."""

    type: Literal["bash_code_execution_output"]
    file_id: str


class CommandResult(TypedDict):
    """What a command gave."""

    type: Literal["bash_code_execution_result"]
    content: list[CommandFile]
    stdout: str
    stderr: str
    return_code: int
    """0 for success."""


class CommandError(TypedDict):
    """Why a command could not run."""

    type: Literal["bash_code_execution_tool_result_error"]
    error_code: str


class FileError(TypedDict):
    """Why a file could not be edited."""

    type: Literal["text_editor_code_execution_tool_result_error"]
    error_code: str


class FileView(TypedDict):
    """A part of a file."""

    type: Literal["text_editor_code_execution_view_result"]
    content: str
    file_type: str
    """`text`, `image` or `pdf`."""
    num_lines: int | None
    start_line: int | None
    total_lines: int | None


class FileCreation(TypedDict):
    """A file was written."""

    type: Literal["text_editor_code_execution_create_result"]
    is_file_update: bool


class FileReplacement(TypedDict):
    """A part of a file was replaced."""

    type: Literal["text_editor_code_execution_str_replace_result"]
    lines: list[str] | None
    new_lines: int | None
    new_start: int | None
    old_lines: int | None
    old_start: int | None


CodeExecutionOutput: TypeAlias = (
    ProgramResult
    | EncryptedProgramResult
    | CommandResult
    | CommandError
    | FileError
    | FileView
    | FileCreation
    | FileReplacement
)
"""What code execution gives."""


class PageCitations(TypedDict):
    """Whether a page may be cited."""

    enabled: bool


class PdfSource(TypedDict):
    """A PDF."""

    type: Literal["base64"]
    mediaType: Literal["application/pdf"]
    data: str


class TextSource(TypedDict):
    """A text."""

    type: Literal["text"]
    mediaType: Literal["text/plain"]
    data: str


class FetchedDocument(TypedDict):
    """What stood behind a URL."""

    type: Literal["document"]
    title: str | None
    citations: NotRequired[PageCitations]
    source: PdfSource | TextSource


class WebFetchOutput(TypedDict):
    """What fetching a URL gives."""

    type: Literal["web_fetch_result"]
    url: str
    content: FetchedDocument
    retrievedAt: str | None
    """When the page was fetched (ISO 8601)."""


class WebSearchPage(TypedDict):
    """A page that a search found."""

    type: Literal["web_search_result"]
    url: str
    title: NotRequired[str | None]
    pageAge: str | None
    """When the page was last changed."""
    encryptedContent: str
    """The text, which only the API can read; later answers may cite it."""


class FoundTool(TypedDict):
    """A tool that a search found."""

    type: Literal["tool_reference"]
    toolName: str


class Advice(TypedDict):
    """What the advisor said."""

    type: Literal["advisor_result"]
    text: str
    stopReason: NotRequired[str]
    """`max_tokens` if the advice was cut off."""


class RedactedAdvice(TypedDict):
    """What the advisor said, which only the API can read."""

    type: Literal["advisor_redacted_result"]
    encryptedContent: str
    stopReason: NotRequired[str]
    """`max_tokens` if the advice was cut off."""


class AdvisorError(TypedDict):
    """Why there is no advice."""

    type: Literal["advisor_tool_result_error"]
    errorCode: str


AdvisorOutput: TypeAlias = Advice | RedactedAdvice | AdvisorError
"""What the advisor gives."""
