"""Providers' answers are read leniently where it does no harm, and strictly in types."""

import json
import subprocess
import sys
import textwrap
import types
from contextlib import suppress
from typing import Annotated, Any, Literal, NotRequired, Required, TypedDict

import pytest
from ai_sdk_core.errors import JSONParseError, TypeValidationError
from ai_sdk_core.provider.json_value import JSONArray, JSONObject, JSONValue
from ai_sdk_core.provider_utils import ResponseSchema, keep_unknown_fields
from hypothesis import given
from hypothesis import strategies as st


class Usage(TypedDict, total=False):
    prompt_tokens: int
    cost: float | None


class Choice(TypedDict):
    index: int
    text: str | None


class Completion(TypedDict):
    id: str
    choices: list[Choice]
    usage: Usage | None
    model: NotRequired[str]


class Partial(TypedDict, total=False):
    id: Required[str]
    name: str


@keep_unknown_fields
class Loose(TypedDict):
    id: str


class InheritsLoose(Loose):
    name: str


class TextBlock(TypedDict):
    type: Literal["text"]
    text: str


class ImageBlock(TypedDict):
    type: Literal["image", "picture"]
    url: str


class OtherBlock(TypedDict):
    type: str


class Node(TypedDict):
    children: "list[Node]"


class Json(TypedDict):
    value: JSONValue
    object: JSONObject
    array: JSONArray
    nested: dict[str, JSONValue] | None
    any: Any


def test_the_result_is_a_dict_of_the_declared_fields():
    schema = ResponseSchema(Completion)
    data = '{"id":"1","choices":[{"index":0,"text":"é","logprobs":[1]}],"usage":{"prompt_tokens":3},"new":{}}'
    expected = {"id": "1", "choices": [{"index": 0, "text": "é"}], "usage": {"prompt_tokens": 3}}
    assert schema.validate_json(data) == expected
    assert schema.validate_json(data.encode()) == expected
    assert schema.validate(json.loads(data)) == expected


@pytest.mark.parametrize("usage", ["", ',"usage":null'])
def test_a_field_that_may_be_none_may_be_absent_and_then_reads_as_none(usage):
    value = ResponseSchema(Completion).validate_json('{"id":"1","choices":[{"index":0}]' + usage + "}")
    assert value == {"id": "1", "choices": [{"index": 0, "text": None}], "usage": None}


def test_a_field_that_is_not_required_may_be_absent_or_null():
    schema = ResponseSchema(Usage)
    assert schema.validate_json("{}") == {}
    assert schema.validate_json('{"prompt_tokens":null,"cost":null}') == {"prompt_tokens": None, "cost": None}
    assert ResponseSchema(Partial).validate_json('{"id":"1"}') == {"id": "1"}


@pytest.mark.parametrize(
    ("annotation", "data", "fault"),
    [
        (Completion, '{"choices":[]}', "id: Field required"),
        (Completion, '{"id":null,"choices":[]}', "id: Input should be a valid string"),
        (Completion, '{"id":"1","choices":[{"index":"0"}]}', "choices.0.index"),
        (Partial, '{"name":"x"}', "id: Field required"),
        (Completion, "[]", "Input should be"),
        (str, "1", "valid string"),
        (int, '"1"', "valid"),
        (int, "true", "valid"),
        (int, "1.5", "fractional part"),
        (float, '"1"', "valid number"),
        (bool, "1", "valid boolean"),
        (bool, '"true"', "valid boolean"),
        (list[str], "[1]", "0: Input should be a valid string"),
        (dict[str, int], '{"a":null}', "a"),
        (Literal["a", 1], '"b"', "Input should be 'a' or 1"),
        (str | int, "1.5", "valid"),
    ],
)
def test_wrong_types_are_named_with_their_place(annotation, data, fault):
    for validate in (
        ResponseSchema(annotation).validate_json,
        lambda text: ResponseSchema(annotation).validate(json.loads(text)),
    ):
        with pytest.raises(TypeValidationError) as raised:
            validate(data)
        assert str(raised.value).startswith("Type validation failed: Value: ")
        assert fault in str(raised.value)
        assert raised.value.value == json.loads(data)
        assert "pydantic.dev" not in str(raised.value)


@pytest.mark.parametrize(
    ("annotation", "data", "value"),
    [
        (int, "5.0", 5),
        (float, "5", 5.0),
        (bool, "true", True),
        (str | None, "null", None),
        (dict[str, int], '{"a":1}', {"a": 1}),
        (dict[str, Any], '{"a":[1,{"b":null}]}', {"a": [1, {"b": None}]}),
        (dict, '{"a":1}', {"a": 1}),
        (list, "[1]", [1]),
        (object, '{"a":1}', {"a": 1}),
        (Literal["a", 1], "1", 1),
        (Annotated[str, "note"], '"x"', "x"),
        (str | int, "1", 1),
        (list[str] | str, '["a"]', ["a"]),
    ],
)
def test_what_annotations_accept(annotation, data, value):
    result = ResponseSchema(annotation).validate_json(data)
    assert result == value
    assert type(result) is type(value)


def test_bytes_are_no_text():
    with pytest.raises(TypeValidationError, match="valid string"):
        ResponseSchema(str).validate(b"x")


def test_json_values_are_kept_as_they_are():
    value = {"value": {"a": [None]}, "object": {"b": 1}, "array": [[]], "nested": {"c": {"d": True}}, "any": [0.5]}
    assert ResponseSchema(Json).validate_json(json.dumps(value)) == value
    with pytest.raises(TypeValidationError, match="object: Input should be a valid dictionary"):
        ResponseSchema(Json).validate_json(json.dumps({**value, "object": []}))


