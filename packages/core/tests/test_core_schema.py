import dataclasses
import datetime
import decimal
import enum
import gc
import subprocess
import sys
import weakref
from typing import Annotated, Any, Literal, NotRequired

import pytest
from ai_sdk_core.errors import InvalidArgumentError, JSONParseError, TypeValidationContext, TypeValidationError
from ai_sdk_core.provider_utils.schema import Schema, as_schema, json_schema
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model
from typing_extensions import TypedDict

DRAFT_7 = "http://json-schema.org/draft-07/schema#"


class Unit(enum.Enum):
    GRAM = "g"
    PIECE = "pc"


class Ingredient(BaseModel):
    """Something to buy."""

    name: str
    amount: float = Field(description="How much.")
    unit: Unit = Unit.GRAM


class Recipe(BaseModel):
    title: str
    ingredients: list[Ingredient]
    main: Ingredient = Field(description="The one that matters.")


class Tree(BaseModel):
    children: list["Tree"] = []


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]


class Point(TypedDict):
    x: int
    label: NotRequired[str]


@dataclasses.dataclass
class Size:
    width: int
    height: int = 1


def body(source):
    """The JSON Schema without its marker."""
    schema = dict(as_schema(source).json_schema)
    assert schema.pop("$schema") == DRAFT_7
    return schema


INGREDIENT = {
    "type": "object",
    "description": "Something to buy.",
    "properties": {
        "name": {"type": "string"},
        "amount": {"type": "number", "description": "How much."},
        "unit": {"type": "string", "enum": ["g", "pc"], "default": "g"},
    },
    "required": ["name", "amount"],
    "additionalProperties": False,
}


class TestJsonSchema:
    def test_models_are_inlined_closed_and_without_derived_titles(self):
        assert body(Recipe) == {
            "type": "object",
            "properties": {
                "title": {"type": "string"},
                "ingredients": {"type": "array", "items": INGREDIENT},
                "main": {**INGREDIENT, "description": "The one that matters."},
            },
            "required": ["title", "ingredients", "main"],
            "additionalProperties": False,
        }

    def test_a_typed_dict_a_dataclass_and_a_builtin_type(self):
        assert body(Point) == {
            "type": "object",
            "properties": {"x": {"type": "integer"}, "label": {"type": "string"}},
            "required": ["x"],
            "additionalProperties": False,
        }
        assert body(Size) == {
            "type": "object",
            "properties": {"width": {"type": "integer"}, "height": {"type": "integer", "default": 1}},
            "required": ["width"],
            "additionalProperties": False,
        }
        assert body(list[int]) == {"type": "array", "items": {"type": "integer"}}

    def test_recursive_types_keep_a_reference_and_have_their_type_at_the_top(self):
        tree = {
            "type": "object",
            "properties": {"children": {"type": "array", "items": {"$ref": "#/definitions/Tree"}, "default": []}},
            "additionalProperties": False,
        }
        assert body(Tree) == {**tree, "definitions": {"Tree": tree}}

    def test_a_recursive_reference_with_a_description_is_wrapped_because_draft_7_ignores_siblings(self):
        class Forest(BaseModel):
            tree: Tree = Field(description="The tallest.")

        assert body(Forest)["properties"]["tree"] == {
            "allOf": [{"$ref": "#/definitions/Tree"}],
            "description": "The tallest.",
        }

    def test_dictionaries_keep_a_schema_for_their_values(self):
        assert body(dict[str, int]) == {"type": "object", "additionalProperties": {"type": "integer"}}
        assert body(dict[str, Any]) == {"type": "object", "additionalProperties": {}}

    def test_objects_inside_of_dictionaries_are_closed_too(self):
        assert body(dict[str, Size])["additionalProperties"]["additionalProperties"] is False

    def test_a_model_that_allows_extra_fields_stays_open(self):
        class Open(BaseModel):
            model_config = ConfigDict(extra="allow")

        assert body(Open) == {"type": "object", "properties": {}, "additionalProperties": {}}

    def test_tuples_are_written_as_in_draft_7(self):
        assert body(tuple[int, str]) == {
            "type": "array",
            "items": [{"type": "integer"}, {"type": "string"}],
            "minItems": 2,
            "maxItems": 2,
        }

    def test_a_tagged_union_is_an_any_of(self):
        schema = body(Annotated[Cat | Dog, Field(discriminator="kind")])
        assert list(schema) == ["anyOf"]
        assert [branch["properties"]["kind"]["const"] for branch in schema["anyOf"]] == ["cat", "dog"]

    def test_optional_fields_are_any_of_with_null(self):
        class Note(BaseModel):
            text: str | None = None

        assert body(Note)["properties"]["text"] == {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}

    def test_titles_that_the_user_wrote_are_kept(self):
        class Titled(BaseModel):
            model_config = ConfigDict(title="A good title")
            name: str = Field(title="Full name")

        schema = body(Titled)
        assert schema["title"] == "A good title"
        assert schema["properties"]["name"]["title"] == "Full name"

    def test_a_property_named_like_a_keyword_is_a_property(self):
        class Odd(BaseModel):
            items: dict[str, int]
            title: str
            ref: str = Field(alias="$ref")

        assert set(body(Odd)["properties"]) == {"items", "title", "$ref"}

    def test_the_schema_is_made_once(self):
        schema = as_schema(Recipe)
        assert schema.json_schema is schema.json_schema

    def test_a_type_without_json_form_is_an_invalid_argument(self):
        with pytest.raises(InvalidArgumentError, match="schema"):
            _ = as_schema(type("Opaque", (), {})).json_schema


