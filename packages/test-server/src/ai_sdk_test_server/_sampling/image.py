"""Real PNG files of one colour."""

from __future__ import annotations

import hashlib
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTE_COLOUR = 3


def sample_png(seed: str, width: int, height: int) -> bytes:
    """A PNG in a colour that depends on the seed.

    Args:
        seed: The same text gives the same colour.
        width: Pixels.
        height: Pixels.
    """
    colour = hashlib.sha256(seed.encode()).digest()[:3]
    row = b"\x00" * (1 + (width + 7) // 8)  # the filter, then one bit per pixel: the first colour of the palette
    header = struct.pack(">IIBBBBB", width, height, 1, PALETTE_COLOUR, 0, 0, 0)
    sections = [(b"IHDR", header), (b"PLTE", colour), (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")]
    return SIGNATURE + b"".join(_section(kind, data) for kind, data in sections)


def _section(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
