"""JSON that is still being written: what can be known of the value so far.

A string that is not closed counts up to where it is, a literal counts from its first letter, a number as far as its
last digit, and a key without a value not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ..errors import JSONParseError
from ._growing_tree import JUNK, GrowingTree, copy_tree, to_number
from .json_parsing import MAX_JSON_SIZE, parse_json

if TYPE_CHECKING:
    from ..provider.json_value import JSONValue

PartialJsonState: TypeAlias = Literal["undefined-input", "successful-parse", "repaired-parse", "failed-parse"]
"""`successful-parse`: complete JSON. `repaired-parse`: the value is what the text holds so far. `failed-parse`: there
is no value, or none any more. `undefined-input`: there is no text."""

_WHITESPACE = " \t\n\r"
_SPACES = re.compile(r"[ \t\n\r]*")
_END_OF_STRING_TEXT = re.compile(r'["\\\x00-\x1f]')
_END_OF_KEY_TEXT = re.compile(r'["\\]')
_NUMBER_LETTERS = re.compile(r"[0-9eE.\-]*")
_DIGITS = re.compile(r"[0-9]*")
_EXPONENT_START = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?[eE]")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LITERALS: dict[str, tuple[str, bool | None]] = {"t": ("rue", True), "f": ("alse", False), "n": ("ull", None)}
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")


class PartialJson(NamedTuple):
    """A value read from unfinished JSON, and how it was come by."""

    value: JSONValue
    """The value; None in the states `failed-parse` and `undefined-input`."""
    state: PartialJsonState


def parse_partial_json(text: str | None) -> PartialJson:
    """Reads as much of a JSON text as there is. For a text that grows, use `PartialJsonParser`.

    Args:
        text: The start of a JSON text, or all of it.

    Returns:
        The value and the state.
    """
    if text is None:
        return PartialJson(None, "undefined-input")
    try:
        return PartialJson(parse_json(text), "successful-parse")
    except JSONParseError:
        parser = PartialJsonParser()
        parser.feed(text)
        return PartialJson(parser.value, parser.state)


class PartialJsonParser:
    """Reads JSON while it arrives, in time proportional to the new text.

    ```python
    parser = PartialJsonParser()
    for delta in deltas:
        parser.feed(delta)
        print(parser.value)
    ```

    The value is one live tree that grows with every delta: it must not be changed by whoever reads it, and who wants to
    keep a state of it takes a `snapshot()`. At every point it is what `parse_partial_json` makes of the text so far.

    Once a text can no longer become JSON the parser fails for good. A text that is fed after the end of the value is
    ignored.
    """

    # Each state is a function that reads delta from a position on and returns the position it came to.

    __slots__ = (
        "_escape",
        "_exponent_base",
        "_key_text",
        "_missing",
        "_shown_digits",
        "_size",
        "_step",
        "_token",
        "_tree",
    )

    def __init__(self) -> None:
        self._tree = GrowingTree()
        self._step: _Step = _value
        self._size = 0
        self._token = ""  # the number so far
        self._shown_digits = 0  # how much of the number is in the tree
        self._exponent_base: int | float | None = None  # value of a number at the root without its `e+`
        self._missing = ""  # the rest of the literal
        self._escape = ""  # hexadecimal digits
        self._key_text: list[str] = []  # the key before this delta or its last escape

    @property
    def value(self) -> JSONValue:
        """The value so far: a live tree, to be read only. None when there is none."""
        root = self._tree.root
        return root[0] if root else None

    @property
    def version(self) -> int:
        """Grows whenever the value changes: while it stays the same, so does the value."""
        return self._tree.version

    @property
    def state(self) -> PartialJsonState:
        """What `parse_partial_json` would say of the text so far."""
        if not self._tree.root:
            return "failed-parse"
        return "successful-parse" if self._is_complete() else "repaired-parse"

    def feed(self, delta: str) -> None:
        """Reads the next piece of text. No text makes it raise.

        Args:
            delta: The piece, of any length.
        """
        self._size += len(delta)
        if self._size > MAX_JSON_SIZE:
            self._fail()
        position = 0
        end = len(delta)
        while position < end:
            position = self._step(self, delta, position)

    def snapshot(self) -> JSONValue:
        """Copies the value so far.

        Returns:
            A tree of its own, which further text does not change.
        """
        copy: JSONValue = copy_tree(self.value)
        return copy

    def _is_complete(self) -> bool:
        if self._tree.stack or self._tree.unsettled is not None:
            return False
        if self._step is _number or self._step is _exponent:
            return self._shown_digits == len(self._token)
        return self._step is _done or (self._step is _literal and not self._missing)

    def _fail(self) -> None:
        self._tree.discard()
        self._step = _skip

    def _close(self) -> None:
        self._step = self._after() if self._tree.close() else _skip

    def _after(self) -> _Step:
        if not self._tree.stack:
            return _done
        return _after_item if self._tree.key == -1 else _after_member

    def _show_number(self, token: str) -> bool:
        try:
            number = to_number(token)
        except ValueError:
            self._fail()
            return False
        if self._shown_digits:
            self._tree.replace(number)
        elif not self._tree.begin(number):
            self._step = _skip
            return False
        self._shown_digits = len(token)
        return True

    def _end_key(self, raw: str) -> None:
        tree = self._tree
        try:
            tree.key = parse_json(f'"{raw}"') if "\\" in raw or not raw.isprintable() else raw
        except JSONParseError:
            tree.key = raw
            tree.unsettled = JUNK
        if tree.key == "__proto__" or (tree.key == "prototype" and tree.stack[-1][1] == "constructor"):
            tree.unsettled = JUNK  # as in parse_json
        self._step = _after_key


_Step: TypeAlias = Callable[[PartialJsonParser, str, int], int]


# --- Between tokens ---


def _skip(parser: PartialJsonParser, delta: str, position: int) -> int:
    return len(delta)


def _skip_space(parser: PartialJsonParser, delta: str, position: int) -> int:
    """Reads what belongs to no token: space, or one letter that should not be there."""
    if delta[position] in _WHITESPACE:
        return _end_of(_SPACES, delta, position)
    parser._tree.unsettled = JUNK
    return position + 1


def _end_of(pattern: re.Pattern[str], delta: str, position: int) -> int:
    match = pattern.match(delta, position)
    return position if match is None else match.end()


def _done(parser: PartialJsonParser, delta: str, position: int) -> int:
    end = _end_of(_SPACES, delta, position)
    if end < len(delta):
        parser._tree.unsettled = JUNK
        parser._step = _skip
        if parser._exponent_base is not None:
            parser._tree.replace(parser._exponent_base)
    return len(delta)


def _value(parser: PartialJsonParser, delta: str, position: int) -> int:
    letter = delta[position]
    if letter == '"':
        parser._step = _string if parser._tree.begin("") else _skip
    elif letter == "{":
        parser._step = _object_start if parser._tree.open({}) else _skip
    elif letter == "[":
        parser._step = _array_start if parser._tree.open([]) else _skip
    elif letter in _LITERALS:
        parser._missing, value = _LITERALS[letter]
        parser._step = _literal if parser._tree.begin(value) else _skip
    elif letter in "-0123456789":
        parser._token = ""
        parser._shown_digits = 0
        parser._step = _number
        return position
    else:
        return _skip_space(parser, delta, position)
    return position + 1


# --- Arrays and objects ---


def _array_start(parser: PartialJsonParser, delta: str, position: int) -> int:
    if delta[position] != "]":
        return _value(parser, delta, position)
    parser._close()
    return position + 1


def _after_item(parser: PartialJsonParser, delta: str, position: int) -> int:
    letter = delta[position]
    if letter == ",":
        parser._step = _value
    elif letter == "]":
        parser._close()
    elif letter in _WHITESPACE and parser._tree.unsettled is None:
        return _end_of(_SPACES, delta, position)
    else:
        parser._fail()
    return position + 1


def _object_start(parser: PartialJsonParser, delta: str, position: int) -> int:
    if delta[position] != "}":
        return _before_key(parser, delta, position)
    parser._close()
    return position + 1


def _before_key(parser: PartialJsonParser, delta: str, position: int) -> int:
    if delta[position] != '"':
        return _skip_space(parser, delta, position)
    parser._step = _key
    return position + 1


def _key(parser: PartialJsonParser, delta: str, position: int) -> int:
    match = _END_OF_KEY_TEXT.search(delta, position)
    if match is None:
        parser._key_text.append(delta[position:])
        return len(delta)
    end = match.start()
    text = delta[position:end]
    if delta[end] != '"':
        parser._key_text.append(text)
        parser._step = _key_escape
    elif parser._key_text:
        parser._end_key("".join(parser._key_text) + text)
        parser._key_text = []
    else:
        parser._end_key(text)
    return end + 1


def _key_escape(parser: PartialJsonParser, delta: str, position: int) -> int:
    parser._key_text.append("\\" + delta[position])
    parser._step = _key
    return position + 1


def _after_key(parser: PartialJsonParser, delta: str, position: int) -> int:
    if delta[position] != ":":
        return _skip_space(parser, delta, position)
    parser._step = _value
    return position + (2 if delta.startswith(" ", position + 1) else 1)


def _after_member(parser: PartialJsonParser, delta: str, position: int) -> int:
    letter = delta[position]
    if letter == ",":
        parser._step = _before_key
        return position + (2 if delta.startswith(" ", position + 1) else 1)
    if letter == "}":
        parser._close()
        return position + 1
    return _skip_space(parser, delta, position)


# --- Strings ---


def _string(parser: PartialJsonParser, delta: str, position: int) -> int:
    match = _END_OF_STRING_TEXT.search(delta, position)
    if match is None:
        parser._tree.extend_string(delta[position:])
        return len(delta)
    end = match.start()
    if end > position:
        parser._tree.extend_string(delta[position:end])
    letter = delta[end]
    if letter == '"':
        parser._step = parser._after()
    elif letter == "\\":
        parser._step = _string_escape
    else:
        parser._fail()  # a control character
    return end + 1


def _string_escape(parser: PartialJsonParser, delta: str, position: int) -> int:
    letter = delta[position]
    if letter == "u":
        parser._escape = ""
        parser._step = _unicode_escape
    elif letter in _ESCAPES:
        parser._tree.extend_string(_ESCAPES[letter])
        parser._step = _string
    else:
        parser._fail()
    return position + 1


def _unicode_escape(parser: PartialJsonParser, delta: str, position: int) -> int:
    letter = delta[position]
    if letter not in _HEX_DIGITS:
        parser._tree.unsettled = JUNK
        return position + 1
    parser._escape += letter
    if len(parser._escape) == 4:
        if parser._tree.settle():
            parser._tree.add_code_unit(int(parser._escape, 16))
            parser._step = _string
        else:
            parser._step = _skip
    return position + 1


# --- Numbers and literals ---


def _number(parser: PartialJsonParser, delta: str, position: int) -> int:
    end = _end_of(_NUMBER_LETTERS, delta, position)
    parser._token += delta[position:end]
    finished = parser._token.rstrip("eE.-")
    if len(finished) > parser._shown_digits and not parser._show_number(finished):
        return end
    return end if end == len(delta) else _end_number(parser, delta, end)


def _exponent(parser: PartialJsonParser, delta: str, position: int) -> int:
    end = _end_of(_DIGITS, delta, position)
    parser._token += delta[position:end]
    # In an object, a number with `e+` counts once it is over.
    if end > position and parser._tree.key == -1 and not parser._show_number(parser._token):
        return end
    return end if end == len(delta) else _end_number(parser, delta, end)


def _end_number(parser: PartialJsonParser, delta: str, position: int) -> int:
    is_exponent = parser._step is _exponent
    if not is_exponent and delta[position] == "+" and _EXPONENT_START.fullmatch(parser._token):
        parser._token += "+"
        parser._step = _exponent
        if not parser._tree.stack:
            parser._exponent_base = parser._tree.root[0]
        return position + 1
    if parser._shown_digits != len(parser._token):
        parser._tree.defer(parser._token)
    if not is_exponent:
        return _end_scalar(parser, delta, position)
    parser._step = parser._after()
    return parser._step(parser, delta, position)


def _literal(parser: PartialJsonParser, delta: str, position: int) -> int:
    if not parser._missing:
        return _end_scalar(parser, delta, position)
    letters = delta[position : position + len(parser._missing)]
    if not parser._missing.startswith(letters):
        parser._fail()
    parser._missing = parser._missing[len(letters) :]
    return position + len(letters)


def _end_scalar(parser: PartialJsonParser, delta: str, position: int) -> int:
    """Reads the first letter after a number or literal."""
    parser._step = parser._after()
    letter = delta[position]
    if parser._step is not _after_item or letter in ",]":
        return parser._step(parser, delta, position)
    if letter not in _WHITESPACE:
        parser._tree.unsettled = JUNK  # only what comes after it shows that this is no JSON
    return position + 1
