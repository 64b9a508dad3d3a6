r"""Repair of text whose characters arrive in halves.

Some servers escape text as UTF-16 and cut it anywhere: `\ud83d` ends one chunk and `\ude00` begins the next. Each half
is a lone surrogate, which no encoder accepts; together they are one character.
"""

from __future__ import annotations

REPLACEMENT_CHARACTER = "\ufffd"
"""What stands for a half whose partner never came."""


class SurrogateJoiner:
    """Joins the halves of characters that were split over the deltas of one text.

    `feed` gives the text that is complete; a half at the end waits for the next delta.
    """

    __slots__ = ("half",)

    def __init__(self) -> None:
        self.half = ""
        """The first half of a character, waiting for the second; empty almost always."""

    def feed(self, delta: str) -> str:
        """Take the next delta.

        Args:
            delta: Text that may begin or end with half a character.

        Returns:
            The text that is complete now, without lone halves; empty if there was only a half.
        """
        text = self.half + delta
        self.half = ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            self.half = text[-1]
            text = text[:-1]
        return replace_lone_surrogates(text)

    def flush(self) -> str:
        """End the text.

        Returns:
            A replacement character if half a character was left over, else nothing.
        """
        if not self.half:
            return ""
        self.half = ""
        return REPLACEMENT_CHARACTER


def replace_lone_surrogates(text: str) -> str:
    """Make a text encodable: pairs of surrogates become characters, lone ones become U+FFFD.

    Args:
        text: Any text.

    Returns:
        The same text if it was fine, else the repaired one.
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
