"""Reads objects while they arrive, and pairs each state of them with the text that led to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .._generate_text.partial_output import NO_CHANGE, JsonPartialParser
from ..provider_utils.json_parsing import ParseSuccess, Validator, safe_validate
from ..provider_utils.partial_json import PartialJsonParser


@dataclass(slots=True, kw_only=True)
class ObjectDelta:
    """A new state of an object."""

    object: Any
    text: str
    """What a reader of the text gets for it."""


class ObjectDeltas(Protocol):
    """Reads one object while it arrives."""

    def feed(self, text: str) -> ObjectDelta | None:
        """Read the next piece of text.

        Args:
            text: The text.

        Returns:
            The new state, or `None` if nothing changed.
        """
        ...

    def close(self) -> str:
        """Tell what is left at the end.

        Returns:
            Text that came after the last change.
        """
        ...


class JsonDeltas:
    """Gives any JSON value, as one live tree, with the text as the model writes it."""

    def __init__(self) -> None:
        self._parser = JsonPartialParser()
        self._text: list[str] = []

    def feed(self, text: str) -> ObjectDelta | None:
        """Read the next piece of text."""
        self._text.append(text)
        value = self._parser.feed(text)
        return None if value is NO_CHANGE else ObjectDelta(object=value, text=self.close())

    def close(self) -> str:
        """Tell what is left at the end."""
        text = "".join(self._text)
        self._text.clear()
        return text


class EnumDeltas:
    """Gives a choice: what is written as long as several are possible, then the one that is left.

    Args:
        choices: What can be chosen.
    """

    def __init__(self, choices: Sequence[str]) -> None:
        self._choices = choices
        self._json = PartialJsonParser()
        self._last: str | None = None
        self._text: list[str] = []

    def feed(self, text: str) -> ObjectDelta | None:
        """Read the next piece of text."""
        self._text.append(text)
        self._json.feed(text)
        choice = self._choice()
        if choice is None or choice == self._last:
            return None
        self._last = choice
        return ObjectDelta(object=choice, text=self.close())

    def close(self) -> str:
        """Tell what is left at the end."""
        text = "".join(self._text)
        self._text.clear()
        return text

    def _choice(self) -> str | None:
        value = self._json.value
        written = value.get("result") if isinstance(value, dict) else None
        if not isinstance(written, str) or not written:
            return None
        possible = [choice for choice in self._choices if choice.startswith(written)]
        return possible[0] if len(possible) == 1 else written if possible else None


class ArrayDeltas:
    """Gives the complete elements of an array, as a list of its own each time, until one is not valid.

    The text is that of the array alone, without the object that models wrap it in.

    Args:
        element: What elements must look like.
    """

    def __init__(self, element: Validator[Any]) -> None:
        self._element = element
        self._json = PartialJsonParser()
        self._elements: list[Any] = []
        self._written: list[str] = []
        self._told: int | None = None
        self._closed = False
        self._valid = True

    def feed(self, text: str) -> ObjectDelta | None:
        """Read the next piece of text."""
        self._json.feed(text)
        value = self._json.value
        source = value.get("elements") if isinstance(value, dict) else None
        if not isinstance(source, list) or self._json.state == "failed-parse":
            return None
        self._read(source)
        if not self._valid or self._told == len(self._elements):
            return None
        delta = ObjectDelta(object=list(self._elements), text=self._new_text())
        self._told = len(self._elements)
        return delta

    def close(self) -> str:
        """Tell what is left at the end."""
        is_open = self._told is not None and self._valid and not self._closed
        return "]" if is_open and self._json.state == "successful-parse" else ""

    def _read(self, source: list[Any]) -> None:
        end = len(source) if self._json.state == "successful-parse" else len(source) - 1
        while self._valid and len(self._elements) < end:
            result = safe_validate(source[len(self._elements)], self._element)
            if isinstance(result, ParseSuccess):
                self._elements.append(result.value)
                self._written.append(json.dumps(result.raw_value, ensure_ascii=False, separators=(",", ":")))
            else:
                self._valid = False

    def _new_text(self) -> str:
        told = self._told or 0
        opening = "[" if self._told is None else "," if told else ""
        self._closed = self._json.state == "successful-parse"
        return f"{opening}{','.join(self._written[told:])}{']' if self._closed else ''}"
