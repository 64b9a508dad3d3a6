"""Files that models generate."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ._override import override
from .errors import InvalidResponseDataError
from .provider.shared import ProviderMetadata
from .provider_utils.data_content import to_base64, to_bytes

_DISPLAYED = ("image/", "audio/", "video/")


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class GeneratedFile:
    """A file that a model generated; shows itself in a notebook if it is an image, audio or video.

    Args:
        data: The contents: bytes, or a string that holds them in base64.
        media_type: Media type of the contents, e.g. `image/png`.
        provider_metadata: What the provider says about the file.
    """

    data: bytes | str
    media_type: str
    provider_metadata: ProviderMetadata | None = None

    @property
    def bytes(self) -> bytes:
        """The contents."""
        if isinstance(self.data, str):
            self.data = to_bytes(self.data)
        return self.data

    @property
    def base64(self) -> str:
        """The contents in base64."""
        return to_base64(self.data)

    def save(self, path: str | Path) -> Path:
        """Write the contents to a file.

        Args:
            path: Where to; a name without a suffix gets one that fits the media type.

        Returns:
            The path that was written.

        Raises:
            OSError: The file cannot be written.
        """
        target = Path(path)
        if not target.suffix:
            target = target.with_suffix(mimetypes.guess_extension(self.media_type) or "")
        target.write_bytes(self.bytes)
        return target

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if self.media_type == "image/svg+xml":  # The one image that is text.
            return {self.media_type: self.bytes.decode("utf-8", "replace"), "text/plain": repr(self)}
        if self.media_type.startswith("image/"):
            return {self.media_type: self.base64, "text/plain": repr(self)}
        if self.media_type.startswith(_DISPLAYED):
            tag = self.media_type.partition("/")[0]
            source = f"data:{self.media_type};base64,{self.base64}"
            return {"text/html": f'<{tag} controls src="{source}"></{tag}>', "text/plain": repr(self)}
        return {"text/plain": repr(self)}

    @override
    def __repr__(self) -> str:
        return f"GeneratedFile(media_type={self.media_type!r}, size={len(self.bytes)})"

    @override
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, GeneratedFile):
            return NotImplemented
        return self.media_type == other.media_type and self.base64 == other.base64

    __hash__ = None  # type: ignore[assignment]


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class GeneratedAudioFile(GeneratedFile):
    """Audio that a model generated."""

    @property
    def format(self) -> str:
        """Name of the format, e.g. `mp3` or `wav`.

        Raises:
            InvalidResponseDataError: The media type does not say it.
        """
        _, slash, subtype = self.media_type.partition("/")
        if self.media_type == "audio/mpeg" or not slash or "/" in subtype:
            return "mp3"
        if not subtype:
            raise InvalidResponseDataError(
                data=self.media_type,
                message=f"Could not determine audio format from media type: {self.media_type}",
            )
        return subtype
