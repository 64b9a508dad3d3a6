"""Every value of the specification survives the trip to JSON and back."""

import functools
import inspect
import types
from contextlib import suppress
from dataclasses import fields
from datetime import UTC
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from ai_sdk_core import provider
from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider import _codec_hooks as hooks
from ai_sdk_core.provider import from_json, from_json_text, to_json, to_json_bytes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

finite_floats = st.floats(allow_nan=False, allow_infinity=False)
small_texts = st.text(max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | finite_floats | small_texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(small_texts, inner, max_size=2),
    max_leaves=4,
)
timestamps = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))
MARKED = {
    hooks.BASE64: st.sampled_from(["", "AAEC", "/+8="]),
    hooks.BYTES: st.binary(max_size=4),
    hooks.MAYBE_UNDEFINED: json_values,
    hooks.TIMESTAMP: timestamps,
    hooks.VECTORS: st.lists(st.lists(finite_floats, max_size=3), max_size=2),
}
PLAIN = {
    Any: json_values,
    str: small_texts,
    int: st.integers(-(2**53), 2**53),
    float: finite_floats,
    bool: st.booleans(),
    types.NoneType: st.none(),
}


@functools.cache
def values_of(value_type: Any) -> st.SearchStrategy[Any]:
    """Values of a type of the specification, found by its annotations alone."""
    if value_type in PLAIN:
        return PLAIN[value_type]
    origin, arguments = get_origin(value_type), get_args(value_type)
    if origin is Annotated:
        return MARKED[arguments[1]] if arguments[1] in MARKED else values_of(arguments[0])
    if origin in (Union, types.UnionType):
        return st.one_of(*map(values_of, arguments))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is list:
        return st.lists(values_of(arguments[0]), max_size=2)
    if origin is dict:
        return st.dictionaries(small_texts, values_of(arguments[1]), max_size=2)
    return instances_of(value_type)


def instances_of(spec_class: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(spec_class, include_extras=True)
    return st.builds(spec_class, **{field.name: values_of(hints[field.name]) for field in fields(spec_class)})


def is_spec_class(exported: Any) -> bool:
    return inspect.isclass(exported) and issubclass(exported, hooks.SpecValue)


EXPORTED = {name: getattr(provider, name) for name in provider.__all__}
UNIONS = [
    "LanguageModelStreamPart",
    "Content",
    "Message",
    "BatchItemResult",
    "VideoModelOperationStatusResult",
    "FileData",
]
# A stream of bytes has no JSON form.
SPEC_TYPES = [
    name for name, exported in EXPORTED.items() if is_spec_class(exported) and name != "FilesUploadFileStreamData"
] + UNIONS


def test_the_strategies_know_every_kind():
    assert len(SPEC_TYPES) > 150
    assert {"Finish", "EmbeddingModelResult", "VideoModelCallOptions", "BatchStartResult"} <= set(SPEC_TYPES)


@pytest.mark.parametrize("name", SPEC_TYPES)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_round_trip(name, data):
    """`from_json(type, to_json(value)) == value`, as values and as text; encoding is stable."""
    value_type = EXPORTED[name]
    value = data.draw(values_of(value_type))

    encoded = to_json(value)

    assert from_json(value_type, encoded) == value
    assert from_json_text(value_type, to_json_bytes(value)) == value
    assert to_json(from_json(value_type, encoded)) == encoded


def parts_spoiled_at_one_place() -> st.SearchStrategy[dict[str, Any]]:
    parts = values_of(provider.LanguageModelStreamPart).map(to_json)
    return st.builds(
        lambda part, key, value: {**part, key: value},
        parts,
        st.sampled_from(["type", "id", "usage", "data"]),
        json_values,
    )


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=json_values | parts_spoiled_at_one_place())
def test_wrong_data_are_either_read_or_refused(data):
    """Whatever a peer sends, the only error is the documented one."""
    with suppress(TypeValidationError):
        from_json(provider.LanguageModelStreamPart, data)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=20) | st.binary(max_size=20))
def test_wrong_text_is_either_read_or_refused(text):
    with suppress(TypeValidationError):
        from_json_text(list[provider.Text], text)
