"""Structured outputs: what models are asked for, complete answers, and answers that arrive piece by piece."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from typing import Any, Literal

import pytest
from ai_sdk_core._generate_text.output import Output, OutputContext
from ai_sdk_core._generate_text.partial_output import NO_CHANGE, ElementReader
from ai_sdk_core.errors import InvalidArgumentError, JSONParseError, NoObjectGeneratedError, TypeValidationError
from ai_sdk_core.provider.language_model.call_options import JsonResponseFormat, TextResponseFormat
from ai_sdk_core.provider_utils.partial_json import parse_partial_json
from ai_sdk_core.provider_utils.schema import json_schema
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

CONTEXT = OutputContext(response="response", usage="usage", finish_reason="stop")
DIALECT = "http://json-schema.org/draft-07/schema#"


class Step(BaseModel):
    text: str


class Recipe(BaseModel):
    name: str
    steps: list[Step]


def partials(output: Output[Any, Any, Any], deltas: Iterable[str]) -> list[Any]:
    parser = output.partial_parser()
    return [copy.deepcopy(partial) for delta in deltas if (partial := parser.feed(delta)) is not NO_CHANGE]


def failure(output: Output[Any, Any, Any], text: str) -> NoObjectGeneratedError:
    with pytest.raises(NoObjectGeneratedError) as caught:
        output.parse_complete_output(text, CONTEXT)
    error = caught.value
    assert (error.text, error.response, error.usage, error.finish_reason) == (text, "response", "usage", "stop")
    assert error.__cause__ is error.cause
    return error


class TestText:
    def test_text_is_the_output(self) -> None:
        assert Output.text().response_format == TextResponseFormat()
        assert Output.text().parse_complete_output("a", CONTEXT) == "a"
        assert Output.text().element_reader() is None

    def test_every_text_is_a_partial_output(self) -> None:
        assert partials(Output.text(), ["", "a", "", "b"]) == ["", "a", "ab"]


class TestObject:
    def test_the_model_is_asked_for_the_schema(self) -> None:
        schema = {"type": "object", "properties": {"a": {"type": "string"}}}
        assert Output.object(schema, name="n", description="d").response_format == JsonResponseFormat(
            schema=schema, name="n", description="d"
        )

    def test_the_answer_is_validated(self) -> None:
        text = '{"name":"Pancake","steps":[{"text":"Mix."}]}'
        assert Output.object(Recipe).parse_complete_output(text, CONTEXT) == Recipe(
            name="Pancake", steps=[Step(text="Mix.")]
        )

    def test_wrong_answers(self) -> None:
        error = failure(Output.object(Recipe), '{"name": ')
        assert str(error) == "No object generated: could not parse the response."
        assert isinstance(error.cause, JSONParseError)
        error = failure(Output.object(Recipe), '{"name": 1}')
        assert str(error) == "No object generated: response did not match schema."
        assert isinstance(error.cause, TypeValidationError)

    def test_partial_outputs_are_the_json_so_far_and_only_changes(self) -> None:
        deltas = ['{"na', 'me":', ' "Pan', "", 'cake"', " ", ', "steps": [', "{}", "]}"]
        assert partials(Output.object(Recipe), deltas) == [
            {},
            {"name": "Pan"},
            {"name": "Pancake"},
            {"name": "Pancake", "steps": []},
            {"name": "Pancake", "steps": [{}]},
        ]

    def test_partial_outputs_are_one_live_tree(self) -> None:
        """No copy per delta: that is what keeps long objects linear."""
        parser = Output.object(Recipe).partial_parser()
        first = parser.feed('{"name": "a')
        assert parser.feed("b") is first

    def test_text_that_is_no_json_gives_nothing(self) -> None:
        assert partials(Output.object(Recipe), ["Sure", "! {", "}"]) == []

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
            max_leaves=8,
        ),
        st.integers(1, 7),
    )
    def test_partial_outputs_are_those_of_parsing_anew(self, value: Any, size: int) -> None:
        """The reference parses the whole text at every delta, and leaves out what is as before."""
        text = json.dumps(value)
        deltas = [text[start : start + size] for start in range(0, len(text), size)]
        expected: list[Any] = []
        for end in range(1, len(deltas) + 1):
            so_far = parse_partial_json("".join(deltas[:end]))
            if so_far.state != "failed-parse" and (
                not expected or json.dumps(expected[-1]) != json.dumps(so_far.value)
            ):
                expected.append(so_far.value)
        assert partials(Output.json(), deltas) == expected


class TestArray:
    def test_the_model_is_asked_for_an_object_around_the_array(self) -> None:
        element = {"$schema": DIALECT, "$defs": {"a": {}}, "definitions": {"b": {}}, "$ref": "#/$defs/a"}
        output = Output.array(element, min_items=1, max_items=2, name="n", description="d")
        assert output.response_format == JsonResponseFormat(
            name="n",
            description="d",
            schema={
                "$schema": DIALECT,
                "$defs": {"a": {}},
                "definitions": {"b": {}},
                "type": "object",
                "properties": {
                    "elements": {"type": "array", "items": {"$ref": "#/$defs/a"}, "minItems": 1, "maxItems": 2}
                },
                "required": ["elements"],
                "additionalProperties": False,
            },
        )
        assert element["$defs"] == {"a": {}}

    def test_the_answer_is_validated(self) -> None:
        assert Output.array(Step).parse_complete_output('{"elements":[{"text":"a"}]}', CONTEXT) == [Step(text="a")]

    @pytest.mark.parametrize(
        ("text", "cause"),
        [
            ("[1]", "response must be an object with an elements array"),
            ('{"elements": 1}', "response must be an object with an elements array"),
            ('{"elements": [1]}', "elements array must contain at least 2 items"),
            ('{"elements": [1, 2, 3, 4]}', "elements array must contain at most 3 items"),
            ('{"elements": [1, "2"]}', "Type validation failed"),
        ],
    )
    def test_wrong_answers(self, text: str, cause: str) -> None:
        error = failure(Output.array(int, min_items=2, max_items=3), text)
        assert str(error) == "No object generated: response did not match schema."
        assert cause in str(error.cause)

    @pytest.mark.parametrize(
        ("bounds", "message"),
        [
            ({"min_items": -1}, "min_items must be greater than or equal to 0"),
            ({"max_items": 1.5}, "max_items must be an integer"),
            ({"min_items": 2, "max_items": 1}, "min_items must be less than or equal to max_items"),
        ],
    )
    def test_wrong_bounds_are_refused(self, bounds: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            Output.array(int, **bounds)

    def test_the_last_element_is_held_back(self) -> None:
        """It may grow until the next one begins or the object is closed."""
        deltas = ['{"elements":', "[", "1", "2", ",", " 3", "]", "}"]
        assert partials(Output.array(int), deltas) == [[], [12], [12, 3]]

    def test_invalid_elements_are_left_out(self) -> None:
        assert partials(Output.array(int), ['{"elements":[1,"a",2', ",3]}"]) == [[1], [1, 2, 3]]

    def test_elements_are_validated_once(self) -> None:
        validated: list[object] = []

        def validate(value: object) -> object:
            validated.append(value)
            return value

        deltas = ['{"elements":[', *(f"{number}," for number in range(50)), "50]}"]
        output = Output.array(json_schema({}, validate))
        assert partials(output, deltas)[-1] == validated == list(range(51))

    def test_partial_outputs_are_lists_of_their_own(self) -> None:
        parser = Output.array(int).partial_parser()
        first = parser.feed('{"elements":[1,2')
        parser.feed(",3")
        assert first == [1]

    def test_a_second_array_of_the_same_name_replaces_the_first(self) -> None:
        assert partials(Output.array(int), ['{"elements":[1,2],', '"elements":[3,', "4]}"]) == [[1], [], [3, 4]]

    def test_other_json_gives_nothing(self) -> None:
        assert partials(Output.array(int), ["[1,2]"]) == []
        assert partials(Output.array(int), ['{"elements":{"a":1}}']) == []

    def test_elements_come_one_by_one(self) -> None:
        reader = Output.array(int).element_reader()
        assert reader is not None
        assert [list(reader.read(partial)) for partial in ([], [1, 2], [1, 2], [1, 2, 3])] == [[], [1, 2], [], [3]]

    def test_too_many_elements_are_an_error_after_those_that_are_allowed(self) -> None:
        reader = ElementReader[int](max_items=2)
        elements = reader.read([1, 2, 3])
        assert [next(elements), next(elements)] == [1, 2]
        with pytest.raises(TypeValidationError, match="must contain at most 2 items"):
            next(elements)


class TestChoice:
    CHOICES: tuple[Literal["sunny", "sun", "rain"], ...] = ("sunny", "sun", "rain")

    def test_the_model_is_asked_for_an_object_around_the_choice(self) -> None:
        assert Output.choice(["a", "b"]).response_format == JsonResponseFormat(
            schema={
                "$schema": DIALECT,
                "type": "object",
                "properties": {"result": {"type": "string", "enum": ["a", "b"]}},
                "required": ["result"],
                "additionalProperties": False,
            }
        )

    def test_the_answer_must_be_one_of_the_choices(self) -> None:
        output = Output.choice(self.CHOICES)
        assert output.parse_complete_output('{"result":"sun"}', CONTEXT) == "sun"
        for text in ('{"result":"snow"}', '{"result":1}', '"sun"', "{}"):
            assert "response must be an object that contains a choice value." in str(failure(output, text).cause)

    def test_a_choice_is_given_as_soon_as_it_is_the_only_one(self) -> None:
        output = Output.choice(self.CHOICES)
        assert partials(output, ['{"result":"', "r", "ai", 'n"}']) == ["rain"]
        assert partials(output, ['{"result":"s', "un", '"', "}"]) == ["sun"]
        assert partials(output, ['{"result":"sunn', "y", '"}']) == ["sunny"]
        assert partials(output, ['{"result":"x', '"}']) == []
        assert partials(output, ['{"result":3}', "[1]"]) == []


class TestJson:
    def test_any_json(self) -> None:
        assert Output.json(name="n").response_format == JsonResponseFormat(name="n")
        assert Output.json().parse_complete_output("null", CONTEXT) is None
        assert str(failure(Output.json(), "")) == "No object generated: could not parse the response."

    def test_null_is_a_partial_output(self) -> None:
        assert partials(Output.json(), ["n", "ull"]) == [None]
