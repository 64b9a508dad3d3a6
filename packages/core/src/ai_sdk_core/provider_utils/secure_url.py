"""Which URLs may be fetched when someone else names them: a model, a response, a message from a browser.

Without this check, such a URL could make a server read its own network: the metadata service of its cloud, a database's
admin page, whatever listens on localhost.
"""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from typing import TypeAlias
from urllib.parse import SplitResult, unquote, urlsplit

from ..errors import DownloadError

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LOCAL_NAMES = (".local", ".localhost", ".internal")
_FORBIDDEN_LETTERS = re.compile(r"[\x00-\x20\x7f\\]")
_NUMERIC_LABEL = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
_IDEOGRAPHIC_DOTS: dict[int, str] = {0x3002: ".", 0xFF0E: ".", 0xFF61: "."}

_PRIVATE_NETWORKS = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",  # carrier-grade NAT, which some clouds use inside
    "127.0.0.0/8",
    "169.254.0.0/16",  # link-local; cloud metadata
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",  # documentation
    "192.168.0.0/16",
    "198.18.0.0/15",  # benchmarks
    "198.51.100.0/24",  # documentation
    "203.0.113.0/24",  # documentation
    "224.0.0.0/3",  # multicast and reserved
    "::/128",
    "::1/128",
    "fc00::/7",  # unique local
    "fe80::/10",  # link-local
    "fec0::/10",  # site-local
    "ff00::/8",  # multicast
    "2001:db8::/32",  # documentation
    "3fff::/20",  # documentation
)
_NETWORKS_AROUND_IPV4 = (
    "::/96",  # IPv4-compatible
    "::ffff:0:0/96",  # IPv4-mapped
    "::ffff:0:0:0/96",  # IPv4-translated
    "64:ff9b::/96",  # NAT64
    "64:ff9b:1::/48",  # NAT64 for local use
)


def validate_download_url(url: str, *, allow_private: bool = False) -> None:
    """Refuses URLs that lead into a private network. Looks at the URL only; `download` also looks at what DNS says.

    Refused are other schemes than http, https and data; URLs with credentials; names for local use (`localhost`,
    `.local`, `.internal`); addresses that are private, link-local, loopback, reserved or meant for documentation, also
    inside of IPv6 and in the decimal, octal and hexadecimal forms that browsers understand.

    Args:
        url: The URL.
        allow_private: Accept local names and private addresses. For tests, and for hosts that the developer named.

    Raises:
        DownloadError: The URL is refused.
    """
    parts = split_url(url)
    if parts.scheme == "data":
        return
    if parts.scheme not in _DEFAULT_PORTS:
        raise _refusal(url, f"URL scheme must be http, https, or data, got {parts.scheme}:")
    if "@" in parts.netloc:
        raise _refusal(url, "URL must not contain credentials")
    hostname = _normalized_hostname(parts)
    if not hostname:
        raise _refusal(url, "URL must have a hostname")
    if not allow_private:
        _validate_hostname(url, hostname)


