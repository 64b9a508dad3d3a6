"""One text for one JSON value, the same in every language of the AI SDK family: what hashes and signatures cover."""

from __future__ import annotations

import base64
import json
import math
import re

from .provider.json_value import JSONValue

_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_json(value: JSONValue) -> str:
    """Write a JSON value down with sorted keys, without spaces, with strings and numbers as JavaScript writes them.

    Args:
        value: The value.

    Returns:
        The text. Values that are equal as JSON have the same text, others do not.
    """
    if isinstance(value, dict):
        # JavaScript compares strings by UTF-16 code units.
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_string(key)}:{canonical_json(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical_json, value)) + "]"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, float):
        return _float(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    # All digits, also where JavaScript would round: two numbers that differ must not share a signature.
    return str(value)


def hash_canonical(value: JSONValue) -> str:
    """Digest a JSON value.

    Args:
        value: The value.

    Returns:
        SHA-256 of its canonical text, in base64url without padding.
    """
    return hash_text(canonical_json(value))


def hash_text(text: str) -> str:
    """Digest a text.

    Args:
        text: The text, without lone surrogates.

    Returns:
        SHA-256 of its UTF-8 form, in base64url without padding.
    """
    import hashlib  # Loads OpenSSL.

    return to_base64url(hashlib.sha256(text.encode()).digest())


def to_base64url(data: bytes) -> str:
    """Encode bytes in base64url, without padding.

    Args:
        data: The bytes.

    Returns:
        The text.
    """
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _string(value: str) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _float(value: float) -> str:
    """The shortest text that gives the same number, laid out by the rules of ECMAScript's Number::toString."""
    if not math.isfinite(value):
        return "null"
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if not digits:
        return "0"
    sign = "-" if value < 0 else ""
    if len(digits) <= point <= 21:
        return sign + digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{point - 1:+d}"
