"""Random ids for messages, tool calls and responses."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeAlias

from ..errors import InvalidArgumentError

IdGenerator: TypeAlias = Callable[[], str]
"""A function that makes a new id at every call."""

_DEFAULT_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_EXTRA_BYTES = 8
"""Bytes drawn beyond those that the id needs, so that every letter is equally likely for all practical purposes."""


def create_id_generator(
    *, prefix: str | None = None, separator: str = "-", size: int = 16, alphabet: str = _DEFAULT_ALPHABET
) -> IdGenerator:
    """Makes a function that generates ids: `prefix`, `separator`, then `size` random letters.

    The randomness comes from the operating system: `random.seed()` does not repeat ids, and neither does a fork.
    Still, an id is a name and not a secret.

    Args:
        prefix: What every id starts with. Without it, ids are the random part alone.
        separator: What stands between the prefix and the random part; it must not occur in the alphabet, so that the
            prefix can be told apart.
        size: Number of random letters.
        alphabet: The letters to choose from.

    Returns:
        The generator.

    Raises:
        InvalidArgumentError: The separator is part of the alphabet, the alphabet is empty, or the size is negative.
    """
    if not alphabet:
        raise InvalidArgumentError(argument="alphabet", message="The alphabet must not be empty.")
    if size < 0:
        raise InvalidArgumentError(argument="size", message="The size must not be negative.")
    if prefix is not None and separator in alphabet:
        raise InvalidArgumentError(
            argument="separator",
            message=f'The separator "{separator}" must not be part of the alphabet "{alphabet}".',
        )
    start = "" if prefix is None else prefix + separator
    base = len(alphabet)
    byte_count = (size * base.bit_length() + 7) // 8 + _EXTRA_BYTES

    def generate() -> str:
        number = int.from_bytes(os.urandom(byte_count), "big")
        letters = []
        for _ in range(size):
            number, index = divmod(number, base)
            letters.append(alphabet[index])
        return start + "".join(letters)

    return generate


generate_id: IdGenerator = create_id_generator()
"""Generates an id of 16 random letters and digits."""
