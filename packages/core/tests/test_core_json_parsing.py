import json

import pytest
from ai_sdk_core.errors import JSONParseError, TypeValidationError
from ai_sdk_core.provider_utils.json_parsing import (
    MAX_JSON_DEPTH,
    ParseFailure,
    ParseSuccess,
    is_parsable_json,
    parse_json,
    reject_forbidden_keys,
    safe_parse_json,
    safe_validate,
)
from ai_sdk_core.provider_utils.schema import as_schema
from hypothesis import given
from hypothesis import strategies as st

# Hypothesis reads our sources and likes to try the words in them; these two are refused by design.
keys = st.text().filter(lambda key: key not in {"__proto__", "prototype"})
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(keys, children),
)


@given(json_values, st.booleans())
def test_what_json_wrote_is_read_back_from_text_and_bytes(value, ensure_ascii):
    text = json.dumps(value, ensure_ascii=ensure_ascii)
    assert parse_json(text) == value
    assert parse_json(text.encode()) == value


@pytest.mark.parametrize(
    "text", ["", " ", "{", "nope", "01", "[1,]", "NaN", "[Infinity]", "-Infinity", "\ufeff{}", "'a'", "1 2"]
)
def test_what_is_no_json_is_refused_with_its_text(text):
    with pytest.raises(JSONParseError) as info:
        parse_json(text)
    assert info.value.text == text
    assert isinstance(info.value.__cause__, ValueError)
    assert not is_parsable_json(text)


def test_bytes_that_are_no_utf_8_are_refused():
    with pytest.raises(JSONParseError):
        parse_json(b'"\xff"')
    with pytest.raises(JSONParseError):
        parse_json(b'"\xff\\ud83d"')
    with pytest.raises(JSONParseError):
        parse_json('"a"'.encode("utf-16"))


@given(st.text() | st.binary())
def test_any_text_is_either_parsed_or_a_json_parse_error(text):
    assert isinstance(safe_parse_json(text), ParseSuccess) == is_parsable_json(text)


@given(st.text(st.characters() | st.characters(categories=["Cs"])))
def test_any_half_of_an_emoji_is_kept_until_its_other_half_comes(text):
    # A pair of escaped halves is one character.
    expected = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert parse_json(json.dumps([text])) == [expected]
    assert parse_json(json.dumps([text]).encode()) == [expected]


def test_half_an_emoji_does_not_open_a_back_door():
    for text in ('["\\ud83d", NaN]', '["\\ud83d",]', '["\\ud83d"', '{"\\ud83d": 1, "__proto__": 1}', '["\ud83d", NaN]'):
        with pytest.raises(JSONParseError):
            parse_json(text)


@pytest.mark.parametrize("start", ["", '"\\ud83d",'])
def test_depth_is_bounded(start):
    def nested(depth):
        return "[" * depth + start + "1" + "]" * depth

    assert is_parsable_json(nested(MAX_JSON_DEPTH))
    for depth in (MAX_JSON_DEPTH + 1, 5_000, 200_000):
        with pytest.raises(JSONParseError):
            parse_json(nested(depth))


@pytest.mark.parametrize(
    "text",
    [
        '{"__proto__": 1}',
        '{"__proto__": {"x": 1}}',
        '[[{"a": {"__proto__": null}}]]',
        '{"\\u005f\\u005fproto__": 1}',
        '{"__pr\\u006Fto__": 1}',
        '{"constructor": {"prototype": 1}}',
        '{"\\u0063onstructor": {"prot\\u006ftype": 1}}',
    ],
)
def test_keys_that_change_javascript_prototypes_are_refused(text):
    for form in (text, text.encode()):
        with pytest.raises(JSONParseError, match="Object contains forbidden prototype property"):
            parse_json(form)


@pytest.mark.parametrize(
    "text",
    [
        '{"constructor": 1}',
        '{"constructor": null}',
        '{"constructor": ["prototype"]}',
        '{"prototype": {}}',
        '"__proto__"',
        '{"a": "__proto__"}',
        '{"a": "\\"__proto__\\": 1"}',
    ],
)
def test_harmless_uses_of_these_words_are_accepted(text):
    assert parse_json(text) == json.loads(text)


def test_forbidden_keys_are_found_in_values_too():
    with pytest.raises(ValueError, match="forbidden"):
        reject_forbidden_keys([{"a": {"__proto__": 1}}])
    reject_forbidden_keys({"a": [1, "b", None]})


class Oversize(bytes):
    """Claims to be longer than it is."""

    def __len__(self):
        return 1 << 30


def test_size_is_bounded_and_the_error_shows_the_start_only():
    with pytest.raises(JSONParseError, match="longer than") as info:
        parse_json(Oversize(b"[" * 10_000))
    assert len(info.value.text) == 1_000


def test_a_schema_types_the_value():
    assert parse_json("[1]", as_schema(tuple[int])) == (1,)
    with pytest.raises(TypeValidationError):
        parse_json('["1"]', as_schema(list[int]))


def test_safe_parsing_returns_the_value_and_the_raw_value():
    assert safe_parse_json("[1]") == ParseSuccess(value=[1], raw_value=[1])
    assert safe_parse_json("[1]", as_schema(tuple[int])) == ParseSuccess(value=(1,), raw_value=[1])
    assert safe_validate([1], as_schema(tuple[int])) == ParseSuccess(value=(1,), raw_value=[1])


def test_safe_parsing_returns_errors():
    result = safe_parse_json("{")
    assert isinstance(result, ParseFailure)
    assert not result.success
    assert isinstance(result.error, JSONParseError)
    assert result.raw_value is None
    result = safe_parse_json('["1"]', as_schema(list[int]))
    assert isinstance(result, ParseFailure)
    assert isinstance(result.error, TypeValidationError)
    assert result.raw_value == ["1"]
