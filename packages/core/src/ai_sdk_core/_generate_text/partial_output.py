"""Reads structured output while it arrives.

A parser belongs to one reader of one stream: it is fed text by text and gives the output so far whenever that changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, Final, Generic, Protocol, TypeVar

from ..errors import TypeValidationError
from ..provider_utils.json_parsing import ParseSuccess, Validator, safe_validate
from ..provider_utils.partial_json import PartialJsonParser

PartialT_co = TypeVar("PartialT_co", covariant=True)
ElementT = TypeVar("ElementT")
ChoiceT = TypeVar("ChoiceT", bound=str)


class NoChange(Enum):
    """The type of `NO_CHANGE`."""

    NO_CHANGE = "no change"


NO_CHANGE: Final = NoChange.NO_CHANGE
"""The new text does not change the output so far, or there is none yet. (`None` is an output: JSON's null.)"""


class PartialOutputParser(Protocol[PartialT_co]):
    """Reads one output while it arrives."""

    def feed(self, delta: str) -> PartialT_co | NoChange:
        """Read the next piece of text.

        Args:
            delta: The text.

        Returns:
            The output so far, or `NO_CHANGE`.
        """
        ...


class TextPartialParser:
    """Gives the text so far."""

    def __init__(self) -> None:
        self._text: str | None = None

    def feed(self, delta: str) -> str | NoChange:
        """Read the next piece of text."""
        if self._text is not None and not delta:
            return NO_CHANGE
        self._text = (self._text or "") + delta
        return self._text


class JsonPartialParser:
    """Gives the JSON value so far, not validated.

    The value is one live tree, which later text extends: it must not be changed, and who wants to keep a state of it
    makes a deep copy. That is what makes each piece cost no more than its own length.
    """

    def __init__(self) -> None:
        self._json = PartialJsonParser()
        self._version = self._json.version

    def feed(self, delta: str) -> Any | NoChange:
        """Read the next piece of text."""
        self._json.feed(delta)
        if self._json.version == self._version or self._json.state == "failed-parse":
            return NO_CHANGE
        self._version = self._json.version
        return self._json.value


class ArrayPartialParser(Generic[ElementT]):
    """Gives the elements so far that are complete and valid, as a list of its own each time.

    The last element is held back until another one begins or the text is complete: until then it may grow.

    Args:
        element_schema: What elements must look like; others are left out.
    """

    def __init__(self, element_schema: Validator[ElementT]) -> None:
        self._schema = element_schema
        self._json = PartialJsonParser()
        self._source: list[Any] | None = None
        self._read = 0
        self._elements: list[ElementT] = []

    def feed(self, delta: str) -> list[ElementT] | NoChange:
        """Read the next piece of text."""
        self._json.feed(delta)
        source = _member(self._json.value, "elements")
        if not isinstance(source, list):
            return NO_CHANGE
        is_first = source is not self._source
        if is_first:
            self._source, self._read, self._elements = source, 0, []
        count = len(self._elements)
        self._read_complete_elements(source)
        return list(self._elements) if is_first or len(self._elements) > count else NO_CHANGE

    def _read_complete_elements(self, source: list[Any]) -> None:
        end = len(source) if self._json.state == "successful-parse" else len(source) - 1
        for index in range(self._read, end):
            result = safe_validate(source[index], self._schema)
            if isinstance(result, ParseSuccess):
                self._elements.append(result.value)
        self._read = max(self._read, end)


class ChoicePartialParser(Generic[ChoiceT]):
    """Gives the choice as soon as only one is possible.

    Args:
        choices: What can be chosen.
    """

    def __init__(self, choices: Sequence[ChoiceT]) -> None:
        self._choices = choices
        self._json = PartialJsonParser()
        self._last: ChoiceT | None = None

    def feed(self, delta: str) -> ChoiceT | NoChange:
        """Read the next piece of text."""
        self._json.feed(delta)
        choice = self._choice()
        if choice is None or choice == self._last:
            return NO_CHANGE
        self._last = choice
        return choice

    def _choice(self) -> ChoiceT | None:
        written = _member(self._json.value, "result")
        if not isinstance(written, str):
            return None
        if self._json.state == "successful-parse":
            return next((choice for choice in self._choices if choice == written), None)
        possible = [choice for choice in self._choices if choice.startswith(written)]
        return possible[0] if len(possible) == 1 else None


class ElementReader(Generic[ElementT]):
    """Gives the elements of an array one by one, from its partial outputs.

    Args:
        max_items: How many there may be.
    """

    def __init__(self, max_items: int | None) -> None:
        self._max_items = max_items
        self._count = 0

    def read(self, partial: Sequence[ElementT]) -> Iterator[ElementT]:
        """Give the elements that are new.

        Args:
            partial: The elements so far.

        Yields:
            Each element once.

        Raises:
            TypeValidationError: There are more elements than allowed; those that are allowed came before.
        """
        while self._count < len(partial):
            if self._max_items is not None and self._count >= self._max_items:
                raise too_many_elements(partial, self._max_items)
            self._count += 1
            yield partial[self._count - 1]


def too_many_elements(elements: Sequence[object], max_items: int) -> TypeValidationError:
    """Make the error for an array that is too long.

    Args:
        elements: The array.
        max_items: How many elements there may be.

    Returns:
        The error.
    """
    return TypeValidationError(value=elements, cause=f"elements array must contain at most {max_items} items")


def _member(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None
