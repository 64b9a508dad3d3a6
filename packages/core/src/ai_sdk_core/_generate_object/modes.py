"""What can be asked for: an object, an array, one of several texts, any JSON."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Generic, Literal, Never, TypeAlias, TypeVar

from .._generate_text.output import Output, OutputContext
from .._generate_text.partial_output import NO_CHANGE, NoChange, PartialOutputParser
from .._override import override
from ..errors import InvalidArgumentError, TypeValidationError
from ..provider.language_model.call_options import JsonResponseFormat, ResponseFormat
from ..provider_utils.schema import Schema, as_schema
from .deltas import ArrayDeltas, EnumDeltas, JsonDeltas, ObjectDeltas

T = TypeVar("T")

ObjectOutput: TypeAlias = Literal["object", "array", "enum", "no-schema"]
"""What is asked for."""


class ObjectMode(ABC, Generic[T]):
    """One of the four things that can be asked for.

    Args:
        output: Which one.
        asked_for: Asks the model for it.
    """

    def __init__(self, output: ObjectOutput, asked_for: Output[Any, Any, Any]) -> None:
        self.output: ObjectOutput = output
        self.text_output = _TextInFormat(asked_for.response_format)
        """For the generation: the model is asked for the object, its text is parsed by us."""

    @property
    def json_schema(self) -> dict[str, Any] | None:
        """What the model is asked for, as JSON Schema."""
        response_format = self.text_output.response_format
        return response_format.schema if isinstance(response_format, JsonResponseFormat) else None

    @abstractmethod
    def validate(self, value: Any) -> T:
        """Check the complete answer.

        Args:
            value: The JSON value that the model wrote.

        Returns:
            The object.

        Raises:
            TypeValidationError: It is no such object.
        """

    @abstractmethod
    def deltas(self) -> ObjectDeltas:
        """Make what reads an answer while it arrives.

        Returns:
            A parser for one reader of one stream.
        """


class _TextInFormat(Output[str, str, Never]):
    """The text of an answer in a format."""

    name = "object"

    def __init__(self, response_format: ResponseFormat) -> None:
        self._format = response_format

    @property
    @override
    def response_format(self) -> ResponseFormat:
        return self._format

    @override
    def parse_complete_output(self, text: str, context: OutputContext) -> str:
        return text

    @override
    def partial_parser(self) -> PartialOutputParser[str]:
        return _PassingParser()


class _PassingParser:
    """Passes each piece of text on, and keeps nothing: the readers of the stream parse for themselves."""

    def feed(self, delta: str) -> str | NoChange:
        """Read the next piece of text."""
        return delta or NO_CHANGE


class _SchemaMode(ObjectMode[T]):
    def __init__(self, schema: Schema[T], name: str | None, description: str | None) -> None:
        super().__init__("object", Output.object(schema, name=name, description=description))
        self._schema = schema

    @override
    def validate(self, value: Any) -> T:
        return self._schema.validate(value)

    @override
    def deltas(self) -> ObjectDeltas:
        return JsonDeltas()


class _ArrayMode(ObjectMode[list[T]]):
    def __init__(self, element: Schema[T], name: str | None, description: str | None) -> None:
        super().__init__("array", Output.array(element, name=name, description=description))
        self._element = element

    @override
    def validate(self, value: Any) -> list[T]:
        elements = value.get("elements") if isinstance(value, dict) else None
        if not isinstance(elements, list):
            raise TypeValidationError(value=value, cause="value must be an object that contains an array of elements")
        return [self._element.validate(element) for element in elements]

    @override
    def deltas(self) -> ObjectDeltas:
        return ArrayDeltas(self._element)


class _EnumMode(ObjectMode[str]):
    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__("enum", Output.choice(choices))
        self._choices = list(choices)

    @override
    def validate(self, value: Any) -> str:
        written = value.get("result") if isinstance(value, dict) else None
        if not isinstance(written, str):
            cause = 'value must be an object that contains a string in the "result" property.'
            raise TypeValidationError(value=value, cause=cause)
        if written not in self._choices:
            raise TypeValidationError(value=value, cause="value must be a string in the enum")
        return written

    @override
    def deltas(self) -> ObjectDeltas:
        return EnumDeltas(self._choices)


class _NoSchemaMode(ObjectMode[Any]):
    def __init__(self) -> None:
        super().__init__("no-schema", Output.json())

    @override
    def validate(self, value: Any) -> Any:
        return value

    @override
    def deltas(self) -> ObjectDeltas:
        return JsonDeltas()


def make_mode(
    output: ObjectOutput, schema: Any, enum: Sequence[str] | None, *, name: str | None, description: str | None
) -> ObjectMode[Any]:
    """Find out what is asked for.

    Args:
        output: Which of the four.
        schema: What the object, or each element of the array, must look like.
        enum: The texts to choose from.
        name: Helps some models: what the object is called. Not used without a schema.
        description: Helps some models: what the object is. Not used without a schema.

    Returns:
        The mode.

    Raises:
        InvalidArgumentError: Arguments are missing, or do not go together.
    """
    make = _MAKERS.get(output)
    if make is None:
        raise InvalidArgumentError(
            parameter="output", value=output, message="output must be object, array, enum or no-schema"
        )
    has_schema = output in ("object", "array")
    if has_schema and schema is None:
        raise InvalidArgumentError(parameter="schema", value=None, message=f"A schema is required for {output} output.")
    if not has_schema and schema is not None:
        message = f"Schema is not supported for {output} output."
        raise InvalidArgumentError(parameter="schema", value=schema, message=message)
    if output != "enum" and enum is not None:
        message = f"Enum values are not supported for {output} output."
        raise InvalidArgumentError(parameter="enumValues", value=enum, message=message)
    return make(schema, enum, name, description)


def _make_enum_mode(_schema: Any, enum: Sequence[str] | None, _name: str | None, _description: str | None) -> _EnumMode:
    if enum is None:
        raise InvalidArgumentError(parameter="enumValues", value=None, message="Enum values are required.")
    for value in enum:
        if not isinstance(value, str):
            raise InvalidArgumentError(parameter="enumValues", value=value, message="Enum values must be strings.")
    return _EnumMode(enum)


_MAKERS: dict[str, Callable[[Any, Sequence[str] | None, str | None, str | None], ObjectMode[Any]]] = {
    "object": lambda schema, _enum, name, description: _SchemaMode(as_schema(schema), name, description),
    "array": lambda schema, _enum, name, description: _ArrayMode(as_schema(schema), name, description),
    "enum": _make_enum_mode,
    "no-schema": lambda _schema, _enum, _name, _description: _NoSchemaMode(),
}