def split_url(url: str) -> SplitResult:
    """Takes an absolute URL apart.

    Args:
        url: The URL.

    Returns:
        Its parts; the scheme is in lower case.

    Raises:
        DownloadError: The URL is relative or malformed, or holds characters on whose meaning programs disagree: spaces,
            control characters, backslashes.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises when it is no number
    except ValueError as error:
        raise _refusal(url, f"Invalid URL: {without_credentials(url)}") from error
    # The contents of data URLs go nowhere.
    if not parts.scheme or (parts.scheme != "data" and _FORBIDDEN_LETTERS.search(url)):
        raise _refusal(url, f"Invalid URL: {without_credentials(url)}")
    return parts


def without_credentials(url: str) -> str:
    """Removes user name and password from a URL.

    Args:
        url: The URL.

    Returns:
        The URL as it may be shown.
    """
    return re.sub(r"^([^/?#]*//)[^/?#]*@", r"\1", url)


def is_same_origin(url: str, base_url: str) -> bool:
    """Tells whether two URLs have scheme, host and port in common, so that what one may see the other may see too.

    Args:
        url: A URL.
        base_url: Another URL.

    Returns:
        True when the origins are equal; False also when one of them is no absolute URL.
    """
    try:
        return _origin(url) == _origin(base_url)
    except DownloadError:
        return False


def is_private_address(address: IPAddress) -> bool:
    """Tells whether an address is not part of the public internet.

    Args:
        address: The address.

    Returns:
        True for private, link-local, loopback, multicast, reserved and documentation addresses, and for IPv6 addresses
        that hold such an IPv4 address.
    """
    private, around_ipv4 = _networks()
    if any(address in network for network in private):
        return True
    if isinstance(address, ipaddress.IPv4Address):
        return False
    embedded = [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)] if any(address in n for n in around_ipv4) else []
    if address.sixtofour is not None:
        embedded.append(address.sixtofour)
    if address.teredo is not None:
        embedded.extend(address.teredo)
    return any(is_private_address(ipv4) for ipv4 in embedded)


@cache
def _networks() -> tuple[list[ipaddress.IPv4Network | ipaddress.IPv6Network], list[ipaddress.IPv6Network]]:
    return (
        [ipaddress.ip_network(network) for network in _PRIVATE_NETWORKS],
        [ipaddress.IPv6Network(network) for network in _NETWORKS_AROUND_IPV4],
    )


def _refusal(url: str, message: str) -> DownloadError:
    return DownloadError(url=without_credentials(url), message=message)


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = split_url(url)
    hostname = _normalized_hostname(parts)
    if not hostname:
        raise _refusal(url, "URL must have a hostname")
    return parts.scheme, hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _normalized_hostname(parts: SplitResult) -> str:
    """Returns the name as a resolver would understand it."""
    hostname = unquote(parts.hostname or "")
    if not hostname.isascii():
        import unicodedata

        hostname = unicodedata.normalize("NFKC", hostname).translate(_IDEOGRAPHIC_DOTS)
    return hostname.lower().rstrip(".")


def _validate_hostname(url: str, hostname: str) -> None:
    if hostname == "localhost" or hostname.endswith(_LOCAL_NAMES):
        raise _refusal(url, f"URL with hostname {hostname} is not allowed")
    if ":" in hostname:
        address: IPAddress | None = _parse_ipv6(hostname)
        if address is None or is_private_address(address):
            raise _refusal(url, f"URL with IPv6 address [{address or hostname}] is not allowed")
        return
    try:
        address = _parse_ipv4(hostname)
    except ValueError as error:
        raise _refusal(url, f"Invalid URL: {without_credentials(url)}") from error
    if address is not None and is_private_address(address):
        raise _refusal(url, f"URL with IP address {address} is not allowed")


def _parse_ipv6(hostname: str) -> ipaddress.IPv6Address | None:
    try:
        return ipaddress.IPv6Address(hostname.partition("%")[0])
    except ValueError:
        return None


def _parse_ipv4(hostname: str) -> ipaddress.IPv4Address | None:
    """Reads an address in all forms that browsers and resolvers know: 127.0.0.1, 127.1, 0x7f000001, 017700000001.

    Returns:
        The address, or None for a name.

    Raises:
        ValueError: The last label is a number, and yet this is no address.
    """
    labels = hostname.split(".")
    if not _NUMERIC_LABEL.fullmatch(labels[-1]):
        return None
    numbers = [_parse_number(label) for label in labels]
    *leading, last = numbers
    if len(numbers) > 4 or any(number > 255 for number in leading) or last >= 256 ** (5 - len(numbers)):
        raise ValueError("not an IPv4 address")
    value = last + sum(number << 8 * (3 - index) for index, number in enumerate(leading))
    return ipaddress.IPv4Address(value)


def _parse_number(label: str) -> int:
    if not _NUMERIC_LABEL.fullmatch(label):
        raise ValueError("not a number")
    if label[:2] in {"0x", "0X"}:
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") and len(label) > 1 else 10)
