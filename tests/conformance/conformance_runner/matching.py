"""Compares what was observed with what was expected, by the rules that come with the vectors.

Two schemas, two sets of rules: core functions and provider models have one, language models the other. Both give a list
of differences, which is empty for a match.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

JSON: TypeAlias = Any

_MAX_SHOWN = 160


def differences(case: dict[str, Any], observed: JSON) -> list[str]:
    """Compare a case with an observation.

    Args:
        case: The contents of the case's file.
        observed: In the shape of the case's `expected`.

    Returns:
        What differs from the variant of the expectation that comes closest.
    """
    variants = [case["expected"], *(variant["expected"] for variant in case.get("expectedAlternatives", ()))]
    compare = _core if "fn" in case or not isinstance(case.get("call"), dict) else _language_model
    return min((compare(expected, observed, case) for expected in variants), key=len)


def _shown(value: JSON) -> str:
    text = json.dumps(value, default=repr)
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "..."


def _same_scalar(expected: JSON, observed: JSON) -> bool:
    if isinstance(expected, bool) or isinstance(observed, bool) or expected is None or observed is None:
        return expected is observed
    if isinstance(expected, int | float) and isinstance(observed, int | float):
        return expected == observed or abs(expected - observed) <= 1e-9 * max(abs(expected), abs(observed))
    return bool(expected == observed)


# --- Core functions and provider models ---

_WILDCARDS = {
    "<id>": r"[A-Za-z0-9_-]+",
    "<timestamp>": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z",
    "<uuid>": r"[0-9a-fA-F-]{36}",
    "<version>": r"[0-9A-Za-z.+-]+",
}
_ENGINE_TEXTS = ("<js-json-error>", "<zod-issues>")
_WILDCARD = re.compile("|".join(map(re.escape, [*_WILDCARDS, *_ENGINE_TEXTS])))
_ENGINE_ERRORS = ("ZodError", "SyntaxError", "InvalidCharacterError")
_FETCH_OPTIONS = ("credentials", "redirect")
"""Options of the browser's `fetch`, which have no meaning elsewhere."""


def _core(expected: JSON, observed: JSON, case: dict[str, Any]) -> list[str]:
    if "js-specific" in case.get("tags", ()):
        return []
    found: list[str] = []
    _compare_core(_without_nothing(expected), _without_nothing(observed), "$", found)
    return found


def _without_nothing(value: dict[str, JSON]) -> dict[str, JSON]:
    """Leave out what is there and says nothing: settings that are null, downloads of no file, pauses of no length."""
    cleaned = dict(value)
    if "calls" in value:
        cleaned["calls"] = [_without_null_settings(call) for call in value["calls"]]
    if "events" in value:
        cleaned["events"] = [event for event in value["events"] if event != {"event": "download", "data": []}]
    if "smoothDelays" in value:
        cleaned["smoothDelays"] = [pause for pause in value["smoothDelays"] if pause is not None]
    return {key: item for key, item in cleaned.items() if item != [] or key not in ("events", "smoothDelays")}


def _without_null_settings(call: dict[str, JSON]) -> dict[str, JSON]:
    return {**call, "options": {key: item for key, item in call["options"].items() if item is not None}}


def _compare_core(expected: JSON, observed: JSON, path: str, found: list[str]) -> None:
    if _is_engine_error(expected):
        if observed is None:
            found.append(f"{path}: expected an error")
    elif isinstance(expected, dict) and isinstance(observed, dict):
        if _is_bare_error(expected):
            observed = {key: value for key, value in observed.items() if key in expected} | {"name": expected["name"]}
        _compare_members(_comparable(expected), _comparable(observed), path, found)
    elif isinstance(expected, list) and isinstance(observed, list):
        if len(expected) != len(observed):
            found.append(f"{path}: {len(observed)} items instead of {len(expected)}")
        for index, (left, right) in enumerate(zip(expected, observed, strict=False)):
            _compare_core(left, right, f"{path}[{index}]", found)
    elif isinstance(expected, str) and isinstance(observed, str):
        if expected != observed and not _matches_wildcards(expected, observed):
            found.append(f"{path}: {_shown(observed)} instead of {_shown(expected)}")
    elif not _same_scalar(expected, observed) and not _is_file(expected, observed):
        found.append(f"{path}: {_shown(observed)} instead of {_shown(expected)}")


