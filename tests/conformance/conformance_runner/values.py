"""From the markers of the case files to Python values."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from ai_sdk_core._prompt.urls import normalize_url

from .errors import build_error

UNDEFINED = object()
"""A member that is there and has no value; decoding leaves it out."""


def none_for_undefined(value: Any) -> Any:
    """What stands where there is nothing and something must stand."""
    return None if value is UNDEFINED else value


Marker: TypeAlias = Callable[[Any], Any]
"""Makes a value from the object that carries the marker."""

_NUMBERS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
_REGEX_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}


class Decoder:
    """Decodes the values of one case.

    Args:
        markers: Markers that only this kind of case has; each is given the object that carries it.
    """

    def __init__(self, markers: Mapping[str, Marker] | None = None) -> None:
        self._markers: dict[str, Marker] = {
            "$base64": lambda value: base64.b64decode(value["$base64"]),
            # An object of the class `URL` writes itself in normal form.
            "$url": lambda value: normalize_url(value["$url"]) or value["$url"],
            "$date": lambda value: datetime.fromisoformat(value["$date"]),
            "$undefined": lambda _value: UNDEFINED,
            "$number": lambda value: _NUMBERS[value["$number"]],
            "$regex": lambda value: compile_regex(value["$regex"], value.get("flags", "")),
            "$error": lambda value: build_error(value["$error"], self),
            **(markers or {}),
        }

    def __call__(self, value: Any) -> Any:
        """Decode a value.

        Args:
            value: JSON with markers.

        Returns:
            The value; `UNDEFINED` if that is what it says.
        """
        if isinstance(value, dict):
            for key in value:
                if key.startswith("$") and key in self._markers:
                    return self._markers[key](value)
            members = {key: self(item) for key, item in value.items()}
            return {key: item for key, item in members.items() if item is not UNDEFINED}
        if isinstance(value, list):
            return [none_for_undefined(self(entry)) for entry in value]
        return value


def compile_regex(source: str, flags: str) -> re.Pattern[str]:
    """Compile a regular expression of JavaScript.

    Args:
        source: What stands between the slashes.
        flags: What stands behind them.

    Returns:
        The pattern.
    """
    combined = 0
    for flag in flags:
        combined |= _REGEX_FLAGS.get(flag, 0)
    source = re.sub(r"\(\?<(?![=!])", "(?P<", source)
    source = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda match: f"\\U{int(match[1], 16):08x}", source)
    return re.compile(source.replace(r"\/", "/"), combined)
