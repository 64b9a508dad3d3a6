"""Provider metadata from fields of the response that the standard does not know."""

from __future__ import annotations

from typing import Any, Protocol

from ai_sdk_core.provider import ProviderMetadata


class StreamMetadataExtractor(Protocol):
    """Collects metadata from the chunks of one stream."""

    def process_chunk(self, parsed_chunk: Any) -> None:
        """Take note of a chunk.

        Args:
            parsed_chunk: The chunk as the provider sent it, as JSON value.
        """
        ...

    def build_metadata(self) -> ProviderMetadata | None:
        """Make the metadata once the stream has ended.

        Returns:
            The metadata under the provider's name, or None.
        """
        ...


class MetadataExtractor(Protocol):
    """Finds metadata that the standard fields of a chat response do not hold."""

    def extract_metadata(self, parsed_body: Any) -> ProviderMetadata | None:
        """Find the metadata of a response that was not streamed.

        Args:
            parsed_body: The body as the provider sent it, as JSON value.

        Returns:
            The metadata under the provider's name, or None.
        """
        ...

    def create_stream_extractor(self) -> StreamMetadataExtractor:
        """Begin a stream.

        Returns:
            An extractor for this stream alone.
        """
        ...