def _is_file(expected: JSON, observed: JSON) -> bool:
    """A file among the values of a form that an error shows; the reference's are opaque objects."""
    return expected == {} and isinstance(observed, str) and observed.startswith("<file:")


def _compare_members(expected: dict[str, JSON], observed: dict[str, JSON], path: str, found: list[str]) -> None:
    for key, value in expected.items():
        if key in observed:
            _compare_core(value, observed[key], f"{path}.{key}", found)
        else:
            found.append(f"{path}.{key}: missing, expected {_shown(value)}")
    found += [
        f"{path}.{key}: unexpected {_shown(observed[key])}"
        for key in observed
        # A function that returns nothing returns None, which is also what null is.
        if key not in expected and not (key == "output" and observed[key] is None)
    ]


def _is_engine_error(expected: JSON) -> bool:
    error = expected.get("$error") if isinstance(expected, dict) else None
    return isinstance(error, dict) and error.get("name") in _ENGINE_ERRORS


def _is_bare_error(expected: dict[str, JSON]) -> bool:
    """Where the reference throws a bare `Error`, we have a class, which says more."""
    return expected.keys() == {"name", "message"} and expected["name"] == "Error"


def _comparable(value: dict[str, JSON]) -> dict[str, JSON]:
    is_request = "url" in value and "method" in value
    return {
        key: _with_lower_names(item) if key == "headers" and isinstance(item, dict) else item
        for key, item in value.items()
        if not (key == "headers" and item == {}) and not (is_request and key in _FETCH_OPTIONS)
    }


def _with_lower_names(headers: dict[str, JSON]) -> dict[str, JSON]:
    return {name.lower(): value for name, value in headers.items()}


def _matches_wildcards(expected: str, observed: str) -> bool:
    for engine_text in _ENGINE_TEXTS:
        if engine_text in expected:
            # What the engine says differs, and so does the name of its error in front of it.
            head = expected.split(engine_text)[0].removesuffix("SyntaxError: ")
            return re.match(_as_pattern(head), observed) is not None
    return _WILDCARD.search(expected) is not None and re.fullmatch(_as_pattern(expected), observed) is not None


def _as_pattern(expected: str) -> str:
    pattern, position = "", 0
    for wildcard in _WILDCARD.finditer(expected):
        pattern += re.escape(expected[position : wildcard.start()]) + _WILDCARDS.get(wildcard[0], r"[\s\S]*?")
        position = wildcard.end()
    return pattern + re.escape(expected[position:])


# --- Language models ---

_PLACEHOLDER = re.compile(r"<generated-(?:id-\d+|timestamp|number)>|<zod-message>|<js-syntax-error>")


def _language_model(expected: JSON, observed: JSON, _case: dict[str, Any]) -> list[str]:
    comparison = _LanguageModelComparison()
    comparison.compare(_with_bodies(expected), observed, "$")
    return comparison.found


def _with_bodies(expected: dict[str, JSON]) -> dict[str, JSON]:
    """Put request bodies in the place of references to them."""
    expanded = dict(expected)
    for key in ("result", "stream"):
        request = (expected.get(key) or {}).get("request")
        if isinstance(request, dict) and isinstance(request.get("body"), dict):
            body = _body(request["body"], expected["requests"])
            expanded[key] = {**expected[key], "request": {**request, "body": body}}
    return expanded


def _body(reference: dict[str, JSON], requests: list[dict[str, JSON]]) -> JSON:
    if "$jsonTextOfRequestBody" in reference:
        return {"$json": requests[reference["$jsonTextOfRequestBody"]]["body"]}
    if "$sameAsRequestBody" not in reference:
        return reference
    body = requests[reference["$sameAsRequestBody"]]["body"]
    left_out = reference.get("except", ())
    return {key: item for key, item in body.items() if key not in left_out} if isinstance(body, dict) else body


