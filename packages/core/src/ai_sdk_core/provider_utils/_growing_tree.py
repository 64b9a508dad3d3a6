"""The value of JSON that is still being written, as a tree that grows in place."""

from __future__ import annotations

import re
from typing import Any

from .json_parsing import MAX_JSON_DEPTH

MAX_NUMBER_LENGTH = 4_300
"""Longer numbers are refused; Python refuses such integers too."""

JUNK = "?"
"""Stands for text between tokens that does not belong there."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")


def to_number(token: str) -> int | float:
    """Reads a JSON number.

    Args:
        token: The text.

    Returns:
        The number.

    Raises:
        ValueError: The text is no number, or too long.
    """
    match = _NUMBER.fullmatch(token)
    if match is None or len(token) > MAX_NUMBER_LENGTH:
        raise ValueError("not a number")
    return float(token) if match[1] else int(token)


class GrowingTree:
    """Builds a value from the outside in. At any time one container is open, and one place in it is current.

    Text proves itself only when the next value or closing bracket follows. What was skipped although it is no JSON is
    `unsettled` until then, and so is a number that counts only once it is over. The methods that rely on the text so
    far return False when it turns out to be no JSON; then there is no value any more.
    """

    __slots__ = ("_unsettled_key", "container", "key", "root", "stack", "unsettled", "version")

    def __init__(self) -> None:
        self.root: list[Any] = []
        """Holds the value, once there is one."""
        self.container: Any = self.root
        """The list or dict that is open."""
        self.key: Any = -1
        """The current place: a key of a dict, or -1 for the end of a list."""
        self.stack: list[tuple[Any, Any]] = []
        """The containers around the open one, each with the place of the next."""
        self.version = 0
        """Grows with every change."""
        self.unsettled: str | None = None
        """Text that is valid only if it is a number."""
        self._unsettled_key: Any = None

    def discard(self) -> None:
        """Removes the value: the text is no JSON."""
        if self.root:
            self.root = []
            self.version += 1

    def defer(self, token: str) -> None:
        """Keeps a number for later, which belongs in the current place.

        Args:
            token: What should be a number.
        """
        self.unsettled = token
        self._unsettled_key = self.key

    def settle(self) -> bool:
        """Decides about the text that is unsettled.

        Returns:
            False when it is no JSON.
        """
        if self.unsettled is None:
            return True
        try:
            self.container[self._unsettled_key] = to_number(self.unsettled)
        except ValueError:
            self.discard()
            return False
        self.unsettled = None
        self.version += 1
        return True

    def begin(self, value: Any) -> bool:
        """Puts a value in the current place of a dict, or at the end of a list.

        Args:
            value: The value so far.

        Returns:
            False when the text before the value is no JSON.
        """
        if self.unsettled is not None and not self.settle():
            return False
        if self.key == -1:
            self.container.append(value)
        else:
            self.container[self.key] = value
        self.version += 1
        return True

    def replace(self, number: float) -> None:
        """Replaces the number in the current place.

        Args:
            number: The number as it is now.
        """
        self.version += number != self.container[self.key]  # 1 and 1.0 are the same in JSON
        self.container[self.key] = number

    def open(self, container: Any) -> bool:
        """Puts an empty container in the current place and opens it.

        Args:
            container: A list or dict.

        Returns:
            False when the text before it is no JSON, or nested too deep.
        """
        if len(self.stack) >= MAX_JSON_DEPTH:
            self.discard()
            return False
        if not self.begin(container):
            return False
        self.stack.append((self.container, self.key))
        self.container = container
        self.key = -1
        return True

    def close(self) -> bool:
        """Closes the open container.

        Returns:
            False when the text before the bracket is no JSON.
        """
        if self.unsettled is not None and not self.settle():
            return False
        self.container, self.key = self.stack.pop()
        return True

    def extend_string(self, text: str) -> None:
        """Adds text to the string in the current place.

        Args:
            text: The text.
        """
        # While the container does not refer to the string, CPython extends it in place instead of copying it.
        container = self.container
        string = container[self.key]
        container[self.key] = None
        string += text
        container[self.key] = string
        self.version += 1

    def add_code_unit(self, code: int) -> None:
        r"""Adds what a `\u` escape stands for to the string in the current place, joining surrogates.

        Args:
            code: A UTF-16 code unit.
        """
        string = self.container[self.key]
        if 0xDC00 <= code <= 0xDFFF and "\ud800" <= string[-1:] <= "\udbff":
            character = chr(0x10000 + ((ord(string[-1]) - 0xD800) << 10) + (code - 0xDC00))
            self.container[self.key] = string[:-1] + character
            self.version += 1
        else:
            self.extend_string(chr(code))


def copy_tree(value: Any) -> Any:
    """Copies a JSON value.

    Args:
        value: The value.

    Returns:
        An equal value that shares no container with it.
    """
    if isinstance(value, dict):
        return {key: copy_tree(child) for key, child in value.items()}
    return [copy_tree(child) for child in value] if isinstance(value, list) else value
