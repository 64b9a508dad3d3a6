"""URLs in the normal form that browsers (and so the AI SDKs of other languages) write: the WHATWG URL standard."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_DEFAULT_PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}
_WITH_HOST = frozenset({*_DEFAULT_PORTS, "file"})

# Bounded, because base64 of any size is asked whether it is a URL.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]{0,63}):")
_AUTHORITY = re.compile(r"(?:(.*)@)?(\[[0-9A-Fa-f:.]+\]|[^:]*)(?::([0-9]*))?", re.DOTALL)
_PARTS = re.compile(r"([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|]")
_STRIPPED = "".join(map(chr, range(0x21)))
_REMOVED = str.maketrans("", "", "\t\n\r")

_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_SAFE_IN_PATH = "".join(sorted(set(_PRINTABLE) - set('"#<>?`{}')))
_SAFE_IN_QUERY = "".join(sorted(set(_PRINTABLE) - set("\"#<>'")))
_SAFE_IN_FRAGMENT = "".join(sorted(set(_PRINTABLE) - set('"<>`')))


def normalize_url(text: str) -> str | None:
    """Bring a URL into its normal form: `https://E.com/a b` becomes `https://e.com/a%20b`.

    Args:
        text: What may be an absolute URL.

    Returns:
        The normal form, or `None` if the text is no URL. A `data:` URL is returned as it is.
    """
    match = _SCHEME.match(text) or _SCHEME.match(text[:200].lstrip(_STRIPPED))
    if match is None:
        return None
    scheme = match[1].lower()
    if scheme == "data":
        return text.strip(_STRIPPED)
    text = text.strip(_STRIPPED).translate(_REMOVED)
    rest = text[len(scheme) + 1 :]
    if scheme in _WITH_HOST:
        return _normalize_with_host(scheme, rest)
    path, query, fragment = _split(rest)
    return f"{scheme}:{_quote(path, _SAFE_IN_PATH)}{_suffix(query, fragment)}"


def _normalize_with_host(scheme: str, rest: str) -> str | None:
    path, query, fragment = _split(rest)
    authority, slash, path = path.replace("\\", "/").lstrip("/").partition("/")
    if scheme == "file":
        authority, path = "", f"{authority}{slash}{path}"
    host = _normalize_authority(scheme, authority)
    if host is None:
        return None
    return f"{scheme}://{host}{_normalize_path(path)}{_suffix(query, fragment)}"


def _normalize_authority(scheme: str, authority: str) -> str | None:
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        return None
    user, host, port = match[1], _normalize_host(match[2]), match[3]
    if host is None or (not host and scheme != "file") or (port and int(port) > 0xFFFF):
        return None
    prefix = f"{_quote(user, _SAFE_IN_PATH)}@" if user else ""
    shown_port = str(int(port)) if port else ""
    return f"{prefix}{host}" if shown_port in ("", _DEFAULT_PORTS.get(scheme)) else f"{prefix}{host}:{shown_port}"


def _normalize_host(host: str) -> str | None:
    if host.startswith("[") and host.endswith("]"):  # IPv6
        return host.lower()
    host = unquote(host)
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return None if _FORBIDDEN_IN_HOST.search(host) else host.lower()


def _normalize_path(path: str) -> str:
    segments: list[str] = []
    parts = path.split("/")
    for index, part in enumerate(parts):
        plain = part.lower().replace("%2e", ".")
        if plain == ".." and segments:
            segments.pop()
        if plain not in (".", ".."):
            segments.append(_quote(part, _SAFE_IN_PATH))
        elif index == len(parts) - 1:
            segments.append("")
    return "/" + "/".join(segments)


def _split(rest: str) -> tuple[str, str | None, str | None]:
    match = _PARTS.fullmatch(rest)
    assert match is not None, "the pattern matches every text"
    return match[1], match[2], match[3]


def _suffix(query: str | None, fragment: str | None) -> str:
    shown_query = "" if query is None else f"?{_quote(query, _SAFE_IN_QUERY)}"
    return shown_query if fragment is None else f"{shown_query}#{_quote(fragment, _SAFE_IN_FRAGMENT)}"


def _quote(text: str, safe: str) -> str:
    return quote(text, safe=safe, errors="replace")
