"""JSON that is still being written: what can be known of the value so far.

A string that is not closed counts up to where it is, a literal counts from its first letter, a number as far as its
last digit, and a key without a value not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from ..errors import JSONParseError
from .json_parsing import MAX_JSON_DEPTH, MAX_JSON_SIZE, parse_json

if TYPE_CHECKING:
    from ..provider.json_value import JSONValue

PartialJsonState: TypeAlias = Literal["undefined-input", "successful-parse", "repaired-parse", "failed-parse"]
"""`successful-parse`: complete JSON. `repaired-parse`: the value is what the text holds so far. `failed-parse`: there
is no value, or none any more. `undefined-input`: there is no text."""

MAX_NUMBER_LENGTH = 4_300
"""Longer numbers are refused; Python refuses such integers too."""

_WHITESPACE = " \t\n\r"
_SPACES = re.compile(r"[ \t\n\r]*")
_END_OF_STRING_TEXT = re.compile(r'["\\\x00-\x1f]')
_END_OF_KEY_TEXT = re.compile(r'["\\]')
_NUMBER_LETTERS = re.compile(r"[0-9eE.\-]*")
_DIGITS = re.compile(r"[0-9]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")
_EXPONENT_START = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?[eE]")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LITERALS: dict[str, tuple[str, bool | None]] = {"t": ("rue", True), "f": ("alse", False), "n": ("ull", None)}
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_JUNK = "?"


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
    #
    # The value lags behind the text: what stands between tokens, such as a comma, proves itself only when the next
    # value or closing bracket follows. Text that was skipped although it is no JSON is `_unsettled` until then, and so
    # is a number with `e+` in an object, which counts only once it is over.

    __slots__ = (
        "_container",
        "_escape",
        "_exponent_base",
        "_key",
        "_key_text",
        "_missing",
        "_root",
        "_shown_digits",
        "_size",
        "_stack",
        "_step",
        "_token",
        "_unsettled",
        "_unsettled_key",
        "_version",
    )

    def __init__(self) -> None:
        self._root: list[Any] = []  # holds the value, once there is one
        self._container: Any = self._root  # the list or dict that is open
        self._key: Any = -1  # where in it the current value is
        self._stack: list[tuple[Any, Any]] = []  # the containers around it, each with its key
        self._step: _Step = _value
        self._version = 0
        self._size = 0
        self._unsettled: str | None = None  # valid only if it turns out to be a number
        self._unsettled_key: Any = None
        self._token = ""  # the number so far
        self._shown_digits = 0  # how much of the number is in the tree
        self._exponent_base: Any = None  # value of a number at the root without its `e+`
        self._missing = ""  # the rest of the literal
        self._escape = ""  # hexadecimal digits
        self._key_text: list[str] = []

    @property
    def value(self) -> JSONValue:
        """The value so far: a live tree, to be read only. None when there is none."""
        return self._root[0] if self._root else None

    @property
    def version(self) -> int:
        """Grows whenever the value changes: while it stays the same, so does the value."""
        return self._version

    @property
    def state(self) -> PartialJsonState:
        """What `parse_partial_json` would say of the text so far."""
        if not self._root:
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
        copy: JSONValue = _copy(self.value)
        return copy

    def _is_complete(self) -> bool:
        if self._stack or self._unsettled is not None:
            return False
        if self._step is _number or self._step is _exponent:
            return self._shown_digits == len(self._token)
        return self._step is _done or (self._step is _literal and not self._missing)

    def _fail(self) -> None:
        if self._root:
            self._root = []
            self._version += 1
        self._step = _skip

    def _settle(self) -> bool:
        """Called when the text so far is relied upon; fails if some of it was no JSON."""
        if self._unsettled is None:
            return True
        try:
            number = _to_number(self._unsettled)
        except ValueError:
            self._fail()
            return False
        self._container[self._unsettled_key] = number
        self._unsettled = None
        self._version += 1
        return True

    def _begin(self, value: Any) -> bool:
        if self._unsettled is not None and not self._settle():
            return False
        if self._key == -1:
            self._container.append(value)
        else:
            self._container[self._key] = value
        self._version += 1
        return True

    def _open(self, container: Any, step: _Step) -> None:
        if len(self._stack) >= MAX_JSON_DEPTH:
            self._fail()
        elif self._begin(container):
            self._stack.append((self._container, self._key))
            self._container = container
            self._key = -1
            self._step = step

    def _close(self) -> None:
        if self._unsettled is None or self._settle():
            self._container, self._key = self._stack.pop()
            self._step = self._after()

    def _after(self) -> _Step:
        if not self._stack:
            return _done
        return _after_item if self._key == -1 else _after_member

    def _extend_string(self, text: str) -> None:
        # While the container does not refer to the string, CPython extends it in place instead of copying it.
        container = self._container
        string = container[self._key]
        container[self._key] = None
        string += text
        container[self._key] = string
        self._version += 1

    def _add_code_unit(self, code: int) -> None:
        string = self._container[self._key]
        if 0xDC00 <= code <= 0xDFFF and "\ud800" <= string[-1:] <= "\udbff":
            character = chr(0x10000 + ((ord(string[-1]) - 0xD800) << 10) + (code - 0xDC00))
            self._container[self._key] = string[:-1] + character
            self._version += 1
        else:
            self._extend_string(chr(code))

    def _show_number(self, token: str) -> bool:
        try:
            number = _to_number(token)
        except ValueError:
            self._fail()
            return False
        if not self._shown_digits:
            if not self._begin(number):
                return False
        else:
            self._version += number != self._container[self._key]  # 1 and 1.0 are the same in JSON
            self._container[self._key] = number
        self._shown_digits = len(token)
        return True

    def _end_key(self, raw: str) -> None:
        try:
            key = parse_json(f'"{raw}"') if "\\" in raw or not raw.isprintable() else raw
        except JSONParseError:
            self._unsettled = _JUNK
            key = raw
        if key == "__proto__" or (key == "prototype" and self._stack[-1][1] == "constructor"):
            self._unsettled = _JUNK  # as in parse_json
        self._key = key
        self._step = _after_key


_Step: TypeAlias = Callable[[PartialJsonParser, str, int], int]


# --- Between tokens ---


def _skip(parser: PartialJsonParser, delta: str, position: int) -> int:
    return len(delta)


def _skip_space(parser: PartialJsonParser, delta: str, position: int) -> int:
    """Reads what belongs to no token: space, or one letter that should not be there."""
    if delta[position] in _WHITESPACE:
        return _end_of(_SPACES, delta, position)
    parser._unsettled = _JUNK
    return position + 1


def _end_of(pattern: re.Pattern[str], delta: str, position: int) -> int:
    match = pattern.match(delta, position)
    return position if match is None else match.end()


def _done(parser: PartialJsonParser, delta: str, position: int) -> int:
    end = _end_of(_SPACES, delta, position)
    if end < len(delta):
        parser._unsettled = _JUNK
        parser._step = _skip
        if parser._exponent_base is not None:
            parser._root[0] = parser._exponent_base
            parser._version += 1
    return len(delta)


def _value(parser: PartialJsonParser, delta: str, position: int) -> int:
    letter = delta[position]
    if letter == '"':
        if parser._begin(""):
            parser._step = _string
    elif letter == "{":
        parser._open({}, _object_start)
    elif letter == "[":
        parser._open([], _array_start)
    elif letter in _LITERALS:
        parser._missing, value = _LITERALS[letter]
        if parser._begin(value):
            parser._step = _literal
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
    elif letter in _WHITESPACE and parser._unsettled is None:
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
    parser._key_text = []
    parser._step = _key
    return position + 1


def _key(parser: PartialJsonParser, delta: str, position: int) -> int:
    match = _END_OF_KEY_TEXT.search(delta, position)
    if match is None:
        parser._key_text.append(delta[position:])
        return len(delta)
    end = match.start()
    parser._key_text.append(delta[position:end])
    if delta[end] == '"':
        parser._end_key("".join(parser._key_text))
    else:
        parser._step = _key_escape
    return end + 1


def _key_escape(parser: PartialJsonParser, delta: str, position: int) -> int:
    parser._key_text.append("\\" + delta[position])
    parser._step = _key
    return position + 1


def _after_key(parser: PartialJsonParser, delta: str, position: int) -> int:
    if delta[position] != ":":
        return _skip_space(parser, delta, position)
    parser._step = _value
    return position + 1


def _after_member(parser: PartialJsonParser, delta: str, position: int) -> int:
    letter = delta[position]
    if letter == ",":
        parser._step = _before_key
    elif letter == "}":
        parser._close()
    else:
        return _skip_space(parser, delta, position)
    return position + 1


# --- Strings ---


def _string(parser: PartialJsonParser, delta: str, position: int) -> int:
    match = _END_OF_STRING_TEXT.search(delta, position)
    if match is None:
        parser._extend_string(delta[position:])
        return len(delta)
    end = match.start()
    if end > position:
        parser._extend_string(delta[position:end])
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
        parser._extend_string(_ESCAPES[letter])
        parser._step = _string
    else:
        parser._fail()
    return position + 1


def _unicode_escape(parser: PartialJsonParser, delta: str, position: int) -> int:
    letter = delta[position]
    if letter not in _HEX_DIGITS:
        parser._unsettled = _JUNK
        return position + 1
    parser._escape += letter
    if len(parser._escape) == 4 and parser._settle():
        parser._add_code_unit(int(parser._escape, 16))
        parser._step = _string
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
    if end > position and parser._key == -1 and not parser._show_number(parser._token):
        return end
    return end if end == len(delta) else _end_number(parser, delta, end)


def _end_number(parser: PartialJsonParser, delta: str, position: int) -> int:
    is_exponent = parser._step is _exponent
    if not is_exponent and delta[position] == "+" and _EXPONENT_START.fullmatch(parser._token):
        parser._token += "+"
        parser._step = _exponent
        if not parser._stack:
            parser._exponent_base = parser._root[0]
        return position + 1
    if parser._shown_digits != len(parser._token):
        parser._unsettled = parser._token
        parser._unsettled_key = parser._key
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
        parser._unsettled = _JUNK  # only what comes after it shows that this is no JSON
    return position + 1


def _to_number(token: str) -> int | float:
    match = _NUMBER.fullmatch(token)
    if match is None or len(token) > MAX_NUMBER_LENGTH:
        raise ValueError("not a number")
    return float(token) if match[1] else int(token)


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(child) for key, child in value.items()}
    return [_copy(child) for child in value] if isinstance(value, list) else value
