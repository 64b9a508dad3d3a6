"""Functions that became tools: the schema comes from the signature, the descriptions from the docstring."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, NotRequired, ParamSpec, TypeVar

from ..errors import InvalidArgumentError
from ..provider_utils.schema import Schema, as_schema
from ..provider_utils.tool import OutputT, Tool, ToolExecutionOptions, is_options_annotation
from .docstring import read_docstring

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(kw_only=True)
class DecoratedTool(Tool[dict[str, Any], OutputT], Generic[P, R, OutputT]):
    """A tool made from a function, which can still be called like the function."""

    function: Callable[P, R]

    def __post_init__(self) -> None:
        # Shown by help() and read by inspect.signature().
        self.__wrapped__ = self.function
        self.__doc__ = self.function.__doc__
        self.__name__ = getattr(self.function, "__name__", "tool")

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the function itself: no schema, no thread, no approval."""
        return self.function(*args, **kwargs)


class FunctionSignature:
    """What the signature of a function says about the input of a tool.

    Types are evaluated when the tool is defined; those that do not exist by then, when they are needed.
    """

    def __init__(self, function: Callable[..., Any], local_names: Mapping[str, Any] | None = None) -> None:
        self._function = function
        self._parameters = _nameable_parameters(function)
        try:
            self._hints: dict[str, Any] | None = _hints(function, local_names)
        except NameError:
            self._hints = None

    @property
    def input_parameters(self) -> list[inspect.Parameter]:
        """The parameters that the model fills in."""
        return [p for p in self._parameters if not self._receives_options(p)]

    def execute(self, arguments: dict[str, Any], options: ToolExecutionOptions[Any]) -> Any:
        """Call the function.

        Args:
            arguments: The validated input.
            options: For the parameters that are annotated with `ToolExecutionOptions`.

        Returns:
            What the function returns.
        """
        extra = {p.name: options for p in self._parameters if self._receives_options(p)}
        return self._function(**arguments, **extra)

    def schema(self) -> Schema[dict[str, Any]]:
        """Make the schema of the input: an object with a property for every parameter.

        Returns:
            The schema; parameters with a default value may be left out.
        """
        from pydantic import Field

        # Before Python 3.12, pydantic takes no other TypedDict.
        from typing_extensions import TypedDict

        if self._hints is None:
            self._hints = _hints(self._function)
        descriptions = read_docstring(self._function.__doc__).arguments
        fields: dict[str, Any] = {}
        for parameter in self.input_parameters:
            annotation = self._hints.get(parameter.name, Any)
            extra: dict[str, Any] = {}
            if parameter.name in descriptions and not _describes_itself(annotation):
                extra["description"] = descriptions[parameter.name]
            if _is_json(parameter.default):
                extra["json_schema_extra"] = {"default": parameter.default}
            if extra:
                annotation = Annotated[annotation, Field(**extra)]
            fields[parameter.name] = annotation if parameter.default is parameter.empty else NotRequired[annotation]
        name = getattr(self._function, "__name__", "Input")
        return as_schema(TypedDict(name, fields))  # type: ignore[operator]  # made at run time

    def _receives_options(self, parameter: inspect.Parameter) -> bool:
        annotation = parameter.annotation if self._hints is None else self._hints.get(parameter.name)
        return is_options_annotation(annotation)


def lazy_schema(make: Callable[[], Schema[Any]]) -> Schema[Any]:
    """Put off making a schema until it is used, because that may import pydantic.

    Args:
        make: Makes the schema; called at most once.

    Returns:
        A schema that behaves like the one made.
    """
    made: list[Schema[Any]] = []

    def get() -> Schema[Any]:
        if not made:
            made.append(make())
        return made[0]

    return Schema(json_schema=lambda: get().json_schema, validate=lambda value: get().validate(value))


def _nameable_parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    parameters = list(inspect.signature(function).parameters.values())
    for parameter in parameters:
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            raise InvalidArgumentError(
                parameter="function",
                value=function,
                message=f"a model cannot pass the parameter {parameter}: a tool needs parameters that have names.",
            )
    return parameters


def _hints(function: Callable[..., Any], local_names: Mapping[str, Any] | None = None) -> dict[str, Any]:
    annotated = function if hasattr(function, "__annotations__") else type(function).__call__
    return typing.get_type_hints(
        inspect.unwrap(annotated), localns=dict(local_names) if local_names else None, include_extras=True
    )


def _describes_itself(annotation: Any) -> bool:
    """Whether the user wrote a description next to the type: `Annotated[str, Field(description=...)]`."""
    return any(getattr(entry, "description", None) is not None for entry in getattr(annotation, "__metadata__", ()))


def _is_json(default: object) -> bool:
    if isinstance(default, list | tuple):
        return all(map(_is_json, default))
    return default is None or isinstance(default, bool | int | float | str)
