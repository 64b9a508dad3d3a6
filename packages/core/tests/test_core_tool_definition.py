"""Defining tools: schemas from signatures, descriptions from docstrings, functions that stay functions."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

import pytest
from ai_sdk_core._tools import DecoratedTool, Tool, ToolExecutionOptions, dynamic_tool, tool
from ai_sdk_core._tools.docstring import read_docstring
from ai_sdk_core.errors import InvalidArgumentError, TypeValidationError
from ai_sdk_core.provider_utils.provider_tools import provider_defined_tool, provider_executed_tool
from ai_sdk_core.provider_utils.schema import Schema, json_schema
from ai_sdk_core.provider_utils.tool import call_with_options, is_options_annotation, takes_options
from pydantic import BaseModel, Field
from typing_extensions import TypedDict


class Place(BaseModel):
    """A place."""

    name: str


class Query(TypedDict):
    q: str


@tool
async def get_weather(
    city: str,
    place: Place,
    day: date | None = None,
    unit: Literal["C", "F"] = "C",
    *,
    count: Annotated[int, Field(description="How many.", ge=1)] = 3,
    options: ToolExecutionOptions[Any],
) -> str:
    """Get the weather.

    Only for cities.

    Args:
        city: Name of
            the city.
        unit (str): Unit of the temperature.
        count: Not used, the annotation says it.

    Returns:
        The weather.
    """
    return f"{city} {place.name} {day} {unit} {count} {options.tool_call_id}"


OPTIONS = ToolExecutionOptions[Any](tool_call_id="c1", messages=[], context=None)


def properties(defined):
    return defined.input_schema.json_schema["properties"]


def test_a_signature_becomes_the_schema():
    schema = get_weather.input_schema.json_schema
    assert schema["required"] == ["city", "place"]
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {"city", "place", "day", "unit", "count"}
    assert schema["properties"]["unit"] == {
        "enum": ["C", "F"],
        "type": "string",
        "default": "C",
        "description": "Unit of the temperature.",
    }
    assert schema["properties"]["day"]["default"] is None


def test_a_docstring_describes_tool_and_parameters_and_annotations_come_first():
    assert get_weather.description == "Get the weather.\n\nOnly for cities."
    assert properties(get_weather)["city"]["description"] == "Name of the city."
    assert properties(get_weather)["count"]["description"] == "How many."
    assert "description" not in properties(get_weather)["day"]


def test_input_is_validated_and_defaults_are_left_to_the_function():
    value = get_weather.input_schema.validate({"city": "Rome", "place": {"name": "x"}, "day": "2026-01-02"})
    assert value == {"city": "Rome", "place": Place(name="x"), "day": date(2026, 1, 2)}
    for wrong in ({"place": {"name": "x"}}, {"city": 1, "place": {"name": "x"}}, {"city": "a", "place": {}}):
        with pytest.raises(TypeValidationError):
            get_weather.input_schema.validate(wrong)


async def test_execute_passes_the_input_by_name_and_the_options_to_their_parameter():
    result = get_weather.execute({"city": "Rome", "place": Place(name="x"), "count": 4}, OPTIONS)
    assert await result == "Rome x None C 4 c1"


async def test_a_decorated_function_can_be_called_like_before():
    assert await get_weather("Rome", Place(name="y"), options=OPTIONS) == "Rome y None C 3 c1"
    assert inspect.signature(get_weather).parameters["city"].annotation == "str"
    assert get_weather.__doc__.startswith("Get the weather.")
    assert get_weather.__name__ == "get_weather"


def test_options_of_the_decorator_are_options_of_the_tool():
    @tool(
        description="Other.",
        title="T",
        strict=True,
        metadata={"a": 1},
        defer_loading=True,
        inline=True,
        context_schema=int,
        output_schema=str,
    )
    def shout(text: str) -> str:
        """Mine."""
        return text.upper()

    assert isinstance(shout, DecoratedTool)
    assert shout("a") == "A"
    assert (shout.description, shout.title, shout.strict, shout.metadata) == ("Other.", "T", True, {"a": 1})
    assert (shout.defer_loading, shout.inline, shout.type) == (True, True, "function")
    assert isinstance(shout.context_schema, Schema)
    assert isinstance(shout.output_schema, Schema)


def test_types_that_are_local_to_the_calling_function_are_found():
    class Local(BaseModel):
        x: int

    @tool
    def direct(local: Local) -> None: ...

    @tool(title="t")
    def with_options(local: Local) -> None: ...

    for defined in (direct, with_options):
        assert defined.input_schema.validate({"local": {"x": 1}}) == {"local": Local(x=1)}


@tool
def early(value: DefinedLater, options: ToolExecutionOptions[Any]) -> int:
    return value["q"]


DefinedLater = Query


def test_types_that_are_defined_after_the_function_are_found_when_they_are_needed():
    assert early.execute({"value": {"q": "x"}}, OPTIONS) == "x"
    assert early.input_schema.validate({"value": {"q": "x"}}) == {"value": {"q": "x"}}
    assert set(properties(early)) == {"value"}


def test_parameters_that_would_be_fields_of_a_model_are_fine():
    """Names such as `schema`, `json` or `_x` mean something to pydantic models."""

    @tool
    def odd(schema: str, json: int, model_config: bool, _x: float) -> None: ...

    value = {"schema": "s", "json": 1, "model_config": True, "_x": 0.5}
    assert odd.input_schema.validate(value) == value


def test_a_parameter_without_a_type_takes_everything():
    @tool
    def anything(value): ...

    assert anything.input_schema.validate({"value": [1]}) == {"value": [1]}


def test_a_default_that_is_no_json_is_not_shown_to_the_model():
    @tool
    def with_object(value: int = 1, marker: Any = Place, names: Any = ("a", 1)) -> None: ...

    assert properties(with_object)["value"]["default"] == 1
    assert properties(with_object)["names"]["default"] == ["a", 1]
    assert properties(with_object)["marker"] == {}


@pytest.mark.parametrize("function", [lambda *values: None, lambda **values: None, lambda value, /: None])
def test_parameters_that_a_model_cannot_name_are_refused(function):
    with pytest.raises(InvalidArgumentError, match="a tool needs parameters that have names"):
        tool(function)


def test_methods_and_callable_objects_become_tools():
    class Store:
        def find(self, name: str) -> str:
            """Find it."""
            return f"found {name}"

    class Finder:
        async def __call__(self, name: str) -> str:
            return name

    found = tool(Store().find)
    assert found.description == "Find it."
    assert found.execute({"name": "x"}, OPTIONS) == "found x"
    finder = tool(Finder())
    assert set(properties(finder)) == {"name"}
    assert finder.inline is True


async def async_function(value): ...
async def async_generator(value):
    yield value


def test_only_functions_written_for_the_loop_run_there_by_themselves():
    for function in (async_function, async_generator, partial(async_function)):
        assert tool(input_schema={}, execute=function).inline is None
        assert tool(function).inline is True
    assert tool(lambda value: None).inline is None
    assert tool(inline=True)(lambda value: None).inline is True


def test_a_plain_definition_takes_schemas_in_every_form():
    for schema in (Place, Query, json_schema({"type": "object"}), {"type": "object"}):
        assert isinstance(tool(input_schema=schema).input_schema, Schema)
    defined = tool(
        description="d", input_schema=Place, output_schema=int, context_schema=Query, execute=lambda place: 1
    )
    assert defined.input_schema.validate({"name": "x"}) == Place(name="x")
    assert defined.output_schema.validate(3) == 3
    assert defined.context_schema.validate({"q": "x"}) == {"q": "x"}
    assert (defined.type, defined.description) == ("function", "d")


def test_execute_needs_an_input_schema():
    with pytest.raises(InvalidArgumentError, match="input_schema"):
        tool(execute=lambda value: value)


def test_a_dynamic_tool_says_so():
    defined = dynamic_tool(input_schema={"type": "object"}, execute=lambda value: value, title="t")
    assert (defined.type, defined.title, defined.execute(1)) == ("dynamic", "t", 1)


def test_replacing_a_field_keeps_the_rest_of_the_tool():
    replaced = dataclasses.replace(get_weather, title="new")
    assert replaced.title == "new"
    assert replaced.input_schema is get_weather.input_schema
    assert isinstance(replaced, DecoratedTool)


def test_a_description_may_be_written_for_each_call():
    defined = tool(input_schema=Place, description=lambda options: f"For {options.context['who']}")
    assert defined.describe({"who": "Ann"}) == "For Ann"
    assert get_weather.describe(None) == get_weather.description
    assert tool(input_schema=Place).describe(None) is None


def test_settings_of_a_provider_tool_are_not_shown():
    """They may hold credentials, for example of an MCP server."""
    secret = Tool(type="provider", id="a.b", args={"key": "s3cret"}, input_schema=json_schema({}))
    assert "s3cret" not in repr(secret)


def test_telemetry_can_be_told_what_settings_of_a_provider_tool_to_leave_out():
    def redact(args):
        return {**args, "token": "***"}

    for make in (provider_defined_tool, provider_executed_tool):
        made = make(
            id="a.b",
            args={"token": "x"},
            redact_args=redact,
            input_schema=json_schema({}),
            output_schema=json_schema({}),
        )
        assert made.redact_args(made.args) == {"token": "***"}


def options_by_name(value, options): ...
def default_is_no_options(value, unit="C"): ...
def annotated_default(value, options: ToolExecutionOptions[Any] | None = None): ...
def annotated_with_text(value, options: ToolExecutionOptions[Any] = None): ...
def any_number(*values): ...
def keyword_only(value, *, options=None): ...
def one(value): ...


@pytest.mark.parametrize(
    ("function", "wants"),
    [
        (options_by_name, True),
        (default_is_no_options, False),
        (annotated_default, True),
        (annotated_with_text, True),
        (any_number, True),
        (keyword_only, False),
        (one, False),
        (partial(options_by_name, 1), False),
        (str, False),
        (dict.fromkeys, False),
    ],
)
def test_functions_get_options_only_if_they_ask_for_them(function, wants):
    """A second parameter with a default usually binds a variable in a loop."""
    assert takes_options(function, 1) is wants


def test_call_with_options_leaves_them_out():
    assert call_with_options(lambda value, options: (value, options), 1, options=2) == (1, 2)
    assert call_with_options(lambda value: value, 1, options=2) == 1
    assert call_with_options(lambda: 0, options=2) == 0


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (ToolExecutionOptions, True),
        (ToolExecutionOptions[int], True),
        (ToolExecutionOptions | None, True),
        (ToolExecutionOptions[int] | None, True),
        ("ToolExecutionOptions | None", True),
        (int | None, False),
        ("ToolExecutionOptions[Any]", True),
        ("sdk.ToolExecutionOptions", True),
        ("OtherOptions", False),
        (int, False),
        (None, False),
    ],
)
def test_the_options_annotation_is_recognised(annotation, expected):
    assert is_options_annotation(annotation) is expected


@pytest.mark.parametrize(
    ("docstring", "description", "arguments"),
    [
        (None, None, {}),
        ("", None, {}),
        ("Only this.", "Only this.", {}),
        (
            "Args:\n    a: one\n    b (int): two\n        more\n\n    *c: three",
            None,
            {"a": "one", "b": "two more", "c": "three"},
        ),
        ("S.\n\nReturns:\n    a: x\n\nArgs:\n  a: y", "S.", {"a": "y"}),
        ("S.\n\nArgs:\n    a: see http://x.org\n    just text", "S.", {"a": "see http://x.org just text"}),
        ("S.\n\nExample: not a section.\n", "S.\n\nExample: not a section.", {}),
    ],
)
def test_docstrings_in_google_style_are_read(docstring, description, arguments):
    assert read_docstring(docstring) == (description, arguments)


def test_defining_tools_does_not_import_pydantic():
    """The import budget: pydantic loads when a schema is first used."""
    program = """
import sys
from ai_sdk_core._tools import tool
@tool
async def add(a: int, b: int = 2) -> int:
    'Add.'
    return a + b
tool(input_schema={"type": "object"}, execute=lambda value: value)
print([name for name in ("pydantic", "httpx", "anyio") if name in sys.modules])
"""
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"


async def test_a_generator_function_becomes_a_tool():
    @tool
    async def count(to: int) -> AsyncIterator[int]:
        for number in range(to):
            yield number

    assert [number async for number in count(2)] == [0, 1]
    assert count.inline is True
