"""Bytes, base64 and data URLs: the three forms in which file contents travel."""

from __future__ import annotations

import binascii
import re
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote_to_bytes

from ..errors import InvalidArgumentError, InvalidDataContentError
from ..provider.shared import FileDataData, FileDataText

DataContent: TypeAlias = str | bytes | bytearray | memoryview
"""File contents: bytes, or a string that holds them in base64 (standard or URL-safe, padded or not)."""

_BASE64_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FROM_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_ASCII_WHITESPACE = b"\t\n\f\r "
_CHARSET = re.compile(r"""(?:^|;)\s*charset\s*=\s*(?:"([^"]+)"|([^;\s]+))""", re.IGNORECASE)


class DataUrlParts(NamedTuple):
    """What a data URL holds."""

    media_type: str | None
    """The media type without parameters; empty when the URL names none, None when this is no data URL."""
    base64_content: str | None
    """The contents in base64; None when the URL has no contents."""


def to_base64(data: DataContent) -> str:
    """Writes contents in base64.

    Args:
        data: The contents. A string is base64 already and returned as it is.

    Returns:
        The base64 text.
    """
    return data if isinstance(data, str) else binascii.b2a_base64(data, newline=False).decode("ascii")


def to_bytes(data: DataContent) -> bytes:
    """Reads contents as bytes.

    Args:
        data: The contents; a string is decoded from base64.

    Returns:
        The bytes.

    Raises:
        InvalidDataContentError: The string is not base64, or the value is neither string nor bytes.
    """
    if isinstance(data, str):
        try:
            return decode_base64(data)
        except ValueError as error:
            message = "Invalid data content. Content string is not a base64-encoded media."
            raise InvalidDataContentError(content=data, message=message) from error
    if not isinstance(data, bytes | bytearray | memoryview):
        raise InvalidDataContentError(content=data)
    return bytes(data)


def decode_base64(text: str) -> bytes:
    """Decodes base64 as browsers do: URL-safe letters, missing padding and white space are fine, all else is not.

    Args:
        text: The base64 text.

    Returns:
        The bytes.

    Raises:
        ValueError: The text is not base64.
    """
    encoded = text.encode("ascii").translate(_FROM_URL_SAFE, _ASCII_WHITESPACE)
    if len(encoded) % 4 == 0:
        encoded = encoded[:-2] + encoded[-2:].rstrip(b"=")
    # CPython ignores letters that are not base64, unless told otherwise in a way that forbids missing padding too.
    if encoded.translate(None, _BASE64_ALPHABET):
        raise ValueError("The text is not base64.")
    return binascii.a2b_base64(encoded + b"=" * (-len(encoded) % 4))


def file_data_to_bytes(data: FileDataData | FileDataText) -> bytes:
    """Reads the contents of a file that is given inline.

    Args:
        data: Inline contents, or a document given as text (encoded in UTF-8).

    Returns:
        The bytes.

    Raises:
        InvalidDataContentError: The contents are not valid base64.
    """
    return data.text.encode() if isinstance(data, FileDataText) else to_bytes(data.data)


def to_data_url(data: DataContent, media_type: str) -> str:
    """Writes contents as a data URL.

    Args:
        data: The contents; a string is base64 already.
        media_type: The media type, such as `image/png`.

    Returns:
        The URL, such as `data:image/png;base64,iVBORw0...`.
    """
    return f"data:{media_type};base64,{to_base64(data)}"


def is_data_url(text: str) -> bool:
    """Tells whether a text is a data URL.

    Args:
        text: The text.

    Returns:
        True when the scheme is `data:`, in whatever case.
    """
    return text[:5].lower() == "data:"


def split_data_url(url: str) -> DataUrlParts:
    """Takes a data URL apart. Contents that are percent-encoded instead of base64 are converted.

    Args:
        url: The URL.

    Returns:
        Media type and contents, each None where the URL lacks it.
    """
    header, comma, content = url.partition(",")
    type_and_parameters = header.partition(":")[2].split(";")
    media_type = type_and_parameters[0] if ":" in header else None
    if not comma:
        return DataUrlParts(media_type, None)
    if type_and_parameters[-1].strip().lower() != "base64":
        return DataUrlParts(media_type, to_base64(unquote_to_bytes(content)))
    return DataUrlParts(media_type, content.split(",", 1)[0])


def get_text_from_data_url(url: str) -> str:
    """Reads the text of a base64 data URL.

    Args:
        url: The URL. Its `charset` parameter names the encoding; without it, every byte is one character.

    Returns:
        The text.

    Raises:
        InvalidArgumentError: The URL is malformed, not base64, or in an unknown encoding.
    """
    header, comma, content = url.partition(",")
    if ":" not in header or not comma:
        raise InvalidArgumentError(parameter="dataUrl", value=url, message="Invalid data URL format")
    charset = _CHARSET.search(header)
    encoding = (charset[1] or charset[2]) if charset else "latin-1"
    try:
        return decode_base64(content).decode(encoding, "replace")
    except (ValueError, LookupError) as error:
        raise InvalidArgumentError(parameter="dataUrl", value=url, message="Error decoding data URL") from error