def test_unknown_fields_are_kept_where_the_class_says_so():
    data = '{"id":"1","name":"n","extra":{"a":1}}'
    assert ResponseSchema(Loose).validate_json(data) == json.loads(data)
    assert ResponseSchema(InheritsLoose).validate_json(data) == {"id": "1", "name": "n"}


def test_a_literal_field_chooses_the_member_of_a_union():
    schema = ResponseSchema(TextBlock | ImageBlock)
    assert schema.validate_json('{"type":"text","text":"t","url":"u"}') == {"type": "text", "text": "t"}
    assert schema.validate_json('{"type":"picture","url":"u"}') == {"type": "picture", "url": "u"}
    with pytest.raises(TypeValidationError, match=r"text\.text: Field required"):
        schema.validate_json('{"type":"text","url":"u"}')
    with pytest.raises(TypeValidationError, match="'audio'"):
        schema.validate_json('{"type":"audio"}')


def test_a_member_without_literal_takes_what_the_others_do_not():
    schema = ResponseSchema(list[TextBlock | ImageBlock | OtherBlock | None])
    data = '[{"type":"text","text":"t"},{"type":"audio","x":1},null]'
    assert schema.validate_json(data) == [{"type": "text", "text": "t"}, {"type": "audio"}, None]


@pytest.mark.parametrize("kind", ["text", "image", "picture"])
def test_a_member_without_literal_does_not_take_faulty_values_of_the_others(kind):
    schema = ResponseSchema(TextBlock | ImageBlock | OtherBlock)
    with pytest.raises(TypeValidationError):
        schema.validate_json(f'{{"type":"{kind}","text":1}}')


def test_a_member_without_literal_takes_names_that_begin_like_the_others():
    schema = ResponseSchema(TextBlock | ImageBlock | OtherBlock)
    assert schema.validate_json('{"type":"text.delta"}') == {"type": "text.delta"}


@pytest.mark.parametrize("data", ["", "{", "{'a':1}", '{"a":1}}', '"\x00"', "<html>", b"\xff", "[" * 100_000])
def test_what_is_not_json_is_a_parse_error_with_the_text(data):
    with pytest.raises(JSONParseError) as raised:
        ResponseSchema(JSONObject).validate_json(data)
    text = data if isinstance(data, str) else "\N{REPLACEMENT CHARACTER}"
    assert raised.value.text == text
    assert str(raised.value).startswith(f"JSON parsing failed: Text: {text}.\nError message: ")


def test_half_of_a_surrogate_pair_is_kept_for_its_other_half():
    """Servers cut escaped text anywhere; the Rust parser alone would refuse such a chunk."""
    schema = ResponseSchema(TextBlock | ImageBlock)
    assert schema.validate_json(rb'{"type":"text","text":"\ud83d"}') == {"type": "text", "text": "\ud83d"}
    assert schema.validate_json(r'{"type":"text","text":"\uDE00"}') == {"type": "text", "text": "\ude00"}
    assert schema.validate_json(rb'{"type":"text","text":"\ud83d\ude00"}')["text"] == "😀"
    with pytest.raises(JSONParseError):
        schema.validate_json(rb'{"type":"text","text":"\ud83d"')
    with pytest.raises(TypeValidationError):
        schema.validate_json(rb'{"type":"text","txt":"\ud83d"}')


@pytest.mark.parametrize("annotation", [Node, set[str], tuple[int, ...], bytes])
def test_what_cannot_describe_json_is_refused_when_it_is_first_used(annotation):
    schema = ResponseSchema(annotation)
    with pytest.raises(TypeError):
        schema.validate_json("{}")


def test_postponed_annotations_mean_the_same():
    """There `__required_keys__` lists a `NotRequired` field too, and the names inside `JSONObject` are not imported."""
    module = types.ModuleType("postponed")
    source = """
        from __future__ import annotations
        from typing import NotRequired, TypedDict
        from ai_sdk_core.provider.json_value import JSONObject

        class Inner(TypedDict):
            metadata: JSONObject | None

        class Outer(TypedDict):
            inner: list[Inner]
            note: NotRequired[str]
    """
    sys.modules[module.__name__] = module
    try:
        exec(textwrap.dedent(source), module.__dict__)
        schema = ResponseSchema(module.Outer)
        assert schema.validate_json('{"inner":[{"metadata":{"a":[1]}}]}') == {"inner": [{"metadata": {"a": [1]}}]}
    finally:
        del sys.modules[module.__name__]


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
)


@given(JSON_VALUES)
def test_any_json_value_passes_unchanged(value):
    assert ResponseSchema(Any).validate_json(json.dumps(value)) == value


@given(st.binary())
def test_any_bytes_give_a_value_or_one_of_our_errors(data):
    with suppress(JSONParseError, TypeValidationError):
        ResponseSchema(Completion).validate_json(data)


def test_a_validation_never_loads_pydantic():
    code = (
        "import sys; from typing import TypedDict; from ai_sdk_core.provider_utils import ResponseSchema; "
        "C = TypedDict('C', {'a': int}); s = ResponseSchema(C); print('pydantic_core' in sys.modules, "
        "s.validate_json(b'{\"a\":1}'), 'pydantic' in sys.modules)"
    )
    printed = subprocess.check_output([sys.executable, "-I", "-c", code], text=True).strip()
    assert printed == "False {'a': 1} False"