class TestSources:
    def test_a_schema_is_returned_as_it_is(self):
        schema = as_schema(Recipe)
        assert as_schema(schema) is schema

    def test_a_type_adapter(self):
        assert as_schema(TypeAdapter(list[int])).validate([1]) == [1]

    def test_a_raw_json_schema_is_passed_on_as_it_is_and_accepts_everything(self):
        schema = as_schema({"type": "object", "additionalProperties": True})
        assert schema.json_schema == {"type": "object", "additionalProperties": True}
        assert schema.validate("anything") == "anything"

    def test_none_is_an_object_without_properties(self):
        assert as_schema(None).json_schema == {"type": "object", "properties": {}, "additionalProperties": False}

    def test_a_union(self):
        assert as_schema(int | str).validate("a") == "a"

    def test_types_that_cannot_be_hashed(self):
        schema = as_schema(Annotated[int, Field(json_schema_extra={"examples": [1]}), []])
        assert schema.validate(3) == 3

    def test_the_same_type_is_compiled_once(self):
        assert as_schema(list[int]) is as_schema(list[int])

    def test_json_schema_may_be_made_when_it_is_needed(self):
        made = []

        def make():
            made.append(1)
            return {"type": "string"}

        schema = json_schema(make)
        assert made == []
        assert schema.json_schema == schema.json_schema == {"type": "string"}
        assert made == [1]

    def test_json_schema_with_a_function_that_validates(self):
        schema = json_schema({"type": "string"}, validate=lambda value: str(value).upper())
        assert schema.validate("a") == "A"

    def test_what_the_function_raises_becomes_a_type_validation_error(self):
        def refuse(value):
            raise RuntimeError("too long")

        with pytest.raises(TypeValidationError, match="too long") as info:
            json_schema({}, validate=refuse).validate("x", context=TypeValidationContext(field="f"))
        assert isinstance(info.value.__cause__, RuntimeError)
        assert info.value.value == "x"
        assert "for f" in str(info.value)

    def test_a_type_validation_error_of_the_function_is_not_wrapped(self):
        error = None

        def refuse(value):
            nonlocal error
            error = TypeValidationError(value=value, cause="no")
            raise error

        with pytest.raises(TypeValidationError) as info:
            json_schema({}, validate=refuse).validate("x")
        assert info.value is error


