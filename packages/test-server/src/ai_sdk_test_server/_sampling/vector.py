"""Embeddings without a model: texts that share words have similar vectors."""

from __future__ import annotations

import math
import random
import struct

from .hints import words_of

DIMENSIONS = 64
"""How long a vector is unless the request says it."""


def sample_vector(text: str, dimensions: int) -> list[float]:
    """A vector of length 1: the sum of one fixed direction per word.

    The numbers are exact in 32 bits, so that both encodings of the wire carry the same.
    """
    directions = [_direction(word, dimensions) for word in sorted(set(words_of(text))) or [text]]
    total = [sum(values) for values in zip(*directions, strict=True)]
    length = math.hypot(*total) or 1.0
    packing = f"<{dimensions}f"
    return list(struct.unpack(packing, struct.pack(packing, *(value / length for value in total))))


def _direction(word: str, dimensions: int) -> list[float]:
    generator = random.Random(word)
    return [generator.uniform(-1.0, 1.0) for _ in range(dimensions)]
