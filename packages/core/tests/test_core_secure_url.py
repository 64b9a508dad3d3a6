import contextlib
import ipaddress

import pytest
from ai_sdk_core.errors import DownloadError
from ai_sdk_core.provider_utils.secure_url import (
    is_private_address,
    is_same_origin,
    split_url,
    validate_download_url,
    without_credentials,
)
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a.png?b=c#d",
        "http://example.com:8080/",
        "HTTPS://EXAMPLE.COM",
        "https://example.com./",
        "https://93.184.216.34/",
        "https://172.15.0.1/",
        "https://172.32.0.1/",
        "https://100.63.0.1/",
        "https://100.128.0.1/",
        "https://223.255.255.255/",
        "https://[2606:4700::1111]/",
        "https://[::ffff:8.8.8.8]/",
        "https://[64:ff9b::808:808]/",
        "https://[2002:808:808::1]/",
        "https://localhost.example.com/",
        "https://internal/",
        "https://mylocal/",
        "https://1.2.3.4.example/",
        "https://bücher.example/ä b".replace(" ", "%20"),
        "data:text/plain;base64,SGk=",
        "data:text/plain,a b",
    ],
)
def test_public_urls_are_allowed(url):
    validate_download_url(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7F.1",
        "0x7f.0.0.0x1",
        "017700000001",
        "0177.0.0.01",
        "0",
        "0x",
        "127%2e0.0.1",
        "\uff11\uff12\uff17.0.0.1",
        "127\u30020\u30020\uff611",
    ],
)
def test_private_ipv4_addresses_are_refused_in_every_form(host):
    with pytest.raises(DownloadError, match=r"^URL with IP address [0-9.]+ is not allowed$"):
        validate_download_url(f"https://{host}/")


@pytest.mark.parametrize(
    "host",
    [
        "::1",
        "::",
        "0:0:0:0:0:0:0:1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "fe80::1%25eth0",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "3fff:0fff::1",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::ffff:0:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::a00:1",
        "64:ff9b:1:1::a00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
    ],
)
def test_private_ipv6_addresses_are_refused_also_around_ipv4(host):
    with pytest.raises(DownloadError, match=r"^URL with IPv6 address \[.+\] is not allowed$"):
        validate_download_url(f"https://[{host}]/")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "localhost..",
        "a.localhost",
        "printer.local",
        "metadata.google.internal",
        "local%68ost",
        "\u24dbocalhost",
        "localhost\u3002",
    ],
)
def test_names_for_local_use_are_refused(host):
    with pytest.raises(DownloadError, match=r"URL with hostname .+ is not allowed"):
        validate_download_url(f"http://{host}/")


@pytest.mark.parametrize("url", ["ftp://example.com/a", "file:///etc/passwd", "javascript:alert(1)", "blob:https://a"])
def test_other_schemes_are_refused(url):
    scheme = url.split(":")[0]
    with pytest.raises(DownloadError, match=f"^URL scheme must be http, https, or data, got {scheme}:$") as info:
        validate_download_url(url)
    assert info.value.url == url


@pytest.mark.parametrize(
    "url",
    [
        "nope",
        "",
        "/relative",
        "//example.com",
        "https://example.com:port/",
        "https://exa mple.com/",
        "https://example.com\\@127.0.0.1/",
        "https://example.com/\n",
        "\thttps://example.com/",
        "https://[::1/",
        "https://1.2.3.4.5/",
        "https://256.1.1.1/",
        "https://1.2.3.0x1ffff/",
        "https://a.09/",
        "https://example.1/",
    ],
)
def test_malformed_urls_are_refused(url):
    with pytest.raises(DownloadError, match=r"^Invalid URL: "):
        validate_download_url(url)


@pytest.mark.parametrize("url", ["https://", "https:///a", "https://:80/", "http:example.com", "https://./"])
def test_a_url_needs_a_hostname(url):
    with pytest.raises(DownloadError, match=r"^URL must have a hostname$"):
        validate_download_url(url)


@pytest.mark.parametrize("url", ["https://user:secret@example.com/", "https://user@example.com/", "https://@a.b/"])
def test_credentials_are_refused_and_not_repeated(url):
    with pytest.raises(DownloadError, match=r"^URL must not contain credentials$") as info:
        validate_download_url(url)
    assert "secret" not in str(vars(info.value))
    assert "user" not in info.value.url


@pytest.mark.parametrize("url", ["ftp://user:secret@a.b/", "https://user:secret@a b/", "https://user:secret@a.b:x/"])
def test_credentials_are_not_repeated_when_a_url_is_refused_for_another_reason(url):
    with pytest.raises(DownloadError) as info:
        validate_download_url(url)
    assert "secret" not in f"{info.value} {vars(info.value)}"


def test_credentials_are_removed():
    assert without_credentials("https://u:p@a.b/c@d?e@f") == "https://a.b/c@d?e@f"
    assert without_credentials("https://a.b/c@d") == "https://a.b/c@d"
    assert without_credentials("data:,a@b") == "data:,a@b"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/"])
def test_private_addresses_are_allowed_on_request_only(url):
    validate_download_url(url, allow_private=True)
    with pytest.raises(DownloadError):
        validate_download_url(url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "https://", "http://u:p@localhost/"])
def test_allowing_private_addresses_allows_nothing_else(url):
    with pytest.raises(DownloadError):
        validate_download_url(url, allow_private=True)


@given(st.ip_addresses())
def test_no_address_that_python_calls_loopback_or_link_local_is_public(address):
    if address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified:
        assert is_private_address(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_the_same_inside_of_ipv6(address):
    for prefix in ("::ffff:", "64:ff9b::", "::ffff:0:"):
        assert is_private_address(ipaddress.ip_address(f"{prefix}{address}")) == is_private_address(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_the_same_in_all_its_forms(address):
    def is_refused(host):
        try:
            validate_download_url(f"http://{host}/")
        except DownloadError:
            return True
        return False

    number = int(address)
    first, rest = number >> 24, number & 0xFFFFFF
    for host in (address, number, hex(number), f"0{number:o}", f"{first}.{rest}", f"0x{first:x}.0{rest:o}"):
        assert is_refused(host) == is_private_address(address)


@given(st.text())
def test_any_text_is_allowed_or_a_download_error(text):
    for url in (text, f"http://{text}", f"http://{text}/a"):
        with contextlib.suppress(DownloadError):
            validate_download_url(url)


@pytest.mark.parametrize(
    ("url", "base_url", "same"),
    [
        ("https://a.b/x", "https://a.b", True),
        ("https://a.b:443/x", "https://A.B/y", True),
        ("http://a.b:80", "http://a.b", True),
        ("https://a.b", "http://a.b", False),
        ("https://a.b:8443", "https://a.b", False),
        ("https://c.b", "https://a.b", False),
        ("https://a.b.evil.test", "https://a.b", False),
        ("https://a.b@evil.test", "https://a.b", False),
        ("nope", "nope", False),
        ("https://a.b", "nope", False),
        ("data:,a", "data:,a", False),
    ],
)
def test_an_origin_is_scheme_host_and_port(url, base_url, same):
    assert is_same_origin(url, base_url) is same


def test_a_url_is_split_with_its_scheme_in_lower_case():
    assert split_url("HTTPS://a.b").scheme == "https"
