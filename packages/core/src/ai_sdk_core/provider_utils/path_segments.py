"""Ids in URLs."""

from __future__ import annotations

from urllib.parse import quote

_SAFE = "!'()*"
"""Characters that need no encoding, as in browsers."""


def encode_path_segment(value: str) -> str:
    """Writes an id as one segment of a URL's path.

    Args:
        value: The id, not encoded.

    Returns:
        The segment. Slashes are encoded, and so are `.` and `..`, which would lead elsewhere.
    """
    return value.replace(".", "%252E") if value in {".", ".."} else quote(value, safe=_SAFE)
