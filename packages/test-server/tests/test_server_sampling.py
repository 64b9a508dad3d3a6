"""Instances of schemas are valid: pydantic, which wrote most of the schemas, accepts them."""

from __future__ import annotations

import datetime
import enum
import re
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from ai_sdk_test_server._sampling.hints import Hints, numbers_in, texts_in
from ai_sdk_test_server._sampling.pattern import text_for_pattern
from ai_sdk_test_server._sampling.schema import sample_instance
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AnyUrl, BaseModel, ConfigDict, Field, TypeAdapter
from typing_extensions import TypedDict


class Ingredient(BaseModel):
    name: str
    amount: Annotated[float, Field(gt=0)]


class Recipe(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=20)
    ingredients: list[Ingredient]
    steps: Annotated[list[str], Field(min_length=3)]
    minutes: Annotated[int, Field(ge=5, le=90, multiple_of=5)]
    difficulty: Literal["easy", "hard"]
    source: AnyUrl | None = None


class Node(BaseModel):
    value: int
    children: list[Node] = []
    parent: Node | None = None


class Colour(enum.Enum):
    RED = "red"


@dataclass
class Point:
    x: float
    y: Annotated[float, Field(gt=1, lt=2)]


class Options(TypedDict, total=False):
    mode: str
    fallback: Options


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: Annotated[int, Field(gt=8, lt=10)]


class Dog(BaseModel):
    kind: Literal["dog"]


TYPES: list[Any] = [
    Recipe,
    Node,
    Colour,
    Point,
    Options,
    Annotated[Cat | Dog, Field(discriminator="kind")],
    bool,
    None,
    Any,
    str | None,
    dict[str, Ingredient],
    dict[str, int],
    set[int],
    tuple[int, str, bool],
    list[Any],
    list[Cat | Dog],
    datetime.datetime,
    datetime.date,
    datetime.time,
    datetime.timedelta,
    uuid.UUID,
    Decimal,
    bytes,
    Annotated[str, Field(pattern=r"^[A-Z]{2}-\d{3}$")],
    Annotated[str, Field(max_length=3)],
    Annotated[list[int], Field(max_length=1)],
    Annotated[int, Field(gt=10)],
    Annotated[int, Field(lt=-10)],
    Annotated[float, Field(lt=-10)],
    Annotated[float, Field(gt=10)],
    Annotated[float, Field(gt=10, lt=11)],
    Annotated[float, Field(ge=1.5, le=1.5)],
    Annotated[float, Field(multiple_of=0.25, gt=0.75)],
]


@pytest.mark.parametrize("annotation", TYPES, ids=str)
@pytest.mark.parametrize("with_optional", [True, False])
def test_the_sample_of_a_type_is_valid(annotation: Any, with_optional: bool) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    instance = sample_instance(adapter.json_schema(), with_optional=with_optional)

    adapter.validate_json(TypeAdapter(Any).dump_json(instance), strict=True)


def test_optional_properties_are_left_out_when_not_wanted() -> None:
    schema = Recipe.model_json_schema()

    assert "source" in dict(sample_instance(schema))  # type: ignore[arg-type]
    assert "source" not in dict(sample_instance(schema, with_optional=False))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("schema", "instance"),
    [
        (True, "Sample value"),
        ({"const": 5}, 5),
        ({"enum": ["a", "b"]}, "a"),
        ({"examples": ["like this"], "type": "string"}, "like this"),
        ({"type": ["null", "integer"]}, 1),
        ({"type": ["null"]}, None),
        ({"allOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"const": 2}}}]}, {"a": 1, "b": 2}),
        ({"oneOf": [{"type": "null"}, {"type": "boolean"}]}, True),
        ({"anyOf": []}, "Sample value"),
        ({"type": "array", "prefixItems": [{"const": 1}], "items": False}, [1]),
        ({"items": {"type": "integer"}}, [1, 2]),
        ({"required": ["a"], "type": "object"}, {"a": "Sample a"}),
        ({"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"const": 3}}}, 3),
        ({"$ref": "#"}, None),
        ({"type": "string", "format": "email"}, "ada@example.com"),
        ({"type": "string", "pattern": "(?=broken"}, "Sample value"),
    ],
)
def test_the_sample_of_a_schema(schema: Any, instance: Any) -> None:
    assert sample_instance(schema) == instance


def test_hints_are_used_in_their_order() -> None:
    properties: dict[str, Any] = {name: {"type": "string"} for name in ("origin", "destination", "query")}
    properties |= {"count": {"type": "integer"}, "weight": {"type": "number"}}
    hints = Hints(text="the question", texts=["Paris", "Rome"], numbers=[2.0, 7.5])

    assert sample_instance({"properties": properties, "required": list(properties)}, hints=hints) == {
        "origin": "Paris",
        "destination": "Rome",
        "query": "the question",
        "count": 2,
        "weight": 7.5,
    }


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("What is the weather in New York and Rome?", ["New York", "Rome"]),
        ("Play 'So What' by Miles", ["So What"]),
        ("It's the user's turn", []),
        ("Hello. How are you?", []),
    ],
)
def test_names_and_quoted_texts_of_a_question(text: str, texts: list[str]) -> None:
    assert texts_in(text) == texts


def test_numbers_of_a_text() -> None:
    assert numbers_in('{"a": -3, "b": 2.5} 10, v2 1.2.3 7.') == [-3.0, 2.5, 10.0, 7.0]


PATTERNS = [
    r"^[A-Z]{2,3}\d+$",
    r"a|b",
    r"^(foo|bar)-(?:x)?(?P<y>z+)*$",
    r"^[^a-z]\.\w\s\S$",
    r"^[\]x]+?$",
    r"^#[0-9a-fA-F]{6}$",
    r"^\+\d{1,3} \d{4,}$",
    r"\bword\b",
    r"^.{3}$",
    r"",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_text_for_a_pattern_matches_it(pattern: str) -> None:
    text = text_for_pattern(pattern)

    assert text is not None
    assert re.search(pattern, text)


@given(st.text(alphabet="ab01[](){}|*+?^$.\\-dw:<,", max_size=12))
def test_a_pattern_gives_a_matching_text_or_nothing(pattern: str) -> None:
    text = text_for_pattern(pattern)

    assert text is None or re.search(pattern, text)


@pytest.mark.parametrize("pattern", ["a{1001}", "[[a]", "(a", "(?=a)b", "[^\\s\\S]", "*"])
def test_a_pattern_beyond_the_sampler_gives_nothing(pattern: str) -> None:
    assert text_for_pattern(pattern) is None
