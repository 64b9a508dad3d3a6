"""Settings: what is passed wins, the environment is read when it is needed, secrets do not show."""

import pytest
from ai_sdk_core.errors import InvalidArgumentError, LoadAPIKeyError, LoadSettingError
from ai_sdk_core.provider_utils import (
    combine_headers,
    load_api_key,
    load_optional_setting,
    load_setting,
    normalize_headers,
    redact_headers,
    validate_base_url,
    with_user_agent_suffix,
    without_trailing_slash,
)

KEY = {"environment_variable_name": "TEST_API_KEY", "description": "Test"}
SETTING = {"environment_variable_name": "TEST_REGION", "setting_name": "region", "description": "Test region"}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch):
    monkeypatch.delenv("TEST_API_KEY", raising=False)
    monkeypatch.delenv("TEST_REGION", raising=False)


def test_an_api_key_is_passed_or_in_the_environment(monkeypatch):
    monkeypatch.setenv("TEST_API_KEY", "environment")
    assert load_api_key(api_key="passed", **KEY) == "passed"
    assert load_api_key(api_key="", **KEY) == ""
    assert load_api_key(api_key=None, **KEY) == "environment"


def test_a_missing_api_key_says_where_to_put_it():
    message = "Test API key is missing. Pass it using the 'apiKey' parameter or the TEST_API_KEY environment variable."
    with pytest.raises(LoadAPIKeyError) as raised:
        load_api_key(api_key=None, **KEY)
    assert str(raised.value) == message
    with pytest.raises(LoadAPIKeyError, match="the 'token' parameter"):
        load_api_key(api_key=None, api_key_parameter_name="token", **KEY)


def test_an_api_key_is_a_text_and_never_shown():
    with pytest.raises(LoadAPIKeyError) as raised:
        load_api_key(api_key=b"secret", **KEY)
    assert str(raised.value) == "Test API key must be a string."


def test_a_setting_is_passed_or_in_the_environment(monkeypatch):
    with pytest.raises(LoadSettingError) as raised:
        load_setting(setting_value=None, **SETTING)
    assert str(raised.value) == (
        "Test region setting is missing. Pass it using the 'region' parameter or the TEST_REGION environment variable."
    )
    monkeypatch.setenv("TEST_REGION", "eu")
    assert load_setting(setting_value=None, **SETTING) == "eu"
    assert load_setting(setting_value="us", **SETTING) == "us"
    with pytest.raises(LoadSettingError, match=r"^Test region setting must be a string\.$"):
        load_setting(setting_value=1, **SETTING)


def test_an_optional_setting_may_be_missing(monkeypatch):
    assert load_optional_setting(setting_value=None, environment_variable_name="TEST_REGION") is None
    monkeypatch.setenv("TEST_REGION", "eu")
    assert load_optional_setting(setting_value=None, environment_variable_name="TEST_REGION") == "eu"
    assert load_optional_setting(setting_value="us", environment_variable_name="TEST_REGION") == "us"


def test_base_urls():
    assert without_trailing_slash("https://a/v1/") == "https://a/v1"
    assert without_trailing_slash("https://a/v1//") == "https://a/v1/"
    assert without_trailing_slash(None) is None
    assert validate_base_url("https://a") == "https://a"
    assert validate_base_url(None) is None
    with pytest.raises(InvalidArgumentError, match=r"^baseURL must be a non-empty string\.$"):
        validate_base_url("  ")


def test_later_headers_win_whatever_their_case():
    combined = combine_headers({"Authorization": "a", "x-a": "1"}, None, {"authorization": "b", "x-a": None})
    assert combined == {"authorization": "b", "x-a": None}


def test_normalized_headers_are_ready_to_send():
    assert normalize_headers({"X-A": " 1\n", "X-B": None, "x-c": "tab\tinside"}) == {"x-a": "1", "x-c": "tab\tinside"}
    assert normalize_headers(None) == {}


def test_the_user_agent_grows():
    assert with_user_agent_suffix(None, "a/1", "", "b/2") == {"user-agent": "a/1 b/2"}
    assert with_user_agent_suffix({"User-Agent": "app/3", "A": "b"}, "a/1") == {"user-agent": "app/3 a/1", "a": "b"}


@pytest.mark.parametrize(
    "name", ["Authorization", "x-api-key", "api-key", "Cookie", "set-cookie", "x-goog-api-key", "x-amz-security-token"]
)
def test_credentials_are_redacted(name):
    assert redact_headers({name: "secret", "content-type": "a"}) == {name: "[redacted]", "content-type": "a"}
