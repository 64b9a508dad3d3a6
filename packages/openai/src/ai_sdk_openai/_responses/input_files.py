"""Files and texts as the input of the Responses API has them: in user messages and in tool results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    CallWarning,
    FilePart,
    OtherWarning,
    ProviderOptions,
    TextPart,
    ToolContentPart,
    UserContent,
)
from ai_sdk_core.provider_utils import (
    resolve_full_media_type,
    resolve_provider_reference,
    to_data_url,
    top_level_media_type,
)

WirePart: TypeAlias = dict[str, Any]
"""One part of a message or of a tool result."""

_PDF = "application/pdf"


def own_options(options: ProviderOptions | None, metadata_key: str) -> Mapping[str, Any]:
    """Find the options that are meant for this provider.

    Args:
        options: The options of a message or part.
        metadata_key: The key of options.

    Returns:
        The options; empty if there are none.
    """
    own: Any = (options or {}).get(metadata_key)
    return own if isinstance(own, Mapping) else {}


def cache_breakpoint(options: ProviderOptions | None, metadata_key: str) -> WirePart:
    """Read whether the prompt cache shall end at a part.

    Args:
        options: The options of the part.
        metadata_key: The key of options.

    Returns:
        The field that says so, or nothing.
    """
    breakpoint_option = own_options(options, metadata_key).get("promptCacheBreakpoint")
    return {} if breakpoint_option is None else {"prompt_cache_breakpoint": breakpoint_option}


def input_text(text: str, options: ProviderOptions | None, metadata_key: str) -> WirePart:
    """Write a text.

    Args:
        text: The text.
        options: The options of its part.
        metadata_key: The key of options.

    Returns:
        The part.
    """
    return {"type": "input_text", "text": text, **cache_breakpoint(options, metadata_key)}


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPartConverter:
    """Converts the parts of user messages."""

    metadata_key: str
    """The key of options, and the name under which uploaded files are known."""
    file_id_prefixes: tuple[str, ...]
    """What ids of files begin with that are given as texts."""
    passes_any_file: bool
    """Whether files go through that are neither images nor PDF."""

    def convert(self, part: UserContent, position: int) -> WirePart:
        """Convert a part.

        Args:
            part: The part.
            position: Where it stands in its message; part of the names of files without one.

        Returns:
            The part as the API takes it.

        Raises:
            UnsupportedFunctionalityError: The API does not take such files.
            NoSuchProviderReferenceError: The file was uploaded, but not to this provider.
        """
        if isinstance(part, TextPart):
            return input_text(part.text, part.provider_options, self.metadata_key)
        if top_level_media_type(part.media_type) == "image":
            return {
                "type": "input_image",
                **self._image_source(part),
                **_image_detail(part.provider_options, self.metadata_key),
                **cache_breakpoint(part.provider_options, self.metadata_key),
            }
        source = self._file_source(part, position)
        return {"type": "input_file", **source, **cache_breakpoint(part.provider_options, self.metadata_key)}

    def _image_source(self, part: FilePart) -> WirePart:
        data = part.data
        if data.type == "reference":
            return {"file_id": resolve_provider_reference(data.reference, self.metadata_key)}
        if data.type == "text":
            raise UnsupportedFunctionalityError(functionality="text file parts")
        if data.type == "url":
            return {"image_url": data.url}
        if self._is_file_id(data.data):
            return {"file_id": data.data}
        return {"image_url": to_data_url(data.data, resolve_full_media_type(part))}

    def _file_source(self, part: FilePart, position: int) -> WirePart:
        data = part.data
        if data.type == "reference":
            return {"file_id": resolve_provider_reference(data.reference, self.metadata_key)}
        if data.type == "text":
            raise UnsupportedFunctionalityError(functionality="text file parts")
        if data.type == "url":
            return {"file_url": data.url}
        media_type = resolve_full_media_type(part)
        if media_type != _PDF and not self.passes_any_file:
            raise UnsupportedFunctionalityError(functionality=f"file part media type {media_type}")
        if self._is_file_id(data.data):
            return {"file_id": data.data}
        default_name = f"part-{position}.pdf" if media_type == _PDF else f"part-{position}"
        return {
            "filename": default_name if part.filename is None else part.filename,
            "file_data": to_data_url(data.data, media_type),
        }

    def _is_file_id(self, data: bytes | str) -> bool:
        return isinstance(data, str) and data.startswith(self.file_id_prefixes)


def _image_detail(options: ProviderOptions | None, metadata_key: str) -> WirePart:
    detail = own_options(options, metadata_key).get("imageDetail")
    return {} if detail is None else {"detail": detail}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolContentConverter:
    """Converts tool results of several parts."""

    metadata_key: str
    """The key of options, and the name under which uploaded files are known."""
    kind: str
    """What kind of tool it is, for warnings."""
    takes_references: bool
    """Whether the API takes ids of uploaded files here."""
    warnings: list[CallWarning]

    def convert(self, content: list[ToolContentPart]) -> list[WirePart]:
        """Convert the parts of a result.

        Args:
            content: The parts. Those that the API does not take are left out with a warning.

        Returns:
            The parts as the API takes them.

        Raises:
            UnsupportedFunctionalityError: It cannot be told what kind of file a part is.
            NoSuchProviderReferenceError: A file was uploaded, but not to this provider.
        """
        converted = (self._convert_part(part) for part in content)
        return [part for part in converted if part is not None]

    def _convert_part(self, part: ToolContentPart) -> WirePart | None:
        if isinstance(part, TextPart):
            return input_text(part.text, part.provider_options, self.metadata_key)
        if not isinstance(part, FilePart):
            self._warn(part.type)
            return None
        is_image = top_level_media_type(part.media_type) == "image"
        source = self._source(part, is_image=is_image)
        if source is None:
            self._warn(f"{part.type} with data type: {part.data.type}")
            return None
        return {
            "type": "input_image" if is_image else "input_file",
            **source,
            **(_image_detail(part.provider_options, self.metadata_key) if is_image else {}),
            **cache_breakpoint(part.provider_options, self.metadata_key),
        }

    def _source(self, part: FilePart, *, is_image: bool) -> WirePart | None:
        data = part.data
        if data.type == "reference" and self.takes_references:
            return {"file_id": resolve_provider_reference(data.reference, self.metadata_key)}
        if data.type == "url":
            return {"image_url" if is_image else "file_url": data.url}
        if data.type != "data":
            return None
        url = to_data_url(data.data, resolve_full_media_type(part))
        if is_image:
            return {"image_url": url}
        return {"filename": "data" if part.filename is None else part.filename, "file_data": url}

    def _warn(self, description: str) -> None:
        self.warnings.append(OtherWarning(message=f"unsupported {self.kind} content part type: {description}"))
