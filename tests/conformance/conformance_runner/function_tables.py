"""Single functions: one call, or a table of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import ai_sdk_core
from ai_sdk_core import create_id_generator, parse_partial_json, prune_messages
from ai_sdk_core._generate_text.performance import tokens_per_second
from ai_sdk_core._prompt.convert import convert_to_language_model_prompt
from ai_sdk_core._prompt.prepare_tools import prepare_tool_choice
from ai_sdk_core._prompt.standardize import standardize_prompt
from ai_sdk_core.errors import JSONParseError, get_error_message
from ai_sdk_core.provider_utils import (
    detect_media_type,
    get_text_from_data_url,
    is_url_supported,
    normalize_headers,
    without_trailing_slash,
)
from ai_sdk_core.provider_utils.json_parsing import ParseSuccess, safe_parse_json

from .encoding import JSON, encode, encode_error
from .names import find_name, to_snake
from .options import current_name
from .stage import Stage
from .values import UNDEFINED, none_for_undefined
from .verdicts import NotApplicable, Unimplemented

Function: TypeAlias = Callable[..., Any]
"""Takes decoded arguments in the reference's order, gives a value of ours or a promise of one."""


async def call(stage: Stage) -> dict[str, JSON]:
    """Run a `call` case."""
    outcome = await _call(stage, _find(stage.data["name"]), stage.data["args"])
    if "undefined" in outcome:
        outcome = {"resultUndefined": True}
    return {**outcome, **stage.observed()}


async def table(stage: Stage) -> dict[str, JSON]:
    """Run a `table` case."""
    function = _find(stage.data["name"])
    return {"rows": [await _call(stage, function, row["args"]) for row in stage.data["cases"]]}


async def id_generator(stage: Stage) -> dict[str, JSON]:
    """Run an `idgen` case: what generators with certain settings give."""
    return {"rows": [_generated(stage.decode(settings)) for settings in stage.data["cases"]]}


def _generated(settings: Mapping[str, Any]) -> JSON:
    try:
        value = create_id_generator(**{to_snake(key): item for key, item in settings.items()})()
    except Exception as error:
        return {"throws": encode_error(error)}
    prefix = f"{settings['prefix']}{settings.get('separator', '-')}" if "prefix" in settings else ""
    row = {"length": len(value), "prefix": prefix if value.startswith(prefix) else None}
    return {**row, "value": value} if "alphabet" in settings else row


async def _call(stage: Stage, function: Function, arguments: list[Any]) -> dict[str, JSON]:
    decoded = [none_for_undefined(stage.decode(argument)) for argument in arguments]
    try:
        result = function(*decoded)
        if inspect.isawaitable(result):
            result = await result
    except (NotApplicable, Unimplemented):
        raise
    except Exception as error:
        return {"throws": encode_error(error)}
    return {"undefined": True} if result is UNDEFINED else {"result": encode(result)}


def _find(name: str) -> Function:
    if name in _FUNCTIONS:
        return _FUNCTIONS[name]
    if name.startswith(("utils.", "internal.")) or name in _NOT_NEEDED:
        raise NotApplicable(f"{name} has no counterpart, because Python does not need one")
    exported = find_name(name, dir(ai_sdk_core))
    if exported is None:
        raise Unimplemented(f"function {name}")
    return getattr(ai_sdk_core, exported)  # type: ignore[no-any-return]


_NOT_NEEDED = frozenset({"isDeepEqualData"})
"""Exported functions of the reference that are part of the language here."""


def _or_undefined(value: Any) -> Any:
    return UNDEFINED if value is None else value


def _parse_partial_json(text: str | None) -> JSON:
    value, state = parse_partial_json(text)
    has_value = state in ("successful-parse", "repaired-parse")
    return {"state": state, **({"value": value} if has_value else {})}


def _tokens_per_second(options: Mapping[str, Any]) -> float:
    return tokens_per_second(options.get("tokens"), options["durationMs"] / 1000)


def _safe_parse_json(options: Mapping[str, Any]) -> JSON:
    result = safe_parse_json(options["text"])
    if isinstance(result, ParseSuccess):
        return {"success": True, "value": result.value, "rawValue": result.raw_value}
    raw = {} if isinstance(result.error, JSONParseError) else {"rawValue": result.raw_value}
    return {"success": False, "error": encode_error(result.error), **raw}


def _normalize_headers(headers: Any) -> dict[str, str]:
    return normalize_headers(dict(headers) if isinstance(headers, list) else headers)


async def _convert_prompt(options: Mapping[str, Any]) -> Any:
    prompt = {to_snake(current_name(key)): value for key, value in options["prompt"].items()}
    standardized = standardize_prompt(**prompt, allow_system_in_messages=True)
    more = {key: options[key] for key in ("download", "provider") if key in options}
    return await convert_to_language_model_prompt(standardized, supported_urls=options["supportedUrls"], **more)


def _prune_messages(options: Mapping[str, Any]) -> Any:
    return prune_messages(**{to_snake(key): value for key, value in options.items()})


_FUNCTIONS: Mapping[str, Function] = {
    "parsePartialJson": _parse_partial_json,
    "getTextFromDataUrl": get_text_from_data_url,
    "pruneMessages": _prune_messages,
    "internal.calculateTokensPerSecond": _tokens_per_second,
    "internal.prepareToolChoice": lambda options: prepare_tool_choice(options.get("toolChoice")),
    "internal.convertToLanguageModelPrompt": _convert_prompt,
    "utils.detectMediaType": lambda options: _or_undefined(
        detect_media_type(options["data"], options.get("topLevelType"))
    ),
    "utils.isUrlSupported": lambda options: is_url_supported(
        options["url"], options["mediaType"], options["supportedUrls"]
    ),
    "utils.withoutTrailingSlash": lambda url: _or_undefined(without_trailing_slash(url)),
    "utils.normalizeHeaders": _normalize_headers,
    "utils.getErrorMessage": get_error_message,
    "utils.safeParseJSON": _safe_parse_json,
}
"""Our counterparts of the reference's functions."""
