"""What answers are based on: pages and files that searches found, and those that texts cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ai_sdk_core.provider import Citation, DocumentSource, Source, UrlSource

from .content_settings import ContentSettings
from .item_schemas import Annotation, FileSearchCall, WebSearchCall

_DOCUMENT_MEDIA_TYPES = {
    "file_citation": "text/plain",
    "container_file_citation": "text/plain",
    "file_path": "application/octet-stream",
}


class SourceConverter:
    """Converts the sources of one answer.

    Args:
        settings: What decides about content.
    """

    def __init__(self, settings: ContentSettings) -> None:
        self._settings = settings
        self._has_web_sources = False
        self._has_file_results = False
        self._found_files: set[str] = set()

    def expect_searches(self, items: Iterable[Any]) -> None:
        """Look for searches in a whole answer: what they found need not be taken from annotations.

        Args:
            items: The items.
        """
        for item in items:
            if item["type"] == "web_search_call":
                self._has_web_sources = self._has_web_sources or bool(_found_urls(item))
            elif item["type"] == "file_search_call":
                self._has_file_results = self._has_file_results or bool(item["results"])

    def web_search_sources(self, item: WebSearchCall) -> list[Source]:
        """Convert the pages that a web search found.

        Args:
            item: The item.

        Returns:
            The pages.
        """
        urls = _found_urls(item)
        self._has_web_sources = self._has_web_sources or bool(urls)
        return [UrlSource(id=self._settings.generate_id(), url=url) for url in urls]

    def file_search_sources(self, item: FileSearchCall) -> list[Source]:
        """Convert the files that a file search found, each once.

        Args:
            item: The item.

        Returns:
            The files.
        """
        sources: list[Source] = []
        for result in item["results"] or ():
            self._has_file_results = True
            file_id = result["file_id"]
            if file_id in self._found_files:
                continue
            self._found_files.add(file_id)
            source = DocumentSource(
                id=self._settings.generate_id(),
                media_type="text/plain",
                title=result["filename"],
                filename=result["filename"],
                provider_metadata=self._settings.metadata(type="file_search", fileId=file_id),
            )
            sources.append(source)
        return sources

    def annotation_source(self, annotation: Annotation) -> Source | None:
        """Convert an annotation to a source.

        Args:
            annotation: The annotation.

        Returns:
            The source; None if a search has given it already, or the annotation is of an unknown kind.
        """
        kind = annotation["type"]
        is_given = (kind == "url_citation" and self._has_web_sources) or (
            kind == "file_citation" and self._has_file_results
        )
        return None if is_given else self._source(annotation, self._settings.generate_id)

    def citations(self, annotations: list[Annotation]) -> list[Citation] | None:
        """Convert annotations to citations.

        Args:
            annotations: The annotations of a text.

        Returns:
            The citations; None if nothing is cited.
        """
        citations = [self._citation(annotation) for annotation in annotations if annotation["type"] != "file_path"]
        return [citation for citation in citations if citation is not None] or None

    def _citation(self, annotation: Any) -> Citation | None:
        source = self._source(annotation, lambda: annotation["url" if "url" in annotation else "file_id"])
        if source is None:
            return None
        return Citation(source=source, start_index=annotation.get("start_index"), end_index=annotation.get("end_index"))

    def _source(self, annotation: Any, make_id: Callable[[], str]) -> Source | None:
        kind = annotation["type"]
        if kind == "url_citation":
            return UrlSource(id=make_id(), url=annotation["url"], title=annotation["title"])
        if kind not in _DOCUMENT_MEDIA_TYPES:
            return None
        filename = annotation.get("filename", annotation["file_id"])
        place = (
            {"containerId": annotation["container_id"]}
            if kind == "container_file_citation"
            else {"index": annotation["index"]}
        )
        return DocumentSource(
            id=make_id(),
            media_type=_DOCUMENT_MEDIA_TYPES[kind],
            title=filename,
            filename=filename,
            provider_metadata=self._settings.metadata(type=kind, fileId=annotation["file_id"], **place),
        )


def _found_urls(item: WebSearchCall) -> list[str]:
    action = item["action"]
    if action is None or action["type"] != "search":
        return []
    return [source["url"] for source in action["sources"] or () if source["type"] == "url"]
