"""What a generation gives: text, or a value of a type.

```python
result = await generate_text(model=model, prompt="A pancake recipe.", output=Output.object(Recipe))
result.output  # a Recipe
```
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Never, TypeAlias, TypeVar, overload

from .._override import override
from .._value import Value
from ..errors import InvalidArgumentError, JSONParseError, NoObjectGeneratedError, TypeValidationError
from ..provider.json_value import JSONValue
from ..provider.language_model.call_options import JsonResponseFormat, ResponseFormat, TextResponseFormat
from ..provider_utils.json_parsing import parse_json
from ..provider_utils.schema import Schema, as_schema
from .partial_output import (
    ArrayPartialParser,
    ChoicePartialParser,
    ElementReader,
    JsonPartialParser,
    PartialOutputParser,
    TextPartialParser,
    too_many_elements,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
OutputT = TypeVar("OutputT")
PartialT = TypeVar("PartialT")
ElementT = TypeVar("ElementT")
ChoiceT = TypeVar("ChoiceT", bound=str)

_AnyType: TypeAlias = object  # `object` is a method of Output
_PartialObject: TypeAlias = dict[str, Any]
_JSON_SCHEMA_DIALECT = "http://json-schema.org/draft-07/schema#"
_MISMATCH = "No object generated: response did not match schema."


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class OutputContext(Value):
    """Facts about the response that an output is parsed from, for errors."""

    response: Any
    usage: Any
    finish_reason: str


class Output(ABC, Generic[OutputT, PartialT, ElementT]):
    """What a generation gives; made by one of the static methods."""

    name: str
    """The mode: `text`, `object`, `array`, `choice` or `json`."""

    @property
    @abstractmethod
    def response_format(self) -> ResponseFormat:
        """What the model is asked for."""

    @abstractmethod
    def parse_complete_output(self, text: str, context: OutputContext) -> OutputT:
        """Parse the complete answer.

        Args:
            text: All text of the answer.
            context: Facts for the error.

        Returns:
            The output.

        Raises:
            NoObjectGeneratedError: The text is no such output.
        """

    @abstractmethod
    def partial_parser(self) -> PartialOutputParser[PartialT]:
        """Make a parser for an answer that arrives piece by piece.

        Returns:
            A parser for one reader of one stream.
        """

    def element_reader(self) -> ElementReader[ElementT] | None:
        """Make what takes single elements out of partial outputs.

        Returns:
            A reader for one stream; `None` if the output has no elements.
        """
        return None

    @staticmethod
    def text() -> Output[str, str, Never]:
        """Text, which is the default.

        Returns:
            The output.
        """
        return _TextOutput()

    @overload
    @staticmethod
    def object(
        schema: Schema[T] | TypeAdapter[T] | type[T], *, name: str | None = None, description: str | None = None
    ) -> Output[T, _PartialObject, Never]: ...

    @overload
    @staticmethod
    def object(
        schema: _AnyType, *, name: str | None = None, description: str | None = None
    ) -> Output[Any, _PartialObject, Never]: ...

    @staticmethod
    def object(
        schema: _AnyType, *, name: str | None = None, description: str | None = None
    ) -> Output[Any, _PartialObject, Never]:
        """An object of a type.

        While it streams, partial outputs are plain JSON values that are not validated: one live tree that grows. Do not
        change it; copy it (`copy.deepcopy`) to keep a state.

        Args:
            schema: A pydantic model, dataclass, TypedDict or any other type, a `Schema`, or JSON Schema as a dict.
            name: Helps some models: what the object is called.
            description: Helps some models: what the object is.

        Returns:
            The output.
        """
        return _ObjectOutput(as_schema(schema), name, description)

    @overload
    @staticmethod
    def array(
        element: Schema[T] | TypeAdapter[T] | type[T],
        *,
        min_items: int | None = None,
        max_items: int | None = None,
        name: str | None = None,
        description: str | None = None,
    ) -> Output[list[T], list[T], T]: ...

    @overload
    @staticmethod
    def array(
        element: _AnyType,
        *,
        min_items: int | None = None,
        max_items: int | None = None,
        name: str | None = None,
        description: str | None = None,
    ) -> Output[list[Any], list[Any], Any]: ...

    @staticmethod
    def array(
        element: _AnyType,
        *,
        min_items: int | None = None,
        max_items: int | None = None,
        name: str | None = None,
        description: str | None = None,
    ) -> Output[list[Any], list[Any], Any]:
        """A list of elements of one type.

        While it streams, partial outputs and the element stream hold complete, valid elements only.

        Args:
            element: What one element is, in the forms that `object` takes.
            min_items: How many elements there must be.
            max_items: How many elements there may be.
            name: Helps some models: what the list is called.
            description: Helps some models: what the list is.

        Returns:
            The output.

        Raises:
            InvalidArgumentError: A bound is negative, or they contradict each other.
        """
        return _ArrayOutput(as_schema(element), _Bounds(min_items, max_items), name, description)

    @staticmethod
    def choice(
        options: Sequence[ChoiceT], *, name: str | None = None, description: str | None = None
    ) -> Output[ChoiceT, ChoiceT, Never]:
        """One of several texts.

        Args:
            options: What can be chosen.
            name: Helps some models: what the choice is called.
            description: Helps some models: what the choice is about.

        Returns:
            The output.
        """
        return _ChoiceOutput(options, name, description)

    @staticmethod
    def json(*, name: str | None = None, description: str | None = None) -> Output[JSONValue, JSONValue, Never]:
        """Any JSON value.

        Args:
            name: Helps some models: what the value is called.
            description: Helps some models: what the value is.

        Returns:
            The output.
        """
        return _JsonOutput(name, description)


class _TextOutput(Output[str, str, Never]):
    name = "text"

    @property
    @override
    def response_format(self) -> ResponseFormat:
        return TextResponseFormat()

    @override
    def parse_complete_output(self, text: str, context: OutputContext) -> str:
        return text

    @override
    def partial_parser(self) -> PartialOutputParser[str]:
        return TextPartialParser()


class _ObjectOutput(Output[T, _PartialObject, Never]):
    name = "object"

    def __init__(self, schema: Schema[T], name: str | None, description: str | None) -> None:
        self._schema = schema
        self._labels = (name, description)

    @property
    @override
    def response_format(self) -> ResponseFormat:
        return _json_format(self._schema.json_schema, self._labels)

    @override
    def parse_complete_output(self, text: str, context: OutputContext) -> T:
        value = _parse(text, context)
        try:
            return self._schema.validate(value)
        except TypeValidationError as error:
            raise _error(_MISMATCH, error, text, context) from error

    @override
    def partial_parser(self) -> PartialOutputParser[_PartialObject]:
        return JsonPartialParser()


class _ArrayOutput(Output[list[T], list[T], T]):
    name = "array"

    def __init__(self, element: Schema[T], bounds: _Bounds, name: str | None, description: str | None) -> None:
        self._element = element
        self._bounds = bounds
        self._labels = (name, description)

    @property
    @override
    def response_format(self) -> ResponseFormat:
        items = dict(self._element.json_schema)
        items.pop("$schema", None)
        # References start at the root, so definitions have to stay there.
        definitions: dict[str, Any] = {key: items.pop(key) for key in ("definitions", "$defs") if key in items}
        elements = {"type": "array", "items": items, **self._bounds.json_schema()}
        return _json_format({**definitions, **_object_with("elements", elements)}, self._labels)

    @override
    def parse_complete_output(self, text: str, context: OutputContext) -> list[T]:
        value = _parse(text, context)
        try:
            return [self._element.validate(element) for element in self._bounds.check(_elements(value))]
        except TypeValidationError as error:
            raise _error(_MISMATCH, error, text, context) from error

    @override
    def partial_parser(self) -> PartialOutputParser[list[T]]:
        return ArrayPartialParser(self._element)

    @override
    def element_reader(self) -> ElementReader[T]:
        return ElementReader(self._bounds.max_items)


class _ChoiceOutput(Output[ChoiceT, ChoiceT, Never]):
    name = "choice"

    def __init__(self, choices: Sequence[ChoiceT], name: str | None, description: str | None) -> None:
        self._choices = list(choices)
        self._labels = (name, description)

    @property
    @override
    def response_format(self) -> ResponseFormat:
        return _json_format(_object_with("result", {"type": "string", "enum": list(self._choices)}), self._labels)

    @override
    def parse_complete_output(self, text: str, context: OutputContext) -> ChoiceT:
        value = _parse(text, context)
        written = value.get("result") if isinstance(value, dict) else None
        for choice in self._choices:
            if choice == written:
                return choice
        error = TypeValidationError(value=value, cause="response must be an object that contains a choice value.")
        raise _error(_MISMATCH, error, text, context) from error

    @override
    def partial_parser(self) -> PartialOutputParser[ChoiceT]:
        return ChoicePartialParser(self._choices)


class _JsonOutput(Output[JSONValue, JSONValue, Never]):
    name = "json"

    def __init__(self, name: str | None, description: str | None) -> None:
        self._labels = (name, description)

    @property
    @override
    def response_format(self) -> ResponseFormat:
        return _json_format(None, self._labels)

    @override
    def parse_complete_output(self, text: str, context: OutputContext) -> JSONValue:
        return _parse(text, context)

    @override
    def partial_parser(self) -> PartialOutputParser[JSONValue]:
        return JsonPartialParser()


class _Bounds:
    """How many elements an array must and may have."""

    def __init__(self, min_items: int | None, max_items: int | None) -> None:
        self.min_items = _bound("min_items", min_items)
        self.max_items = _bound("max_items", max_items)
        if min_items is not None and max_items is not None and min_items > max_items:
            raise InvalidArgumentError(
                parameter="min_items", value=min_items, message="min_items must be less than or equal to max_items"
            )

    def json_schema(self) -> dict[str, int]:
        bounds = {"minItems": self.min_items, "maxItems": self.max_items}
        return {key: bound for key, bound in bounds.items() if bound is not None}

    def check(self, elements: list[Any]) -> list[Any]:
        if self.min_items is not None and len(elements) < self.min_items:
            raise TypeValidationError(
                value=elements, cause=f"elements array must contain at least {self.min_items} items"
            )
        if self.max_items is not None and len(elements) > self.max_items:
            raise too_many_elements(elements, self.max_items)
        return elements


def _bound(name: str, value: int | None) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidArgumentError(parameter=name, value=value, message=f"{name} must be an integer")
    if value < 0:
        raise InvalidArgumentError(parameter=name, value=value, message=f"{name} must be greater than or equal to 0")
    return value


def _json_format(schema: Mapping[str, Any] | None, labels: tuple[str | None, str | None]) -> JsonResponseFormat:
    name, description = labels
    return JsonResponseFormat(schema=None if schema is None else dict(schema), name=name, description=description)


def _object_with(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Wrap a schema: models are asked for objects, whatever the output is."""
    return {
        "$schema": _JSON_SCHEMA_DIALECT,
        "type": "object",
        "properties": {name: schema},
        "required": [name],
        "additionalProperties": False,
    }


def _parse(text: str, context: OutputContext) -> JSONValue:
    try:
        return parse_json(text)
    except JSONParseError as error:
        raise _error("No object generated: could not parse the response.", error, text, context) from error


def _elements(value: JSONValue) -> list[Any]:
    elements = value.get("elements") if isinstance(value, dict) else None
    if not isinstance(elements, list):
        raise TypeValidationError(value=value, cause="response must be an object with an elements array")
    return elements


def _error(message: str, cause: Exception, text: str, context: OutputContext) -> NoObjectGeneratedError:
    return NoObjectGeneratedError(
        message=message,
        cause=cause,
        text=text,
        response=context.response,
        usage=context.usage,
        finish_reason=context.finish_reason,
    )
