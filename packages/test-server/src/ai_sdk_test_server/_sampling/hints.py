"""What a question offers for the arguments of a tool: names, quoted texts, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”|(?<!\w)'([^']+)'(?!\w)")
NAME = re.compile(r"(?<=[a-z0-9,;:] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w]|\.\d)")
WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True, kw_only=True)
class Hints:
    """Values to prefer over made-up ones, each used once."""

    text: str = ""
    """The whole question."""
    texts: list[str] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)

    def mentions(self, value: object) -> bool:
        """Whether the question contains a value as a word."""
        return isinstance(value, str) and value.lower() in words_of(self.text)


def texts_in(text: str) -> list[str]:
    """The quoted texts of a question, or else the names in it: words with a capital inside a sentence."""
    quoted = ["".join(groups) for groups in QUOTED.findall(text)]
    return quoted or NAME.findall(text)


def numbers_in(text: str) -> list[float]:
    """The numbers of a text."""
    return [float(number) for number in NUMBER.findall(text)]


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case; parts of snake_case names count as words."""
    return [word.lower() for word in WORD.findall(text)]
