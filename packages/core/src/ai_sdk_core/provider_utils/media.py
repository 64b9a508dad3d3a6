"""Media types: told from the first bytes of a file, and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..errors import UnsupportedFunctionalityError
from ..provider.shared import FileDataData
from .data_content import DataContent, decode_base64

if TYPE_CHECKING:
    from ..provider.language_model.prompt import FilePart
    from ..provider.shared import SupportedUrls

_Signature: TypeAlias = tuple[str, tuple[tuple[int, bytes], ...]]
"""A media type, and the bytes that a file of it has at which offsets."""

_IMAGES: tuple[_Signature, ...] = (
    ("image/gif", ((0, b"GIF87a"),)),
    ("image/gif", ((0, b"GIF89a"),)),
    ("image/png", ((0, b"\x89PNG"),)),
    ("image/jpeg", ((0, b"\xff\xd8"),)),
    ("image/webp", ((0, b"RIFF"), (8, b"WEBP"))),
    ("image/bmp", ((0, b"BM"), (6, b"\x00\x00\x00\x00"))),
    ("image/tiff", ((0, b"II*\x00"),)),
    ("image/tiff", ((0, b"MM\x00*"),)),
    ("image/avif", ((0, b"\x00\x00\x00"), (4, b"ftypavif"))),
    ("image/heic", ((0, b"\x00\x00\x00"), (4, b"ftypheic"))),
)
_DOCUMENTS: tuple[_Signature, ...] = (("application/pdf", ((0, b"%PDF"),)),)
_AUDIO_BUT_MP4: tuple[_Signature, ...] = (
    *(("audio/aac", ((0, start),)) for start in (b"\xff\xf0", b"\xff\xf1", b"\xff\xf8", b"\xff\xf9")),
    *(
        ("audio/mpeg", ((0, start),))
        for start in (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2")
    ),
    ("audio/wav", ((0, b"RIFF"), (8, b"WAVE"))),
    ("audio/ogg", ((0, b"OggS"),)),
    ("audio/flac", ((0, b"fLaC"),)),
    ("audio/aac", ((0, b"@\x15\x00\x00"),)),
    ("audio/webm", ((0, b"\x1aE\xdf\xa3"),)),
)
_MP4 = ((0, b"\x00\x00\x00"), (4, b"ftyp"))
_VIDEOS: tuple[_Signature, ...] = (
    ("video/mp4", _MP4),
    ("video/webm", ((0, b"\x1aE\xdf\xa3"),)),
    ("video/quicktime", ((0, b"\x00\x00\x00\x14ftypqt"),)),
    ("video/x-msvideo", ((0, b"RIFF"),)),
)
_BY_TOP_LEVEL_TYPE = {
    "image": _IMAGES,
    "audio": (*_AUDIO_BUT_MP4, ("audio/mp4", _MP4)),
    "video": _VIDEOS,
    "application": _DOCUMENTS,
}
# An MP4 container may hold sound alone, which its first bytes do not tell: without a hint it is a video.
_ALL = (*_IMAGES, *_DOCUMENTS, *_AUDIO_BUT_MP4, *_VIDEOS)

_SNIFFED_BYTES = 18
_LONGEST_SIGNATURE = 12
_ID3_HEADER_SIZE = 10
MAX_ID3_TAG_BYTES = 128 * 1024
"""Largest ID3 tag (header included) that is skipped to find the sound behind it."""

_EXTENSIONS = {"mpeg": "mp3", "x-wav": "wav", "opus": "ogg", "mp4": "m4a", "x-m4a": "m4a"}


def detect_media_type(data: DataContent, top_level_type: str | None = None) -> str | None:
    """Tells the media type of a file from its first bytes.

    Args:
        data: The file; a string is base64. Only the start is looked at, whatever the size.
        top_level_type: Consider only types of this kind: `image`, `audio`, `video` or `application`.

    Returns:
        The media type, such as `image/png`; None when the bytes are not recognised or are no valid base64.
    """
    signatures = _ALL if top_level_type is None else _BY_TOP_LEVEL_TYPE.get(top_level_type, ())
    start = _without_id3_tag(data)
    for media_type, parts in signatures:
        if all(start.startswith(part, offset) for offset, part in parts):
            return media_type
    return None


def _without_id3_tag(data: DataContent) -> bytes:
    """Returns the first bytes of a file, or those behind the tag that MP3 files may start with."""
    start = _prefix(data, _SNIFFED_BYTES)
    if len(start) <= _ID3_HEADER_SIZE or not start.startswith(b"ID3"):
        return start
    size = 0
    for byte in start[6:_ID3_HEADER_SIZE]:
        size = size << 7 | byte & 0x7F
    return _prefix(data, MAX_ID3_TAG_BYTES + _LONGEST_SIGNATURE)[_ID3_HEADER_SIZE + size :]


def _prefix(data: DataContent, size: int) -> bytes:
    if not isinstance(data, str):
        return bytes(data[:size])
    letters = (size + 2) // 3 * 4
    encoded = "".join(data[:letters].split())
    if len(data) > letters:
        encoded = encoded[: len(encoded) // 4 * 4]
    try:
        return decode_base64(encoded)[:size]
    except ValueError:
        return b""


def top_level_media_type(media_type: str) -> str:
    """Returns the part of a media type before the slash.

    Args:
        media_type: A media type, such as `image/png`, `image/*` or `image`.

    Returns:
        The kind, such as `image`.
    """
    return media_type.partition("/")[0]


def is_full_media_type(media_type: str) -> bool:
    """Tells whether a media type names a subtype.

    Args:
        media_type: A media type.

    Returns:
        True for `image/png`; False for `image/*`, `image/` and `image`.
    """
    return media_type.partition("/")[2] not in {"", "*"}


def resolve_full_media_type(part: FilePart) -> str:
    """Returns the full media type of a file part, for providers that insist on one.

    Args:
        part: The file part. When its media type is no full one, the subtype is told from the inline bytes.

    Returns:
        The media type, such as `image/png`.

    Raises:
        UnsupportedFunctionalityError: The subtype is missing, and the file is not inline or not recognised.
    """
    if is_full_media_type(part.media_type):
        return part.media_type
    reason = "it is not passed as inline bytes"
    if isinstance(part.data, FileDataData):
        detected = detect_media_type(part.data.data, top_level_media_type(part.media_type))
        if detected is not None:
            return detected
        reason = "it could not be auto-detected"
    raise UnsupportedFunctionalityError(
        functionality=f'file of media type "{part.media_type}" must specify subtype since {reason}'
    )


def media_type_to_extension(media_type: str) -> str:
    """Returns the usual file extension of an audio type, for APIs that judge an upload by its name.

    Args:
        media_type: A media type, such as `audio/mpeg`.

    Returns:
        The extension without a dot, such as `mp3`; the subtype itself where nothing better is known.
    """
    subtype = f"{media_type}//".lower().split("/")[1]
    return _EXTENSIONS.get(subtype, subtype)


def strip_file_extension(filename: str) -> str:
    """Removes all extensions from a file name.

    Args:
        filename: A file name, such as `archive.tar.gz`.

    Returns:
        What stands before the first dot, such as `archive`.
    """
    return filename.partition(".")[0]


def is_url_supported(url: str, media_type: str, supported_urls: SupportedUrls) -> bool:
    """Tells whether a model fetches a URL itself.

    Args:
        url: The URL.
        media_type: Media type of the file, in any case. A bare kind (`image`) is covered by `image/*` only.
        supported_urls: What the model declares: patterns by media type, `type/*` or `*`.

    Returns:
        True when a pattern of a fitting media type is found in the URL.
    """
    return any(
        pattern.search(url)
        for supported_type, patterns in supported_urls.items()
        if _covers(supported_type.lower(), media_type.lower())
        for pattern in patterns
    )


def _covers(supported_type: str, media_type: str) -> bool:
    if supported_type in {"*", "*/*"}:
        return True
    kind, _, subtype = supported_type.partition("/")
    if "/" not in media_type:
        return media_type == kind and subtype == "*"
    return top_level_media_type(media_type) == kind if subtype == "*" else media_type == supported_type
