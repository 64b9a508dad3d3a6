"""Canonical JSON: what signatures and fingerprints cover must be the same text as in the family's other languages."""

import json
import math

import pytest
from ai_sdk_core._canonical_json import canonical_json, hash_canonical
from hypothesis import given
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(min_value=-(2**53), max_value=2**53) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (0, "0"),
        (-7, "-7"),
        (1.0, "1"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (-12.5, "-12.5"),
        (1e21, "1e+21"),
        (1e20, "100000000000000000000"),
        (123456789012345680000.0, "123456789012345680000"),
        (1.5e-6, "0.0000015"),
        (1.5e-7, "1.5e-7"),
        (1e-7, "1e-7"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (math.nan, "null"),
        (math.inf, "null"),
        ('a"\\/\b\f\n\r\t\x01\x7f\u2028é', '"a\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f\u2028é"'),
        ("\ud83d", '"\\ud83d"'),
        ("👋", '"👋"'),
        ([1, [2.0]], "[1,[2]]"),
        ({"b": 1, "a": {"d": None, "c": []}}, '{"a":{"c":[],"d":null},"b":1}'),
    ],
)
def test_values_are_written_as_javascript_writes_them(value, text):
    assert canonical_json(value) == text


def test_keys_are_sorted_by_utf16_code_units():
    """A character beyond the basic plane begins with a surrogate and comes before U+FFFD."""
    assert canonical_json({"\ufffd": 1, "😀": 2}) == '{"😀":2,"\ufffd":1}'


def test_large_integers_keep_all_their_digits():
    """JavaScript would round both to the same number; a signature must tell them apart."""
    assert canonical_json(2**60) != canonical_json(2**60 + 1)


@given(JSON)
def test_the_text_is_json_of_an_equal_value(value):
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_of_keys_does_not_matter(value):
    assert hash_canonical(dict(reversed(value.items()))) == hash_canonical(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_survive_the_round_trip_bit_by_bit(value):
    assert float(canonical_json(value)) == value


def test_a_digest_is_base64url_without_padding():
    assert hash_canonical({}) == "RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o"