class TestValidation:
    @pytest.mark.parametrize(
        ("source", "value"),
        [
            (int, "1"),
            (int, True),
            (int, 1.5),
            (float, "1.0"),
            (str, 1),
            (bool, 1),
            (bool, "true"),
            (list[int], {"0": 1}),
            (datetime.date, 0),
            (Size, {"width": "1"}),
            (Point, {"label": "a"}),
            (Unit, "kg"),
        ],
    )
    def test_json_types_are_strict(self, source, value):
        with pytest.raises(TypeValidationError) as info:
            as_schema(source).validate(value)
        assert info.value.value is value

    @pytest.mark.parametrize(
        ("source", "value", "expected"),
        [
            (datetime.date, "2020-01-02", datetime.date(2020, 1, 2)),
            (
                datetime.datetime,
                "2020-01-02T03:04:05Z",
                datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
            ),
            (tuple[int, str], [1, "a"], (1, "a")),
            (set[int], [1, 1], {1}),
            (Unit, "g", Unit.GRAM),
            (float, 1, 1.0),
            (decimal.Decimal, "1.5", decimal.Decimal("1.5")),
            (Size, {"width": 2}, Size(2, 1)),
            (Point, {"x": 1}, {"x": 1}),
        ],
    )
    def test_what_json_writes_differently_is_converted(self, source, value, expected):
        result = as_schema(source).validate(value)
        assert result == expected
        assert type(result) is type(expected)

    @pytest.mark.parametrize(("source", "expected"), [(int, 5), (Literal[5], 5), (list[int], [5]), (int | str, 5)])
    def test_an_integer_may_be_written_with_a_fraction_of_zero(self, source, expected):
        value = [5.0] if isinstance(expected, list) else 5.0
        assert as_schema(source).validate(value) == expected

    def test_fractions_of_zero_do_not_make_another_fault_pass(self):
        with pytest.raises(TypeValidationError, match="height"):
            as_schema(Size).validate({"width": 5.0, "height": "x"})

    def test_half_an_emoji_is_replaced(self):
        assert as_schema(str).validate("a\ud83d") == "a\ufffd"
        assert as_schema(dict[str, list[str]]).validate({"k": ["\ud83d\ude00"]}) == {"k": ["\U0001f600"]}

    def test_a_value_that_is_no_json_is_a_type_validation_error(self):
        with pytest.raises(TypeValidationError):
            as_schema(Any).validate(object())

    def test_validate_json_tells_bad_json_from_bad_values(self):
        schema = as_schema(Size)
        assert schema.validate_json(b'{"width": 3}') == Size(3)
        with pytest.raises(JSONParseError):
            schema.validate_json("{")
        with pytest.raises(TypeValidationError):
            schema.validate_json("[]")
        with pytest.raises(JSONParseError, match="forbidden"):
            schema.validate_json('{"width": 1, "__proto__": {}}')

    json_values = st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(),
        lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    )

    @given(json_values)
    def test_any_accepts_every_json_value_unchanged(self, value):
        assert as_schema(Any).validate(value) == value


def test_types_made_at_run_time_are_not_kept_forever():
    references = []
    for number in range(600):
        model = create_model(f"Model{number}", value=(int, ...))
        assert as_schema(model).validate({"value": 1}).value == 1
        references.append(weakref.ref(model))
    del model
    gc.collect()
    assert sum(reference() is not None for reference in references) <= 256


def test_making_a_schema_imports_no_pydantic():
    program = (
        "import sys; from ai_sdk_core.provider_utils.schema import as_schema; as_schema(list[int]);"
        "sys.exit('pydantic' in sys.modules or 'httpx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_schema_is_generic_at_run_time():
    assert Schema[int] is not None
