"""Options of providers: either spelling, strict types, errors that name the option."""

import logging
from typing import Literal

import pytest
from ai_sdk_core.errors import InvalidArgumentError, TypeValidationError
from ai_sdk_core.provider_utils import ProviderOptionsModel, parse_provider_options, resolve_provider_options
from pydantic import ConfigDict, ValidationError


class Cache(ProviderOptionsModel):
    time_to_live: int


class Options(ProviderOptionsModel):
    reasoning_effort: Literal["low", "high"] | None = None
    parallel_tool_calls: bool | None = None
    temperature: float | None = None
    cache: Cache | None = None


class Loose(Options):
    model_config = ConfigDict(extra="allow")


def parse(options, model=Options):
    return parse_provider_options(provider="test", provider_options={"test": options, "other": {"x": 1}}, model=model)


@pytest.mark.parametrize("options", [None, {}, {"other": {"temperature": 1}}, {"test": None}])
def test_without_options_there_is_nothing_to_parse(options):
    assert parse_provider_options(provider="test", provider_options=options, model=Options) is None


def test_keys_in_snake_case_and_camel_case_mean_the_same():
    expected = Options(reasoning_effort="low", parallel_tool_calls=True, cache=Cache(time_to_live=5))
    assert parse({"reasoningEffort": "low", "parallelToolCalls": True, "cache": {"timeToLive": 5}}) == expected
    assert parse({"reasoning_effort": "low", "parallel_tool_calls": True, "cache": {"time_to_live": 5}}) == expected


def test_an_instance_of_the_model_is_taken_as_it_is():
    options = Options(temperature=1)
    assert parse(options) is options


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"temperature": "1"}, "temperature: Input should be a valid number"),
        ({"parallelToolCalls": "true"}, "parallelToolCalls: Input should be a valid boolean"),
        ({"reasoning_effort": "medium"}, "reasoning_effort: Input should be 'low' or 'high'"),
        ({"cache": {"timeToLive": 1.5}}, "cache.timeToLive: Input should be a valid integer"),
        ({"cache": {}}, "cache.timeToLive: Field required"),
        ([], "Input should be a valid dictionary or instance of Options"),
    ],
)
def test_a_wrong_option_is_an_error_that_names_option_and_reason(options, reason):
    with pytest.raises(InvalidArgumentError) as raised:
        parse(options)
    assert str(raised.value) == "invalid test provider options"
    assert raised.value.argument == "providerOptions"
    assert raised.value.__notes__ == [reason]
    cause = raised.value.__cause__
    assert isinstance(cause, TypeValidationError)
    assert cause.value == options
    assert str(cause).endswith(f"Error message: {reason}")
    assert isinstance(cause.__cause__, ValidationError)


def test_unknown_keys_are_ignored_or_passed_on():
    assert parse({"temperature": 1, "unknown": 2}).model_dump(exclude_unset=True) == {"temperature": 1}
    assert parse({"temperature": 1, "unknown": 2}, Loose).model_extra == {"unknown": 2}


def test_a_misspelt_key_is_mentioned_once(caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            parse({"reasoningEfort": "low", "somethingElse": 1})
    assert caplog.messages == ["Unknown option 'reasoningEfort' for provider 'test': did you mean 'reasoningEffort'?"]


def resolve(options, resolution="merge"):
    return resolve_provider_options(
        provider_options=options, namespaces=["a", "b", "a"], resolution=resolution, model=Loose
    )


def test_the_first_namespace_may_count_alone():
    options, namespaces = resolve({"a": {"temperature": 1}, "b": {"temperature": "unread"}}, "first")
    assert (options, namespaces) == (Loose(temperature=1), ["a"])


def test_namespaces_may_be_merged_option_by_option():
    options, namespaces = resolve(
        {"a": {"temperature": 1, "x": 1, "reasoningEffort": "low"}, "b": {"temperature": None, "x": 2, "y": 3}}
    )
    assert namespaces == ["a", "b"]
    assert options is not None
    assert options.model_dump(exclude_unset=True) == {"temperature": None, "reasoning_effort": "low", "x": 2, "y": 3}


def test_without_any_namespace_there_are_no_options():
    assert resolve({"c": {}}) == (None, [])


def test_every_namespace_that_counts_is_checked():
    with pytest.raises(InvalidArgumentError, match="invalid b provider options"):
        resolve({"a": {}, "b": {"temperature": "1"}})
