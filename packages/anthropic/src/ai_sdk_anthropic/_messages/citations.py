"""Citations: what the API says about the sources of a text, and the forms that users get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NotRequired, TypeAlias, TypedDict, cast

from ai_sdk_core.provider import Citation, DocumentSource, JSONObject, Prompt, Source, UrlSource
from ai_sdk_core.provider_utils import IdGenerator

from .part_options import written_options

_CITABLE_MEDIA_TYPES = ("application/pdf", "text/plain")


class WebSearchCitation(TypedDict):
    """A result of a web search."""

    type: Literal["web_search_result_location"]
    cited_text: str
    url: str
    title: str | None
    encrypted_index: str


class PageCitation(TypedDict):
    """Pages of a PDF."""

    type: Literal["page_location"]
    cited_text: str
    document_index: int
    document_title: str | None
    start_page_number: int
    end_page_number: int
    file_id: NotRequired[str | None]


class CharacterCitation(TypedDict):
    """A stretch of a plain text document."""

    type: Literal["char_location"]
    cited_text: str
    document_index: int
    document_title: str | None
    start_char_index: int
    end_char_index: int
    file_id: NotRequired[str | None]


class BlockCitation(TypedDict):
    """Blocks of a document that was given as content blocks."""

    type: Literal["content_block_location"]
    cited_text: str
    document_index: int
    document_title: str | None
    start_block_index: int
    end_block_index: int
    file_id: str | None


class SearchResultCitation(TypedDict):
    """A search result that was part of the prompt."""

    type: Literal["search_result_location"]
    cited_text: str
    search_result_index: int
    source: str
    title: str | None
    start_block_index: int
    end_block_index: int


AnthropicCitation: TypeAlias = (
    WebSearchCitation | PageCitation | CharacterCitation | BlockCitation | SearchResultCitation
)
"""What a text is based on, as the API says it."""


@dataclass(slots=True, kw_only=True)
class CitedDocument:
    """A document that citations refer to by its position."""

    title: str
    media_type: str
    filename: str | None = None


def find_citable_documents(prompt: Prompt) -> list[CitedDocument]:
    """List the documents that the answer may cite.

    Args:
        prompt: The prompt.

    Returns:
        The user's documents with citations switched on, in their order.
    """
    return [
        CitedDocument(
            title="Untitled Document" if part.filename is None else part.filename,
            media_type=part.media_type,
            filename=part.filename,
        )
        for message in prompt
        if message.role == "user"
        for part in message.content
        if part.type == "file"
        and part.media_type in _CITABLE_MEDIA_TYPES
        and (written_options(part.provider_options).get("citations") or {}).get("enabled")
    ]


def convert_citation(citation: AnthropicCitation, documents: Sequence[CitedDocument]) -> Citation:
    """Convert a citation to the form that stands beside the text.

    Args:
        citation: The citation.
        documents: The documents that may be cited.

    Returns:
        The source, with all that the API says in its metadata.
    """
    metadata = {"anthropic": cast("JSONObject", {**citation})}
    source: Source
    if citation["type"] == "web_search_result_location" or citation["type"] == "search_result_location":
        url = citation["url"] if citation["type"] == "web_search_result_location" else citation["source"]
        source = UrlSource(id=url, url=url, title=citation["title"], provider_metadata=metadata)
        return Citation(source=source, cited_text=citation["cited_text"])
    index = citation["document_index"]
    document = _document_at(index, documents)
    file_id = citation.get("file_id")
    source = DocumentSource(
        id=str(index) if file_id is None else file_id,
        media_type="text/plain" if document is None else document.media_type,
        title=_document_title(citation["document_title"], document, f"Document {index}"),
        filename=None if document is None else document.filename,
        provider_metadata=metadata,
    )
    return Citation(source=source, cited_text=citation["cited_text"])


def create_source(
    citation: AnthropicCitation, documents: Sequence[CitedDocument], generate_id: IdGenerator
) -> Source | None:
    """Make the source that follows a text for one of its citations.

    Args:
        citation: The citation.
        documents: The documents that may be cited.
        generate_id: Makes the id of the source.

    Returns:
        The source; None where the document is not known, and for kinds of citations that have no such form.
    """
    if citation["type"] == "web_search_result_location":
        details: JSONObject = {"citedText": citation["cited_text"], "encryptedIndex": citation["encrypted_index"]}
        return UrlSource(
            id=generate_id(), url=citation["url"], title=citation["title"], provider_metadata={"anthropic": details}
        )
    if citation["type"] == "page_location":
        position: JSONObject = {
            "startPageNumber": citation["start_page_number"],
            "endPageNumber": citation["end_page_number"],
        }
        return _create_document_source(citation, position, documents, generate_id)
    if citation["type"] == "char_location":
        position = {"startCharIndex": citation["start_char_index"], "endCharIndex": citation["end_char_index"]}
        return _create_document_source(citation, position, documents, generate_id)
    return None


def _create_document_source(
    citation: PageCitation | CharacterCitation,
    position: JSONObject,
    documents: Sequence[CitedDocument],
    generate_id: IdGenerator,
) -> Source | None:
    document = _document_at(citation["document_index"], documents)
    if document is None:
        return None
    return DocumentSource(
        id=generate_id(),
        media_type=document.media_type,
        title=_document_title(citation["document_title"], document, document.title),
        filename=document.filename,
        provider_metadata={"anthropic": {"citedText": citation["cited_text"], **position}},
    )


def _document_at(index: int, documents: Sequence[CitedDocument]) -> CitedDocument | None:
    return documents[index] if 0 <= index < len(documents) else None


def _document_title(title: str | None, document: CitedDocument | None, default: str) -> str:
    if title is not None:
        return title
    return default if document is None else document.title
