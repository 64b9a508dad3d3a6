"""Tool results in prompts: from the users' form to the specification's."""

from __future__ import annotations

from ..errors import InvalidPromptError
from ..provider.language_model import prompt as spec
from ..provider.shared import DeprecatedWarning, FileDataData, FileDataReference, FileDataUrl, ProviderReference
from .assets import UNKNOWN_MEDIA_TYPE, DownloadedAssets, deprecated_url_media_type
from .file_parts import convert_file_part
from .messages import (
    ContentOutput,
    DeprecatedToolContent,
    FilePart,
    ToolOutputContent,
    ToolResultOutput,
    ToolResultPart,
)
from .urls import normalize_url

_SUCCESSORS = {
    "file-data": "the \"file\" type with mediaType and { type: 'data', data }",
    "file-url": "the \"file\" type with mediaType and { type: 'url', url }",
    "file-id": "the \"file\" type with mediaType and { type: 'reference', reference }",
    "file-reference": "the \"file\" type with mediaType and { type: 'reference', reference }",
    "image-data": "the \"file\" type with mediaType and { type: 'data', data }",
    "image-url": "the \"file\" type with mediaType 'image' (or a specific image/* subtype) and { type: 'url', url }",
    "image-file-id": "the \"file\" type with mediaType and { type: 'reference', reference }",
    "image-file-reference": "the \"file\" type with mediaType and { type: 'reference', reference }",
}


class ToolResultConverter:
    """Converts the tool results of one prompt.

    Args:
        assets: Files that were downloaded, by URL.
        provider: The provider that is called, whose file ids deprecated parts hold.
    """

    def __init__(self, *, assets: DownloadedAssets, provider: str | None) -> None:
        self._assets = assets
        self._provider = provider
        self.warnings: list[DeprecatedWarning] = []
        """What the prompt holds that should be written otherwise."""

    def convert(self, part: ToolResultPart) -> spec.ToolResultPart:
        """Convert one tool result.

        Args:
            part: The users' form.

        Returns:
            The specification's form.

        Raises:
            InvalidPromptError: A file is given by an id, and nobody says whose.
            InvalidDataContentError: A file is malformed, or its media type is unknown.
        """
        return spec.ToolResultPart(
            tool_call_id=part.tool_call_id,
            tool_name=part.tool_name,
            output=self._output(part.output),
            provider_options=part.provider_options,
        )

    def _output(self, output: ToolResultOutput) -> spec.ToolResultOutput:
        if not isinstance(output, ContentOutput):
            return output
        return spec.ContentOutput(
            value=[self._content(item) for item in output.value], provider_options=output.provider_options
        )

    def _content(self, item: ToolOutputContent) -> spec.ToolContentPart:
        if isinstance(item, DeprecatedToolContent):
            self._warn(item)
            return self._deprecated(item)
        if isinstance(item, FilePart):
            return convert_file_part(item, self._assets)
        return item

    def _deprecated(self, item: DeprecatedToolContent) -> spec.FilePart:
        if item.url is not None:
            return self._deprecated_url(item, item.url)
        if item.data is not None:
            return _file(item, FileDataData(data=item.data), item.media_type or UNKNOWN_MEDIA_TYPE)
        media_type = "image" if item.type.startswith("image") else "application"
        return _file(item, FileDataReference(reference=self._reference(item)), media_type)

    def _deprecated_url(self, item: DeprecatedToolContent, url: str) -> spec.FilePart:
        normal = normalize_url(url) or url
        data = FileDataUrl(url=normal, original_url=None if normal == url else url)
        media_type = deprecated_url_media_type(item)
        part = FilePart(data=data, media_type=media_type, provider_options=item.provider_options)
        return convert_file_part(part, self._assets)

    def _reference(self, item: DeprecatedToolContent) -> ProviderReference:
        if item.provider_reference is not None:
            return item.provider_reference
        if isinstance(item.file_id, dict):
            return item.file_id
        if self._provider is None or item.file_id is None:
            raise InvalidPromptError(
                prompt=item,
                message="Cannot convert string fileId to provider reference without a provider ID. "
                "Use a Record<string, string> fileId or switch to the file-reference type.",
            )
        return {self._provider: item.file_id}

    def _warn(self, item: DeprecatedToolContent) -> None:
        message = f'The "{item.type}" type for tool result content is deprecated. Use {_SUCCESSORS[item.type]} instead.'
        if item.type == "file-url" and not item.media_type:
            message = f"{_inference(item)} {message}"
        self.warnings.append(DeprecatedWarning(setting=f'"tool-result" content of type "{item.type}"', message=message))


def _inference(item: DeprecatedToolContent) -> str:
    media_type = deprecated_url_media_type(item)
    inferred = (
        f"Unable to infer media type from URL. Defaulting to '{UNKNOWN_MEDIA_TYPE}'."
        if media_type == UNKNOWN_MEDIA_TYPE
        else f"Inferred media type '{media_type}' from URL."
    )
    return f'The "file-url" tool result content part with URL "{item.url}" is missing a "mediaType". {inferred}'


def _file(item: DeprecatedToolContent, data: FileDataData | FileDataReference, media_type: str) -> spec.FilePart:
    return spec.FilePart(
        data=data, media_type=media_type, filename=item.filename, provider_options=item.provider_options
    )
