"""Keeps the ids of text and reasoning blocks unique over all steps of a stream.

Providers number their blocks anew for every call; within one stream two blocks must not share an id.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any


class PartIds:
    """Gives a block a new id where its own is taken.

    Args:
        generate_id: Makes new ids.
    """

    def __init__(self, generate_id: Callable[[], str]) -> None:
        self._generate_id = generate_id
        self._used: set[tuple[str, str]] = set()
        self._renamed: dict[tuple[str, str], str] = {}

    def start(self, part: Any, family: str) -> Any:
        """A block begins.

        Args:
            part: Its `-start` part.
            family: `text` or `reasoning`.

        Returns:
            The part, with a new id if the id was used before.
        """
        key = (family, part.id)
        if key not in self._used:
            self._used.add(key)
            return part
        unique = generated = self._generate_id()
        suffix = 0
        while (family, unique) in self._used:
            suffix += 1
            unique = f"{generated}-{suffix}"
        self._used.add((family, unique))
        self._renamed[key] = unique
        return replace(part, id=unique)

    def follow(self, part: Any, family: str, *, ends: bool = False) -> Any:
        """A block goes on or ends.

        Args:
            part: Its `-delta` or `-end` part.
            family: `text` or `reasoning`.
            ends: Whether the block ends.

        Returns:
            The part, under the id that its block was given.
        """
        if not self._renamed:
            return part
        key = (family, part.id)
        renamed = self._renamed.pop(key, None) if ends else self._renamed.get(key)
        return part if renamed is None else replace(part, id=renamed)

    def follow_all(self, deltas: list[Any]) -> list[Any]:
        """Blocks go on.

        Args:
            deltas: Deltas of text and reasoning.

        Returns:
            The deltas, under the ids that their blocks were given.
        """
        if not self._renamed:
            return deltas
        return [self.follow(part, part.type.removesuffix("-delta")) for part in deltas]

    def forget_open(self) -> None:
        """The blocks of the current attempt are over."""
        self._renamed.clear()
