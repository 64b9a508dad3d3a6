import base64
import binascii

import pytest
from ai_sdk_core.errors import InvalidArgumentError, InvalidDataContentError
from ai_sdk_core.provider.shared import FileDataData, FileDataText
from ai_sdk_core.provider_utils.data_content import (
    decode_base64,
    file_data_to_bytes,
    get_text_from_data_url,
    is_data_url,
    split_data_url,
    to_base64,
    to_bytes,
    to_data_url,
)
from hypothesis import given
from hypothesis import strategies as st


@given(st.binary())
def test_every_form_of_base64_is_read_back(data):
    standard = base64.b64encode(data).decode()
    for text in (
        to_base64(data),
        standard.rstrip("="),
        base64.urlsafe_b64encode(data).decode(),
        "\n".join(standard),
        f" {standard}\r\n\t\f",
    ):
        assert to_bytes(text) == data


def test_bytes_like_values_are_taken_as_they_are():
    assert to_bytes(b"ab") == to_bytes(bytearray(b"ab")) == to_bytes(memoryview(b"ab")) == b"ab"
    assert to_base64(b"ab") == to_base64(bytearray(b"ab")) == to_base64(memoryview(b"ab")) == "YWI="


def test_a_string_is_base64_already():
    assert to_base64("YWI=") == "YWI="


@pytest.mark.parametrize("text", ["!!!", "A", "AAAAA", "YWI==", "YW=I", "=", "é", "YWI=YWI=", "http://x", "\x0b"])
def test_a_string_that_is_no_base64_is_refused(text):
    with pytest.raises(InvalidDataContentError, match=r"Content string is not a base64-encoded media\.") as info:
        to_bytes(text)
    assert info.value.content == text
    assert isinstance(info.value.__cause__, ValueError)


def test_a_value_that_is_neither_string_nor_bytes_is_refused():
    with pytest.raises(InvalidDataContentError, match="but got number"):
        to_bytes(5)


@given(st.text())
def test_any_text_is_decoded_or_a_value_error(text):
    try:
        decode_base64(text)
    except (ValueError, binascii.Error):
        return
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \t\n\f\r")


def test_file_data_is_read_as_bytes():
    assert file_data_to_bytes(FileDataData(data=b"a")) == b"a"
    assert file_data_to_bytes(FileDataData(data="YQ==")) == b"a"
    assert file_data_to_bytes(FileDataText(text="é")) == "é".encode()


@given(st.binary())
def test_a_data_url_is_split_into_what_it_was_made_of(data):
    assert split_data_url(to_data_url(data, "image/png")) == ("image/png", to_base64(data))


@pytest.mark.parametrize(
    ("url", "media_type", "content"),
    [
        ("data:text/plain;charset=utf-8;base64,w6k=", "text/plain", "w6k="),
        ("data:;base64,SGk=", "", "SGk="),
        ("data:text/plain,a%20b,c", "text/plain", to_base64(b"a b,c")),
        ("data:,x", "", to_base64(b"x")),
        ("data:image/gif", "image/gif", None),
        ("nope", None, None),
        ("", None, None),
        ("DATA:image/png;BASE64,AA==", "image/png", "AA=="),
    ],
)
def test_parts_of_a_data_url(url, media_type, content):
    assert split_data_url(url) == (media_type, content)


def test_the_scheme_of_a_data_url_may_be_in_any_case():
    assert is_data_url("Data:,x")
    assert not is_data_url("database")


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("data:text/plain;base64,SGVsbG8=", "Hello"),
        ("data:text/plain;charset=utf-8;base64,w6k=", "é"),
        ('data:text/plain;CHARSET = "UTF-8";base64,w6k=', "é"),
        ("data:text/plain;charset=utf-8;base64,w6k", "é"),
        ("data:text/plain;base64,6Q==", "é"),
        ("data:;base64,SGk=", "Hi"),
    ],
)
def test_text_of_a_data_url(url, text):
    assert get_text_from_data_url(url) == text


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nope", "Invalid data URL format"),
        ("data:text/plain", "Invalid data URL format"),
        ("data:text/plain,plain", "Error decoding data URL"),
        ("data:text/plain;base64,!!!", "Error decoding data URL"),
        ("data:text/plain;charset=klingon;base64,SGk=", "Error decoding data URL"),
    ],
)
def test_a_data_url_without_text_is_an_invalid_argument(url, message):
    with pytest.raises(InvalidArgumentError, match=f"^Invalid argument for parameter dataUrl: {message}$") as info:
        get_text_from_data_url(url)
    assert info.value.value == url
