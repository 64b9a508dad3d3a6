"""A text that a regular expression matches, for the expressions that schemas use."""

from __future__ import annotations

import re
import string

CANDIDATES = "aA0" + string.ascii_letters + string.digits + " _-.,:;/@#+*?!()[]{}'\"\\" + "é\n\t"
"""The characters that may stand for a class of characters, the likeliest first."""

MAX_REPETITIONS = 1_000

ZERO_WIDTH = ("\\b", "\\B", "\\A", "\\Z")
GROUP_START = re.compile(r"\((\?:|\?P?<\w+>)?(?!\?)")
REPETITION = re.compile(r"(?P<sign>[*+?])|\{(?P<least>\d*)(?:,\d*)?\}")
CHARACTER_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


def text_for_pattern(pattern: str) -> str | None:
    """The shortest simple text that a pattern matches, or `None` if the pattern is beyond this module."""
    try:
        text = _Reader(pattern).read_alternatives()
        return text if re.search(pattern, text) else None
    except (re.error, ValueError, IndexError, FutureWarning):
        return None


class _Reader:
    """Reads a pattern from left to right; of alternatives it takes the first, of repetitions the fewest."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._position = 0

    def read_alternatives(self) -> str:
        first = self._read_sequence()

        while self._looking_at("|"):
            self._position += 1
            self._read_sequence()

        return first

    def _read_sequence(self) -> str:
        text = ""

        while self._position < len(self._pattern) and not self._looking_at("|", ")"):
            text += self._repeat(self._read_atom())

        return text

    def _read_atom(self) -> str:
        if group := GROUP_START.match(self._pattern, self._position):
            self._position = group.end()
            text = self._read_rest_of_group()
        elif found := CHARACTER_CLASS.match(self._pattern, self._position):
            self._position = found.end()
            text = _character_for(found.group())
        elif self._looking_at("\\"):
            escape = self._pattern[self._position : self._position + 2]
            self._position += 2
            text = "" if escape in ZERO_WIDTH else _character_for(escape)
        else:
            text = self._read_plain_character()

        return text

    def _read_rest_of_group(self) -> str:
        text = self.read_alternatives()

        if not self._looking_at(")"):
            raise ValueError("The group has no end.")

        self._position += 1
        return text

    def _read_plain_character(self) -> str:
        character = self._pattern[self._position]
        self._position += 1

        if character in "([":
            raise ValueError("The pattern looks ahead or behind, or is broken.")

        return "" if character in "^$" else _character_for(character)

    def _repeat(self, text: str) -> str:
        repetition = REPETITION.match(self._pattern, self._position)

        if repetition is None:
            return text

        self._position = repetition.end()

        if self._looking_at("?", "+"):  # lazy or possessive
            self._position += 1

        least = {"*": 0, "?": 0, "+": 1, None: int(repetition["least"] or 0)}[repetition["sign"]]

        if least > MAX_REPETITIONS:
            raise ValueError("The text would be too long.")

        return text * least

    def _looking_at(self, *signs: str) -> bool:
        return self._pattern.startswith(signs, self._position)


def _character_for(source: str) -> str:
    """The first candidate that one character's worth of pattern matches, or the character itself."""
    if len(source) == 1 and source != ".":
        return source

    for candidate in CANDIDATES:
        if re.fullmatch(source, candidate):
            return candidate

    raise ValueError("The class has none of the usual characters.")