class _LanguageModelComparison:
    """Compares one case; equal placeholders must stand for equal values."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._generated: dict[str, str] = {}

    def compare(self, expected: JSON, observed: JSON, path: str) -> None:
        if isinstance(expected, dict) and expected.get("engineSpecific"):
            if observed is None:
                self.found.append(f"{path}: expected some error")
            return
        if isinstance(expected, dict) and set(expected) == {"$json"} and isinstance(observed, str):
            observed = _parsed(observed)
        if isinstance(expected, dict) and set(expected) == {"$url"} and isinstance(observed, str):
            expected = expected["$url"]  # JavaScript has objects for these.
        if path.endswith(".responseBody") and isinstance(expected, dict) and isinstance(observed, str):
            expected, observed = {"$json": expected}, _parsed(observed)  # Its type is text there, too.
        if isinstance(expected, dict) and isinstance(observed, dict):
            self._compare_members(expected, observed, path)
        elif isinstance(expected, list) and isinstance(observed, list):
            if len(expected) != len(observed):
                self.found.append(f"{path}: {len(observed)} items instead of {len(expected)}")
            for index, (left, right) in enumerate(zip(expected, observed, strict=False)):
                self.compare(left, right, f"{path}[{index}]")
        elif isinstance(expected, str) and isinstance(observed, str):
            if expected != observed and not self._matches(expected, observed, path):
                self.found.append(f"{path}: {_shown(observed)} instead of {_shown(expected)}")
        elif not _same_scalar(expected, observed) and not (
            expected == "<generated-number>" and isinstance(observed, int | float)
        ):
            self.found.append(f"{path}: {_shown(observed)} instead of {_shown(expected)}")

    def _compare_members(self, expected: dict[str, JSON], observed: dict[str, JSON], path: str) -> None:
        expected = _without_engine_text(expected)
        for key, value in expected.items():
            if key == "issues":
                continue  # What zod has to say.
            if value == {"$invalidDate": True} and key not in observed:
                continue  # Python has no dates that are none.
            if key in observed:
                self.compare(value, observed[key], f"{path}.{key}")
            elif not (isinstance(value, dict) and value.get("engineSpecific") and key == "cause"):
                self.found.append(f"{path}.{key}: missing, expected {_shown(value)}")
        self.found += [f"{path}.{key}: unexpected {_shown(observed[key])}" for key in observed if key not in expected]

    def _matches(self, expected: str, observed: str, path: str) -> bool:
        placeholders = list(_PLACEHOLDER.finditer(expected))
        if not placeholders:
            return False
        pattern, position = "", 0
        for placeholder in placeholders:
            pattern += re.escape(expected[position : placeholder.start()]) + "(.*?)"
            position = placeholder.end()
        match = re.fullmatch(pattern + re.escape(expected[position:]), observed, re.DOTALL)
        if match is None:
            return False
        for placeholder, value in zip(placeholders, match.groups(), strict=True):
            if (
                placeholder[0].startswith("<generated-id")
                and self._generated.setdefault(placeholder[0], value) != value
            ):
                self.found.append(f"{path}: {placeholder[0]} is {value!r}, was {self._generated[placeholder[0]]!r}")
        return True


def _without_engine_text(error: dict[str, JSON]) -> dict[str, JSON]:
    """A message may end with that of an error of the engine."""
    cause = error.get("cause")
    engine_text = cause.get("message") if isinstance(cause, dict) and cause.get("engineSpecific") else None
    if not engine_text or not isinstance(error.get("message"), str):
        return error
    return {**error, "message": error["message"].replace(engine_text, "<js-syntax-error>")}


def _parsed(text: str) -> JSON:
    try:
        return {"$json": json.loads(text)}
    except ValueError:
        return text
