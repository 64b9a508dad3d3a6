"""Arguments of one tool call while they stream in."""

from __future__ import annotations

import re
from typing import Literal

from .surrogates import SurrogateJoiner

_STRUCTURE = re.compile(r'["{}\[\]]')
_STRING_EVENT = re.compile(r'["\\]')
_OPENING = {"}": "{", "]": "["}


def starts_structured_value(arguments: str | None) -> bool:
    """Tell whether a piece of arguments begins a JSON object or array.

    Args:
        arguments: The piece, or None.

    Returns:
        True if its first character that is no white space is `{` or `[`.
    """
    return arguments is not None and arguments.lstrip()[:1] in {"{", "["}


class ToolCallArguments:
    """Collects the argument text of one tool call and knows when its JSON object or array is closed.

    Brackets are counted, nothing is parsed: a text that parses may still be the beginning of a longer one. The counting
    is done only when somebody asks, because nearly all streams label their deltas well enough that nobody does.
    """

    __slots__ = ("_escaped", "_in_string", "_joiner", "_pieces", "_scanned", "_stack", "_state")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._joiner = SurrogateJoiner()
        self._scanned = 0
        self._state: Literal["undetermined", "open", "closed", "other"] = "undetermined"
        self._stack: list[str] = []
        self._in_string = False
        self._escaped = False

    @property
    def text(self) -> str:
        """All arguments so far."""
        return "".join(self._pieces)

    def append(self, delta: str) -> str | None:
        """Add more text.

        Args:
            delta: The text as it came from the provider.

        Returns:
            The text to pass on, or None if all of it waits for the other half of a character.
        """
        if self._joiner.half or not delta.isascii():
            delta = self._joiner.feed(delta)
            if not delta:
                return None
        self._pieces.append(delta)
        return delta

    def flush(self) -> str:
        """End the arguments.

        Returns:
            Text that was held back until now.
        """
        rest = self._joiner.flush()
        if rest:
            self._pieces.append(rest)
        return rest

    @property
    def has_complete_structured_value(self) -> bool:
        """True once the text holds a JSON object or array up to its closing bracket."""
        while self._scanned < len(self._pieces):
            self._scan(self._pieces[self._scanned])
            self._scanned += 1
        return self._state == "closed"

    def _scan(self, text: str) -> None:
        position = self._find_start(text) if self._state == "undetermined" else 0
        while self._state == "open" and position < len(text):
            position = self._scan_string(text, position) if self._in_string else self._scan_structure(text, position)

    def _find_start(self, text: str) -> int:
        position = len(text) - len(text.lstrip())
        if position < len(text):
            self._state = "open" if text[position] in "{[" else "other"
        return position

    def _scan_string(self, text: str, position: int) -> int:
        if self._escaped:
            self._escaped = False
            return position + 1
        event = _STRING_EVENT.search(text, position)
        if event is None:
            return len(text)
        if event.group() == "\\":
            self._escaped = True
        else:
            self._in_string = False
        return event.end()

    def _scan_structure(self, text: str, position: int) -> int:
        event = _STRUCTURE.search(text, position)
        if event is None:
            return len(text)
        character = event.group()
        if character == '"':
            self._in_string = True
        elif character in "{[":
            self._stack.append(character)
        elif self._stack.pop() != _OPENING[character]:
            self._state = "other"
        elif not self._stack:
            self._state = "closed"
        return event.end()
